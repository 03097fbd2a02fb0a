"""What a workbook's cell holds."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.exceptions import IllegalCharacterError

from huiyin.presentation.spreadsheets import sheet_bytes
from huiyin.text import as_cell, as_csv_cell, unescape_formula


def test_a_workbook_takes_every_character_and_every_length() -> None:
    every = "=" + "".join(map(chr, range(32))) + "湿地" * 20_000
    sheet = openpyxl.Workbook().active
    assert sheet is not None
    with pytest.raises(IllegalCharacterError):
        sheet["A1"] = every
    sheet["A1"] = cell = as_cell(every)
    assert sheet["A1"].value == cell
    assert cell.startswith("'=\ufffd") and len(cell) == 32_767
    assert as_cell("一行\n两行\t") == "一行\n两行\t"


#: What a spreadsheet runs, and what shows nothing before it.
FORMULAS = ("=1+1", "@SUM(1)", "+1+cmd|' /C calc'!A0", '-HYPERLINK("x")', "＝1+1", "＠a", "－(1)")
BEFORE = ("", " ", "\u200b", "\ufeff", "\x00", "\u202e", "\xad", "\u2066 ")


@pytest.mark.parametrize("separator", [";", "\t", "\n", "\r"])
@pytest.mark.parametrize("formula", FORMULAS)
def test_a_cell_of_csv_runs_nothing_where_lines_are_divided_otherwise(
    separator: str, formula: str
) -> None:
    for before in BEFORE:
        words = f"a{separator}{before}{formula}{separator}b"
        written = sheet_bytes(Path("x.csv"), [["x", words, "y"]]).decode("utf-8-sig")
        # As a spreadsheet of another country divides it: at semicolons, tabs and line ends, and nowhere else.
        cells = re.split("[;\t\r\n]", written)
        assert not any(
            cell.lstrip("".join(BEFORE)).startswith(tuple("=@+-＝＠＋－")) for cell in cells
        ), words
        (row,) = list(csv.reader(io.StringIO(written, newline="")))
        assert unescape_formula(row[1]) == words


@pytest.mark.parametrize(
    "words",
    ["- one\n- two\n+ three", "a;-1;+2,5", "see: a; b - c", "第一；=不是", "a\n'quoted'", "x;'y"],
)
def test_a_list_with_dashes_stays_as_it_is(words: str) -> None:
    assert as_csv_cell(f"a {words}") == f"a {words}"
    assert unescape_formula(f"a {words}") == f"a {words}"
