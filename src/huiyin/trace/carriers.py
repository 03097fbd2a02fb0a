"""Which amendments carried which suggestion.

Between proposal and law stand the amendments that legislators move. A suggestion and an amendment are compared as
changes: the words that each puts in and takes out. How much of the suggestion's change the amendment's holds is
weighted by rarity, as in :mod:`huiyin.trace.share`; the words round about say whether both mean the same place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from huiyin.law import Law, find_provision
from huiyin.law.compare import units
from huiyin.text import detect_language, main_language
from huiyin.trace.coding import Coded, Codes, Rarity
from huiyin.trace.data import Action, Ask, Passage, Where
from huiyin.trace.edits import Change, change_between
from huiyin.trace.runs import Place
from huiyin.trace.share import MARGIN_NEAR, LawSide
from huiyin.trace.uptake.asked import Edit, carried_out
from huiyin.trace.versions import Side, side_of
from huiyin.trace.wording import instructions

#: What an amendment that stands at another place of the draft is worth beside one that stands at the same.
AWAY = 0.6
#: Score from which an amendment is said to carry a suggestion, in part or in whole.
CARRIES = 0.25
#: Bits of a change that tells something away from its place; one of a word or a number does not.
_CLAUSE = 40.0
#: Tokens beside a change that tell where it stands.
_AROUND = 8


class Amendment(Protocol):
    """What is known of an amendment, as :class:`huiyin.intake.Amendment` has it."""

    @property
    def id(self) -> str: ...
    @property
    def target(self) -> str: ...
    @property
    def old(self) -> str: ...
    @property
    def new(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Carrier:
    """An amendment (its id) that carries a suggestion. ``score``, 0 to 1: the share of the suggestion's change that
    the amendment makes, times 1 where both stand at one place of the draft, down to :data:`AWAY` where they do not.
    ``passages``: the suggestion (``ask``), the words that the amendment takes out (``draft``) and those it puts in
    (``amendment``), marked where both changes agree."""

    amendment: str
    score: float
    passages: tuple[Passage, ...]


def carriers(
    asks: Sequence[Ask], amendments: Sequence[Amendment], drafts: Law | Mapping[str, Law]
) -> dict[str, tuple[Carrier, ...]]:
    """For each ask (by id) the amendments that carry it, best first; of equals the one that comes first.

    ``drafts``: the draft, or drafts by language (``zh``, ``en``). An amendment belongs to the language of its words.
    An ask that gives no wording, or names no provision of the draft, has none.
    """
    if not amendments:
        return {ask.id: () for ask in asks}
    laws = {main_language(drafts.language): drafts} if isinstance(drafts, Law) else drafts
    desks = {language: _Desk(law, language) for language, law in laws.items()}
    for amendment in amendments:
        language = main_language(detect_language(amendment.new or amendment.old))
        if language in desks:
            desks[language].take(amendment)
    found: dict[str, tuple[Carrier, ...]] = {}
    for ask in asks:
        desk = desks.get(main_language(ask.language or detect_language(ask.wording or ask.text)))
        found[ask.id] = tuple(desk.carriers(ask)) if desk is not None else ()
    return found


@dataclass(frozen=True)
class _Moved:
    """An amendment as a change. ``unit``: the unit of the draft that its target names; empty where none is found."""

    amendment: Amendment
    unit: str
    old: Coded
    new: Coded
    side: LawSide


class _Desk:
    """A draft in one language, and the amendments to it."""

    def __init__(self, draft: Law, language: str) -> None:
        self.draft, self.language = draft, language
        self.codes = Codes()
        self.sides: dict[str, Side] = {}
        self.bases: dict[str, Coded] = {}
        self.unit_of: dict[str, str] = {}
        for unit in units(draft):
            self.sides[unit.eid] = side_of(draft, (unit.eid,))
            self.bases[unit.eid] = self.codes.read(self.sides[unit.eid].text)
            for provision in unit.walk():
                self.unit_of[provision.eid] = unit.eid
        self.rarity = Rarity((base.code for base in self.bases.values()), self.codes)
        self.moved: list[_Moved] = []

    def take(self, amendment: Amendment) -> None:
        old, new = self.codes.read(amendment.old), self.codes.read(amendment.new)
        eid = find_provision(self.draft, amendment.target) if amendment.target else None
        unit = self.unit_of.get(eid, "") if eid else ""
        side = LawSide(change_between(old.code, new.code))
        self.moved.append(_Moved(amendment, unit, old, new, side))

    def carriers(self, ask: Ask) -> Iterator[Carrier]:
        eid = find_provision(self.draft, ask.target) if ask.target else None
        unit = self.unit_of.get(eid) if eid else None
        told = instructions(ask.text) if not ask.wording else ()
        action = Action(ask.action)
        if eid is None or unit is None or action is Action.KEEP:
            return
        if not ask.wording and not told and action is not Action.DELETE:
            return
        edit = carried_out(ask, told, self.sides[unit], self.draft.by_eid[eid])
        if edit is None:
            return
        wanted = self.codes.read(edit.text)
        change = change_between(self.bases[unit].code, wanted.code)
        whole = Place(self.bases[unit].code)
        found = []
        for moved in self.moved:
            shared = _shared(change, moved.side, self.rarity)
            near = 1.0 if moved.unit == unit else self._standing(moved, whole)
            score = shared.score * (AWAY + (1 - AWAY) * near)
            if shared.bits < _CLAUSE and near < 0.5:
                continue
            if score >= CARRIES:
                beside = self._beside(change, moved)
                found.append((score, beside, shared.score_back, moved, shared))
        found.sort(key=lambda item: tuple(-round(figure, 4) for figure in item[:3]))
        for score, _, _, moved, shared in found:
            passages = tuple(self._passages(eid, unit, edit, wanted, moved, shared))
            yield Carrier(moved.amendment.id, round(score, 4), passages)

    def _standing(self, moved: _Moved, whole: Place) -> float:
        """The share of the words that the amendment begins from that stand in the ask's unit, in telling runs."""
        code = moved.old.code
        total = self.rarity.total(code)
        if moved.unit or not total:
            return 0.0
        least = len(whole.text).bit_length() + MARGIN_NEAR
        runs = (self.rarity.total(code[a : a + n]) for a, _, n in whole.runs(code))
        return min(1.0, sum(bits for bits in runs if bits >= least) / total)

    def _beside(self, ask: Change, moved: _Moved) -> float:
        """How well the words on both sides of the ask's changes agree with those beside the amendment's: which of
        two places in one provision it means. 0 to 1."""
        change = moved.side.change
        agree = total = 0
        for hunk in ask.hunks:
            before, after = ask.base[: hunk.start], ask.base[hunk.end :]
            fits = [
                _shared_end(before, change.base[: other.start])
                + _shared_start(after, change.base[other.end :])
                for other in change.hunks
            ]
            agree += max(fits, default=0)
            total += 2 * _AROUND
        return agree / total if total else 0.0

    def _passages(
        self, eid: str, unit: str, edit: Edit, wanted: Coded, moved: _Moved, shared: _Shared
    ) -> Iterator[Passage]:
        shown = edit.text[edit.start : edit.end]
        if shown.strip():
            ranges = [(a - edit.start, b - edit.start) for a, b in wanted.ranges(shared.ask)]
            marks = tuple((max(a, 0), min(b, len(shown))) for a, b in ranges if b > 0 and a < len(shown))  # fmt: skip
            yield Passage(Where.ASK, eid, shown, marks, self.language)
        own = moved.amendment
        place = moved.unit or own.target
        if own.old.strip():
            yield Passage(Where.DRAFT, place, own.old, moved.old.ranges(shared.out), self.language)
        if own.new.strip():
            marks = moved.new.ranges(shared.put)
            yield Passage(Where.AMENDMENT, place, own.new, marks, self.language)


