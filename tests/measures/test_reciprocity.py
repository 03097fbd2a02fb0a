from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.measures import (
    compute_reciprocity,
    draw_reciprocities,
    fit_totals,
    measure_pair,
    measure_reciprocity,
)

WORKED = np.array([[0, 5, 0], [2, 0, 4], [1, 4, 0]])
_tables = st.integers(2, 5).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, 9), min_size=size, max_size=size), min_size=size, max_size=size
    )
)


def test_the_worked_example() -> None:
    assert float(compute_reciprocity(WORKED)) == 0.75
    product = np.outer(WORKED.sum(axis=1), WORKED.sum(axis=0)) * ~np.eye(3, dtype=bool)
    expected = draw_reciprocities(product, 16, seed=0, draws=4000).mean()
    assert expected == pytest.approx(0.570, abs=0.004)
    assert (0.75 - expected) / (1 - expected) == pytest.approx(0.418, abs=0.006)


def test_the_draws_keep_each_sides_totals_which_the_plain_product_does_not() -> None:
    chances = fit_totals(WORKED, ~np.eye(3, dtype=bool))
    assert chances.sum(axis=1) * 16 == pytest.approx(WORKED.sum(axis=1))
    assert chances.sum(axis=0) * 16 == pytest.approx(WORKED.sum(axis=0))
    product = np.outer(WORKED.sum(axis=1), WORKED.sum(axis=0)) * ~np.eye(3, dtype=bool)
    assert abs(product.sum(axis=1) / product.sum() * 16 - WORKED.sum(axis=1)).max() > 1


def test_where_one_side_asks_nine_times_as_often_chance_does_too() -> None:
    counts, allowed = np.zeros((4, 4), int), np.zeros((4, 4), bool)
    counts[:2, 2:], counts[2:, :2] = [[30, 15], [30, 15]], [[5, 0], [0, 5]]
    allowed[:2, 2:] = allowed[2:, :2] = True
    chances = fit_totals(counts, allowed)
    assert chances[:2, 2:].sum() == pytest.approx(0.9)


@given(_tables)
def test_reciprocity_is_a_share_the_same_turned_round_and_in_any_order(
    rows: list[list[int]],
) -> None:
    table = np.array(rows) * ~np.eye(len(rows), dtype=bool)
    found = measure_reciprocity(table, seed=1, draws=50, minimum=1)
    if not table.any():
        assert found.value is None
        return
    assert found.value is not None and 0 <= found.value <= 1
    assert float(compute_reciprocity(table.T)) == pytest.approx(found.value)
    assert float(compute_reciprocity(table[::-1, ::-1])) == pytest.approx(found.value)
    assert float(compute_reciprocity(table * 2)) == pytest.approx(found.value)
    assert found.beyond_chance is None or found.beyond_chance <= 1 + 1e-9


@given(st.integers(0, 99), st.integers(0, 99))
def test_a_pair_is_a_share_that_its_two_counts_stand_beside(forth: int, back: int) -> None:
    pair = measure_pair(forth, back)
    assert (pair.forth, pair.back) == (forth, back)
    if pair.value is None:
        assert forth == back == 0
    else:
        assert 0 <= pair.value <= 1 and (pair.value == 1) is (forth == back)


def test_pairs_worked_by_hand() -> None:
    assert measure_pair(6, 2).value == 0.5
    assert measure_pair(3, 0).value == 0
    with pytest.raises(ValueError):
        measure_pair(-1, 0)


def test_below_thirty_asks_nothing_is_said_against_chance() -> None:
    few = measure_reciprocity(WORKED, seed=1, unknown=4)
    assert few.value == 0.75 and few.expected is None and few.beyond_chance is None
    assert (few.known, few.unknown) == (16, 4)
    enough = measure_reciprocity(WORKED * 2, seed=1)
    assert enough.known == 32 and enough.expected is not None and enough.beyond_chance is not None
    assert enough.low is not None and enough.low <= enough.expected


def test_the_same_seed_gives_the_same_and_what_nobody_may_ask_is_refused() -> None:
    first, again = (measure_reciprocity(WORKED * 3, seed=4) for _ in range(2))
    assert first == again != measure_reciprocity(WORKED * 3, seed=5)
    with pytest.raises(ValueError):
        measure_reciprocity(np.eye(3, dtype=int), seed=1)
    with pytest.raises(ValueError):
        measure_reciprocity([[0, 1]], seed=1)


def test_chance_is_found_as_by_asks_thrown_one_by_one() -> None:
    chances = fit_totals(WORKED, ~np.eye(3, dtype=bool))
    random = np.random.default_rng(2)
    figures = []
    for _ in range(600):
        table = np.zeros((3, 3))
        for cell in random.choice(9, size=32, p=chances.ravel()):
            table[divmod(int(cell), 3)] += 1
        figures.append(float(compute_reciprocity(table)))
    found = measure_reciprocity(WORKED * 2, seed=1)
    assert found.expected == pytest.approx(np.mean(figures), abs=0.015)
