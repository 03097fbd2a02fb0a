"""Texts as sets of hashed runs of characters, which needs no word splitter and so no language."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

#: Characters in a run. Five are rarer than a word and still survive an edit nearby.
LENGTH = 5
_BASE = np.uint64(0x100000001B3)


def hashed_runs(text: str, *, length: int = LENGTH) -> NDArray[np.uint64]:
    """The distinct runs of ``length`` characters of ``text``, as sorted 64-bit hashes.

    A text shorter than a run is one run. The hash is a polynomial in the FNV prime over code points,
    mixed by the finaliser of SplitMix64 (Steele, Lea and Flood 2014, figure 16).
    """
    points = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    if len(points) == 0:
        return np.empty(0, np.uint64)
    size = min(length, len(points))
    with np.errstate(over="ignore"):
        total = np.zeros(len(points) - size + 1, np.uint64)
        for at in range(size):
            total = total * _BASE + points[at : len(points) - size + 1 + at]
        total ^= total >> np.uint64(30)
        total *= np.uint64(0xBF58476D1CE4E5B9)
        total ^= total >> np.uint64(27)
        total *= np.uint64(0x94D049BB133111EB)
        total ^= total >> np.uint64(31)
    return np.unique(total)


def incidence(sets: Sequence[NDArray[np.uint64]]) -> csr_matrix:
    """One row per set, one column per run that at least two sets share; ones where a set has a run."""
    sizes = np.array([len(s) for s in sets], np.int64)
    runs = np.concatenate(sets) if len(sets) else np.empty(0, np.uint64)
    _, columns, counts = np.unique(runs, return_inverse=True, return_counts=True)
    rows = np.repeat(np.arange(len(sets)), sizes)
    shared = counts[columns] > 1
    renumbered = np.cumsum(counts > 1) - 1
    return csr_matrix(
        (np.ones(int(shared.sum()), np.int32), (rows[shared], renumbered[columns[shared]])),
        shape=(len(sets), max(1, int((counts > 1).sum()))),
    )
