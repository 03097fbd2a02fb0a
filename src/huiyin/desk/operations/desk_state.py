"""The state of each part of the desk, from data within the desk."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from huiyin import __version__
from huiyin.desk.jobs import api as jobs
from huiyin.desk.notifications import outbox
from huiyin.desk.operations.backup_note import BackupNote, read_backup_note
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.jobs.models import Job
    from huiyin.desk.notifications.models import Mail

#: A backup older than this is overdue, since they are taken daily.
BACKUP_AGE = timedelta(days=2)
#: Free disk space below which the desk may stop writing: in bytes, and as a share.
LEAST_ROOM, LEAST_SHARE = 2_000_000_000, 0.05
#: The most failed jobs and mails listed, newest first.
LISTED = 20
#: For how many days failed jobs are reported.
_DAYS = 14


@dataclass(frozen=True, slots=True)
class PartState:
    """The state of one part. ``code``: selects the text ``machine.<part>.<code>``, with ``details`` as
    arguments; ``is_well``: nothing needs to be done.
    """

    part: str
    code: str
    details: dict[str, Any]
    is_well: bool

    @property
    def words(self) -> str:
        """The state, in the reader's language."""
        return say(f"machine.{self.part}.{self.code}", **self.details)

    @property
    def todo(self) -> str:
        """What to do; empty if nothing."""
        return "" if self.is_well else say(f"machine.{self.part}.{self.code}.todo")


@dataclass(frozen=True, slots=True)
class DeskState:
    """``parts``: jobs, mails, backups and disk; the other fields are the data behind them."""

    parts: tuple[PartState, ...]
    failed: tuple[Job, ...]
    given_up: tuple[Mail, ...]
    backup: BackupNote | None
    version: str
    database: str


def describe_desk() -> DeskState:
    """The current state of the desk. A constant number of queries."""
    failed = tuple(jobs.list_failed(timezone.now() - timedelta(days=_DAYS), LISTED))
    given_up = tuple(outbox.list_given_up(LISTED))
    note = read_backup_note(settings.DATA)
    return DeskState(
        (
            _describe_jobs(len(failed)),
            _describe_mails(outbox.count_given_up()),
            _describe_backup(note),
            _describe_disk(),
        ),
        failed,
        given_up,
        note,
        __version__,
        connection.display_name,
    )


def _describe_jobs(failed: int) -> PartState:
    waiting, running = jobs.count_under_way()
    late = jobs.since_when_late()
    told = {"waiting": waiting, "running": running}
    if late is not None:
        return PartState("jobs", "late", told | {"since": _say_moment(late)}, is_well=False)
    if failed:
        return PartState("jobs", "failed", told | {"n": failed}, is_well=False)
    return PartState("jobs", "well", told, is_well=True)


def _describe_mails(given_up: int) -> PartState:
    late = outbox.since_when_late()
    told = {"waiting": outbox.count_waiting()}
    if late is not None:
        return PartState("mails", "late", told | {"since": _say_moment(late)}, is_well=False)
    if given_up:
        return PartState("mails", "given_up", told | {"n": given_up}, is_well=False)
    return PartState("mails", "well", told, is_well=True)


def _describe_backup(note: BackupNote | None) -> PartState:
    if note is None:
        return PartState("backup", "none", {}, is_well=False)
    backup = {"name": note.name, "size": say_bytes(note.size), "when": _say_moment(note.taken_at)}
    if timezone.now() - note.taken_at > BACKUP_AGE:
        days = (timezone.now() - note.taken_at).days
        return PartState("backup", "old", backup | {"n": days}, is_well=False)
    if not note.is_encrypted:
        return PartState("backup", "open", backup, is_well=False)
    return PartState("backup", "well", backup, is_well=True)


def _describe_disk() -> PartState:
    room = shutil.disk_usage(settings.DATA)
    disk = {
        "free": say_bytes(room.free),
        "total": say_bytes(room.total),
        "folder": str(settings.DATA),
    }
    is_short = room.free < min(LEAST_ROOM, room.total // 2) or room.free < LEAST_SHARE * room.total
    return PartState("disk", "short" if is_short else "well", disk, is_well=not is_short)


def say_bytes(size: int) -> str:
    """A size for people: 3.4 GB."""
    amount = float(size)
    for unit in ("B", "kB", "MB", "GB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}" if unit in ("B", "kB") else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} TB"


def _say_moment(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")
