"""Extract tables from web pages, and from .xls files that really are a web page or Excel 2003 XML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from huiyin.files.sniff import FileFormat
from huiyin.files.tables.layout import PlacedCell, fill_rows, place_cells
from huiyin.files.untrusted_files import parse_xml
from huiyin.law.grammar.marks import MarkRole
from huiyin.law.model import ProblemCode
from huiyin.law.readers.formats import extract_text
from huiyin.law.readers.html import PageTable, read_page_tables

#: Rows of a table with their numbers in the file.
Rows = tuple[tuple[int, tuple[str, ...]], ...]
#: File names that letters do not have.
SHEET_NAMES = (".xls", ".xlsx", ".et", ".csv", ".tsv")
_SHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"


class GridsOfPage(NamedTuple):
    """The tables of a page, numbered from 1; the lines outside them, each with the number of tables above; hidden
    rows; and whether words are struck out.
    """

    grids: dict[int, Rows]
    beside: tuple[tuple[int, str], ...]
    unseen: tuple[str, ...]
    is_changed: bool


def tables_of_page(data: bytes, name: str) -> GridsOfPage:
    """Read the tables of a page. Raises ``UnreadableLaw``."""
    page = read_page_tables(data, name)
    filled = {number: _rows_of(table, name) for number, table in enumerate(page.tables, 1)}
    grids = {number: rows for number, rows in filled.items() if rows}
    return GridsOfPage(grids, page.beside, page.unseen, page.is_changed)


def extract_visible(data: bytes, name: str, known: FileFormat | None = None) -> tuple[str, bool]:
    """Return the visible text of a page or PDF, with an empty line in place of hidden or struck-out text, and
    whether words are struck out. Raises ``UnreadableLaw``.
    """
    drawn = extract_text(data, name, known)
    parts, position = list[str](), 0
    for mark in drawn.marks:
        if mark.role is MarkRole.HIDDEN and mark.span.start >= position:
            parts.append(drawn.text[position : mark.span.start])
            parts.append("\n" * drawn.text.count("\n", mark.span.start, mark.span.end))
            position = mark.span.end
    parts.append(drawn.text[position:])
    is_changed = any(one.code is ProblemCode.HIDDEN_CHANGES for one in drawn.problems)
    return "".join(parts), is_changed


def _rows_of(table: PageTable, name: str) -> Rows:
    cells = ((("\n".join(cell.lines), cell.columns, cell.rows) for cell in row) for row in table)
    return tuple(fill_rows(place_cells(cells), name))


def is_sheet_xml(data: bytes) -> bool:
    """Tell whether a file is Excel 2003 XML (SpreadsheetML)."""
    head = data[:4096]
    return b"urn:schemas-microsoft-com:office:spreadsheet" in head and b"Workbook" in head


def tables_of_sheet_xml(data: bytes, name: str) -> dict[str, Rows]:
    """Return the sheets of such a file by name. Raises ``UnreadableLaw``."""
    found: dict[str, Rows] = {}
    for number, sheet in enumerate(parse_xml(data, name).iter(f"{_SHEET}Worksheet"), 1):
        rows = tuple(fill_rows(_place_cells(sheet), name))
        if rows:
            found[sheet.get(f"{_SHEET}Name") or str(number)] = rows
    return found


def _place_cells(sheet: etree._Element) -> Iterator[PlacedCell]:
    """Place the cells: an index attribute moves a row or cell forward; a vertically merged cell continues below."""
    place = -1
    below: dict[int, int] = {}  # column → the last row that a cell from above covers
    for row in sheet.iterfind(f"{_SHEET}Table/{_SHEET}Row"):
        place = max(place + 1, _read_index(row, "Index", 0) - 1)
        covered = [column for column, last in below.items() if last >= place]
        below = {column: below[column] for column in covered}
        cells = [PlacedCell(place, column, "", is_continued=True) for column in covered]
        cells += _list_cells(row, place, below)
        yield from sorted(cells, key=lambda cell: cell.column)


def _list_cells(row: etree._Element, at: int, below: dict[int, int]) -> Iterator[PlacedCell]:
    """Yield the cells of one row, and record those that continue below."""
    column, covered = 0, frozenset(below)
    for cell in row.iterchildren(f"{_SHEET}Cell"):
        column = max(column, _read_index(cell, "Index", 0) - 1)
        while column in covered:
            column += 1
        said = cell.find(f"{_SHEET}Data")
        across, down = _read_index(cell, "MergeAcross", 0), _read_index(cell, "MergeDown", 0)
        text = "".join(map(str, said.itertext())) if said is not None else ""
        yield PlacedCell(at, column, text, across + 1)
        if down:
            below[column] = at + down
        column += across + 1


def _read_index(element: etree._Element, name: str, default: int) -> int:
    said = element.get(_SHEET + name, "")
    return int(said) if said.isdecimal() and len(said) < 9 else default
