"""From a citation as people write it to the provision it names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from huiyin.law.eid import eid_number
from huiyin.law.model import Kind, Law, Provision
from huiyin.law.numerals import CHINESE_DIGITS, number

_N = rf"[{CHINESE_DIGITS}\d]+"
_SUB = rf"(?:\s*[-－‑–]\s*\d+|\s*之\s*{_N})*"
_CHINESE = re.compile(
    rf"(?:第\s*)?(?P<article>{_N}{_SUB})\s*[条條](?P<inserted>(?:\s*之\s*{_N})*)"
    rf"(?P<below>(?:\s*[，,、]?\s*第?\s*[（(]?\s*(?:{_N})\s*[）)]?\s*[款项項目])*)"
)
_BELOW = re.compile(rf"第?\s*[（(]?\s*({_N})\s*[）)]?\s*([款项項目])")
_DIVISION = re.compile(rf"第\s*({_N})\s*(分编|分編|编|編|篇|章|节|節)")
_CHINESE_ANNEX = re.compile(rf"附\s*[件表录錄]\s*({_N})?")
_WORD = r"(?:articles?|arts?\.?|clauses?|cl\.|sections?|secs?\.?|§+|s\.?|ss\.)"
_ENGLISH = re.compile(
    rf"(?<![A-Za-z])(?P<word>{_WORD})\s*(?P<number>\d+(?:-\d+)*[A-Za-z]{{0,2}}(?![A-Za-z]))(?P<below>(?:\s*(?:"
    r"\(\s*\w{1,4}\s*\)"
    r"|[.]\s*\w{1,3}(?![\w])"
    r"|,?\s*(?:sub-?)?(?:paragraphs?|paras?\.?|points?|items?|sub-?sections?|subsecs?\.?)\s*\(?\s*\w{1,4}(?![\w])\s*\)?"
    r"))*)",
    re.I,
)
_ENGLISH_PART = re.compile(
    r"\(\s*(\w{1,4})\s*\)|[.]\s*(\w{1,3})(?!\w)|(?:paragraphs?|paras?\.?|points?|items?|sections?|subsecs?\.?)\s*\(?\s*(\w{1,4})",
    re.I,
)
_ENGLISH_DIVISION = re.compile(
    r"(?<![A-Za-z])(part|title|chapter|section|annex|schedule|appendix|recital)\s+([IVXLC]+|\d+[A-Za-z]?)(?![A-Za-z0-9])",
    re.I,
)
_BARE = re.compile(rf"^\s*第?\s*(\d+(?:[-.]\d+)*|[{CHINESE_DIGITS}]+)\s*$")
_EID = re.compile(r"^[a-z]+_[\w~-]+(?:__[a-z]+(?:_[\w~-]+)?)*$")
#: Words that point at what was named before; alone they name nothing.
_RELATIVE = re.compile(r"^\s*(?:该|本|前|同|上述|其)")

_DIVISION_KINDS = {
    "编": Kind.PART, "編": Kind.PART, "篇": Kind.PART, "分编": Kind.SUBPART, "分編": Kind.SUBPART, "章": Kind.CHAPTER,
    "节": Kind.SECTION, "節": Kind.SECTION, "part": Kind.PART, "title": Kind.PART, "chapter": Kind.CHAPTER,
    "section": Kind.SECTION, "annex": Kind.ANNEX, "appendix": Kind.ANNEX, "schedule": Kind.SCHEDULE, "recital": Kind.RECITAL,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation, read but not yet looked up. ``unit`` is an article's number as an eId has it, or
    empty; ``below`` the numbers under it with their printed level (款 … or empty); ``divisions``
    the chapters and the like that are named. ``[start, end)``: where it stands in the text."""

    unit: str
    below: tuple[tuple[str, str], ...]
    divisions: tuple[tuple[Kind, str], ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Located:
    """``exact`` is false where the law has no such deep part and a unit above it is given."""

    eid: str
    exact: bool


def find_citations(text: str) -> tuple[Citation, ...]:
    """Every citation in ``text``, in order of appearance."""
    found = [_chinese(m) for m in _CHINESE.finditer(text)]
    found += [_english(m) for m in _ENGLISH.finditer(text)]
    taken = [(c.start, c.end) for c in found]

    def is_free(start: int, end: int) -> bool:
        return not any(a < end and start < b for a, b in taken)

    divisions: list[Citation] = []
    for match in _DIVISION.finditer(text):
        if is_free(*match.span()):
            step = (_DIVISION_KINDS[match[2]], eid_number(match[1]))
            last = divisions[-1] if divisions else None
            if last is not None and text[last.end : match.start()].strip(" 　") == "":
                divisions[-1] = Citation("", (), (*last.divisions, step), last.start, match.end())
            else:
                divisions.append(Citation("", (), (step,), *match.span()))
    for match in _ENGLISH_DIVISION.finditer(text):
        if is_free(*match.span()):
            value = number(match[2])
            own = str(value) if value is not None else match[2].lower()
            divisions.append(
                Citation("", (), ((_DIVISION_KINDS[match[1].lower()], own),), *match.span())
            )
    for match in _CHINESE_ANNEX.finditer(text):
        if is_free(*match.span()):
            divisions.append(
                Citation("", (), ((Kind.ANNEX, eid_number(match[1] or "1")),), *match.span())
            )
    return tuple(sorted([*found, *divisions], key=lambda c: c.start))


def _chinese(match: re.Match[str]) -> Citation:
    unit = eid_number(match["article"] + "条" + match["inserted"])
    below = tuple((eid_number(n), level) for n, level in _BELOW.findall(match["below"]))
    return Citation(unit, below, (), *match.span())


def _english(match: re.Match[str]) -> Citation:
    parts = [next(p for p in found if p) for found in _ENGLISH_PART.findall(match["below"])]
    return Citation(
        eid_number(match["number"]), tuple((p.lower(), "") for p in parts), (), *match.span()
    )


def find_provision(law: Law, reference: str) -> str | None:
    """The eId that the first citation in ``reference`` names, or ``None`` if the law has none such.

    An eId stands for itself; a bare number (``12``, ``十二``, ``12.2``) is an article's. Never a guess:
    a part that the law does not have is ``None`` (see :func:`locate` for the unit above it).
    """
    located = locate(law, reference)
    return located.eid if located is not None and located.exact else None


def find_provisions(law: Law, reference: str) -> tuple[str, ...]:
    """The eIds that all citations in ``reference`` name, ranges (第三条至第五条, Arts. 3–5) filled in."""
    found: list[str] = []
    citations = find_citations(reference)
    for at, citation in enumerate(citations):
        located = _look_up(law, citation)
        if located is None or not located.exact:
            continue
        between = reference[citations[at - 1].end : citation.start].strip() if at else ""
        if at and between in ("至", "到", "-", "–", "—", "~", "～", "to") and found:
            units = [u.eid for u in law.articles]
            if found[-1] in units and located.eid in units:
                first, last = units.index(found[-1]), units.index(located.eid)
                found += [eid for eid in units[first + 1 : last] if eid not in found]
        if located.eid not in found:
            found.append(located.eid)
    return tuple(found)


def locate(law: Law, reference: str) -> Located | None:
    """Where the first citation in ``reference`` points: the provision, or the nearest unit above it
    that the law has. ``None`` where there is no citation, or not even its article."""
    text = reference.strip()
    if text in law.by_eid:
        return Located(text, True)
    if _EID.match(text) or (_RELATIVE.match(text) and not find_citations(text)):
        return None
    citations = find_citations(text)
    if not citations:
        bare = _BARE.match(text)
        if bare is None:
            return None
        unit, *below = re.split(r"\.", bare[1])
        steps = tuple((eid_number(b), "") for b in below)
        return _look_up(law, Citation(eid_number(unit), steps, (), 0, len(text)))
    return _look_up(law, citations[0])


def _look_up(law: Law, citation: Citation) -> Located | None:
    if citation.divisions:
        return _division(law, citation.divisions)
    unit = next((u for u in law.articles if _own(u) == citation.unit), None)
    if unit is None:
        return None
    at = unit
    steps = list(citation.below)
    # Where an article has one unnumbered paragraph only, its first paragraph is the article.
    first = "項" if law.language == "zh-Hant" else "款"
    if (
        steps
        and steps[0] in (("1", first), ("1", ""))
        and not _has(at, Kind.PARAGRAPH)
        and (steps[0][1] or not at.children)
    ):
        steps.pop(0)
    for number_part, level in steps:
        deeper = _step(law, at, number_part, level)
        if deeper is None:
            return Located(at.eid, False)
        at = deeper
    return Located(at.eid, True)


def _has(unit: Provision, kind: Kind) -> bool:
    return any(child.kind is kind for child in unit.children)


def _step(law: Law, at: Provision, wanted: str, level: str) -> Provision | None:
    """The unit below ``at`` with the number ``wanted``."""
    taiwan = law.language == "zh-Hant"
    levels = (
        {"項": Kind.PARAGRAPH, "项": Kind.PARAGRAPH, "款": Kind.POINT, "目": Kind.SUBPOINT}
        if taiwan
        else {"款": Kind.PARAGRAPH, "项": Kind.POINT, "項": Kind.POINT, "目": Kind.SUBPOINT}
    )
    kind = levels.get(level)
    candidates = [c for c in at.children if kind is None or c.kind is kind]
    for child in candidates:
        if _own(child) == wanted and child.kind is not Kind.CLOSING:
            return child
    # 第三条第（一）项 where only one 款 has a list; Art. 3(a) where the paragraph is not named.
    if kind in (Kind.POINT, Kind.SUBPOINT) or kind is None:
        deeper = [
            grandchild
            for child in at.children
            for grandchild in child.children
            if _own(grandchild) == wanted and (kind is None or grandchild.kind is kind)
        ]
        if len(deeper) == 1 and not (kind is None and wanted.isdigit() and candidates):
            return deeper[0]
    return None


def _own(provision: Provision) -> str:
    """The last number of an eId: ``art_12__para_2`` → ``2``."""
    return provision.eid.rpartition("__")[2].partition("_")[2]


def _division(law: Law, steps: tuple[tuple[Kind, str], ...]) -> Located | None:
    at: Provision | None = None
    for kind, wanted in steps:
        pool = at.walk() if at is not None else law.walk()
        found = next((p for p in pool if p.kind is kind and _own(p) == wanted), None)
        if found is None:
            return Located(at.eid, False) if at is not None else None
        at = found
    return Located(at.eid, True) if at is not None else None
