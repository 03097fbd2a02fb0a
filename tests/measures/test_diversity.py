from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import entropy

from huiyin.measures import (
    compute_hill,
    estimate_coverage,
    measure_diversity,
    partition_diversity,
)

REFERENCE = json.loads((Path(__file__).parent / "fixtures" / "scikit_bio.json").read_text("utf-8"))
_counts = st.lists(st.integers(0, 40), min_size=2, max_size=9).filter(any)
_orders = st.sampled_from([0.0, 0.5, 1.0, 2.0, 3.0])


@pytest.mark.parametrize("case", REFERENCE["hill"], ids=lambda case: str(case["counts"]))
def test_hill_numbers_are_scikit_bios(case: dict[str, list[float]]) -> None:
    found = [float(compute_hill(case["counts"], order)) for order in (0, 1, 2)]
    assert found == pytest.approx(case["orders"], rel=1e-12)


@given(_counts)
def test_order_1_is_exp_of_scipys_entropy(counts: list[int]) -> None:
    assert float(compute_hill(counts, 1)) == pytest.approx(math.exp(entropy(counts)), rel=1e-12)


@given(_counts, _orders)
def test_a_hill_number_lies_between_one_and_the_number_of_kinds(
    counts: list[int], order: float
) -> None:
    kinds = sum(count > 0 for count in counts)
    assert 1 - 1e-9 <= float(compute_hill(counts, order)) <= kinds + 1e-9


@given(_counts)
def test_a_higher_order_is_never_greater(counts: list[int]) -> None:
    zero, one, two = (float(compute_hill(counts, order)) for order in (0, 1, 2))
    assert zero >= one - 1e-9 and one >= two - 1e-9


@given(_counts, _orders)
def test_merging_two_kinds_never_raises_diversity(counts: list[int], order: float) -> None:
    merged = [counts[0] + counts[1], *counts[2:]]
    assert float(compute_hill(merged, order)) <= float(compute_hill(counts, order)) + 1e-9


@given(_counts, _orders, st.integers(2, 1000))
def test_doubling_counts_changes_no_diversity(counts: list[int], order: float, times: int) -> None:
    more = [count * times for count in counts]
    assert float(compute_hill(more, order)) == pytest.approx(float(compute_hill(counts, order)))


def test_equally_common_kinds_are_as_many_as_they_are_and_an_empty_row_has_no_figure() -> None:
    assert [float(compute_hill([4, 4, 4], q)) for q in (0, 1, 2)] == pytest.approx([3, 3, 3])
    assert np.isnan(compute_hill([0, 0], 1))
    with pytest.raises(ValueError):
        compute_hill([1, -1], 1)


def test_coverage_is_inexts_worked_example() -> None:
    assert estimate_coverage([10, 5, 3, 1, 1]) == pytest.approx(0.9095, abs=5e-5)


@pytest.mark.parametrize(
    ("counts", "coverage"),
    [
        ([5, 3], 1.0),
        (
            [5, 3, 1],
            1 - 1 / 9,
        ),  # f₁ = 1, f₂ = 0: what one named is not proof that nobody names more
        ([1], 0.0),
        ([5, 1, 1], 1 - 2 / 7 * (6 * 1) / (6 * 1 + 2)),
        ([1, 2], 1 - 1 / 3 * 2 / (2 + 2)),
    ],
)
def test_coverage_of_small_counts(counts: list[int], coverage: float) -> None:
    assert estimate_coverage(counts) == pytest.approx(coverage)
    assert np.isnan(estimate_coverage([0, 0]))


def test_coverage_of_kinds_that_several_are_named_by_each_counts_who_was_asked() -> None:
    # iNEXT's Chat.Sam: T = 4 asked, U = 7 named, Q₁ = 2, Q₂ = 1.
    assert estimate_coverage([4, 0, 1, 1, 1], units=4) != estimate_coverage([4, 0, 1, 1, 1])
    assert estimate_coverage([3, 2, 1, 1], units=4) == pytest.approx(1 - 2 / 7 * 6 / (6 + 2))


@given(_counts)
def test_coverage_is_a_share(counts: list[int]) -> None:
    assert 0 <= estimate_coverage(counts) <= 1


