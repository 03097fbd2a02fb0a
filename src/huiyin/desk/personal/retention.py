"""Nothing personal is kept for ever: how long each thing is held, and the round that lets go of what is over.

The periods stand in one table of the settings (``RETENTION``, days by name), are shown to everybody on the page
``privacy``, and are changed by the operator (``HUIYIN_KEEP_…``). What is part of the public record (comments that were
sent, votes, suggestions, signatures, replies, the record of acts) is in none of them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, models, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from huiyin.desk.accounts.api import list_accounts
from huiyin.desk.accounts.devices import list_ended_sessions, list_unused_devices
from huiyin.desk.accounts.permissions import Stage
from huiyin.desk.audit.api import list_entries_on, scrub_entry
from huiyin.desk.consultations.api.arriving_files import drop_arrivals, list_stale_arrivals
from huiyin.desk.consultations.api.personal_rows import (
    list_intakes,
    list_stale_drafts,
    scrub_intake,
)
from huiyin.desk.core.uploads_place import find_place
from huiyin.desk.exports import api as exports
from huiyin.desk.jobs.api import list_all_jobs
from huiyin.desk.networks.api import list_invitations, list_over_invitations
from huiyin.desk.notifications import followings, outbox, reminders
from huiyin.desk.personal import mailbox
from huiyin.desk.personal.models import Erasure

log = logging.getLogger("huiyin.retention")

#: Is given since when things are over, and whether they go now; returns how many there are.
Let = Callable[[datetime, bool], int]
#: Stages in which files are still read anew and drafts still sent.
_WORKED_ON = (Stage.PREPARING.value, Stage.COMMENTING.value, Stage.GROUPING.value)


@dataclass(frozen=True, slots=True)
class RetentionPeriod:
    """How long something is held: ``days``, or ``hours`` where it is less than one."""

    name: str
    days: int = 0
    hours: int = 0


def list_periods() -> list[RetentionPeriod]:
    """Everything that ends by itself, with its period, in the order in which it is told."""
    longest = settings.SESSION_LONGEST // 86_400
    kept = [
        RetentionPeriod(name, days=settings.RETENTION[name])
        for name in RULES
        if name in settings.RETENTION
    ]
    hours = int(exports.KEPT / timedelta(hours=1))
    links = settings.PASSWORD_RESET_TIMEOUT // 86_400
    return [
        RetentionPeriod("sessions", days=longest), *kept, RetentionPeriod("counts"), RetentionPeriod("exports", hours=hours), RetentionPeriod("links", days=links),
    ]  # fmt: skip


def go_round(now: datetime | None = None, *, is_dry: bool = False) -> dict[str, int]:
    """Let go of what is over, or with ``is_dry`` count it only. Returns how many of each; what went is counted in the log.
    Something that cannot be let go of now keeps nothing else from it."""
    now = now or timezone.now()
    counted = {}
    for name, let in RULES.items():
        try:
            counted[name] = let(now - timedelta(days=settings.RETENTION.get(name, 0)), not is_dry)
        except Exception:
            log.exception("%s will be let go of in the next round", name)
    counted["exports"] = (
        len(exports.list_expired_exports()) if is_dry else exports.drop_expired_exports()
    )
    gone = {name: n for name, n in counted.items() if n}
    if gone and not is_dry:
        log.info("let go of %s", ", ".join(f"{n} {name}" for name, n in gone.items()))
    return counted


def _purge_rows(found: QuerySet[Any], is_meant: bool) -> int:
    """How many rows; with ``is_meant`` they are deleted."""
    if not is_meant:
        return found.count()
    return found.delete()[1].get(found.model._meta.label, 0)


def _purge_sessions(before: datetime, is_meant: bool) -> int:
    """Each says itself when it is over, by the settings of sessions."""
    return _purge_rows(list_ended_sessions(before), is_meant)


def _purge_devices(before: datetime, is_meant: bool) -> int:
    """Browsers in which somebody has not signed in since."""
    return _purge_rows(list_unused_devices(before), is_meant)


def _purge_invitations(before: datetime, is_meant: bool) -> int:
    """Those that were used or ended unused, and their address in the record of acts; of who came by one it keeps the
    number of the account."""
    over = list_over_invitations(before)
    if not is_meant:
        return over.count()
    with transaction.atomic():
        held = list(over.select_for_update().order_by("pk"))
        came = {str(one.pk): one.email.lower() for one in held if one.accepted_at}
        accounts = list_accounts().filter(email__in=came.values())
        numbers = dict(accounts.values_list("email", "pk"))
        keys = [str(one.pk) for one in held]
        for act in list_entries_on("invitation").filter(thing_id__in=keys):
            details = {name: value for name, value in act.details.items() if name != "email"}
            if (number := numbers.get(came.get(act.thing_id, ""))) is not None:
                details["whom"] = number
            scrub_entry(act, details)
        list_invitations().filter(pk__in=keys).delete()
    return len(keys)


def _purge_followings(before: datetime, is_meant: bool) -> int:
    """Wishes to follow something that nobody confirmed, and the address with the last of them."""
    return followings.delete_unconfirmed(before, is_meant=is_meant)


def _purge_mails(before: datetime, is_meant: bool) -> int:
    """What was sent or given up, reminders too once there is nothing to remind of, and what was written to the folder
    where no mail server is set."""
    letters = [
        path
        for path in _files_of(getattr(settings, "EMAIL_FILE_PATH", None))
        if _is_older(path, before)
    ]
    for path in letters if is_meant else ():
        path.unlink(missing_ok=True)
    found = outbox.list_settled(before, reminders.list_due(timezone.now()))
    return _purge_rows(found, is_meant) + len(letters)


def _last_mails(before: datetime, is_meant: bool) -> int:
    """Those to whom was erased, of which only the folder holds a copy. Each says itself when it is over."""
    now = before + timedelta(days=settings.RETENTION.get("last_mails", 0))
    return mailbox.drop_over(now, is_meant=is_meant)


def _purge_uploads(before: datetime, is_meant: bool) -> int:
    """Tables of comments, once nobody can have them read anew: the files, not what was taken from them."""
    over = list_intakes().filter(created_at__lt=before).exclude(file="")
    found = list(over.exclude(consultation__stage__in=_WORKED_ON))
    for intake in found if is_meant else ():
        stored = intake.file.name
        scrub_intake(intake, file="", preview=[], refused=[], understood={})
        default_storage.delete(stored)
    return len(found)


def _purge_arrivals(before: datetime, is_meant: bool) -> int:
    """Large files that were never sent to their end."""
    over = list_stale_arrivals(before)
    return drop_arrivals(over) if is_meant else over.count()


def _purge_drafts(before: datetime, is_meant: bool) -> int:
    """Comments that were never sent, and the keys of drafts that were deleted, where no more can be sent."""
    return _purge_rows(list_stale_drafts(before, _WORKED_ON), is_meant)


def _purge_files(before: datetime, is_meant: bool) -> int:
    """Files among the uploads that no row names: drafts that were replaced, what a kill left."""
    named = list_named_files()
    uploads = find_place()
    left = [
        name
        for name in uploads.list_names()
        if name not in named and uploads.changed_at(name) < before
    ]
    for name in left if is_meant else ():
        uploads.delete(name)
    return len(left)


def _purge_jobs(before: datetime, is_meant: bool) -> int:
    """Work that failed, and work that is done but the newest of each kind in a consultation, which its pages tell of; and
    what the queue keeps of it."""
    over = list_all_jobs().over(before)
    queue = DBTaskResult.objects.finished().filter(finished_at__lt=before)
    return _purge_rows(over, is_meant) + _purge_rows(queue, is_meant)


def _purge_requests(before: datetime, is_meant: bool) -> int:
    """Requests about one's data that were answered. That somebody was erased stays in the list of marks."""
    over = Erasure.objects.filter(settled_at__lt=before)
    return _purge_rows(over.exclude(state=Erasure.State.GRANTED, cleaned_at=None), is_meant)


