"""The best cover of a text by candidate passages: exact, by dynamic programming over words."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

#: What a word of the target gains if the candidate contains it, and loses if it does not.
KEPT, CHANGED = 2, -1
#: The cost of beginning a passage: one that keeps four words or fewer gains nothing.
OPEN = 8


def best_cover(gains: NDArray[np.int64], opening: int = OPEN) -> NDArray[np.int64]:
    """Return a label per word: −1 for own words, otherwise the candidate (column of ``gains``) it comes from.

    ``gains``: (words × candidates), the value of each label for each word. Own words are worth 0, and each passage,
    a run of one label, costs ``opening``. The result has the maximum sum (Viterbi's algorithm; O(words ×
    candidates)). Ties prefer own words, then the lower candidate number, and a passage ends as late as possible.
    """
    words, candidates = gains.shape
    labels = np.full(words, -1, dtype=np.int64)
    if not words or not candidates:
        return labels
    worth: NDArray[Any] = np.empty(candidates + 1, dtype=np.int64)
    worth[0] = 0
    worth[1:] = gains[0] - opening
    came = np.empty((words, candidates + 1), dtype=np.int32)
    stay = np.arange(candidates + 1, dtype=np.int32)
    cost = np.full(candidates + 1, opening, dtype=np.int64)
    cost[0] = 0
    padded = np.concatenate([np.zeros((words, 1), dtype=np.int64), gains], axis=1)
    for position in range(1, words):
        best = int(worth.argmax())
        fresh = worth[best] - cost
        change = fresh > worth
        came[position] = np.where(change, best, stay)
        worth = np.where(change, fresh, worth) + padded[position]
    state = int(worth.argmax())
    for position in range(words - 1, -1, -1):
        labels[position] = state - 1
        if position:
            state = int(came[position, state])
    return labels


def worth_of(labels: NDArray[np.int64], gains: NDArray[np.int64], opening: int = OPEN) -> int:
    """Return the value of a labelling, which :func:`best_cover` maximises."""
    total, before = 0, -1
    for at, label in enumerate(labels.tolist()):
        if label >= 0:
            total += int(gains[at, label]) - (opening if label != before else 0)
        before = label
    return total
