"""What a suggestion changes in the draft: the words it refers to and the words it wants there.

People who want a provision reworded often send only the part concerned: the words before a list, a heading, one
paragraph of an article. They do not ask for the rest to be deleted. Others name one provision and send the words of
another, or send a new provision to be placed beside the one they name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from huiyin.law import Provision, find_provision
from huiyin.law.suggestion_actions import SuggestionAction
from huiyin.trace.amendment_matching.draft_places import KNOWN, DraftLayout, PlaceFinder
from huiyin.trace.amendment_matching.plain_words import PlainCodes
from huiyin.trace.data import TracedSuggestion
from huiyin.trace.edits import Hunk, TokenChange, change_between
from huiyin.trace.embedded_instructions import Instruction, parse_instructions
from huiyin.trace.token_codes import CodedText, TokenRarity
from huiyin.trace.uptake.apply_suggestion import apply_suggestion, strip_numbers
from huiyin.trace.uptake.reworded_part import is_title
from huiyin.trace.versions import VersionSide

#: The share of a part's words that the wording must keep for that part to be meant. It is lower for headings, which
#: have few words.
_KEPT, _KEPT_OF_HEADING = 0.5, 0.2
#: Of everything that the wording keeps of the target, the share that must lie in the part.
_KEPT_THERE = 0.8
#: How much cheaper changing a part must be than changing the whole target.
_CHEAPER = 0.8
#: A wording that keeps a smaller share of its target may belong elsewhere, or be new.
_STRANGE = 0.2


@dataclass(frozen=True)
class MeantChange:
    """A change of the draft.

    ``eid``: the provision. ``within``: the places of the draft that contain it, empty if it is not in the draft.
    ``change``: over all words of the place, including those before and after the provision. ``wanted``: the words
    asked for; its first token is token ``at`` of the changed place.
    """

    eid: str
    within: tuple[str, ...]
    change: TokenChange
    wanted: CodedText
    at: int


@dataclass(frozen=True)
class _PlaceEdit:
    """Replaces characters ``[start, end)`` of a place; ``change`` is the result."""

    start: int
    end: int
    change: TokenChange


class SuggestionReader:
    """Interprets the suggestions on one draft."""

    def __init__(
        self, layout: DraftLayout, places: PlaceFinder, codes: PlainCodes, rarity: TokenRarity
    ) -> None:
        self.layout, self.places, self.codes, self.rarity = layout, places, codes, rarity

    def read_ask(self, ask: TracedSuggestion) -> tuple[MeantChange, ...]:
        """Return the changes that ``ask`` may mean, the most likely first.

        Empty if it names no place, gives no wording, or quotes words that are not there.
        """
        instructions = parse_instructions(ask.text) if not ask.wording else ()
        action = SuggestionAction(ask.action)
        asks_nothing = (
            not ask.wording and not instructions and action is not SuggestionAction.DELETE
        )
        if not ask.target or action is SuggestionAction.KEEP or asks_nothing:
            return ()
        eid = find_provision(self.layout.draft, ask.target)
        if eid is not None and eid in self.layout.within:
            return tuple(self._at(ask, instructions, eid))
        if not ask.wording or action is SuggestionAction.DELETE:
            return ()
        wording = strip_numbers(ask.wording)
        elsewhere = self._by_its_words(wording)
        return (elsewhere or self._new(ask.target, wording),)

    def _at(
        self, ask: TracedSuggestion, told: tuple[Instruction, ...], eid: str
    ) -> Iterator[MeantChange]:
        target = self.layout.draft.by_eid[eid]
        side = self.layout.side(self.layout.within[eid][0])
        done = apply_suggestion(ask, told, side, target)
        if done is None:
            return
        start, end = done.start, len(side.text) - (len(done.text) - done.end)
        wanted = done.text[done.start : done.end]
        action = SuggestionAction(ask.action)
        if action is SuggestionAction.INSERT and not told:
            start, wanted = end, strip_numbers(ask.wording)
        new = self._coded(wanted)
        edit = _PlaceEdit(
            start, end, change_between(self._coded(side.text[start:end]).code, new.code)
        )
        if action is not SuggestionAction.REPLACE or told:
            yield self._meant(eid, side, edit, new)
            return
        edit = self._cheapest(edit, side, target, is_title=is_title(wanted, target))
        strange = self._kept(edit.change) < _STRANGE * self.rarity.total(new.code)
        elsewhere = self._by_its_words(wanted) if strange else None
        if elsewhere is not None:
            yield elsewhere
            return
        yield self._meant(eid, side, edit, new)
        if strange:
            beside = _PlaceEdit(end, end, change_between("", new.code))
            yield self._meant(eid, side, beside, new)

    def _by_its_words(self, wording: str) -> MeantChange | None:
        """Treat the wording as a change of the place with most of its words, if that place has enough of them."""
        new = self._coded(wording)
        shares = self.places.shares(new.code) if len(new) else {}
        place = max(shares, key=lambda eid: shares[eid], default="")
        if not place or shares[place] < KNOWN:
            return None
        side, target = self.layout.side(place), self.layout.draft.by_eid[place]
        whole = change_between(self._coded(side.text).code, new.code)
        edit = self._cheapest(_PlaceEdit(0, len(side.text), whole), side, target, is_title=False)
        if not self._weight(edit.change):
            return None
        return self._meant(place, side, edit, new)

    def _new(self, target: str, wording: str) -> MeantChange:
        """Treat the wording as a new provision."""
        new = self._coded(wording)
        return MeantChange(target, (), change_between("", new.code), new, 0)

    def _meant(self, eid: str, side: VersionSide, edit: _PlaceEdit, new: CodedText) -> MeantChange:
        before = self._coded(side.text[: edit.start]).code
        after = self._coded(side.text[edit.end :]).code
        return MeantChange(eid, self.layout.within[eid], _embed_change(edit.change, before, after), new, len(before))  # fmt: skip

    def _cheapest(
        self, whole: _PlaceEdit, side: VersionSide, target: Provision, *, is_title: bool
    ) -> _PlaceEdit:
        """Find the part of the target that becomes the wording with the smallest change.

        The wording must keep enough of that part's words and almost none of the other parts'; otherwise the whole
        target is returned. ``is_title``: the wording can only be a heading.
        """
        best, new = whole, whole.change.new
        least = _CHEAPER * self._weight(whole.change)
        enough = _KEPT_THERE * self._kept(whole.change)
        for start, end, is_heading in _list_parts(target, side):
            part = change_between(self._coded(side.text[start:end]).code, new)
            if is_heading and is_title:
                return _PlaceEdit(start, end, part)
            weight, kept = self._weight(part), self._kept(part)
            share = _KEPT_OF_HEADING if is_heading else _KEPT
            if 0 < weight < least and kept >= max(enough, share * self.rarity.total(part.base)):
                best, least = _PlaceEdit(start, end, part), weight
        return best

    def _coded(self, text: str) -> CodedText:
        return self.codes.plain(self.codes.read(text))

    def _kept(self, change: TokenChange) -> float:
        gone = sum(self.rarity.of(change.base[at]) for at in change.deleted)
        return self.rarity.total(change.base) - gone

    def _weight(self, change: TokenChange) -> float:
        gone = sum(self.rarity.of(change.base[at]) for at in change.deleted)
        return gone + sum(self.rarity.of(change.new[at]) for at in change.inserted)


def _list_parts(target: Provision, side: VersionSide) -> Iterator[tuple[int, int, bool]]:
    """Yield the range of each part that somebody may send alone, and whether it is a heading."""
    for provision in target.walk():
        start, end = side.ranges[provision.eid]
        if provision.heading:
            yield start, start + len(provision.heading), True
            start = min(end, start + len(provision.heading) + 1)
            yield start, end, False
        if provision.text:
            yield start, start + len(provision.text), False
        if provision is not target:
            yield start, end, False


def _embed_change(change: TokenChange, before: str, after: str) -> TokenChange:
    """Turn a change into one of the longer text ``before`` + base + ``after``."""
    by = len(before)
    hunks = tuple(
        Hunk(
            hunk.start + by,
            hunk.end + by,
            hunk.new_start + by,
            hunk.new_end + by,
            tuple(at + by for at in hunk.deleted),
            tuple(at + by for at in hunk.inserted),
        )
        for hunk in change.hunks
    )
    return TokenChange(before + change.base + after, before + change.new + after, hunks)
