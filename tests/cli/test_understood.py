"""What a table was taken for, and what was left out of it, is told by every command that reads one."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from tests.cli.conftest import Huiyin
from tests.cli.left_out import *  # noqa: F403
from tests.workbooks import save_with_hidden


def test_group_tells_what_it_left_out_of_its_table_and_of_decisions(
    called: Huiyin, desk: Path
) -> None:
    rows = [("id", "text", "x"), ("1", "Too short a time", "x"), ("2", "Hidden words", "x"), ("3", "Fine", "x")]  # fmt: skip
    save_with_hidden(desk / "sent.xlsx", rows)
    book = openpyxl.load_workbook(desk / "sent.xlsx")
    book.worksheets[0].row_dimensions[3].hidden = True
    for row in (["id", "text"], ["9", "A second sheet"]):
        book["Old"].append(row)
    book["Old"].sheet_state = "visible"
    book.save(desk / "sent.xlsx")
    decided = [("decision", "comment", "other", "note"), ("together", "1", "3", "x")]
    save_with_hidden(desk / "decided.xlsx", decided)
    call = called("group", "sent.xlsx", "--decisions", "decided.xlsx")
    assert "This row is hidden" in call.err
    assert "sent.xlsx · Old: Only the first table of a file is read here" in call.err
    assert call.err.count("was not read. Unhide it if it counts") == 2
    assert "decided.xlsx · Old: This sheet is hidden" in call.err
