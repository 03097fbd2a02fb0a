"""What distinguishes each group: Polis's representative statements and their tests (``repness.clj``)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from huiyin.opinion.data import Representative
from huiyin.opinion.matrix import F64, I64

#: The one-sided 90 % quantile of the normal distribution, as in Polis.
Z90 = 1.2816
_MOST = 5


def proportion_test(so: I64, votes: I64) -> F64:
    """Test whether more than half voted this way: z of a proportion against ½, with one added to both counts
    (``prop-test``).
    """
    found: F64 = 2 * np.sqrt(votes + 1) * ((so + 1) / (votes + 1) - 0.5)
    return found


def two_proportion_test(so: I64, votes: I64, other_so: I64, other_votes: I64) -> F64:
    """Test whether the group voted this way more often than the others.

    Returns z of two proportions, with one added to all four counts (``two-prop-test``); 0 if everybody voted this
    way.
    """
    share = (so + 1) / (votes + 1)
    other = (other_so + 1) / (other_votes + 1)
    pooled = (so + other_so + 2) / (votes + other_votes + 2)
    spread = np.sqrt(
        np.maximum(pooled * (1 - pooled) * (1 / (votes + 1) + 1 / (other_votes + 1)), 1e-300)
    )
    return np.where(np.isclose(pooled, 1), 0.0, (share - other) / spread)


def select_representative(
    statements: tuple[str, ...], counts: I64, group: int, out: NDArray[np.bool_]
) -> tuple[Representative, ...]:
    """Select at most five statements that set ``group`` apart (``select-rep-comments``).

    ``counts``: groups × statements × (agrees, disagrees, passes). Each statement is taken on the side that
    distinguishes the group more clearly. The best statement that the group agrees with comes first. Then come those
    that pass both tests at 90 %, ranked by ratio · z_ratio · probability · z, agreements first. If there are
    neither, the single most distinguishing statement is returned.
    """
    own = counts[group]
    votes = own.sum(axis=1)
    others = counts.sum(axis=0) - own
    sides = (_test_side(own, others, 0), _test_side(own, others, 1))
    agrees = sides[0][4] > sides[1][4]
    _, share, ratio, z, z_ratio = (
        np.where(agrees, for_, against) for for_, against in zip(*sides, strict=True)
    )
    product = ratio * z_ratio * share * z
    eligible = np.flatnonzero(~out)
    passing = [int(j) for j in np.flatnonzero(~out & (z > Z90) & (z_ratio > Z90))]
    passing.sort(key=lambda j: (-product[j], statements[j]))
    best_agreed = _best_agreed(eligible, own, sides[0])
    if best_agreed is not None:
        passing = [best_agreed, *(j for j in passing if j != best_agreed)]
    elif not passing and len(eligible):
        surest = np.maximum(sides[0][4], sides[1][4])
        passing = [int(eligible[np.argmax(surest[eligible])])]
    agreed = {j for j in passing[:_MOST] if agrees[j] or j == best_agreed}
    return tuple(
        _describe_statement(j, statements[j], j in agreed, int(votes[j]), sides)
        for j in sorted(passing[:_MOST], key=lambda j: j not in agreed)
    )


#: For each statement and one side: the number of votes, their share, its ratio to that of the others, and z of both
#: tests.
_Side = tuple[I64, F64, F64, F64, F64]


def _test_side(own: I64, others: I64, side: int) -> _Side:
    votes, other_votes = own.sum(axis=1), others.sum(axis=1)
    so, other_so = own[:, side], others[:, side]
    share = (so + 1) / (votes + 2)
    ratio = share / ((other_so + 1) / (other_votes + 2))
    z_ratio = two_proportion_test(so, votes, other_so, other_votes)
    return so, share, ratio, proportion_test(so, votes), z_ratio


def _describe_statement(
    j: int, statement: str, is_agreed: bool, votes: int, sides: tuple[_Side, _Side]
) -> Representative:
    votes_so, *figures = sides[0 if is_agreed else 1]
    shown = (float(figure[j]) for figure in figures)
    return Representative(statement, is_agreed, votes, int(votes_so[j]), *shown)


def _best_agreed(eligible: I64, own: I64, figures: _Side) -> int | None:
    """Return the statement that best represents the group's agreement, or None (``beats-best-agr?``).

    The first one with a probability of agreement above one half is taken, then any that beats the current one.
    """
    _, share, ratio, z, z_ratio = figures
    best: int | None = None
    for j in eligible:
        if own[j, 0] == 0 and own[j, 1] == 0:
            continue
        if best is None:
            beats = z[j] > Z90 or (ratio[j] > 1 and share[j] > 0.5)
        elif ratio[best] > 1:
            beats = (
                ratio[j] * z_ratio[j] * share[j] * z[j]
                > ratio[best] * z_ratio[best] * share[best] * z[best]
            )
        else:
            beats = share[j] * z[j] > share[best] * z[best]
        if beats:
            best = int(j)
    return best
