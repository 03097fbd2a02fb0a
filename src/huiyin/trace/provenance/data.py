"""What provenance takes and gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812  (a source has a date)
from enum import StrEnum

from huiyin.trace.provenance.titles import SourceRank, get_family, get_rank, get_subject


class Origin(StrEnum):
    """Where a source is from, seen from the country whose text is traced."""

    DOMESTIC = "domestic"
    FOREIGN = "foreign"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ProvenanceSource:
    """A text that words may come from.

    ``work`` names what the versions of one law have in common: a phrase is of the genre when many
    works hold it, not when one law has many versions. Empty: the title without what stands in
    brackets. ``date``: of this version; ``since``: when the work was first made, for a version that
    was amended still has words of then. ``rank``: how high it stands; empty: what its title says.
    """

    id: str
    title: str = ""
    origin: Origin = Origin.UNKNOWN
    country: str = ""
    date: Day | None = None
    work: str = ""
    since: Day | None = None
    rank: SourceRank | None = None

    @property
    def family(self) -> str:
        """The work, or what its title says of it."""
        return self.work or get_family(self.title or self.id) or self.id

    @property
    def subject(self) -> str:
        """What the work is about, by its title: a law and what carries it out in each province are
        about one thing."""
        return get_subject(self.family)

    @property
    def standing(self) -> SourceRank:
        """Its rank, or what its title says of it."""
        return self.rank or get_rank(self.title or self.family)

    @property
    def jurisdiction(self) -> tuple[str, str]:
        """Ranks can be compared within one."""
        return self.origin.value, self.country


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source and its units: (eId, words), in reading order."""

    source: ProvenanceSource
    units: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SourceProblem:
    """Something to mend in a folder of sources. ``row`` counts from 1 in its table, 0 for a file.

    The catalogues keep the sentence under ``provenance.problem.<code>``; ``details`` fill it.
    """

    file: str
    row: int
    code: str
    details: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BorrowedPassage:
    """A passage of the target, ``[start, end)`` of the unit's words, and where it comes from.

    ``share``: its part of the unit's words, stock phrases aside, from 0 to 1. ``adaptation``: from 0,
    word for word, towards 1, how much of it was changed: 1 − 2·M / (a + b) with M words kept in order
    of a in the target and b in the source (the indel distance over its greatest value).
    """

    source: str
    eid: str
    share: float
    adaptation: float
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class ProvisionProvenance:
    """One unit of the target. ``own`` and the shares of ``passages`` add to 1. ``stock`` is apart from
    them: the part of all its words that is stock phrase. ``words``: how many there are without;
    ``length``: the unit's characters, stock and all."""

    eid: str
    passages: tuple[BorrowedPassage, ...]
    own: float
    stock: float
    words: int
    length: int


@dataclass(frozen=True, slots=True)
class SourceTotal:
    """What the whole target has of one source. ``adaptation``: the mean, weighted by words."""

    source: ProvenanceSource
    share: float
    adaptation: float


@dataclass(frozen=True, slots=True)
class OriginTotal:
    """What the whole target has of one origin; ``country`` is empty where it is not known."""

    origin: Origin
    country: str
    share: float
    adaptation: float


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the words of a text come from.

    ``internationalisation``: the share that comes from foreign sources. ``localisation``: own words,
    domestic passages, and of foreign passages the part that was changed. Both run from 0 to 1 and can
    both be high; what is of unknown origin counts in neither. ``left_out``: sources not used, being
    later than the target or, where it has a date, without one.
    """

    provisions: tuple[ProvisionProvenance, ...]
    sources: tuple[SourceTotal, ...]
    origins: tuple[OriginTotal, ...]
    own: float
    internationalisation: float
    localisation: float
    undated: tuple[str, ...] = ()
    left_out: int = 0
