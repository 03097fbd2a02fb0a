"""Workbooks as people send them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl


def save_with_hidden(path: Path, rows: Sequence[Sequence[str]]) -> None:
    """A workbook with a hidden sheet, and a hidden column last."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    sheet.column_dimensions[openpyxl.utils.get_column_letter(len(rows[0]))].hidden = True
    book.create_sheet("Old").append(["id", "x"])
    book["Old"].sheet_state = "hidden"
    book.save(path)
