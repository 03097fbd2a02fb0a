"""Days as old pages write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.intake.old_news.days import find_day


@pytest.mark.parametrize(
    "written",
    [
        "2019-03-05", "2019/3/5", "2019.03.05", "发布时间：2019年3月5日 来源：本站", "２０１９－０３－０５",
        "5 March 2019", "5th Mar. 2019", "March 5, 2019", "Posted on Mar 5th, 2019 by the office",
    ],
)  # fmt: skip
def test_a_day_is_read_however_a_page_writes_it(written: str) -> None:
    assert find_day(written) == date(2019, 3, 5)


@pytest.mark.parametrize(
    "written", ["March 2019", "2019年3月", "2019-13-05", "2019-02-30", "32019-03-051", "5 Mai 1819", ""]
)  # fmt: skip
def test_a_month_alone_and_a_day_that_never_was_are_none(written: str) -> None:
    assert find_day(written) is None


def test_of_several_days_the_first_that_is_named_counts() -> None:
    assert find_day("5 March 2019, edited 2021-01-01") == date(2019, 3, 5)
    assert find_day("2021-01-01, first on 5 March 2019") == date(2021, 1, 1)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_comes_back_from_its_iso_form(day: date) -> None:
    assert find_day(f"at {day.isoformat()}T10:00") == day
