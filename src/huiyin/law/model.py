"""A parsed law: a frozen tree of provisions over an unchanged source.

The tree is *lossless*: every non-blank character of ``Law.source`` is in the span of exactly one node, a
:class:`Provision` or a :class:`Furniture`. Spans are half-open ``[start, end)`` character offsets into
``Law.source``. For text and Markdown the source is the decoded file; for other formats it is the text extracted by
their reader, in reading order.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from huiyin.law.unit_numbers import attachment_word, cited_number, in_figures


class ProvisionKind(StrEnum):
    """The kind of a provision, from the outermost; the values are Akoma Ntoso element names where one exists (OASIS
    Akoma Ntoso 3.0, part 2, "hierarchical elements").
    """

    RECITAL = "recital"
    PART = "part"  # 编, Part, Title
    SUBPART = "subpart"  # 分编
    CHAPTER = "chapter"  # 章
    SECTION = "section"  # 节; in common law the basic unit, like 条
    ARTICLE = "article"  # 条
    SUBSECTION = "subsection"  # common law (3)
    PARAGRAPH = "paragraph"  # 款 (mainland), 項 (Taiwan), numbered paragraph (EU)
    SUBPARAGRAPH = "subparagraph"  # an unnumbered part of a numbered paragraph (EU)
    POINT = "point"  # 项, (a)
    SUBPOINT = "subpoint"  # 目, (i)
    INDENT = "indent"  # a dash
    CLOSING = "closing"  # text after a list that belongs to the unit before the list (AKN wrapUp)
    ITEM = "item"  # a numbered item of an amending decision; a row of an annex
    SCHEDULE = "schedule"
    ANNEX = "annex"  # 附件


class FurnitureName(StrEnum):
    """The kind of a text that is not a provision."""

    TITLE = "title"
    ADOPTION = "adoption"  # （2023年12月29日第十四届全国人民代表大会…通过）
    ORDER = "order"  # 主席令, 国务院令
    CONTENTS = "contents"  # 目录
    PREAMBLE = "preamble"
    FORMULA = "formula"  # enacting words
    SIGNATURE = "signature"  # names, places and dates below the text
    PAGE = "page"  # page numbers, running heads
    NOTE = "note"  # an editor's comment in the file (<!-- … -->), a footnote
    STRAY = "stray"  # a line that no rule understands; always reported as a problem


class ProblemCode(StrEnum):
    """What may be wrong with a law that can still be read."""

    GAP = "gap"  # 第三条 after 第一条
    BEGINS_LATER = "begins_later"  # the first is 第三条
    REPEAT = "repeat"  # two 第三条
    ORDER = "order"  # 第三条 after 第五条
    STRAY_LINE = "stray_line"
    NO_PROVISIONS = "no_provisions"
    UNCLOSED_QUOTE = "unclosed_quote"
    UNSURE_ENCODING = "unsure_encoding"
    BAD_CHARACTERS = "bad_characters"  # bytes invalid in the encoding
    FOREIGN_EIDS = "foreign_eids"  # the file has its own names for units
    GUESSED_HEADING = "guessed_heading"  # a heading recognised neither by a number nor by markup
    DOUBTFUL_HEADING = "doubtful_heading"  # a line read as text that may be a heading
    EID_NUMBERS = "eid_numbers"  # names in the file have other numbers than the text
    HIDDEN_CHANGES = "hidden_changes"  # the file has tracked changes; read as if accepted
    TWO_TEXTS = "two_texts"  # two languages side by side; read one after the other
    UNREAD_PART = "unread_part"  # the file contains something whose text is not read: a chart, an embedded file


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range ``[start, end)`` of characters in ``Law.source``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to correct in a file that could be read. ``line``: from 1 in ``Law.source``.

    ``details`` fill the placeholders of the catalogue sentence for ``code``.
    """

    line: int
    code: ProblemCode
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Furniture:
    """Text that belongs to the document but is not a provision."""

    name: FurnitureName
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Provision:
    """A unit of a law that can be cited.

    ``num`` is the number as printed (``第十二条``, ``Article 12``, ``（一）``, ``(b)``), empty for an unnumbered unit.
    ``text`` is the unit's own text, without number, heading and children, with lines joined by ``\\n``. ``span``
    covers the unit's own characters: number, heading and text. Children have their own spans, and no two spans of a
    law overlap. ``foreign_eid`` is the file's name for the unit if it differs from the eId.

    A 条 with a single unnumbered 款 is a leaf and holds its text itself, because drafters cite it as 第五条 and its list
    as 第五条第（一）项. If there are two or more, each 款 is a node.
    """

    eid: str
    kind: ProvisionKind
    num: str
    heading: str
    text: str
    span: Span
    children: tuple[Provision, ...] = ()
    foreign_eid: str = ""

    def walk(self) -> Iterator[Provision]:
        """Yield this provision and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def full_text(self) -> str:
        """The text of this provision and all below it, with the numbers of those below, one unit per line."""
        below = (
            " ".join(part for part in (child.num, child.heading, child.text) if part)
            for child in list(self.walk())[1:]
        )
        return "\n".join(part for part in (self.text, *below) if part)


@dataclass(frozen=True)
class Law:
    """One parsed version of a legal text. ``language`` is a BCP 47 tag: ``zh-Hans``, ``zh-Hant``, ``en``, or
    ``und`` if unknown.
    """

    title: str
    language: str
    source: str
    provisions: tuple[Provision, ...]
    furniture: tuple[Furniture, ...] = ()
    problems: tuple[Problem, ...] = ()

    def walk(self) -> Iterator[Provision]:
        """Yield every provision in reading order, parents before children."""
        for provision in self.provisions:
            yield from provision.walk()

    @cached_property
    def by_eid(self) -> dict[str, Provision]:
        return {provision.eid: provision for provision in self.walk()}

    @cached_property
    def _by_foreign(self) -> dict[str, str]:
        """The file's name for a unit → its eId; the first one for duplicates."""
        found: dict[str, str] = {}
        for provision in self.walk():
            if provision.foreign_eid:
                found.setdefault(provision.foreign_eid, provision.eid)
        return found

    def eid_of(self, written: str) -> str | None:
        """Return the eId for ``written``, which may be an eId or the file's name for a unit; None if neither."""
        return written if written in self.by_eid else self._by_foreign.get(written)

    @cached_property
    def parent_of(self) -> dict[str, str]:
        """eId of a provision → eId of its parent; roots are absent."""
        return {
            child.eid: provision.eid for provision in self.walk() for child in provision.children
        }

    @cached_property
    def articles(self) -> tuple[Provision, ...]:
        """The basic units: 条, Article, or the section of a common-law act."""
        found = tuple(p for p in self.walk() if p.kind is ProvisionKind.ARTICLE)
        return found or tuple(
            p
            for p in self.walk()
            if p.kind is ProvisionKind.SECTION
            and not any(c.kind is ProvisionKind.ARTICLE for c in p.children)
        )

    @cached_property
    def articles_by_eid(self) -> dict[str, Provision]:
        return {unit.eid: unit for unit in self.articles}

    @cached_property
    def places_of_eids(self) -> dict[str, int]:
        """eId of an article → its index in :attr:`articles`."""
        return {unit.eid: at for at, unit in enumerate(self.articles)}

    @cached_property
    def printed_numbers(self) -> dict[str, str]:
        """eId of a unit → the number that it prints, in the form used by citations; empty if it prints none."""
        return {u.eid: cited_number(u.kind, u.num, u.heading) for u in self.walk()}

    @cached_property
    def numbers(self) -> dict[str, str]:
        """eId of a unit → the number by which it is cited.

        This is the printed number, whatever the eId says, or that of the eId if none is printed. Articles,
        divisions and annexes without a printed number have none if others of their kind print one, because their
        eId number is only a position.
        """
        printed = self.printed_numbers
        numbered = {_get_kind_family(unit.kind) for unit in self.walk() if printed[unit.eid]}
        numbers = dict(printed)
        for unit in self.walk():
            is_counted = _get_kind_family(unit.kind) in numbered & _COUNTED and not unit.num
            if not printed[unit.eid] and not is_counted:
                numbers[unit.eid] = in_figures(unit.kind, own_number(unit.eid))
        return numbers

    @cached_property
    def places_of_articles(self) -> dict[str, int]:
        """The number by which an article is cited → its index in :attr:`articles`, the first for duplicates.

        A number alone refers to an article of an annex only if there are no others.
        """
        annexed = {
            unit.eid
            for top in self.provisions
            if top.kind in (ProvisionKind.ANNEX, ProvisionKind.SCHEDULE)
            for unit in top.walk()
        }
        units = [(at, u) for at, u in enumerate(self.articles) if u.eid not in annexed]
        units = units or list(enumerate(self.articles))
        units.sort(key=lambda one: not self.printed_numbers[one[1].eid])
        places: dict[str, int] = {}
        for at, unit in units:
            places.setdefault(self.numbers[unit.eid], at)
        places.pop("", None)
        return places

    @cached_property
    def reading_order(self) -> tuple[tuple[Provision, int], ...]:
        """Every provision in reading order, with the index in this order of the first later provision outside it."""
        order: list[tuple[Provision, int]] = []

        def place(provision: Provision) -> None:
            at = len(order)
            order.append((provision, 0))
            for child in provision.children:
                place(child)
            order[at] = (provision, len(order))

        for provision in self.provisions:
            place(provision)
        return tuple(order)

    @cached_property
    def places_of_kinds(self) -> dict[tuple[ProvisionKind, str], list[int]]:
        """Kind and number by which units are cited → ascending indices in :attr:`reading_order`.

        An attachment that calls itself a schedule is one.
        """
        places: dict[tuple[ProvisionKind, str], list[int]] = {}
        for at, (unit, _) in enumerate(self.reading_order):
            is_schedule = unit.kind is ProvisionKind.ANNEX and unit.num.lower().startswith("sched")
            kind = ProvisionKind.SCHEDULE if is_schedule else unit.kind
            places.setdefault((kind, self.numbers[unit.eid]), []).append(at)
        return places

    @cached_property
    def attachments(self) -> dict[tuple[str, str], list[int]]:
        """Number and word of an attachment (annex, schedule, appendix) → ascending indices in
        :attr:`reading_order`.

        An empty number or word matches any.
        """
        spans_by_annex: dict[tuple[str, str], list[int]] = {}
        for order, (unit, _) in enumerate(self.reading_order):
            if unit.kind in (ProvisionKind.ANNEX, ProvisionKind.SCHEDULE):
                word = attachment_word(unit.num or unit.heading[:40])
                if not word and unit.kind is ProvisionKind.SCHEDULE:
                    word = "schedule"
                for number_part in {self.numbers[unit.eid], ""}:
                    for own in {word, ""}:
                        spans_by_annex.setdefault((number_part, own), []).append(order)
        return spans_by_annex

    @cached_property
    def attachment_words(self) -> frozenset[str]:
        """The words by which this law calls its attachments."""
        return frozenset(word for _, word in self.attachments if word)

    def article_of(self, eid: str) -> Provision | None:
        """Return the basic unit that ``eid`` is or is inside."""
        at: str | None = eid
        while at is not None:
            if at in self.articles_by_eid:
                return self.articles_by_eid[at]
            at = self.parent_of.get(at)
        return None

    def line_of(self, offset: int) -> int:
        """Return the line, from 1, that contains the character at ``offset`` of the source."""
        return bisect_right(self._line_starts, offset)

    @cached_property
    def short_titles(self) -> tuple[str, ...]:
        """The short titles that the law gives itself."""
        found = (one[1] or one[2] or one[3] for one in _SHORT_TITLE.finditer(self.source))
        return tuple(dict.fromkeys(one.strip() for one in found))[:20]

    @cached_property
    def capital_words(self) -> frozenset[str]:
        """Words in the text that are written in capitals: SME, NGO."""
        return frozenset(_CAPITALS.findall(self.source))

    @cached_property
    def other_acronyms(self) -> frozenset[str]:
        """Abbreviations that the text uses for other laws: Article 4 WFD; Directive 2000/60/EC (WFD)."""
        return frozenset(one[1] or one[2] for one in _OTHER_ACRONYM.finditer(self.source))

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(at + 1 for at, c in enumerate(self.source) if c == "\n")]


