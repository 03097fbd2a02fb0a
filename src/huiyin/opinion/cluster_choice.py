"""Choose the grouping that a map shows: the best one with at least two groups large enough to show.

With only one visible group, that group is not set apart from any other. This happens when one participant is far
from all others: the best silhouette then has two groups, that participant and everybody else.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from huiyin.opinion.clusters import F64, I64, STARTS, compute_groupings

#: How often the members of small groups are set aside and the rest grouped again.
_ROUNDS = 8


@dataclass(frozen=True)
class ChosenClustering:
    """``labels``: group per point, including groups too small to show. ``silhouette``: of the points not set aside.
    ``shown``: how many groups are visible. ``hidden``: how many points are in the other groups.
    """

    labels: I64
    silhouette: float
    shown: int
    hidden: int


def find_groupings(
    points: F64, counts: tuple[int, int], smallest: int, seed: int = 0, starts: int = STARTS
) -> tuple[ChosenClustering, ...]:
    """Find the best grouping for each k from ``counts[0]`` to ``counts[1]`` that has at least two visible groups.

    A group is visible from ``smallest`` members on. If no k gives two, the members of small groups in the best
    grouping are set aside, in those groups, and the rest are grouped again. Nothing is returned if this never gives
    two visible groups.
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
        best = max(
            whole, key=lambda one: round(one.silhouette, 9)
        )  # max returns the first of equal ones
        is_small = np.bincount(best.labels)[best.labels[inside]] < smallest
        aside[inside[is_small]] = best.labels[inside[is_small]] + len(points)
        aside = _renumber_labels(aside)
        inside = inside[~is_small]
    return ()


def choose_grouping(found: tuple[ChosenClustering, ...]) -> ChosenClustering | None:
    """Return the grouping with the highest silhouette; of equal ones the first, which has the fewest groups.
    ``None`` if there are none.
    """
    return max(found, key=lambda one: round(one.silhouette, 9), default=None)


def match_grouping(found: tuple[ChosenClustering, ...], shown: int) -> ChosenClustering:
    """Return the grouping closest to ``shown`` visible groups.

    Of those with as many, or nearly as many, it is the one that hides the fewest points.
    """
    return min(found, key=lambda one: (abs(one.shown - shown), one.hidden, one.shown))


def _join_groupings(
    labels: I64, silhouette: float, inside: I64, aside: I64, smallest: int
) -> ChosenClustering:
    """Combine the grouping of the points inside with the groups set aside before."""
    whole = aside.copy()
    whole[inside] = labels + int(aside.max()) + 1
    sizes = np.bincount(whole)
    is_small = sizes < smallest
    return ChosenClustering(whole, silhouette, int((~is_small).sum()), int(sizes[is_small].sum()))


def _renumber_labels(labels: I64) -> I64:
    """Renumber the groups from 0; −1 stays."""
    found = labels.copy()
    found[labels >= 0] = np.unique(labels[labels >= 0], return_inverse=True)[1]
    return found
