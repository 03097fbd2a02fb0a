"""Tables as they are drawn, made into rows: cells that are wider or higher than one, rows that begin further right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from huiyin.files.problems import UnreadableLaw
from huiyin.files.tables.table import MOST_COLUMNS


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell: its row (from 0), the column it begins in, how many it covers, its words. ``is_continued``: it belongs to
    the cell above. ``is_bare``: it holds at most a number that its program counted, and no words of anybody's."""

    row: int
    column: int
    text: str
    span: int = 1
    is_continued: bool = False
    is_bare: bool = False


def fill_rows(cells: Iterable[PlacedCell], file: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows (from 1) that say something of their own. The words of a cell that is merged downwards stand in each row
    that it covers, for a clause that several comments share; those of one merged sideways once, for a title would fill
    every column. Raises ``UnreadableLaw`` for a table that is no table of comments, so wide it is."""
    above: dict[int, str] = {}
    for row, its_cells in groupby(cells, key=lambda cell: cell.row):
        filled: list[str] = []
        says = False
        for cell in its_cells:
            if cell.column >= MOST_COLUMNS:
                details = {"columns": str(cell.column + 1), "limit": str(MOST_COLUMNS)}
                raise UnreadableLaw("too_many_columns", file=file, **details)
            filled += [""] * (cell.column - len(filled))
            text = cell.text or above.get(cell.column, "") if cell.is_continued else cell.text
            says = says or bool(cell.text.strip() and not cell.is_bare)
            above[cell.column] = text
            filled.append(text)
        if says:
            yield row + 1, tuple(filled)


def place_cells(rows: Iterable[Iterable[tuple[str, int, int]]]) -> Iterator[PlacedCell]:
    """Cells (words, columns and rows that they cover) where a page shows them: each in the first column that none from
    above covers; for each row below that one covers, what goes on of it."""
    below: dict[int, tuple[int, int]] = {}  # column → columns and rows still to cover
    for row_index, row in enumerate(rows):
        column = 0
        placed: list[PlacedCell] = []
        following: dict[int, tuple[int, int]] = {}
        for text, columns, height in row:
            column = _go_on(below, column, row_index, placed, following)
            placed.append(PlacedCell(row_index, column, text, columns))
            if height > 1:
                following[column] = columns, height - 1
            column += columns
        while below:
            column = _go_on(below, min(below), row_index, placed, following)
        yield from placed
        below = following


def _go_on(
    below: dict[int, tuple[int, int]],
    column: int,
    at: int,
    placed: list[PlacedCell],
    following: dict[int, tuple[int, int]],
) -> int:
    """The first column from ``column`` on that no cell from above covers, these put into their places."""
    while column in below:
        columns, height = below.pop(column)
        placed.append(PlacedCell(at, column, "", columns, is_continued=True))
        if height > 1:
            following[column] = columns, height - 1
        column += columns
    return column
