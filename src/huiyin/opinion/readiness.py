"""Whether enough have voted for a map that says something and gives nobody away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from huiyin.opinion.opinion_map import ENOUGH_PARTICIPANTS, MINIMUM_VOTES


@dataclass(frozen=True, slots=True)
class Readiness:
    """``ready`` of ``needed`` participants have cast ``votes_each`` votes."""

    ready: int
    needed: int
    votes_each: int
    statements: int

    @property
    def is_enough(self) -> bool:
        return self.statements >= 2 and self.ready >= self.needed


def measure_readiness(votes_cast: Iterable[int], statements: int) -> Readiness:
    """How far a deliberation is from its map. ``votes_cast``: votes per participant.

    A participant counts with :data:`MINIMUM_VOTES` votes (all statements, where there are fewer);
    :data:`ENOUGH_PARTICIPANTS` such are needed. Both are Polis's; below the second Polis groups whoever voted
    most, which a network whose members know each other should not show.
    """
    each = max(1, min(MINIMUM_VOTES, statements))
    return Readiness(sum(n >= each for n in votes_cast), ENOUGH_PARTICIPANTS, each, statements)
