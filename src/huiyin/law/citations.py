"""Parse citations as people write them, without looking them up in a law.

Parsing proceeds in steps, each with a pattern that never backtracks, so the time is linear in the length of the
text whatever it contains: it comes from people's cells unchecked.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from huiyin.law.model import ProvisionKind
from huiyin.law.unit_numbers import attachment_word, eid_number
from huiyin.text.numerals import (
    CARDINAL_WORD,
    CHINESE_DIGITS,
    ORDINAL_WORD,
    ORDINALS,
    parse_numeral,
    worded_number,
)

_N = rf"[{CHINESE_DIGITS}\d]++"
_AND = r"\s*+(?:[、,，]\s*+(?:和|以?及|与|與|或者?)?|和|以?及|与|與|或者?)\s*+"
#: Ranges: 第（一）项至第（三）项.
_TO = r"\s*+[至到~～—–]\s*+"
_THROUGH = re.compile(r"[至到~～—–]")
#: 第十二、十三条 share one 条: the numbers before it, and what may separate the last one from 条.
_CHINESE_NUMBERS = re.compile(rf"(?:第\s*+)?({_N}(?:(?:{_AND}|{_TO})(?:第\s*+)?{_N})*+)")
#: 第-1条 is not article 1.
_BELOW_NOUGHT = re.compile(r"第\s?[-−–－]\s?\Z")
_CHINESE_SUB = re.compile(rf"(?:\s*+[-－‑–]\s*+\d++|\s*+之\s*+{_N})")
_CHINESE_UNIT = re.compile(rf"\s*+[条條]((?:\s*+之\s*+{_N})*+)")
_BRACKETED_NUMBER = rf"第?\s*+[（(]?\s*+{_N}\s*+[）)]?"
#: 第（一）、（二）项 share one 项 in the same way.
_CHINESE_BELOW = re.compile(
    rf"({_AND}|{_TO}|\s*+)({_BRACKETED_NUMBER}(?:(?:{_AND}|{_TO}){_BRACKETED_NUMBER})*+)\s*+([款项項目])"
)
_CHINESE_BARE = re.compile(rf"\s*+[（(]\s*+({_N})\s*+[）)]")
_NUMBER = re.compile(_N)
_NUMBER_OR_THROUGH = re.compile(rf"({_N})|[至到~～—–]")
#: The level of a bare （二）.
BRACKETED = "（）"
#: The level of units named by position (second paragraph), whatever number they print.
COUNTED = "-th"
_DIVISION = re.compile(rf"第\s*({_N})\s*(分编|分編|编|編|篇|章|节|節)")
_CHINESE_ANNEX = re.compile(rf"附\s*[件表录錄]\s*({_N})?")
_BEHIND_ANNEX = re.compile(r"附\s?[件表录錄]\s{0,2}\Z")
#: What may come between an annex and a unit in it.
_CHINESE_IN = re.compile(r"\s*+(?:[的之：:]|中的?|内的?|所附)?\s*+")

#: The word for article in other EU languages.
_ABROAD = r"(?:art[ií]culos?|artikel[ns]?|artigos?|articol[oi])"
_WRITTEN = rf"(?:{_ABROAD}|articles?|arts?\.?|clauses?|cls?\.|(?<!\d\s)cls?(?=\s)|sections?|secs?\.?|ss?\.?)"
_WORD = rf"(?:{_WRITTEN}|§++)"
#: Numbered levels: Absatz 2, Nr. 1, apartado 3, paragraphe 1, lid 2, comma 1.
_LEVEL_ABROAD = (
    r"paragraphes?|abs(?:atz|ätze|\.)?|nummern?|nr\.?|buchst(?:aben?|\.)?|apartados?|letras?|lettres?|letter[ae]|lett?\."
    r"|punt[oi]|pontos?|n[úu]meros?|n\.?[º°]|comm[ai]|lid|leden|onder"
)
_LEVEL = (
    r"(?:(?:sub-?)?(?:paragraphs?|paras?\.?|pars?\.|points?|pts?\.|items?|sections?|secs?\.?|literas?|lit\.|al\.|alineas?|indents?)"
    rf"|{_LEVEL_ABROAD})(?![A-Za-zäé])"
)
_ORDINAL = "|".join(ORDINALS)
#: 12, 12A, 12-1, 3Z1, 2 bis.
_ONE = (
    r"\d++(?:-\d++)*+(?:\s*+(?:bis|ter|quater|quinquies|sexies|septies|octies|novies|decies)|[A-Za-z]{1,2}\d{0,3}+)?"
    r"(?![A-Za-z])"
)
#: Where a citation may begin; in §§§ only at the first sign.
_ENGLISH_START = re.compile(rf"(?<![A-Za-z])(?:{_LEVEL}|{_WRITTEN}|(?<!(?<![A-Za-z])§)§)", re.I)
#: The possible number of a lower unit; a word in brackets is not one: section 2 (fees).
_SIGN = r"(?:\d{1,4}+[A-Za-z]{0,2}|[ivxlc]{1,6}+|[A-Za-z])(?!\w)"
_SIGN_IN_BRACKETS = (
    r"(?:[-−‑](?:\d{1,2}|[a-z]{1,2})|\d{1,4}+[A-Za-z]{0,2}|[ivxlc]{1,6}+|[A-Za-z]{1,2})(?!\w)"
)
#: From a unit to the one containing it: of the, de l'article 3, del artículo 3, des § 2.
_OF = r"(?:(?<![A-Za-z])(?:of\s++(?:the\s++)?|del?\s++(?:l[’']|la\s++)?|du\s++|des\s++|van\s++))"
_IN_BRACKETS = r"\s*+\(\s*+\w{1,4}+\s*+\)"
_BESIDE = r"\s*+(?:,\s*+(?:and\b|or\b)?+|(?:and|or|et|ou|und|oder|y|e|o)\b|&|[-–—]|to\b)\s*+(?!of\b|de\b|des\b)\(?+\s*+\w{1,4}+(?!\w)\s*+\)?+"
#: paragraph 1(2)(b) of; paragraphs 1, 2 and 5 of: the number, those in brackets after it, and those beside it.
_ENGLISH_BEFORE = re.compile(
    rf"{_LEVEL}\s*+\(?+\s*+(\w{{1,4}}+)(?!\w)\s*+\)?+((?:{_IN_BRACKETS})*+)((?:{_BESIDE})*+)\s*+{_OF}",
    re.I,
)
_JOINED = ("and", "or", "et", "ou", "und", "oder", "y", "e", "o")
_BESIDE_PART = re.compile(r"\w+|[-–—]")
_BRACKETS = re.compile(r"\w+")
_ENGLISH_UNIT = re.compile(
    rf"{_WORD}\s*+({_ONE}|(?:[-−‑–]|minus\s++)\d{{1,4}}+(?!\w)|1ère|(?:premi[eè]re?|primero|único)(?![A-Za-z]))",
    re.I,
)
_ENGLISH_BELOW = re.compile(
    rf"\s*+(?:\(\s*+({_SIGN_IN_BRACKETS})\s*+\)"
    r"|[.](\w{1,3}+)(?!\w)"
    r"|,?+\s*+(?<=[\s,])([a-z])\)"
    rf"|,?+\s*+({_ORDINAL})\s++{_LEVEL}"
    rf"|,?+\s*+(?:{_LEVEL}|§)\s*+\(?+\s*+({_SIGN})(?:\s*+\))?+)",
    re.I,
)
_ENGLISH_MORE = re.compile(
    r"\s*+(?:,\s*+(?:and|or)?+|(?:and|or|et|ou|und|oder|y|e|o)(?![A-Za-z])|&|([-–—]|(?:to|bis|à)(?![A-Za-z])))"
    r"\s*+(\d{1,4}+[A-Za-z]?+)(?![\w(.])",
    re.I,
)
#: The next of several numbers in brackets: 12(1)-(3), 12(1) and (2).
_ENGLISH_BESIDE = re.compile(
    r"\s*+(?:,\s*+(?:and|or)?+|and|or|&|([-–—]|to))\s*+\(\s*+(\w{1,4}+)\s*+\)", re.I
)
#: Abs. 1 S. 2: a sentence, which is not a unit.
_SENTENCE_ABROAD = re.compile(r"\s*+,?+\s*+(?:S\.|Satz)\s*+\d{1,3}+", re.I)
_COUNTS_BELOW = re.compile(
    r"[\s,]*+(?:(?:sub-?)?(?:paragraph|para|par|point|item)|subsection)s?\.?\s*+\w++\s*+$"
)
_NUMERAL = r"[IVXLC]++|\d++[A-Za-z]?|(?-i:[A-Z])\d{0,3}|\(\d{1,4}+\)"
#: Schedule One, Annex the first. In lower case only if the next word shows the meaning: schedule one of these.
_SPELT = (
    rf"(?-i:(?=[A-Z])){CARDINAL_WORD}|the\s++{ORDINAL_WORD}|{CARDINAL_WORD}"
    r"(?=\s*+(?:\Z|[^\w\s]|(?:to|and|or|para\w*|point|item|part|is|should|must|shall)\b|of\s++(?:the\s++)?(?:\w++\s++)?(?:schedule|annex|act|bill)))"
)
_DIVISION_WORD = (
    r"(part|title|chapter|chap|section|annex(?:es?)?|anhang|anlage|anexo|allegato|bijlage|schedules?|sched|sch|appendix|appendices|app|recitals?)"
    r"(?:\s++|\.\s*+|(?=\d)|\s++n(?:[o°º]\.?|r\.?|\.[º°])\s*+|(?<=recital)\s*+(?=\()|(?<=recitals)\s*+(?=\())"
    rf"((?:{_NUMERAL})(?![A-Za-z0-9])|{_SPELT})"
)
#: First Schedule, 2nd Annex; other divisions only with a capital, because "first part" may mean anything.
_PLACED_DIVISION = rf"({ORDINAL_WORD})\s++(schedule|annexe?|appendix|(?-i:Part|PART|Chapter|CHAPTER|Title|TITLE))(?![A-Za-z])(?!\s*+\d)"
_ENGLISH_DIVISION = re.compile(rf"(?<![A-Za-z])(?:{_DIVISION_WORD}|{_PLACED_DIVISION})", re.I)
_DIVISION_HERE = re.compile(rf"{_DIVISION_WORD}|{_PLACED_DIVISION}", re.I)
#: The next of several: Annexes I and II.
_DIVISION_MORE = re.compile(
    rf"\s*+(?:,\s*+(?:and|or)?+|and|or|&|([-–—]|to))\s*+([IVXLC]++|\d++[A-Za-z]?|(?-i:[A-Z])|\(\d{{1,4}}+\)|{CARDINAL_WORD})(?![\w(.])",
    re.I,
)
_SEVERAL = re.compile(r"(?:annexes|schedules|appendices|recitals)(?![a-z])", re.I)
#: The only annex or schedule of a law.
_THE_ANNEX = re.compile(
    r"(?<![A-Za-z])(annex|schedule|appendix)(?![A-Za-z])(?!\s++(?:\d|(?-i:[A-Z]{1,6}(?![A-Za-z]))))",
    re.I,
)
_PLACED_DIVISIONS = re.compile(
    rf"(?<![A-Za-z0-9])((?:{ORDINAL_WORD}\s*+(?:,\s*+(?:and\s++)?+|and\s++)){{1,20}}{ORDINAL_WORD})\s++(schedules|annexes|appendices)(?![A-Za-z])",
    re.I,
)
_ORDINAL_IN = re.compile(ORDINAL_WORD, re.I)
#: What joins a unit to the annex named before it, and to the one named after it.
_INWARDS = re.compile(r"\s*+[,;:]?+\s*+(?:[-–—]\s*+)?")
_OUTWARDS = re.compile(r"\s*+,?+\s*+(?:of|in|to)\s++(?:the\s++)?", re.I)
#: A part of an annex that is named but is not a unit here.
_TO_THE_ACT = re.compile(
    r"\s++(?:to|of)\s++(?:the|this)\s++(?:act|bill|regulations?|ordinance|law|rules|order|directive|decision|code)(?![a-z])",
    re.I,
)
_DEEPER = re.compile(
    r"\s*+[,;:(（]?+\s*+(?:(?:table|row|column|entry|entries|line|figure|form|note|heading|paragraph|para|point|item|clause)"
    r"(?![a-z])|第?\s*+[\d一二三四五六七八九十]{1,4}\s*+(?:行|列|栏|欄|表|段|部分|类|類|目|点|點)|[表图圖]\s*+[\d一二三四五六七八九十])",
    re.I,
)

_DIVISION_KINDS = {
    "编": ProvisionKind.PART, "編": ProvisionKind.PART, "篇": ProvisionKind.PART, "分编": ProvisionKind.SUBPART, "分編": ProvisionKind.SUBPART, "章": ProvisionKind.CHAPTER,
    "节": ProvisionKind.SECTION, "節": ProvisionKind.SECTION, "part": ProvisionKind.PART, "title": ProvisionKind.PART, "chapter": ProvisionKind.CHAPTER,
    "chap": ProvisionKind.CHAPTER, "section": ProvisionKind.SECTION, "annex": ProvisionKind.ANNEX, "appendix": ProvisionKind.ANNEX, "app": ProvisionKind.ANNEX,
    "annexe": ProvisionKind.ANNEX, "anhang": ProvisionKind.ANNEX, "anlage": ProvisionKind.ANNEX, "anexo": ProvisionKind.ANNEX, "allegato": ProvisionKind.ANNEX,
    "bijlage": ProvisionKind.ANNEX, "annexes": ProvisionKind.ANNEX, "appendices": ProvisionKind.ANNEX, "schedules": ProvisionKind.SCHEDULE, "recitals": ProvisionKind.RECITAL,
    "schedule": ProvisionKind.SCHEDULE, "sched": ProvisionKind.SCHEDULE, "sch": ProvisionKind.SCHEDULE, "recital": ProvisionKind.RECITAL,
}  # fmt: skip
_ANNEXES = (ProvisionKind.ANNEX, ProvisionKind.SCHEDULE)
#: Between an annex and a unit in it: Schedule 1 – paragraph 2; Schedule 1 (paragraph 2); in particular.
_LEADS_BELOW = re.compile(
    rf"\s*+(?:[,;:(–—-]\s*+)?+(?:(?:at|in\s++particular|especially|namely|see)\s++)?+(?={_LEVEL}\s*+\(?+\s*+{_SIGN})",
    re.I,
)
#: A unit named before its annex without "of": para 2, Sch 1.
_BEFORE_ANNEX = re.compile(
    rf"(?<![A-Za-z]){_LEVEL}\s{{0,3}}\(?\s{{0,3}}({_SIGN})\s{{0,3}}\)?((?:\s{{0,3}}\({_SIGN_IN_BRACKETS}\)){{0,4}})"
    r"\s{0,3}[,;]?\s{0,3}\Z",
    re.I,
)
#: Not a year.
_FEW = rf"[{CHINESE_DIGITS}\d]{{1,3}}+"
_ORDINAL_ABROAD = (
    r"premi[eè]re?|deuxi[eè]me|seconde?|troisi[eè]me|derni[eè]re?|erster?|zweiter?|dritter?|letzter?|primer[oa]?|segund[oa]|tercer[oa]?"
    r"|prim[oa]|terz[oa]"
)
_FOREIGN_LEVEL = (
    r"(?:satz|s[äa]tze|alin[ée]as?|p[áa]rrafos?|phrases?|frases?|inciso|halbsatz|tiret|gui[oó]n|sentence|line"
    r"|row|column|entry|table|figure|form|note|clause)\.?(?![A-Za-z])"
)
#: Further units named after or before what was parsed; the parsed unit then only contains the one meant.
_LEFT_BEHIND = re.compile(
    rf"\s*+(?:[,;:/(（–—-]|to\b)?+\s*+(?:(?:at|in\s++particular|especially|namely)\s++)?+"
    rf"(?:(?:{_LEVEL}|{_FOREIGN_LEVEL})\s*+\(?+\s*+{_SIGN}"
    rf"|(?:{_ORDINAL}|{_ORDINAL_ABROAD}|last|\d{{1,2}}(?:st|nd|rd|th))\s++(?:{_LEVEL}|{_FOREIGN_LEVEL})"
    r"|pp?\.?\s*+\d"
    r"|\d{1,3}[A-Za-z]?(?=\s*+(?:\(\w{1,4}\)|\)?[.;,]?\s*+\Z))"
    r")"
    rf"|\s*+[,/–—-]?+\s*+\(\s*+(?:\d++|{_SIGN})\s*+\)"
    rf"|\s*+[的，,、/之]?+\s*+(?:第\s*+[（(]?\s*+{_N}\s*+[）)]?\s*+[款项項目段句行点點]|[（(]\s*+{_FEW}\s*+[）)](?![条條章节節编編])"
    rf"|\d++\s*+(?:[款项項目段句行点點]|\Z)|{_N}\s*+\Z|(?:末|最后|最後|倒数第)\s*+(?:{_N})?\s*+[款项項段句])"
    rf"|\s*+[至到~～—–-]\s*+第?\s*+(?:[（(]\s*+{_FEW}\s*+[）)]|{_N}\s*+(?:[款项項目]|\Z))",
    re.I,
)
_LEFT_BEFORE = re.compile(
    rf"(?:(?<![A-Za-z]){_LEVEL}\s{{0,3}}\(?{_SIGN}\s{{0,3}}\)?(?:\s{{0,3}}\({_SIGN_IN_BRACKETS}\)){{0,4}}\s{{0,3}}(?:,|of|in)?"
    rf"|\({_SIGN_IN_BRACKETS}\)\s{{0,3}}(?:of|in)"
    rf"|(?<![A-Za-z])(?:{_ORDINAL}|last)\s{{1,3}}(?:{_LEVEL}|{_FOREIGN_LEVEL})\s{{0,3}}(?:,|of|in)?"
    r")\s{0,3}(?:the\s{1,3})?\Z"
    rf"|(?:第\s{{0,3}}[（(]?|[（(])\s{{0,3}}[{CHINESE_DIGITS}\d]{{1,6}}\s{{0,3}}[）)]?\s{{0,3}}[款项項目]\s{{0,3}}[,，、]?\s{{0,3}}\Z",
    re.I,
)
#: From the outside in: the order of a chain of divisions, however it was written.
_OUTER = (ProvisionKind.ANNEX, ProvisionKind.SCHEDULE, ProvisionKind.PART, ProvisionKind.SUBPART, ProvisionKind.CHAPTER, ProvisionKind.SECTION, ProvisionKind.RECITAL)  # fmt: skip
#: The most steps of a citation. No law is half as deep, and each further number copies them.
_DEEPEST = 20

#: A number with its level; a path of these; kinds and numbers of divisions.
_Step = tuple[str, str]
_Path = tuple[_Step, ...]
_Divisions = tuple[tuple[ProvisionKind, str], ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A parsed citation that has not been looked up.

    ``unit``: an article's number in eId form, or empty. ``below``: the numbers below it with their printed level (款
    … or empty). ``divisions``: the chapters and other divisions named, alone or around the rest; an annex without a
    number has an empty one. ``[start, end)``: its range in the text, which several may share (第十二、十三条).
    ``through``: it ends a range that the previous citation begins. ``is_partial``: more is named after it than can
    be parsed. ``word``: the word for an annex: annex, schedule or appendix.
    """

    unit: str
    below: _Path
    divisions: _Divisions
    start: int
    end: int
    through: bool = False
    is_partial: bool = False
    word: str = ""


