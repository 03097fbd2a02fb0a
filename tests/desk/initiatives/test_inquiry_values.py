"""Answers to an inquiry, read from what people write."""

from __future__ import annotations

import pytest

from huiyin.desk.initiatives.inquiry_values import (
    UnreadableAnswer,
    fill_letter,
    find_unknown_fields,
    read_day,
)


@pytest.mark.parametrize("written", ["2026-03-02", "2026/3/2", "2026年3月2日"])
def test_a_day_is_kept_in_one_form(written: str) -> None:
    assert read_day(written) == "2026-03-02"
    with pytest.raises(UnreadableAnswer):
        read_day("in spring")


def test_a_letter_is_filled_and_what_is_no_field_is_named() -> None:
    assert find_unknown_fields("To {nobody}") == ["nobody"]
    assert (
        fill_letter("To {body}, from {nobody}", {"body": "the Ministry"})
        == "To the Ministry, from {nobody}"
    )
