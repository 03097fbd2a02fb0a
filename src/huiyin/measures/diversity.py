"""How diverse kinds are, how evenly they are spread, and how much groups differ in them.

Hill numbers (Hill 1973; Jost 2006): of order 0 the number of kinds, of order 1 exp of Shannon's entropy, of order 2
the inverse of Simpson's concentration. Each is the number of equally common kinds that would be as diverse. Sample
coverage: the share of the whole population that belongs to observed kinds (Chao and Jost 2012). Between groups:
Jost 2007, order 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from huiyin.measures.canonical_order import order_table

ORDERS = (0, 1, 2)
#: The number of resamples, and the level of the interval computed from them.
RESAMPLES, LEVEL = 1000, 0.95
#: The most cells of resamples held in memory at once.
_AT_ONCE = 4_000_000
#: With fewer units per pattern than this, units are drawn one by one.
_UNITS_A_PATTERN = 30


@dataclass(frozen=True, slots=True)
class HillNumber:
    """``low``, ``high``: the interval; None if fewer than two units are known."""

    order: int
    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Diversity:
    """``hill``: one per order; empty if nothing is known. ``coverage``: None if nothing is known. ``counts``: units
    per kind, in the order of the columns. ``known``, ``unknown``: for how many units the kinds are known or not.
    """

    hill: tuple[HillNumber, ...]
    coverage: float | None
    counts: tuple[int, ...]
    known: int
    unknown: int


@dataclass(frozen=True, slots=True)
class DiversityPartition:
    """``alpha``: the diversity within groups. ``gamma``: that of all together. ``beta`` = gamma / alpha: how many
    groups without anything in common would differ as much, from 1 to ``known``, the number of groups. None for
    fewer than two groups. ``unknown``: empty groups.
    """

    alpha: float | None
    beta: float | None
    gamma: float | None
    known: int
    unknown: int


def compute_hill(counts: ArrayLike, order: float) -> NDArray[np.float64]:
    """Return the Hill number of each row of ``counts`` (kinds along the last axis); ``nan`` for an empty row.

    qD = (Σ pᵢ^q)^(1/(1−q)), for q = 1 its limit exp(−Σ pᵢ ln pᵢ); zero counts are ignored in every order. Raises
    ``ValueError`` for a negative or non-finite count.
    """
    shares, is_empty = _compute_shares(counts)
    if order == 1:
        figures = np.exp(_compute_entropy(shares))
    else:
        powers = np.zeros_like(shares)
        np.power(shares, order, out=powers, where=shares > 0)
        sums = powers.sum(axis=-1)
        figures = np.power(sums, 1 / (1 - order), out=np.ones_like(sums), where=sums > 0)
    return np.where(is_empty, np.nan, figures)


def estimate_coverage(counts: ArrayLike, *, units: int | None = None) -> float:
    """Return the sample coverage Ĉ = 1 − (f₁/n)·A of one row of counts (Chao and Jost 2012).

    ``units``: how many were asked, if each may name several kinds; then the formula for incidences is used, with
    their number as the n in A. f₁, f₂: number of kinds counted once and twice. A = (n−1)f₁ / ((n−1)f₁ + 2f₂); if f₂
    = 0, (n−1)(f₁−1) / ((n−1)(f₁−1) + 2). With one kind counted once and none twice this would be 0, full coverage
    from a single observation; then A = 1, the Good–Turing estimate. ``nan`` for an empty row.
    """
    numbers = np.asarray(counts)
    total = int(numbers.sum())
    if not total:
        return float("nan")
    once, twice = int((numbers == 1).sum()), int((numbers == 2).sum())
    if once == 0:
        return 1.0
    times = (units if units is not None else total) - 1
    if twice:
        share = times * once / (times * once + 2 * twice)
    elif once == 1:
        share = 1.0
    else:
        share = times * (once - 1) / (times * (once - 1) + 2)
    return 1 - once / total * share


def measure_diversity(
    held: ArrayLike,
    *,
    seed: int,
    unknown: int = 0,
    resamples: int = RESAMPLES,
    level: float = LEVEL,
) -> Diversity:
    """Measure the diversity of the kinds that units hold.

    ``held``: units × kinds, whole numbers (mostly 0 and 1: an organisation that works on two focuses counts in
    both). A row of zeros is not counted as known. The interval comes from units resampled with replacement: the
    spread of the resampled figures about their mean, centred on the figure itself, because a resample misses rare
    kinds and is less diverse on average.
    """
    rows = np.asarray(held)
    if rows.ndim != 2:
        raise ValueError("units × kinds are wanted")
    rows = rows[rows.any(axis=1)]
    counts = rows.sum(axis=0)
    if not len(rows):
        return Diversity((), None, tuple(int(n) for n in counts), 0, unknown)
    figures = [float(compute_hill(np.sort(counts), order)) for order in ORDERS]
    spreads = _resample_figures(rows, seed, resamples, level) if len(rows) > 1 else None
    hill = tuple(
        HillNumber(order, figure, *_place_interval(figure, spreads[at] if spreads else None))
        for at, (order, figure) in enumerate(zip(ORDERS, figures, strict=True))
    )
    coverage = estimate_coverage(counts, units=len(rows))
    return Diversity(hill, coverage, tuple(int(n) for n in counts), len(rows), unknown)


def partition_diversity(
    groups: ArrayLike, *, weights: ArrayLike | None = None
) -> DiversityPartition:
    """Measure how diverse groups are within themselves and together (Jost 2007, order 1).

    ``groups``: groups × kinds, counts or shares; only the shares within each group matter. A group that is empty or
    contains ``nan`` is unknown. ``weights``: of the groups, equal by default. α = exp(Σ wⱼ H(pⱼ)), γ = exp(H(Σ wⱼ
    pⱼ)), β = γ/α.
    """
    numbers = np.asarray(groups, dtype=np.float64)
    is_known = np.isfinite(numbers).all(axis=1) & (np.nan_to_num(numbers).sum(axis=1) > 0)
    known, unknown = int(is_known.sum()), int((~is_known).sum())
    if known < 2:
        return DiversityPartition(None, None, None, known, unknown)
    shares, _ = _compute_shares(numbers[is_known])
    given = np.ones(known) if weights is None else np.asarray(weights, dtype=np.float64)[is_known]
    part = given / given.sum()
    alpha = float(np.exp(part @ _compute_entropy(shares)))
    gamma = float(np.exp(_compute_entropy(part @ shares)))
    return DiversityPartition(alpha, gamma / alpha, gamma, known, unknown)


def _compute_shares(counts: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Divide each row by its total; also return which rows are empty."""
    numbers = np.asarray(counts, dtype=np.float64)
    if not np.isfinite(numbers).all() or (numbers < 0).any():
        raise ValueError("counts are finite and at least zero")
    # Scale by the largest value first, so that a sum of numbers near the float limit does not overflow.
    top = numbers.max(axis=-1, keepdims=True, initial=0)
    scaled = np.divide(numbers, top, out=np.zeros_like(numbers), where=top > 0)
    totals = scaled.sum(axis=-1, keepdims=True)
    shares = np.divide(scaled, totals, out=np.zeros_like(numbers), where=totals > 0)
    return shares, totals[..., 0] == 0


