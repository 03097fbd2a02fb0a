"""The page for who runs the machine: work, mails, backups and the disk, and what to do where one is not well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.jobs.models import Job, name_subject
from huiyin.desk.notifications.models import Mail
from huiyin.desk.operations import desk_state
from huiyin.desk.operations.backup_note import NAME, note_backup, read_backup_note
from tests.desk.markup import read_page, select, words_of
from tests.desk.standing import *  # noqa: F403 - one small network for all of them

pytestmark = pytest.mark.django_db
PAGE = "/machine/"


def _part(client: Client, name: str) -> str:
    page = read_page(client.get(PAGE).content)
    return words_of(page.xpath(f"//section[@aria-labelledby='{name}']")[0])


@pytest.mark.parametrize("role", [Role.READER, Role.DELEGATE, Role.OFFICER, Role.COORDINATOR])
def test_others_than_the_team_do_not_see_it(role: Role, sign_in: Callable[[Role], Client]) -> None:
    assert sign_in(role).get(PAGE).status_code in (302, 403)


def test_work_that_stands_still_or_failed_is_told_with_what_to_do(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    operator = sign_in(Role.OPERATOR)
    Job.objects.all().delete()
    assert "No problems" in _part(operator, "jobs")
    Job.objects.create(
        **name_subject(consultation), kind="map", state=Job.State.FAILED, ended_at=timezone.now(),
        error={"code": "broken", "details": {}},
    )  # fmt: skip
    shown = _part(operator, "jobs")
    assert "1 task failed" in shown and "This task was interrupted" in shown
    late = Job.objects.create(**name_subject(consultation), kind="map")
    Job.objects.filter(pk=late.pk).update(created_at=timezone.now() - timedelta(hours=3))
    assert "Restart the service" in _part(operator, "jobs")


def test_mails_that_were_given_up_are_listed_and_lead_to_where_they_are_sent_again(
    people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    operator = sign_in(Role.OPERATOR)
    assert "No problems" in _part(operator, "mails")
    Mail.objects.create(
        person=people[Role.DELEGATE], kind="account_changed", state=Mail.State.GIVEN_UP, error="550 no such box"
    )  # fmt: skip
    shown = _part(operator, "mails")
    assert "1 email could not be delivered" in shown and "550 no such box" in shown
    page = read_page(operator.get(PAGE).content)
    assert select(page, "section a.button")[0].get("href") == "/people/#mails"


@pytest.mark.parametrize(
    ("hours", "is_encrypted", "said"),
    [(1, True, "No problems"), (1, False, "Anyone who has this file can read everything"), (80, True, "3 days ago")],
)  # fmt: skip
def test_the_last_backup_is_told_by_its_age_and_by_who_can_read_it(
    hours: int, is_encrypted: bool, said: str, tmp_path: Path, settings: Any, sign_in: Callable[[Role], Client]
) -> None:  # fmt: skip
    settings.DATA = tmp_path
    operator = sign_in(Role.OPERATOR)
    assert "No backup has been made" in _part(operator, "backup")
    file = tmp_path / "desk.zip.age"
    file.write_bytes(b"x" * 3_400_000)
    note_backup(tmp_path, file, is_encrypted=is_encrypted)
    note = tmp_path / NAME
    assert note.stat().st_mode & 0o777 == 0o600
    then = (datetime.now(UTC) - timedelta(hours=hours)).isoformat(timespec="seconds")
    held = read_backup_note(tmp_path)
    assert held is not None
    note.write_text(note.read_text("utf-8").replace(held.taken_at.isoformat(), then), "utf-8")
    shown = _part(operator, "backup")
    assert said in shown and "desk.zip.age" in shown and "3.4 MB" in shown


def test_a_note_that_cannot_be_read_is_no_backup(tmp_path: Path) -> None:
    for written in ("", "{}", "[]", '{"taken_at": 3}'):
        (tmp_path / NAME).write_text(written, "utf-8")
        assert read_backup_note(tmp_path) is None


@pytest.mark.parametrize(
    ("free", "is_well"), [(500_000_000_000, True), (900_000_000, False), (20_000_000_000, False)]
)
def test_a_disk_that_fills_up_is_told(free: int, is_well: bool, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    room = SimpleNamespace(total=1_000_000_000_000, used=0, free=free)
    monkeypatch.setattr(desk_state.shutil, "disk_usage", lambda _: room)
    (disk,) = (one for one in desk_state.describe_desk().parts if one.part == "disk")
    assert disk.is_well == is_well and bool(disk.todo) != is_well
    assert "1.0 TB" in disk.words


def test_the_page_is_linked_for_the_team(sign_in: Callable[[Role], Client]) -> None:
    assert f'href="{PAGE}"' in sign_in(Role.OPERATOR).get("/people/").content.decode()
    assert _part(sign_in(Role.SECRETARIAT), "disk")