def find_citations(text: str) -> tuple[Citation, ...]:
    """Every citation in ``text``, in order of appearance."""
    # Cached because the same cell is asked for twice: for its place in the law, and for what else it names.
    return _find_in_cell(text) if len(text) <= _LONGEST_CELL else _find_anew(text)


@lru_cache(1024)
def _find_in_cell(text: str) -> tuple[Citation, ...]:
    return _find_anew(text)


#: Longer texts are not cells and are not cached.
_LONGEST_CELL = 80


def _find_anew(text: str) -> tuple[Citation, ...]:
    units = [*_find_chinese(text), *_find_english(text)]
    taken = bytearray(len(text))
    for citation in units:
        taken[citation.start : citation.end] = b"\1" * (citation.end - citation.start)
    divisions = [
        *_find_chinese_divisions(text, taken),
        *_find_english_divisions(text, taken),
        *_find_chinese_annexes(text, taken),
    ]
    found = sorted(_attach_divisions(text, units, divisions), key=lambda citation: citation.start)
    return tuple(_tell_words(text, list(_tell_partial(text, found))))


def _tell_words(text: str, found: Sequence[Citation]) -> Iterator[Citation]:
    """Yield the citations; those in annexes with the word used for them."""
    words: dict[tuple[int, int], str] = {}
    for citation in found:
        if sum(kind in _ANNEXES for kind, _ in citation.divisions) == 1:
            place = (citation.start, citation.end)
            if place not in words:
                words[place] = attachment_word(text, *place)
            yield replace(citation, word=words[place])
        else:
            yield citation


