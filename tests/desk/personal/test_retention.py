"""What is kept long enough goes by itself, in the round of the worker; what is public never does."""

from __future__ import annotations

import html
import logging
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from typer.testing import CliRunner

from huiyin.cli.desk_command import build_desk_program
from huiyin.desk.accounts.models import Device, Session, User
from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.accounts.sessions import SessionStore
from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.audit.entry_words import say_verb
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.api import intakes
from huiyin.desk.consultations.models import Comment, Consultation, Intake
from huiyin.desk.core.request_log import DailyFileHandler
from huiyin.desk.core.security_log import SecurityFormatter
from huiyin.desk.exports import api as exports
from huiyin.desk.jobs import api as jobs
from huiyin.desk.jobs.models import Job, name_subject
from huiyin.desk.networks.api import invite_person
from huiyin.desk.networks.models import Invitation
from huiyin.desk.notifications import outbox, reminders
from huiyin.desk.notifications.models import Mail
from huiyin.desk.operations.worker import run_worker as work_off
from huiyin.desk.personal import data_takeout, retention
from huiyin.desk.personal.models import Erasure
from huiyin.i18n import say

LONG_AGO = timedelta(days=400)


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.MEDIA_ROOT.mkdir()
    settings.EMAIL_FILE_PATH.mkdir()
    return tmp_path


def make_old(path: Path) -> Path:
    then = (timezone.now() - LONG_AGO).timestamp()
    os.utime(path, (then, then))
    return path


@pytest.fixture
def old(
    folder: Path,
    consultation: Consultation,
    people: dict[Role, User],
    members: list[Any],
    work: Callable[[], list[Job]],
) -> Consultation:
    """One of everything that ends, all of it long ago; and what is public, as old."""
    team, delegate = people[Role.SECRETARIAT], people[Role.DELEGATE]
    invite_person("never@example.org", Role.DELEGATE, team, organisation=members[0])
    for words in ("sent", "sent too"):
        said.send_comment(
            consultation, delegate, members[0], said.CommentInput(uuid4(), "art_1", words)
        )
    said.save_draft(
        consultation, delegate, members[0], said.CommentInput(uuid4(), "art_1", "not sent")
    )
    intakes.receive_file(consultation, "a.csv", b"provision,comment\nArticle 2,Air\n", team)
    exports.request_export(consultation, team, everything=True)
    work()
    jobs.start_job(consultation, "group", team)
    work()
    Mail.objects.create(
        person=delegate, kind="digest", state=Mail.State.SENT, settled_at=timezone.now()
    )
    Mail.objects.create(
        person=delegate,
        kind="closing",
        state=Mail.State.SENT,
        settled_at=timezone.now(),
        occasion="c:1",
    )
    Mail.objects.create(
        email="gone@example.org",
        kind="invitation",
        state=Mail.State.GIVEN_UP,
        settled_at=timezone.now(),
    )
    Mail.objects.create(person=delegate, kind="digest", due_at=timezone.now() + timedelta(days=1))
    Erasure.objects.create(
        person=delegate, state=Erasure.State.REFUSED, reason="No.", settled_at=timezone.now()
    )
    session = SessionStore()
    session.create()
    make_old(
        Path(default_storage.path(default_storage.save("laws/left.txt", ContentFile(b"left"))))
    )
    (folder / "mail" / "a.log").write_text("To: gone@example.org")
    make_old(folder / "mail" / "a.log")
    (folder / "mail" / "today.log").write_text("To: gone@example.org")
    for path in (folder / "uploads").rglob("*"):
        make_old(path)
    then = timezone.now() - LONG_AGO
    Invitation.objects.update(created_at=then, expires_at=then)
    Comment.objects.update(submitted_at=then, updated_at=then)
    Intake.objects.update(created_at=then)
    Job.objects.update(created_at=then, ended_at=then)
    Mail.objects.exclude(settled_at=None).update(created_at=then, settled_at=then)
    Erasure.objects.update(created_at=then, settled_at=then)
    Session.objects.update(expire_date=then)
    DBTaskResult.objects.update(finished_at=then, status="SUCCESSFUL")
    AuditEntry.objects.update(created_at=then)
    Device.objects.create(user=delegate, proof="0" * 64, last_seen_at=then - timedelta(days=1))
    Consultation.objects.update(stage=Stage.CLOSED.value)
    return consultation


