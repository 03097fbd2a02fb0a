"""Tables as files for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

#: The value of a table cell; None is an empty cell.
Cell = str | int | float | None


def write_csv(out: TextIO, rows: Iterable[Iterable[Cell]]) -> None:
    """Write rows as CSV for spreadsheets, with text made safe and numbers unchanged.

    Open files as ``utf-8-sig``, because Excel recognises UTF-8 by its mark, and with ``newline=""``.
    """
    from huiyin.text import as_csv_cell

    csv.writer(out, lineterminator="\r\n").writerows(
        [as_csv_cell(cell) if isinstance(cell, str) else cell for cell in row] for row in rows
    )


def csv_bytes(rows: Iterable[Iterable[Cell]]) -> bytes:
    """Return the same as a complete file."""
    text = io.StringIO(newline="")
    write_csv(text, rows)
    return text.getvalue().encode("utf-8-sig")


def sheet_bytes(out: Path, rows: Sequence[Sequence[str]]) -> bytes:
    """Return a table as CSV (with the mark by which Excel recognises UTF-8) or XLSX, with cells made safe."""
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


#: The row limit of a sheet; the CSV beside it has all rows.
_MOST_ROWS = 1_048_576
#: Characters that Excel forbids in sheet names, and their maximum length.
_NO_SHEET, _LONGEST_SHEET = str.maketrans(dict.fromkeys("[]:*?/\\", " ")), 31


def book_bytes(sheets: Iterable[tuple[str, Sequence[Sequence[str | int | float | None]]]]) -> bytes:
    """Return tables as the sheets of one workbook, each with its headings first. Numbers stay numbers."""
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