def _purge_logs(before: datetime, is_meant: bool) -> int:
    """The files of days, where the desk writes its log itself."""
    over = [
        path
        for path in _files_of(settings.LOGS)
        if path.suffix == ".log" and _is_older(path, before)
    ]
    for path in over if is_meant else ():
        path.unlink(missing_ok=True)
    return len(over)


def _purge_counts(before: datetime, is_meant: bool) -> int:
    """Of wrong passwords and the like: each says itself when it is over."""
    backend = settings.CACHES["default"]
    if not str(backend["BACKEND"]).endswith("DatabaseCache"):
        return 0
    table = connection.ops.quote_name(str(backend["LOCATION"]))
    now = connection.ops.adapt_datetimefield_value(
        before.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {table} WHERE expires < %s", (now,))
        over = int(cursor.fetchone()[0])
        if is_meant and over:
            cursor.execute(f"DELETE FROM {table} WHERE expires < %s", (now,))
    return over


def _files_of(folder: Any) -> Iterable[Path]:
    if not folder or not Path(folder).is_dir():
        return ()
    return sorted(
        path for path in Path(folder).rglob("*") if path.is_file() and not path.is_symlink()
    )


def _is_older(path: Path, before: datetime) -> bool:
    try:
        return path.stat().st_mtime < before.timestamp()
    except FileNotFoundError:  # somebody was faster
        return False


def list_named_files() -> set[str]:
    """Where the files lie that rows name, jobs among them."""
    named: set[str] = set()
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.FileField):
                named.update(model._base_manager.values_list(field.name, flat=True))
    for job in list_all_jobs().only("arguments", "outcome").iterator(chunk_size=1000):
        named.update(str(held["file"]) for held in (job.arguments, job.outcome) if held.get("file"))
    return named


#: Name → what lets go of it. The names are those of the settings and of ``personal.kept.…``.
RULES: dict[str, Let] = {
    "sessions": _purge_sessions,
    "devices": _purge_devices,
    "invitations": _purge_invitations,
    "followings": _purge_followings,
    "mails": _purge_mails,
    "last_mails": _last_mails,
    "uploads": _purge_uploads,
    "arriving": _purge_arrivals,
    "drafts": _purge_drafts,
    "files": _purge_files,
    "jobs": _purge_jobs,
    "requests": _purge_requests,
    "logs": _purge_logs,
    "counts": _purge_counts,
}
