"""What a workbook's cell holds."""

from __future__ import annotations

import openpyxl
import pytest
from openpyxl.utils.exceptions import IllegalCharacterError

from huiyin.text import as_cell


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
