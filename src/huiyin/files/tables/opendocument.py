"""The sheets of an OpenDocument spreadsheet (.ods, .fods) as people see them (ODF 1.3 part 3, 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from zipfile import ZipFile

from lxml import etree

from huiyin.files.problems import RefusalCode, Remark, RemarkCode, UnreadableLaw
from huiyin.files.tables.cell_values import as_written, row_begins
from huiyin.files.tables.table import MOST_COLUMNS, WHOLE, GridTable, Wrong
from huiyin.files.untrusted_files import parse_xml, read_member

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _TEXT, _STYLE = (
    f"{{{_ODF}{part}:1.0}}" for part in ("office", "table", "text", "style")
)
_NUMBER_ROWS, _NUMBER_COLUMNS = f"{_TABLE}number-rows-repeated", f"{_TABLE}number-columns-repeated"
#: The most spaces that one element may stand for.
_MOST_SPACES = 1000
#: The longest repetition of a row that counts as data filled down; a longer one is the empty rest of the sheet.
_MOST_REPEATED = 10_000
#: What is left when a word between two spaces is struck out.
_SPACES = re.compile(r" {2,}+")
#: The longest chain of parent styles that is followed.
_MOST_PARENTS = 20


def read_opendocument(archive: ZipFile, name: str) -> list[GridTable]:
    """Read the visible sheets. Raises :class:`huiyin.law.UnreadableLaw`."""
    data = read_member(archive, "content.xml", name)
    if data is None:
        raise UnreadableLaw("damaged", file=name)
    common = read_member(archive, "styles.xml", name)
    styles = parse_xml(common, name) if common else None
    return list_sheets(parse_xml(data, name), name, styles)


def list_sheets(
    root: etree._Element, name: str, styles: etree._Element | None = None
) -> list[GridTable]:
    """Return the visible sheets of a document. ``styles``: the styles part, if it is a separate file."""
    hidden = _hidden_styles(root)
    struck = _struck_styles([root] if styles is None else [styles, root])
    remarks, tables = [], []
    for table in root.iterfind(f".//{_OFFICE}spreadsheet/{_TABLE}table"):
        title = table.get(f"{_TABLE}name", "")
        if table.get(f"{_TABLE}style-name") not in hidden:
            tables.append(_read_sheet(table, name, title, struck))
        elif _is_filled(table):
            remarks.append(Remark(name, title, RemarkCode.HIDDEN_SHEET))
    if remarks:
        first = tables[0] if tables else GridTable(name, "", ())
        told = (*remarks, *first.remarks)
        tables[:1] = [GridTable(name, first.sheet, first.rows, first.wrong, told)]
    return tables


def _hidden_styles(root: etree._Element) -> frozenset[str | None]:
    return frozenset(
        style.get(f"{_STYLE}name")
        for style in root.iter(f"{_STYLE}style")
        for properties in style.iterfind(f"{_STYLE}table-properties")
        if properties.get(f"{_TABLE}display") == "false"
    )


#: Identifies a style by its family and name.
_Key = tuple[str, str]


def _struck_styles(roots: Sequence[etree._Element]) -> frozenset[_Key]:
    """Return the styles that strike text through, directly or by inheritance."""
    own: dict[_Key, bool | None] = {}
    made_from: dict[_Key, str] = {}
    for root in roots:
        for style in root.iter(f"{_STYLE}style"):
            key = (style.get(f"{_STYLE}family", ""), style.get(f"{_STYLE}name", ""))
            own[key] = _says_struck(style)
            made_from[key] = style.get(f"{_STYLE}parent-style-name", "")
    struck: set[_Key] = set()
    for key in own:
        at, steps = key, 0
        while own.get(at) is None and made_from.get(at) and steps < _MOST_PARENTS:
            at, steps = (at[0], made_from[at]), steps + 1
        if own.get(at):
            struck.add(key)
    return frozenset(struck)


def _says_struck(style: etree._Element) -> bool | None:
    """Tell whether a style strikes text through; None if it does not say."""
    for properties in style.iterfind(f"{_STYLE}text-properties"):
        for name in ("style", "type"):
            said = properties.get(f"{_STYLE}text-line-through-{name}")
            if said is not None:
                return said != "none"
    return None


def _is_filled(table: etree._Element) -> bool:
    return any("".join(map(str, p.itertext())).strip() for p in table.iter(f"{_TEXT}p"))


def _read_sheet(table: etree._Element, name: str, title: str, struck: frozenset[_Key]) -> GridTable:
    sheet = _OpenSheet(_Struck(struck, _column_styles(table)), _hidden_columns(table))
    for row in _rows_of(table):
        sheet.read_row(row)
    remarks = tuple(sheet.list_remarks(name, title))
    return GridTable(name, title, tuple(sheet.rows), sheet.wrong, remarks)


def _has_words(cells: Sequence[str]) -> bool:
    return any(cell.strip() for cell in cells)


@dataclass
class _OpenSheet:
    """A sheet that is being read row by row.

    ``unseen``: the beginning of each hidden column that has content. ``spans``: see :func:`_read_cells`.
    """

    look: _Struck
    hidden_columns: list[int]
    rows: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    wrong: dict[tuple[int, int], Wrong] = field(default_factory=dict)
    unseen: dict[int, str] = field(default_factory=dict)
    spans: dict[int, tuple[int, str]] = field(default_factory=dict)
    number: int = 0
    notes: int = 0

    def read_row(self, row: etree._Element) -> None:
        times = _read_repeats(row, _NUMBER_ROWS)
        numbers = range(self.number + 1, self.number + min(times, _MOST_REPEATED) + 1)
        cells = _read_cells(row, self.spans, self.look)
        self.notes += sum(1 for _ in row.iter(f"{_OFFICE}annotation"))
        is_hidden = row.get(f"{_TABLE}visibility") in ("collapse", "filter")
        if _has_words(cells):
            self._clear_hidden(cells, is_told=not is_hidden)
            if is_hidden:
                self._refuse_rows(numbers, RefusalCode.HIDDEN_ROW, cells)
            elif _has_words(cells):
                self.rows += [(number, tuple(cells)) for number in numbers]
        elif self.look.gone:
            self._refuse_rows(numbers, RefusalCode.STRUCK_ROW, self.look.gone)
        self.look.end_row(is_shown=_has_words(cells) and not is_hidden)
        self.number += times

    def _clear_hidden(self, cells: list[str], *, is_told: bool) -> None:
        """Empty the cells of hidden columns; ``is_told``: whether to report their contents."""
        for at in self.hidden_columns:
            if at < len(cells):
                if cells[at].strip() and is_told:
                    self.unseen.setdefault(at, cells[at].strip())
                cells[at] = ""

    def _refuse_rows(self, numbers: range, code: RefusalCode, cells: Sequence[str]) -> None:
        why = (code, (("begins", row_begins(cells)),))
        for number in numbers:
            self.wrong[number, WHOLE] = why
            self.rows.append((number, ()))

    def list_remarks(self, name: str, title: str) -> Iterator[Remark]:
        from openpyxl.utils import get_column_letter  # imports all of openpyxl

        for at, begins in sorted(self.unseen.items()):
            details = (("column", get_column_letter(at + 1)), ("begins", row_begins([begins])))
            yield Remark(name, title, RemarkCode.HIDDEN_COLUMN, details)
        if self.look.is_changed:
            yield Remark(name, title, RemarkCode.CHANGES_ACCEPTED)
        if self.notes:
            yield Remark(name, title, RemarkCode.CELL_NOTES, (("number", str(self.notes)),))


def _read_repeats(element: etree._Element, name: str) -> int:
    written = element.get(name, "1")
    return max(1, int(written)) if written.isdecimal() and len(written) <= 7 else 1


def _rows_of(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows, including those inside groups and header rows."""
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
        times = _read_repeats(column, _NUMBER_COLUMNS)
        if column.get(f"{_TABLE}visibility") in ("collapse", "filter"):
            hidden += range(at, min(at + times, MOST_COLUMNS))
        at += times
    return hidden