def _tell_partial(text: str, found: Sequence[Citation]) -> Iterator[Citation]:
    """Yield the citations, marking those with further named units that were not parsed."""
    starts = sorted({citation.start for citation in found})
    ends = {citation.start: 0 for citation in found}
    for citation in found:
        ends[citation.start] = max(ends[citation.start], citation.end)
    last = 0
    partial: dict[int, bool] = {}
    for at, start in enumerate(starts):
        end = max(ends[start], last)
        following = starts[at + 1] if at + 1 < len(starts) else len(text) + 1
        behind = _LEFT_BEHIND.match(text, end)
        before = _LEFT_BEFORE.search(text, max(last, start - 40), start)
        partial[start] = before is not None or (behind is not None and behind.end() <= following)
        last = end
    for citation in found:
        yield replace(citation, is_partial=citation.is_partial or partial[citation.start])


def _is_free(taken: bytearray, start: int, end: int) -> bool:
    return not any(taken[start:end])


# Divisions, and what is named in them -------------------------------------------------------------


def _attach_divisions(
    text: str, units: Sequence[Citation], divisions: Sequence[Citation]
) -> Iterator[Citation]:
    """Attach the annex or chapter named directly before units: 附件一第二条; Annex I, Article 3."""
    outer = sorted(divisions, key=lambda citation: citation.end)
    ends = [citation.end for citation in outer]
    joined: set[int] = set()
    for unit in units:
        place = bisect_right(ends, unit.start) - 1
        if place < 0 or unit.divisions or outer[place].below:
            yield unit
        elif _is_joined(text, outer[place].end, unit.start):
            joined.add(place)
            above = outer[place]
            yield replace(unit, divisions=above.divisions, start=above.start)
        else:
            yield unit
    yield from (citation for place, citation in enumerate(outer) if place not in joined)


