"""Find the amendments that carried a suggestion.

Between proposal and law come the amendments that legislators move. A suggestion and an amendment are compared as
changes: the words that each inserts and deletes. The share of the suggestion's change that the amendment makes is
weighted by rarity, as in :mod:`huiyin.trace.change_share`. If an amendment names no place, its own words may
identify one; otherwise its place is unknown, which does not count against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from huiyin.law import Law, find_provision
from huiyin.text import detect_language, main_language
from huiyin.trace.amendment_matching.draft_places import DraftLayout, PlaceFinder
from huiyin.trace.amendment_matching.intended_change import MeantChange, SuggestionReader
from huiyin.trace.amendment_matching.likeness import (
    ContextMatch,
    SharedWords,
    changed_tokens,
    compare_around,
    says_otherwise,
    share_between,
)
from huiyin.trace.amendment_matching.plain_words import PlainCodes
from huiyin.trace.change_share import LawSide
from huiyin.trace.data import Passage, PassageSide, TracedSuggestion
from huiyin.trace.edits import TokenChange, change_between
from huiyin.trace.token_codes import CodedText, TokenRarity

#: Factor on the score of an amendment at another place of the draft than the suggestion.
AWAY = 0.6
#: The least score at which an amendment is said to carry a suggestion in part, and as a whole.
CARRIES = 0.25
#: The least bits for a change to mean anything when its place does not match; a single word or number has fewer.
_CLAUSE = 40.0
#: How well an amendment must fit a place, relative to its best one, to be considered there.
_NEAR = 0.5
#: The likeness from which two changes are the same, whatever their place.
_THE_SAME = 0.9
#: What amendments write in place of new words when the old ones are deleted.
_GONE = frozenset({"deleted", "delete", "删除", "删去", "刪除", "刪去"})
#: How much lower an amendment ranks if its surrounding words differ from the suggestion's.
_AROUND_WEIGHS = 0.3


class AmendmentLike(Protocol):
    """The attributes of an amendment that are used; :class:`huiyin.intake.Amendment` has them."""

    @property
    def id(self) -> str: ...
    @property
    def target(self) -> str: ...
    @property
    def old(self) -> str: ...
    @property
    def new(self) -> str: ...


@dataclass(frozen=True, slots=True)
class AmendmentMatch:
    """An amendment (its id) that carries a suggestion.

    ``score``: the share of the suggestion's change that the amendment makes, from 0 to 1, multiplied by 1 if both
    are at the same place of the draft, and by as little as :data:`AWAY` if not. ``passages``: the suggestion
    (``ask``), the words that the amendment deletes (``draft``) and those it inserts (``amendment``), with marks
    where the changes agree. ``rank``: from 1; equal for indistinguishable amendments, such as the same words moved
    by two people.
    """

    amendment: str
    score: float
    passages: tuple[Passage, ...]
    rank: int = 1


def match_amendments(
    asks: Sequence[TracedSuggestion],
    amendments: Sequence[AmendmentLike],
    drafts: Law | Mapping[str, Law],
) -> dict[str, tuple[AmendmentMatch, ...]]:
    """Return for each ask (by id) the amendments that carry it, best first; ties share a rank and keep their input
    order.

    ``drafts``: the draft, or drafts by language (``zh``, ``en``). An amendment belongs to the language of its
    words; one that has only numbers belongs to every language. An ask without wording or target has none.
    """
    if not amendments:
        return {ask.id: () for ask in asks}
    laws = {main_language(drafts.language): drafts} if isinstance(drafts, Law) else drafts
    moved: dict[str, list[AmendmentLike]] = {language: [] for language in laws}
    for amendment in amendments:
        tag = detect_language(f"{amendment.old} {_put_in(amendment)}")
        for language, own in moved.items():
            if tag == "und" or language == main_language(tag):
                own.append(amendment)
    desks = {
        language: _DraftAmendments(laws[language], language, moved[language], asks)
        for language in laws
    }
    found: dict[str, tuple[AmendmentMatch, ...]] = {}
    for ask in asks:
        desk = desks.get(main_language(ask.language or detect_language(ask.wording or ask.text)))
        found[ask.id] = tuple(desk.carriers(ask)) if desk is not None else ()
    return found


@dataclass(frozen=True)
class _AmendmentChange:
    """An amendment as a change.

    ``place``: the place of the draft that it names, or empty. ``standing``: the places where it may belong → how
    well it fits there; empty if its place is unknown.
    """

    amendment: AmendmentLike
    place: str
    standing: Mapping[str, float]
    old: CodedText
    new: CodedText
    side: LawSide

    @cached_property
    def tokens(self) -> frozenset[str]:
        """The tokens that the change inserts or deletes."""
        return frozenset(self.side.everywhere[0].text) | frozenset(self.side.taken_out[0].text)


@dataclass(frozen=True)
class _RankedMatch:
    """An amendment that carries ``meant``; a greater ``order`` ranks higher."""

    meant: MeantChange
    moved: _AmendmentChange
    shared: SharedWords
    score: float
    order: float
    around: ContextMatch


class _DraftAmendments:
    """A draft in one language with its amendments."""

    def __init__(
        self,
        draft: Law,
        language: str,
        amendments: Sequence[AmendmentLike],
        asks: Sequence[TracedSuggestion],
    ) -> None:
        self.draft, self.language = draft, language
        layout, codes = DraftLayout(draft), PlainCodes()
        texts = {eid: codes.read(words) for eid, words in layout.texts.items()}
        pairs = [(codes.read(a.old), codes.read(_put_in(a))) for a in amendments]
        asked = [codes.read(ask.wording or ask.text) for ask in asks]
        codes.learn_joints([*texts.values(), *(text for pair in pairs for text in pair), *asked])
        bases = {eid: codes.plain(text).code for eid, text in texts.items()}
        self.within = layout.within
        self.rarity = TokenRarity(bases.values(), codes)
        self.frame = codes.list_frame()
        self.places = PlaceFinder(bases, self.rarity)
        self.reader = SuggestionReader(layout, self.places, codes, self.rarity)
        self.moved = [
            self._moved(amendment, codes.plain(old), codes.plain(new))
            for amendment, (old, new) in zip(amendments, pairs, strict=True)
        ]

    def _moved(self, amendment: AmendmentLike, old: CodedText, new: CodedText) -> _AmendmentChange:
        eid = find_provision(self.draft, amendment.target) if amendment.target else None
        named = self.within.get(eid, ()) if eid else ()
        standing = dict.fromkeys(named, 1.0) if named else self.places.standing(old.code)
        side = LawSide(change_between(old.code, new.code))
        return _AmendmentChange(amendment, named[0] if named else "", standing, old, new, side)

    def carriers(self, ask: TracedSuggestion) -> Iterator[AmendmentMatch]:
        best: dict[int, _RankedMatch] = {}
        for meant in self.reader.read_ask(ask):
            for number, matches in self._held(meant):
                if number not in best or matches.order > best[number].order:
                    best[number] = matches
        ranked = sorted(best.items(), key=lambda item: (-item[1].order, -item[1].around.agree, item[0]))  # fmt: skip
        rank, last = 0, 0.0
        for at, (_, matches) in enumerate(ranked, 1):
            if matches.order != last:
                rank, last = at, matches.order
            passages = tuple(self._passages(matches))
            yield AmendmentMatch(
                matches.moved.amendment.id, round(matches.score, 4), passages, rank
            )

    def _held(self, meant: MeantChange) -> Iterator[tuple[int, _RankedMatch]]:
        """Yield the amendments, by number, that make enough of the change."""
        weights = changed_tokens(meant.change, self.rarity)
        least = CARRIES * sum(weights.values())
        for number, moved in enumerate(self.moved):
            most = sum(weights[token] for token in weights.keys() & moved.tokens)
            found = self._weigh(meant, moved) if most >= least else None
            if found is not None:
                yield number, found

    def _weigh(self, meant: MeantChange, moved: _AmendmentChange) -> _RankedMatch | None:
        shared = share_between(meant.change, moved.side, self.rarity)
        known = bool(moved.standing and meant.within)
        near = max(moved.standing.get(eid, 0.0) for eid in meant.within) if known else 1.0
        place = AWAY + (1 - AWAY) * near
        score = shared.score * place
        if score < CARRIES:
            return None
        tells = near >= _NEAR if known else shared.likeness >= _THE_SAME
        if shared.bits < _CLAUSE and not tells:
            return None
        if self._is_frame_alone(meant.change, moved, shared):
            return None
        around = compare_around(meant.change, moved.side.change)
        order = shared.likeness * place * (1 - _AROUND_WEIGHS * (1 - around.fit))
        return _RankedMatch(meant, moved, shared, score, round(order, 4), around)

    def _is_frame_alone(
        self, ask: TokenChange, moved: _AmendmentChange, shared: SharedWords
    ) -> bool:
        """Tell whether the changes share only frequent framing words, and not the subject of the ask."""
        asked = {ask.new[at] for at in ask.inserted} | {ask.base[at] for at in ask.deleted}
        held = {ask.new[at] for at in shared.ask} | {moved.old.code[at] for at in shared.out}
        if asked - self.frame and held <= self.frame:
            return True
        # Only for complete sentences: for a phrase inserted into a sentence, the sentence is part of the subject.
        return not moved.old.code and says_otherwise(
            ask, moved.side.change, self.rarity, self.frame
        )

    def _passages(self, found: _RankedMatch) -> Iterator[Passage]:
        meant, shared, moved = found.meant, found.shared, found.moved
        if meant.wanted.text.strip():
            own = (at - meant.at for at in shared.ask)
            marks = meant.wanted.ranges(at for at in own if 0 <= at < len(meant.wanted))
            yield Passage(PassageSide.ASK, meant.eid, meant.wanted.text, marks, self.language)
        amendment = moved.amendment
        place = moved.place or amendment.target
        if amendment.old.strip():
            marks = moved.old.ranges(shared.out)
            yield Passage(PassageSide.DRAFT, place, amendment.old, marks, self.language)
        if amendment.new.strip():
            marks = moved.new.ranges(shared.put)
            yield Passage(PassageSide.AMENDMENT, place, amendment.new, marks, self.language)


def _put_in(amendment: AmendmentLike) -> str:
    """Return the words that an amendment inserts: none if it says that the old ones are deleted."""
    said = amendment.new.strip(" \t\n.。()（）[]【】“”\"'").casefold()
    return "" if amendment.old.strip() and said in _GONE else amendment.new
