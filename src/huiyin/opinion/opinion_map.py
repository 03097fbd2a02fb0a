"""From votes to opinion groups, what distinguishes them, and what all of them agree on.

After Polis: Small, Bjorkegren, Erkkilä, Shaw and Megill, "Polis: Scaling deliberation by mapping high dimensional
opinion spaces", Recerca 26(2), 2021, and the open code that it describes (compdemocracy/polis, folder ``math``).
Formulas taken from that code name its functions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from huiyin.opinion.cluster_choice import choose_grouping, find_groupings
from huiyin.opinion.clusters import compute_silhouette
from huiyin.opinion.continuity import keep_groups
from huiyin.opinion.data import (
    OpinionGroup,
    OpinionMap,
    StatementFigures,
    UngroupedReason,
    participant_table,
)
from huiyin.opinion.matrix import F64, I64, Matrix
from huiyin.opinion.projection import (
    Projection,
    place_participants,
    project_participants,
    project_statements,
)
from huiyin.opinion.representatives import select_representative
from huiyin.opinion.stability import Stability, measure_stability
from huiyin.opinion.statement_priority import compute_priorities
from huiyin.opinion.votes import Votes

#: Votes that a participant needs to be grouped, as in Polis (fewer if there are fewer statements).
MINIMUM_VOTES = 7
#: If fewer participants reach that, those with the most votes are added up to this number (Polis's ``greedy-n``).
ENOUGH_PARTICIPANTS = 15
#: Groups smaller than this are never shown, because they would reveal their members' votes.
MINIMUM_GROUP_SIZE = 5


class TooFewVotes(ValueError):
    """Fewer than three participants can be grouped, or there are fewer than two statements."""


def map_opinions(
    votes: Votes,
    *,
    group_counts: tuple[int, int] = (2, 5),
    minimum_votes: int = MINIMUM_VOTES,
    moderated_out: tuple[str, ...] = (),
    minimum_group_size: int = MINIMUM_GROUP_SIZE,
    resamples: int = 40,
    seed: int = 0,
    start: OpinionMap | None = None,
    before: Mapping[str, int] = MappingProxyType({}),
) -> OpinionMap:
    """Compute the opinion map of ``votes``.

    Missing votes take the statement's mean. Principal components are computed from the centred matrix. A
    participant's place is scaled by √(statements / votes cast), so that few votes do not pull it to the centre.
    k-means runs for each k in ``group_counts`` (inclusive); of the groupings with at least two visible groups, the
    one with the best silhouette is chosen. Everybody is placed; those who cast ``minimum_votes`` (or voted on every
    statement) are grouped.

    Groups smaller than ``minimum_group_size`` are never shown. Their members are reported as left out, and their
    votes enter no count beside the groups: if there are groups, all counts, and the means and components that give
    places, cover only the visible ones. If no grouping has two visible groups there is no map and ``groups`` is
    empty (:mod:`huiyin.opinion.cluster_choice`). Statements ``moderated_out`` enter no figure (for how they count,
    see :class:`Matrix`).

    ``before``: participant → group of the map that was shown last. Groups change by at least ``minimum_group_size``
    participants or not at all (:mod:`huiyin.opinion.continuity`).

    ``start``: an earlier map of the same votes before new ones came in. For a large matrix its components are the
    starting point; the result is within 10⁻⁶ of a full run's components (the residual is below 10⁻⁹ of the first
    eigenvalue). With ``resamples`` 0 nothing is resampled, and every stability is ``nan``.

    The same votes give the same map in any order of rows. Raises :class:`TooFewVotes`.
    """
    matrix = Matrix.of(votes, moderated_out)
    if matrix.statements - int(matrix.out.sum()) < 2:
        raise TooFewVotes("two statements are needed")
    placed = _select_participants(matrix, minimum_votes)
    if placed.sum() < 3:
        raise TooFewVotes("three participants are needed")
    projection = project_participants(matrix, start=_components_of(start, matrix))
    grouping = _choose_groups(matrix, placed, projection, group_counts, minimum_group_size, seed)
    if before:
        grouping = _keep_groups(
            matrix, projection, grouping, votes.participants, before, minimum_group_size
        )
    sure = Stability(np.zeros(matrix.participants), np.nan, np.nan)
    if grouping.shown:
        sure = measure_stability(
            matrix,
            grouping.whole >= 0,
            grouping.whole[grouping.whole >= 0],
            group_counts=group_counts,
            smallest=minimum_group_size,
            resamples=resamples,
            seed=seed,
        )
    shown, labels = grouping.shown, grouping.labels
    told_of, projection = _project_shown(matrix, labels, projection, minimum_group_size)
    sizes = np.bincount(labels[labels >= 0], minlength=shown)
    everybody = matrix.counts(labels, shown)
    counts = everybody[:shown]
    # Counts of everybody beside counts by group would reveal, by subtraction, the votes of those in no visible
    # group.
    shown_counts = counts if shown else everybody
    groups = tuple(
        OpinionGroup(
            id=g,
            size=int(sizes[g]),
            stability=float(sure.stays[labels == g].mean()),
            representative=select_representative(votes.statements, counts, g, matrix.out),
            centre=tuple(projection.places[labels == g].mean(axis=0).tolist()),
        )
        for g in range(shown)
    )
    return OpinionMap(
        participant_table=participant_table(
            votes.participants, labels, projection.places, matrix.raw, sure.stays, grouping.why
        ),
        groups=groups,
        statements=_compute_figures(
            votes.statements, told_of, projection.components, counts, shown_counts.sum(axis=0)
        ),
        silhouette=grouping.silhouette,
        stability=sure.agreement,
        count_stability=sure.same_count,
        explained=projection.explained,
        components=tuple(tuple(row) for row in projection.components.tolist()),  # type: ignore[arg-type]
        is_kept=grouping.is_kept,
    )


@dataclass(frozen=True)
class _Grouped:
    """``labels``: the visible group of each participant; ``whole``: its group, visible or not; −1 for none in both.
    ``why``: why a participant is in no visible group.
    """

    labels: I64
    whole: I64
    why: NDArray[np.str_]
    shown: int
    silhouette: float
    is_kept: bool = False


def _choose_groups(
    matrix: Matrix,
    placed: NDArray[np.bool_],
    projection: Projection,
    group_counts: tuple[int, int],
    smallest: int,
    seed: int,
) -> _Grouped:
    """Return the best grouping of the participants ``placed``; no groups if none has two visible ones."""
    labels, whole = np.full((2, matrix.participants), -1)
    why = np.full(matrix.participants, UngroupedReason.FEW_VOTES.value, dtype="<U16")
    why[placed] = UngroupedReason.NO_GROUPS.value
    found = find_groupings(projection.places[placed], group_counts, smallest, seed)
    best = choose_grouping(found)
    if best is None:
        return _Grouped(labels, whole, why, 0, 0.0)
    whole[placed] = grouped = _largest_first(best.labels)
    is_shown = grouped < best.shown
    labels[placed] = np.where(is_shown, grouped, -1)
    why[placed] = np.where(is_shown, "", UngroupedReason.SMALL_GROUP.value)
    return _Grouped(labels, whole, why, best.shown, best.silhouette)


def _keep_groups(
    matrix: Matrix,
    projection: Projection,
    now: _Grouped,
    participants: tuple[str, ...],
    before: Mapping[str, int],
    smallest: int,
) -> _Grouped:
    """Keep the groups of the previous map if fewer than ``smallest`` participants would change group."""
    kept = np.array([before.get(one, -1) for one in participants], np.int64)
    is_voter = np.bincount(matrix.rows, minlength=matrix.participants) > 0
    of_now = now.labels if now.shown else np.zeros(matrix.participants, np.int64)
    if not keep_groups(kept, of_now, is_voter, smallest):
        return now
    inside = kept >= 0
    kept[inside] = _largest_first(kept[inside])
    why = np.where(now.why == UngroupedReason.FEW_VOTES, now.why, UngroupedReason.WAITING.value)
    why[inside] = ""
    fit = compute_silhouette(projection.places[inside], kept[inside])
    return _Grouped(kept, kept, why, int(kept.max()) + 1, fit, is_kept=True)


def _project_shown(
    matrix: Matrix, labels: I64, projection: Projection, smallest: int
) -> tuple[Matrix, Projection]:
    """Return the votes from which places are computed, and the places.

    Only votes in visible groups are used, because places and components would reveal the votes of hidden
    participants. If groups of one may be shown, nobody is hidden and all votes count, as in Polis.
    """
    shown = np.flatnonzero(labels >= 0)
    if smallest <= 1 or len(shown) in (0, matrix.participants):
        return matrix, projection
    told_of = matrix.only(shown)
    found = project_participants(told_of, start=projection.components)
    return told_of, replace(
        found, places=place_participants(matrix, found.components, told_of.means)
    )


def _select_participants(matrix: Matrix, minimum: int) -> NDArray[np.bool_]:
    """Select the participants to group: those with enough votes, or the fifteen with the most votes if fewer have
    enough.
    """
    enough = matrix.raw >= min(minimum, matrix.statements)
    if enough.sum() < ENOUGH_PARTICIPANTS:
        most = np.lexsort((np.arange(matrix.participants), -matrix.raw))[:ENOUGH_PARTICIPANTS]
        enough[most[matrix.raw[most] > 0]] = True
    return enough


def _components_of(start: OpinionMap | None, matrix: Matrix) -> F64 | None:
    """Return an earlier map's components, with zeros for newer statements; statement ids are only ever appended."""
    if start is None:
        return None
    before = np.array(start.components)
    if before.shape[1] > matrix.statements:
        return None
    return np.pad(before, ((0, 0), (0, matrix.statements - before.shape[1])))


