"""Number formats, as Excel shows them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import from_excel

from huiyin.files.tables.number_formats import format_value


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (-3, "0;(0)", "(3)"),
        (-2.1, "0.00", "-2.10"),
        (0, "0;-0;无", "无"),
        (0.5, "# ?/?", "1/2"),
        (1.25, "# ?/4", "1 1/4"),
        (0.5, "?/?", "1/2"),
        (5551234, "000-0000", "555-1234"),
        (12, '0"."0', "1.2"),
        (1234, "#,##0,", "1"),
        (12345, "0.00E+00", "1.23E+04"),
        (2.1, "[Red]0.00", "2.10"),
        (2.1, '_-* 0.00_-;-_-* 0.00_-', "2.10"),
        (3.5, "[$￥-804]0.00", "￥3.50"),
        (150, '[>=100]0"大";0"小"', "150大"),
        (50, '[>=100]0"大";0"小"', "50小"),
        (12, 'General"条"', "12条"),
        (0.5, "h:mm AM/PM", "12:00 PM"),
        (1.5, "[h]:mm", "36:00"),
        (46083.5, "yyyy/m/d h:mm", "2026-03-02 12:00:00"),
        (46083, "mmm yyyy", "Mar 2026"),
        (46083, "yyyy年m月d日", "2026年3月2日"),
        (10**20, "General", "100000000000000000000"),
        (5, ";;;", "5"),  # what shows nothing is left out by the sheet
        (12, '"第"[DBNum1]0"条"', "第一二条"),
        (12, '"第"[DBNum1][$-804]General"条"', "第一十二条"),
        (305, '[DBNum1]"第"G/通用格式"条"', "第三百零五条"),
        (2026, "[DBNum1]0000", "二〇二六"),
        (12, '"第"[DBNum2]General"条"', "第壹拾贰条"),
        (12, '"第"[DBNum3]0"条"', "第１２条"),
        (5, '[DBNum1]', "五"),
        (46083, "[DBNum1]yyyy年m月d日", "2026年3月2日"),
        (1e12, "yyyy-mm-dd", "1000000000000"),
    ],
)  # fmt: skip
def test_a_number_is_shown_as_excel_shows_it(value: float, code: str, shown: str) -> None:
    assert format_value(value, code, from_excel) == shown


@given(
    st.one_of(st.integers(-(10**18), 10**18), st.floats(allow_nan=False)),
    st.text('0#?.,%/E+-_*"\\[]hmsyd@; 第条', max_size=20),
)
def test_no_format_ends_a_call_or_hides_a_number(value: float, code: str) -> None:
    assert isinstance(format_value(value, code, from_excel), str)


@given(st.integers(0, 10**9), st.integers(0, 6))
def test_a_format_of_places_shows_as_many(value: int, places: int) -> None:
    code = "0." + "0" * places if places else "0"
    assert format_value(value, code, from_excel) == (
        f"{value}.{'0' * places}" if places else str(value)
    )