def _is_joined(text: str, end: int, start: int) -> bool:
    joint = (_INWARDS if text[start].isascii() else _CHINESE_IN).match(text, end)
    return joint is not None and joint.end() == start


def _find_chinese_divisions(text: str, taken: bytearray) -> Iterator[Citation]:
    """Parse 第二章第一节 as one."""
    run: Citation | None = None
    for match in _DIVISION.finditer(text):
        if not _is_free(taken, *match.span()):
            continue
        step = (_DIVISION_KINDS[match[2]], eid_number(match[1]))
        if run is not None and not text[run.end : match.start()].strip(" 　"):
            run = replace(run, divisions=(*run.divisions, step)[-_DEEPEST:], end=match.end())
            continue
        if run is not None:
            yield run
        run = Citation("", (), (step,), *match.span())
    if run is not None:
        yield run


def _find_chinese_annexes(text: str, taken: bytearray) -> Iterator[Citation]:
    """Parse 附件一 with the 项 and 目 named after it."""
    for match in _CHINESE_ANNEX.finditer(text):
        if not _is_free(taken, *match.span()):
            continue
        divisions: _Divisions = ((ProvisionKind.ANNEX, eid_number(match[1] or "")),)
        joint = _CHINESE_IN.match(text, match.end())
        begins = joint.end() if joint else match.end()
        paths, at = _read_below(text, begins)
        if at == begins or not _is_free(taken, begins, at):
            paths, at = [((), False)], match.end()
        is_partial = at == match.end() and bool(_DEEPER.match(text, begins))
        for path, through in paths:
            yield Citation("", path, divisions, match.start(), at, through, is_partial)


