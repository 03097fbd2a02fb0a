from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.measures import measure_reach, summarise_local_funding, summarise_reach

NAN = math.nan
_share = st.one_of(st.just(NAN), st.floats(0, 1))
_shares = st.lists(_share, min_size=4, max_size=4)


def test_both_degrees_are_means_of_what_is_known_and_what_is_not_is_named() -> None:
    (one,) = measure_reach(
        [[0.6, 0.2, NAN, NAN]], [[1.0, 0.4, 0.7, NAN]], countries=[12], possible=192
    )
    assert one.international.value == pytest.approx(0.4)
    assert one.international.unknown == ("people_abroad", "foreign_languages")
    assert one.local.value == pytest.approx(0.7)
    assert one.local.unknown == ("local_outputs",)
    assert one.both == pytest.approx(math.sqrt(0.28))
    assert one.tilt == pytest.approx(-0.3 / 1.1)
    assert one.spread == pytest.approx(12 / 192)


def test_with_fewer_than_two_known_shares_there_is_no_figure() -> None:
    (one,) = measure_reach([[0.6, NAN, NAN, NAN]], [[1.0, 0.4, 0.7, 0.3]])
    assert one.international.value is None and one.local.value is not None
    assert (one.both, one.tilt, one.spread) == (None, None, None)


@given(_shares, _shares)
def test_degrees_lie_between_0_and_1_both_between_them_and_tilt_between_minus_1_and_1(
    outward: list[float], inward: list[float]
) -> None:
    (one,) = measure_reach([outward], [inward])
    (turned,) = measure_reach([inward], [outward])
    for degree in (one.international, one.local):
        assert degree.value is None or 0 <= degree.value <= 1
        assert len(degree.known) + len(degree.unknown) == 4
    if one.both is not None:
        assert one.international.value is not None and one.local.value is not None
        ends = sorted((one.international.value, one.local.value))
        assert ends[0] - 1e-9 <= one.both <= ends[1] + 1e-9
        assert one.tilt is None or -1 <= one.tilt <= 1
        assert turned.both == pytest.approx(one.both)
        assert one.tilt is None or turned.tilt == pytest.approx(-one.tilt)


def test_both_degrees_can_be_high_at_once_and_neither_is_one_minus_the_other() -> None:
    (one,) = measure_reach([[0.9] * 4], [[0.9] * 4])
    assert (one.both, one.tilt) == (pytest.approx(0.9), 0)
    (none,) = measure_reach([[0.0] * 4], [[0.0] * 4])
    assert (none.both, none.tilt) == (0, None)


@pytest.mark.parametrize("wrong", [-0.1, 1.1])
def test_a_share_that_is_none_and_a_country_too_many_are_refused(wrong: float) -> None:
    with pytest.raises(ValueError):
        measure_reach([[wrong, 0, 0, 0]], [[0, 0, 0, 0]])
    with pytest.raises(ValueError):
        measure_reach([[0, 0, 0, 0]], [[0, 0, 0, 0]], countries=[200])
    with pytest.raises(ValueError):
        measure_reach([[0, 0, 0]], [[0, 0, 0, 0]])


def test_the_summary_is_of_those_with_both_degrees_and_counts_the_others() -> None:
    found = summarise_reach(
        measure_reach(
            [[0.2, 0.4, NAN, NAN], [0.8, 0.6, NAN, NAN], [NAN] * 4],
            [[1.0, 0.8, NAN, NAN], [0.4, 0.2, NAN, NAN], [0.5] * 4],
            countries=[1, NAN, 3],
            possible=100,
        )
    )
    assert (found.known, found.unknown) == (2, 1)
    assert found.international == pytest.approx(0.5) and found.local == pytest.approx(0.6)
    assert found.spread == pytest.approx(0.02)
    assert summarise_reach([]).both is None


def test_funding_that_reaches_local_actors_is_told_apart_by_its_way() -> None:
    found = summarise_local_funding([0.2, NAN, 0.4], [0.1, 0.5, 0.3])
    assert (found.direct, found.one_intermediary) == (pytest.approx(0.3), pytest.approx(0.2))
    assert (found.known, found.unknown) == (2, 1)
    assert np.isnan(NAN)
