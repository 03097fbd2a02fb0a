"""The best cover of a text by passages."""

from __future__ import annotations

import numpy as np

from huiyin.trace.provenance.cover import best_cover, worth_of


def test_each_word_comes_from_the_candidate_that_gains_most() -> None:
    gains = np.zeros((10, 2), np.int64)
    gains[:5, 0] = gains[5:, 1] = 100
    labels = best_cover(gains, opening=10)
    assert labels.tolist() == [0] * 5 + [1] * 5
    assert worth_of(labels, gains, opening=10) == 10 * 100 - 2 * 10


def test_what_gains_less_than_a_passage_costs_is_in_own_words() -> None:
    assert best_cover(np.ones((3, 1), np.int64), opening=100).tolist() == [-1, -1, -1]