def _shared_start(left: str, right: str) -> int:
    """Up to :data:`_AROUND` tokens that both begin with."""
    at = 0
    while at < min(_AROUND, len(left), len(right)) and left[at] == right[at]:
        at += 1
    return at


def _shared_end(left: str, right: str) -> int:
    return _shared_start(left[-_AROUND:][::-1], right[-_AROUND:][::-1])


@dataclass
class _Shared:
    """What two changes share; positions in the wording, in the amendment's old and in its new words."""

    asked: float
    moved: float
    bits: float
    ask: set[int]
    out: set[int]
    put: set[int]

    @property
    def score(self) -> float:
        return min(1.0, self.bits / self.asked) if self.asked else 0.0

    @property
    def score_back(self) -> float:
        """The share of the amendment's change that is the ask's."""
        return min(1.0, self.bits / self.moved) if self.moved else 0.0


def _shared(ask: Change, moved: LawSide, rarity: Rarity) -> _Shared:
    change = moved.change
    total = sum(rarity.of(change.new[at]) for at in moved.inserted)
    total += sum(rarity.of(change.base[at]) for at in moved.deleted)
    found = _Shared(0.0, total, 0.0, set(), set(), set())
    put, out = moved.everywhere, moved.taken_out
    same = {(change.base[h.start : h.end], change.new[h.new_start : h.new_end]): h for h in change.hunks}  # fmt: skip
    for hunk in ask.hunks:
        bits_in = sum(rarity.of(ask.new[at]) for at in hunk.inserted)
        bits_out = sum(rarity.of(ask.base[at]) for at in hunk.deleted)
        found.asked += bits_in + bits_out
        other = same.get((ask.base[hunk.start : hunk.end], ask.new[hunk.new_start : hunk.new_end]))
        if other is not None:
            found.bits += bits_in + bits_out
            found.ask.update(hunk.inserted)
            found.out.update(other.deleted)
            found.put.update(other.inserted)
            continue
        here = 0.0
        for at, where, bits in _matched(ask.new, hunk.new_start, hunk.new_end, hunk.inserted, put, rarity):  # fmt: skip
            here += bits
            found.ask.add(at)
            found.put.add(where)
        found.bits += here
        # What goes to make room for other words is worth the share of those that came.
        worth = here / bits_in if bits_in else 1.0
        for _, where, bits in _matched(ask.base, hunk.start, hunk.end, hunk.deleted, out, rarity):
            found.bits += worth * bits
            if worth > 0.5:
                found.out.add(where)
    return found


def _matched(
    text: str,
    start: int,
    end: int,
    counted: Sequence[int],
    held: tuple[Place, list[int]],
    rarity: Rarity,
) -> Iterator[tuple[int, int, float]]:
    """(position in ``text``, position there, bits) of the counted tokens in runs that are no chance."""
    place, positions = held
    least = max(len(place.text), 1).bit_length() - 1 + MARGIN_NEAR
    wanted = frozenset(counted)
    for a, b, length in place.runs(text[start:end]):
        if rarity.total(text[start + a : start + a + length]) < least:
            continue
        for step in range(length):
            at = start + a + step
            if at in wanted and positions[b + step] >= 0:
                yield at, positions[b + step], rarity.of(text[at])
