"""Texts by the team that repeat withdrawn words.

Withdrawn text disappears from the desk automatically (``hiding``), but not where people copied it into texts of
their own, which they must reword. Apps register their texts in :data:`PLACES`. Results are computed each time
and never stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from huiyin.desk.consultations.models import Comment, Consultation, Group, Statement
from huiyin.desk.core.registration import Registry
from huiyin.desk.laws.api import list_expressions
from huiyin.i18n import say
from huiyin.text.passages import collect_windows, find_passages


@dataclass(frozen=True, slots=True)
class WrittenText:
    """A text that people wrote in a consultation: its name, and where it can be seen and changed. ``is_fixed``:
    it was signed or submitted and cannot be changed. ``is_public``: visible to everybody who sees the
    consultation; others are shown to the team only.
    """

    name: str
    text: str
    address: str
    language: str = ""
    is_fixed: bool = False
    is_public: bool = False


@dataclass(frozen=True, slots=True)
class RepeatedText:
    """A text that repeats withdrawn words. ``pieces``: its text, each with whether it is repeated."""

    place: WrittenText
    pieces: tuple[tuple[str, bool], ...]


PLACES: Registry[Callable[[Consultation], Iterable[WrittenText]]] = Registry(
    "consultations.api.repeated_words.PLACES"
)
#: The most results shown; rewording these reveals the others.
MOST = 200
#: The most passages checked against public comments, each by a search through all of them; further
#: ones count as only withdrawn. Otherwise a text made to contain thousands could block the page.
MOST_PASSAGES = 200
#: Characters of context around a passage.
_AROUND = 60


def find_repeats(
    consultation: Consultation, gone: Sequence[Comment] | None = None
) -> list[RepeatedText]:
    """Texts that repeat words found only in ``gone``: by default all withdrawn comments and replaced texts.
    Words that the draft or a public comment also contains do not count.
    """
    there = Comment.objects.filter(consultation=consultation)
    leaving = [comment.pk for comment in gone or ()]
    said: Iterable[Comment] = gone or ()
    if gone is None:
        said = there.filter(Q(state=Comment.State.WITHDRAWN) | ~Q(earlier="")).only(
            "state", "text", "wording", "earlier"
        )
    windows = collect_windows(
        words for comment in said for words in _gone_of(comment, is_leaving=comment.pk in leaving)
    )
    if not windows:
        return []
    sources = list_expressions(consultation.draft).values_list("source", flat=True)
    windows -= collect_windows(sources)
    public = there.public().exclude(pk__in=leaving)
    known: dict[str, bool] = {}

    def is_public(passage: str) -> bool:
        if passage not in known:
            if len(known) == MOST_PASSAGES:
                return False
            said = Q(text__icontains=passage) | Q(wording__icontains=passage)
            known[passage] = public.filter(said).exists()
        return known[passage]

    repeats = []
    for place in (one for places in PLACES for one in places(consultation) if one.text):
        spans = [
            (start, end)
            for start, end in find_passages(place.text, windows)
            if not is_public(place.text[start:end])
        ]
        if spans:
            repeats.append(RepeatedText(place, _cut_passages(place.text, spans)))
        if len(repeats) == MOST:
            break
    return repeats


def _gone_of(comment: Comment, *, is_leaving: bool) -> tuple[str, ...]:
    """The withdrawn words of a comment; for a row that was mapped anew, the earlier ones."""
    if comment.is_sent and not is_leaving:
        return comment.earlier_words
    return comment.text, comment.wording, *comment.earlier_words


def has_withdrawn(consultation: Consultation) -> bool:
    """Whether anything was withdrawn that might have been copied. One query."""
    gone = Q(state=Comment.State.WITHDRAWN) | ~Q(earlier="")
    return Comment.objects.filter(gone, consultation=consultation).exists()


def _cut_passages(text: str, spans: Sequence[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    """The passages with some context."""
    pieces, position = [], 0
    for number, (start, end) in enumerate(spans):
        before = text[position:start]
        if number and len(before) > 2 * _AROUND:
            before = f"{before[:_AROUND]} … {before[-_AROUND:]}"
        elif len(before) > _AROUND:
            before = f"… {before[-_AROUND:]}"
        pieces += [(before, False), (text[start:end], True)]
        position = end
    rest = text[position:]
    pieces.append((f"{rest[:_AROUND]} …" if len(rest) > _AROUND else rest, False))
    return tuple(piece for piece in pieces if piece[0])


def list_own_places(consultation: Consultation) -> Iterable[WrittenText]:
    """Names and reasons of groups, statements, and the consultation's own texts."""
    slug = consultation.slug
    for group in Group.objects.standing().filter(consultation=consultation):
        address = reverse("group", args=(slug, group.pk))
        for language, text in (("zh", group.name_zh), ("en", group.name_en)):
            name, is_shown = say("repeats.place.name"), not group.aside
            yield WrittenText(name, text, address, language, is_public=is_shown)
        yield WrittenText(say("repeats.place.aside"), group.aside, address)
    for one in Statement.objects.filter(consultation=consultation):
        address = reverse("statement_reword", args=(slug, one.pk))
        for language, text in (("zh", one.text_zh), ("en", one.text_en)):
            name, is_shown = (
                say("repeats.place.statement"),
                not (one.is_moderated_out or one.is_unworded),
            )
            yield WrittenText(name, text, address, language, is_public=is_shown)
    manage = reverse("manage", args=(slug,))
    for language, text in (("zh", consultation.intro_zh), ("en", consultation.intro_en)):
        yield WrittenText(say("repeats.place.intro"), text, manage, language, is_public=True)
