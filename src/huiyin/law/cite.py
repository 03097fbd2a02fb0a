"""From a citation as people write it to the provision it names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from huiyin.law.eid import eid_number
from huiyin.law.model import Kind, Law, Provision, own_number
from huiyin.law.numerals import CHINESE_DIGITS, number

_N = rf"[{CHINESE_DIGITS}\d]++"
_AND = r"\s*+(?:[、,，]\s*+(?:和|以?及|与|與|或者?)?|和|以?及|与|與|或者?)\s*+"
# Citations are read step by step, each step by a pattern that gives nothing back, so that a text takes
# as long to read as it is long whatever it says: people's cells come here as they were sent.
#: 第十二、十三条 share one 条: the numbers before it, and what may stand between the last and its 条.
_CHINESE_NUMBERS = re.compile(rf"(?:第\s*+)?({_N}(?:{_AND}(?:第\s*+)?{_N})*+)")
_CHINESE_SUB = re.compile(rf"(?:\s*+[-－‑–]\s*+\d++|\s*+之\s*+{_N})")
_CHINESE_UNIT = re.compile(rf"\s*+[条條]((?:\s*+之\s*+{_N})*+)")
_BRACKETED_NUMBER = rf"第?\s*+[（(]?\s*+{_N}\s*+[）)]?"
#: So do 第（一）、（二）项 one 项.
_CHINESE_BELOW = re.compile(
    rf"(?:{_AND}|\s*+)({_BRACKETED_NUMBER}(?:{_AND}{_BRACKETED_NUMBER})*+)\s*+([款项項目])"
)
_CHINESE_BARE = re.compile(rf"\s*+[（(]\s*+({_N})\s*+[）)]")
_NUMBER = re.compile(_N)
_BRACKETED = "（）"
_DIVISION = re.compile(rf"第\s*({_N})\s*(分编|分編|编|編|篇|章|节|節)")
_CHINESE_ANNEX = re.compile(rf"附\s*[件表录錄]\s*({_N})?")
_WRITTEN = r"(?:articles?|arts?\.?|clauses?|cls?\.|sections?|secs?\.?|ss?\.?)"
_WORD = rf"(?:{_WRITTEN}|§++)"
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
_ONE = r"\d++(?:-\d++)*+[A-Za-z]{0,2}(?![A-Za-z])"
#: Where a citation may begin; of §§§ at the first only.
_ENGLISH_START = re.compile(rf"(?<![A-Za-z])(?:{_LEVEL}|{_WRITTEN}|(?<!(?<![A-Za-z])§)§)", re.I)
_ENGLISH_BEFORE = re.compile(
    rf"{_LEVEL}\s*+\(?+\s*+(\w{{1,4}}+)(?:\s*+\)\s++|\s++)of\s++(?:the\s++)?", re.I
)
_ENGLISH_UNIT = re.compile(rf"{_WORD}\s*+({_ONE})", re.I)
_ENGLISH_BELOW = re.compile(
    r"\s*+(?:\(\s*+(\w{1,4}+)\s*+\)"
    r"|[.]\s*+(\w{1,3}+)(?!\w)"
    rf"|,?+\s*+({_ORDINAL})\s++{_LEVEL}"
    rf"|,?+\s*+(?:{_LEVEL}|§)\s*+\(?+\s*+(\w{{1,4}}+)(?!\w)\s*+\)?+)",
    re.I,
)
_ENGLISH_MORE = re.compile(
    r"\s*+(?:,\s*+(?:and|or)?+|and|or|&|([-–—]|to))\s*+(\d{1,4}+[A-Za-z]?+)(?![\w(.])", re.I
)
_COUNTS_BELOW = re.compile(
    r"[\s,]*+(?:(?:sub-?)?(?:paragraph|para|par|point|item)|subsection)s?\.?\s*+\w++\s*+$"
)
_ENGLISH_DIVISION = re.compile(
    r"(?<![A-Za-z])(part|title|chapter|section|annex|schedule|appendix|recital)\s+([IVXLC]+|\d+[A-Za-z]?)(?![A-Za-z0-9])",
    re.I,
)
_BARE = re.compile(
    rf"^\s*+(?:第\s*+)?(?P<unit>\d++(?:-\d++)*+[A-Za-z]?|[{CHINESE_DIGITS}]++)"
    r"(?P<below>(?:\s*+\(\s*+\w{1,4}+\s*+\)|[.]\s*+\w{1,3}+(?!\w)|\s++[a-z]\))*+)[.、]?+\s*+$"
)
_BARE_PART = re.compile(r"\w+")
_EID = re.compile(r"^[a-z]+_[\w~-]+$")
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
    found = [*_find_chinese(text), *_find_english(text)]
    taken = bytearray(len(text))
    for citation in found:
        taken[citation.start : citation.end] = b"\1" * (citation.end - citation.start)

    def is_free(start: int, end: int) -> bool:
        return not any(taken[start:end])

    runs: list[tuple[list[tuple[Kind, str]], int, int]] = []
    for match in _DIVISION.finditer(text):
        if is_free(*match.span()):
            step = (_DIVISION_KINDS[match[2]], eid_number(match[1]))
            if runs and text[runs[-1][2] : match.start()].strip(" 　") == "":
                steps, begins, _ = runs.pop()
                steps.append(step)
                runs.append((steps, begins, match.end()))
            else:
                runs.append(([step], *match.span()))
    divisions = [Citation("", (), tuple(steps), begins, end) for steps, begins, end in runs]
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


def _find_chinese(text: str) -> Iterator[Citation]:
    at = 0
    while numbers := _CHINESE_NUMBERS.search(text, at):
        end = at = numbers.end()
        while sub := _CHINESE_SUB.match(text, end):
            # Without a 条 behind it, the last number may begin a citation of its own.
            at, end = end + 1, sub.end()
        article = _CHINESE_UNIT.match(text, end)
        if article is None:
            continue
        paths, at = _read_below(text, article.end())
        places = [n.span() for n in _NUMBER.finditer(text, *numbers.span(1))]
        shared = [text[begins:ends] for begins, ends in places[:-1]]
        unit = eid_number(text[places[-1][0] : end] + "条" + article[1])
        yield from (Citation(eid_number(one), (), (), numbers.start(), at) for one in shared)
        yield from (Citation(unit, path, (), numbers.start(), at) for path in paths)


def _read_below(text: str, at: int) -> tuple[list[tuple[tuple[str, str], ...]], int]:
    """The numbers below an article and their levels, a path for each that is named, and where they end."""
    paths: list[tuple[tuple[str, str], ...]] = []

    def take(numbers: list[str], level: str) -> None:
        # 第二款、第三款: the level that comes again goes beside the one before, not below it.
        above = paths[-1] if paths else ()
        levels = [own for _, own in above]
        if level in levels:
            above = above[: levels.index(level)]
        elif paths:
            paths.pop()
        paths.extend((*above, (eid_number(n), level)) for n in numbers)

    while part := _CHINESE_BELOW.match(text, at):
        take(_NUMBER.findall(part[1]), part[2])
        at = part.end()
    if bare := _CHINESE_BARE.match(text, at):
        # （二） without a level is a 项; (2) may be anything.
        take([bare[1]], "" if re.search(r"\d", bare[1]) else _BRACKETED)
        at = bare.end()
    return paths or [()], at


def _find_english(text: str) -> Iterator[Citation]:
    at = 0
    failed: set[int] = set()  # places where a chain of "para 1 of" was followed to its end in vain
    while start := _ENGLISH_START.search(text, at):
        at = start.start() + 1
        chain, parts = [start.start()], [""]
        while chain[-1] not in failed and (above := _ENGLISH_BEFORE.match(text, chain[-1])):
            chain.append(above.end())
            parts.append(above[1])
        unit = None
        while chain and unit is None:
            if chain[-1] not in failed:
                unit = _ENGLISH_UNIT.match(text, chain[-1])
            if unit is None:
                failed.add(chain.pop())
                parts.pop()
        if unit is not None:
            citations, at = _read_english(text, start.start(), unit, parts[:0:-1])
            yield from citations


#: Steps of a citation that are followed: no law is half as deep, and each further number copies them.
_DEEPEST = 20


def _read_english(
    text: str, start: int, unit: re.Match[str], before: list[str]
) -> tuple[list[Citation], int]:
    """The citations that begin with an article, what is below it before and after, and where they end."""
    below: list[str] = []
    at, last = unit.end(), ""
    while step := _ENGLISH_BELOW.match(text, at):
        named = next(part for part in step.groups() if part)
        below.append(str(_ORDINALS.index(named.lower()) + 1) if step[3] else named)
        at, last = step.end(), step.group()
    more: list[re.Match[str]] = []
    while further := _ENGLISH_MORE.match(text, at):
        more.append(further)
        at = further.end()
    steps = tuple((part.lower(), "") for part in [*below, *before][:_DEEPEST])
    own = eid_number(unit[1])
    citations = [Citation(own, steps, (), start, at)]
    # Articles 1 and 12; but Article 12, paragraphs 1 and 2.
    counts_below = bool(_COUNTS_BELOW.match(last))
    for further in more:
        if counts_below:
            beside = (*steps[:-1], (further[2].lower(), ""))
            citations.append(Citation(own, beside, (), start, at))
        else:
            through = bool(further[1])
            citations.append(Citation(eid_number(further[2]), (), (), start, at, through))
    return citations, at


def find_provision(law: Law, reference: str) -> str | None:
    """The eId that the first citation in ``reference`` names, or ``None`` if the law has none such.

    An eId stands for itself, and so does what the law's file calls a unit; a bare number (``12``, ``十二``, ``12.2``) is an article's. Never a guess:
    a part that the law does not have is ``None`` (see :func:`locate` for the unit above it).
    """
    located = locate(law, reference)
    return located.eid if located is not None and located.exact else None


def find_provisions(law: Law, reference: str) -> tuple[str, ...]:
    """The eIds that all citations in ``reference`` name, ranges (第三条至第五条, Arts. 3–5) filled in."""
    found: dict[str, None] = {}
    citations = find_citations(reference)
    if not citations:
        located = locate(law, reference)
        return (located.eid,) if located is not None and located.exact else ()
    units = {unit.eid: at for at, unit in enumerate(law.articles)}
    ordered = list(units)
    last = ""
    for at, citation in enumerate(citations):
        ends = _range(law, citation)
        if ends is not None:
            found |= dict.fromkeys(ordered[ends[0] : ends[1] + 1])
            last = next(reversed(found))
            continue
        located = _look_up(law, citation)
        if located is None or not located.exact:
            continue
        between = reference[citations[at - 1].end : citation.start].strip() if at else ""
        through = citation.through or between in ("至", "到", "-", "–", "—", "~", "～", "to")
        if at and through and last in units and located.eid in units:
            found |= dict.fromkeys(ordered[units[last] + 1 : units[located.eid]])
        found[located.eid] = None
        last = next(reversed(found))
    return tuple(found)


def _range(law: Law, citation: Citation) -> tuple[int, int] | None:
    """Places of the first and last article of 第3-5条, where no article is numbered 3-5."""
    ends = re.fullmatch(r"(\d+)-(\d+)", citation.unit)
    own = law.places_of_articles
    if ends is None or citation.unit in own or ends[1] not in own or ends[2] not in own:
        return None
    first, last = own[ends[1]], own[ends[2]]
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
    place = law.places_of_articles.get(citation.unit)
    if place is None:
        return None
    at = law.articles[place]
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
    return own_number(provision.eid)


def _division(law: Law, steps: tuple[tuple[Kind, str], ...]) -> Located | None:
    at: Provision | None = None
    first, last = 0, len(law.by_eid)
    for kind, wanted in steps:
        # The first of that kind and number within what was found so far, in reading order.
        places = law.places_of_kinds.get((kind, wanted), ())
        next_place = bisect_left(places, first)
        if next_place == len(places) or places[next_place] >= last:
            return Located(at.eid, False) if at is not None else None
        first = places[next_place]
        at, last = law.reading_order[first]
    return Located(at.eid, True) if at is not None else None