#: What is there of each kind in the fixture above.
THERE = {
    "sessions": 1, "devices": 1, "invitations": 1, "mails": 4, "uploads": 1, "drafts": 1, "files": 1, "jobs": 2, "requests": 1,
    "exports": 1,
}  # fmt: skip


def told(counted: dict[str, int]) -> dict[str, int]:
    """Without the rows of the queue, of which a job has as many as it took attempts."""
    queue = DBTaskResult.objects.finished().count()
    return {n: k - (queue if n == "jobs" else 0) for n, k in counted.items() if k}


def test_a_round_lets_go_of_everything_whose_time_is_over_and_counts_it_in_the_log(
    old: Consultation,
    folder: Path,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Any,
) -> None:
    expected = told(retention.go_round(is_dry=True))
    assert expected == THERE
    with (
        caplog.at_level(logging.INFO, "huiyin.retention"),
        django_capture_on_commit_callbacks(execute=True),
    ):
        retention.go_round()
    for name in THERE:
        assert name in caplog.text
    assert not Session.objects.exists() and not Invitation.objects.exists()
    assert not DBTaskResult.objects.finished().exists()
    # Of a reminder whose day is past nothing has to be known any more.
    assert not Mail.objects.filter(kind="closing").exists()
    assert not Mail.objects.filter(email="gone@example.org").exists()
    assert Intake.objects.get().file.name == "" and Intake.objects.get().preview == []
    assert not Comment.objects.filter(state=Comment.State.DRAFT).exists()
    assert not Erasure.objects.exists()
    files = {path.name for path in folder.rglob("*") if path.is_file()}
    assert "today.log" in files and not files & {"a.log", "left.txt"}
    assert not any(name.endswith((".csv", ".zip")) for name in files)
    assert told(retention.go_round(is_dry=True)) == {}


def test_a_dry_run_lets_go_of_nothing(old: Consultation, folder: Path) -> None:
    def there() -> list[Any]:
        models = (
            Session,
            Invitation,
            Mail,
            Intake,
            Comment,
            Job,
            Erasure,
            DBTaskResult,
            AuditEntry,
        )
        files = sorted(str(path) for path in folder.rglob("*"))
        return [*(list(model.objects.values_list().order_by("pk")) for model in models), files]

    before = there()
    assert sum(retention.go_round(is_dry=True).values()) > len(THERE)
    assert there() == before


def test_what_is_public_and_what_was_done_stay_however_old(old: Consultation) -> None:
    acts = AuditEntry.objects.count()
    retention.go_round()
    assert Comment.objects.public().count() == 3  # two of the form, one of the file
    assert AuditEntry.objects.count() == acts
    invited = AuditEntry.objects.get(verb="invite")
    assert "email" not in invited.details and invited.details["role"] == "delegate"
    # The newest work of each kind is what the pages tell of.
    assert {"group", "read_draft"} <= {job.kind for job in Job.objects.all()}
    assert (
        len({(job.kind, job.arguments.get("language")) for job in Job.objects.all()})
        == Job.objects.count()
    )


def test_nothing_goes_before_its_time(old: Consultation, settings: Any) -> None:
    settings.RETENTION = dict.fromkeys(settings.RETENTION, 500)
    # A session, and an export, say themselves when they are over.
    assert set(told(retention.go_round())) == {"sessions", "exports"}
    assert Invitation.objects.exists() and Comment.objects.filter(state="draft").exists()


@pytest.mark.parametrize("stage", [Stage.COMMENTING, Stage.GROUPING])
def test_while_comments_are_taken_in_neither_a_draft_nor_a_file_goes(
    old: Consultation, stage: Stage
) -> None:
    Consultation.objects.update(stage=stage.value)
    counted = retention.go_round()
    assert counted["uploads"] == counted["drafts"] == 0
    assert Intake.objects.get().file and Comment.objects.filter(state="draft").exists()


