"""The passages that a verdict is shown by."""

from __future__ import annotations

from collections.abc import Sequence, Set

from huiyin.trace.coding import Coded
from huiyin.trace.data import Passage, Where
from huiyin.trace.share import Share
from huiyin.trace.uptake.asked import Edit
from huiyin.trace.versions import Place


def three_texts(
    edit: Edit, wanted: Coded, share: Share, own: Place, eid: str, other: Place, language: str
) -> tuple[Passage, ...]:
    """What was asked, what the draft says, and what the law says, marked where ask and law share a change.

    ``own``: the place of the target; ``other``: where the words were found, which may be the same.
    """
    shown = edit.text[edit.start : edit.end]
    passages = []
    if shown.strip():
        marks = _within(wanted.ranges(share.ask_inserted), edit.start, edit.end)
        passages.append(Passage(Where.ASK, eid, shown, marks, language))
    start, end = own.draft.ranges[eid]
    marks = _within(own.base.ranges(share.deleted), start, end)
    passages.append(Passage(Where.DRAFT, eid, own.draft.text[start:end], marks, language))
    if other.unit.new:
        passages.append(_enacted(other, share.law_inserted, eid if other is own else "", language))
    return tuple(passages)


def both_texts(place: Place, eid: str, language: str) -> tuple[Passage, ...]:
    """The provision in the draft and in the law, to judge by."""
    start, end = place.draft.ranges[eid]
    passages = [Passage(Where.DRAFT, eid, place.draft.text[start:end], (), language)]
    if place.unit.new:
        passages.append(_enacted(place, frozenset(), eid, language))
    return tuple(passages)


def _enacted(place: Place, marked: Set[int], eid: str, language: str) -> Passage:
    """The enacted words: the deepest provision that holds all that is marked, else the whole place."""
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
    return Passage(Where.ENACTED, shown, text, _within(ranges, start, end), language)


def _within(ranges: Sequence[tuple[int, int]], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Ranges cut to ``[start, end)`` and counted from ``start``."""
    cut = [(max(a, start) - start, min(b, end) - start) for a, b in ranges]
    return tuple((a, b) for a, b in cut if b > a)
