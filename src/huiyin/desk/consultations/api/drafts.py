"""Draft files: stored at once and read by the worker, so that no page waits for a long file.

The job tells how reading ended: read; unreadable, and why; or read and held back, because provisions with
comments would disappear or because somebody changed the text since the file was sent. Then a person is asked
before anything is replaced.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Count

from huiyin.desk.accounts.permissions import Action, Role, Stage, has_permission
from huiyin.desk.audit.api import list_entries_on, record_audit_entry
from huiyin.desk.consultations.access import Access
from huiyin.desk.consultations.api.job_subjects import get_consultation
from huiyin.desk.consultations.models import Comment, Consultation
from huiyin.desk.core.edit_conflicts import digest_version
from huiyin.desk.core.isolated_process import UNREAD
from huiyin.desk.jobs import api as jobs
from huiyin.desk.jobs.api import JobFailed, start_job
from huiyin.desk.laws import api as laws
from huiyin.law import Law

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.jobs.models import Job
    from huiyin.desk.laws.models import Expression


#: The kind of job that reads a draft.
READING = "read_draft"
#: How many log entries are searched for who changed a text.
_LOOKED_AT = 50


class ProvisionsLost(Exception):
    """The change would remove provisions that have comments. ``gone``: eId → number of comments."""

    def __init__(self, gone: dict[str, int]) -> None:
        super().__init__(", ".join(gone))
        self.gone = gone


@transaction.atomic
def send_file(
    consultation: Consultation,
    language: str,
    name: str,
    data: bytes,
    by: User,
    *,
    is_opening: bool = False,
    seen: str | None = None,
) -> Job:
    """Store a file as the new draft in ``language``, and have it read. ``seen``: the version of the text that
    the page showed and that is to be replaced; by default the current one.
    """
    if not is_opening:
        record_audit_entry(by, "mend", consultation, language=language, file=name)
    stored = laws.store_file(name, data)
    given: dict[str, Any] = {"language": language, "file": stored, "name": name}
    given["seen"] = (
        digest_version(laws.snapshot_expression(_find_expression(consultation, language)))
        if seen is None
        else seen
    )
    given["after"] = [job.pk for job in _list_unread_jobs(consultation, language)]
    return start_job(consultation, READING, by, **given)


def correct_draft(
    consultation: Consultation,
    text: Expression,
    source: str,
    by: User,
    *,
    seen: str | None = None,
    is_sure: bool = True,
) -> Expression:
    """Replace the text read from the file by ``source``, corrected by ``by``. ``is_sure``: even if comments
    lose their provisions.

    Raises as :func:`laws.read_file` and :func:`laws.replace_expression`, and :class:`ProvisionsLost` without
    ``is_sure``; then nothing has changed.
    """
    law = laws.read_corrected(text, source)  # takes long: in no transaction
    with transaction.atomic():
        gone = laws.replace_expression(text, law, source, seen=seen)
        if not is_sure:
            _check_comments_on(text.version_id, gone)
        record_audit_entry(by, "mend", consultation, language=text.language)
    text.refresh_from_db()
    return text


def count_comments_on(consultation: Consultation, gone: set[str]) -> dict[str, int]:
    """eId → number of comments, drafts included, for the units that are ``gone``."""
    found = Comment.objects.filter(consultation=consultation, eid__in=gone)
    found = found.exclude(state=Comment.State.WITHDRAWN)
    return dict(found.values("eid").annotate(n=Count("pk")).order_by("eid").values_list("eid", "n"))


def _check_comments_on(version: int, gone: set[str]) -> None:
    """Raise :class:`ProvisionsLost` if there are comments on provisions of the draft ``version`` that are
    ``gone``.
    """
    for consultation in Consultation.objects.filter(draft=version):
        if lost := count_comments_on(consultation, gone):
            raise ProvisionsLost(lost)


def _find_expression(consultation: Consultation, language: str) -> Expression | None:
    return laws.find_expression(consultation.draft, language)


def _list_unread_jobs(consultation: Consultation, language: str) -> list[Job]:
    """Files sent earlier for the same text and not read yet; whoever sends another knows about them."""
    waiting = jobs.list_jobs(consultation, READING).filter(ended_at__isnull=True)
    return [job for job in waiting if job.arguments["language"] == language]


def _is_as_seen(job: Job, now: Expression | None) -> bool:
    """Whether the text is the one that the job's file was sent to replace, or the result of a file sent before
    it. Jobs of earlier versions did not store this and always pass.
    """
    given = job.arguments
    made = jobs.list_outcomes(given.get("after", ()))
    known = {given.get("seen"), *(outcome.get("version") for outcome in made)}
    return given.get("seen") is None or digest_version(laws.snapshot_expression(now)) in known


def is_held(job: Job) -> bool:
    """Whether the job's file was read and waits for a person's decision."""
    return bool(job.outcome.get("lost") or job.outcome.get("changed"))


@transaction.atomic
def replace_all_the_same(job: Job, by: User, *, seen: str | None = None) -> None:
    """Let the held-back file replace the draft, regardless of comments and other changes. Does nothing if this
    was decided already. ``seen``: the version of the text on the page; if it has changed since, the question is
    asked again.
    """
    held = jobs.lock_job(job)
    if not is_held(held):
        return
    given = held.arguments | {"is_sure": True, "after": []}
    if seen is not None:
        given["seen"] = seen
    held.outcome = {}
    held.save(update_fields=("outcome",))
    consultation = get_consultation(held)
    record_audit_entry(by, "mend", consultation, language=given["language"], file=given["name"])
    start_job(consultation, READING, by, **given)


@transaction.atomic
def leave_as_it_is(job: Job) -> None:
    """Discard the held-back file and keep the draft. Does nothing if this was decided already."""
    held = jobs.lock_job(job)
    if not is_held(held):
        return
    held.outcome = {}
    held.save(update_fields=("outcome",))
    transaction.on_commit(lambda: default_storage.delete(held.arguments["file"]))


def who_changed_instead(job: Job) -> dict[str, Any]:
    """Who last changed the text that the job's file was to replace, and when, other than by this file."""
    given = job.arguments
    acts = list_entries_on("consultation", job.subject_id).filter(verb="mend")
    for act in acts.select_related("actor")[:_LOOKED_AT]:
        is_there = act.details.get("language") == given["language"]
        if is_there and act.details.get("file") != given["name"]:
            return {"who": str(act.actor or ""), "at": act.created_at}
    return {}


