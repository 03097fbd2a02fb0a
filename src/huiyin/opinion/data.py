"""The contents of an opinion map: frozen values, and the same as Arrow tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray


class UngroupedReason(StrEnum):
    """Why a participant is in no group."""

    FEW_VOTES = "few_votes"
    SMALL_GROUP = "small_group"  # the group is below the minimum size and not shown
    WAITING = "waiting"  # too few have changed group since the last map for the groups to change
    NO_GROUPS = "no_groups"  # no grouping has two groups that may be shown, so there is no map


@dataclass(frozen=True, slots=True)
class Participant:
    """``group`` is ``None`` for a participant left out; ``why`` gives the reason (:class:`UngroupedReason`). ``x``,
    ``y``: place in the plane. ``stability``: the share of resamples in which the participant stays in its group.
    """

    id: str
    group: int | None
    x: float
    y: float
    votes: int
    stability: float = 1.0
    why: str = ""

    @property
    def shown_place(self) -> tuple[float, float] | tuple[None, None]:
        """The place that may be written to files: none for a participant in no visible group, because it reveals
        votes.
        """
        return (self.x, self.y) if self.group is not None else (None, None)


@dataclass(frozen=True, slots=True)
class Representative:
    """A statement that sets a group apart.

    ``agrees``: the group agrees with it; otherwise it disagrees. ``probability``: (votes on that side + 1) / (votes
    + 2). ``ratio``: that divided by the same value of the other participants. ``z`` and ``z_ratio``: the statistics
    of the two tests.
    """

    statement: str
    agrees: bool
    votes: int
    votes_so: int
    probability: float
    ratio: float
    z: float
    z_ratio: float


@dataclass(frozen=True, slots=True)
class OpinionGroup:
    """Participants who vote alike. ``stability``: the mean of its members'. ``centre``: their mean place."""

    id: int
    size: int
    stability: float
    representative: tuple[Representative, ...]
    centre: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class StatementFigures:
    """Figures of one statement.

    ``agrees``, ``disagrees``, ``passes``: the sums of ``per_group`` over visible groups, or over everybody without
    a map. ``x``, ``y``: the place of somebody who agrees with this statement and has cast no other vote (Polis's
    comment projection). ``consensus``: ∏ over groups of (agrees + 1) / (votes + 2); ``consensus_against``: the same
    for disagreeing. ``divergence``: the largest difference between two groups' shares of agreement, each (agrees +
    1) / (votes + 2). ``priority``: how informative a further vote on it would be
    (:mod:`huiyin.opinion.statement_priority`). ``per_group``: group id → (agrees, disagrees, passes). Consensus and
    divergence cover the visible groups and are ``nan`` without a map.
    """

    id: str
    x: float
    y: float
    agrees: int
    disagrees: int
    passes: int
    consensus: float
    consensus_against: float
    divergence: float
    priority: float
    per_group: tuple[tuple[int, tuple[int, int, int]], ...]


