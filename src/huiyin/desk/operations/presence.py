"""Which machines serve the desk, as their processes report themselves.

Each process writes a row about itself once a minute and deletes it on a clean exit. So an operator can see on
any machine which others are alive, whether all have the same version, folder and clock; and a machine that
would split the desk in two refuses to start.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections, connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from huiyin import __version__
from huiyin.desk.core.database_retry import AWAY
from huiyin.desk.core.secret_files import read_or_make

#: The roles of processes.
ROLES = ("web", "jobs", "mails")
#: How often a process renews its row, and after how long it counts as dead.
BEAT = timedelta(minutes=1)
SILENT = 3 * BEAT
#: After how long a silent process is deleted.
_FORGOTTEN = timedelta(days=1)
#: A file in the desk's folder that identifies it.
_PLACE = "place-id"


@cache
def _name_process(_pid: int) -> str:
    """What a process is called among all machines': a copy of one is another."""
    return secrets.token_hex(16)


class OtherPlace(Exception):
    """``machine`` uses this database but another folder of files."""

    def __init__(self, machine: str) -> None:
        super().__init__(machine)
        self.machine = machine


@dataclass(frozen=True, slots=True)
class ProcessSeen:
    """``is_alive``: it reported recently. ``is_like_us``: it has the same folder and keys."""

    machine: str
    role: str
    version: str
    is_alive: bool
    is_like_us: bool
    skew: timedelta
    began_at: datetime
    seen_at: datetime


def read_place() -> str:
    """The identifier of the shared folder; created if missing."""
    return read_or_make(
        Path(settings.DATA) / _PLACE, lambda: secrets.token_hex(16).encode()
    ).decode("ascii")


def digest_keys() -> str:
    """A digest of the keys. Machines with different digests cannot open what the other sealed or signed."""
    both = f"{settings.SECRET_KEY}\n{settings.SEALING_KEY}"
    return salted_hmac(
        __name__, hashlib.sha256(both.encode()).hexdigest(), algorithm="sha256"
    ).hexdigest()


def note_presence(role: str) -> None:
    """Report this process as ``role``: web, jobs or mails."""
    from huiyin.desk.operations.models import Presence

    now = read_database_clock()
    told = {
        "machine": settings.MACHINE, "role": role, "version": __version__, "place": read_place(),
        "keys": digest_keys(), "skew": round((timezone.now() - now) / timedelta(milliseconds=1)), "seen_at": now,
    }  # fmt: skip
    Presence.objects.update_or_create(
        process=_name_process(os.getpid()), defaults=told, create_defaults=told | {"began_at": now}
    )
    Presence.objects.filter(seen_at__lt=now - _FORGOTTEN).delete()


def forget_presence() -> None:
    """Delete the row of this process on a clean exit."""
    from huiyin.desk.operations.models import Presence

    Presence.objects.filter(process=_name_process(os.getpid())).delete()


def read_database_clock() -> datetime:
    """The database's time, which all machines share; the own time on SQLite, which has no clock."""
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (now,) = cursor.fetchone()
    clock: datetime = now
    return clock


def list_processes() -> list[ProcessSeen]:
    """All processes heard of within a day; empty if the tables are of a version without them."""
    from huiyin.desk.operations.models import Presence

    if not _has_table():
        return []
    now = read_database_clock()
    rows = list(Presence.objects.order_by("machine", "role", "process"))
    place, keys = read_place(), digest_keys()
    return [
        ProcessSeen(
            row.machine, row.role, row.version, now - row.seen_at < SILENT,
            (row.place, row.keys) == (place, keys), timedelta(milliseconds=row.skew), row.began_at, row.seen_at,
        )
        for row in rows
    ]  # fmt: skip


def list_others() -> list[str]:
    """Other machines that currently serve this desk. Empty on SQLite: such rows would be this machine under an
    earlier name.
    """
    if not settings.HAS_SEVERAL_MACHINES:
        return []
    alive = {one.machine for one in list_processes() if one.is_alive}
    return sorted(alive - {settings.MACHINE})


def _has_table() -> bool:
    from huiyin.desk.operations.models import Presence

    return Presence._meta.db_table in connection.introspection.table_names()


def check_place() -> None:
    """Raises :class:`OtherPlace` if a live machine uses another folder: each would miss the other's uploads,
    and each would sign a public log of its own.
    """
    from huiyin.desk.operations.models import Presence

    if not settings.HAS_SEVERAL_MACHINES or not _has_table():
        return
    others = Presence.objects.filter(seen_at__gt=read_database_clock() - SILENT).exclude(
        place=read_place()
    )
    other = others.order_by("machine", "process").first()
    if other is not None:
        raise OtherPlace(other.machine)


@contextmanager
def be_present(role: str) -> Iterator[None]:
    """Keep reporting this process until the block ends. If the database is unavailable, it reports again later."""
    stop = threading.Event()

    def say_so() -> None:
        while not stop.is_set():
            close_old_connections()
            try:
                note_presence(role)
            except AWAY:
                stop.wait(5)
                continue
            stop.wait(BEAT.total_seconds())
        with suppress(*AWAY):
            forget_presence()
        connection.close()

    thread = threading.Thread(target=say_so, name="presence", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(5)