#: This Act may be cited as the Gardens Act; this Regulation (“GR”); 本条例（以下简称《条例》）.
_SHORT_TITLE = re.compile(
    r"(?:may|shall)\s{1,3}be\s{1,3}(?:cited|called|known|referred\s{1,3}to)\s{1,3}as\s{1,3}(?:the\s{1,3})?[“\"‘']?([^.;,“”\"\n]{3,80})"
    r"|[Tt]his\s{1,3}[A-Z]?[a-z]{2,12}\s{1,3}\([^()“\"]{0,30}[“\"]([^”\"\n]{2,60})[”\"]\)"
    r"|本(?:法|条例|條例|办法|辦法|规定|規定|章程)[（(，,]?(?:以下)?[简簡]称[为為]?[“《「]([^”》」\n]{2,30})[”》」]"
)
_CAPITALS = re.compile(r"(?<!\w)[A-Z][A-Za-z]{0,4}[A-Z]{1,5}(?!\w)")
_OTHER_ACRONYM = re.compile(
    r"(?:[Aa]rt(?:icle|\.)|[Ss]ection|§)\s{0,3}\d{1,4}(?:\(\w{1,3}\))?\s{1,3}(?:of\s{1,3}the\s{1,3})?([A-Z][A-Za-z]{0,4}[A-Z]{1,5})(?!\w)"
    r"|\d/\d{1,4}(?:/[A-Z]{2,4})?\s{1,3}\((?:the\s{1,3})?[“\"]?([A-Z][A-Za-z]{0,4}[A-Z]{1,5})[”\"]?\)"
)

#: Kinds that are cited by number without their parents.
_COUNTED = frozenset(
    (
        ProvisionKind.ARTICLE,
        ProvisionKind.RECITAL,
        ProvisionKind.PART,
        ProvisionKind.SUBPART,
        ProvisionKind.CHAPTER,
        ProvisionKind.SECTION,
        ProvisionKind.ANNEX,
    )
)


def _get_kind_family(kind: ProvisionKind) -> ProvisionKind:
    """Map schedules to annexes, because each word may stand for the other."""
    return ProvisionKind.ANNEX if kind is ProvisionKind.SCHEDULE else kind


def own_number(eid: str) -> str:
    """Return the last number of an eId: ``art_12__para_2`` → ``2``."""
    return eid.rpartition("__")[2].partition("_")[2]
