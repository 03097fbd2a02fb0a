from __future__ import annotations

from datetime import date

import pytest

from huiyin.measures import DatedFact, RouteMix, measure_jensen_shannon, measure_route_history


def mix(
    who: str, year: int, *shares: float, network: str = "", until: int | None = None
) -> DatedFact[RouteMix]:
    professional, grassroots, international = shares
    end = date(until, 12, 31) if until else date.max
    value = RouteMix((professional, grassroots, international), network)
    return DatedFact(who, value, date(year, 1, 1), end)


FACTS = [
    mix("甲", 2010, 0.6, 0.4, 0.0, network="east", until=2010), mix("甲", 2011, 0.2, 0.2, 0.6, network="east"),
    mix("乙", 2010, 0.0, 1.0, 0.0, network="west"), mix("丙", 2011, 0.5, 0.5, 0.0),
]  # fmt: skip


def test_a_small_network_worked_by_hand() -> None:
    first, second = measure_route_history(FACTS, (2010, 2011))
    assert first.mean == pytest.approx((0.3, 0.7, 0.0))
    assert (first.main, first.known, first.shift) == ((1, 1, 0), 2, None)
    assert second.mean == pytest.approx((0.7 / 3, 1.7 / 3, 0.2))
    assert (second.main, second.known) == ((0, 1, 1), 3)  # 丙 has two alike
    assert second.shift == pytest.approx(measure_jensen_shannon([0.3, 0.7, 0], [0.7, 1.7, 0.6]))
    assert second.own_known == 2
    own = measure_jensen_shannon([0.6, 0.4, 0], [0.2, 0.2, 0.6])
    assert second.own_shift == pytest.approx(own / 2)
    assert first.networks is not None and first.networks.known == 2


def test_of_whom_nobody_said_anything_is_named_and_without_anybody_there_is_no_mean() -> None:
    nobody: DatedFact[RouteMix] = DatedFact("丁", None, date(2010, 1, 1))
    (year,) = measure_route_history([nobody], (2010,))
    assert (year.mean, year.known, year.unknown, year.own_shift) == (None, 0, ("丁",), None)


def test_percentages_are_shares_and_the_order_of_facts_changes_nothing() -> None:
    percent = [mix("甲", 2010, 60, 40, 0), *FACTS[2:]]
    assert measure_route_history(percent[::-1], (2010, 2011)) == measure_route_history(
        percent, (2010, 2011)
    )
    assert measure_route_history(percent, (2010,))[0].mean == pytest.approx((0.3, 0.7, 0.0))
