"""What an earlier version left under an address that it erased is found after the upgrade, and goes when somebody says so."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.models import Comment, Consultation, Intake
from huiyin.desk.jobs.models import Job, name_subject
from huiyin.desk.networks.models import Invitation
from huiyin.desk.notifications.models import Mail
from huiyin.desk.operations.worker import _MailRounds
from huiyin.desk.personal import erasure, erasure_marks
from huiyin.desk.personal.models import Erasure
from huiyin.desk.registry.models import Organisation
from huiyin.i18n import say
from tests.desk.world import letters

ERASED = timezone.now() - timedelta(days=200)


def leave_mark(*emails: str, is_keyed: bool = True) -> None:
    """As an earlier version wrote it: beside no word of what was asked."""
    with (erasure_marks._get_path()).open("a") as file:
        for n, email in enumerate(emails):
            salt = f"{n:032}"
            mark = erasure_marks.ErasureMark(
                ERASED, salt, erasure_marks._digest_name(salt, erasure_marks.name_words(email))
            )
            told = dict((erasure_marks.seal_mark(mark) if is_keyed else mark).told)
            file.write(json.dumps(told) + "\n")


@pytest.fixture
def say_by_table(consultation: Consultation) -> Callable[..., Comment]:
    def add(speaker: str, text: str, at: Any = ERASED - timedelta(days=1)) -> Comment:
        return Comment.objects.create(
            consultation=consultation, speaker=speaker, text=text, eid="art_1", submitted_at=at
        )

    return add


def go_round() -> None:
    """What the worker does now and again, but writing the database anew, which no transaction of a test may."""
    Erasure.objects.update(cleaned_at=timezone.now())
    _MailRounds(threading.Event())()


def read_remnants(team: Client) -> list[str]:
    """Addresses of the pages that the secretariat is led to."""
    page = team.get(reverse("erasures")).content.decode()
    return [part.split('"')[0] for part in page.split('href="')[1:] if "/requests/left/" in part.split('"')[0]]  # fmt: skip


@pytest.mark.parametrize("is_keyed", [True, False])
def test_what_an_earlier_version_left_is_put_before_the_secretariat_and_goes(
    is_keyed: bool, folder: Path, consultation: Consultation, say_by_table: Callable[..., Comment],
    sign_in: Callable[[Role], Client], people: dict[Role, User], django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    held = say_by_table("慕容晓峰 <murong@example.org>", "甲说")
    say_by_table("陈静 <chen@example.org>", "乙说")
    later = say_by_table("murong@example.org", "后来说", timezone.now())
    scan = Intake.objects.create(consultation=consultation, file_name="murong@example.org.csv", created_at=held.submitted_at, created_by=people[Role.SECRETARIAT])  # fmt: skip
    scan.file.save("x.csv", ContentFile("意见,邮箱\n好,murong@example.org\n".encode("gb18030")))
    Invitation.objects.create(
        email="Murong@example.org", role="delegate", created_at=held.submitted_at
    )
    Invitation.objects.update(created_at=held.submitted_at)
    Comment.objects.filter(pk=later.pk).update(submitted_at=timezone.now())
    leave_mark("murong@example.org", "gone@example.org", is_keyed=is_keyed)
    go_round()
    go_round()  # once, however often
    team = sign_in(Role.SECRETARIAT)
    (where,) = read_remnants(team)
    told = [one for one in letters() if one.to == ["secretariat@example.org"]]
    assert len(told) == 1 and reverse("erasures") in str(told[0].body)
    page = team.get(where).content.decode()
    assert "甲说" in page and "乙说" not in page and "后来说" not in page
    assert f"file_name:{scan.pk}" in page or "murong@example.org.csv" in page
    # Nothing goes before somebody has looked.
    assert team.post(where, {"what": "erase"}).status_code == 422
    assert Comment.objects.get(pk=held.pk).speaker
    with django_capture_on_commit_callbacks(execute=True):
        assert team.post(where, {"what": "erase", "sure": "yes"}).status_code == 302
    spoken = dict(Comment.objects.values_list("text", "speaker"))
    assert spoken == {"甲说": "", "乙说": "陈静 <chen@example.org>", "后来说": later.speaker}
    scan.refresh_from_db()
    assert not scan.file and "murong" not in scan.file_name
    assert not Invitation.objects.exists() and read_remnants(team) == []
    # And no backup of then brings it back.
    Comment.objects.filter(pk=held.pk).update(speaker=held.speaker)
    erasure.apply_again()
    assert Comment.objects.get(pk=held.pk).speaker == ""


@pytest.mark.parametrize("what", ["erase", "leave"])
def test_of_an_address_that_several_write_under_somebody_is_asked(
    what: str, folder: Path, say_by_table: Callable[..., Comment], sign_in: Callable[[Role], Client],
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    first, second = say_by_table("王伟 <info@ngo.org>", "甲说"), say_by_table("陈静 info@ngo.org", "乙说")  # fmt: skip
    Organisation.objects.filter(slug="org1").update(email="info@ngo.org")
    leave_mark("info@ngo.org")
    go_round()
    team = sign_in(Role.SECRETARIAT)
    (where,) = read_remnants(team)
    page = team.get(where).content.decode()
    assert page.count('name="meant"') == 3 and not re.search(r"<input[^>]*\schecked", page)
    given = {"what": what, "sure": "yes", "meant": f"speaker:{first.pk}"}
    with django_capture_on_commit_callbacks(execute=True):
        team.post(where, given)
    left = [Comment.objects.get(pk=one.pk).speaker for one in (first, second)]
    assert left == ["" if what == "erase" else first.speaker, second.speaker]
    assert Organisation.objects.get(slug="org1").email == "info@ngo.org"
    go_round()
    assert read_remnants(team) == []  # it was asked


def test_nobody_is_asked_about_who_was_erased_row_by_row(
    folder: Path, say_by_table: Callable[..., Comment], sign_in: Callable[[Role], Client],
    people: dict[Role, User], django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    person = User.objects.create_user("info@ngo.org", name="王伟")
    say_by_table("陈静 <info@ngo.org>", "乙说"), say_by_table("张三 <info@ngo.org>", "丙说")
    with django_capture_on_commit_callbacks(execute=True):
        erasure.grant_erasure(erasure.ask_erasure(person), people[Role.SECRETARIAT])
    go_round()
    assert read_remnants(sign_in(Role.SECRETARIAT)) == []
    assert not Mail.objects.filter(kind="remnants").exists()


def test_an_address_that_stands_in_a_file_or_an_error_alone_is_found_too(
    folder: Path, consultation: Consultation, sign_in: Callable[[Role], Client], people: dict[Role, User]
) -> None:  # fmt: skip
    old = ERASED - timedelta(days=3)
    intake = Intake.objects.create(consultation=consultation, file_name="a.csv", created_by=people[Role.OFFICER])  # fmt: skip
    intake.file.save("a.csv", ContentFile("意见,邮箱\n好,li@example.org\n".encode("utf-16")))
    job = Job.objects.create(**name_subject(consultation), kind="take_in", state="failed", error={"code": "x", "details": {"file": "wang@example.org的意见.csv"}})  # fmt: skip
    Intake.objects.update(created_at=old)
    Job.objects.update(created_at=old)
    leave_mark("li@example.org", "wang@example.org")
    go_round()
    team = sign_in(Role.SECRETARIAT)
    pages = [team.get(url).content.decode() for url in read_remnants(team)]
    assert len(pages) == 2
    assert any("a.csv" in page for page in pages) and any("wang@example.org" in page for page in pages)  # fmt: skip
    for url in read_remnants(team):
        team.post(url, {"what": "erase", "sure": "yes"})
    job.refresh_from_db()
    assert "wang" not in str(job.error) and not Intake.objects.get().file
    assert Erasure.objects.filter(state="granted").count() == 2


def test_only_the_secretariat_sees_what_was_left_and_it_is_settled_once(
    folder: Path, say_by_table: Callable[..., Comment], sign_in: Callable[[Role], Client]
) -> None:
    say_by_table("王伟 <w@example.org>", "甲说")
    leave_mark("w@example.org")
    go_round()
    team = sign_in(Role.SECRETARIAT)
    (where,) = read_remnants(team)
    for role in (Role.COORDINATOR, Role.OPERATOR, Role.DELEGATE, Role.OFFICER):
        assert sign_in(role).get(where).status_code == 403
        assert sign_in(role).post(where, {"what": "leave"}).status_code == 403
    Comment.objects.all().delete()  # somebody was faster
    assert say("personal.remnant.nothing", "en") in team.get(where).content.decode()
    assert team.post(where, {"what": "leave"}).status_code == 302
    assert team.get(where).status_code == 404
