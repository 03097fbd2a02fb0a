from __future__ import annotations

from datetime import date

import pytest

from huiyin.measures import DatedFact, ReachStated, measure_reach_history, withhold_small


def said(
    who: str, year: int, countries: float | None = None, **shares: float
) -> DatedFact[ReachStated]:
    value = ReachStated(tuple(sorted(shares.items())), countries)
    return DatedFact(who, value, date(year, 1, 1), date(year, 12, 31), False, False)


FACTS = [
    said("甲", 2020, 4, foreign_funding=0.4, activity_abroad=0.2, local_leadership=1.0, domestic_funding=0.6, direct=0.3, one_intermediary=0.1),
    said("甲", 2021, 8, foreign_funding=0.6, activity_abroad=0.4, local_leadership=1.0, domestic_funding=0.4),
    said("乙", 2021, None, foreign_funding=0.1),
]  # fmt: skip


def test_two_years_worked_by_hand() -> None:
    first, second = measure_reach_history(FACTS, (2020, 2021), possible=200)
    assert first.summary.international == pytest.approx(0.3)
    assert first.summary.local == pytest.approx(0.8)
    assert first.summary.both == pytest.approx(0.24**0.5)
    assert first.summary.spread == pytest.approx(0.02)
    assert first.local_funding.direct == pytest.approx(0.3) and first.local_funding.known == 1
    # 乙 has not answered for 2020: it is unknown, and so is half of what it said for 2021.
    assert first.unknown == ("乙",) and (first.summary.known, first.summary.unknown) == (1, 1)
    assert [one.organisation for one in second.organisations] == ["乙", "甲"]
    other = second.organisations[0].reach
    assert other.international.unknown == ("activity_abroad", "people_abroad", "foreign_languages")
    assert (second.summary.known, second.summary.unknown) == (1, 1)
    assert second.summary.international == pytest.approx(0.5)
    assert second.local_funding.known == 0


def test_of_several_statements_on_one_share_the_mean_counts_in_any_order() -> None:
    facts = [said("甲", 2020, foreign_funding=0.2), said("甲", 2020, foreign_funding=0.6, activity_abroad=0.2)]  # fmt: skip
    for given in (facts, facts[::-1]):
        (year,) = measure_reach_history(given, (2020,))
        assert year.organisations[0].reach.international.value == pytest.approx(0.3)


def test_a_year_without_facts_has_no_figures() -> None:
    (year,) = measure_reach_history([], (2020,))
    assert year.organisations == () and year.summary.both is None and year.summary.known == 0


def test_a_mean_tells_nobody_of_the_few_that_are_not_public() -> None:
    share = {
        "foreign_funding": 0.4,
        "activity_abroad": 0.2,
        "local_leadership": 1.0,
        "domestic_funding": 0.6,
    }
    years = measure_reach_history([said(who, 2020, **share) for who in "甲乙丙丁戊己"], (2020,))
    known = {
        public: withhold_small(years, 5, public=public)[0].summary.known
        for public in ("", "甲", "甲乙", "甲乙丙丁戊己")
    }
    # Five of six are not public, then four, who could be told from the two others; of none nothing is kept back.
    assert known == {"": 6, "甲": 6, "甲乙": 0, "甲乙丙丁戊己": 6}


def test_means_of_fewer_than_are_stated_are_withheld_and_counted_as_unknown() -> None:
    share = {
        "foreign_funding": 0.4,
        "activity_abroad": 0.2,
        "local_leadership": 1.0,
        "domestic_funding": 0.6,
    }
    five = [said(who, 2020, 3 if who in "甲乙丙丁" else None, **share) for who in "甲乙丙丁戊"]
    (year,) = withhold_small(measure_reach_history(five, (2020,)), 5)
    assert year.summary.known == 5 and year.summary.international == pytest.approx(0.3)
    # Only four said in how many countries they work.
    assert year.summary.spread is None
    (year,) = withhold_small(measure_reach_history(five[1:], (2020,)), 5)
    assert (year.summary.known, year.summary.unknown) == (0, 4)
    assert {
        year.summary.international,
        year.summary.local,
        year.summary.both,
        year.summary.tilt,
    } == {None}
    assert year.local_funding.direct is None
