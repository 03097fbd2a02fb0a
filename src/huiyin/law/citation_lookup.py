"""Find the provision that a citation, as people write it, refers to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from huiyin.law.citations import BRACKETED, COUNTED, Citation, find_citations
from huiyin.law.model import Law, Provision, ProvisionKind
from huiyin.law.other_laws import Whose, tell_whose
from huiyin.law.unit_numbers import eid_number
from huiyin.text.numerals import CHINESE_DIGITS

__all__ = [
    "Citation",
    "CitedProvisions",
    "LocatedProvision",
    "find_citations",
    "find_provision",
    "find_provisions",
    "locate_provision",
    "look_up_reference",
]

_BARE = re.compile(
    rf"^\s*+(?:第\s*+)?(?P<unit>\d++(?:-\d++)*+[A-Za-z]?|[{CHINESE_DIGITS}]++)"
    r"(?P<below>(?:\s*+\(\s*+\w{1,4}+\s*+\)|[.]\s*+\w{1,3}+(?!\w)|\s++[a-z]\))*+)[.、]?+\s*+$"
)
_BARE_PART = re.compile(r"\w+")
_EID = re.compile(r"^[a-z]+_[\w~-]+$")
#: Words that refer to something named before; alone they name nothing.
_RELATIVE = re.compile(r"^\s*(?:该|本|前|同|上述|其)")


@dataclass(frozen=True, slots=True)
class LocatedProvision:
    """``exact`` is false if the law lacks the cited unit and a unit above it is given, or if another law may be
    meant.
    """

    eid: str
    exact: bool


def find_provision(law: Law, reference: str) -> str | None:
    """Return the eId that the first citation in ``reference`` names, or ``None`` if the law has no such provision.

    An eId refers to itself, and so does the file's name for a unit. A bare number (``12``, ``十二``, ``12.2``) means
    an article. Nothing is guessed: a part that the law lacks gives ``None`` (see :func:`locate_provision` for the
    unit above it).
    """
    located = locate_provision(law, reference)
    return located.eid if located is not None and located.exact else None


@dataclass(frozen=True, slots=True)
class CitedProvisions:
    """Everything that a reference names. ``located``: see :func:`locate_provision`. ``eids``: see
    :func:`find_provisions`.

    ``is_whole`` is false if one of several cited units does not exist: Article 1 or 40. ``names_other``: it only
    cites another law: Article 2 TFEU.
    """

    located: LocatedProvision | None
    eids: tuple[str, ...]
    is_whole: bool = True
    names_other: bool = False


def look_up_reference(law: Law, reference: str) -> CitedProvisions:
    """Look up everything that a reference names in a law, parsing it once."""
    citations = find_citations(reference.strip())
    located, own = _locate(law, reference.strip(), citations)
    if not citations or law.eid_of(reference.strip()) is not None:
        is_exact = located is not None and located.exact
        return CitedProvisions(located, (located.eid,) if located and is_exact else ())
    eids, is_whole = _find_cited(law, reference.strip(), own)
    return CitedProvisions(located, eids, is_whole, not own)


def find_provisions(law: Law, reference: str) -> tuple[str, ...]:
    """Return the eIds of all citations in ``reference``, with ranges (第三条至第五条, Arts. 3–5, Art. 12(1)–(3)) filled
    in.

    Citations of other laws are left out.
    """
    return look_up_reference(law, reference).eids


def _find_cited(law: Law, text: str, citations: Sequence[Citation]) -> tuple[tuple[str, ...], bool]:
    """Return the units that citations name exactly, and whether each citation names one."""
    eids: dict[str, None] = {}
    is_whole = True
    for index, citation in enumerate(citations):
        ends = _find_range(law, citation)
        if ends is not None:
            eids |= dict.fromkeys(unit.eid for unit in law.articles[ends[0] : ends[1] + 1])
            continue
        located = _look_up(law, citation)
        if located is None or not located.exact:
            is_whole = False
            continue
        if _goes_through(text, citations, index):
            last = next(reversed(eids), "")
            eids |= dict.fromkeys(_list_eids_between(law, last, located.eid))
        eids[located.eid] = None
    return tuple(eids), is_whole


def _goes_through(reference: str, citations: Sequence[Citation], at: int) -> bool:
    """Tell whether a citation ends a range that the previous one begins."""
    if at == 0:
        return False
    between = reference[citations[at - 1].end : citations[at].start].strip()
    return citations[at].through or between in _THROUGH


_THROUGH = ("至", "到", "-", "–", "—", "~", "～", "to")


def _list_eids_between(law: Law, first: str, last: str) -> Sequence[str]:
    """Return the eIds between two articles, or between two siblings."""
    places = law.places_of_eids
    if first in places and last in places:
        return [unit.eid for unit in law.articles[places[first] + 1 : places[last]]]
    above = law.parent_of.get(first)
    if above is None or above != law.parent_of.get(last):
        return ()
    beside = [unit.eid for unit in law.by_eid[above].children]
    return beside[beside.index(first) + 1 : beside.index(last)]


def _find_range(law: Law, citation: Citation) -> tuple[int, int] | None:
    """Return the positions of the first and last article of 第3-5条, if no article has the number 3-5."""
    ends = re.fullmatch(r"(\d+)-(\d+)", citation.unit)
    own = law.places_of_articles
    if ends is None or citation.unit in own or ends[1] not in own or ends[2] not in own:
        return None
    first, last = own[ends[1]], own[ends[2]]
    return (first, last) if first < last else None


def locate_provision(law: Law, reference: str) -> LocatedProvision | None:
    """Return the provision that the first citation in ``reference`` refers to, or the nearest existing unit above
    it.

    ``None`` without a citation, if not even its article exists, or if only other laws are cited. Not exact if
    another law is cited first, or if the named law may be this one.
    """
    text = reference.strip()
    return _locate(law, text, find_citations(text))[0]


def _locate(
    law: Law, text: str, citations: Sequence[Citation]
) -> tuple[LocatedProvision | None, Sequence[Citation]]:
    """Return the target of the first citation in a text, and the citations that are not of other laws."""
    eid = law.eid_of(text)
    if eid is not None:
        return LocatedProvision(eid, True), citations
    if _EID.match(text) or (_RELATIVE.match(text) and not citations):
        return None, citations
    if not citations:
        bare = _read_bare(text)
        return (_locate_citations(law, bare) if bare else None), citations
    whose = tell_whose(law, text, citations)
    own = [one for one, of in zip(citations, whose, strict=True) if of is not Whose.OTHER]
    located = _locate_citations(law, own) if own else None
    if located is not None and whose[0] is not Whose.OWN:
        located = replace(located, exact=False)
    return located, own


def _locate_citations(law: Law, citations: Sequence[Citation]) -> LocatedProvision | None:
    """Return the target of the first of some citations; the end of a range must exist too."""
    ends = _find_range(law, citations[0])
    if ends is not None:
        return LocatedProvision(law.articles[ends[0]].eid, not citations[0].is_partial)
    located = _look_up(law, citations[0])
    if located is not None and len(citations) > 1 and citations[1].through:
        last = _look_up(law, citations[1])
        return replace(located, exact=located.exact and last is not None and last.exact)
    return located


def _read_bare(text: str) -> tuple[Citation, ...]:
    """Parse a number without a name, which is an article's, and what is below it: 12(3)."""
    bare = _BARE.match(text)
    if bare is None:
        return ()
    steps = tuple((part, "") for part in _BARE_PART.findall(bare["below"]))
    return (Citation(eid_number(bare["unit"]), steps, (), 0, len(text)),)


