"""Requests about one's own data: asked, answered, told; people without an account; and what a restored backup brings back."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.api import intakes
from huiyin.desk.consultations.models import Comment, Consultation, Intake, Statement, Vote
from huiyin.desk.exports import api as exports
from huiyin.desk.jobs.models import Job
from huiyin.desk.networks import departures, network_members
from huiyin.desk.networks.api import grant_role, invite_person
from huiyin.desk.networks.models import Invitation
from huiyin.desk.notifications.models import Mail
from huiyin.desk.operations.backup import restore_backup, write_backup
from huiyin.desk.personal import erasure, erasure_marks
from huiyin.desk.personal.models import Erasure
from huiyin.desk.personal.names import PersonNames
from huiyin.desk.personal.traces import find_traces
from huiyin.i18n import say
from tests.desk.world import enter, letters

#: Comments that came in a table: of a person alone, and of one beside their organisation.
TABLE = "条款,意见,组织\n第一条,要保护候鸟 kingfisher,林小溪 <lin@example.org>\n第二条,规划要公开,组织1\n"


@pytest.fixture
def stranger(
    consultation: Consultation,
    people: dict[Role, User],
    members: list[Any],
    folder: Path,
    work: Callable[[], list[Job]],
) -> str:
    """The name of somebody without an account, as the desk holds it."""
    team = people[Role.SECRETARIAT]
    intakes.receive_file(consultation, "a.csv", TABLE.encode(), team)
    work()
    invite_person("lin@example.org", Role.DELEGATE, team, organisation=members[0])
    comment = Comment.objects.get(text__contains="kingfisher")
    statement = Statement.objects.create(consultation=consultation, key="s1", text_en="Birds.")
    Vote.objects.create(statement=statement, participant=comment.speaker, value=1, published=1)
    return comment.speaker


def keys_of(*names: str) -> list[str]:
    """The keys of every place in which somebody without an account stands."""
    return [one.key for one in find_traces(PersonNames.of_words(names))]


# ---- asked and answered --------------------------------------------------------------------------------


def test_who_asks_sees_what_goes_and_what_stays_and_the_secretariat_is_told(
    people: dict[Role, User],
    consultation: Consultation,
    sign_in: Callable[[Role], Client],
    members: list[Any],
) -> None:
    delegate = people[Role.DELEGATE]
    said.send_comment(
        consultation, delegate, members[0], said.CommentInput(uuid4(), "art_1", "in its name")
    )
    client = sign_in(Role.DELEGATE)
    page = client.get(reverse("erase_me")).content.decode()
    assert say("personal.count.comment", "en", n=1) in page
    assert say("personal.stays.acts", "en") in page and say("personal.stay.backups", "en") in page
    assert client.post(reverse("erase_me"), {"words": "please"}).status_code == 422
    for _ in range(2):  # pressed twice, it is one request
        client.post(reverse("erase_me"), {"words": "please", "sure": "yes"})
    asked = Erasure.objects.get()
    told = [letter for letter in letters() if letter.to == [people[Role.SECRETARIAT].email]]
    assert len(told) == 1 and reverse("erasure", args=(asked.pk,)) in str(told[0].body)
    assert delegate.email not in str(told[0].body) and delegate.name not in str(told[0].subject)
    client.post(reverse("erase_me"), {"what": "take_back"})
    asked.refresh_from_db()
    assert asked.state == "taken_back"


def test_a_refusal_says_why_to_the_person_and_leaves_everything(
    asked: Erasure, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    team, where = sign_in(Role.SECRETARIAT), reverse("erasure", args=(asked.pk,))
    answer = team.post(where, {"what": "refuse", "reason": "  "})
    assert answer.status_code == 422 and say("personal.no_reason", "en") in answer.content.decode()
    team.post(where, {"what": "refuse", "reason": "We must keep the signature sheet."})
    asked.refresh_from_db()
    assert asked.state == "refused" and User.objects.filter(pk=people[Role.DELEGATE].pk).exists()
    assert any("signature sheet" in str(one.body) for one in letters())
    page = sign_in(Role.DELEGATE).get(reverse("erase_me")).content.decode()
    assert "We must keep the signature sheet." in page
    team.post(where, {"what": "grant", "sure": "yes"})  # a page that stood open
    assert User.objects.filter(pk=people[Role.DELEGATE].pk).exists()


def test_granting_asks_who_it_is_again_and_for_a_tick(
    asked: Erasure, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    where = reverse("erasure", args=(asked.pk,))
    long_ago = Client(HTTP_ACCEPT_LANGUAGE="en")
    enter(long_ago, people[Role.SECRETARIAT], has_shown=False)
    answer = long_ago.post(where, {"what": "grant", "sure": "yes"})
    assert "reauthenticate" in answer["Location"]
    assert sign_in(Role.SECRETARIAT).post(where, {"what": "grant"}).status_code == 422
    asked.refresh_from_db()
    assert asked.is_open


def test_the_person_gets_a_last_mail_and_their_address_goes_with_it(
    asked: Erasure, people: dict[Role, User]
) -> None:
    email = people[Role.DELEGATE].email
    erasure.grant_erasure(asked, people[Role.SECRETARIAT])
    assert Mail.objects.filter(email=email).count() == 1
    told = [letter for letter in letters() if letter.to == [email]]
    assert len(told) == 1 and told[0].subject == say("mail.erased.subject", "en")
    assert not Mail.objects.filter(email=email).exists()


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.COORDINATOR, Role.OFFICER, Role.OPERATOR])
def test_only_the_secretariat_answers_and_looks_for_people(
    role: Role, asked: Erasure, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(role)
    for url in (reverse("erasures"), reverse("erasure", args=(asked.pk,)), reverse("strangers")):
        assert client.get(url).status_code == 403
        assert client.post(url, {"what": "grant", "sure": "yes"}).status_code in (403, 405)
    asked.refresh_from_db()
    assert asked.is_open


def test_the_last_of_the_secretariat_is_not_erased_without_a_successor(
    people: dict[Role, User], sign_in: Callable[[Role], Client], folder: Path
) -> None:
    last = people[Role.SECRETARIAT]
    answer = sign_in(Role.SECRETARIAT).post(reverse("erase_me"), {"sure": "yes"})
    assert answer.status_code == 422
    assert say("desk.person.not.last_secretariat", "en") in answer.content.decode().replace(
        "&#x27;", "'"
    )
    successor = User.objects.create_user("next@example.org", "x", is_secretariat=True)
    asked = erasure.ask_erasure(last)
    with pytest.raises(departures.NotAllowed, match="oneself"):
        erasure.grant_erasure(asked, last)
    User.objects.filter(pk=successor.pk).update(is_active=False)
    successor.refresh_from_db()
    with pytest.raises(departures.NotAllowed):
        erasure.grant_erasure(asked, successor)
    User.objects.filter(pk=successor.pk).update(is_active=True)
    successor.refresh_from_db()
    erasure.grant_erasure(asked, successor)
    assert not User.objects.filter(pk=last.pk).exists()


def test_only_an_operator_erases_an_operator_and_never_the_last(
    people: dict[Role, User], folder: Path
) -> None:
    operator, team = people[Role.OPERATOR], people[Role.SECRETARIAT]
    with pytest.raises(departures.NotAllowed, match="last_operator"):
        erasure.ask_erasure(operator)
    User.objects.create_user("root@example.org", "x", is_superuser=True)
    asked = erasure.ask_erasure(operator)
    with pytest.raises(departures.NotAllowed, match="operator"):
        erasure.grant_erasure(asked, team)


def test_whoever_was_renamed_is_erased_under_the_name_of_before_too(
    people: dict[Role, User], network: Any, members: list[Any], folder: Path
) -> None:
    from huiyin.desk.registry.organisations import remove_seat

    team, person = people[Role.SECRETARIAT], people[Role.COORDINATOR]
    User.objects.filter(pk=person.pk).update(name="Maiden Name")
    person.refresh_from_db()
    grant_role(person, Role.DELEGATE, members[1])
    network_members.dismiss_coordinators(network, [person], team)
    remove_seat(members[1], person.seats.get().pk, team)
    departures.reset_second_step(people[Role.DELEGATE], person)
    User.objects.filter(pk=person.pk).update(name="Married Name")
    erasure.grant_erasure(erasure.ask_erasure(person), team)
    held = json.dumps(list(AuditEntry.objects.values_list("details", flat=True)))
    held += json.dumps(list(Mail.objects.values_list("about", flat=True)))
    assert "Maiden" not in held and "Married" not in held
    assert held.count('"erased": true') >= 2


def test_somebody_elses_name_that_begins_alike_stays(
    people: dict[Role, User], folder: Path
) -> None:
    team, person = people[Role.SECRETARIAT], people[Role.DELEGATE]
    User.objects.filter(pk=person.pk).update(name="Lin")
    other = User.objects.create_user("li.n@example.org", name="Lin Xiaoxi")
    departures.close_account(other, team)
    record_audit_entry(team, "invite", other, email="delegate@example.organ", role="delegate")
    person.refresh_from_db()
    erasure.grant_erasure(erasure.ask_erasure(person), team)
    kept = [details for details in AuditEntry.objects.values_list("details", flat=True) if details]
    assert "Lin Xiaoxi" in [details.get("person") for details in kept]
    assert {"email": "delegate@example.organ", "role": "delegate"} in kept


def test_a_file_of_theirs_that_waits_is_not_read_with_the_rights_of_everybody(
    consultation: Consultation,
    people: dict[Role, User],
    folder: Path,
    work: Callable[[], list[Job]],
) -> None:
    from huiyin.desk.consultations.api.drafts import send_file

    person = people[Role.COORDINATOR]
    job = send_file(consultation, "en", "mine.txt", b"Act\nArticle 1\nMine alone.\n", person)
    before = consultation.draft.expressions.get(language="en").source
    erasure.grant_erasure(erasure.ask_erasure(person), people[Role.SECRETARIAT])
    work()
    job.refresh_from_db()
    assert job.state == Job.State.FAILED and "mine.txt" not in json.dumps(
        [job.arguments, job.error]
    )
    assert consultation.draft.expressions.get(language="en").source == before
    assert job.problem  # and the page can say so


def test_exports_that_lie_ready_go_with_whoever_may_be_named_in_them(
    consultation: Consultation,
    people: dict[Role, User],
    members: list[Any],
    folder: Path,
    work: Callable[[], list[Job]],
    django_capture_on_commit_callbacks: Any,
) -> None:
    person, team = people[Role.DELEGATE], people[Role.SECRETARIAT]
    said.send_comment(
        consultation, person, members[0], said.CommentInput(uuid4(), "art_1", "in its name")
    )
    exports.request_export(consultation, team, everything=True)
    work()
    ready = list((folder / "uploads" / "exports").iterdir())
    assert len(ready) == 1
    with django_capture_on_commit_callbacks(execute=True):
        erasure.grant_erasure(erasure.ask_erasure(person), team)
    assert not ready[0].exists()
    assert Job.objects.get(kind="export").outcome == {}


# ---- people without an account -------------------------------------------------------------------------


def test_the_secretariat_finds_who_has_no_account_and_makes_the_file_for_them(
    stranger: str, sign_in: Callable[[Role], Client], people: dict[Role, User]
) -> None:
    team, where = sign_in(Role.SECRETARIAT), reverse("strangers")
    page = team.get(where, {"q": "林小溪"}).content.decode()
    assert "lin@example.org" in page
    assert (
        say("personal.strangers.nothing", "en") in team.get(where, {"q": "nobody"}).content.decode()
    )
    assert people[Role.DELEGATE].name in team.get(where, {"q": "delegate"}).content.decode()
    given = {"q": "lin", "named": [stranger, "lin@example.org"], "what": "take"}
    assert team.post(where, given).status_code == 422  # no place is ticked
    given["meant"] = keys_of(stranger, "lin@example.org")
    answer = team.post(where, given)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        told = json.loads(archive.read("data.json"))
    assert "kingfisher" in told["comments"][0]["text"] and len(told["comments"]) == 1
    assert told["invitations"] and told["votes"] and told["acts"]
    assert "规划要公开" not in json.dumps(told, ensure_ascii=False)  # what another said in the file
    act = AuditEntry.objects.get(verb="personal.take_for")
    assert act.actor == people[Role.SECRETARIAT] and "lin" not in json.dumps(act.details)
    assert team.post(where, {"q": "lin", "what": "take"}).status_code == 422


def test_who_has_no_account_is_erased_from_the_table_and_the_file_that_they_came_in(
    stranger: str,
    folder: Path,
    sign_in: Callable[[Role], Client],
    work: Callable[[], list[Job]],
    django_capture_on_commit_callbacks: Any,
) -> None:
    team, where = sign_in(Role.SECRETARIAT), reverse("strangers")
    given = {"q": "lin", "named": [stranger, "lin@example.org"], "what": "erase"}
    given["meant"] = keys_of(stranger, "lin@example.org")
    assert team.post(where, given).status_code == 422  # not ticked
    with django_capture_on_commit_callbacks(execute=True):
        assert team.post(where, given | {"sure": "yes"}).status_code == 302
    assert not list((folder / "uploads" / "comments").iterdir())
    work()
    assert list(Comment.objects.values_list("text", flat=True)) == ["规划要公开"]
    assert (
        not Invitation.objects.exists()
        and not Mail.objects.filter(email="lin@example.org").exists()
    )
    vote = Vote.objects.get()
    assert vote.participant.startswith("erased:") and vote.published == 1
    intake = Intake.objects.get()
    held = json.dumps(
        [intake.preview, intake.headings, intake.columns, intake.refused], ensure_ascii=False
    )
    assert not intake.file and "林" not in held
    acts = json.dumps(
        list(AuditEntry.objects.values_list("details", flat=True)), ensure_ascii=False
    )
    assert "lin@example.org" not in acts
    erasure = Erasure.objects.get()
    assert (erasure.state, erasure.person) == ("granted", None)
    assert (
        "lin" not in (folder / erasure_marks.FILE).read_text()
        and "林" not in (folder / erasure_marks.FILE).read_text()
    )


# ---- a backup that was taken before --------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_restored_backup_does_not_bring_back_who_was_erased_since(
    stranger: str,
    people: dict[Role, User],
    consultation: Consultation,
    folder: Path,
    members: list[Any],
) -> None:
    person, team = people[Role.DELEGATE], people[Role.SECRETARIAT]
    said.save_draft(
        consultation, person, members[0], said.CommentInput(uuid4(), "art_1", "not sent yet")
    )
    write_backup(folder / "before.zip", ())
    erasure.grant_erasure(erasure.ask_erasure(person), team)
    erasure.erase_words([stranger, "lin@example.org"], team, keys_of(stranger, "lin@example.org"))
    newcomer = User.objects.create_user("new@example.org", "x")
    Erasure.objects.all().delete()  # the table is lost with everything else: the file has the marks
    restore_backup(folder / "before.zip", overwrite=True)
    assert not User.objects.filter(email=person.email).exists()
    assert User.objects.filter(email=team.email).exists()
    assert not Comment.objects.filter(text__contains="kingfisher").exists()
    assert not Comment.objects.filter(text="not sent yet").exists()
    assert not Invitation.objects.exists()
    # Who was given the number of the newcomer is somebody else.
    assert not User.objects.filter(email=newcomer.email).exists()
    again = User.objects.create_user(person.email, "x", name="came back")
    assert erasure.apply_again(None) == 0 and User.objects.filter(pk=again.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_a_backup_that_was_taken_after_it_is_restored_as_it_is(
    people: dict[Role, User], folder: Path
) -> None:
    erasure.grant_erasure(erasure.ask_erasure(people[Role.DELEGATE]), people[Role.SECRETARIAT])
    write_backup(folder / "after.zip", ())
    (folder / erasure_marks.FILE).unlink()
    before = set(User.objects.values_list("email", flat=True))
    restore_backup(folder / "after.zip", overwrite=True)
    assert set(User.objects.values_list("email", flat=True)) == before
    # The list is in the table too, so that it is whole again in a folder that had none.
    assert (
        len(erasure_marks.read_marks()) == 2
        and (folder / erasure_marks.FILE).stat().st_mode & 0o077 == 0
    )


@pytest.mark.django_db(transaction=True)
def test_what_somebody_was_taken_out_of_is_so_again_after_a_restore_and_namesakes_are_not(
    people: dict[Role, User],
    consultation: Consultation,
    folder: Path,
    work: Callable[[], list[Job]],
) -> None:
    team = people[Role.SECRETARIAT]
    table = "条款,意见,姓名\n第一条,甲说,王伟\n第一条,乙说,王伟\n第二条,丙说,王伟（某某协会）\n"
    intakes.receive_file(consultation, "a.csv", table.encode(), team)
    work()
    write_backup(folder / "older.zip", ())  # than the account
    person = User.objects.create_user("wang@example.org", "x", name="王伟")
    write_backup(folder / "before.zip", ())
    meant = [
        f"comment:{Comment.objects.get(text='甲说').pk}",
        f"speaker:{Comment.objects.get(text='丙说').pk}",
    ]
    erasure.grant_erasure(erasure.ask_erasure(person), team, meant)
    for name, left in (("before.zip", "…(某某协会)"), ("older.zip", "")):
        restore_backup(folder / name, overwrite=True)
        assert dict(Comment.objects.values_list("text", "speaker")) == {
            "乙说": "王伟",
            "丙说": left,
        }
        assert (
            not Intake.objects.get().file and not User.objects.filter(email=person.email).exists()
        )