@dataclass
class _Struck:
    """What is struck through in a sheet. ``columns``: the default cell style of each column. ``gone``: the
    struck-through words left out of the row.
    """

    styles: frozenset[_Key]
    columns: dict[int, str]
    gone: list[str] = field(default_factory=list)
    is_changed: bool = False

    def end_row(self, *, is_shown: bool) -> None:
        self.is_changed = self.is_changed or (is_shown and bool(self.gone))
        self.gone = []

    def is_struck(self, family: str, style: str) -> bool:
        return (family, style) in self.styles


def _column_styles(table: etree._Element) -> dict[int, str]:
    """Return the default cell style of each column, up to the number of columns that a sheet may have."""
    styles_by_column: dict[int, str] = {}
    next_column = 0
    for column in table.iter(f"{_TABLE}table-column"):
        times = _read_repeats(column, _NUMBER_COLUMNS)
        style = column.get(f"{_TABLE}default-cell-style-name", "")
        if style:
            styles_by_column.update(
                dict.fromkeys(range(next_column, min(next_column + times, MOST_COLUMNS)), style)
            )
        next_column += times
    return styles_by_column


def _read_cells(row: etree._Element, spans: dict[int, tuple[int, str]], look: _Struck) -> list[str]:
    """Read the cells of a row. A cell that spans rows is repeated in each of them, in its first column.

    ``spans``: column → (rows still to cover, text).
    """
    cells: list[str] = []
    for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        column = len(cells)
        if column >= MOST_COLUMNS:
            break
        text = _read_text(cell, look, _find_style(cell, row, look.columns.get(column, "")))
        left, above = spans.get(column, (0, ""))
        if left:
            text = text or above
            spans[column] = (left - 1, above)
        spanned = _read_repeats(cell, f"{_TABLE}number-rows-spanned")
        if spanned > 1:
            spans[column] = (spanned - 1, text)
        times = min(_read_repeats(cell, _NUMBER_COLUMNS), MOST_COLUMNS - column)
        cells += [text] * (times if text else min(times, MOST_COLUMNS))
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _find_style(cell: etree._Element, row: etree._Element, of_column: str) -> str:
    """Return the style of a cell: its own, or that of its row, or that of its column."""
    own = cell.get(f"{_TABLE}style-name")
    return own or row.get(f"{_TABLE}default-cell-style-name") or of_column


