"""Where participants stand in the plane, however few or many statements there are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.opinion.matrix import Matrix
from huiyin.opinion.projection import project_participants
from tests.opinion.made_votes import camps


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.integers(2, 40), st.integers(3, 12))
def test_few_and_many_statements_are_projected_alike(seed: int, n: int, m: int) -> None:
    """The dense and the sparse way give the same plane, where there is one."""
    from huiyin.opinion import projection

    matrix = Matrix.of(camps(n + 10, m, seed), ())
    dense, strengths, total = projection._decompose_dense(matrix, np.ones(m))
    sparse, again, whole = projection._decompose_sparse(matrix, np.ones(m), None)
    assert total == pytest.approx(whole)
    assert again == pytest.approx(strengths, rel=1e-6, abs=1e-6)
    if strengths[0] > strengths[1] * 1.01:
        assert abs(dense[0] @ sparse[0]) == pytest.approx(1, abs=1e-6)


def test_half_a_million_cells_are_not_filled_in() -> None:
    """A matrix of many statements is projected as the same one solved whole (a random orthogonal check)."""
    matrix = Matrix.of(camps(400, 300, filled=0.1), ())
    found = project_participants(matrix)
    assert found.components @ found.components.T == pytest.approx(np.eye(2), abs=1e-9)
    gram = (matrix.centred.T @ matrix.centred).toarray()
    residual = (
        gram @ found.components[0]
        - (found.components[0] @ gram @ found.components[0]) * found.components[0]
    )
    assert np.abs(residual).max() < 1e-6