def _find_english_divisions(text: str, taken: bytearray) -> Iterator[Citation]:
    """Parse Schedule 2, Part 1 and Part 1 of Schedule 2 as one, with what is named below."""
    position = begins = 0
    while match := _ENGLISH_DIVISION.search(text, position):
        position = match.end()
        if not _is_free(taken, *match.span()):
            continue
        divisions, position = _read_divisions(text, match.start())
        citations = list(_read_in(text, divisions, match.start(), position))
        citations += _read_more(text, citations[0])
        before = _BEFORE_ANNEX.search(text, max(begins, match.start() - 40), match.start())
        if before and divisions[0][0] in _ANNEXES and not citations[0].below:
            path = tuple((part, "") for part in [before[1], *_BRACKETS.findall(before[2])])
            citations[:1] = [
                replace(citations[0], below=path, start=before.start(1), is_partial=False)
            ]
        yield from citations
        begins = position = max(position, citations[-1].end)
    yield from _find_placed_divisions(text, taken)
    yield from _find_bare_annexes(text, taken)


def _find_bare_annexes(text: str, taken: bytearray) -> Iterator[Citation]:
    """Parse "the Schedule" if the text says nothing else, or names a unit in it."""
    whole = text.strip(" .").removeprefix("the ").removeprefix("The ")
    for the in _THE_ANNEX.finditer(text):
        divisions = ((_DIVISION_KINDS[the[1].lower()], ""),)
        found = list(_read_in(text, divisions, the.start(), the.end()))
        if (found[0].below or whole == the[0]) and _is_free(taken, *the.span()):
            yield from found