def _read_text(cell: etree._Element, look: _Struck, style: str) -> str:
    """Return the text of a cell; struck-through words go to ``look.gone`` instead."""
    paragraphs = list(cell.iterchildren(f"{_TEXT}p", f"{_TEXT}h"))
    is_struck = look.is_struck("table-cell", style)
    before = len(look.gone)
    shown = "\n".join(_read_words(p, look, is_struck=is_struck) for p in paragraphs)
    if is_struck or (not shown.strip() and len(look.gone) > before):
        return ""
    if len(look.gone) > before:
        shown = _SPACES.sub(" ", shown).strip()
    if not shown:
        shown = cell.get(f"{_OFFICE}string-value") or ""
    return _format_day(cell, shown) or as_written(shown)


def _format_day(cell: etree._Element, shown: str) -> str:
    """Return the date of a cell that holds one and shows its year in digits; otherwise an empty string."""
    day = cell.get(f"{_OFFICE}date-value", "")
    is_day = cell.get(f"{_OFFICE}value-type") == "date"
    if not is_day or day[:4] not in shown or not shown.isascii():
        return ""
    return day.removesuffix("T00:00:00").replace("T", " ")


#: How paragraphs and spans name the families of their styles.
_FAMILIES = {f"{_TEXT}p": "paragraph", f"{_TEXT}h": "paragraph", f"{_TEXT}span": "text"}


def _read_words(paragraph: etree._Element, look: _Struck, *, is_struck: bool = False) -> str:
    family = _FAMILIES.get(paragraph.tag, "")
    style = paragraph.get(f"{_TEXT}style-name", "")
    if is_struck or (style and look.is_struck(family, style)):
        words = "".join(map(str, paragraph.itertext())).strip()
        look.gone += [words] if words else []
        return ""
    parts = [paragraph.text or ""]
    for child in paragraph:
        parts.append(_read_child(child, look))
        parts.append(child.tail or "")
    return "".join(parts)


#: Elements → the text that they stand for.
_STAND_FOR = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n", f"{_OFFICE}annotation": ""}


def _read_child(child: etree._Element, look: _Struck) -> str:
    if child.tag == f"{_TEXT}s":
        count = child.get(f"{_TEXT}c", "1")
        return " " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES)
    if child.tag in _STAND_FOR:
        return _STAND_FOR[child.tag]
    return _read_words(child, look)