def _look_up(law: Law, citation: Citation) -> LocatedProvision | None:
    """Look up a citation; not exact if more is named beside it than was parsed."""
    located = _look_up_all(law, citation)
    if located is None or not citation.is_partial:
        return located
    return replace(located, exact=False)


def _look_up_all(law: Law, citation: Citation) -> LocatedProvision | None:
    if not citation.divisions:
        unit, below = _find_unit(law, citation)
        return _descend_to_unit(law, unit, below) if unit is not None else None
    located = _locate_division(law, citation)
    if not citation.unit and not citation.below:
        return located
    if located is None or not located.exact:
        return located if citation.divisions[0][0] in _ANNEXES else _find_misplaced(law, citation)
    return _look_within(law, law.by_eid[located.eid], citation)


def _find_unit(law: Law, citation: Citation) -> tuple[Provision | None, Sequence[tuple[str, str]]]:
    """Return the article that a citation names, and the numbers below it; section 2.10 is an article number if the
    law has it.
    """
    places = law.places_of_articles
    if citation.below:
        dotted = places.get(f"{citation.unit}.{citation.below[0][0]}")
        if dotted is not None:
            return law.articles[dotted], citation.below[1:]
    place = places.get(citation.unit)
    return (law.articles[place] if place is not None else None), citation.below


