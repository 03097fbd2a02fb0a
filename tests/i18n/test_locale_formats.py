"""Dates, numbers and shares as the reader writes them."""

from __future__ import annotations

from datetime import date

from huiyin.i18n.locale_formats import say_date, say_number, say_percent


def test_each_language_writes_days_in_its_own_way() -> None:
    day = date(2026, 11, 23)
    assert say_date(day, "zh") == "2026年11月23日" and say_date(day, "en") == "23 November 2026"


def test_numbers_have_their_thousands_parted_and_at_most_three_decimals() -> None:
    assert say_number(1556, "en") == "1,556"
    assert say_number(0.12345, "en") == "0.123"
    assert say_percent(0.5, "en") == "50%"
