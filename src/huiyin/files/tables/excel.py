"""The sheets of an Excel workbook as people see them.

Hidden parts are reported and not read. Numbers appear in the format in which the sheet shows them. A cell or row
that cannot be read is lost alone; the rest of the file is still read.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple
from zipfile import ZipFile

import openpyxl
from lxml import etree
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet._reader import COL_TAG, FORMULA_TAG, ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.functions import iterparse

from huiyin.files.problems import RefusalCode, Remark, RemarkCode, UnreadableLaw
from huiyin.files.tables.cell_values import as_written, row_begins
from huiyin.files.tables.number_formats import CHINESE, format_value, is_unseen
from huiyin.files.tables.table import MOST_COLUMNS, WHOLE, GridTable, Wrong, list_rows, text_of
from huiyin.files.untrusted_files import parse_xml, read_member, replace_illegal_characters

#: What openpyxl raises for a number too long for Python, a missing shared string, or a boolean that is neither 0
#: nor 1.
_SENSELESS = (ValueError, OverflowError, IndexError, TypeError, KeyError)
#: The last row and column that Excel allows in a sheet (ECMA-376 part 1, 18.3.1.73).
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?\d{1,10}")
_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^<>]*?ref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']"""
)
_TRUE = ("1", "true", "on")


def read_workbook(archive: ZipFile, data: bytes, name: str) -> list[GridTable]:
    """Read the visible sheets. Raises :class:`huiyin.law.UnreadableLaw`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about drawings and validations, which are not needed
            data, is_struck = _mend_members(archive, data, name)
            # Row by row (read-only mode): otherwise a single cell in the last corner of a sheet fills the memory.
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, read_only=True)
            remarks = [*_hidden_sheets(book, name), *_words_beside_cells(archive, name)]
            if is_struck:
                remarks.append(Remark(name, "", RemarkCode.CHANGES_ACCEPTED))
            seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            tables = [_read_sheet(sheet, archive, name) for sheet in seen]
    except UnreadableLaw:
        raise
    except (
        Exception
    ) as error:  # openpyxl documents no exceptions for damaged files and raises a dozen kinds
        raise UnreadableLaw("damaged", file=name) from error
    if remarks:
        tables = tables or [GridTable(name, "", ())]
        first = tables[0]
        tables[0] = GridTable(
            name, first.sheet, first.rows, first.wrong, (*remarks, *first.remarks)
        )
    return tables


def _hidden_sheets(book: Any, name: str) -> Iterator[Remark]:
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            continue
        with sheet._get_source() as source:
            parser = _Rows(source, sheet._shared_strings, data_only=True)
            if any(cell.value not in (None, "") for row in parser.parse() for cell in row.cells):
                yield Remark(name, sheet.title, RemarkCode.HIDDEN_SHEET)


_NOTE = re.compile(rb"<(?:\w+:)?(?:comment|threadedComment)\s")
_SHAPE_WORDS = re.compile(rb"<a:t>[^<]")


def _words_beside_cells(archive: ZipFile, name: str) -> Iterator[Remark]:
    """Report notes and shapes: they hold text that people wrote, but it cannot be assigned to a row."""
    notes = {"comment": 0, "threadedComment": 0}
    shapes = 0
    for member in archive.namelist():
        kind = re.match(r"xl/(?:\w{1,40}/)?(comment|threadedComment)s?\d*\.xml", member)
        if kind:
            notes[kind[1]] += len(_NOTE.findall(read_member(archive, member, name) or b""))
        elif member.startswith("xl/drawings/drawing"):
            shapes += len(_SHAPE_WORDS.findall(read_member(archive, member, name) or b""))
    # A threaded comment also has a plain note, for programs that do not support threads.
    if number := max(notes.values()):
        yield Remark(name, "", RemarkCode.CELL_NOTES, (("number", str(number)),))
    if shapes:
        yield Remark(name, "", RemarkCode.SHAPES, (("number", str(shapes)),))


# ---- one sheet ------------------------------------------------------------------------------------------


def _read_sheet(sheet: Any, archive: ZipFile, name: str) -> GridTable:
    reader = _SheetReader(sheet.parent, read_member(archive, sheet._worksheet_path, name) or b"")
    with sheet._get_source() as source:
        parser = _Rows(source, sheet._shared_strings, data_only=True)
        for row in parser.parse():
            reader.read_row(row, parser.hidden)
    remarks = tuple(reader.list_remarks(name, sheet.title))
    return GridTable(name, sheet.title, tuple(reader.rows), reader.wrong, remarks)


def _has_words(cells: Iterable[str]) -> bool:
    return any(cell.strip() for cell in cells)


class _SheetReader:
    """Reads one sheet row by row: what it shows, and what to report about what it does not."""

    def __init__(self, book: Any, markup: bytes) -> None:
        self.rows: list[tuple[int, tuple[str, ...]]] = []
        self.wrong: dict[tuple[int, int], Wrong] = {}
        self._merged = _Merged(markup)
        self._struck = _struck_styles(book)
        self._formats = _read_formats(book)
        moment = partial(from_excel, epoch=book.epoch)
        self._look = partial(_format_cell, formats=self._formats, moment=moment)
        self._is_changed = False
        self._hidden_columns: dict[int, str] = {}  # how each hidden column begins
        self._hidden_cells: list[int] = []  # the row of each hidden cell

    def read_row(self, row: _Row, hidden: Sequence[tuple[int, int]]) -> None:
        """Read one row. ``hidden``: the first and last column of each hidden range."""
        cells = self._show_cells(row)
        self._clear_hidden(row, cells, hidden)
        why = self._clear_struck(row, cells)
        if row.wrong is not None:
            why = row.wrong
        if why is None and row.is_hidden and _has_words(cells):
            why = (RefusalCode.HIDDEN_ROW, (("begins", row_begins(cells)),))
        if why is not None:
            self.wrong[row.number, WHOLE] = why
            self.rows.append((row.number, ()))
            return
        if not row.is_hidden:
            self._merged.fill(row.number, cells)
        if _has_words(cells) or any(cell.wrong for cell in row.cells):
            self.rows.append((row.number, tuple(cells)))

    def _show_cells(self, row: _Row) -> list[str]:
        """Return the cells as the sheet shows them."""
        cells = [""] * min(max((c.column for c in row.cells), default=0), _LAST_COLUMN)
        for cell in row.cells:
            if _is_unseen(cell, self._formats) and not row.is_hidden:
                self._hidden_cells.append(row.number)
            else:
                cells[cell.column - 1] = self._look(cell)
            if cell.wrong:
                self.wrong[row.number, cell.column - 1] = cell.wrong
        return cells

    def _clear_hidden(self, row: _Row, cells: list[str], hidden: Sequence[tuple[int, int]]) -> None:
        """Empty the cells of hidden columns and record them."""
        for first, last in hidden:
            for at in range(first - 1, min(last, len(cells))):
                if cells[at].strip() and not row.is_hidden:
                    self._hidden_columns.setdefault(at, cells[at].strip())
                cells[at] = ""

    def _clear_struck(self, row: _Row, cells: list[str]) -> Wrong | None:
        """Empty struck-through cells; if all cells of the row are struck through, refuse the row instead."""
        struck = [c.column - 1 for c in row.cells if c.style in self._struck]
        struck = [at for at in struck if cells[at].strip()]
        if struck and len(struck) == sum(bool(cell.strip()) for cell in cells):
            return (RefusalCode.STRUCK_ROW, (("begins", row_begins(cells)),))
        if not row.is_hidden:
            self._is_changed = self._is_changed or bool(struck)
            for at in struck:
                cells[at] = ""
        return None

    def list_remarks(self, name: str, title: str) -> Iterator[Remark]:
        yield from _hidden_columns(name, title, self._hidden_columns)
        if self._is_changed:
            yield Remark(name, title, RemarkCode.CHANGES_ACCEPTED)
        if self._hidden_cells:
            rows = list_rows(list(dict.fromkeys(self._hidden_cells)))
            details = (("number", str(len(self._hidden_cells))), ("rows", rows))
            yield Remark(name, title, RemarkCode.HIDDEN_CELLS, details)


def _hidden_columns(name: str, sheet: str, unseen: Mapping[int, str]) -> Iterator[Remark]:
    for at, begins in sorted(unseen.items()):
        details = (("column", get_column_letter(at + 1)), ("begins", row_begins([begins])))
        yield Remark(name, sheet, RemarkCode.HIDDEN_COLUMN, details)


def _struck_styles(book: Any) -> frozenset[int]:
    """Return the ids of the workbook's styles that strike text through."""
    fonts = {at for at, font in enumerate(book._fonts) if font.strike}
    return frozenset(at for at, style in enumerate(book._cell_styles) if style.fontId in fonts)