def _find_placed_divisions(text: str, taken: bytearray) -> Iterator[Citation]:
    """The First and Second Schedules."""
    for match in _PLACED_DIVISIONS.finditer(text):
        if _is_free(taken, *match.span()):
            kind = _DIVISION_KINDS[match[2].lower()]
            for place in _ORDINAL_IN.finditer(match[1]):
                step = (kind, _in_figures(place[0]))
                yield Citation("", (), (step,), *match.span())


def _read_divisions(text: str, position: int) -> tuple[_Divisions, int]:
    """Read the divisions named one after the other from ``position``, from the outside in; also return where they
    end.
    """
    steps: dict[ProvisionKind, str] = {}
    end = position
    while match := _DIVISION_HERE.match(text, position):
        kind, number_part = _named_division(match)
        if kind in steps or (
            kind is ProvisionKind.SECTION
            and steps.keys() & {ProvisionKind.ANNEX, ProvisionKind.SCHEDULE}
        ):
            break  # section 2 of a schedule is a unit in it
        steps[kind] = number_part
        end = match.end()
        joint = _OUTWARDS.match(text, end) or _INWARDS.match(text, end)
        position = joint.end() if joint else end
    the = _match_annex_around(text, end) if steps else None
    if the is not None and not steps.keys() & {ProvisionKind.ANNEX, ProvisionKind.SCHEDULE}:
        steps[_DIVISION_KINDS[the[1].lower()]] = ""
        end = the.end()
    return tuple(sorted(steps.items(), key=lambda step: _OUTER.index(step[0]))), end


def _match_annex_around(text: str, at: int) -> re.Match[str] | None:
    """Match “of the Schedule” after the name of a part."""
    outwards = _OUTWARDS.match(text, at)
    return _THE_ANNEX.match(text, outwards.end()) if outwards else None


def _named_division(match: re.Match[str]) -> tuple[ProvisionKind, str]:
    """Return kind and number of Schedule 2, Schedule Two or Second Schedule."""
    word, written = (match[1], match[2]) if match[1] else (match[4], match[3])
    return _DIVISION_KINDS[word.lower()], _in_figures(written)


def _in_figures(written: str) -> str:
    """Convert II, (2), Two and second to digits, and A to lower case."""
    bare = written.strip("()")
    worded = worded_number(bare)
    value = worded if worded is not None else parse_numeral(bare)
    return str(value) if value is not None else bare.lower()


def _read_more(text: str, first: Citation) -> Iterator[Citation]:
    """Yield the further ones in Annexes I and II, Schedules 1 to 3."""
    position = first.end
    if len(first.divisions) != 1 or first.below or not _SEVERAL.match(text, first.start):
        return
    while more := _DIVISION_MORE.match(text, position):
        position = more.end()
        step = (first.divisions[0][0], _in_figures(more[2]))
        yield Citation("", (), (step,), first.start, position, bool(more[1]))


