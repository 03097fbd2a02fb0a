"""The table that every file reader returns, before its columns are interpreted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from huiyin.files.problems import RefusalCode, Remark

#: Why a row or cell could not be read, and further details for the sentence.
Wrong = tuple[RefusalCode, tuple[tuple[str, str], ...]]
#: Stands for the whole row in place of a column.
WHOLE = -1
#: A table of comments has about a dozen columns. Objects that all have different keys are not a table.
MOST_COLUMNS = 1000


@dataclass(frozen=True, slots=True)
class GridTable:
    """``rows``: (row number in the file, from 1; cells). ``sheet`` names a part of the file.

    ``wrong``: (row number, column from 0, or -1 for the whole row) → why it could not be read, with details for the
    sentence. Errors in columns that are not used are ignored. ``remarks``: what the file reader left out.
    ``is_keyed``: the first row holds the column names, and no other row can (JSON, Parquet). ``is_divided``: cells
    were split at a separator, so a row with a different width from its headings probably contains an unescaped
    separator. ``above``: the lines of the document above the table, the nearest last.
    """

    file: str
    sheet: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    wrong: Mapping[tuple[int, int], Wrong] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    is_keyed: bool = False
    is_divided: bool = False
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRecord:
    """One row below the headings: role → text, and its source. ``wrong``: why it cannot be used."""

    file: str
    sheet: str
    row: int
    values: Mapping[str, str]
    wrong: Wrong | None = None

    def get(self, role: str) -> str:
        return self.values.get(role, "")


def text_of(value: object) -> str:
    """Write a typed value as people write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return _format_number(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, datetime):
        is_day = value.time().replace(tzinfo=None) == time.min
        return value.date().isoformat() if is_day else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _format_number(value: float) -> str:
    """Format a number with at most 15 digits; further digits are floating-point noise (0.1 + 0.2 is 0.3)."""
    if value.is_integer():
        return str(int(value))
    short = f"{value:.15g}"
    return short if "e" not in short else str(value)


def list_rows(numbers: list[int], most: int = 10) -> str:
    """Join row numbers for a sentence; of many, only the first ``most``."""
    shown = ", ".join(map(str, numbers[:most]))
    return f"{shown} …" if len(numbers) > most else shown