@dataclass(frozen=True)
class OpinionMap:
    """``participant_table``: one row per participant, in the order of the votes (``id``, ``group``, ``x``, ``y``,
    ``votes``, ``stability``, ``why``). ``groups``: the largest first. ``statements``: in the order of the votes,
    without those moderated out. ``silhouette``: that of the grouping. ``stability``: mean adjusted Rand index
    between resampled groupings and this one. ``count_stability``: share of resamples with the same best number of
    groups. Both are ``nan`` without resampling. ``explained``: the two components' shares of the variance.
    ``components``: 2 × all statements of the votes.

    There are at least two ``groups``, or none if no grouping has two that may be shown; then there is no map, and
    no consensus or division between groups. ``is_kept``: the groups are those of the previous map, because too few
    participants would change group.
    """

    participant_table: pa.Table
    groups: tuple[OpinionGroup, ...]
    statements: tuple[StatementFigures, ...]
    silhouette: float
    stability: float
    count_stability: float
    explained: tuple[float, float]
    components: tuple[tuple[float, ...], tuple[float, ...]]
    is_kept: bool = False

    @cached_property
    def participants(self) -> tuple[Participant, ...]:
        """The rows of ``participant_table`` as values."""
        columns = (self.participant_table[name].to_pylist() for name in _PARTICIPANT)
        return tuple(Participant(*row) for row in zip(*columns, strict=True))

    @cached_property
    def unshown(self) -> int:
        """How many participants are in groups too small to be shown, or in none yet.

        Their votes are in no count. If there are any, a statement about every visible group need not hold for all
        groups.
        """
        why: list[str] = self.participant_table["why"].to_pylist()
        return why.count(UngroupedReason.SMALL_GROUP) + why.count(UngroupedReason.WAITING)

    def among(self, kinds: Mapping[str, str]) -> dict[str, str]:
        """Filter ``kinds`` (participant → kind) to participants whose counts may be shown beside the map.

        These are the members of visible groups, or everybody if there is no map.
        """
        if not self.groups:
            return dict(kinds)
        table = self.participant_table
        placed = set(table.filter(pc.is_valid(table["group"]))["id"].to_pylist())
        return {one: kind for one, kind in kinds.items() if one in placed}

    @property
    def consensus(self) -> tuple[StatementFigures, ...]:
        """Statements by how much every visible group agrees, most first."""
        ranked = sorted(self.statements, key=lambda s: (-s.consensus, s.id))
        return tuple(ranked) if self.groups else ()

    @property
    def agreed(self) -> tuple[StatementFigures, ...]:
        """The statements of :attr:`consensus` that a majority of the voters of every visible group agrees with."""
        return tuple(s for s in self.consensus if _on_one_side(s, (_AGREES,)))

    @property
    def divisive(self) -> tuple[StatementFigures, ...]:
        """Statements by how far the groups differ on them, furthest first."""
        ranked = sorted(self.statements, key=lambda s: (-s.divergence, s.id))
        return tuple(ranked) if self.groups else ()

    @property
    def bridging(self) -> tuple[StatementFigures, ...]:
        """Statements on which the majority of every visible group is on the same side, agreeing or disagreeing; the
        surest first.
        """
        return tuple(
            sorted(
                (s for s in self.statements if _on_one_side(s, (_AGREES, _DISAGREES))),
                key=lambda s: (-max(s.consensus, s.consensus_against), s.id),
            )
        )

    @cached_property
    def statement_table(self) -> pa.Table:
        """One row per statement with its figures; ``agrees_0``, ``disagrees_0``, ``passes_0`` … per group."""
        names = ("id", "x", "y", "agrees", "disagrees", "passes", "consensus", "consensus_against",
                 "divergence", "priority")  # fmt: skip
        columns = {name: [getattr(s, name) for s in self.statements] for name in names}
        for at, group in enumerate(self.groups):
            for side, word in enumerate(("agrees", "disagrees", "passes")):
                columns[f"{word}_{group.id}"] = [s.per_group[at][1][side] for s in self.statements]
        return pa.table(columns)


_PARTICIPANT = ("id", "group", "x", "y", "votes", "stability", "why")


def participant_table(
    ids: tuple[str, ...],
    group: NDArray[np.int64],
    places: NDArray[np.float64],
    votes: NDArray[np.int64],
    stability: NDArray[np.float64],
    why: NDArray[np.str_],
) -> pa.Table:
    """Build the table; ``group`` −1 becomes null."""
    return pa.table(
        {
            "id": pa.array(ids, pa.string()),
            "group": pa.array(group, pa.int64(), mask=group < 0),
            "x": places[:, 0],
            "y": places[:, 1],
            "votes": votes,
            "stability": stability,
            "why": pa.array(why, pa.string()),
        }
    )


_AGREES, _DISAGREES = 0, 1


def _on_one_side(statement: StatementFigures, sides: tuple[int, ...]) -> bool:
    """Tell whether in each group more than half of those who voted are on the same one of ``sides``."""
    groups = [counts for _, counts in statement.per_group]
    return bool(groups) and any(
        all(2 * counts[side] > sum(counts) for counts in groups) for side in sides
    )