def _read_formats(book: Any) -> list[str]:
    """Return the number format of each style of the workbook."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    formats = []
    for style in book._cell_styles:
        number = style.numFmtId
        own = number - 164
        if 0 <= own < len(book._number_formats):
            formats.append(str(book._number_formats[own]))
        else:
            formats.append(CHINESE.get(number) or str(BUILTIN_FORMATS.get(number, "General")))
    return formats


def _is_unseen(cell: _Cell, formats: list[str]) -> bool:
    code = formats[cell.style] if cell.style < len(formats) else "General"
    return ";;" in code and cell.value not in (None, "") and is_unseen(cell.value, code)


def _format_cell(cell: _Cell, formats: list[str], moment: Any) -> str:
    code = formats[cell.style] if cell.style < len(formats) else "General"
    if code == "General" or cell.value is None:
        return as_written(text_of(cell.value))
    return as_written(format_value(cell.value, code, moment))


class _Merged:
    """Merged areas of a sheet.

    The value of an area is repeated in each row that it covers, for a clause that several comments share. It is put
    only into the area's first column: repeated sideways, a title would fill every column.
    """

    def __init__(self, markup: bytes) -> None:
        # openpyxl does not provide merged areas when reading row by row.
        self._areas: dict[int, list[tuple[int, int]]] = {}
        self._values: dict[int, str] = {}
        for left, first, _, last in _MERGED.findall(markup):
            # A sheet that uses every possible column has its headings among the first of them.
            column = column_index_from_string(left.decode()) - 1
            if column < MOST_COLUMNS and int(first) < int(last):
                self._areas.setdefault(column, []).append((int(first), int(last)))
        for waiting in self._areas.values():
            waiting.sort(reverse=True)

    def fill(self, row: int, cells: list[str]) -> None:
        """Put the values of the areas that cover a row into its cells. Call with ascending rows."""
        for column, waiting in self._areas.items():
            first = _find_first_row(waiting, row)
            if first is None:
                continue
            if row == first:
                self._values[column] = cells[column] if column < len(cells) else ""
            elif column < len(cells):
                cells[column] = cells[column] or self._values.get(column, "")
            elif any(cells):
                cells += [""] * (column - len(cells)) + [self._values.get(column, "")]


def _find_first_row(waiting: list[tuple[int, int]], row: int) -> int | None:
    """Return the first row of the area that covers ``row``; areas that end above it are removed."""
    while waiting and row > waiting[-1][1]:
        waiting.pop()
    return waiting[-1][0] if waiting and row >= waiting[-1][0] else None


# ---- rows and cells -------------------------------------------------------------------------------------


class _Cell(NamedTuple):
    column: int
    value: object
    style: int
    wrong: Wrong | None = None


class _Row(NamedTuple):
    number: int
    cells: list[_Cell]
    is_hidden: bool
    wrong: Wrong | None


class _Rows(WorkSheetParser):
    """Parses only the rows. Other parts of a sheet (margins, filters, links) may be invalid and are skipped.

    ``hidden``: the first and last column of each hidden range.
    """

    def parse(self) -> Generator[Any, None, None]:
        self.hidden: list[tuple[int, int]] = []
        for _, element in iterparse(self.source):
            if element.tag == COL_TAG:
                self._note_column(element)
            elif element.tag == ROW_TAG:
                row = self._read_row(element)
                element.clear()
                yield row

    def _note_column(self, element: Any) -> None:
        is_hidden = element.get("hidden") in _TRUE or element.get("width") in ("0", "0.0")
        first, last = element.get("min", ""), element.get("max", "")
        if is_hidden and first.isdecimal() and last.isdecimal() and len(first + last) < 12:
            self.hidden.append((int(first), int(last)))

    def _read_row(self, element: Any) -> _Row:
        wrong = self._count_row(element.get("r"))
        self.col_counter = 0
        cells: dict[int, _Cell] = {}
        for child in element:
            cell = self._read_cell(child)
            if cell is None or (cell.column in cells and cells[cell.column].value != cell.value):
                place = (child.get("r") or "")[:20]
                wrong = wrong or (RefusalCode.ODD_PLACE, (("place", place),))
            else:
                cells[cell.column] = cell
        is_hidden = element.get("hidden") in _TRUE or element.get("ht") in ("0", "0.0")
        return _Row(self.row_counter, list(cells.values()), is_hidden, wrong)

    def _count_row(self, written: str | None) -> Wrong | None:
        """Move to the row with the given number, or to the next one if it has none; return what is wrong with the
        number.
        """
        self.row_counter += 1
        if written is None:
            return None
        number = int(written) if written.isdecimal() and len(written) <= 7 else 0
        if not 1 <= number <= _LAST_ROW:
            return RefusalCode.ODD_PLACE, (("place", written[:20]),)
        self.row_counter = number
        return None

    def _find_column(self, element: Any, written: str) -> bool:
        """Move to the column of a cell reference; return whether that column exists."""
        place = _PLACE.fullmatch(written)
        column = column_index_from_string(place[1].upper()) if place else 0
        if place is None or not 1 <= column <= _LAST_COLUMN:
            return False
        self.col_counter = column
        element.set("r", f"{place[1]}{self.row_counter}")
        return True

    def _read_cell(self, element: Any) -> _Cell | None:
        """Read a cell; return None if its column cannot be determined."""
        written = element.get("r")
        if written and not self._find_column(element, written):
            return None
        before = self.col_counter
        try:
            cell = self.parse_cell(element)
        except _SENSELESS:
            self.col_counter += not written and self.col_counter == before
            return _Cell(self.col_counter, element.findtext(VALUE_TAG) or "", 0)
        wrong: Wrong | None = None
        if cell["data_type"] == "e":
            wrong = (RefusalCode.ERROR_VALUE, (("value", str(cell["value"])[:20]),))
        elif cell["value"] is None and element.find(FORMULA_TAG) is not None:
            cell["value"], wrong = _result_of(element)
        style = cell["style_id"]
        return _Cell(cell["column"], cell["value"], int(style) if int(style) >= 0 else 0, wrong)


_WORDS = re.compile(r'"((?:[^"]|"")*+)"')


def _result_of(element: Any) -> tuple[str | None, Wrong | None]:
    """Handle a formula without a stored result: programs that write workbooks do not calculate them."""
    formula = element.findtext(FORMULA_TAG) or ""
    words = _WORDS.fullmatch(formula.strip())
    if words:
        return words[1].replace('""', '"'), None
    if element.get("t") == "str":
        return None, None  # the result is empty
    return None, (RefusalCode.NO_VALUE, (("formula", formula[:40]),))


#: Namespaces of strict workbooks (ISO/IEC 29500-1) → the transitional ones, the only ones that openpyxl knows.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main",
     b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
)  # fmt: skip


def _mend_members(archive: ZipFile, data: bytes, name: str) -> tuple[bytes, bool]:
    """Repair a workbook so that openpyxl can read it; return its bytes and whether struck-through text was removed.

    Characters that XML forbids are replaced (:func:`huiyin.files.untrusted_files.replace_illegal_characters`),
    struck-through runs within a cell are removed, and strict namespaces become transitional ones. The same bytes
    are returned if nothing had to be changed.
    """
    mended = {}
    is_struck = False
    is_strict = _STRICT[1][0] in (read_member(archive, "xl/workbook.xml", name) or b"")
    for member in archive.namelist():
        if not _may_be_mended(member, is_strict=is_strict):
            continue
        held = read_member(archive, member, name) or b""
        clean = _call_as_usual(held) if is_strict else held
        if _holds_words(member):
            legal = replace_illegal_characters(clean)
            clean = _without_struck(legal, name)
            is_struck = is_struck or clean != legal
        if clean != held:
            mended[member] = clean
    return (_replace_members(archive, mended, name) if mended else data), is_struck


def _may_be_mended(member: str, *, is_strict: bool) -> bool:
    return _holds_words(member) or (is_strict and member.endswith((".xml", ".rels")))


def _holds_words(member: str) -> bool:
    return member.startswith("xl/worksheets/sheet") or member == "xl/sharedStrings.xml"


def _call_as_usual(markup: bytes) -> bytes:
    for strict, usual in _STRICT:
        markup = markup.replace(strict, usual)
    return markup


def _replace_members(archive: ZipFile, mended: Mapping[str, bytes], name: str) -> bytes:
    """Return the archive with some members replaced."""
    written = io.BytesIO()
    with ZipFile(written, "w") as new:
        for member in archive.namelist():
            new.writestr(member, mended.get(member) or read_member(archive, member, name) or b"")
    return written.getvalue()


def _without_struck(markup: bytes, name: str) -> bytes:
    """Remove the struck-through runs of cells from ``markup``; return the same bytes if there are none."""
    if b"strike" not in markup:
        return markup
    root = parse_xml(markup, name)
    has_struck = False
    for mark in root.iter("{*}strike"):
        properties = mark.getparent()
        run = properties.getparent() if properties is not None else None
        if run is None or run.tag.rpartition("}")[2] != "r" or mark.get("val") in ("0", "false"):
            continue
        for words in run.iterfind("{*}t"):
            has_struck = has_struck or bool(words.text)
            words.text = ""
    if not has_struck:
        return markup
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))
