"""Problems in the set-up of a desk, each with its solution: ``huiyin desk check``.

It examines the running desk from outside, on one of its machines, and so sees what the desk itself cannot:
whether its processes run, whether the site answers at its address, and what the proxies in front pass on.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import socket
import ssl
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from huiyin import __version__
from huiyin.desk.core.database_retry import AWAY
from huiyin.desk.operations import database, presence, rolling_upgrade
from huiyin.desk.operations.desk_state import (
    LEAST_ROOM,
    LEAST_SHARE,
    PartState,
    describe_desk,
    say_bytes,
)
from huiyin.desk.operations.presence import ProcessSeen
from huiyin.i18n import say

#: With a larger difference of clocks, links and codes are valid too long or not at all.
_SKEW = timedelta(seconds=5)
#: Seconds that the mail server and the site may take to answer.
_PATIENCE = 8.0
#: The minimum version of PostgreSQL: the first with ``pg_current_snapshot``.
_POSTGRESQL = 13
#: The flag STA_UNSYNC in the status that ``adjtimex`` returns.
_UNSYNCHRONISED = 0x40
#: The most migrations named.
_NAMED = 5


@dataclass(frozen=True, slots=True)
class CheckedPart(PartState):
    """A part as seen from outside; texts ``check.<part>.<code>``."""

    @property
    def words(self) -> str:
        return say(f"check.{self.part}.{self.code}", **self.details)

    @property
    def todo(self) -> str:
        return "" if self.is_well else say(f"check.{self.part}.{self.code}.todo", **self.details)


@dataclass(frozen=True, slots=True)
class CheckedDesk:
    """``findings``: all parts examined, those without problems too; ``processes``: of all machines."""

    findings: tuple[PartState, ...]
    processes: tuple[ProcessSeen, ...]

    @property
    def is_well(self) -> bool:
        return all(one.is_well for one in self.findings)


def check_desk() -> CheckedDesk:
    """Examine everything that can be examined from here. Never raises for what it finds."""
    findings = list(_check_database())
    processes: tuple[ProcessSeen, ...] = ()
    if all(one.is_well for one in findings):
        findings.append(_check_migrations())
        processes = tuple(presence.list_processes())
        findings += _check_processes(processes)
        if not _is_behind(findings):
            findings += describe_desk().parts
    findings += [
        _check_uploads(),
        _check_local_disk(),
        _check_mail_server(),
        _check_clock(processes),
    ]
    findings += _check_site()
    findings += _check_cluster()
    return CheckedDesk(tuple(findings), processes)


def write_document(checked: CheckedDesk) -> dict[str, Any]:
    """The result as ``--json`` prints it."""
    from django.conf import settings

    return {
        "well": checked.is_well,
        "version": __version__,
        "machine": settings.MACHINE,
        "site": settings.SITE,
        "findings": [
            {
                "part": one.part, "code": one.code, "well": one.is_well, "message": one.words, "mend": one.todo,
                "details": one.details,
            }
            for one in checked.findings
        ],
        "processes": [
            {
                "machine": one.machine, "role": one.role, "version": one.version, "alive": one.is_alive,
                "same_folder_and_keys": one.is_like_us, "clock_ahead_seconds": one.skew.total_seconds(),
                "seen_at": one.seen_at.isoformat(),
            }
            for one in checked.processes
        ],
    }  # fmt: skip


def _found(part: str, code: str, *, is_well: bool = False, **details: Any) -> PartState:
    return CheckedPart(part, code, details, is_well)


# ---- the database --------------------------------------------------------------------------------------


def _check_database() -> Iterator[PartState]:
    from django.contrib.auth import get_user_model
    from django.db import connection

    try:
        database.check_kind()
    except database.OtherDatabaseKind as error:
        yield _found("database", "other_kind", kind=error.kind)
        return
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        yield _found("database", "none", folder=str(_get_settings().DATA))
        return
    try:
        if get_user_model()._meta.db_table not in connection.introspection.table_names():
            yield _found("database", "none", folder=str(_get_settings().DATA))
            return
        yield _check_server(connection)
    except AWAY as error:
        yield _found("database", "away", why=_first_line(error))


def _check_server(connection: Any) -> PartState:
    if connection.vendor != "postgresql":
        return _found("database", "well", is_well=True, name=connection.display_name)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean"
        )
        (is_copy,) = cursor.fetchone()
        cursor.execute("SELECT current_setting('max_connections')::int")
        (connections,) = cursor.fetchone()
    if is_copy:
        return _found("database", "read_only")
    version = connection.pg_version // 10000
    if version < _POSTGRESQL:
        return _found("database", "old", version=version, least=_POSTGRESQL)
    needed = _count_connections()
    if connections < needed:
        return _found("database", "connections", there=connections, needed=needed)
    return _found("database", "well", is_well=True, name=f"{connection.display_name} {version}")


def _count_connections() -> int:
    """The most database connections of one machine: one per serving thread, and those of its workers."""
    from huiyin.desk.operations.server import count_processes

    threads = min(32, 4 * (os.cpu_count() or 1))
    return count_processes() * threads + 8


def _check_migrations() -> PartState:
    pending, unknown = rolling_upgrade.list_pending(), rolling_upgrade.list_unknown()
    if unknown:
        return _found("migrations", "ahead", n=len(unknown), names=_name_some(unknown))
    if not pending:
        return _found("migrations", "well", is_well=True)
    if breaking := rolling_upgrade.list_pending_breaks():
        names = list(dict.fromkeys(one.migration for one in breaking))
        return _found("migrations", "breaking", n=len(pending), names=_name_some(names))
    return _found("migrations", "behind", n=len(pending), names=_name_some(pending))


def _is_behind(findings: list[PartState]) -> bool:
    return any(one.part == "migrations" and one.code in ("behind", "breaking") for one in findings)


# ---- who serves ----------------------------------------------------------------------------------------


def _check_processes(processes: tuple[ProcessSeen, ...]) -> Iterator[PartState]:
    alive = [one for one in processes if one.is_alive]
    silent = sorted({f"{one.machine} ({one.role})" for one in processes if not one.is_alive})
    missing = [role for role in presence.ROLES if not any(one.role == role for one in alive)]
    if missing:
        yield _found("workers", "none", roles=", ".join(missing))
    else:
        counts = {f"n_{role}": sum(one.role == role for one in alive) for role in presence.ROLES}
        yield _found("workers", "well", is_well=True, **counts)
    foreign = sorted({one.machine for one in alive if not one.is_like_us})
    versions = sorted({one.version for one in alive} | ({__version__} if alive else set()))
    if foreign:
        yield _found("machines", "foreign", names=", ".join(foreign))
    elif silent:
        yield _found("machines", "silent", names=", ".join(silent))
    elif len(versions) > 1:
        yield _found("machines", "versions", versions=", ".join(versions))
    else:
        names = sorted({one.machine for one in alive})
        yield _found("machines", "well", is_well=True, n=len(names), names=", ".join(names) or "–")


# ---- what it stands on ---------------------------------------------------------------------------------


def _check_uploads() -> PartState:
    """Store, read and delete a file."""
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    given = uuid4().bytes
    try:
        stored = default_storage.save("check/probe", ContentFile(given))
        try:
            with default_storage.open(stored, "rb") as file:
                is_same = file.read() == given
        finally:
            default_storage.delete(stored)
    except Exception as error:  # whatever the service of the bucket raises
        return _found("uploads", "unusable", where=_name_uploads(), why=_first_line(error))
    if not is_same:
        return _found("uploads", "other", where=_name_uploads())
    return _found("uploads", "well", is_well=True, where=_name_uploads())


def _name_uploads() -> str:
    settings = _get_settings()
    options = settings.STORAGES["default"].get("OPTIONS", {})
    if "bucket_name" in options:
        return f"s3://{options['bucket_name']}/{options['location']}"
    return str(settings.MEDIA_ROOT)


def _check_local_disk() -> PartState:
    folder = _get_settings().LOCAL
    try:
        room = shutil.disk_usage(folder)
    except OSError as error:
        return _found("local", "unusable", folder=str(folder), why=_first_line(error))
    told = {"folder": str(folder), "free": say_bytes(room.free)}
    is_short = room.free < min(LEAST_ROOM, room.total // 2) or room.free < LEAST_SHARE * room.total
    return _found("local", "short" if is_short else "well", is_well=not is_short, **told)


def _check_mail_server() -> PartState:
    """Whether the mail server accepts us; no mail is sent."""
    from django.core.mail import get_connection

    settings = _get_settings()
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return _found("mail_server", "none", folder=str(getattr(settings, "EMAIL_FILE_PATH", "")))
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        line = get_connection(timeout=_PATIENCE)
        line.open()
        line.close()
    except OSError as error:
        return _found("mail_server", "refused", server=server, why=_first_line(error))
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
        return _found("mail_server", "no_sender", sender=settings.DEFAULT_FROM_EMAIL)
    return _found("mail_server", "well", is_well=True, server=server)


def _check_clock(processes: tuple[ProcessSeen, ...]) -> PartState:
    from django.utils import timezone

    apart = {one.machine: one.skew for one in processes if one.is_alive and abs(one.skew) > _SKEW}
    try:
        ours = timezone.now() - presence.read_database_clock()
    except AWAY:
        ours = timedelta(0)
    if abs(ours) > _SKEW:
        apart[_get_settings().MACHINE] = ours
    if apart:
        told = ", ".join(f"{name} ({skew.total_seconds():+.0f} s)" for name, skew in sorted(apart.items()))  # fmt: skip
        return _found("clock", "apart", names=told)
    if is_clock_kept() is False:
        return _found("clock", "unkept")
    return _found("clock", "well", is_well=True)


def is_clock_kept() -> bool | None:
    """Whether the kernel reports that this machine's clock is synchronised (Linux); None if unknown."""
    if sys.platform != "linux":
        return None
    clock_state = (
        ctypes.c_long * 64
    )()  # struct timex, larger than it ever was; zeros: nothing is changed
    try:
        ctypes.CDLL(None, use_errno=True).adjtimex(clock_state)
    except (AttributeError, OSError):
        return None
    status = ctypes.cast(clock_state, ctypes.POINTER(ctypes.c_int))[_STATUS]
    return not status & _UNSYNCHRONISED


