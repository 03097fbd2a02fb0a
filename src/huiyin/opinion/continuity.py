"""Decide when a newly computed map keeps the groups of the previous one.

Counts are shown by group. If a single participant changed group between two maps, or joined one from among the
hidden participants, the difference of the counts would reveal that participant's votes on every statement, even
votes cast long before. Therefore groups change by at least as many participants as the smallest group may have, or
not at all.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from huiyin.opinion.matrix import I64


def keep_groups(before: I64, now: I64, is_voter: NDArray[np.bool_], smallest: int) -> bool:
    """Tell whether the groups stay as they were because too few participants would change.

    ``before``, ``now``: for each participant the visible group in which it is counted, −1 for none. Without a map
    everybody is in one group. ``is_voter``: participants with a vote that counts. Groups that may no longer be
    shown, because their members' votes no longer count, are not kept.
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
    """Match each earlier group with the present one that shares the most participants."""
    from scipy.optimize import linear_sum_assignment

    both = (before >= 0) & (now >= 0)
    common = np.zeros((int(before.max()) + 1, int(now.max(initial=-1)) + 1))
    np.add.at(common, (before[both], now[both]), 1)
    rows, columns = linear_sum_assignment(-common)
    return list(zip(rows.tolist(), columns.tolist(), strict=True))
