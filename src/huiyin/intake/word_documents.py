"""Read the tables and running text of Word files from members, as :mod:`huiyin.files.word` extracts them.

What that reader leaves out or joins is left out or joined here as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby

from huiyin.files.tables.layout import PlacedCell, fill_rows
from huiyin.files.word import Paragraph, TableCell, WordText, lines_of
from huiyin.intake.columns import HEADINGS, find_columns
from huiyin.law.readers.extracted_text import is_one_line

#: Rows of a table with their numbers in the file.
Rows = tuple[tuple[int, tuple[str, ...]], ...]
#: How far down a nested table its headings are searched.
_HEADINGS_WITHIN = 3


def read_grids(word: WordText, name: str) -> dict[int, Rows]:
    """Return the tables of a document, numbered from 1 in reading order.

    A nested table without headings of its own is part of its cell's text.
    """
    contents = _collect_contents(word)
    by_table: dict[int, list[TableCell]] = {}
    for cell in contents:
        by_table.setdefault(cell.table, []).append(cell)
    grids: dict[int, Rows] = {}
    inner: dict[int, str] = {}  # the text of tables that belong to the cell containing them
    for number in sorted(
        by_table, reverse=True
    ):  # nested tables have higher numbers than the table around them
        cells = sorted(by_table[number], key=lambda cell: (cell.row, cell.column))
        rows = tuple(fill_rows((_place_cell(cell, contents[cell], inner) for cell in cells), name))
        if cells[0].within is not None and not _has_headings(rows):
            inner[number] = "\n".join("\t".join(row).strip("\t") for _, row in rows)
        elif rows:
            grids[number + 1] = rows
    return dict(sorted(grids.items()))


#: The contents of a cell in order: text (and whether it is more than an automatic number), or the number of a
#: table.
_Content = list[tuple[str, bool] | int]


def _collect_contents(word: WordText) -> dict[TableCell, _Content]:
    contents: dict[TableCell, _Content] = {}
    begun: set[int] = set()
    for cell, paragraphs in groupby(word.paragraphs, key=lambda p: p.cell):
        if cell is None:
            continue
        inside: TableCell | None = cell
        while inside is not None and inside.table not in begun:
            begun.add(inside.table)
            if inside.within is not None:
                contents.setdefault(inside.within, []).append(inside.table)
            inside = inside.within
        said = contents.setdefault(cell, [])
        for text, made_of in lines_of(paragraphs):
            if line := _with_notes(text, made_of, word.notes):
                said.append((line, any(p.accepted.strip() for p in made_of)))
    return contents


def _place_cell(cell: TableCell, content: _Content, inner: Mapping[int, str]) -> PlacedCell:
    parts = [part for part in content if not isinstance(part, int) or inner.get(part)]
    text = "\n".join(inner[part] if isinstance(part, int) else part[0] for part in parts)
    is_bare = not any(isinstance(part, int) or part[1] for part in parts)
    return PlacedCell(cell.row, cell.column, text, cell.span, cell.is_continued, is_bare)


def _has_headings(rows: Rows) -> bool:
    first = (cells for _, cells in rows[:_HEADINGS_WITHIN] if sum(map(bool, cells)) > 1)
    return any(len(find_columns(cells, list(HEADINGS))) > 1 for cells in first)


def _with_notes(
    text: str, made_of: Iterable[Paragraph], notes: Mapping[str, tuple[Paragraph, ...]]
) -> str:
    """Return a line followed by its footnotes."""
    below = [line for p in made_of for key in p.notes for line, _ in lines_of(notes.get(key, ()))]
    return "\n".join(line.strip() for line in (text, *below) if line.strip())


def read_lines(word: WordText, *, beside: frozenset[int] = frozenset()) -> list[tuple[int, str]]:
    """Return the lines of a document with their paragraph numbers, from 1; a table row is one line if it reads as
    one.

    Tables with numbers in ``beside`` and their contents are left out.
    """
    numbered = [
        (at, paragraph)
        for at, paragraph in enumerate(word.paragraphs, 1)
        if not any(table + 1 in beside for table in _tables_of(paragraph.cell))
    ]
    lines: list[tuple[int, str]] = []
    for row, group in groupby(numbered, key=_row_of):
        paragraphs = list(group)
        cells = [
            list(_numbered_lines(list(in_cell), word))
            for _, in_cell in groupby(paragraphs, key=lambda pair: pair[1].cell)
        ]
        if row is not None and is_one_line([[text for _, text in cell] for cell in cells]):
            lines.append((paragraphs[0][0], _join_cells(cells)))
        else:
            lines += chain.from_iterable(cells)
    return lines


def _join_cells(cells: Sequence[Sequence[tuple[int, str]]]) -> str:
    return "\t".join(cell[0][1] if cell else "" for cell in cells).strip("\t")


def _tables_of(cell: TableCell | None) -> Iterator[int]:
    while cell is not None:
        yield cell.table
        cell = cell.within


def _row_of(numbered: tuple[int, Paragraph]) -> tuple[int, int] | None:
    cell = numbered[1].cell
    return (cell.table, cell.row) if cell is not None else None


def _numbered_lines(
    paragraphs: Sequence[tuple[int, Paragraph]], word: WordText
) -> Iterator[tuple[int, str]]:
    at = 0
    for text, made_of in lines_of(paragraph for _, paragraph in paragraphs):
        if line := _with_notes(text, made_of, word.notes):
            yield paragraphs[at][0], line
        at += len(made_of)
