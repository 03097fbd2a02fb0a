"""Which grouping a map shows: the best of those that leave at least two groups large enough to be shown.

A grouping of which but one group may be shown sets that group apart from nobody. It comes about where one stands far
from all the others: two groups then have the highest silhouette, of one participant and of everybody else.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from huiyin.opinion.clusters import F64, I64, STARTS, compute_groupings

#: So often who is in a small group is set aside and the others are grouped again.
_ROUNDS = 8


@dataclass(frozen=True)
class ChosenClustering:
    """``labels``: group per point, those too small to be shown among them; ``silhouette``: of those that were not set
    aside; ``shown``: how many groups may be shown; ``hidden``: how many points are in the others."""

    labels: I64
    silhouette: float
    shown: int
    hidden: int


def find_groupings(
    points: F64, counts: tuple[int, int], smallest: int, seed: int = 0, starts: int = STARTS
) -> tuple[ChosenClustering, ...]:
    """For each k from ``counts[0]`` to ``counts[1]`` the best grouping, where it leaves at least two groups to show. A
    group is shown from ``smallest`` members on.

    Where no k leaves two groups, whoever is in a small group of the best one is set aside, in that group, and the
    others are grouped again. Nothing is found where this never leaves two groups.
    """
    inside = np.arange(len(points))
    aside = np.full(len(points), -1)
    for _ in range(_ROUNDS):
        if len(inside) < 2 * smallest:
            break
        made = compute_groupings(points[inside], counts, seed, starts)
        whole = [
            _join_groupings(labels, silhouette, inside, aside, smallest)
            for _, (silhouette, labels) in sorted(made.items())
        ]
        found = tuple(one for one in whole if one.shown >= 2)
        if found or not made:
            return found
        best = max(whole, key=lambda one: round(one.silhouette, 9))  # of equal ones the first
        is_small = np.bincount(best.labels)[best.labels[inside]] < smallest
        aside[inside[is_small]] = best.labels[inside[is_small]] + len(points)
        aside = _renumber_labels(aside)
        inside = inside[~is_small]
    return ()


def choose_grouping(found: tuple[ChosenClustering, ...]) -> ChosenClustering | None:
    """The one with the highest silhouette; of equal ones the first, which has the fewest groups. ``None`` of none."""
    return max(found, key=lambda one: round(one.silhouette, 9), default=None)


def match_grouping(found: tuple[ChosenClustering, ...], shown: int) -> ChosenClustering:
    """The one that comes nearest to one with ``shown`` groups to show: of those that show as many, or nearly as many,
    the one that hides the fewest points."""
    return min(found, key=lambda one: (abs(one.shown - shown), one.hidden, one.shown))


def _join_groupings(
    labels: I64, silhouette: float, inside: I64, aside: I64, smallest: int
) -> ChosenClustering:
    """The grouping of those inside, with the groups that were set aside before it."""
    whole = aside.copy()
    whole[inside] = labels + int(aside.max()) + 1
    sizes = np.bincount(whole)
    is_small = sizes < smallest
    return ChosenClustering(whole, silhouette, int((~is_small).sum()), int(sizes[is_small].sum()))


def _renumber_labels(labels: I64) -> I64:
    """The same groups numbered from 0, −1 left as it is."""
    found = labels.copy()
    found[labels >= 0] = np.unique(labels[labels >= 0], return_inverse=True)[1]
    return found
