"""From a citation as people write it to the provision it names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from huiyin.law.eid import eid_number
from huiyin.law.model import Kind, Law, Provision
from huiyin.law.numerals import CHINESE_DIGITS, number

_N = rf"[{CHINESE_DIGITS}\d]+"
_SUB = rf"(?:\s*[-－‑–]\s*\d+|\s*之\s*{_N})*"
_AND = r"\s*(?:[、,，]|[、,，]?\s*(?:和|及|以及|与|與|或|或者))\s*"
#: 第十二、十三条 and 第12-14条 share one 条; so do 第（一）、（二）项 one 项.
_CHINESE = re.compile(
    rf"(?:第\s*)?(?P<shared>(?:{_N}{_AND}(?:第\s*)?)*)(?P<article>{_N}{_SUB})\s*[条條](?P<inserted>(?:\s*之\s*{_N})*)"
    rf"(?P<below>(?:(?:\s*[，,]?\s*|{_AND})第?\s*[（(]?\s*{_N}\s*[）)]?"
    rf"(?:{_AND}第?\s*[（(]?\s*{_N}\s*[）)]?)*\s*[款项項目])*(?:\s*[（(]\s*{_N}\s*[）)])?)"
)
_BELOW = re.compile(
    rf"(?P<numbers>[（(]?\s*{_N}\s*[）)]?(?:{_AND}第?\s*[（(]?\s*{_N}\s*[）)]?)*)\s*(?P<level>[款项項目])"
    rf"|(?P<bare>[（(]\s*{_N}\s*[）)])"
)
_NUMBER = re.compile(_N)
_BRACKETED = "（）"
_DIVISION = re.compile(rf"第\s*({_N})\s*(分编|分編|编|編|篇|章|节|節)")
_CHINESE_ANNEX = re.compile(rf"附\s*[件表录錄]\s*({_N})?")
_WORD = r"(?:articles?|arts?\.?|clauses?|cls?\.|sections?|secs?\.?|§+|ss?\.?)"
_LEVEL = r"(?:sub-?)?(?:paragraphs?|paras?\.?|pars?\.|points?|pts?\.|items?|sections?|secs?\.?|literas?|lit\.|al\.|alineas?|indents?)(?![A-Za-z])"
_ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)
_ORDINAL = "|".join(_ORDINALS)
_ONE = r"\d+(?:-\d+)*[A-Za-z]{0,2}(?![A-Za-z])"
_ENGLISH = re.compile(
    rf"(?<![A-Za-z])(?P<before>(?:{_LEVEL}\s*\(?\s*\w{{1,4}}\s*\)?\s+of\s+(?:the\s+)?)*)"
    rf"(?P<word>{_WORD})\s*(?P<number>{_ONE})(?P<below>(?:\s*(?:"
    r"\(\s*\w{1,4}\s*\)"
    r"|[.]\s*\w{1,3}(?![\w])"
    rf"|,?\s*(?:{_ORDINAL})\s+{_LEVEL}"
    rf"|,?\s*(?:{_LEVEL}|§)\s*\(?\s*\w{{1,4}}(?![\w])\s*\)?"
    r"))*)"
    rf"(?P<more>(?:\s*(?:,|,?\s*and|,?\s*or|&|[-–—]|to)\s*\d{{1,4}}[A-Za-z]?(?![\w(.]))*)",
    re.I,
)
_ENGLISH_PART = re.compile(
    rf"\(\s*(\w{{1,4}})\s*\)|[.]\s*(\w{{1,3}})(?!\w)|(?:{_LEVEL}|§)\s*\(?\s*(\w{{1,4}})(?!\w)"
    rf"|({_ORDINAL})\s+{_LEVEL}",
    re.I,
)
_MORE = re.compile(r"([-–—]|to)?\s*(\d{1,4}[A-Za-z]?)$", re.I)
_ENGLISH_DIVISION = re.compile(
    r"(?<![A-Za-z])(part|title|chapter|section|annex|schedule|appendix|recital)\s+([IVXLC]+|\d+[A-Za-z]?)(?![A-Za-z0-9])",
    re.I,
)
_BARE = re.compile(
    rf"^\s*第?\s*(?P<unit>\d+(?:-\d+)*[A-Za-z]?|[{CHINESE_DIGITS}]+)"
    r"(?P<below>(?:\s*\(\s*\w{1,4}\s*\)|[.]\s*\w{1,3}(?!\w)|\s+[a-z]\))*)[.、]?\s*$"
)
_BARE_PART = re.compile(r"\w+")
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
    the chapters and the like that are named. ``[start, end)``: where it stands in the text; several
    that share words (第十二、十三条) share their place. ``through``: it ends a range that the one before
    begins."""

    unit: str
    below: tuple[tuple[str, str], ...]
    divisions: tuple[tuple[Kind, str], ...]
    start: int
    end: int
    through: bool = False


@dataclass(frozen=True, slots=True)
class Located:
    """``exact`` is false where the law has no such deep part and a unit above it is given."""

    eid: str
    exact: bool


def find_citations(text: str) -> tuple[Citation, ...]:
    """Every citation in ``text``, in order of appearance."""
    found = [c for m in _CHINESE.finditer(text) for c in _chinese(m)]
    found += [c for m in _ENGLISH.finditer(text) for c in _english(m)]
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


