"""The input and output of provenance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812  (a source has a date)
from enum import StrEnum

from huiyin.trace.provenance.titles import SourceRank, get_family, get_rank, get_subject


class Origin(StrEnum):
    """The origin of a source, relative to the country whose text is traced."""

    DOMESTIC = "domestic"
    FOREIGN = "foreign"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ProvenanceSource:
    """A text that words may come from.

    ``work``: the name that all versions of one law share. A stock phrase must occur in many works, not in many
    versions of one law. If empty, the title without brackets is used. ``date``: of this version. ``since``: when
    the work was first made, because an amended version still contains words from then. ``rank``: its legal rank; if
    empty, derived from the title.
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
        """The work, or the work as derived from the title."""
        return self.work or get_family(self.title or self.id) or self.id

    @property
    def subject(self) -> str:
        """The subject of the work according to its title.

        A law and each province's measures for its implementation have the same subject.
        """
        return get_subject(self.family)

    @property
    def standing(self) -> SourceRank:
        """The rank, or the rank as derived from the title."""
        return self.rank or get_rank(self.title or self.family)

    @property
    def day(self) -> Day | None:
        """The day from which this version counts: its own, or, if that is unknown, the day the work was first made."""
        return self.date or self.since

    @property
    def jurisdiction(self) -> tuple[str, str]:
        """The jurisdiction; ranks are only comparable within one."""
        return self.origin.value, self.country


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source and its units (eId, words) in reading order."""

    source: ProvenanceSource
    units: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SourceProblem:
    """A problem to correct in a folder of sources. ``row``: from 1 in its table; 0 for a whole file.

    The catalogue sentence is ``provenance.problem.<code>``; ``details`` fill it.
    """

    file: str
    row: int
    code: str
    details: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BorrowedPassage:
    """A passage of the target, ``[start, end)`` of the unit's words, with its source.

    ``share``: its part of the unit's words without stock phrases, from 0 to 1. ``adaptation``: how much of it was
    changed, from 0 (word for word) towards 1: 1 − 2·M / (a + b), where M of the a words in the target and b words
    in the source were kept in order (the normalised indel distance).
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
    """One unit of the target. ``own`` and the shares of ``passages`` add up to 1.

    ``stock`` is separate: the share of stock phrases in all words of the unit. ``words``: the number of words
    without them. ``length``: the unit's characters, including stock phrases.
    """

    eid: str
    passages: tuple[BorrowedPassage, ...]
    own: float
    stock: float
    words: int
    length: int


@dataclass(frozen=True, slots=True)
class SourceTotal:
    """What the whole target takes from one source. ``adaptation``: the mean, weighted by words."""

    source: ProvenanceSource
    share: float
    adaptation: float


@dataclass(frozen=True, slots=True)
class OriginTotal:
    """What the whole target takes from one origin; ``country`` is empty if unknown."""

    origin: Origin
    country: str
    share: float
    adaptation: float


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the words of a text come from.

    ``internationalisation``: the share from foreign sources. ``localisation``: own words, domestic passages, and
    the changed part of foreign passages. Both run from 0 to 1 and can both be high; words of unknown origin count
    in neither. ``left_out``: sources not used because they are later than the target or, if the target has a date,
    undated.
    """

    provisions: tuple[ProvisionProvenance, ...]
    sources: tuple[SourceTotal, ...]
    origins: tuple[OriginTotal, ...]
    own: float
    internationalisation: float
    localisation: float
    undated: tuple[str, ...] = ()
    left_out: int = 0
