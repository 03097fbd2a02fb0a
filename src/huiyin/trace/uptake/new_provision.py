"""Provisions that a suggestion wants added: beside the one that it names, or anywhere in the law.

Such a suggestion changes no words of the draft: its change goes from nothing to its wording. A new provision of the
law is also a change from nothing. Both have the same base and can be compared like changes of one place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from huiyin.law import Law
from huiyin.law.suggestion_actions import SuggestionAction
from huiyin.trace.change_share import FoundShare, share_found
from huiyin.trace.data import TracedSuggestion
from huiyin.trace.edits import Hunk, TokenChange
from huiyin.trace.embedded_instructions import Instruction, InstructionStep
from huiyin.trace.uptake.apply_suggestion import strip_numbers
from huiyin.trace.uptake.other_provisions import find_in_place
from huiyin.trace.versions import AlignedChange, VersionPair

#: The least tokens of a wording for finding it somewhere to be meaningful.
_FEWEST = 5
#: How many of the places with the largest shares of a wording are examined.
_LOOKED_AT = 4


@dataclass(frozen=True)
class PlacedShare:
    """How much of a wording is new in one place of the law."""

    place: AlignedChange
    share: FoundShare


def get_added_wording(ask: TracedSuggestion, told: tuple[Instruction, ...]) -> str:
    """Return the words that an ask wants added; empty if it asks for anything else."""
    if told:
        is_addition = all(step.step is InstructionStep.APPEND for step in told)
        return "\n".join(strip_numbers(step.new) for step in told) if is_addition else ""
    is_addition = SuggestionAction(ask.action) is SuggestionAction.INSERT
    return strip_numbers(ask.wording) if is_addition else ""


def build_addition(sought: str) -> TokenChange:
    """Build the change from nothing to ``sought``, which is coded."""
    whole = Hunk(0, 0, 0, len(sought), (), tuple(range(len(sought))))
    return TokenChange("", sought, (whole,) if sought else ())


def find_beside(sought: str, own: AlignedChange, versions: VersionPair) -> PlacedShare | None:
    """Return the new provision next to ``own`` with the largest share of ``sought``; ``None`` if there is none."""
    addition = build_addition(sought)
    best: PlacedShare | None = None
    for place in versions.list_new_beside(own):
        share = share_found(addition, place.law, versions.rarity)
        if best is None or share.score > best.share.score:
            best = PlacedShare(place, share)
    return best


def find_anywhere(sought: str, versions: VersionPair) -> PlacedShare | None:
    """Return the place anywhere in the law with the largest new share of ``sought``; ``None`` if there is none."""
    if len(sought) < _FEWEST:
        return None
    addition = build_addition(sought)
    found = [_hold_against(addition, place, versions) for place in _list_places(sought, versions)]
    return max(found, key=lambda one: one.share.score, default=None)


def _list_places(sought: str, versions: VersionPair) -> Iterator[AlignedChange]:
    for number, _ in versions.enacted_search.best(sought, _LOOKED_AT):
        if versions.places[number].change.hunks:
            yield versions.places[number]


def _hold_against(
    addition: TokenChange, place: AlignedChange, versions: VersionPair
) -> PlacedShare:
    asked = versions.rarity.total(addition.new)
    match = find_in_place(addition, place, versions, asked)
    law = set(match.positions & place.law.inserted)
    put = frozenset(place.new.code[at] for at in law)
    mine = {at for at, char in enumerate(addition.new) if char in put}
    share = FoundShare(
        asked=asked,
        found=match.share * asked,
        asked_inserted=asked,
        found_inserted=match.share * asked,
        ask_inserted=mine,
        law_inserted=law,
    )
    return PlacedShare(place, share)


def is_within(place: AlignedChange, division: str, versions: VersionPair) -> bool:
    """Tell whether a place of the law is in the division whose eId in the draft is ``division``."""
    return any(
        eid in place.unit.new
        for eid in _list_eids_of_division(versions.draft, versions.enacted, division)
    )


def _list_eids_of_division(draft: Law, enacted: Law, division: str) -> Iterator[str]:
    """Yield the provisions of the enacted division that has the same heading as the draft's, or else the same eId."""
    old = draft.by_eid[division]
    alike = (p for p in enacted.walk() if old.heading and p.heading == old.heading and p.children)
    new = next(alike, None) or enacted.by_eid.get(division)
    yield from (p.eid for p in new.walk()) if new is not None else ()
