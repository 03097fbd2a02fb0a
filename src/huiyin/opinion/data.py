"""What an opinion map holds: frozen values, and the same as Arrow tables."""

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
    """Why a participant belongs to no group."""

    FEW_VOTES = "few_votes"
    SMALL_GROUP = "small_group"  # its group is below the minimum size, and is not shown
    WAITING = "waiting"  # too few have changed group since the last map for the groups to change
    NO_GROUPS = "no_groups"  # no grouping leaves two groups that may be shown: there is no map


@dataclass(frozen=True, slots=True)
class Participant:
    """``group`` is ``None`` for one left out; ``why`` then says so (:class:`Why`). ``x``, ``y``: place in
    the plane. ``stability``: share of resamples in which the participant stays in its group."""

    id: str
    group: int | None
    x: float
    y: float
    votes: int
    stability: float = 1.0
    why: str = ""

    @property
    def shown_place(self) -> tuple[float, float] | tuple[None, None]:
        """The place that files may give: none of one who is in no group that is shown, for it tells the votes."""
        return (self.x, self.y) if self.group is not None else (None, None)


@dataclass(frozen=True, slots=True)
class Representative:
    """A statement that sets a group apart. ``agrees``: the group agrees with it (else disagrees).
    ``probability``: (votes so + 1) / (votes + 2); ``ratio``: that over the others' same; ``z`` and
    ``z_ratio``: the two tests' statistics."""

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
    """Participants who vote alike. ``stability``: mean of its members'; ``centre``: their mean place."""

    id: int
    size: int
    stability: float
    representative: tuple[Representative, ...]
    centre: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class StatementFigures:
    """``agrees``, ``disagrees``, ``passes``: of those in the groups shown, the sum of ``per_group``; of everybody where
    there is no map. ``x``, ``y``: where one stands who agrees with this statement and says nothing else (Polis's
    comment projection); ``consensus``: ∏ over groups of (agrees + 1) / (votes + 2), ``consensus_against``
    the same of disagreeing; ``divergence``: the largest difference between two groups' shares of
    agreement, each (agrees + 1) / (votes + 2); ``priority``: how much a further vote on it would tell
    (:mod:`huiyin.opinion.statement_priority`); ``per_group``: group id → (agrees, disagrees, passes). Consensus and
    divergence are of the groups shown, and ``nan`` where there is no map."""

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
    """``participant_table``: one row per participant, in the order of the votes (``id``, ``group``, ``x``,
    ``y``, ``votes``, ``stability``, ``why``). ``groups`` the largest first; ``statements`` in the order of
    the votes, without those moderated out. ``silhouette`` of the grouping; ``stability``: mean adjusted
    Rand index of resampled groupings to this one; ``count_stability``: share of resamples in which as many
    groups are best. Both are ``nan`` where nothing was resampled. ``explained``: the two components' shares of
    the variance. ``components``: 2 × all statements of the votes.

    ``groups`` are at least two, or none: no grouping leaves two that may be shown, so there is no map. Then nothing
    is agreed by groups, nor parts them. ``is_kept``: they are those of the map before, which too few would have left
    or joined for them to change."""

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
        """How many participants are in groups too small to be shown, or in none yet. Their votes are in no count: what
        holds of every group shown does not hold of all groups where there are such."""
        why: list[str] = self.participant_table["why"].to_pylist()
        return why.count(UngroupedReason.SMALL_GROUP) + why.count(UngroupedReason.WAITING)

    def among(self, kinds: Mapping[str, str]) -> dict[str, str]:
        """Of ``kinds``, participant → kind, those of whom counts may stand beside the map: in the groups shown, or
        everybody where there is no map."""
        if not self.groups:
            return dict(kinds)
        table = self.participant_table
        placed = set(table.filter(pc.is_valid(table["group"]))["id"].to_pylist())
        return {one: kind for one, kind in kinds.items() if one in placed}

    @property
    def consensus(self) -> tuple[StatementFigures, ...]:
        """Statements by how much every group shown agrees, most first."""
        ranked = sorted(self.statements, key=lambda s: (-s.consensus, s.id))
        return tuple(ranked) if self.groups else ()

    @property
    def agreed(self) -> tuple[StatementFigures, ...]:
        """Of :attr:`consensus` those that more than half of the voters of every group shown agree with."""
        return tuple(s for s in self.consensus if _on_one_side(s, (_AGREES,)))

    @property
    def divisive(self) -> tuple[StatementFigures, ...]:
        """Statements by how far groups part on them, furthest first."""
        ranked = sorted(self.statements, key=lambda s: (-s.divergence, s.id))
        return tuple(ranked) if self.groups else ()

    @property
    def bridging(self) -> tuple[StatementFigures, ...]:
        """Statements on which most of every group shown is on one side, agreeing or not; the surest first."""
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
    """``group`` −1 becomes null."""
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
    """Whether in each group more than half of those who voted are on the same of ``sides``."""
    groups = [counts for _, counts in statement.per_group]
    return bool(groups) and any(
        all(2 * counts[side] > sum(counts) for counts in groups) for side in sides
    )
