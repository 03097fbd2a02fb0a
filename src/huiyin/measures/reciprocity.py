"""How two-way relations are: of what is asked, how much is asked back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from huiyin.measures.canonical_order import order_parties

#: Below so many asks nothing is said against chance.
MINIMUM_ASKS = 30
DRAWS = 4000
#: So many cells of draws are held at once.
_AT_ONCE = 2_000_000
#: Fitting ends where every total is met so closely, or after so many rounds.
_CLOSE, _ROUNDS = 1e-9, 2000


@dataclass(frozen=True, slots=True)
class PairReciprocity:
    """``value`` = 2·min(f→, f←)/(f→ + f←), from 0 (one-sided) to 1 (as many each way); None where nothing was asked. Never
    show it without its two counts: 1 and 1 is as reciprocal as 40 and 40."""

    forth: int
    back: int
    value: float | None


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """Of a network of pairs. ``value``: r = Σ min(wᵢⱼ, wⱼᵢ) / Σ wᵢⱼ, None without asks. ``expected``: ⟨r⟩, the mean of draws
    that keep each body's totals; ``low``, ``high``: between them lie 95% of the draws; ``beyond_chance``:
    ρ = (r − ⟨r⟩)/(1 − ⟨r⟩), 0 where there is as much reciprocity as totals alone bring about, below 0 where less. These four are None
    below :data:`MINIMUM_ASKS` asks, and ρ where chance alone gives 1. ``known``: asks counted; ``unknown``: asks of which one
    body is not known."""

    value: float | None
    expected: float | None
    low: float | None
    high: float | None
    beyond_chance: float | None
    known: int
    unknown: int


def measure_pair(forth: int, back: int) -> PairReciprocity:
    """The reciprocity of one pair, from how often each asked the other."""
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
    """The reciprocity of a network, and how much of it chance would bring about.

    ``asks[i][j]``: how often i asked j. ``allowed``: who could have asked whom, everybody but oneself where it is not given
    (for networks and authorities: only across). The draws have the same total, each ask falling on an allowed pair with a
    probability under which every body is expected to ask, and to be asked, as often as it did: that which says least
    besides (maximum entropy; Squartini, Picciolo, Ruzzenenti and Garlaschelli 2013).
    """
    counts, may_ask = _check_asks(asks, allowed)
    total = int(counts.sum())
    value = float(compute_reciprocity(counts)) if total else None
    if value is None or total < minimum:
        return Reciprocity(value, None, None, None, None, total, unknown)
    # Draws in an order of their own: names, which sort who asks, change no interval.
    order = order_parties(counts, may_ask)
    own = np.ix_(order, order)
    drawn = draw_reciprocities(fit_totals(counts[own], may_ask[own]), total, seed=seed, draws=draws)
    expected = float(drawn.mean())
    low, high = (float(end) for end in np.quantile(drawn, [0.025, 0.975]))
    beyond = (value - expected) / (1 - expected) if expected < 1 else None
    return Reciprocity(value, expected, low, high, beyond, total, unknown)


def compute_reciprocity(counts: ArrayLike) -> NDArray[np.float64]:
    """r = Σ min(wᵢⱼ, wⱼᵢ) / Σ wᵢⱼ of each square table in the last two axes; ``nan`` without asks."""
    tables = np.asarray(counts, dtype=np.float64)
    mutual = np.minimum(tables, tables.swapaxes(-1, -2)).sum(axis=(-1, -2))
    totals = tables.sum(axis=(-1, -2))
    none = np.full_like(mutual, np.nan)
    shares: NDArray[np.float64] = np.divide(mutual, totals, out=none, where=totals > 0)
    return shares


def fit_totals(asks: ArrayLike, allowed: ArrayLike) -> NDArray[np.float64]:
    """The probability of each allowed pair under which every body asks, and is asked, as often as in ``asks`` on average.

    Iterative proportional fitting from P ∝ s_out·s_in; it comes to an end because ``asks`` is itself a table with these
    totals. Without it, where bodies cannot ask themselves or their own side, P ∝ s_out·s_in does not keep the totals:
    of 90 asks one way and 10 the other it would make 99 and 1.
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
    """r of ``draws`` tables of ``total`` asks that fall on pairs with the given probabilities."""
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
    """Make the sums along ``axis`` what they should be; in place, of a table that is nobody else's."""
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
