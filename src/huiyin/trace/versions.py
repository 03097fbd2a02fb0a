"""A draft and its enacted text in one language, prepared for tracing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from huiyin.law import Comparison, Law, Provision
from huiyin.law.compare import UnitChange, list_units
from huiyin.trace.change_share import LawSide
from huiyin.trace.edits import Hunk, TokenChange, build_change
from huiyin.trace.sentence_words import SentenceWords
from huiyin.trace.shared_runs import TextSearch
from huiyin.trace.token_codes import CodedText, TokenCodes, TokenRarity


@dataclass(frozen=True)
class VersionSide:
    """The units of one version that a change covers, as one text. ``ranges``: eId of every provision in it → the
    range of its words and those below it.
    """

    text: str
    ranges: dict[str, tuple[int, int]]


def build_side(law: Law, eids: tuple[str, ...]) -> VersionSide:
    """Return the text of units without their numbers, one provision per line."""
    pieces: list[str] = []
    ranges: dict[str, tuple[int, int]] = {}
    position = 0

    def lay(provision: Provision) -> None:
        nonlocal position
        start = position
        own = "\n".join(part for part in (provision.heading, provision.text) if part)
        if own:
            pieces.append(own + "\n")
            position += len(own) + 1
        for child in provision.children:
            lay(child)
        ranges[provision.eid] = (start, max(start, position - 1))

    for eid in eids:
        lay(law.by_eid[eid])
    return VersionSide("".join(pieces).rstrip("\n"), ranges)


@dataclass(frozen=True)
class AlignedChange:
    """One change of the law between aligned units: both sides, and the change over coded tokens."""

    unit: UnitChange
    draft: VersionSide
    enacted: VersionSide
    base: CodedText
    new: CodedText
    law: LawSide

    @property
    def change(self) -> TokenChange:
        return self.law.change

    def touches(self, hunk: Hunk, start: int, end: int) -> bool:
        """Tell whether the law's ``hunk`` changes draft characters ``[start, end)``."""
        base = self.base
        if any(start <= base.starts[at] < end for at in hunk.deleted):
            return True
        if not hunk.inserted:
            return False
        if hunk.start < len(base):
            return start <= base.starts[hunk.start] < end
        return not len(base) or end >= base.ends[-1]


@dataclass
class VersionPair:
    """Everything that tracing needs to know about the two texts in one language, computed once."""

    draft: Law
    enacted: Law
    comparison: Comparison
    codes: TokenCodes = field(default_factory=TokenCodes)
    places: list[AlignedChange] = field(default_factory=list)
    place_of: dict[str, AlignedChange] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for unit in self.comparison.changes:
            old, new = build_side(self.draft, unit.old), build_side(self.enacted, unit.new)
            base, now = self.codes.read(old.text), self.codes.read(new.text)
            place = AlignedChange(unit, old, new, base, now, LawSide(build_change(base, now)))
            self.places.append(place)
            for eid in unit.old:
                self.place_of[eid] = place
        self.rarity = TokenRarity(
            (place.base.code for place in self.places),
            self.codes,
            (place.new.code for place in self.places),
        )
        self._unit_of: dict[str, str] = {}
        for unit_provision in list_units(self.draft):
            for provision in unit_provision.walk():
                self._unit_of[provision.eid] = unit_provision.eid

    @cached_property
    def enacted_search(self) -> TextSearch:
        """Finds places by their enacted words."""
        return TextSearch([place.new.code for place in self.places])

    @cached_property
    def draft_search(self) -> TextSearch:
        """Finds places by their words in the draft."""
        return TextSearch([place.base.code for place in self.places])

    @cached_property
    def new_sentences(self) -> SentenceWords:
        """The sentences of which the law inserted at least half of the words."""
        return SentenceWords(
            place.new.shown(start, end)
            for place in self.places
            for start, end in place.new.sentences()
            if 2 * sum(at in place.law.inserted for at in range(start, end)) >= end - start
        )

    def place_for(self, eid: str) -> AlignedChange | None:
        """Return the change that contains the draft provision ``eid``; ``None`` for a chapter or other division,
        which has several.
        """
        unit = self._unit_of.get(eid)
        return self.place_of.get(unit) if unit is not None else None

    def list_new_beside(self, own: AlignedChange) -> list[AlignedChange]:
        """Return the new places of the law directly before and after ``own``."""
        at = self._number_of[id(own)]
        return [
            *self._list_new(range(at + 1, len(self.places))),
            *self._list_new(range(at - 1, -1, -1)),
        ]

    @cached_property
    def _number_of(self) -> dict[int, int]:
        return {id(place): number for number, place in enumerate(self.places)}

    def _list_new(self, numbers: range) -> Iterator[AlignedChange]:
        for number in numbers:
            place = self.places[number]
            if not place.unit.new:
                continue  # deleted by the law
            if place.unit.old:
                return
            yield place
