"""Tables as files that spreadsheets open."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path


def sheet_bytes(out: Path, rows: Sequence[Sequence[str]]) -> bytes:
    """A table as CSV (with the mark that Excel needs to know UTF-8) or XLSX, its cells neutralised."""
    from huiyin.text import as_cell, as_csv_cell

    if out.suffix.lower() == ".csv":
        import csv

        text = io.StringIO()
        csv.writer(text, lineterminator="\r\n").writerows(
            [as_csv_cell(cell) for cell in row] for row in rows
        )
        return text.getvalue().encode("utf-8-sig")
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
