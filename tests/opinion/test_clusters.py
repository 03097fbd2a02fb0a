"""Groupings are at least as good as from the start that Polis makes."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from huiyin.opinion.clusters import compute_groupings, run_lloyd


@given(
    st.lists(st.tuples(st.floats(-5, 5), st.floats(-5, 5)), min_size=8, max_size=60, unique=True)
)
def test_a_grouping_is_at_least_as_good_as_from_polis_s_start(
    points: list[tuple[float, float]],
) -> None:
    spots = np.array(sorted(points))
    for k, (_, labels) in compute_groupings(spots, (2, 4)).items():
        polis = run_lloyd(spots, spots[:k].copy())
        loss = sum(
            ((spots[labels == g] - spots[labels == g].mean(0)) ** 2).sum() for g in set(labels)
        )
        assert loss <= polis.loss * (1 + 1e-6) + 1e-9