def _compute_entropy(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return Shannon's entropy of each row, in nats."""
    logs = np.log(shares, out=np.zeros_like(shares), where=shares > 0)
    entropy: NDArray[np.float64] = -(shares * logs).sum(axis=-1)
    return entropy


def _resample_figures(
    rows: NDArray[np.generic], seed: int, resamples: int, level: float
) -> list[tuple[float, float]]:
    """Return, for each order, how far below and above their mean the resampled figures lie.

    Units with equal rows are drawn together, so that a thousand resamples of a hundred thousand organisations are
    only as large as the number of distinct rows. They are drawn in canonical order, so that names change no
    interval.
    """
    patterns, times = np.unique(rows, axis=0, return_counts=True)
    by_row, by_column = order_table(patterns, times)
    patterns, times = patterns[by_row][:, by_column], times[by_row]
    random = np.random.default_rng(seed)
    widest = max(patterns.size, len(rows) if _is_quicker_by_unit(times) else 0, 1)
    chunk = max(1, _AT_ONCE // widest)
    # Sparse, because an organisation works on few of the possible focuses. A dense product would also use all
    # cores, whose threads wait for each other on a busy machine.
    from scipy.sparse import (
        csr_array,
    )  # importing SciPy takes 0.1 s, which few callers need to pay

    held = csr_array(patterns.astype(np.int64).T)
    figures: list[NDArray[np.float64]] = []
    for start in range(0, resamples, chunk):
        drawn = _draw_times(random, times, min(chunk, resamples - start))
        counts = (held @ drawn.T).T
        figures.append(np.stack([compute_hill(counts, order) for order in ORDERS]))
    tried = np.concatenate(figures, axis=1)
    ends = np.quantile(tried, [(1 - level) / 2, (1 + level) / 2], axis=1) - tried.mean(axis=1)
    return [(float(low), float(high)) for low, high in ends.T]


def _is_quicker_by_unit(times: NDArray[np.int64]) -> bool:
    """Drawing a number per pattern costs about as much as drawing thirty units one by one."""
    return int(times.sum()) < _UNITS_A_PATTERN * len(times)


def _draw_times(
    random: np.random.Generator, times: NDArray[np.int64], resamples: int
) -> NDArray[np.int64]:
    """Draw how often each pattern occurs in each resample of the same size; ``times``: how often it occurs in the
    data.
    """
    units, patterns = int(times.sum()), len(times)
    if not _is_quicker_by_unit(times):
        return random.multinomial(units, times / units, size=resamples)
    pattern_of = np.repeat(np.arange(patterns), times)
    drawn = pattern_of[random.integers(0, units, size=(resamples, units))]
    drawn += np.arange(resamples)[:, None] * patterns
    return np.bincount(drawn.ravel(), minlength=resamples * patterns).reshape(resamples, patterns)


def _place_interval(
    figure: float, spread: tuple[float, float] | None
) -> tuple[float | None, float | None]:
    if spread is None:
        return None, None
    return max(1.0, min(figure, figure + spread[0])), max(figure, figure + spread[1])
