"""A draft and its enacted text in one language, made ready to trace suggestions in."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from huiyin.law import Comparison, Law, Provision
from huiyin.law.compare import Change as UnitChange
from huiyin.law.compare import units
from huiyin.trace.coding import Coded, Codes, Rarity
from huiyin.trace.edits import Change, Hunk, change_of
from huiyin.trace.runs import Search
from huiyin.trace.share import LawSide


@dataclass(frozen=True)
class Side:
    """The units of one version that a change of the law holds, as one text; ``ranges``: eId of every
    provision in it → where its words (and those below it) stand."""

    text: str
    ranges: dict[str, tuple[int, int]]


def side_of(law: Law, eids: tuple[str, ...]) -> Side:
    """The words of units without their numbers, a provision a line."""
    pieces: list[str] = []
    ranges: dict[str, tuple[int, int]] = {}
    at = 0

    def lay(provision: Provision) -> None:
        nonlocal at
        start = at
        own = "\n".join(part for part in (provision.heading, provision.text) if part)
        if own:
            pieces.append(own + "\n")
            at += len(own) + 1
        for child in provision.children:
            lay(child)
        ranges[provision.eid] = (start, max(start, at - 1))

    for eid in eids:
        lay(law.by_eid[eid])
    return Side("".join(pieces).rstrip("\n"), ranges)


@dataclass(frozen=True)
class Place:
    """One change of the law between aligned units: both sides, and the change over coded tokens."""

    unit: UnitChange
    draft: Side
    enacted: Side
    base: Coded
    new: Coded
    law: LawSide

    @property
    def change(self) -> Change:
        return self.law.change

    def touches(self, hunk: Hunk, start: int, end: int) -> bool:
        """Whether the law's ``hunk`` changes draft characters ``[start, end)``."""
        base = self.base
        if any(start <= base.starts[at] < end for at in hunk.deleted):
            return True
        if not hunk.inserted:
            return False
        if hunk.start < len(base):
            return start <= base.starts[hunk.start] < end
        return not len(base) or end >= base.ends[-1]


@dataclass
class Versions:
    """Everything about one language's pair that tracing asks for, computed once."""

    draft: Law
    enacted: Law
    comparison: Comparison
    codes: Codes = field(default_factory=Codes)
    places: list[Place] = field(default_factory=list)
    place_of: dict[str, Place] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for unit in self.comparison.changes:
            old, new = side_of(self.draft, unit.old), side_of(self.enacted, unit.new)
            base, now = self.codes.read(old.text), self.codes.read(new.text)
            place = Place(unit, old, new, base, now, LawSide(change_of(base, now)))
            self.places.append(place)
            for eid in unit.old:
                self.place_of[eid] = place
        self.rarity = Rarity(
            (place.base.code for place in self.places),
            self.codes,
            (place.new.code for place in self.places),
        )
        self._unit_of: dict[str, str] = {}
        for unit_provision in units(self.draft):
            for provision in unit_provision.walk():
                self._unit_of[provision.eid] = unit_provision.eid

    @cached_property
    def enacted_search(self) -> Search:
        """Finds places by their enacted words."""
        return Search([place.new.code for place in self.places])

    @cached_property
    def draft_search(self) -> Search:
        """Finds places by their words in the draft."""
        return Search([place.base.code for place in self.places])

    def place_for(self, eid: str) -> Place | None:
        """The change of the law that the draft provision ``eid`` lies in; ``None`` for one, such as a
        chapter, that holds several."""
        unit = self._unit_of.get(eid)
        return self.place_of.get(unit) if unit is not None else None
