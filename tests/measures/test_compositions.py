from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import jensenshannon

from huiyin.measures import (
    find_farthest_pair,
    measure_aitchison,
    measure_jensen_shannon,
    replace_zeros,
)

REFERENCE = json.loads((Path(__file__).parent / "fixtures" / "scikit_bio.json").read_text("utf-8"))
_mixes = st.lists(st.integers(0, 50), min_size=3, max_size=3).filter(any)


@given(_mixes, _mixes)
def test_jensen_shannon_is_scipys_between_0_and_1_and_the_same_both_ways(
    one: list[int], other: list[int]
) -> None:
    found = measure_jensen_shannon(one, other)
    assert found == pytest.approx(float(np.nan_to_num(jensenshannon(one, other, base=2))), abs=1e-7)
    assert 0 <= found <= 1
    assert found == pytest.approx(measure_jensen_shannon(other, one), abs=1e-12)


def test_what_has_nothing_in_common_is_1_apart_and_the_same_0() -> None:
    assert measure_jensen_shannon([1, 0], [0, 3]) == 1
    assert measure_jensen_shannon([1, 2], [2, 4]) == pytest.approx(0, abs=1e-8)


def test_aitchisons_distance_is_the_worked_example() -> None:
    found = measure_aitchison([0.7, 0.2, 0.1], [0.1, 0.6, 0.3])
    assert found == pytest.approx(2.4858, abs=5e-5)


@pytest.mark.parametrize("case", REFERENCE["aitchison"], ids=lambda case: str(case["pair"]))
def test_aitchisons_distance_is_scikit_bios(case: dict) -> None:  # type: ignore[type-arg]
    assert measure_aitchison(*case["pair"], delta=0.01) == pytest.approx(case["distance"])
    assert replace_zeros([0.5, 0.5, 0.0], delta=0.01) == pytest.approx(REFERENCE["replaced"])


@given(_mixes.filter(all), _mixes.filter(all), st.integers(2, 9))
def test_aitchisons_distance_looks_at_ratios_alone(
    one: list[int], other: list[int], times: int
) -> None:
    scaled = [value * times for value in one]
    assert measure_aitchison(scaled, other) == pytest.approx(measure_aitchison(one, other))


@pytest.mark.parametrize("wrong", [[0, 0, 0], [1, -1, 1], [1, np.nan, 1]])
def test_what_is_no_composition_is_refused(wrong: list[float]) -> None:
    with pytest.raises(ValueError):
        measure_jensen_shannon(wrong, [1, 1, 1])


@pytest.mark.parametrize("delta", [0, -0.1, 0.5])
def test_a_share_in_place_of_zeros_that_leaves_nothing_is_refused(delta: float) -> None:
    with pytest.raises(ValueError):
        replace_zeros([1, 0, 0], delta=delta)


def test_the_farthest_pair_is_found_and_there_is_none_below_two() -> None:
    pair = find_farthest_pair([[1, 1], [1, 0], [0, 1]])
    assert pair is not None
    assert (pair.first, pair.second, pair.distance) == (1, 2, 1)
    assert find_farthest_pair([[1, 1]]) is None
