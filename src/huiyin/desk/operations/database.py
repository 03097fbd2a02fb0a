"""A note in the desk's folder about the kind of database that the desk uses.

Somebody who forgets ``DATABASE_URL`` would get the folder's SQLite database: an empty one, or the one from
before the desk moved to PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from huiyin.desk.core.secret_files import put_secret

_NOTE = "database-kind"
#: The key of the advisory lock in PostgreSQL ("Huiyin" in ASCII).
_PREPARING = 0x4875_6979_696E
#: Files of a folder in which a desk was ever prepared, by any version; not those that loading the
#: settings creates.
_SIGNS = ("desk.sqlite3", "signing-key", "static", _NOTE)


class OtherDatabaseKind(Exception):
    """The desk is in a database of another ``kind`` than the configured one."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def has_desk(folder: Path) -> bool:
    """Whether a desk was ever prepared in ``folder``. Checked before the settings create anything there."""
    return any((folder / name).exists() for name in _SIGNS)


def note_kind(*, anew: bool = False) -> None:
    """Note the current kind of database if none is noted; with ``anew`` also replace another, since the desk
    has moved.
    """
    from django.db import connection

    place = _find_note()
    if (anew or not place.exists()) and _read_kind(place) != connection.vendor:
        put_secret(place, f"{connection.vendor}\n".encode())


@contextmanager
def hold_preparation() -> Iterator[None]:
    """A lock so that machines starting at the same time prepare the desk one after the other. With SQLite there
    is one machine, and its folder is locked already.
    """
    from django.db import connection

    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_PREPARING])
    try:
        yield
    finally:
        # If the connection was lost meanwhile, the lock was released with it.
        if connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_PREPARING])


def check_kind() -> None:
    """Raises :class:`OtherDatabaseKind` if another kind is noted."""
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
