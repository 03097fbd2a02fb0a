"""Passages of a work's recommendations in an enacted text: provenance results with both passages side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from huiyin.law.compare import WordOp, diff_words
from huiyin.trace.provenance.analysis import trace_provenance
from huiyin.trace.provenance.data import ProvenanceSource, SourceText
from huiyin.trace.provenance.index import Index

_WORK, _DRAFT = "work", "draft"
#: Marks: ranges ``[start, end)`` of a text.
Marks = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class RecommendedPassage:
    """A passage of the law that comes from a recommendation.

    ``eid``: the unit of the law. ``number``: the recommendation, from 1. ``text`` and ``recommendation``: the two
    passages. ``text_marks`` and ``recommendation_marks``: the words that both share, in order. ``share``: the
    passage's part of the unit's words without stock phrases. ``adaptation``: how much was changed, from 0 (word for
    word) towards 1.
    """

    eid: str
    number: int
    text: str
    recommendation: str
    text_marks: Marks
    recommendation_marks: Marks
    share: float
    adaptation: float


def find_recommended_passages(
    units: Sequence[tuple[str, str]],
    recommendations: Sequence[str],
    *,
    draft: Sequence[tuple[str, str]] = (),
    appeared: date | None = None,
    draft_appeared: date | None = None,
    done: Callable[[int], None] = lambda _units: None,
) -> tuple[RecommendedPassage, ...]:
    """Find the passages of ``units`` (eId, words) that come from ``recommendations``, in the order of the law.

    ``draft``: the units of the text that was put up for comment. Words already in it come from the draft and not
    from the work, unless the work ``appeared`` before the draft: the earlier of two texts with the same words is
    the source, and the draft if the days are equal or one is unknown.
    """
    day = appeared if appeared and draft_appeared and appeared < draft_appeared else date.max
    sources = [
        SourceText(
            ProvenanceSource(_DRAFT, date=draft_appeared or date.min, work=_DRAFT), tuple(draft)
        ),
        SourceText(
            ProvenanceSource(_WORK, date=day, work=_WORK),
            tuple((str(number), words) for number, words in enumerate(recommendations, 1)),
        ),
    ]
    index = Index.in_memory([source for source in sources if source.units])
    traced = trace_provenance(units, index, done=done)
    return tuple(
        _pair_passage(unit.eid, passage.text, int(passage.eid), recommendations, passage.share, passage.adaptation)
        for unit in traced.provisions
        for passage in unit.passages
        if passage.source == _WORK
    )  # fmt: skip


def _pair_passage(
    eid: str,
    text: str,
    number: int,
    recommendations: Sequence[str],
    share: float,
    adaptation: float,
) -> RecommendedPassage:
    recommendation = recommendations[number - 1]
    theirs, ours = mark_common_words(recommendation, text)
    return RecommendedPassage(eid, number, text, recommendation, ours, theirs, share, adaptation)


def mark_common_words(left: str, right: str) -> tuple[Marks, Marks]:
    """Return the ranges of each text that occur in the other, in order."""
    of_left: list[tuple[int, int]] = []
    of_right: list[tuple[int, int]] = []
    at_left = at_right = 0
    for change in diff_words(left, right):
        length = len(change.text)
        if change.op is WordOp.EQUAL:
            of_left.append((at_left, at_left + length))
            of_right.append((at_right, at_right + length))
        at_left += length if change.op is not WordOp.INSERT else 0
        at_right += length if change.op is not WordOp.DELETE else 0
    return tuple(of_left), tuple(of_right)
