from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.intake.partial_dates import parse_days


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2008", "2008-01-01", "2008-12-31"),
        ("2008年", "2008-01-01", "2008-12-31"),
        ("2008-02", "2008-02-01", "2008-02-29"),
        ("2008年5月", "2008-05-01", "2008-05-31"),
        ("2008年5月6日", "2008-05-06", "2008-05-06"),
        ("2008/5/6", "2008-05-06", "2008-05-06"),
        ("2008.5.6", "2008-05-06", "2008-05-06"),
        ("2008-05-06 13:45:00", "2008-05-06", "2008-05-06"),
        ("2008-05-06T13:45:00+08:00", "2008-05-06", "2008-05-06"),
        ("17-11-2020", "2020-11-17", "2020-11-17"),
        ("17/11/2020", "2020-11-17", "2020-11-17"),
        ("5/5/2020", "2020-05-05", "2020-05-05"),
        ("6 May 2008", "2008-05-06", "2008-05-06"),
        ("Sept. 2008", "2008-09-01", "2008-09-30"),
    ],
)
def test_days_are_understood_as_people_write_them(written: str, first: str, last: str) -> None:
    assert parse_days(written) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "written", ["", "soon", "2008-13", "2008-02-30", "0000", "3/4/2020", "20080506", "6 Foo 2008"]
)
def test_what_is_no_day_or_could_be_two_is_none(written: str) -> None:
    assert parse_days(written) is None


@given(st.dates())
def test_every_day_comes_back_from_its_iso_form(day: date) -> None:
    assert parse_days(day.isoformat()) == (day, day)


@given(st.text(max_size=80))
def test_nothing_that_is_written_ends_the_reading(written: str) -> None:
    days = parse_days(written)
    assert days is None or days.first <= days.last