#: The index of ``status`` in ``struct timex`` as an array of ints: after ``modes`` with its
#: padding, and four longs.
_STATUS = (ctypes.sizeof(ctypes.c_long) * 5) // ctypes.sizeof(ctypes.c_int)


def _check_cluster() -> Iterator[PartState]:
    """Whether the configured Ray cluster can be reached; nothing if none is configured."""
    address = str(_get_settings().RAY)
    if not address or address == "local":
        return
    host, _, port = address.removeprefix("ray://").rpartition(":")
    try:
        socket.create_connection((host, int(port)), _PATIENCE).close()
    except (OSError, ValueError) as error:
        yield _found("cluster", "unreachable", address=address, why=_first_line(error))
        return
    yield _found("cluster", "well", is_well=True, address=address, least=_get_settings().RAY_FROM)


# ---- the site, from outside ----------------------------------------------------------------------------


def _check_site() -> list[PartState]:
    """What of a request arrives at the desk by the public address."""
    settings = _get_settings()
    from huiyin.desk.core.watchers import CLAIMED, PROBE, make_probe

    asked = urllib.request.Request(
        f"{settings.SITE}/health/", headers={PROBE: make_probe(), "X-Forwarded-For": CLAIMED}
    )
    try:
        with open_url(asked) as answer:
            arrived = json.loads(answer.read(10_000))
            forwarded, secure = list(arrived["forwarded"]), bool(arrived["is_secure"])
            machine, address = str(arrived["machine"]), str(arrived["address"])
    except urllib.error.HTTPError as error:
        error.close()
        return [_found("site", "other", site=settings.SITE, status=error.code)]
    except (ValueError, KeyError, TypeError):
        return [_found("site", "other", site=settings.SITE, status=200)]
    except OSError as error:
        return [_found("site", "unreachable", site=settings.SITE, why=_first_line(error))]
    site = _found("site", "well", is_well=True, site=settings.SITE, machine=machine)
    added = len(forwarded) - (forwarded[:1] == [CLAIMED])
    if settings.IS_HTTPS and not secure:
        return [site, _found("proxy", "scheme")]
    if settings.PROXIES and address == CLAIMED:
        return [site, _found("proxy", "too_many", said=settings.PROXIES, there=added)]
    if added != settings.PROXIES:
        code = "too_few" if added > settings.PROXIES else "too_many"
        return [site, _found("proxy", code, said=settings.PROXIES, there=added)]
    return [site, _found("proxy", "well", is_well=True, there=added)]


def _open_url(asked: urllib.request.Request) -> Any:
    return urllib.request.urlopen(asked, timeout=_PATIENCE, context=ssl.create_default_context())


#: The function that requests the site; replaced in tests.
open_url: Callable[[urllib.request.Request], Any] = _open_url


def _get_settings() -> Any:
    from django.conf import settings

    return settings


def _name_some(names: list[str]) -> str:
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")


def _first_line(error: BaseException) -> str:
    lines = str(getattr(error, "reason", "") or error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
