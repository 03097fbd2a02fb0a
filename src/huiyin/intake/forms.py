"""Which tables of a document are forms of comments: those with a heading row that says so, and what goes on below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from huiyin.intake.columns import find_columns
from huiyin.intake.grid import Record, Table
from huiyin.intake.headings import read_records

ROLES = (
    "id", "organisation", "reference", "paragraph", "quote", "wording", "text", "reason", "kind", "author", "language",
)  # fmt: skip
#: What a comment says, and what tells a form from another table that has a column of words.
_SAYS, _OF_FORM = {"text", "wording"}, {"reference", "quote", "organisation", "reason"}
#: A table without headings goes on with the form above it where it has the same columns, and so many.
_GOES_ON_FROM = 3


@dataclass(frozen=True, slots=True)
class Forms:
    """``tables``: all of a document, those that go on with a form above them under its headings. By their numbers,
    those whose headings are understood are ``known``; of these some are ``clear``, which would be forms in a draft as
    well. ``wide`` are those of several columns, whose lines are no running text. ``filled``: whether any has a row.
    """

    tables: tuple[Table, ...]
    known: frozenset[int]
    clear: frozenset[int]
    wide: frozenset[int]
    filled: bool

    @classmethod
    def of(cls, tables: Sequence[Table], columns: Mapping[str, str]) -> Forms:
        """The forms among tables whose sheets are their numbers. ``columns``: role → heading, as given."""
        read: list[Table] = []
        known, clear, filled = set[int](), set[int](), False
        headings: tuple[str, ...] = ()
        for one in tables:
            table, found = _read_below(one, headings, columns)
            read.append(table)
            headings = ()
            if found is None:
                continue
            rows, own = found
            headings = own if len(own) >= _GOES_ON_FROM else ()
            known.add(int(table.sheet))
            filled = filled or bool(rows)
            if _is_clear(own, columns):
                clear.add(int(table.sheet))
        wide = frozenset(int(table.sheet) for table in tables if _is_wide(table))
        return cls(tuple(read), frozenset(known), frozenset(clear), wide, filled)


def _read_below(
    table: Table, headings: tuple[str, ...], columns: Mapping[str, str]
) -> tuple[Table, tuple[tuple[Record, ...], tuple[str, ...]] | None]:
    """A table and its rows, by its own headings, or by those of the form above where it has the same columns."""
    found = _records_of(table, columns)
    if found is not None or not headings or _width(table) != len(headings):
        return table, found
    below = replace(table, rows=((0, headings), *table.rows))
    return below, _records_of(below, columns)


def _records_of(
    table: Table, columns: Mapping[str, str]
) -> tuple[tuple[Record, ...], tuple[str, ...]] | None:
    found = read_records(table, ROLES, ("text", "wording"), columns)
    return None if found is None else (found.records, found.headings)


def _is_wide(table: Table) -> bool:
    return sum(sum(map(bool, cells)) > 1 for _, cells in table.rows) > 1


def _width(table: Table) -> int:
    return max((len(cells) for _, cells in table.rows), default=0)


def _is_clear(headings: Sequence[str], columns: Mapping[str, str]) -> bool:
    named = set(find_columns(headings, ROLES, columns))
    return bool(named & _SAYS) and (bool(named & _OF_FORM) or named >= _SAYS)
