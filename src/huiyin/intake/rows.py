"""Rows of tables made into things: what every reader of a table with headings shares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from huiyin.intake.model import Intake, Refusal, RefusalCode, Source
from huiyin.intake.tables import Record, read_tables, records
from huiyin.law.model import UnreadableLaw
from huiyin.text import as_kept, fold

T = TypeVar("T")
#: Characters of a cell that a sentence shows.
_SHOWN = 200


def lookup(words: Mapping[T, tuple[str, ...]]) -> dict[str, T]:
    """Every way of writing a value → the value."""
    return {key_of(word): value for value, options in words.items() for word in options}


def key_of(word: str) -> str:
    """A word up to case, width, space, punctuation and simplified or traditional characters."""
    return fold(word, traditional=True) or word.strip()


def read_rows(
    path: Path,
    roles: tuple[str, ...],
    needed: tuple[str, ...],
    make: Callable[[Record], T | Refusal],
    columns: Mapping[str, str] | None,
) -> Intake[T]:
    """Every row of every table in ``path`` that has the needed headings, made into something.

    Raises :class:`huiyin.law.UnreadableLaw` where the file cannot be opened at all.
    """
    taken: list[T] = []
    refused: list[Refusal] = []
    understood = False
    seen: tuple[str, ...] = ()
    for table in read_tables(path):
        found = records(table, roles, needed, columns)
        if found is None or any(
            not any(role in r.values for r in found[0]) for role in needed if found[0]
        ):
            seen = seen or (table.rows[0][1] if table.rows else ())
            continue
        understood = True
        for record in found[0]:
            if record.wrong is not None:
                refused.append(refuse(record, record.wrong[0], **dict(record.wrong[1])))
                continue
            made = make(record)
            if isinstance(made, Refusal):
                refused.append(made)
            else:
                taken.append(made)
    if not understood:
        shown = as_kept("、".join(c.strip()[:20] for c in seen if c.strip())[:120])
        code = RefusalCode.NO_HEADINGS if shown else RefusalCode.NO_ROWS
        details = (("seen", shown), ("wanted", ", ".join(needed))) if shown else ()
        refused.append(Refusal(path.name, "", 0, code, details))
    return Intake(tuple(taken), tuple(refused))


def source_of(record: Record) -> Source:
    """Where a row stands."""
    return Source(record.file, record.sheet, record.row)


def refuse(record: Record, code: RefusalCode, **details: str) -> Refusal:
    """A row that is not taken, and why; of what was written there so much that it can be shown."""
    shown = tuple((name, as_kept(value)[:_SHOWN]) for name, value in details.items())
    return Refusal(record.file, record.sheet, record.row, code, shown)


def read_or_refuse(path: Path, reader: Callable[[Path], Intake[T]]) -> Intake[T]:
    """What ``reader`` takes from ``path``; a file that cannot be read at all is one refusal."""
    try:
        return reader(path)
    except (UnreadableLaw, OSError) as error:
        return Intake((), (refuse_file(path.name, error),))


def refuse_file(name: str, error: UnreadableLaw | OSError) -> Refusal:
    """A whole file that could not be read, and why."""
    if isinstance(error, OSError):
        details: tuple[tuple[str, str], ...] = (
            ("code", "no_access"),
            ("reason", error.strerror or ""),
        )
    else:
        told = ((k, v) for k, v in error.details.items() if k != "file")
        details = (("code", error.code), *told)
    return Refusal(name, "", 0, RefusalCode.UNREADABLE, details)