def _chinese(match: re.Match[str]) -> list[Citation]:
    shared = [
        Citation(eid_number(n), (), (), *match.span()) for n in _NUMBER.findall(match["shared"])
    ]
    unit = eid_number(match["article"] + "条" + match["inserted"])
    paths: list[tuple[tuple[str, str], ...]] = []
    for part in _BELOW.finditer(match["below"]):
        # （二） without a level is a 项; (2) may be anything.
        level = part["level"] or ("" if re.search(r"\d", part["bare"]) else _BRACKETED)
        numbers = [eid_number(n) for n in _NUMBER.findall(part["numbers"] or part["bare"])]
        # 第二款、第三款: the level that comes again goes beside the one before, not below it.
        above = paths[-1] if paths else ()
        levels = [own for _, own in above]
        above = above[: levels.index(level)] if level in levels else above
        beside = paths if level in levels else paths[:-1]
        paths = [*beside, *((*above, (n, level)) for n in numbers)]
    return [*shared, *(Citation(unit, path, (), *match.span()) for path in paths or [()])]


def _english(match: re.Match[str]) -> list[Citation]:
    def parts(words: str) -> list[str]:
        found = [next(p for p in groups if p) for groups in _ENGLISH_PART.findall(words)]
        return [str(_ORDINALS.index(p.lower()) + 1) if p.lower() in _ORDINALS else p for p in found]

    below = [*parts(match["below"]), *reversed(parts(match["before"]))]
    steps = tuple((part.lower(), "") for part in below)
    citations = [Citation(eid_number(match["number"]), steps, (), *match.span())]
    for piece in re.findall(r"\D*\d+[A-Za-z]?", match["more"]):
        further = _MORE.search(piece)
        if further is not None:
            own = (further[2].lower(), "")
            # Articles 1 and 12; but Article 12, paragraphs 1 and 2.
            if re.search(
                r"(?:paragraph|para|par|point|item|subsection)s?\.?\s*\w+\s*$", match["below"]
            ):
                to = Citation(citations[0].unit, (*steps[:-1], own), (), *match.span())
            else:
                to = Citation(eid_number(further[2]), (), (), *match.span(), bool(further[1]))
            citations.append(to)
    return citations


def find_provision(law: Law, reference: str) -> str | None:
    """The eId that the first citation in ``reference`` names, or ``None`` if the law has none such.

    An eId stands for itself, and so does what the law's file calls a unit; a bare number (``12``, ``十二``, ``12.2``) is an article's. Never a guess:
    a part that the law does not have is ``None`` (see :func:`locate` for the unit above it).
    """
    located = locate(law, reference)
    return located.eid if located is not None and located.exact else None


def find_provisions(law: Law, reference: str) -> tuple[str, ...]:
    """The eIds that all citations in ``reference`` name, ranges (第三条至第五条, Arts. 3–5) filled in."""
    found: list[str] = []
    citations = find_citations(reference)
    if not citations:
        located = locate(law, reference)
        return (located.eid,) if located is not None and located.exact else ()
    units = [u.eid for u in law.articles]
    for at, citation in enumerate(citations):
        ends = _range(law, citation)
        if ends is not None:
            found += [eid for eid in units[ends[0] : ends[1] + 1] if eid not in found]
            continue
        located = _look_up(law, citation)
        if located is None or not located.exact:
            continue
        between = reference[citations[at - 1].end : citation.start].strip() if at else ""
        through = citation.through or between in ("至", "到", "-", "–", "—", "~", "～", "to")
        if at and through and found and found[-1] in units and located.eid in units:
            first, last = units.index(found[-1]), units.index(located.eid)
            found += [eid for eid in units[first + 1 : last] if eid not in found]
        if located.eid not in found:
            found.append(located.eid)
    return tuple(found)


def _range(law: Law, citation: Citation) -> tuple[int, int] | None:
    """Places of the first and last article of 第3-5条, where no article is numbered 3-5."""
    ends = re.fullmatch(r"(\d+)-(\d+)", citation.unit)
    if ends is None:
        return None
    own = [_own(unit) for unit in law.articles]
    if citation.unit in own or ends[1] not in own or ends[2] not in own:
        return None
    first, last = own.index(ends[1]), own.index(ends[2])
    return (first, last) if first < last else None


def locate(law: Law, reference: str) -> Located | None:
    """Where the first citation in ``reference`` points: the provision, or the nearest unit above it
    that the law has. ``None`` where there is no citation, or not even its article."""
    text = reference.strip()
    eid = law.eid_of(text)
    if eid is not None:
        return Located(eid, True)
    if _EID.match(text) or (_RELATIVE.match(text) and not find_citations(text)):
        return None
    citations = find_citations(text)
    if not citations:
        bare = _BARE.match(text)
        if bare is None:
            return None
        steps = tuple((part.lower(), "") for part in _BARE_PART.findall(bare["below"]))
        citations = (Citation(eid_number(bare["unit"]), steps, (), 0, len(text)),)
    ends = _range(law, citations[0])
    if ends is not None:
        return Located(law.articles[ends[0]].eid, True)
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
        {
            "項": Kind.PARAGRAPH,
            "项": Kind.PARAGRAPH,
            "款": Kind.POINT,
            "目": Kind.SUBPOINT,
            _BRACKETED: Kind.SUBPOINT,
        }
        if taiwan
        else {
            "款": Kind.PARAGRAPH,
            "项": Kind.POINT,
            "項": Kind.POINT,
            "目": Kind.SUBPOINT,
            _BRACKETED: Kind.POINT,
        }
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
