"""Tables out of files: CSV, XLSX, JSON, JSON Lines, Parquet, and the tables of a DOCX.

A table is rows of text, each with where it stands. What cannot be opened raises
:class:`huiyin.law.UnreadableLaw`, which names the file, what was expected and the mend.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from huiyin.intake.columns import find_columns, heading_key
from huiyin.intake.documents import read_grids
from huiyin.intake.entries import MOST_KEYS, read_entries
from huiyin.intake.model import RefusalCode
from huiyin.intake.pages import is_sheet_xml, tables_of_page, tables_of_sheet_xml
from huiyin.law.model import UnreadableLaw
from huiyin.law.source.decode import decode
from huiyin.law.source.safe import MAX_FILE, check_size, open_zip, read_member
from huiyin.law.source.sniff import is_page, refuse_foreign
from huiyin.law.source.word import WordText, find_document, read_word
from huiyin.text import as_kept, is_whole, restore

#: How far down a sheet its headings are looked for; above them stand titles and instructions.
_HEADINGS_WITHIN = 30
#: A table of comments has a dozen columns; objects that each have names of their own are no table.
_MOST_COLUMNS = MOST_KEYS
#: A table of more bytes would not fit the memory of a laptop, cell by cell; ``huiyin group`` reads Parquet of any size.
MAX_TABLE = 512 * 1024 * 1024
#: A text table's separator is told from so many characters of it.
_SAMPLE = 1024 * 1024


#: Why a row or a cell could not be read, and what its sentence says besides.
Wrong = tuple[RefusalCode, tuple[tuple[str, str], ...]]
#: The column that stands for a whole row.
_WHOLE = -1


@dataclass(frozen=True, slots=True)
class Table:
    """``rows``: (row number as the file counts it from 1, cells). ``sheet`` names a part of the file.

    ``wrong``: what could not be read in it: (row number, column from 0, or -1 for the whole row) → why, and details
    of the sentence that says so. What is wrong with a column that nobody asks for is nobody's concern.
    """

    file: str
    sheet: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    wrong: Mapping[tuple[int, int], Wrong] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """One row below the headings: role → text, and where it stands. ``wrong``: why it cannot be taken."""

    file: str
    sheet: str
    row: int
    values: Mapping[str, str]
    wrong: Wrong | None = None

    def get(self, role: str) -> str:
        return self.values.get(role, "")


def read_tables(path: Path) -> list[Table]:
    """Every table in ``path``, by content rather than by name."""
    return tables_of(path.read_bytes(), path.name)


def tables_of(data: bytes, name: str) -> list[Table]:
    """Every table in the bytes of a file called ``name``. Raises ``UnreadableLaw``."""
    is_packed = data.startswith((b"PK\x03\x04", b"PK\x05\x06"))
    limit = MAX_FILE if is_packed else MAX_TABLE
    check_size(data, name, limit=limit, code="table_too_large")
    if data.startswith(b"PAR1"):
        return [_parquet(data, name)]
    refuse_foreign(data, name)
    if is_packed:
        archive = open_zip(data, name)
        members = set(archive.namelist())
        if "xl/workbook.xml" in members:
            return _xlsx(archive, data, name)
        if find_document(archive, name) is not None:
            return tables_of_document(read_word(data, name), name)
        raise UnreadableLaw("unknown_format", file=name)
    if is_sheet_xml(data):
        return [Table(name, sheet, rows) for sheet, rows in tables_of_sheet_xml(data, name).items()]
    if is_page(data, name):
        return [Table(name, str(at), rows) for at, rows in tables_of_page(data, name)[0].items()]
    try:
        text = decode(data, name).text
    except UnreadableLaw as error:
        # What laws may be sent in is more than what tables may be; say the latter.
        raise UnreadableLaw("unknown_format", **error.details) from error
    if name.lower().endswith((".json", ".jsonl", ".ndjson")) or text.lstrip()[:1] in ("[", "{"):
        found = _json(text, name)
        if found is not None:
            return [found]
    return [_csv(text, name)]


def tables_of_document(word: WordText, name: str) -> list[Table]:
    """The tables of a Word file, as all changes leave them; nested ones with headings too."""
    return [Table(name, str(number), rows) for number, rows in read_grids(word, name).items()]


def records(
    table: Table,
    roles: Sequence[str],
    needed: Sequence[str],
    given: Mapping[str, str] | None = None,
) -> tuple[list[Record], tuple[str, ...]] | None:
    """The rows below the headings, and the headings; ``None`` where no row names one of ``needed``.

    The headings are the row, among the first thirty, that names the most roles.
    """
    best: tuple[int, dict[str, int]] | None = None
    for at, (_, cells) in enumerate(table.rows[:_HEADINGS_WITHIN]):
        columns = find_columns(cells, roles, given)
        names = any(role in columns for role in needed)
        # A sentence that begins with a heading's word is no heading: headings are short.
        short = all(len(cells[column]) <= 60 for column in columns.values())
        if names and short and (best is None or len(columns) > len(best[1])):
            best = (at, columns)
    if best is None:
        return None
    at, columns = best
    columns = {**_named_above(table, at, columns, roles), **columns}
    found = []
    for row, cells in table.rows[at + 1 :]:
        values = {role: restore(cells[c].strip()) for role, c in columns.items() if c < len(cells)}
        wrong = _wrong(table, row, columns, values)
        if wrong is not None or any(values.values()):
            found.append(Record(table.file, table.sheet, row, values, wrong))
    return found, tuple(table.rows[at][1])


def _wrong(
    table: Table, row: int, columns: Mapping[str, int], values: Mapping[str, str]
) -> Wrong | None:
    """Why a row cannot be taken: it cannot be read, or a cell of it that is asked for, or characters of that are lost."""
    for column in (_WHOLE, *columns.values()) if table.wrong else ():
        if (row, column) in table.wrong:
            return table.wrong[row, column]
    if not all(map(is_whole, values.values())):
        return RefusalCode.BROKEN_CHARACTERS, ()
    return None


def find_lacking(tables: Sequence[Table], headings: Iterable[str]) -> list[str]:
    """Those of ``headings`` that stand in none of the tables, where headings are looked for."""
    there = {
        heading_key(cell)
        for table in tables
        for _, cells in table.rows[:_HEADINGS_WITHIN]
        for cell in cells
    }
    return [heading for heading in headings if heading_key(heading) not in there]


def _named_above(
    table: Table, at: int, columns: Mapping[str, int], roles: Sequence[str]
) -> dict[str, int]:
    """Headings of two rows (条款 over 条 and 款): roles that only the row above names, in columns that the
    row of headings leaves unread."""
    if at == 0 or table.rows[at - 1][0] != table.rows[at][0] - 1:
        return {}
    above = table.rows[at - 1][1]
    if any(len(cell) > 60 for cell in above):
        return {}
    unread = ["" if place in columns.values() else cell for place, cell in enumerate(above)]
    return find_columns(unread, [role for role in roles if role not in columns])


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return (
            value.date().isoformat()
            if value.time() == datetime.min.time()
            else value.isoformat(" ")
        )
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _csv(text: str, name: str) -> Table:
    """The delimiter is the one that gives the most rows the same number of columns, more than one."""
    csv.field_size_limit(16 * 1024 * 1024)
    lines = list(_lines(text))
    many = len(text) > _SAMPLE
    sample = list(_lines(text[:_SAMPLE]))[:-1] if many else lines
    scored = [
        (_evenness(_csv_rows(sample or lines, delimiter, name)), -place, delimiter)
        for place, delimiter in enumerate((",", ";", "\t", "|"))
        if place == 0 or delimiter in text[:_SAMPLE]
    ]
    rows = list(_csv_rows(lines, max(scored)[-1], name))
    kept = [
        (line, tuple(cell.strip("\ufeff") for cell in row))
        for line, row, _ in rows
        if any(cell.strip() for cell in row)
    ]
    wrong = {
        (line, _WHOLE): (RefusalCode.OPEN_QUOTE, (("begins", row_begins(row)),))
        for line, row, is_open in rows
        if is_open
    }
    return Table(name, "", tuple(kept), wrong)


def row_begins(cells: Sequence[str]) -> str:
    """How a row begins, to be found again by who mends it."""
    return as_kept(" ".join(cell.strip() for cell in cells if cell.strip())[:40])


def _csv_rows(
    lines: Sequence[str], delimiter: str, name: str
) -> Iterator[tuple[int, list[str], bool]]:
    """Rows with the line that each begins on. A quotation mark that opens a cell and that nothing closes properly
    would make one cell of the rows below it: such a line is a row of its own, and is marked."""
    at = 0
    while at < len(lines):
        begin = at
        reader = csv.reader(_from(lines, at), delimiter=delimiter, strict=True)
        before = 0
        try:
            for row in reader:
                yield begin + before + 1, row, False
                before = reader.line_num
            return
        except csv.Error as error:
            if "field larger" in str(error):
                raise UnreadableLaw("damaged", file=name) from error
        at = begin + before
        line = lines[at]
        row = next(csv.reader([line], delimiter=delimiter, strict=False), [])
        is_open = any("\n" in cell for cell in row) or not _closes(line, delimiter)
        if is_open:
            row = next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
        yield at + 1, row, is_open
        at += 1


def _closes(line: str, delimiter: str) -> bool:
    """Whether every cell that a quotation mark opens in the line ends in it."""
    try:
        list(csv.reader([line.rstrip("\n") + "x\n"], delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end" not in str(error)
    return True


def _from(lines: Sequence[str], at: int) -> Iterator[str]:
    for number in range(at, len(lines)):
        yield lines[number]


def _lines(text: str) -> Iterator[str]:
    """The lines of a text with their ends; ``io.StringIO`` would hold four bytes for each of its characters."""
    at = 0
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        yield text[at:end]
        at = end


def _evenness(rows: Iterable[tuple[int, list[str], bool]]) -> tuple[int, int]:
    """How many rows have the width that most have, and that width; none where it is one."""
    widths = Counter(len(row) for _, row, _ in rows if any(cell.strip() for cell in row))
    common = max(widths, key=lambda width: (widths[width], width)) if widths else 0
    return (widths[common] if common > 1 else 0, common)


def _json(text: str, name: str) -> Table | None:
    entries = read_entries(
        text, is_named=name.lower().endswith((".json", ".jsonl", ".ndjson")), file=name
    )
    if entries is None:
        return None
    wrong: dict[tuple[int, int], Wrong] = {(at, _WHOLE): why for at, _, why in entries if why}
    headings = list(dict.fromkeys(key for _, item, why in entries if not why for key in item))
    if len(headings) > _MOST_COLUMNS:
        number = str(len(headings))
        raise UnreadableLaw("too_many_columns", file=name, columns=number, limit=str(_MOST_COLUMNS))
    # Headings are shown where a file is refused, and half a character cannot be.
    rows: list[tuple[int, tuple[str, ...]]] = [(0, tuple(map(as_kept, headings)))]
    for at, item, _ in entries:
        cells = []
        for column, heading in enumerate(headings):
            value = item.get(heading)
            parts = value if isinstance(value, list) else [value]
            if any(isinstance(part, list | dict) for part in parts):
                wrong[at, column] = (RefusalCode.NESTED, (("column", as_kept(heading)[:40]),))
                cells.append("")
            else:
                cells.append("；".join(map(_text, parts)))
        rows.append((at, tuple(cells)))
    return Table(name, "", tuple(rows), wrong)


def _parquet(data: bytes, name: str) -> Table:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(pa.BufferReader(data))
    except (pa.ArrowException, OSError) as error:
        raise UnreadableLaw("damaged", file=name) from error
    rows = [(0, tuple(table.column_names))]
    columns = [column.to_pylist() for column in table.columns]
    rows += [
        (at, tuple(_text(v) for v in row)) for at, row in enumerate(zip(*columns, strict=True), 1)
    ]
    return Table(name, "", tuple(rows))


def _xlsx(archive: ZipFile, data: bytes, name: str) -> list[Table]:
    import warnings

    import openpyxl

    from huiyin.intake.workbooks import be_patient, mend_members

    be_patient()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # drawings and validations that we do not need
            data = mend_members(archive, data, name)
            # Read row by row: in the other mode one cell in the last corner of a sheet fills memory.
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, read_only=True)
            return [
                Table(name, sheet.title, tuple(_sheet(sheet, archive, name)))
                for sheet in book.worksheets
            ]
    except UnreadableLaw:
        raise
    except Exception as error:  # openpyxl says nowhere what a damaged file raises: a dozen kinds do
        raise UnreadableLaw("damaged", file=name) from error


#: The last row of a sheet (ECMA-376 part 1, 18.3.1.73, as Excel limits it).
_LAST_ROW = 1_048_576
_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^<>]*?ref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']"""
)


