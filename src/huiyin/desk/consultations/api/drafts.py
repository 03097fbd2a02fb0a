"""Files of a draft: kept at once and read in the worker, so that nobody waits for a page while a long one is read.

How the reading ended stands in its job: read, not readable and why, or read and held back, because provisions that
comments are on would go; then a person is asked before anything is replaced.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction

from huiyin.desk.accounts.api import record
from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Action, Role, may
from huiyin.desk.consultations.access import Access
from huiyin.desk.consultations.api import laws
from huiyin.desk.consultations.api.jobs import Failed, kind, start
from huiyin.desk.consultations.models import Consultation, Job, Text
from huiyin.desk.frame.apart import UNREAD
from huiyin.law import Law

#: The kind of job that reads a draft.
READING = "read_draft"


@transaction.atomic
def send_file(
    consultation: Consultation,
    language: str,
    name: str,
    data: bytes,
    by: User,
    *,
    is_opening: bool = False,
) -> Job:
    """Keep a file that is to be the draft in ``language``, and have it read."""
    if not is_opening:
        record(by, "mend", consultation, language=language, file=name)
    stored = laws.put_away(name, data)
    return start(consultation, READING, by, language=language, file=stored, name=name)


@transaction.atomic
def replace_all_the_same(job: Job, by: User) -> None:
    """Let the file of ``job``, which was held back, replace the draft, whatever comments are on. Nothing where that
    was answered before."""
    held = Job.objects.select_for_update().get(pk=job.pk)
    if not held.outcome.get("lost"):
        return
    held.outcome = {}
    held.save(update_fields=("outcome",))
    language, name = held.arguments["language"], held.arguments["name"]
    record(by, "mend", held.consultation, language=language, file=name)
    start(held.consultation, READING, by, **(held.arguments | {"is_sure": True}))


def readings(consultation: Consultation) -> dict[str, Job]:
    """Language → the newest reading of its draft, where there is something to say of it: it goes on, it failed, or
    it was held back."""
    newest: dict[str, Job] = {}
    for job in Job.objects.filter(consultation=consultation, kind=READING):
        newest.setdefault(job.arguments["language"], job)
    return {
        language: job
        for language, job in sorted(newest.items(), reverse=True)
        if job.state != Job.State.DONE or job.outcome.get("lost")
    }


def read_stored(job: Job, language: str | None) -> Law:
    """What the file of ``job`` says. Raises :class:`Failed`, and then it is not kept any longer."""
    stored, name = job.arguments["file"], job.arguments["name"]
    with default_storage.open(stored, "rb") as file:
        data = bytes(file.read())
    try:
        return laws.read_file(name, data, language)
    except UNREAD as error:
        default_storage.delete(stored)
        raise Failed.to_read(error, name) from None


def hold_open(job: Job, action: Action) -> Consultation:
    """The consultation of ``job``, locked at its stage. Raises :class:`Failed` where it has moved on since the file
    was sent, or who sent it may not do ``action`` any more. Call it in the transaction that does it."""
    consultation = Consultation.objects.select_for_update().get(pk=job.consultation_id)
    if job.by is None:  # a command, or an account that is gone
        is_open = may(tuple(Role), action, consultation.stage)
    else:
        is_open = job.by.is_active and Access(job.by, consultation).may(action)
    if not is_open:
        raise Failed("not_any_more", file=job.arguments["name"])
    return consultation


@kind(READING)
def read_draft(job: Job, tell: Callable[[int, int], None]) -> dict[str, Any]:
    """Read the file and put it in the place of what was there, unless that takes provisions from comments."""
    given = job.arguments
    law = read_stored(job, given["language"])
    with transaction.atomic():
        consultation = hold_open(job, Action.PREPARE)
        there = Text.objects.select_for_update().filter(
            version=consultation.draft, language=given["language"]
        )
        before = laws.eids(there.first())
        made = laws.keep_file(
            consultation.draft, given["language"], given["name"], given["file"], law
        )
        gone = laws.said_on(consultation, before - laws.eids(made))
        if gone and not given.get("is_sure"):
            transaction.set_rollback(True)
            return {"lost": sorted(gone.items())}
    return {"language": given["language"]}
