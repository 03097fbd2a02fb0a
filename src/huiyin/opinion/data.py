"""What an opinion map holds: frozen values, and the same as Arrow tables."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray


class Why(StrEnum):
    """Why a participant belongs to no group."""

    FEW_VOTES = "few_votes"
    SMALL_GROUP = "small_group"  # its group is below the minimum size, and is not shown


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
    """``x``, ``y``: where one stands who agrees with this statement and says nothing else (Polis's
    comment projection); ``consensus``: ∏ over groups of (agrees + 1) / (votes + 2), ``consensus_against``
    the same of disagreeing; ``divergence``: the largest difference between two groups' shares of
    agreement, each (agrees + 1) / (votes + 2); ``priority``: how much a further vote on it would tell
    (:mod:`huiyin.opinion.routing`); ``per_group``: group id → (agrees, disagrees, passes)."""

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
    the variance. ``components``: 2 × all statements of the votes."""

    participant_table: pa.Table
    groups: tuple[OpinionGroup, ...]
    statements: tuple[StatementFigures, ...]
    silhouette: float
    stability: float
    count_stability: float
    explained: tuple[float, float]
    components: tuple[tuple[float, ...], tuple[float, ...]]

    @cached_property
    def participants(self) -> tuple[Participant, ...]:
        """The rows of ``participant_table`` as values."""
        columns = (self.participant_table[name].to_pylist() for name in _PARTICIPANT)
        return tuple(Participant(*row) for row in zip(*columns, strict=True))

    @property
    def consensus(self) -> tuple[StatementFigures, ...]:
        """Statements by how much every group agrees, most first."""
        return tuple(sorted(self.statements, key=lambda s: (-s.consensus, s.id)))

    @property
    def divisive(self) -> tuple[StatementFigures, ...]:
        """Statements by how far groups part on them, furthest first."""
        return tuple(sorted(self.statements, key=lambda s: (-s.divergence, s.id)))

    @property
    def bridging(self) -> tuple[StatementFigures, ...]:
        """Statements on which most of every group is on one side, agreeing or not; the surest first."""
        return tuple(
            sorted(
                (s for s in self.statements if _is_bridge(s)),
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


def _is_bridge(statement: StatementFigures) -> bool:
    """Whether in each group more than half of those who voted are on the same side."""
    sides = zip(*(counts for _, counts in statement.per_group), strict=True)
    totals = [sum(counts) for _, counts in statement.per_group]
    agrees, disagrees, _ = (tuple(side) for side in sides) if totals else ((), (), ())
    return bool(totals) and any(
        all(2 * some > total for some, total in zip(side, totals, strict=True))
        for side in (agrees, disagrees)
    )
