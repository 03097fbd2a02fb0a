"""Read files of organisations in a separate process: their format and content; large ones piece by piece,
repeatedly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import BinaryIO

from huiyin.desk.core.isolated_process import read_apart, stream_file_apart
from huiyin.desk.core.isolated_readers import (
    read_organisations,
    read_sheets,
    stream_cells,
    stream_organisations,
)
from huiyin.desk.registry.api.file_imports import list_known_words
from huiyin.files.tables.table import GridTable
from huiyin.intake.organisations import (
    MergerStated,
    OrganisationStated,
    RecordGathering,
    find_heading_row,
    guess_roles,
    list_table_rows,
    read_mergers,
)
from huiyin.intake.organisations.mergers import is_merger_table

TABLE, POPOLO, IATI, MERGERS = "table", "popolo", "iati", "mergers"
#: The most rows imported without the worker.
MOST_AT_ONCE = 1_000
#: How many rows are searched for headings, and used to recognise columns.
_HEAD, _BELOW = 20, 1_000
#: Organisations per message, for files that are no tables.
_TOGETHER = 500


@dataclass(frozen=True, slots=True)
class FileRead:
    """``headings`` and ``roles``: of a table's columns, as named and as recognised."""

    format: str
    headings: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


def look_into(name: str, data: bytes, *, most: int = MOST_AT_ONCE) -> FileRead:
    """The format of a file. Raises :class:`huiyin.law.UnreadableLaw`,
    :class:`huiyin.desk.core.isolated_process.WorkUnfinished`.
    """
    kind = _find_format(name)
    if kind != TABLE:
        read_apart(read_organisations, data, name, kind)  # or it says why it cannot be read
        return FileRead(kind)
    return _look_into_table(read_table(name, data, most))


def _find_format(name: str) -> str:
    """By extension; a table may also be one of mergers."""
    return {".xml": IATI, ".json": POPOLO}.get(PurePath(name).suffix.lower(), TABLE)


def _look_into_table(table: GridTable | None) -> FileRead:
    headings = _read_headings(table) if table is not None else ()
    if is_merger_table(headings):
        return FileRead(MERGERS, headings)
    below = [cells for _, cells in table.rows[1:]] if table is not None else []
    return FileRead(TABLE, headings, guess_roles(headings, below, known=list_known_words()))


def _read_headings(table: GridTable) -> tuple[str, ...]:
    """One per column; empty for columns without a heading."""
    width = max(len(cells) for _, cells in table.rows)
    own = table.rows[0][1]
    return (*own, *[""] * (width - len(own)))


def read_table(name: str, data: bytes, most: int = MOST_AT_ONCE) -> GridTable | None:
    """The first non-empty table of a file, from its headings on."""
    table = next((one for one in read_apart(read_sheets, data, name, most) if one.rows), None)
    if table is None:
        return None
    return replace(table, rows=table.rows[_find_headings(table) :])


def _find_headings(table: GridTable) -> int:
    """The index of the heading row. Tables of mergers are recognised separately, since their columns differ."""
    head = (at for at, (_, cells) in enumerate(table.rows[:_HEAD]) if is_merger_table(cells))
    first = next(head, None)
    return find_heading_row(table.rows) if first is None else first


@dataclass(frozen=True, slots=True)
class LargeFile:
    """A file of any size, never held in memory. ``open``: opens it as a local file; ``roles``: of a table's
    columns. Reading raises as :func:`look_into`.
    """

    name: str
    open: Callable[[], AbstractContextManager[BinaryIO]]
    format: str = ""
    roles: Sequence[str] = ()
    currency: str = "CNY"
    scheme: str = "GB-CHC"

    def look(self) -> FileRead:
        """Its format, by the first rows."""
        kind = _find_format(self.name)
        if kind != TABLE:
            next(self._list_rows_of(kind), None)
            return FileRead(kind)
        first = next(self._list_pieces(), None)
        return _look_into_table(
            replace(first, rows=first.rows[:_BELOW]) if first is not None else None
        )

    def survey(self) -> RecordGathering:
        """The number of organisations, and which occur in several places."""
        gathering = RecordGathering()
        for row in self._list_rows():
            gathering.note(row)
        return gathering

    def list_stated(self, gathering: RecordGathering) -> Iterator[OrganisationStated]:
        """Yield the organisations, each once, always in the same order."""
        return gathering.gather(self._list_rows())

    def list_mergers(self) -> list[MergerStated]:
        """The mergers of a table; registers have thousands, not millions."""
        return [
            merger
            for piece in self._list_pieces()
            for merger in read_mergers(piece, scheme=self.scheme)
        ]

    def _list_rows(self) -> Iterator[OrganisationStated]:
        if self.format != TABLE:
            yield from self._list_rows_of(self.format)
            return
        for piece in self._list_pieces():
            yield from list_table_rows(piece, self.roles, currency=self.currency)

    def _list_rows_of(self, kind: str) -> Iterator[OrganisationStated]:
        with self.open() as file:
            for part in stream_file_apart(stream_organisations, file, self.name, kind, _TOGETHER):
                yield from part

    def _list_pieces(self) -> Iterator[GridTable]:
        """Yield pieces of the table, each with its headings."""
        with self.open() as file:
            headings: tuple[tuple[int, tuple[str, ...]], ...] | None = None
            for piece, _ in stream_file_apart(stream_cells, file, self.name):
                if headings is not None:
                    yield replace(piece, rows=(*headings, *piece.rows))
                elif piece.rows:
                    below = replace(piece, rows=piece.rows[_find_headings(piece) :])
                    headings = below.rows[:1]
                    yield below
