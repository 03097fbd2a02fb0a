"""A law as HTML, made by templates once for each text that changes; a page then only fills in the counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache, partial

import jinja2

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

    def html(self, counts: Mapping[str, int], before: str, after: str, *, invites: bool) -> str:
        """The whole law as markup. ``counts``: unit → public comments; the address of a unit stands between ``before``
        and ``after``; ``invites``: the reader may comment now."""
        line = cache(partial(_line, invites=invites))
        said = [
            Said(piece.unit, piece.html, line(counts.get(piece.unit, 0)) if piece.unit else "")
            for piece in self.pieces
        ]
        return fill_macro("law", said, before, after)


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
    return make_page(Provision.objects.filter(text_of=pk).order_by("position", "pk"))


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
        pieces.append(Piece("", fill_macro("division", division, words, level == 2)))
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
    return fill_macro("unit", list(provisions))


def fill_macro(macro: str, *given: object) -> str:
    """What a macro of the law's template makes of ``given``: markup, for it escapes what it is given."""
    made: str = getattr(_template().module, macro)(*given)
    return made


@cache
def _template() -> jinja2.Template:
    loader = jinja2.PackageLoader("huiyin.desk.consultations", "templates/consultations")
    environment = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined
    )
    return environment.get_template("law.jinja")
