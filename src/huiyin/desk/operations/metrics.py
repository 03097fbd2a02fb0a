"""Metrics of the desk for Prometheus (text format 0.0.4)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from huiyin import __version__
from huiyin.desk.core.database_retry import AWAY
from huiyin.desk.jobs import api as jobs
from huiyin.desk.notifications import outbox
from huiyin.desk.operations import presence
from huiyin.desk.operations.backup_note import read_backup_note

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
#: For how long failed jobs are counted.
_FAILED = timedelta(days=14)

#: Name → type and help.
_NAMES = {
    "huiyin_info": ("gauge", "Version and machine that answers."),
    "huiyin_database_up": ("gauge", "1 where the database answers."),
    "huiyin_jobs": ("gauge", "Background tasks that wait or run."),
    "huiyin_jobs_failed": ("gauge", "Background tasks that failed within 14 days (at most 1000)."),
    "huiyin_jobs_late_seconds": ("gauge", "How long the oldest task has waited that nobody begins; 0 where all goes on."),
    "huiyin_mails_waiting": ("gauge", "Emails that wait."),
    "huiyin_mails_given_up": ("gauge", "Emails that were given up."),
    "huiyin_mails_late_seconds": ("gauge", "How long the oldest email has been due that nobody tries; 0 where all go out."),
    "huiyin_processes": ("gauge", "Processes of all machines heard of within three minutes."),
    "huiyin_processes_silent": ("gauge", "Processes of all machines that ended without saying so within a day."),
    "huiyin_clock_skew_seconds": ("gauge", "By how much the clock of a machine is ahead of the database's."),
    "huiyin_backup_timestamp_seconds": ("gauge", "When the last backup was taken, in seconds since 1970; 0 where none was."),
    "huiyin_disk_free_bytes": ("gauge", "Room on the disk of a folder of this machine."),
    "huiyin_disk_size_bytes": ("gauge", "Size of the disk of a folder of this machine."),
}  # fmt: skip

_Sample = tuple[str, Mapping[str, str], float]


def write_metrics() -> str:
    """All metrics. An unavailable database is a metric too, not an error."""
    samples = list(_measure_machine())
    try:
        samples += _measure_desk()
        samples.append(("huiyin_database_up", {}, 1))
    except AWAY:
        samples.append(("huiyin_database_up", {}, 0))
    lines = []
    for name, (kind, told) in _NAMES.items():
        own = [sample for sample in samples if sample[0] == name]
        if own:
            lines += [f"# HELP {name} {told}", f"# TYPE {name} {kind}"]
            lines += [f"{name}{_write_labels(labels)} {value:.15g}" for _, labels, value in own]
    return "\n".join(lines) + "\n"


def _measure_machine() -> Iterator[_Sample]:
    yield "huiyin_info", {"version": __version__, "machine": settings.MACHINE}, 1
    note = read_backup_note(settings.DATA)
    yield "huiyin_backup_timestamp_seconds", {}, note.taken_at.timestamp() if note else 0
    for name, folder in (("data", settings.DATA), ("local", settings.LOCAL)):
        room = shutil.disk_usage(folder)
        yield "huiyin_disk_free_bytes", {"folder": name}, room.free
        yield "huiyin_disk_size_bytes", {"folder": name}, room.total


def _measure_desk() -> Iterator[_Sample]:
    now = timezone.now()
    waiting, running = jobs.count_under_way()
    yield "huiyin_jobs", {"state": "waiting"}, waiting
    yield "huiyin_jobs", {"state": "running"}, running
    yield "huiyin_jobs_failed", {}, len(jobs.list_failed(now - _FAILED, 1000))
    yield "huiyin_jobs_late_seconds", {}, _seconds_since(jobs.since_when_late(), now)
    yield "huiyin_mails_waiting", {}, outbox.count_waiting()
    yield "huiyin_mails_given_up", {}, outbox.count_given_up()
    yield "huiyin_mails_late_seconds", {}, _seconds_since(outbox.since_when_late(), now)
    processes = presence.list_processes()
    for role in presence.ROLES:
        alive = sum(one.is_alive and one.role == role for one in processes)
        yield "huiyin_processes", {"role": role}, alive
    yield "huiyin_processes_silent", {}, sum(not one.is_alive for one in processes)
    for machine, skew in sorted({one.machine: one.skew for one in processes if one.is_alive}.items()):  # fmt: skip
        yield "huiyin_clock_skew_seconds", {"machine": machine}, skew.total_seconds()


def _seconds_since(moment: datetime | None, now: datetime) -> float:
    return 0.0 if moment is None else (now - moment).total_seconds()


def _write_labels(labels: Mapping[str, str]) -> str:
    told = ",".join(f'{name}="{_escape(value)}"' for name, value in labels.items())
    return f"{{{told}}}" if told else ""


def _escape(value: str) -> str:
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')