def map_readings(consultation: Consultation) -> dict[str, Job]:
    """Language → the newest reading of its draft, if it is running, failed, or held back."""
    newest: dict[str, Job] = {}
    for job in jobs.list_jobs(consultation, READING):
        newest.setdefault(job.arguments["language"], job)
    return {
        language: job
        for language, job in sorted(newest.items(), reverse=True)
        if not job.is_done or is_held(job)
    }


def read_stored(job: Job, language: str | None) -> Law:
    """Read the job's file. Raises :class:`JobFailed`, which also has the file deleted."""
    stored, name = job.arguments["file"], job.arguments["name"]
    with default_storage.open(stored, "rb") as file:
        data = bytes(file.read())
    try:
        return laws.read_file(name, data, language)
    except UNREAD as error:
        failed = JobFailed.to_read(error, name)
        failed.file = stored
        raise failed from None


def hold_open(job: Job, action: Action) -> Consultation:
    """The consultation of ``job``, locked. Raises :class:`JobFailed` if it has moved on since the file was
    sent, or its sender may no longer do ``action``. Call it within the transaction of the action.
    """
    consultation = Consultation.objects.select_for_update().get(pk=job.subject_id)
    if job.created_by is None:  # a command, or an account that is gone
        is_open = has_permission(tuple(Role), action, consultation.stage)
    else:
        is_open = job.created_by.is_active and Access(job.created_by, consultation).may(action)
    if not is_open:
        raise JobFailed("not_any_more", file=job.arguments["name"])
    return consultation


#: The longest title of a consultation.
_LONGEST_TITLE = 300


def title_of_file(name: str) -> str:
    """The provisional title of a consultation, from the name of its file."""
    return PurePath(name).stem[:_LONGEST_TITLE] or name[:_LONGEST_TITLE]


def _take_title(consultation: Consultation, language: str, name: str, title: str) -> None:
    """Use the draft's title for a consultation in preparation that nobody has given a title in this language."""
    field = f"title_{language}"
    if consultation.stage != Stage.PREPARING or not title:
        return
    if getattr(consultation, field) in ("", title_of_file(name)):
        setattr(consultation, field, title[:_LONGEST_TITLE])
        consultation.save(update_fields=(field,))


def read_draft(job: Job, tell: Callable[[int, int], None]) -> dict[str, Any]:
    """The job: read the file and replace the text, unless that removes provisions with comments, or the text is
    no longer the one it was sent to replace.
    """
    given = job.arguments
    law = read_stored(job, given["language"])
    with transaction.atomic():
        consultation = hold_open(job, Action.PREPARE)
        now = laws.lock_expression(consultation.draft, given["language"])
        before, source = laws.list_eids(now), now.source if now else ""
        is_as_seen = _is_as_seen(job, now)
        made = laws.save_expression(
            consultation.draft, given["language"], given["name"], given["file"], law
        )
        gone = count_comments_on(consultation, before - laws.list_eids(made))
        held: dict[str, Any] = {}
        if gone and not given.get("is_sure"):
            held["lost"] = sorted(gone.items())
        if not is_as_seen and made.source != source:
            held["changed"] = True
        if held:
            transaction.set_rollback(True)
            return held
        _take_title(consultation, given["language"], given["name"], law.title)
    return {
        "language": given["language"],
        "version": digest_version(laws.snapshot_expression(made)),
    }
