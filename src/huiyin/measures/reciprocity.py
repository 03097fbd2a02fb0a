"""Reciprocity of relations: how much of what is asked is matched by asks in return."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from huiyin.measures.canonical_order import order_parties

#: With fewer asks, nothing is compared with chance.
MINIMUM_ASKS = 30
DRAWS = 4000
#: The most table cells of random draws held in memory at once.
_AT_ONCE = 2_000_000
#: Fitting stops once every total matches to this precision, or after this many rounds.
_CLOSE, _ROUNDS = 1e-9, 2000


@dataclass(frozen=True, slots=True)
class PairReciprocity:
    """``value`` = 2·min(f→, f←)/(f→ + f←), from 0 (one-sided) to 1 (equal); None without asks.

    Always show it with its two counts: 1 and 1 is as reciprocal as 40 and 40.
    """

    forth: int
    back: int
    value: float | None


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """Reciprocity of a network of pairs.

    ``value``: r = Σ min(wᵢⱼ, wⱼᵢ) / Σ wᵢⱼ, None without asks. ``expected``: ⟨r⟩, the mean of random draws that keep
    each body's totals. ``low``, ``high``: the bounds of 95% of the draws. ``beyond_chance``: ρ = (r − ⟨r⟩)/(1 −
    ⟨r⟩), 0 for exactly the reciprocity that the totals imply, negative for less. These four are None below
    :data:`MINIMUM_ASKS` asks, and ρ also if chance alone gives 1. ``known``: the asks counted. ``unknown``: asks
    with an unknown body.
    """

    value: float | None
    expected: float | None
    low: float | None
    high: float | None
    beyond_chance: float | None
    known: int
    unknown: int


def measure_pair(forth: int, back: int) -> PairReciprocity:
    """Compute the reciprocity of one pair, from how often each asked the other."""
    if forth < 0 or back < 0:
        raise ValueError("counts are at least zero")
    total = forth + back
    return PairReciprocity(forth, back, 2 * min(forth, back) / total if total else None)


def measure_reciprocity(
    asks: ArrayLike,
    *,
    seed: int,
    allowed: ArrayLike | None = None,
    unknown: int = 0,
    draws: int = DRAWS,
    minimum: int = MINIMUM_ASKS,
) -> Reciprocity:
    """Compute the reciprocity of a network and compare it with chance.

    ``asks[i][j]``: how often i asked j. ``allowed``: who could have asked whom; by default everybody except oneself
    (for networks and authorities: only across). Each draw has the same total. Every ask falls on an allowed pair
    with a probability under which each body is expected to ask, and to be asked, as often as it did, and which
    assumes nothing else (maximum entropy; Squartini, Picciolo, Ruzzenenti and Garlaschelli 2013).
    """
    counts, may_ask = _check_asks(asks, allowed)
    total = int(counts.sum())
    value = float(compute_reciprocity(counts)) if total else None
    if value is None or total < minimum:
        return Reciprocity(value, None, None, None, None, total, unknown)
    # Draw in canonical order: the table is sorted by name, and names must not change an interval.
    order = order_parties(counts, may_ask)
    own = np.ix_(order, order)
    drawn = draw_reciprocities(fit_totals(counts[own], may_ask[own]), total, seed=seed, draws=draws)
    expected = float(drawn.mean())
    low, high = (float(end) for end in np.quantile(drawn, [0.025, 0.975]))
    beyond = (value - expected) / (1 - expected) if expected < 1 else None
    return Reciprocity(value, expected, low, high, beyond, total, unknown)


def compute_reciprocity(counts: ArrayLike) -> NDArray[np.float64]:
    """Return r = Σ min(wᵢⱼ, wⱼᵢ) / Σ wᵢⱼ of each square table in the last two axes; ``nan`` without asks."""
    tables = np.asarray(counts, dtype=np.float64)
    mutual = np.minimum(tables, tables.swapaxes(-1, -2)).sum(axis=(-1, -2))
    totals = tables.sum(axis=(-1, -2))
    none = np.full_like(mutual, np.nan)
    shares: NDArray[np.float64] = np.divide(mutual, totals, out=none, where=totals > 0)
    return shares


def fit_totals(asks: ArrayLike, allowed: ArrayLike) -> NDArray[np.float64]:
    """Fit the probability of each allowed pair so that expected totals per body equal those of ``asks``.

    Iterative proportional fitting, starting from P ∝ s_out·s_in. It converges because ``asks`` is itself a table
    with these totals. Without fitting, P ∝ s_out·s_in does not keep the totals when bodies cannot ask themselves or
    their own side: 90 asks one way and 10 the other would become 99 and 1.
    """
    counts = np.asarray(asks, dtype=np.float64)
    total = counts.sum()
    given_out, given_in = counts.sum(axis=1) / total, counts.sum(axis=0) / total
    chances = np.outer(given_out, given_in) * np.asarray(allowed, dtype=bool)
    for _ in range(_ROUNDS):
        _scale(chances, given_out, 1)
        if np.abs(chances.sum(axis=0) - given_in).max() < _CLOSE:
            break
        _scale(chances, given_in, 0)
    fitted: NDArray[np.float64] = chances / chances.sum()
    return fitted


def draw_reciprocities(
    chances: ArrayLike, total: int, *, seed: int, draws: int = DRAWS
) -> NDArray[np.float64]:
    """Return r of ``draws`` random tables of ``total`` asks distributed with the given probabilities."""
    table = np.asarray(chances, dtype=np.float64)
    random = np.random.default_rng(seed)
    chunk = max(1, _AT_ONCE // table.size)
    flat = table.ravel() / table.sum()
    return np.concatenate(
        [
            compute_reciprocity(
                random.multinomial(total, flat, size=min(chunk, draws - start)).reshape(
                    -1, *table.shape
                )
            )
            for start in range(0, draws, chunk)
        ]
    )


def _scale(chances: NDArray[np.float64], wanted: NDArray[np.float64], axis: int) -> None:
    """Scale ``chances`` in place so that its sums along ``axis`` are as wanted."""
    sums = chances.sum(axis=axis, keepdims=True)
    shape = (-1, 1) if axis == 1 else (1, -1)
    chances *= np.divide(wanted.reshape(shape), sums, out=np.zeros_like(sums), where=sums > 0)


def _check_asks(
    asks: ArrayLike, allowed: ArrayLike | None
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    counts = np.asarray(asks, dtype=np.int64)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1] or (counts < 0).any():
        raise ValueError("a square table of counts is wanted")
    may_ask = ~np.eye(len(counts), dtype=bool) if allowed is None else np.asarray(allowed, bool)
    if counts[~may_ask].any():
        raise ValueError("there are asks where none are allowed")
    return counts, may_ask
