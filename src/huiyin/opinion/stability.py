"""How certain a map is: recompute it on resampled statements (bootstrap, Efron 1979)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from huiyin.opinion.cluster_choice import choose_grouping, find_groupings, match_grouping
from huiyin.opinion.clusters import rand_index
from huiyin.opinion.matrix import F64, I64, Matrix
from huiyin.opinion.projection import project_participants

#: The most participants in each resample; the others get their group's mean.
_MOST = 5000
#: Starts of k-means per resample: fewer than for the map itself, because there are many resamples.
_STARTS = 2


@dataclass(frozen=True)
class Stability:
    """``stays``: per participant, the share of resamples in which it stays in its group (0 for one in no group).
    ``agreement``: mean adjusted Rand index between the resampled groupings and the map's. ``same_count``: share of
    resamples that choose as many groups.
    """

    stays: F64
    agreement: float
    same_count: float


def measure_stability(
    matrix: Matrix,
    placed: NDArray[np.bool_],
    labels: I64,
    *,
    group_counts: tuple[int, int],
    smallest: int,
    resamples: int,
    seed: int,
) -> Stability:
    """Draw as many statements as there are, with replacement, ``resamples`` times. Each time, project and group as
    for the map itself, and record the best number of groups. The grouping with as many visible groups as the map,
    or nearly as many, is matched to the map's groups by largest overlap.

    ``placed``: the grouped participants; ``labels``: their groups, in that order. A grouping that rests on a few
    statements falls apart where these are not drawn, and one that is noise falls apart every time.
    """
    n = int(placed.sum())
    groups = int(labels.max(initial=-1)) + 1
    shown = int((np.bincount(labels) >= smallest).sum())
    stays = np.zeros(matrix.participants)
    if resamples <= 0:
        stays[placed] = np.nan
        return Stability(stays, float("nan"), float("nan"))
    few, inside = _sample_votes(matrix, placed)
    # Scale the minimum size with the sample: a group of five in ten thousand becomes one of three among five
    # thousand.
    enough = max(1, round(smallest * len(inside) / n))
    from scipy.optimize import linear_sum_assignment

    own = labels[inside]
    generator = np.random.default_rng(seed)
    eligible = np.flatnonzero(~matrix.out)
    same = np.zeros(len(own))
    agreements: list[float] = []
    chosen: Counter[int] = Counter()
    # With fewer pairs of statements than votes, compute their products once instead of reading the votes in each
    # resample.
    products = few.products if few.statements**2 < len(few.values) else None
    for _ in range(resamples):
        drawn = generator.choice(eligible, len(eligible))
        weights = np.bincount(drawn, minlength=matrix.statements).astype(np.float64)
        weights[matrix.out] = 1.0
        groupings = find_groupings(
            project_participants(few, weights, products=products).places,
            group_counts,
            enough,
            seed,
            _STARTS,
        )
        best = choose_grouping(groupings)
        if best is None:
            agreements.append(0.0)
            continue
        chosen[best.shown] += 1
        again = match_grouping(groupings, shown).labels
        agreements.append(rand_index(own, again))
        overlap = np.zeros((groups, int(again.max()) + 1))
        np.add.at(overlap, (own, again), 1)
        for a, b in zip(*linear_sum_assignment(-overlap), strict=True):
            same += (own == a) & (again == b)
    share = same / resamples
    of_group = np.bincount(own, share, minlength=groups) / np.maximum(
        np.bincount(own, minlength=groups), 1
    )
    everybody = of_group[labels]
    everybody[inside] = share
    stays[placed] = everybody
    assert len(everybody) == n
    return Stability(stays, float(np.mean(agreements)), chosen[shown] / resamples)


def _sample_votes(matrix: Matrix, placed: NDArray[np.bool_]) -> tuple[Matrix, I64]:
    """Return the votes of the placed participants or of an even sample of them, and the indices of these."""
    rows = np.flatnonzero(placed)
    inside = np.arange(len(rows))
    if len(rows) > _MOST:
        inside = np.linspace(0, len(rows) - 1, _MOST).astype(np.int64)
    return matrix.only(rows[inside]), inside
