"""A law as HTML, rendered by templates once per text; pages only insert the counts, by joining bytes.

A law of thousands of articles is split into parts, each a page that a phone can open. An address with an
article or chapter leads to its part: :meth:`LawPage.part_of`.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING

import jinja2
import markupsafe

from huiyin.desk.core import excerpts
from huiyin.desk.laws.api import list_provisions
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.laws.models import Expression, Provision


#: Bytes of the law on one page, besides the contents and the page frame.
_PART = 600_000
#: The longest table of contents shown completely for a law in parts; otherwise only that of the
#: part.
_CONTENTS = 150_000
#: Bytes of markup around a line of the contents, and around a unit.
_AROUND_LINE, _AROUND_UNIT = 80, 350
#: Marks where a page inserts other markup; random, so that no text can contain it.
GAP = secrets.token_hex(16)
_DIVISION_LEVELS = {"part": 2, "subpart": 2, "chapter": 2, "section": 3, "annex": 2, "schedule": 2}


@dataclass(frozen=True, slots=True)
class ContentsHeading:
    """A line of the contents; ``part``: the page on which it begins."""

    eid: str
    words: str
    depth: int
    part: int

    @property
    def weight(self) -> int:
        return excerpts.count_bytes(self.words) + len(self.eid) + _AROUND_LINE


@dataclass(frozen=True, slots=True)
class PagePiece:
    """The HTML of a unit with everything in it, or of a division if ``unit`` is empty. A unit longer than a
    page continues in a piece that is not its first.
    """

    unit: str
    html: str
    part: int
    is_first: bool = True


@dataclass(frozen=True)
class LawPage:
    """The contents of a law and its pieces in reading order; ``places``: what an address may name → its part,
    from 1.
    """

    contents: tuple[ContentsHeading, ...]
    pieces: tuple[PagePiece, ...]
    places: Mapping[str, int]
    #: Part → its markup, split where counts and addresses are inserted.
    _cut: dict[int, list[bytes]] = field(default_factory=dict, compare=False, repr=False)
    #: (part, query) → the contents as markup.
    _listed: dict[tuple[int, str], str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def parts(self) -> int:
        return self.pieces[-1].part if self.pieces else 1

    def part_of(self, eid: str) -> int:
        """The part in which a unit or division begins; 1 if unknown."""
        return self.places.get(eid, 1)

    def contents_of(self, part: int) -> tuple[ContentsHeading, ...]:
        """The contents beside a part: complete, or only that of the part if it is too long."""
        if self.parts == 1 or sum(line.weight for line in self.contents) <= _CONTENTS:
            return self.contents
        return tuple(line for line in self.contents if line.part == part)

    def contents_html(self, part: int, query: str) -> str:
        """The contents as list items; ``query``: kept in addresses before the number of the part."""
        listed = self._listed.get((part, query))
        if listed is None:
            listed = fill_macro("contents", self.contents_of(part), part, query)
            self._listed[part, query] = listed
        return listed

    def html(
        self, counts: Mapping[str, int], before: str, after: str, *, invites: bool, part: int = 1
    ) -> bytes:
        """A part of the law as HTML in UTF-8. ``counts``: unit → public comments; a unit's address is
        ``before`` + unit + ``after``; ``invites``: the reader may comment now.
        """
        cut = self._cut.get(part)
        if cut is None:
            cut = self._cut[part] = _cut_pieces(one for one in self.pieces if one.part == part)
        line = cache(partial(_say_comment_count, invites=invites))
        units = [one.unit for one in self.pieces if one.unit and one.part == part]
        filled = [b""] * (2 * len(cut) - 1)
        filled[::2] = cut
        filled[1::6] = [markupsafe.escape(before).encode()] * len(units)
        filled[3::6] = [markupsafe.escape(after).encode()] * len(units)
        filled[5::6] = [line(counts.get(unit, 0)) for unit in units]
        return b"".join(filled)


def _cut_pieces(pieces: Iterable[PagePiece]) -> list[bytes]:
    """The markup of pieces, split at three points per unit: before and after the unit in its address, and where
    the words about its comments go.
    """
    made = fill_macro("law", list(pieces), GAP, GAP, GAP)
    return [one.encode() for one in made.split(GAP)]


def _say_comment_count(comments: int, *, invites: bool) -> bytes:
    words = say("desk.law.comments", n=comments) if comments else ""
    invitation = say("desk.law.comment") if invites else ""
    said = " · ".join(filter(None, (words, invitation))) or say("desk.law.no_comments")
    return markupsafe.escape(said).encode()


def law_page(text: Expression) -> LawPage:
    """The page of ``text``; needs a query only after the text has changed."""
    return _load_page(text.pk, text.updated_at)


@lru_cache(maxsize=32)
def _load_page(pk: int, _changed: datetime) -> LawPage:
    return make_page(list_provisions(pk))


def make_page(provisions: Iterable[Provision]) -> LawPage:
    """The page of a law from ``provisions`` in reading order."""
    contents: list[ContentsHeading] = []
    pieces: list[PagePiece] = []
    places: dict[str, int] = {}
    part, filled = 1, 0

    def turn(weight: int) -> int:
        """The part on which something of ``weight`` stands: a new one where this one is full."""
        nonlocal part, filled
        if filled and filled + weight > _PART:
            part, filled = part + 1, 0
        filled += weight
        return part

    for unit, rows in _split_units(provisions):
        if unit:
            for n, chunk in enumerate(split_unit(rows, _PART)):
                html = unit_html(chunk)
                part_number = turn(len(html.encode()) + 2 * len(unit) + _AROUND_UNIT)
                pieces.append(PagePiece(unit, html, part_number, is_first=not n))
                for row in chunk:
                    places.setdefault(row.eid, part_number)
            continue
        division = rows[0]
        level = _DIVISION_LEVELS.get(division.kind, 3)
        words = f"{division.num} {division.heading}".strip()
        html = fill_macro("division", division, words, level == 2)
        part_number = turn(2 * len(html.encode()) + _AROUND_LINE)  # once here, once in the contents
        contents.append(ContentsHeading(division.eid, words, level - 2, part_number))
        pieces.append(PagePiece("", html, part_number))
        places.setdefault(division.eid, part_number)
    return LawPage(tuple(contents), tuple(pieces), places)


def split_unit(provisions: Iterable[Provision], room: int) -> list[list[Provision]]:
    """The provisions of a unit in chunks of at most ``room`` bytes, without markup; a longer provision
    continues in the next chunk. Most units are one chunk.
    """
    chunks: list[list[Provision]] = [[]]
    filled = 0
    for provision in provisions:
        for piece in _split(provision, room):
            weight = excerpts.count_bytes(piece.text) + excerpts.count_bytes(piece.heading) + 4 * len(piece.eid) + _AROUND_LINE  # fmt: skip
            if chunks[-1] and filled + weight > room:
                chunks.append([])
                filled = 0
            chunks[-1].append(piece)
            filled += weight
    return chunks


def _split(provision: Provision, room: int) -> Iterator[Provision]:
    """The provision, or, if its text exceeds ``room``, several unsaved copies with parts of it."""
    if excerpts.count_bytes(provision.text) <= room:
        yield provision
        return
    number = 1
    while words := excerpts.get_part(provision.text, number):
        piece = copy(provision)
        piece.pk, piece.text = None, words
        if number > 1:
            piece.num = piece.heading = ""
        yield piece
        number += 1


def _split_units(provisions: Iterable[Provision]) -> Iterator[tuple[str, list[Provision]]]:
    """Yield each unit with its provisions; each division separately, with an empty unit."""
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
    """Provisions as paragraphs with their eIds, so that marks in the text find their place."""
    return fill_macro("unit", list(provisions))


def fill_macro(macro: str, *given: object) -> str:
    """The markup that a macro of the law's template makes of escaped arguments."""
    made: str = getattr(_load_template().module, macro)(*given)
    return made


@cache
def _load_template() -> jinja2.Template:
    loader = jinja2.PackageLoader("huiyin.desk.consultations", "templates/consultations")
    environment = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined
    )
    return environment.get_template("law.jinja")
