"""Which grouping a map shows."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.opinion.cluster_choice import find_groupings, match_grouping


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-5, 5), st.floats(-5, 5)), min_size=3, max_size=60),
    st.lists(st.tuples(st.floats(-90, 90), st.floats(-90, 90)), max_size=6),
    st.integers(1, 6),
)
def test_every_grouping_leaves_two_groups_that_may_be_shown(
    near: list[tuple[float, float]], far: list[tuple[float, float]], smallest: int
) -> None:
    points = np.array([*near, *far])
    found = find_groupings(points, (2, 5), smallest)
    for one in found:
        sizes = np.bincount(one.labels)
        assert len(one.labels) == len(points) and one.labels.min() >= 0
        assert one.shown == (sizes >= smallest).sum() >= 2
        assert one.hidden == sizes[sizes < smallest].sum()
        assert match_grouping(found, one.shown).shown == one.shown
