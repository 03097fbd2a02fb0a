"""Turn tables as they are drawn into rows: cells may span rows and columns, and rows may be indented."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from huiyin.files.problems import UnreadableLaw
from huiyin.files.tables.table import MOST_COLUMNS


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell: its row (from 0), first column, column span and text.

    ``is_continued``: it continues the cell above. ``is_bare``: it holds at most an automatic number, and no text
    that anybody wrote.
    """

    row: int
    column: int
    text: str
    span: int = 1
    is_continued: bool = False
    is_bare: bool = False


def fill_rows(cells: Iterable[PlacedCell], file: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the rows (from 1) that have text of their own.

    The text of a vertically merged cell is repeated in each row that it covers, for a clause that several comments
    share. A horizontally merged cell appears once: repeated, a title would fill every column. Raises
    ``UnreadableLaw`` for a table too wide to be a table of comments.
    """
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
    """Place cells (text, column span, row span) as HTML does.

    Each cell takes the first column that no cell from above covers. A cell that spans rows yields a continued cell
    in each row below.
    """
    below: dict[int, tuple[int, int]] = {}  # column → column span and rows still to cover
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
    """Return the first column from ``column`` on that is free, after placing the continued cells before it."""
    while column in below:
        columns, height = below.pop(column)
        placed.append(PlacedCell(at, column, "", columns, is_continued=True))
        if height > 1:
            following[column] = columns, height - 1
        column += columns
    return column
