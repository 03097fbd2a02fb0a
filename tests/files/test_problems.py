"""Why a file could not be read is a code."""

from __future__ import annotations

from huiyin.files.problems import Refusal, RefusalCode, Source, UnreadableLaw


def test_a_file_that_cannot_be_read_says_why_by_a_code() -> None:
    assert UnreadableLaw("empty", name="a.txt").details == {"name": "a.txt"}


def test_a_refusal_names_its_row_and_equal_ones_are_equal() -> None:
    code = next(iter(RefusalCode))
    assert Refusal("a.csv", "", 3, code) == Refusal("a.csv", "", 3, code)
    assert Source("a.csv").row == 0
