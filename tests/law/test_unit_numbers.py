"""The numbers that units of a law print."""

from __future__ import annotations

import pytest

from huiyin.law.unit_numbers import (
    attachment_word,
    eid_number,
    is_same_number,
    part_attachment,
    spell_number,
)


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("第一百二十条之一", "120-1"),
        ("第 120-1 條", "120-1"),
        ("（三）", "3"),
        ("(b)", "b"),
        ("12A", "12a"),
        ("Artikel 5", "5"),
    ],
)
def test_printed_numbers_have_one_form(printed: str, number: str) -> None:
    assert eid_number(printed) == number


def test_letters_other_than_ascii_are_spelled_by_their_places() -> None:
    assert spell_number("甲") == "x7532"


def test_an_attachment_is_parted_from_its_heading() -> None:
    assert part_attachment("Schedule 1 Fees")[0].lower().startswith("schedule")
    assert (
        attachment_word("see Annex II").lower() == "annex"
        and attachment_word("see Article 2") == ""
    )


def test_equal_numbers_are_the_same() -> None:
    assert is_same_number("12", "12") and not is_same_number("12", "13")