def _sheet(sheet: Any, archive: ZipFile, name: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """A merged cell's value stands in each of the cells it covers, downwards: a clause that several
    comments share; not sideways, where a title would fill every column."""
    from openpyxl.utils import column_index_from_string

    # Reading row by row, openpyxl leaves merged areas out and believes a wrong <dimension>.
    sheet.reset_dimensions()
    markup = read_member(archive, sheet._worksheet_path, name) or b""
    areas: dict[int, list[tuple[int, int]]] = {}
    for left, first, right, last in _MERGED.findall(markup):
        # A sheet with as many columns as fit has its headings among the first.
        if (
            left == right
            and (column := column_index_from_string(left.decode()) - 1) < _MOST_COLUMNS
        ):
            areas.setdefault(column, []).append((int(first), int(last)))
    for waiting in areas.values():
        waiting.sort(reverse=True)
    values: dict[int, str] = {}
    for at, row in enumerate(sheet.iter_rows(values_only=True), 1):
        if at > _LAST_ROW:
            raise UnreadableLaw("damaged", file=name)
        cells = [_text(value) for value in row]
        for column, waiting in areas.items():
            while waiting and at > waiting[-1][1]:
                waiting.pop()
            if not waiting or at < waiting[-1][0]:
                continue
            if at == waiting[-1][0]:
                values[column] = cells[column] if column < len(cells) else ""
            elif column < len(cells):
                cells[column] = cells[column] or values.get(column, "")
            elif any(cells):
                cells += [""] * (column - len(cells)) + [values.get(column, "")]
        if any(cell.strip() for cell in cells):
            yield at, tuple(cells)
