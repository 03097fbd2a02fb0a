"""A law as HTML, made by templates once for each text that changes; a page then only fills in the counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache, partial

from django.template.loader import get_template

from huiyin.desk.consultations.models import Provision, Text
from huiyin.words import say

_DIVISION_LEVELS = {"part": 2, "subpart": 2, "chapter": 2, "section": 3, "annex": 2, "schedule": 2}


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the contents."""

    eid: str
    words: str
    depth: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A unit with all that lies in it, or, where ``unit`` is empty, a division: what its template made of it."""

    unit: str
    html: str


@dataclass(frozen=True, slots=True)
class Said:
    """A piece and the line below it: how much was said about it, or the invitation to."""

    unit: str
    html: str
    words: str


@dataclass(frozen=True)
class LawPage:
    """The contents of a law and its pieces in reading order."""

    contents: tuple[Heading, ...]
    pieces: tuple[Piece, ...]

    def say_counts(self, counts: Mapping[str, int], *, invites: bool) -> tuple[Said, ...]:
        """The pieces with their lines. ``counts``: unit → public comments; ``invites``: the reader may comment now."""
        line = cache(partial(_line, invites=invites))
        return tuple(
            Said(piece.unit, piece.html, line(counts.get(piece.unit, 0)) if piece.unit else "")
            for piece in self.pieces
        )


def _line(comments: int, *, invites: bool) -> str:
    if comments:
        words = say("desk.law.comments", n=comments)
        return f"{words} · {say('desk.law.comment')}" if invites else words
    return say("desk.law.comment") if invites else say("desk.law.no_comments")


def law_page(text: Text) -> LawPage:
    """The page of ``text``; costs a query only after the text was changed."""
    return _made(text.pk, text.changed)


@lru_cache(maxsize=32)
def _made(pk: int, _changed: datetime) -> LawPage:
    return make_page(Provision.objects.filter(text_of=pk).order_by("position"))


def make_page(provisions: Iterable[Provision]) -> LawPage:
    """The page of a law whose ``provisions`` come in reading order."""
    contents: list[Heading] = []
    pieces: list[Piece] = []
    for unit, rows in _units(provisions):
        if unit:
            pieces.append(Piece(unit, unit_html(rows)))
            continue
        division = rows[0]
        level = _DIVISION_LEVELS.get(division.kind, 3)
        words = f"{division.num} {division.heading}".strip()
        contents.append(Heading(division.eid, words, level - 2))
        shown = {"division": division, "words": words, "is_higher": level == 2}
        pieces.append(Piece("", get_template("consultations/part_division.html").render(shown)))
    return LawPage(tuple(contents), tuple(pieces))


def _units(provisions: Iterable[Provision]) -> Iterator[tuple[str, list[Provision]]]:
    """Each unit with its provisions; each division by itself, with no unit."""
    unit, rows = "", []  # type: str, list[Provision]
    for provision in provisions:
        if provision.unit != unit or not provision.unit:
            if rows:
                yield unit, rows
            unit, rows = provision.unit, []
        rows.append(provision)
    if rows:
        yield unit, rows


def unit_html(provisions: Iterable[Provision]) -> str:
    """Provisions as paragraphs that know their eIds, so that words marked in them find their place."""
    return get_template("consultations/part_unit.html").render({"provisions": provisions})
