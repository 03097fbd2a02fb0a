"""Files of organisations, read apart: what they are, their headings, what they state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from huiyin.desk.core.isolated_process import read_apart
from huiyin.desk.core.isolated_reading import read_organisations, read_sheets
from huiyin.files.tables.table import GridTable
from huiyin.intake.organisations import MergerStated, OrganisationStated, guess_roles, read_mergers
from huiyin.intake.organisations.mergers import is_merger_table
from huiyin.intake.organisations.tables import read_organisation_table

TABLE, POPOLO, IATI, MERGERS = "table", "popolo", "iati", "mergers"
#: Rows of a file that are taken in while somebody waits; larger ones are taken in by ``huiyin desk registry-import``.
MOST_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class FileRead:
    """``headings`` and ``roles``: of a table, what its columns are called and seem to hold."""

    format: str
    headings: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


def look_into(name: str, data: bytes) -> FileRead:
    """What a file is. Raises :class:`huiyin.law.UnreadableLaw`, :class:`huiyin.desk.core.isolated_process.WorkUnfinished`."""
    ending = PurePath(name).suffix.lower()
    if ending == ".xml" or data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml"):
        return FileRead(IATI)
    if ending == ".json":
        return FileRead(POPOLO)
    table = read_table(name, data)
    headings = table.rows[0][1] if table is not None else ()
    if is_merger_table(headings):
        return FileRead(MERGERS, headings)
    return FileRead(TABLE, headings, guess_roles(headings))


def read_table(name: str, data: bytes, most: int = 10**7) -> GridTable | None:
    """The first table of a file that has rows."""
    return next((one for one in read_apart(read_sheets, data, name, most) if one.rows), None)


def read_stated(
    name: str, data: bytes, kind: str, *, roles: Sequence[str] = (), choices: Mapping[str, str]
) -> list[OrganisationStated]:
    """The organisations that a file states. Raises as :func:`look_into` does."""
    if kind != TABLE:
        return list(read_apart(read_organisations, data, name, kind))
    table = read_table(name, data)
    if table is None:
        return []
    return read_organisation_table(table, roles, currency=choices.get("currency", "") or "CNY")


def read_stated_mergers(name: str, data: bytes, scheme: str) -> list[MergerStated]:
    """The mergers that a table states. Raises as :func:`look_into` does."""
    table = read_table(name, data)
    return read_mergers(table, scheme=scheme) if table is not None else []
