"""The passages that show a verdict."""

from __future__ import annotations

from collections.abc import Sequence, Set

from huiyin.trace.change_share import FoundShare
from huiyin.trace.data import Passage, PassageSide
from huiyin.trace.token_codes import CodedText
from huiyin.trace.uptake.apply_suggestion import AppliedSuggestion
from huiyin.trace.versions import AlignedChange


def three_texts(
    edit: AppliedSuggestion,
    wanted: CodedText,
    share: FoundShare,
    own: AlignedChange,
    eid: str,
    other: AlignedChange,
    language: str,
) -> tuple[Passage, ...]:
    """Return what was asked, what the draft says and what the law says, with marks where ask and law share a
    change.

    ``own``: the place of the target. ``other``: where the words were found, which may be the same place.
    """
    shown = edit.text[edit.start : edit.end]
    passages = []
    if shown.strip():
        marks = _clip_ranges(wanted.ranges(share.ask_inserted), edit.start, edit.end)
        passages.append(Passage(PassageSide.ASK, eid, shown, marks, language))
    start, end = own.draft.ranges[eid]
    marks = _clip_ranges(own.base.ranges(share.deleted), start, end)
    passages.append(Passage(PassageSide.DRAFT, eid, own.draft.text[start:end], marks, language))
    if other.unit.new:
        passages.append(
            _make_enacted_passage(other, share.law_inserted, eid if other is own else "", language)
        )
    return tuple(passages)


def two_texts(
    wanted: CodedText, share: FoundShare, target: str, place: AlignedChange, language: str
) -> tuple[Passage, ...]:
    """Return what was asked of a provision not in the draft, and what the law says, with marks where they agree."""
    marks = wanted.ranges(share.ask_inserted)
    asked = Passage(PassageSide.ASK, target, wanted.text, marks, language)
    if not share.law_inserted:
        return (asked,)
    return asked, _make_enacted_passage(place, share.law_inserted, "", language)


def both_texts(place: AlignedChange, eid: str, language: str) -> tuple[Passage, ...]:
    """Return the provision in the draft and in the law, for a person to judge."""
    start, end = place.draft.ranges[eid]
    passages = [Passage(PassageSide.DRAFT, eid, place.draft.text[start:end], (), language)]
    if place.unit.new:
        passages.append(_make_enacted_passage(place, frozenset(), eid, language))
    return tuple(passages)


def _make_enacted_passage(
    place: AlignedChange, marked: Set[int], eid: str, language: str
) -> Passage:
    """Return the enacted words: the deepest provision that contains everything marked, or the whole place."""
    ranges = place.new.ranges(marked)
    shown = place.unit.new[0]
    start, end = 0, len(place.enacted.text)
    if ranges:
        holders = [
            (b - a, key, a, b)
            for key, (a, b) in place.enacted.ranges.items()
            if a <= ranges[0][0] and ranges[-1][1] <= b
        ]
        if holders:
            _, shown, start, end = min(holders)
    elif eid in place.enacted.ranges:
        shown = eid
        start, end = place.enacted.ranges[eid]
    text = place.enacted.text[start:end]
    return Passage(PassageSide.ENACTED, shown, text, _clip_ranges(ranges, start, end), language)


def _clip_ranges(
    ranges: Sequence[tuple[int, int]], start: int, end: int
) -> tuple[tuple[int, int], ...]:
    """Clip ranges to ``[start, end)`` and make them relative to ``start``."""
    cut = [(max(a, start) - start, min(b, end) - start) for a, b in ranges]
    return tuple((a, b) for a, b in cut if b > a)
