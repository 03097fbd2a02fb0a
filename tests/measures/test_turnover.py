from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import jaccard

from huiyin.measures import (
    compute_shorrocks,
    count_transitions,
    describe_transitions,
    measure_turnover,
)

OLD = np.array([[1, 1, 0], [1, 0, 0], [0, 0, 1], [0, 0, 0]], bool)
NEW = np.array([[0, 1, 1], [1, 0, 0], [0, 0, 0], [1, 0, 0]], bool)


def test_turnover_worked_by_hand() -> None:
    found = measure_turnover(OLD, NEW)
    assert found.per_organisation == (pytest.approx(2 / 3), 0.0, None, None)
    assert found.mean == pytest.approx(1 / 3)
    assert (found.entries, found.exits, found.stays) == ((0, 0, 1), (1, 0, 0), (1, 1, 0))
    assert (found.known, found.unknown) == (2, 2)


_years = st.integers(1, 8).flatmap(
    lambda rows: st.tuples(
        *[
            st.lists(st.lists(st.booleans(), min_size=4, max_size=4), min_size=rows, max_size=rows)
            for _ in range(2)
        ]
    )
)


@given(_years)
def test_turnover_is_scipys_jaccard_distance_and_the_same_backwards(years) -> None:  # type: ignore[no-untyped-def]
    old, new = (np.array(year) for year in years)
    found, back = measure_turnover(old, new), measure_turnover(new, old)
    for at, figure in enumerate(found.per_organisation):
        if figure is not None:
            assert figure == pytest.approx(float(jaccard(old[at], new[at]))) and 0 <= figure <= 1
    assert back.per_organisation == found.per_organisation
    assert (back.entries, back.exits) == (found.exits, found.entries)
    assert found.known + found.unknown == len(old)


def test_without_anybody_known_in_both_years_there_is_no_mean() -> None:
    found = measure_turnover(OLD[2:], NEW[2:])
    assert (found.mean, found.known, found.unknown) == (None, 0, 2)
    with pytest.raises(ValueError):
        measure_turnover(OLD, NEW[:2])


def test_shorrocks_index_is_the_worked_example() -> None:
    table = [[0.8, 0.1, 0.1], [0.2, 0.7, 0.1], [0.1, 0.2, 0.7]]
    assert compute_shorrocks(table) == pytest.approx(0.4)


def test_where_all_stay_it_is_0_and_kinds_that_nobody_was_in_do_not_count() -> None:
    assert compute_shorrocks(np.eye(3) * 7) == 0
    assert compute_shorrocks([[8, 2, 0], [0, 0, 0], [5, 0, 5]]) == pytest.approx((2 - 1.3) / 1)
    assert compute_shorrocks([[8, 2], [0, 0]]) is None


def test_moves_are_counted_and_who_is_unknown_in_one_year_is_told() -> None:
    found = count_transitions([0, 0, 1, -1, 2], [0, 1, 1, 2, -1], 3)
    assert found.counts == ((1, 1, 0), (0, 1, 0), (0, 0, 0))
    assert (found.known, found.unknown, found.rows) == (3, 2, 2)
    assert found.shorrocks == pytest.approx((2 - 1.5) / 1)
    assert describe_transitions(found.counts, unknown=2) == found
    with pytest.raises(ValueError):
        count_transitions([0, 3], [0, 0], 3)
