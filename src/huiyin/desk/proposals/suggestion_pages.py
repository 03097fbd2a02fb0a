"""Suggestions as long as the forms take, on pages that list many: as many on a page as there is room for, and where one
alone is longer, its beginning and a link to all of it (``suggestion_words``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.db.models.functions import Greatest, Length

from huiyin.desk.core import excerpts
from huiyin.desk.laws.api import get_law
from huiyin.desk.proposals.models import Suggestion
from huiyin.i18n import current_language

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation


#: Bytes that the suggestions of a page may take, as far as lengths tell it, and that they take at the most.
ROWS, MOST = 400_000, 550_000
#: Bytes that stand around a suggestion, its forms among them.
_AROUND = 2_500
#: Bytes that a character takes as a rule, and where it is part of a change, which shows the draft as well.
USUAL, _CHANGED = 3, 7
#: And in a form, which cannot be cut, at the most.
WIDEST = 6


def weigh_all(
    found: QuerySet[Suggestion], consultation: Consultation, besides: Callable[[int], int] = lambda _: 0
) -> list[tuple[int, int]]:  # fmt: skip
    """The key of each suggestion and how much room it takes, from its lengths alone. ``besides``: what is shown with it."""
    laws = {text.language: get_law(text) for text in consultation.draft.expressions.all()}

    def of_draft(language: str, eid: str) -> int:
        unit = laws[language].by_eid.get(eid) if language in laws else None
        return len(unit.full_text) if unit is not None else 0

    # Shown are the words of one language; what is longer is reckoned with.
    names = Suggestion.WORDED
    lengths = [Greatest(Length(name), Length(name + Suggestion.TRANSLATED)) for name in names]
    rows = found.values_list("pk", "language", "eid", *lengths)
    return [
        (
            pk,
            _AROUND
            + USUAL * (text + reason + divergence)
            + (_CHANGED * (wording + max(of_draft(one, eid) for one in laws)) if wording else 0)
            + besides(pk),
        )
        for pk, language, eid, wording, text, reason, divergence in rows
    ]


@dataclass(frozen=True, slots=True)
class Words:
    """What is shown of a suggestion to a reader: all its words, or how they begin (``is_cut``); ``languages``: of each of
    them, where it may be another than the reader's, ``language`` that of the wording; ``others``: what stands beside them.
    """

    action: str
    language: str
    languages: Mapping[str, str]
    wording: str
    text: str
    reason: str
    divergence: str
    change: Any
    others: tuple[str, ...]
    is_cut: bool


def fit_words(
    suggestions: Sequence[Suggestion],
    changes: Sequence[Any],
    others: Sequence[Sequence[str]],
    room: int = MOST,
) -> list[Words]:
    """The words of each suggestion as the reader reads them, all of them where they take no more than ``room`` together.
    ``changes``: the change
    that each makes, None where it is shown as it is written; ``others``: what stands beside each."""
    weights = [
        _weigh(one, change, beside)
        for one, change, beside in zip(suggestions, changes, others, strict=True)
    ]
    rooms = excerpts.share_out(weights, room)
    return [
        _fit(one, change, beside, share, is_whole=share >= weight)
        for one, change, beside, share, weight in zip(
            suggestions, changes, others, rooms, weights, strict=True
        )
    ]


def _weigh(one: Suggestion, change: Any, others: Sequence[str]) -> int:
    wording, *texts = (words for words, _ in _read(one))
    weight = excerpts.weigh_change(change) if change else excerpts.count_bytes(wording)
    return weight + sum(map(excerpts.count_bytes, (*texts, *others)))


def _read(one: Suggestion) -> list[tuple[str, str]]:
    """What a suggestion says, in the order of its fields, to the reader, and in which language."""
    reader = current_language()
    return [one.read_in(reader, name) for name in Suggestion.WORDED]


def _fit(
    one: Suggestion, change: Any, others: Sequence[str], share: int, *, is_whole: bool
) -> Words:
    read = _read(one)
    languages = {
        name: language for name, (_, language) in zip(Suggestion.WORDED, read, strict=True)
    }
    (wording, *own), pieces = (words for words, _ in read), change
    texts = [*own, *others]
    if not is_whole:
        wording, pieces = excerpts.cut_change_or(wording, change, share // 2)
        texts, _ = excerpts.share_words(texts, share // 2)
    text, reason, divergence, *beside = texts
    return Words(
        one.action, languages["wording"], languages, wording, text, reason, divergence, pieces, tuple(beside),
        not is_whole,
    )  # fmt: skip
