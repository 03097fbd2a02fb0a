"""Where the team's texts repeat words that were withdrawn.

What somebody took back is gone from the desk by itself (``hiding``), but not where people copied its words into texts
of their own: those are theirs to reword. Each app adds its texts to :data:`PLACES` when the desk starts; what is found is
found anew each time, so nothing is kept about it.
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
    """A text that people wrote in a consultation: what it is called, and where it is seen and changed. ``is_fixed``:
    it was signed or handed in as it is, and only what comes after it can say it otherwise. ``is_public``: everybody who
    sees the consultation sees it; what else there is the team alone is told."""

    name: str
    text: str
    address: str
    language: str = ""
    is_fixed: bool = False
    is_public: bool = False


@dataclass(frozen=True, slots=True)
class RepeatedText:
    """A place that repeats withdrawn words. ``pieces``: its text, each with whether it is repeated."""

    place: WrittenText
    pieces: tuple[tuple[str, bool], ...]


PLACES: Registry[Callable[[Consultation], Iterable[WrittenText]]] = Registry(
    "consultations.api.repeated_words.PLACES"
)
#: So many are shown; who has reworded those finds the others.
MOST = 200
#: So many passages are looked for among the public comments, each by a search through all of them; any beyond is taken for
#: nobody else's. A text that somebody made to hold thousands would hold up the page.
MOST_PASSAGES = 200
#: Characters around a passage that are shown with it.
_AROUND = 60


def find_repeats(
    consultation: Consultation, gone: Sequence[Comment] | None = None
) -> list[RepeatedText]:
    """Where words are repeated that only ``gone`` say: all that were withdrawn, or whose row was mapped anew. What the
    draft says too, or a comment that is public, is nobody's to take back."""
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
    """The words that are no more said: of a row that was mapped anew and says others now, those it said before."""
    if comment.is_sent and not is_leaving:
        return comment.earlier_words
    return comment.text, comment.wording, *comment.earlier_words


def has_withdrawn(consultation: Consultation) -> bool:
    """Whether anything was withdrawn that somebody may have copied. One query."""
    gone = Q(state=Comment.State.WITHDRAWN) | ~Q(earlier="")
    return Comment.objects.filter(gone, consultation=consultation).exists()


def _cut_passages(text: str, spans: Sequence[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    """The passages with a little of what stands around them."""
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
    """Names and reasons of groups, statements, and what the consultation says of itself."""
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
