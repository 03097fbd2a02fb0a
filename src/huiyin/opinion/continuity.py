"""When a map drawn anew keeps the groups of the one before it.

Counts stand beside a map by group. Where one participant alone changes group between two maps, or comes into one from
among those who are hidden, the two maps' counts differ by that one's votes on every statement, though they were cast
long before. So the groups change by as many participants as the smallest group has, or by none.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from huiyin.opinion.matrix import I64


def keep_groups(before: I64, now: I64, is_voter: NDArray[np.bool_], smallest: int) -> bool:
    """Whether groups stay what they were, for too few would change theirs.

    ``before``, ``now``: of each participant the group whose counts are told, −1 for none; both are shown groups alone.
    Where there is no map everybody is in one. ``is_voter``: who has a vote that counts. Groups that could not be
    shown any more, as their members' votes no longer count, are not kept.
    """
    if not is_voter.any() or before[is_voter].max() < 1:
        return False
    sizes = np.bincount(before[is_voter & (before >= 0)])
    if (sizes < smallest).any():
        return False
    before, now = before[is_voter], now[is_voter]
    changes = [int(((before >= 0) != (now >= 0)).sum())]
    for one, other in _match_groups(before, now):
        changes.append(int(((before == one) != (now == other)).sum()))
    return any(0 < change < smallest for change in changes)


def _match_groups(before: I64, now: I64) -> list[tuple[int, int]]:
    """The groups that are the same group before and now: those that have most participants in common."""
    from scipy.optimize import linear_sum_assignment

    both = (before >= 0) & (now >= 0)
    common = np.zeros((int(before.max()) + 1, int(now.max(initial=-1)) + 1))
    np.add.at(common, (before[both], now[both]), 1)
    rows, columns = linear_sum_assignment(-common)
    return list(zip(rows.tolist(), columns.tolist(), strict=True))
