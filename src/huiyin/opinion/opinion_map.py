"""From votes to opinion groups, what they stand for, and what everyone agrees on.

After Polis: Small, Bjorkegren, Erkkilä, Shaw and Megill, "Polis: Scaling deliberation by mapping high
dimensional opinion spaces", Recerca 26(2), 2021, and the open code it describes (compdemocracy/polis, folder
``math``), whose functions are named where a formula is theirs.
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

#: Votes a participant needs to be grouped, as in Polis (fewer where there are fewer statements).
MINIMUM_VOTES = 7
#: Where fewer reach that, those with most votes are taken until there are so many (Polis's ``greedy-n``).
ENOUGH_PARTICIPANTS = 15
#: Groups smaller than this are never shown: in a small group everybody's votes can be told.
MINIMUM_GROUP_SIZE = 5


class TooFewVotes(ValueError):
    """Fewer than three participants who can be grouped, or than two statements."""


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
    """The map of ``votes``.

    Missing votes take the statement's mean; principal components of the centred matrix; a participant's
    place is scaled by √(statements / votes cast), so that who votes little is not pulled to the
    centre; k-means for each k in ``group_counts`` (inclusive), the best by silhouette of those that leave two groups
    to show. Everybody is placed; grouped is who cast ``minimum_votes`` (or voted on every statement). Groups smaller
    than ``minimum_group_size`` are never shown: their members are told as left out, and their votes are in no
    count beside the groups: where there are groups, every count is of those in them, and so are the means and components
    that give places. Where no grouping leaves two groups there is no map: ``groups`` is empty
    (:mod:`huiyin.opinion.cluster_choice`). Statements ``moderated_out`` are in no figure (how they count: :class:`Matrix`).

    ``before``: participant → group of the map that was shown last. Groups change by ``minimum_group_size`` participants
    or not at all (:mod:`huiyin.opinion.continuity`).

    ``start``: the map before these votes came in. Its components are carried on where the matrix is large, and give
    components within 10⁻⁶ of a full run's (their residual is below 10⁻⁹ of the first eigenvalue). With ``resamples``
    0 nothing is drawn anew, and every stability is ``nan``.

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
    # Beside counts by group one of everybody would tell the votes of who is in none shown.
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
    """Per participant ``labels``, the group shown, and ``whole``, the group, those too small to be shown among them; −1
    for none. ``why``: why in none that is shown."""

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
    """The best grouping of those ``placed``; no group where none leaves two to show."""
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
    """The groups of the map before, where fewer than ``smallest`` would change theirs."""
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
    """Whose votes the places are made of, and the places: of those in the groups shown, for places and components
    would tell the votes of who is hidden. Where groups of one are shown nobody is hidden: all count, as in Polis."""
    shown = np.flatnonzero(labels >= 0)
    if smallest <= 1 or len(shown) in (0, matrix.participants):
        return matrix, projection
    told_of = matrix.only(shown)
    found = project_participants(told_of, start=projection.components)
    return told_of, replace(
        found, places=place_participants(matrix, found.components, told_of.means)
    )


def _select_participants(matrix: Matrix, minimum: int) -> NDArray[np.bool_]:
    """Who is grouped: enough votes, or the fifteen with most votes where fewer have enough."""
    enough = matrix.raw >= min(minimum, matrix.statements)
    if enough.sum() < ENOUGH_PARTICIPANTS:
        most = np.lexsort((np.arange(matrix.participants), -matrix.raw))[:ENOUGH_PARTICIPANTS]
        enough[most[matrix.raw[most] > 0]] = True
    return enough


def _components_of(start: OpinionMap | None, matrix: Matrix) -> F64 | None:
    """An earlier map's components with zeros for statements that came since; ids only ever grow."""
    if start is None:
        return None
    before = np.array(start.components)
    if before.shape[1] > matrix.statements:
        return None
    return np.pad(before, ((0, 0), (0, matrix.statements - before.shape[1])))


def _largest_first(labels: I64) -> I64:
    """Groups numbered from the largest; ties by their first participant."""
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