_ANNEXES = (ProvisionKind.ANNEX, ProvisionKind.SCHEDULE)


def _find_misplaced(law: Law, citation: Citation) -> LocatedProvision | None:
    """Find an article cited in a chapter that does not contain it: found, but not exact."""
    located = _look_up(law, replace(citation, divisions=()))
    return LocatedProvision(located.eid, False) if located is not None else None


def _look_within(law: Law, division: Provision, citation: Citation) -> LocatedProvision | None:
    """Look up what a citation names in an annex or a chapter."""
    place = law.places_of_articles.get(citation.unit)
    is_annex = citation.divisions[0][0] in _ANNEXES
    if citation.unit and not is_annex:
        if place is not None and _lies_in(law, law.articles[place], division):
            return _descend_to_unit(law, law.articles[place], citation.below)
        return _find_misplaced(law, citation)
    steps = [(citation.unit, "")] if citation.unit else []
    steps += citation.below
    first = _find_within(law, division, *steps[0])
    if first is None:
        return LocatedProvision(division.eid, False)
    return _descend_to_unit(law, first, tuple(steps[1:]))


def _lies_in(law: Law, unit: Provision, division: Provision) -> bool:
    at: str | None = unit.eid
    while at is not None and at != division.eid:
        at = law.parent_of.get(at)
    return at is not None


def _find_within(law: Law, division: Provision, wanted: str, level: str) -> Provision | None:
    """Return the unit of an annex with a printed number, directly or in its parts, if it occurs once."""
    layer = list(division.children)
    while layer:
        cited = [u for u in layer if _is_cited_by(law, u, wanted, level) and u.kind not in _PARTS]
        units = _choose_level(law, cited, level)
        if units:
            return units[0] if len(units) == 1 else None
        layer = [below for unit in layer if unit.kind in _DIVIDING for below in unit.children]
    return None


def _choose_level(law: Law, cited: Sequence[Provision], level: str) -> Sequence[Provision]:
    """Return those units of an annex that have the level named by the citation."""
    kind = _find_kind(law, level)
    named = [unit for unit in cited if kind is None or unit.kind in (kind, ProvisionKind.ITEM)]
    if named or level not in ("项", "項", BRACKETED):
        return named
    # A unit that the file calls a paragraph of an annex is cited as 第1项 if it prints that number.
    return [unit for unit in cited if law.printed_numbers[unit.eid]]


_PARTS = (ProvisionKind.PART, ProvisionKind.SUBPART, ProvisionKind.CHAPTER)
_DIVIDING = (*_PARTS, ProvisionKind.SECTION)


def _descend_to_unit(
    law: Law, unit: Provision, below: Sequence[tuple[str, str]]
) -> LocatedProvision:
    """Follow the numbers below ``unit``; return the last unit that exists."""
    reached = unit
    steps = list(below)
    # If an article has a single unnumbered paragraph, its first paragraph is the article.
    first = "項" if law.language == "zh-Hant" else "款"
    if (
        steps
        and steps[0] in (("1", first), ("1", ""), ("1", COUNTED))
        and not _has_child_kind(reached, ProvisionKind.PARAGRAPH)
        and (steps[0][1] == first or not reached.children)
    ):
        steps.pop(0)
    for number_part, level in steps:
        deeper = _find_child(law, reached, number_part, level)
        if deeper is None:
            return LocatedProvision(reached.eid, False)
        reached = deeper
    return LocatedProvision(reached.eid, True)


def _has_child_kind(unit: Provision, kind: ProvisionKind) -> bool:
    return any(child.kind is kind for child in unit.children)


def _find_kind(law: Law, level: str) -> ProvisionKind | None:
    """Return the kind of unit that the name of a level means in this law."""
    if law.language == "zh-Hant":
        return {
            "項": ProvisionKind.PARAGRAPH,
            "项": ProvisionKind.PARAGRAPH,
            "款": ProvisionKind.POINT,
            "目": ProvisionKind.SUBPOINT,
            BRACKETED: ProvisionKind.SUBPOINT,
        }.get(level)
    return {
        "款": ProvisionKind.PARAGRAPH,
        "项": ProvisionKind.POINT,
        "項": ProvisionKind.POINT,
        "目": ProvisionKind.SUBPOINT,
        BRACKETED: ProvisionKind.POINT,
    }.get(level)


