"""A table as every reader of files gives it, before anybody asks what its columns hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from huiyin.files.problems import RefusalCode, Remark

#: Why a row or a cell could not be read, and what its sentence says besides.
Wrong = tuple[RefusalCode, tuple[tuple[str, str], ...]]
#: The column that stands for a whole row.
WHOLE = -1
#: A table of comments has a dozen columns; objects that each have names of their own are no table.
MOST_COLUMNS = 1000


@dataclass(frozen=True, slots=True)
class GridTable:
    """``rows``: (row number as the file counts it from 1, cells). ``sheet`` names a part of the file.

    ``wrong``: what could not be read in it: (row number, column from 0, or -1 for the whole row) → why, and details
    of the sentence that says so. What is wrong with a column that nobody asks for is nobody's concern. ``remarks``: what
    was left out of it before anybody asked. ``is_keyed``: the first row holds the names of the columns and no other can
    (JSON, Parquet). ``is_divided``: cells were told apart by a separator, so that a row of another width than its
    headings is one whose separators are not all meant. ``above``: the lines of its document over it, the nearest last.
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
    """One row below the headings: role → text, and where it stands. ``wrong``: why it cannot be taken."""

    file: str
    sheet: str
    row: int
    values: Mapping[str, str]
    wrong: Wrong | None = None

    def get(self, role: str) -> str:
        return self.values.get(role, "")


def text_of(value: object) -> str:
    """A value of a format that has types, as people write it."""
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
    """Digits beyond the fifteenth are of the computer's making: 0.1 + 0.2 is 0.3."""
    if value.is_integer():
        return str(int(value))
    short = f"{value:.15g}"
    return short if "e" not in short else str(value)


def list_rows(numbers: list[int], most: int = 10) -> str:
    """Numbers of rows as a sentence names them; of many the first ones."""
    shown = ", ".join(map(str, numbers[:most]))
    return f"{shown} …" if len(numbers) > most else shown
