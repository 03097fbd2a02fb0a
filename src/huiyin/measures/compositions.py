"""Distances between compositions: shares that add up to one, such as an organisation's three routes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

#: Replaces a zero before logarithms of shares are taken, unless the caller passes another value.
DELTA = 0.01


class FarthestPair(NamedTuple):
    """The indices (from 0) of two compositions, and their distance."""

    first: int
    second: int
    distance: float


def measure_jensen_shannon(first: ArrayLike, second: ArrayLike) -> float:
    """Return the Jensen–Shannon distance of two compositions.

    It is the square root of the divergence with equal weights and logarithms to base 2: from 0 (equal) to 1
    (nothing in common). Raises ``ValueError`` for a composition whose sum is not positive.
    """
    one, other = (close_composition(given)[None] for given in (first, second))
    return float(measure_row_distances(one, other)[0])


def measure_row_distances(
    first: NDArray[np.float64], second: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the Jensen–Shannon distance between corresponding rows; every row must add up to one."""
    middle = (first + second) / 2
    divergence = (_diverge(first, middle) + _diverge(second, middle)) / 2
    # Rounding may put the result slightly below zero or above one.
    distances: NDArray[np.float64] = np.sqrt(np.clip(divergence, 0.0, 1.0))
    return distances


def measure_aitchison(first: ArrayLike, second: ArrayLike, *, delta: float = DELTA) -> float:
    """Return Aitchison's distance: the Euclidean distance of the centred logarithms of the shares.

    It compares ratios: from 1% to 2% is as far as from 30% to 60%. Zeros are replaced by ``delta``
    (:func:`replace_zeros`), so state ``delta`` with the figure.
    """
    logs = [np.log(replace_zeros(given, delta=delta)) for given in (first, second)]
    centred = [values - values.mean() for values in logs]
    return float(np.linalg.norm(centred[0] - centred[1]))


def replace_zeros(composition: ArrayLike, *, delta: float = DELTA) -> NDArray[np.float64]:
    """Replace zeros by ``delta`` and scale the other shares so that the sum stays one.

    (Martín-Fernández and others 2003.) Raises ``ValueError`` if there are so many zeros that nothing would be left.
    """
    shares = close_composition(composition)
    is_zero = shares == 0
    taken = delta * int(is_zero.sum())
    if not delta > 0 or taken >= 1:
        raise ValueError(
            "the share in place of zeros is above zero and leaves something of the others"
        )
    return np.where(is_zero, delta, shares * (1 - taken))


def close_composition(composition: ArrayLike) -> NDArray[np.float64]:
    """Scale shares to add up to one. Raises ``ValueError`` if their sum is not positive."""
    shares: NDArray[np.float64] = close_compositions(np.asarray(composition, dtype=float)[None])[0]
    return shares


def close_compositions(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scale each row to add up to one. Raises ``ValueError`` if the sum of a row is not positive."""
    if not np.isfinite(rows).all() or (rows < 0).any() or not rows.any(axis=1).all():
        raise ValueError("a composition has finite parts, none below zero, and not all zero")
    scaled = rows / rows.max(axis=1, keepdims=True, initial=0)
    shares: NDArray[np.float64] = scaled / scaled.sum(axis=1, keepdims=True)
    return shares


def find_farthest_pair(compositions: Sequence[ArrayLike]) -> FarthestPair | None:
    """Return the two compositions with the greatest Jensen–Shannon distance, the first of ties; None for fewer than
    two.
    """
    pairs = (
        FarthestPair(i, j, measure_jensen_shannon(compositions[i], compositions[j]))
        for i in range(len(compositions))
        for j in range(i + 1, len(compositions))
    )
    return max(pairs, key=lambda pair: (pair.distance, -pair.first, -pair.second), default=None)


def _diverge(shares: NDArray[np.float64], middle: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the Kullback–Leibler divergence of each row in bits; ``middle`` must not be zero where ``shares`` is
    not.
    """
    ratios = np.divide(shares, middle, out=np.ones_like(shares), where=shares > 0)
    sums: NDArray[np.float64] = (shares * np.log2(ratios)).sum(axis=1)
    return sums
