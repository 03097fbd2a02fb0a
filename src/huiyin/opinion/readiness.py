"""Whether enough participants have voted for a map that is meaningful and reveals nobody's votes."""

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
    """Measure how far a deliberation is from its map. ``votes_cast``: votes per participant.

    A participant counts after :data:`MINIMUM_VOTES` votes (all statements, if there are fewer);
    :data:`ENOUGH_PARTICIPANTS` such participants are needed. Both numbers are from Polis. Below the second, Polis
    groups those with the most votes; a network whose members know each other should not show that.
    """
    each = max(1, min(MINIMUM_VOTES, statements))
    return Readiness(sum(n >= each for n in votes_cast), ENOUGH_PARTICIPANTS, each, statements)
