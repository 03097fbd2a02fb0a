"""Which kind of database the desk of a folder uses, written down in the folder.

Whoever forgets ``DATABASE_URL`` gets the SQLite of the folder: an empty one, or that of before the desk moved to PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from huiyin.desk.core.secret_files import put_secret

_NOTE = "database-kind"
#: What PostgreSQL knows the lock by.
_PREPARING = 0x4875_6979_696E
#: What a folder has in which a desk was prepared, by any version; not what the settings make wherever they are read.
_SIGNS = ("desk.sqlite3", "signing-key", "static", _NOTE)


class OtherDatabaseKind(Exception):
    """The desk is in a database of another ``kind`` than the one that is named now."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def has_desk(folder: Path) -> bool:
    """Whether a desk was ever prepared in ``folder``; asked before the settings make anything there."""
    return any((folder / name).exists() for name in _SIGNS)


def note_kind(*, anew: bool = False) -> None:
    """Write down the kind that is used, where none is; ``anew``: also in place of another, for the desk has moved."""
    from django.db import connection

    place = _find_note()
    if (anew or not place.exists()) and _read_kind(place) != connection.vendor:
        put_secret(place, f"{connection.vendor}\n".encode())


@contextmanager
def hold_preparation() -> Iterator[None]:
    """Machines that begin at once make one desk ready after the other. On SQLite there is one machine, and its folder is
    held already."""
    from django.db import connection

    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_PREPARING])
    try:
        yield
    finally:
        # A line that was lost meanwhile has let go of it too.
        if connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_PREPARING])


def check_kind() -> None:
    """Raises :class:`OtherKind` where another one was written down."""
    from django.db import connection

    held = _read_kind(_find_note())
    if held and held != connection.vendor:
        raise OtherDatabaseKind(held)


def _find_note() -> Path:
    from django.conf import settings

    return Path(settings.DATA) / _NOTE


def _read_kind(place: Path) -> str:
    try:
        return place.read_text("ascii", "replace").strip()[:40]
    except FileNotFoundError:
        return ""
