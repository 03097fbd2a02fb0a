from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.text.numerals import chinese_number, parse_numeral, roman_number, write_chinese


@given(st.integers(0, 9999))
def test_a_number_written_in_chinese_reads_as_itself(value: int) -> None:
    assert chinese_number(write_chinese(value)) == value


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("一百二十", 120), ("一百零五", 105), ("二〇二三", 2023), ("十", 10), ("廿一", 21), ("卅", 30),
        ("壹佰貳拾", 120), ("两千", 2000), ("12", 12), ("１２", 12), ("XIV", 14), ("iv", 4), ("一万二千", 12000),
    ],
)  # fmt: skip
def test_every_way_of_printing_a_number_is_read(printed: str, value: int) -> None:
    assert parse_numeral(printed) == value


@pytest.mark.parametrize("text", ["", "条", "abc", "iiii", "第一"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_numeral(text) is None
    assert roman_number(text) is None
