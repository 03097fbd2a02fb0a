"""Days as they are written, and which they may mean."""

from __future__ import annotations

from datetime import date

import pytest

from huiyin.desk.registry.periods import (
    UnusableFact,
    day_before,
    make_period,
    read_days,
    write_days,
)

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize("written", ["2008", "2008-05", "2008-05-06"])
def test_a_partial_day_is_written_as_it_was(written: str) -> None:
    assert write_days(read_days(written)) == written


def test_a_period_knows_the_first_and_the_last_day_that_it_may_mean() -> None:
    period = make_period("2008", "2009-02", seen_on=TODAY, over_on=TODAY)
    assert (period.first_day, period.last_day) == (date(2008, 1, 1), date(2009, 2, 28))


@pytest.mark.parametrize(
    ("since", "until", "code"), [("2009", "2008", "backwards"), ("soon", "2008", "date")]
)
def test_what_cannot_have_been_says_why(since: str, until: str, code: str) -> None:
    with pytest.raises(UnusableFact) as wrong:
        make_period(since, until, seen_on=TODAY, over_on=TODAY)
    assert wrong.value.code == code


def test_what_stood_before_ended_the_day_before() -> None:
    assert day_before("2008-05-06", date(2008, 5, 6)) == "2008-05-05"
