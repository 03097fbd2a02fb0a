from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf

from huiyin.measures import measure_timeliness

#: The remission times of Freireich and others (1963), treated arm, as in every textbook: + marks who had not relapsed.
REMISSION = [6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]


def test_the_textbook_example() -> None:
    days = [*REMISSION[0], *REMISSION[1]]
    is_open = [False] * 9 + [True] * 12
    found = measure_timeliness(days, is_open, by_days=(6, 10, 23))
    assert (found.known, found.open_asks, found.median) == (21, 12, 23)
    assert [one.share for one in found.shares] == pytest.approx(
        [1 - 0.857, 1 - 0.753, 1 - 0.448], abs=5e-4
    )
    # R, survfit(conf.type = "log-log"): 13 and NA.
    assert (found.low, found.high) == (13, None)


def test_where_half_are_not_answered_the_median_is_not_reached() -> None:
    found = measure_timeliness([1, 2, 3] + [50] * 9, [False] * 3 + [True] * 9)
    assert found.is_enough and (found.median, found.high) == (None, None)
    assert found.shares[0].share == pytest.approx(0.25)
    assert found.shares[-1].share is None  # nobody was looked at for ninety days


def test_leaving_out_what_is_open_would_make_the_slow_quick() -> None:
    days, is_open = [10] * 10 + [200] * 30, [False] * 10 + [True] * 30
    assert measure_timeliness([10] * 10, [False] * 10).median == 10
    assert measure_timeliness(days, is_open).median is None


def test_below_the_minimum_there_are_counts_and_no_figure() -> None:
    found = measure_timeliness([1] * 9, [False] * 9, unknown=2)
    assert not found.is_enough and found.median is None and found.shares == () and not found.curve
    assert (found.known, found.unknown) == (9, 2)
    assert measure_timeliness([], [], minimum=0).is_enough is False
    assert measure_timeliness([1] * 9, [False] * 9, minimum=9).median == 1


@pytest.mark.parametrize("wrong", [-1.0, np.nan, np.inf])
def test_a_time_that_is_none_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError):
        measure_timeliness([wrong], [False])


_asks = st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=10, max_size=40)


def slow_shares(days: list[int], is_open: list[bool], wanted: int) -> float:
    """Kaplan and Meier's product, factor by factor."""
    waiting = 1.0
    for day in sorted({d for d, o in zip(days, is_open, strict=True) if not o and d <= wanted}):
        at_risk = sum(d >= day for d in days)
        answered = sum(d == day and not o for d, o in zip(days, is_open, strict=True))
        waiting *= 1 - answered / at_risk
    return 1 - waiting


@given(_asks)
def test_shares_are_kaplan_and_meiers_and_lie_in_their_intervals(
    asks: list[tuple[int, bool]],
) -> None:
    days, is_open = [d for d, _ in asks], [o for _, o in asks]
    found = measure_timeliness(days, is_open)
    before = 0.0
    for one in found.shares:
        if one.share is None:
            assert one.day > max(days)
            continue
        assert one.share == pytest.approx(slow_shares(days, is_open, one.day), abs=1e-9)
        assert one.share >= before - 1e-12
        before = one.share
        if one.low is not None and one.high is not None:
            assert 0 <= one.low <= one.share + 1e-9 and one.share <= one.high + 1e-9 <= 1 + 2e-9
    if found.median is not None:
        assert slow_shares(days, is_open, int(found.median)) >= 0.5 - 1e-9
        assert slow_shares(days, is_open, int(found.median) - 1) < 0.5
        assert found.low is None or found.low <= found.median
        assert found.high is None or found.high >= found.median


@given(_asks, st.randoms(use_true_random=False))
def test_the_order_of_asks_changes_nothing(asks, random) -> None:  # type: ignore[no-untyped-def]
    shuffled = random.sample(asks, len(asks))
    first, other = (
        measure_timeliness([d for d, _ in own], [o for _, o in own]) for own in (asks, shuffled)
    )
    assert first == other


def test_the_curve_is_scipys() -> None:
    random = np.random.default_rng(1)
    days, is_open = random.integers(0, 90, 80), random.random(80) < 0.3
    found = measure_timeliness(days, is_open)
    answered = ecdf(CensoredData.right_censored(days, is_open)).cdf
    assert found.curve is not None
    assert found.curve.answered == pytest.approx(answered.probabilities)
    assert found.curve.days == pytest.approx(answered.quantiles)


def test_the_requests_of_edmonton(shared_data: Path) -> None:
    path = shared_data / "network" / "requests-edmonton.csv"
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = [(row["date_accepted"], row["date"]) for row in csv.DictReader(handle)]
    pairs = [
        (date.fromisoformat(asked), date.fromisoformat(replied) if replied else None)
        for asked, replied in rows
        if asked
    ]
    cutoff = max(day for pair in pairs for day in pair if day)
    times = [((replied or cutoff) - asked).days for asked, replied in pairs]
    usable = [at for at, days in enumerate(times) if days >= 0]
    found = measure_timeliness(
        [times[at] for at in usable],
        [pairs[at][1] is None for at in usable],
        unknown=len(rows) - len(pairs),
    )
    assert len(times) - len(usable) == 18
    assert (found.known, found.open_asks, found.unknown) == (1595, 23, 6)
    assert (found.median, found.low, found.high) == (15, 14, 17)
