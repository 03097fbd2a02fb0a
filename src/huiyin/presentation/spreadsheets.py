"""Tables as files that spreadsheets open."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

#: What a cell of a table holds; None is an empty one.
Cell = str | int | float | None


def write_csv(out: TextIO, rows: Iterable[Iterable[Cell]]) -> None:
    """Rows as CSV that spreadsheets open, text neutralised, numbers as they are. Open files as ``utf-8-sig``, for Excel
    knows UTF-8 by its mark, and with ``newline=""``."""
    from huiyin.text import as_csv_cell

    csv.writer(out, lineterminator="\r\n").writerows(
        [as_csv_cell(cell) if isinstance(cell, str) else cell for cell in row] for row in rows
    )


def csv_bytes(rows: Iterable[Iterable[Cell]]) -> bytes:
    """The same as a whole file."""
    text = io.StringIO(newline="")
    write_csv(text, rows)
    return text.getvalue().encode("utf-8-sig")


def sheet_bytes(out: Path, rows: Sequence[Sequence[str]]) -> bytes:
    """A table as CSV (with the mark that Excel needs to know UTF-8) or XLSX, its cells neutralised."""
    from huiyin.text import as_cell

    if out.suffix.lower() == ".csv":
        return csv_bytes(rows)
    import openpyxl
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append([as_cell(cell) for cell in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for letter in "ABCDEFGHI":
        sheet.column_dimensions[letter].width = 28
    sheet.freeze_panes = "A2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


#: A sheet holds no more; the CSV beside it does.
_MOST_ROWS = 1_048_576
#: Characters of a sheet's name that Excel refuses, and how long it may be.
_NO_SHEET, _LONGEST_SHEET = str.maketrans(dict.fromkeys("[]:*?/\\", " ")), 31


def book_bytes(sheets: Iterable[tuple[str, Sequence[Sequence[str | int | float | None]]]]) -> bytes:
    """Tables as the sheets of one workbook, each with its headings first. Numbers stay numbers."""
    import openpyxl
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    from huiyin.text import as_cell

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name.translate(_NO_SHEET)[:_LONGEST_SHEET])
        for row in rows[:_MOST_ROWS]:
            sheet.append([as_cell(cell) if isinstance(cell, str) else cell for cell in row])
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for column in range(1, len(rows[0]) + 1):
            sheet.column_dimensions[get_column_letter(column)].width = 20
        sheet.freeze_panes = "A2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