def _read_in(text: str, divisions: _Divisions, start: int, position: int) -> Iterator[Citation]:
    """Yield what is named in a division, or the division itself: Schedule 1, paragraphs 2 and 3."""
    below: list[_Step] = []
    whose = _TO_THE_ACT.match(text, position)
    position = whose.end() if whose else position
    joint = _LEADS_BELOW.match(text, position)
    position = joint.end() if joint else position
    while step := _ENGLISH_BELOW.match(text, position):
        below.append(_parse_step_number(step))
        position = step.end()
    path = tuple(below[:_DEEPEST])
    yield Citation(
        "",
        path,
        divisions,
        start,
        position,
        is_partial=not path and bool(_DEEPER.match(text, position)),
    )
    while path and (
        more := _ENGLISH_BESIDE.match(text, position) or _ENGLISH_MORE.match(text, position)
    ):
        position = more.end()
        beside = (*path[:-1], (more[2], ""))
        yield Citation("", beside, divisions, start, position, bool(more[1]))


def _read_outer(text: str, at: int) -> tuple[_Divisions, int]:
    """Return the annex or chapter named after a unit in it: Article 3 of Annex I; empty if there is none."""
    joint = _OUTWARDS.match(text, at)
    if joint is None:
        return (), at
    divisions, end = _read_divisions(text, joint.end())
    if "to" in joint[0].lower() and divisions and divisions[0][0] not in _ANNEXES:
        return (), at  # section 1 to section 3
    if divisions:
        return divisions, end
    the = _THE_ANNEX.match(text, joint.end())
    return (((_DIVISION_KINDS[the[1].lower()], ""),), the.end()) if the else ((), at)


# Chinese --------------------------------------------------------------------------------------------


def _find_chinese(text: str) -> Iterator[Citation]:
    position = 0
    while numbers := _CHINESE_NUMBERS.search(text, position):
        end = position = numbers.end()
        if _BELOW_NOUGHT.search(text, max(0, numbers.start() - 4), numbers.start()):
            continue
        while sub := _CHINESE_SUB.match(text, end):
            # If no 条 follows, the last number may begin its own citation.
            position, end = end + 1, sub.end()
        article = _CHINESE_UNIT.match(text, end)
        if article is None:
            continue
        first = _NUMBER.search(text, numbers.start())
        if first is not None and _is_of_annex(text, first.start()):
            position = first.end()  # 附件一、第二条: the first is the number of the annex
            if position < end:
                continue
        paths, position = _read_below(text, article.end())
        yield from _cite_articles(text, numbers, end, article[1], paths, position)


def _cite_articles(
    text: str,
    numbers: re.Match[str],
    unit_end: int,
    suffix: str,
    paths: Sequence[tuple[_Path, bool]],
    end: int,
) -> Iterator[Citation]:
    """Return the articles of 第三条、第五条至第七条; units named after them belong to the last. ``suffix``: 之一 after its 条."""
    places = [number.span() for number in _NUMBER.finditer(text, *numbers.span(1))]
    through = False
    for (begins, ends), (after, _) in pairwise(places):
        yield Citation(eid_number(text[begins:ends]), (), (), numbers.start(), end, through)
        through = bool(_THROUGH.search(text, ends, after))
    unit = eid_number(text[places[-1][0] : unit_end] + "条" + suffix)
    for path, is_last in paths:
        yield Citation(unit, path, (), numbers.start(), end, through or is_last)


def _is_of_annex(text: str, at: int) -> bool:
    return _BEHIND_ANNEX.search(text, max(0, at - 4), at) is not None


def _read_below(text: str, position: int) -> tuple[list[tuple[_Path, bool]], int]:
    """Read the numbers below an article with their levels.

    Returns a path for each unit named, whether it ends a range, and where the numbers end.
    """
    paths: list[tuple[_Path, bool]] = []
    while part := _CHINESE_BELOW.match(text, position):
        if not paths and _THROUGH.search(part[1]):
            break
        _take_below(paths, part)
        position = part.end()
    if bare := _CHINESE_BARE.match(text, position):
        # （二） without a level is a 项; (2) may be anything.
        above = paths.pop()[0] if paths else ()
        level = "" if re.search(r"\d", bare[1]) else BRACKETED
        paths.append(((*above, (eid_number(bare[1]), level)), False))
        position = bare.end()
    return paths or [((), False)], position


def _take_below(paths: list[tuple[_Path, bool]], part: re.Match[str]) -> None:
    # 第二款、第三款: a repeated level is beside the previous one, not below it.
    above = paths[-1][0] if paths else ()
    levels = [own for _, own in above]
    if part[3] in levels:
        above = above[: levels.index(part[3])]
    elif paths:
        paths.pop()
    through = bool(_THROUGH.search(part[1]))
    for found in _NUMBER_OR_THROUGH.finditer(part[2]):
        if found[1] is None:
            through = True
        else:
            paths.append(((*above, (eid_number(found[1]), part[3])), through))
            through = False


# English --------------------------------------------------------------------------------------------


def _parse_step_number(step: re.Match[str]) -> _Step:
    """Return the number of a step as digits, also for an ordinal."""
    named = next(part for part in step.groups() if part)
    return (
        (str(worded_number(named)), COUNTED)
        if step[4]
        else (named.replace("−", "-").replace("‑", "-"), "")
    )


