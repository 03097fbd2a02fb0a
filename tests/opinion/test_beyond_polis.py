"""What the map says beyond Polis: how sure it is, who parts along what, and how it goes on after new votes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.opinion import Votes, map_opinions
from tests.opinion.made_votes import camps


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.integers(300, 330), st.floats(0.05, 0.4))
def test_a_map_goes_on_from_the_one_before_and_is_that_of_a_full_run(
    seed: int, statements: int, filled: float
) -> None:
    whole = camps(150, statements, seed, filled=filled)
    some = np.random.default_rng(seed).random(len(whole.values)) < 0.9
    before = Votes.from_arrays(
        whole.participants,
        whole.statements,
        whole.rows[some],
        whole.columns[some],
        whole.values[some],
    )
    start = map_opinions(before, resamples=0)
    on, full = map_opinions(whole, resamples=0, start=start), map_opinions(whole, resamples=0)
    assert np.array(on.components) == pytest.approx(np.array(full.components), abs=1e-6)
    assert on.participant_table["group"] == full.participant_table["group"]


def test_statements_moderated_out_are_in_no_figure() -> None:
    votes = camps(60, 12)
    found = map_opinions(votes, moderated_out=("s0", "s3"), resamples=0)
    named = {s.id for s in found.statements}
    assert not named & {"s0", "s3"}
    assert not {r.statement for g in found.groups for r in g.representative} & {"s0", "s3"}
    assert found.statement_table.num_rows == 10
