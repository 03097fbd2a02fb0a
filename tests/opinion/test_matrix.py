"""Votes as arithmetic wants them."""

from __future__ import annotations

import numpy as np

from huiyin.opinion import Votes
from huiyin.opinion.matrix import Matrix

TABLE = np.array([[1, -1, 1], [1, 0, -1]], np.int8)


def _matrix(*moderated_out: str) -> Matrix:
    rows, columns = np.nonzero(np.ones_like(TABLE))
    votes = Votes.from_arrays(["p0", "p1"], ["s0", "s1", "s2"], rows, columns, TABLE[rows, columns])
    return Matrix.of(votes, moderated_out)


def test_the_mean_of_each_statement_is_that_of_its_votes() -> None:
    matrix = _matrix()
    assert (matrix.participants, matrix.statements) == (2, 3)
    assert matrix.means.tolist() == [1.0, -0.5, 0.0]


def test_who_is_chosen_is_counted_alone() -> None:
    assert _matrix().only(np.array([0])).participants == 1
    assert _matrix("s0").out.tolist() == [True, False, False]