def _largest_first(labels: I64) -> I64:
    """Number the groups from the largest; ties by their first participant."""
    sizes = np.bincount(labels)
    first = [int(np.argmax(labels == g)) for g in range(len(sizes))]
    order = sorted(range(len(sizes)), key=lambda g: (-sizes[g], first[g]))
    renamed = np.empty(len(sizes), np.int64)
    renamed[order] = np.arange(len(sizes))
    return renamed[labels]


def _compute_figures(
    statements: tuple[str, ...], matrix: Matrix, components: F64, counts: I64, told: I64
) -> tuple[StatementFigures, ...]:
    voted = counts.sum(axis=2)
    agree = (counts[:, :, 0] + 1) / (voted + 2)
    disagree = (counts[:, :, 1] + 1) / (voted + 2)
    places = project_statements(matrix, components)
    rank = compute_priorities(
        told[:, 0],
        told[:, 2],
        told.sum(axis=1),
        np.linalg.norm(places, axis=1),
    )
    some, nothing = len(counts) > 0, np.full(matrix.statements, np.nan)
    kept = np.flatnonzero(~matrix.out)
    consensus = (agree.prod(axis=0) if some else nothing).tolist()
    against = (disagree.prod(axis=0) if some else nothing).tolist()
    apart = (np.ptp(agree, axis=0) if some else nothing).tolist()
    x, y = places.T.tolist()
    totals, per_group, first = told.tolist(), counts.tolist(), rank.tolist()
    return tuple(
        StatementFigures(
            id=statements[j],
            x=x[j],
            y=y[j],
            agrees=totals[j][0],
            disagrees=totals[j][1],
            passes=totals[j][2],
            consensus=consensus[j],
            consensus_against=against[j],
            divergence=apart[j],
            priority=first[j],
            per_group=tuple((g, tuple(own[j])) for g, own in enumerate(per_group)),
        )
        for j in kept.tolist()
    )