@dataclass(slots=True)
class _Chain:
    """A chain like “para 1 of”. ``ends``: the end of each link, beginning with none. ``parts``: the unit of each,
    from the outside in. ``beside``: further units beside the innermost: paragraphs 1 and 2 of.
    """

    ends: list[int]
    parts: list[tuple[str, ...]]
    beside: str = ""


def _follow_chain(text: str, start: int, failed: Collection[int]) -> _Chain:
    links = _Chain([start], [()])
    while links.ends[-1] not in failed and (above := _ENGLISH_BEFORE.match(text, links.ends[-1])):
        links.ends.append(above.end())
        links.parts.append((above[1], *_BRACKETS.findall(above[2])))
        if len(links.ends) == 2:
            links.beside = above[3] or ""
    return links


def _find_english(text: str) -> Iterator[Citation]:
    position = 0
    failed: set[int] = set()  # positions from which a chain of "para 1 of" was followed in vain
    while start := _ENGLISH_START.search(text, position):
        position = start.start() + 1
        links = _follow_chain(text, start.start(), failed)
        citations: list[Citation] = []
        while links.ends and not citations:
            if links.ends[-1] not in failed:
                citations, position = _read_chain(text, links.ends, links.parts, position)
            if not citations:
                failed.add(links.ends.pop())
                links.parts.pop()
        yield from citations
        if citations and links.beside and len(links.ends) > 1:
            yield from _read_beside(citations[0], len(links.parts[1]), links.beside)


def _match_more(text: str, at: int, *, has_below: bool) -> tuple[list[re.Match[str]], int]:
    """Match the further numbers beside an article or a unit below it; also return where they end."""
    more: list[re.Match[str]] = []
    while further := (has_below and _ENGLISH_BESIDE.match(text, at)) or _ENGLISH_MORE.match(
        text, at
    ):
        more.append(further)
        at = further.end()
    return more, at


def _read_beside(first: Citation, depth: int, beside: str) -> Iterator[Citation]:
    """Yield the further ones in "Paragraphs 1, 2 and 5 of …"."""
    above = first.below[: len(first.below) - depth]
    through = False
    for part in _BESIDE_PART.findall(beside):
        if part.lower() in ("to", "-", "–", "—"):
            through = True
        elif part.lower() not in _JOINED and depth == 1:
            yield replace(first, below=(*above, (part, "")), through=through)
            through = False


def _read_chain(
    text: str, chain: Sequence[int], parts: Sequence[tuple[str, ...]], at: int
) -> tuple[list[Citation], int]:
    """Return the target of a chain of "para 1 of": an article or an annex."""
    unit = _ENGLISH_UNIT.match(text, chain[-1])
    if unit is not None:
        return _read_english(text, chain[0], unit, _named_before(parts))
    if len(chain) < 2:
        return [], at
    divisions, end = _read_divisions(text, chain[-1])
    if not divisions:
        the = _THE_ANNEX.match(text, chain[-1])
        if the is None:
            return [], at
        divisions, end = ((_DIVISION_KINDS[the[1].lower()], ""),), the.end()
    path = tuple((part, "") for part in _named_before(parts)[:_DEEPEST])
    return [Citation("", path, divisions, chain[0], end)], end


def _named_before(parts: Sequence[tuple[str, ...]]) -> list[str]:
    """Return the units of a chain from the outside in. Call it only once the chain has a target, because it may be
    long.
    """
    return [part for link in reversed(parts) for part in link]


def _read_english(
    text: str, start: int, unit: re.Match[str], before: list[str]
) -> tuple[list[Citation], int]:
    """Return the citations that begin with an article, with units named before and after it, and where they end."""
    below: list[_Step] = []
    position, last = unit.end(), ""
    while step := _ENGLISH_BELOW.match(text, position):
        below.append(_parse_step_number(step))
        position, last = step.end(), step.group()
    if sentence := _SENTENCE_ABROAD.match(text, position) if "bs" in last.lower() else None:
        position = sentence.end()
    more, position = _match_more(text, position, has_below=bool(below))
    divisions, position = _read_outer(text, position)
    steps = tuple([*below, *((part, "") for part in before)][:_DEEPEST])
    own = eid_number(unit[1])
    citations = [Citation(own, steps, divisions, start, position, is_partial=sentence is not None)]
    # Articles 1 and 12; but Article 12, paragraphs 1 and 2, and Article 12(1)-(3).
    counts_below = bool(_COUNTS_BELOW.match(last))
    for further in more:
        through = bool(further[1])
        if counts_below or further.re is _ENGLISH_BESIDE:
            beside = (*steps[: len(below) - 1], (further[2], ""), *steps[len(below) :])
            citations.append(Citation(own, beside, divisions, start, position, through))
        else:
            citations.append(
                Citation(eid_number(further[2]), (), divisions, start, position, through)
            )
    return citations, position
