"""The sheets of an OpenDocument spreadsheet (.ods, .fods) as people see them (ODF 1.3 part 3, 9)."""

from __future__ import annotations

from collections.abc import Iterator
from zipfile import ZipFile

from lxml import etree
from openpyxl.utils import get_column_letter

from huiyin.intake.grid import MOST_COLUMNS, WHOLE, Table, Wrong
from huiyin.intake.model import RefusalCode, Remark, RemarkCode
from huiyin.intake.values import as_written, row_begins
from huiyin.law.model import UnreadableLaw
from huiyin.law.source.safe import parse_xml, read_member

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _TEXT, _STYLE = (
    f"{{{_ODF}{part}:1.0}}" for part in ("office", "table", "text", "style")
)
_NUMBER_ROWS, _NUMBER_COLUMNS = f"{_TABLE}number-rows-repeated", f"{_TABLE}number-columns-repeated"
#: Spaces that one element stands for, at most.
_MOST_SPACES = 1000
#: A row that is repeated is one that was filled down; an empty one to the end of the sheet is no row.
_MOST_REPEATED = 10_000


def read_opendocument(archive: ZipFile, name: str) -> list[Table]:
    """The visible sheets. Raises :class:`huiyin.law.UnreadableLaw`."""
    data = read_member(archive, "content.xml", name)
    if data is None:
        raise UnreadableLaw("damaged", file=name)
    return sheets_of(parse_xml(data, name), name)


def sheets_of(root: etree._Element, name: str) -> list[Table]:
    """The visible sheets of a document."""
    hidden = _hidden_styles(root)
    remarks, tables = [], []
    for table in root.iterfind(f".//{_OFFICE}spreadsheet/{_TABLE}table"):
        title = table.get(f"{_TABLE}name", "")
        if table.get(f"{_TABLE}style-name") not in hidden:
            tables.append(_read_sheet(table, name, title))
        elif _is_filled(table):
            remarks.append(Remark(name, title, RemarkCode.HIDDEN_SHEET))
    if remarks:
        first = tables[0] if tables else Table(name, "", ())
        told = (*remarks, *first.remarks)
        tables[:1] = [Table(name, first.sheet, first.rows, first.wrong, told)]
    return tables


def _hidden_styles(root: etree._Element) -> frozenset[str | None]:
    return frozenset(
        style.get(f"{_STYLE}name")
        for style in root.iter(f"{_STYLE}style")
        for properties in style.iterfind(f"{_STYLE}table-properties")
        if properties.get(f"{_TABLE}display") == "false"
    )


def _is_filled(table: etree._Element) -> bool:
    return any("".join(map(str, p.itertext())).strip() for p in table.iter(f"{_TEXT}p"))


def _read_sheet(table: etree._Element, name: str, title: str) -> Table:
    unseen_columns = _hidden_columns(table)
    rows: list[tuple[int, tuple[str, ...]]] = []
    wrong: dict[tuple[int, int], Wrong] = {}
    unseen: dict[int, str] = {}
    spans: dict[int, tuple[int, str]] = {}
    number = 0
    notes = 0
    for row in _rows_of(table):
        times = _times(row, _NUMBER_ROWS)
        cells = _cells_of(row, spans)
        notes += sum(1 for _ in row.iter(f"{_OFFICE}annotation"))
        is_hidden = row.get(f"{_TABLE}visibility") in ("collapse", "filter")
        if any(cell.strip() for cell in cells):
            for at in unseen_columns:
                if at < len(cells):
                    if cells[at].strip() and not is_hidden:
                        unseen.setdefault(at, cells[at].strip())
                    cells[at] = ""
            for copy in range(1, min(times, _MOST_REPEATED) + 1):
                if is_hidden:
                    details = (("begins", row_begins(cells)),)
                    wrong[number + copy, WHOLE] = (RefusalCode.HIDDEN_ROW, details)
                    rows.append((number + copy, ()))
                elif any(cell.strip() for cell in cells):
                    rows.append((number + copy, tuple(cells)))
        number += times
    remarks = [
        Remark(
            name,
            title,
            RemarkCode.HIDDEN_COLUMN,
            (("column", get_column_letter(at + 1)), ("begins", row_begins([begins]))),
        )
        for at, begins in sorted(unseen.items())
    ]
    if notes:
        remarks.append(Remark(name, title, RemarkCode.CELL_NOTES, (("number", str(notes)),)))
    return Table(name, title, tuple(rows), wrong, tuple(remarks))


def _times(element: etree._Element, name: str) -> int:
    written = element.get(name, "1")
    return max(1, int(written)) if written.isdecimal() and len(written) <= 7 else 1


def _rows_of(element: etree._Element) -> Iterator[etree._Element]:
    """Rows, those of groups and of heading rows too."""
    groups = ("table-row-group", "table-header-rows", "table-rows")
    for child in element:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in [f"{_TABLE}{group}" for group in groups]:
            yield from _rows_of(child)


def _hidden_columns(table: etree._Element) -> list[int]:
    hidden: list[int] = []
    at = 0
    for column in table.iter(f"{_TABLE}table-column"):
        times = _times(column, _NUMBER_COLUMNS)
        if column.get(f"{_TABLE}visibility") in ("collapse", "filter"):
            hidden += range(at, min(at + times, MOST_COLUMNS))
        at += times
    return hidden


def _cells_of(row: etree._Element, spans: dict[int, tuple[int, str]]) -> list[str]:
    """The cells of a row. A cell that spans rows stands in each of them, in its first column. ``spans``: column → (rows
    that it still covers, its words)."""
    cells: list[str] = []
    for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        at = len(cells)
        if at >= MOST_COLUMNS:
            break
        text = _text_of(cell)
        left, above = spans.get(at, (0, ""))
        if left:
            text = text or above
            spans[at] = (left - 1, above)
        spanned = _times(cell, f"{_TABLE}number-rows-spanned")
        if spanned > 1:
            spans[at] = (spanned - 1, text)
        times = min(_times(cell, _NUMBER_COLUMNS), MOST_COLUMNS - at)
        cells += [text] * (times if text else min(times, MOST_COLUMNS))
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _text_of(cell: etree._Element) -> str:
    shown = "\n".join(_words(p) for p in cell.iterchildren(f"{_TEXT}p", f"{_TEXT}h"))
    if not shown:
        shown = cell.get(f"{_OFFICE}string-value") or ""
    day = cell.get(f"{_OFFICE}date-value", "")
    if cell.get(f"{_OFFICE}value-type") == "date" and day[:4] in shown and shown.isascii():
        return day.removesuffix("T00:00:00").replace("T", " ")
    return as_written(shown)


def _words(paragraph: etree._Element) -> str:
    parts = [paragraph.text or ""]
    for child in paragraph:
        if child.tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c", "1")
            parts.append(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
        elif child.tag == f"{_TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif child.tag != f"{_OFFICE}annotation":
            parts.append(_words(child))
        parts.append(child.tail or "")
    return "".join(parts)