ROWS = np.array([[1, 0, 0], [1, 1, 0], [0, 1, 0], [1, 0, 1], [1, 0, 0], [0, 0, 0]])


def test_who_holds_nothing_is_not_known_and_who_holds_two_kinds_counts_in_both() -> None:
    found = measure_diversity(ROWS, seed=1, unknown=3)
    assert (found.counts, found.known, found.unknown) == ((4, 2, 1), 5, 3)
    assert found.coverage == pytest.approx(estimate_coverage([4, 2, 1], units=5))
    assert [hill.value for hill in found.hill] == pytest.approx(
        [float(compute_hill([4, 2, 1], q)) for q in (0, 1, 2)]
    )


def test_an_interval_holds_its_figure_and_is_the_same_for_the_same_seed() -> None:
    first, again, other = (measure_diversity(ROWS, seed=seed) for seed in (1, 1, 2))
    assert first == again != other
    for hill in first.hill:
        assert hill.low is not None and hill.high is not None
        assert 1 <= hill.low <= hill.value <= hill.high


def test_the_interval_is_that_of_a_plain_bootstrap_of_rows() -> None:
    rows = np.eye(5, dtype=int)[np.random.default_rng(3).integers(0, 5, 200) % 4]
    found = measure_diversity(rows, seed=5).hill[1]
    random = np.random.default_rng(9)
    tried = [
        float(compute_hill(rows[random.integers(0, 200, 200)].sum(axis=0), 1)) for _ in range(1500)
    ]
    low, high = np.quantile(tried, [0.025, 0.975]) - np.mean(tried)
    assert found.low == pytest.approx(found.value + low, abs=0.03)
    assert found.high == pytest.approx(found.value + high, abs=0.03)


def test_the_order_of_rows_changes_no_figure_and_with_none_or_one_known_there_is_no_interval() -> (
    None
):
    assert measure_diversity(ROWS[::-1], seed=1) == measure_diversity(ROWS, seed=1)
    assert measure_diversity(np.zeros((0, 3), int), seed=1).hill == ()
    (one, *_) = measure_diversity([[1, 1, 0]], seed=1).hill
    assert (one.value, one.low, one.high) == (2, None, None)


def test_inputs_are_not_changed() -> None:
    rows = ROWS.copy()
    measure_diversity(rows, seed=1)
    partition_diversity(rows)
    assert (rows == ROWS).all()


def test_between_networks_it_is_josts_worked_example() -> None:
    found = partition_diversity([[0.7, 0.2, 0.1], [0.1, 0.6, 0.3]])
    assert found.alpha == pytest.approx(2.3394, abs=5e-5)
    assert found.gamma == pytest.approx(2.8717, abs=5e-5)
    assert found.beta == pytest.approx(1.22757, abs=5e-6)


_groups = st.integers(2, 5).flatmap(
    lambda kinds: st.lists(
        st.lists(st.integers(0, 9), min_size=kinds, max_size=kinds).filter(any),
        min_size=2,
        max_size=5,
    )
)


@given(_groups)
def test_beta_lies_between_one_and_the_number_of_groups_and_alpha_below_gamma(
    groups: list[list[int]],
) -> None:
    found = partition_diversity(groups)
    assert found.alpha is not None and found.beta is not None and found.gamma is not None
    assert 1 - 1e-9 <= found.beta <= len(groups) + 1e-9
    assert found.alpha <= found.gamma + 1e-9
    turned = partition_diversity(groups[::-1])
    assert turned.beta == pytest.approx(found.beta)


def test_groups_with_nothing_in_common_differ_as_much_as_they_are_many_and_alike_ones_not_at_all() -> (
    None
):
    assert partition_diversity(np.eye(3)).beta == pytest.approx(3)
    assert partition_diversity([[1, 2], [2, 4]]).beta == pytest.approx(1)
    weighted = partition_diversity(np.eye(2), weights=[3, 1])
    assert weighted.beta == pytest.approx(math.exp(entropy([0.75, 0.25])))


def test_a_group_that_holds_nothing_is_unknown_and_below_two_there_is_no_figure() -> None:
    found = partition_diversity([[1, 2], [0, 0], [np.nan, 1]])
    assert (found.alpha, found.beta, found.known, found.unknown) == (None, None, 1, 2)
