from __future__ import annotations

import numpy as np

from huiyin.measures.canonical_order import order_parties, order_table
from huiyin.measures.diversity import measure_diversity
from huiyin.measures.reciprocity import measure_reciprocity


def test_rows_and_columns_come_in_one_order_however_they_were_sorted() -> None:
    random = np.random.default_rng(2)
    table, times = random.integers(0, 2, (40, 12)), random.integers(1, 5, 40)
    rows, columns = random.permutation(40), random.permutation(12)
    by_row, by_column = order_table(table, times)
    again_row, again_column = order_table(table[rows][:, columns], times[rows])
    first = table[by_row][:, by_column]
    assert (first == table[rows][:, columns][again_row][:, again_column]).all()
    assert (times[by_row] == times[rows][again_row]).all()


def test_what_focuses_are_called_changes_no_interval() -> None:
    random = np.random.default_rng(4)
    held = random.random((60, 9)) < random.random(9) * 0.4
    renamed = random.permutation(9)
    few = np.repeat(held[:4], 50, axis=0)
    for rows in (held, few):
        first = measure_diversity(rows, seed=7)
        assert measure_diversity(rows[:, renamed], seed=7).hill == first.hill
        assert measure_diversity(rows[::-1], seed=7).hill == first.hill


def test_what_bodies_are_called_changes_no_comparison_with_chance() -> None:
    random = np.random.default_rng(6)
    sides = np.arange(9) < 5
    allowed = sides[:, None] != sides[None, :]
    asks = random.integers(0, 6, (9, 9)) * allowed
    renamed = random.permutation(9)
    own = np.ix_(renamed, renamed)
    assert order_parties(asks, allowed).shape == (9,)
    first = measure_reciprocity(asks, seed=3, allowed=allowed)
    again = measure_reciprocity(asks[own], seed=3, allowed=allowed[own])
    assert (again.low, again.high, again.expected) == (first.low, first.high, first.expected)
    assert first.low is not None