def test_what_cannot_go_keeps_nothing_else_from_it(
    old: Consultation, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: Any) -> int:
        raise OSError("the disk is full")

    monkeypatch.setitem(retention.RULES, "invitations", fail)
    counted = retention.go_round()
    assert "invitations" not in counted and counted["drafts"] == 1
    assert "invitations" in caplog.text


def test_a_file_that_is_gone_is_said_to_be_and_its_columns_are_not_mapped(
    old: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    retention.go_round()
    Consultation.objects.update(stage=Stage.GROUPING.value)
    intake = Intake.objects.get()
    client, where = sign_in(Role.SECRETARIAT), reverse("intake", args=("wetlands", intake.pk))
    page = client.get(where).content.decode()
    assert say("desk.intake.gone", "en") in page and "<select" not in page
    assert client.post(where, {"text": "comment"}).status_code == 302
    assert (
        Comment.objects.public().count() == 3 and not Job.objects.filter(state="waiting").exists()
    )


def test_the_worker_goes_the_round(old: Consultation) -> None:
    work_off(until_done=True, only="mails")
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_everybody_is_shown_how_long_everything_is_held(
    db: None, settings: Any, language: str
) -> None:
    settings.RETENTION = settings.RETENTION | {"invitations": 17}
    client = Client(HTTP_ACCEPT_LANGUAGE="zh-CN" if language == "zh" else "en")
    page = html.unescape(client.get(reverse("privacy")).content.decode())
    for one in retention.list_periods():
        assert say(f"personal.kept.{one.name}", language) in page
    assert say("personal.days", language, n=17) in page
    assert reverse("privacy") in client.get(reverse("home")).content.decode()


def test_the_operator_is_shown_what_would_go_and_lets_it_go(
    old: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUIYIN_LANG", "en")
    shown = CliRunner().invoke(build_desk_program(), ["retention", "--show"])
    assert shown.exit_code == 0, shown.output
    assert "1 · Invitations" in shown.output and "(30 days)" in shown.output
    assert Invitation.objects.exists()
    assert CliRunner().invoke(build_desk_program(), ["retention"]).exit_code == 0
    assert not Invitation.objects.exists()


def test_the_log_names_nobody_whose_mail_was_given_up(
    people: dict[Role, User], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.core.mail import EmailMessage

    def refuse(self: Any, *_: Any) -> int:
        raise OSError(f"no way to {self.to[0]}")

    monkeypatch.setattr(EmailMessage, "send", refuse)
    person = people[Role.DELEGATE]
    about = {"what": "password_changed", "when": "2026-11-29 10:00", "ip": "192.0.2.1"}
    Mail.objects.create(
        person=person, kind="account_changed", about=about, attempts=outbox.ATTEMPTS - 1
    )
    outbox.deliver_mails()
    assert Mail.objects.get().state == Mail.State.GIVEN_UP
    assert "given up" in caplog.text and person.email not in caplog.text
    record_audit_entry(None, "mail.give_up", Mail.objects.get())


def test_a_reminder_stays_said_as_long_as_there_is_something_to_remind_of(
    consultation: Consultation, people: dict[Role, User], members: list[Any]
) -> None:
    Consultation.objects.update(
        stage=Stage.COMMENTING.value, opens=None, closes=timezone.localdate()
    )
    reminders.go_round(timezone.localtime().replace(hour=12))
    reminded = Mail.objects.filter(kind="closing").values_list("person", flat=True)
    assert people[Role.DELEGATE].pk in reminded
    then = timezone.now() - LONG_AGO
    Mail.objects.update(state=Mail.State.SENT, settled_at=then)
    n = reminded.count()
    retention.go_round()
    reminders.go_round(timezone.localtime().replace(hour=12))
    assert Mail.objects.filter(kind="closing", settled_at=then).count() == n == reminded.count()
    Consultation.objects.update(closes=timezone.localdate() - timedelta(days=1))
    retention.go_round()
    assert not Mail.objects.filter(kind="closing").exists()


def test_work_that_failed_goes_and_the_newest_that_succeeded_stays(
    consultation: Consultation, people: dict[Role, User]
) -> None:
    then = timezone.now() - LONG_AGO
    for state in (Job.State.DONE, Job.State.DONE, Job.State.FAILED):
        Job.objects.create(
            **name_subject(consultation), kind="draft", created_by=people[Role.DELEGATE], state=state, ended_at=then,
            arguments={"name": "Li Wei.docx"}, error={"code": "x", "details": {"file": "Li Wei.docx"}},
        )  # fmt: skip
    Job.objects.create(**name_subject(consultation), kind="draft", state=Job.State.FAILED, ended_at=timezone.now())  # fmt: skip
    _, second, _, fresh = Job.objects.filter(kind="draft").order_by("pk")
    retention.go_round()
    assert list(Job.objects.filter(kind="draft").order_by("pk")) == [second, fresh]


def test_an_invitation_that_was_used_goes_and_the_record_keeps_whom_it_led_to(
    people: dict[Role, User], members: list[Any]
) -> None:
    team, came = people[Role.SECRETARIAT], people[Role.DELEGATE]
    used = invite_person(came.email, Role.DELEGATE, team, organisation=members[0])
    fresh = invite_person("new@example.org", Role.DELEGATE, team, organisation=members[0])
    Invitation.objects.filter(pk=used.pk).update(accepted_at=timezone.now() - LONG_AGO)
    retention.go_round()
    assert list(Invitation.objects.all()) == [fresh]
    act = AuditEntry.objects.get(verb="invite", thing_id=str(used.pk))
    assert act.details == {"role": "delegate", "whom": came.pk}
    told = next(one for one in data_takeout.gather_all(came) if one.name == "acts")
    assert say_verb(act) in str(told.rows)


def test_the_last_mail_to_who_was_erased_goes_from_the_folder_after_its_days(
    folder: Path, people: dict[Role, User], settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    outbox.post_outside("gone@example.org", "en", "erased")
    outbox.queue_mail(people[Role.DELEGATE], "second_step_reset", who="", whom=None)
    outbox.deliver_mails()
    mails = folder / "mail"

    def told() -> str:
        return "".join(path.read_text() for path in mails.iterdir())

    assert not Mail.objects.filter(email="gone@example.org").exists() and "gone@" in told()
    ready = retention.go_round(timezone.now() + timedelta(days=8), is_dry=True)
    assert ready["last_mails"] == 1 and "gone@" in told()
    retention.go_round(timezone.now() + timedelta(days=6))
    assert "gone@" in told()
    retention.go_round(timezone.now() + timedelta(days=8))
    assert "gone@" not in told() and people[Role.DELEGATE].email in told()


def test_the_log_is_written_by_day_where_that_is_wished_and_its_days_go(
    tmp_path: Path, settings: Any, db: None
) -> None:
    settings.LOGS = str(tmp_path / "logs")
    handler = DailyFileHandler(settings.LOGS)
    handler.setFormatter(SecurityFormatter())
    for created in (0, 60, 86_400):
        record = logging.LogRecord("huiyin.security", logging.INFO, "", 0, "in who=%s", (7,), None)
        record.created = created
        handler.handle(record)
    days = sorted(Path(settings.LOGS).iterdir())
    assert [day.name for day in days] == ["1970-01-01.log", "1970-01-02.log"]
    assert days[0].read_text().count("\n") == 2 and days[0].stat().st_mode & 0o077 == 0
    make_old(days[0])
    (tmp_path / "logs" / "keep.txt").write_text("not ours")
    make_old(tmp_path / "logs" / "keep.txt")
    retention.go_round()
    assert {path.name for path in Path(settings.LOGS).iterdir()} == {"1970-01-02.log", "keep.txt"}
