"""Limit the size of pages that list suggestions.

Each page holds as many suggestions as fit; a text that is too long by itself is cut, with a link to the full
text (``suggestion_words``).
"""

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


#: Size of the suggestions on a page, in bytes: target, estimated from text lengths, and maximum.
ROWS, MOST = 400_000, 550_000
#: Bytes of markup around a suggestion, including its forms.
_AROUND = 2_500
#: Bytes per character, usually and within a change, which also shows the draft text.
USUAL, _CHANGED = 3, 7
#: Maximum bytes per character in a form, which cannot be cut.
WIDEST = 6


def weigh_all(
    found: QuerySet[Suggestion], consultation: Consultation, besides: Callable[[int], int] = lambda _: 0
) -> list[tuple[int, int]]:  # fmt: skip
    """Return primary key and estimated size of each suggestion, from text lengths only. ``besides`` gives the
    size of what is shown with it.
    """
    laws = {text.language: get_law(text) for text in consultation.draft.expressions.all()}

    def of_draft(language: str, eid: str) -> int:
        unit = laws[language].by_eid.get(eid) if language in laws else None
        return len(unit.full_text) if unit is not None else 0

    # One language is shown; the longer one is used for the estimate.
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
    """The text shown of a suggestion, in full or shortened (``is_cut``).

    ``languages`` holds the language of each text, which may differ from the reader's; ``language`` is that of the
    wording; ``others`` holds the texts shown beside it.
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
    """Return the text of each suggestion in the reader's language, in full if all fit into ``room`` bytes.

    ``changes`` holds the change each suggestion makes, or None if it is shown as written; ``others`` holds the
    texts shown beside each.
    """
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
    """Return the text and language of each field for the current reader, in field order."""
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