def _find_child(law: Law, above: Provision, wanted: str, level: str) -> Provision | None:
    """Return the unit below ``above`` with the number ``wanted``."""
    kind = _find_kind(law, level)
    candidates = _list_of_kind(above.children, kind)
    cited = [unit for unit in candidates if _is_cited_by(law, unit, wanted, level)]
    if cited:
        best = min(cited, key=lambda unit: _rank_match(law, unit, wanted))
        is_counted = not level and not law.printed_numbers[best.eid]
        return (_find_printed(law, above, wanted) if is_counted else None) or best
    if kind is None and candidates and wanted.isdigit():
        return None  # several units have it at this level, so units below them are not considered
    return _find_grandchild(law, above, wanted, level)


def _list_of_kind(units: Iterable[Provision], kind: ProvisionKind | None) -> list[Provision]:
    return [unit for unit in units if kind is None or unit.kind is kind]


def _find_grandchild(law: Law, above: Provision, wanted: str, level: str) -> Provision | None:
    """Find 第三条第（一）项 if only one 款 has a list, and Art. 3(a) without the paragraph."""
    kind = _find_kind(law, level)
    if kind not in (None, ProvisionKind.POINT, ProvisionKind.SUBPOINT):
        return None
    below = chain.from_iterable(child.children for child in above.children)
    cited = [unit for unit in _list_of_kind(below, kind) if _is_cited_by(law, unit, wanted, level)]
    return cited[0] if len(cited) == 1 else None


def _find_printed(law: Law, section: Provision, wanted: str) -> Provision | None:
    """Return the only unit with a printed number in an unnumbered part of a section: § 2(1) if (1) and (2) are in
    its only paragraph.
    """
    if section.kind is not ProvisionKind.SECTION:
        return None
    parts = [part for part in section.children if not law.printed_numbers[part.eid]]
    printed = [
        unit
        for part in parts
        for unit in part.children
        if law.printed_numbers[unit.eid] and _is_cited_by(law, unit, wanted, "")
    ]
    return printed[0] if len(printed) == 1 else None


def _is_cited_by(law: Law, unit: Provision, wanted: str, level: str) -> bool:
    """Tell whether a unit is cited by a number: its own, or exactly what it prints, as (iv).

    An unnumbered part of a paragraph is only cited by its position.
    """
    is_placed = unit.kind is ProvisionKind.SUBPARAGRAPH and not law.printed_numbers[unit.eid]
    if unit.kind is ProvisionKind.CLOSING or (is_placed and level != COUNTED):
        return False
    return wanted.lower() in (law.numbers[unit.eid], _strip_brackets(unit).lower())


def _rank_match(law: Law, unit: Provision, wanted: str) -> tuple[bool, bool]:
    """Rank matches: printed numbers before counted ones; (A) differs from (a)."""
    return _strip_brackets(unit) != wanted, not law.printed_numbers[unit.eid]


def _strip_brackets(unit: Provision) -> str:
    return unit.num.strip(" ().（）")


def _locate_division(law: Law, citation: Citation) -> LocatedProvision | None:
    division: Provision | None = None
    first, last = 0, len(law.by_eid)
    is_exact = True
    for kind, wanted in citation.divisions:
        # The first with this kind and number inside the unit found so far, in reading order.
        if kind in _ANNEXES:
            places, is_called = _places_of_annex(law, wanted, citation.word)
            is_exact = is_exact and is_called
        else:
            places = law.places_of_kinds.get((kind, wanted), ())
        next_place = bisect_left(places, first)
        if next_place == len(places) or places[next_place] >= last:
            return LocatedProvision(division.eid, False) if division is not None else None
        first = places[next_place]
        division, last = law.reading_order[first]
    return LocatedProvision(division.eid, is_exact) if division is not None else None


def _places_of_annex(law: Law, wanted: str, word: str) -> tuple[Sequence[int], bool]:
    """Return the positions of annexes with a number, and whether one is called ``word``.

    People write schedule for an annex and the reverse, so in a law that uses only one of the words each stands for
    the others. Without a number, the only annex is meant.
    """
    called: Sequence[int] = law.attachments.get((wanted, word), ())
    every: Sequence[int] = law.attachments.get((wanted, ""), ())
    if not wanted:
        called, every = (places if len(places) == 1 else () for places in (called, every))
    if called or not word:
        return called or every, True
    return every, len(law.attachment_words) < 2
