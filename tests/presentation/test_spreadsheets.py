"""Tables as files that spreadsheets open."""

from __future__ import annotations

from io import BytesIO, StringIO

import openpyxl

from huiyin.presentation.spreadsheets import book_bytes, csv_bytes, write_csv


def test_no_cell_is_a_formula_and_numbers_stay_numbers() -> None:
    out = StringIO()
    write_csv(out, [["=1+1", -2]])
    assert out.getvalue().strip() != "=1+1,-2" and out.getvalue().strip().endswith("-2")
    assert csv_bytes([["湿地"]]).startswith(b"\xef\xbb\xbf")


def test_a_workbook_has_its_sheets_in_order() -> None:
    book = openpyxl.load_workbook(
        BytesIO(book_bytes([("One", [["id", "n"], ["a", 3]]), ("Two", [["id"]])]))
    )
    assert book.sheetnames == ["One", "Two"] and book["One"]["B2"].value == 3
