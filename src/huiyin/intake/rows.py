"""Turn table rows into objects: what all readers of tables with headings share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from huiyin.files.problems import Refusal, RefusalCode, Remark, RemarkCode, Source, UnreadableLaw
from huiyin.files.tables.table import GridTable, TableRecord
from huiyin.intake.headings import JOINED, RecordsRead, read_records
from huiyin.intake.model import IntakeResult, TableRead
from huiyin.intake.tables import read_tables
from huiyin.text import as_kept, fold_text

T = TypeVar("T")
#: How many characters of a cell are shown in a sentence.
_SHOWN = 200


def build_lookup(words: Mapping[T, tuple[str, ...]]) -> dict[str, T]:
    """Return every way of writing a value → the value."""
    return {make_key(word): value for value, options in words.items() for word in options}


def make_key(word: str) -> str:
    """Fold a word: case, width, space, punctuation, simplified and traditional characters."""
    return fold_text(word, traditional=True) or word.strip()


def read_rows(
    path: Path,
    roles: tuple[str, ...],
    needed: tuple[str, ...],
    make: Callable[[TableRecord], T | Refusal],
    columns: Mapping[str, str] | None,
    *,
    languages: Sequence[str] = (),
    joined: frozenset[str] = JOINED,
) -> IntakeResult[T]:
    """Make an object from every row of every table in ``path`` that has the needed headings.

    ``languages`` and ``joined``: as in :func:`huiyin.intake.headings.read_records`. Raises
    :class:`huiyin.law.UnreadableLaw` if the file cannot be opened at all.
    """
    tables = read_tables(path)
    return read_rows_of(
        tables, path.name, roles, needed, make, columns, languages=languages, joined=joined
    )


def read_rows_of(
    tables: Sequence[GridTable],
    name: str,
    roles: tuple[str, ...],
    needed: tuple[str, ...],
    make: Callable[[TableRecord], T | Refusal],
    columns: Mapping[str, str] | None,
    *,
    languages: Sequence[str] = (),
    joined: frozenset[str] = JOINED,
) -> IntakeResult[T]:
    """Make an object from every row of those tables of the file ``name`` that have the needed headings."""
    read = [
        read_records(table, roles, needed, columns, languages=languages, joined=joined)
        for table in tables
    ]
    fitting = [one if one and one.columns.issuperset(needed) else None for one in read]
    taken, refused = _take_records(fitting, make)
    if not any(fitting):
        refused.append(_refuse_headings(tables, name, needed))
    understood = list(say_understood(tables, fitting))
    return IntakeResult(
        tuple(taken),
        tuple(refused),
        tuple(table for table in understood if isinstance(table, TableRead)),
        tuple(remark for remark in understood if isinstance(remark, Remark)),
    )


def _take_records(
    read: Sequence[RecordsRead | None], make: Callable[[TableRecord], T | Refusal]
) -> tuple[list[T], list[Refusal]]:
    """Return the objects made from the rows, and the rows that were refused."""
    taken: list[T] = []
    refused: list[Refusal] = []
    for record in (record for table in read if table for record in table.records):
        if record.wrong is not None:
            refused.append(make_refusal(record, record.wrong[0], **dict(record.wrong[1])))
            continue
        made = make(record)
        if isinstance(made, Refusal):
            refused.append(made)
        else:
            taken.append(made)
    return taken, refused


def _refuse_headings(tables: Sequence[GridTable], name: str, needed: Sequence[str]) -> Refusal:
    """Refuse a file in which no table has the needed headings."""
    shown = show_headings(tables)
    if not shown:
        return Refusal(name, "", 0, RefusalCode.NO_ROWS)
    details = (("seen", shown), ("wanted", ", ".join(needed)))
    return Refusal(name, "", 0, RefusalCode.NO_HEADINGS, details)


def say_understood(
    tables: Sequence[GridTable], found: Sequence[RecordsRead | None]
) -> Iterator[TableRead | Remark]:
    """Yield how the tables of a file were understood, and what was left out of them."""
    for table, one in zip(tables, found, strict=True):
        yield from table.remarks
        if one is not None:
            yield one.read
            yield from one.remarks
        elif any(found) and table.rows:
            details = (("seen", show_headings([table])),)
            yield Remark(table.file, table.sheet, RemarkCode.PASSED_OVER, details)


def show_headings(tables: Sequence[GridTable]) -> str:
    """Return the beginning of the first non-empty table, short enough for a sentence."""
    cells = next(
        (cells for table in tables for _, cells in table.rows if any(c.strip() for c in cells)), ()
    )
    return as_kept(" | ".join(c.strip()[:20] for c in cells if c.strip())[:120])


def get_location(record: TableRecord) -> Source:
    """Return where a row is."""
    return Source(record.file, record.sheet, record.row)


def make_refusal(record: TableRecord, code: RefusalCode, **details: str) -> Refusal:
    """Refuse a row, showing the beginning of what it contains."""
    shown = tuple((name, as_kept(value)[:_SHOWN]) for name, value in details.items())
    return Refusal(record.file, record.sheet, record.row, code, shown)


def read_or_refuse(path: Path, reader: Callable[[Path], IntakeResult[T]]) -> IntakeResult[T]:
    """Return what ``reader`` reads from ``path``; an unreadable file becomes one refusal."""
    try:
        return reader(path)
    except (UnreadableLaw, OSError) as error:
        return IntakeResult((), (refuse_file(path.name, error),))


def refuse_file(name: str, error: UnreadableLaw | OSError) -> Refusal:
    """Refuse a whole file that could not be read."""
    if isinstance(error, OSError):
        details: tuple[tuple[str, str], ...] = (
            ("code", "no_access"),
            ("reason", error.strerror or ""),
        )
    else:
        told = ((k, v) for k, v in error.details.items() if k != "file")
        details = (("code", error.code), *told)
    return Refusal(name, "", 0, RefusalCode.UNREADABLE, details)
