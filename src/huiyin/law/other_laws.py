"""Decide whether cited provisions are this law's or those of another law named beside them: Article 2 TFEU, 民法典第二条.

The search is bounded: a fixed number of characters before and after each citation, and none in a text that names no
law.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from huiyin.law.citations import Citation
from huiyin.law.model import Law
from huiyin.text import fold_text, main_language


class Whose(Enum):
    """``UNSURE``: a law is named, but it may or may not be this one."""

    OWN = "own"
    UNSURE = "unsure"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class _Named:
    """A law named before or after a citation."""

    whose: Whose
    is_before: bool


#: How far around a citation its law is searched.
_AROUND = 140
#: What joins two citations of the same law: 民法典第二条、第三条; Article 2 and Article 3 of Directive 2016/1.
_JOINED = re.compile(
    r"\s{0,3}[、,，和及与與或以至到–—-]{0,3}\s{0,3}(?:(?:and|or|to)\s{1,3})?(?:the\s{1,3})?", re.I
)
_LONGEST_JOIN = 20

# ---- Chinese ----

_KIND = r"(?:法典|条例|條例|办法|辦法|细则|細則|公约|公約|章程|法)"
_GAP = (
    r"\s{0,3}(?:[（(][^（()）]{0,40}[）)])?\s{0,3}(?:[\u4e00-\u9fff]{0,6}[编編篇章节節分])?"
    r"(?:中的?|里的?|内的?|有关|规定的|的|之)?\s{0,3}[（(]?"
)
_TITLED = re.compile(rf"[《〈]([^《》〈〉]{{1,80}})[》〉]{_GAP}\Z")
_NAMED = re.compile(
    rf"({_KIND}|(?:若干|管理|暂行|监督|保护|实施)规定|的决定)(?:[（(][^（()）]{{0,40}}[）)])?(?:中的?|的|之)?\s{{0,3}}[（(]?\Z"
)
#: How many characters back the beginning of a name inside a sentence is searched.
_LONGEST_NAME = 30
#: Endings of names of laws before a citation.
_ENDS_BEFORE = frozenset("》〉）)的之中里内编編篇章节節分关法典例则則约約程定")
#: Words after which a law's name begins.
_LEAD = re.compile(
    r"[条條款项項目章节節编編]|[和及与與或对對将將把按在由于见見是的即]|依照|依据|依據|根据|根據|参照|參照|参考|比照|违反|適用|适用|修改|修订|符合|结合|遵守|落实"
    r"|援引|引用|建议|建議|认为|現行|现行|我国|国家|例如|譬如"
)
#: Words that a law uses for itself, and words that only look like the name of a law.
_OWN_WORD = re.compile(
    rf"(?:[本该該此新旧舊原]|这部|这个|这一|上述|前述|草案|意见稿|我[省市县区]|本[省市县区]|[省市]){_KIND}\Z"
)
_NO_NAME = re.compile(
    r"(?:[依方做说看想写提用手司立执违合非修普语书设算疗守护枉]|无)法\Z|[想有没无]办法\Z|[^《]规章程\Z"
)
_DRAFT = re.compile(
    r"[（(][^（()）]{0,30}[）)]|草案|征求意见稿|送审稿|修订稿|修正案|中华人民共和国|中華人民共和國"
)
_BARE_KIND = re.compile(
    r"(?:地方性)?(?:法规|法律|法典|条例|條例|办法|辦法|细则|細則|规定|規定|决定|決定|章程|法|意见稿|稿){0,2}"
)
#: 本市物业管理条例 is the one of here.
_HERE = re.compile(r"^[我本该][省市县区州]")
_REGION = re.compile(
    r"(?:(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海"
    r"|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|深圳|厦门)(?:壮族|回族|维吾尔)?(?:省|市|自治区|特别行政区|经济特区)?)?"
    r"(?:[\u4e00-\u9fff]{1,3}(?<![城都超股])市(?![场民容政]))?"
)

# ---- English, and others in Latin letters ----

_NUMBERED = (
    r"(?:(?:council|commission|framework|delegated|implementing|parliament)\s{1,3}){0,3}"
    r"(?:directive|dir\.?|regulation|reg\.?|decision|recommendation|law|act|decree|decree-law|order|richtlinie|verordnung|directiva|reglamento|règlement)"
    r"\s{1,3}(?:\(\w{2,8}(?:,\s?\w{2,8})?\)\s{1,3})?(?:(?:no|nr|n)[.º°]{0,2}\s{0,3})?"
    r"(\d{1,4}(?:[/-]\d{1,5}|\sof\s(?:1[89]|20)\d\d))(?:/\w{2,7})?"
)
_TYPES = (
    r"(?:Act|Law|Code|Treaty|Convention|Covenant|Charter|Constitution|Protocol|Directive|Regulations?|Order|Ordinance|Agreement"
    r"|Statute|Bill|Rules)"
)
_NAME_WORD = r"(?!Article|Section|Schedule|Annex|Chapter)[A-Z][\w’'-]{0,30}"
_CALLED = (
    rf"(?:{_NAME_WORD}(?:\s{{1,3}}\([A-Z][a-z]{{2,20}}\))?(?:\s{{1,3}}(?:of|on|and|for|the|to)){{0,3}}\s{{1,3}}){{1,10}}{_TYPES}(?![A-Za-z])"
    r"|(?:Treaty|Convention|Covenant|Charter|Protocol|Constitution|Law|Act|Code)\s{1,3}(?:of|on|for|to|concerning)\s{1,3}(?:the\s{1,3})?"
    r"(?-i:[A-Z])[\w’'-]{0,30}(?:\s{1,3}[\w’'-]{1,30}){0,8}"
    r"|(?:Treaty|Convention|Covenant|Charter|Constitution)(?![A-Za-z])"
)
_YEAR = r"(?:,?\s{1,3}(?:of\s{1,3})?((?:1[89]|20)\d\d)(?!\d))?"
_OF = r"\s{0,3},?\s{0,3}(?:of|in|under|to|des|der|du|del|de la|della|van|von)\s{1,3}(?:the\s{1,3}|de\s{1,3}|het\s{1,3})?"
#: What may come between a citation and its law: (definitions), second sentence.
_NOTE = r"(?:\s{0,3}\([^()]{1,60}\))?(?:,?\s{1,3}(?:first|second|third|last)\s{1,3}[a-z-]{4,14},?)?"
_AFTER_NUMBERED = re.compile(rf"{_NOTE}(?:{_OF}|\s{{0,3}},?\s{{1,3}}){_NUMBERED}", re.I)
_AFTER_CALLED = re.compile(rf"{_NOTE}{_OF}({_CALLED}){_YEAR}")
#: Without "of" an act only with its year (s 3 Human Rights Act 1998), for else it may be a heading; a treaty also
#: without: Art 2 Berne Convention.
_AFTER_BESIDE = re.compile(
    rf"\s{{1,3}}((?:(?!Repeal|Amend|Relation|Appli|Interpret|The\b){_NAME_WORD}\s{{1,3}}(?:and\s{{1,3}})?){{1,5}}(?:(?:Act|Law|Code|Order|Regulations|Rules)(?=\s{{1,3}}(?:1[89]|20)\d\d)"
    r"|(?:Convention|Treaty|Charter|Covenant)(?![A-Za-z])))(?:\s{1,3}((?:1[89]|20)\d\d)(?!\d))?"
)
_ACRONYM = r"[A-Z][A-Za-z]{0,4}[A-Z]{1,5}"
_AFTER_ACRONYM = re.compile(rf"(?:\s{{0,3}}\(|\s{{1,3}}|{_OF})({_ACRONYM})(?![\w-])")
_BEFORE_NUMBERED = re.compile(
    rf"(?<![A-Za-z]){_NUMBERED}(?:\s{{1,3}}\([^()]{{1,40}}\))?\s{{0,3}}[,:(]?\s{{0,3}}\Z", re.I
)
_BEFORE_CALLED = re.compile(
    rf"(?<![A-Za-z])({_CALLED}){_YEAR}(?:\s{{1,3}}\([^()]{{1,40}}\))?\s{{0,3}}[,:(]?\s{{0,3}}\Z"
)
_BEFORE_ACRONYM = re.compile(rf"(?:\A|(?<=[\s(]))({_ACRONYM})\s{{0,3}}[,:(]?\s{{0,3}}\Z")
#: Whether a text may name a law at all.
_MAY_NAME = re.compile(
    r"[法例则則约約程定》〉](?=[\s\S])|\d[/-]\d|[A-Z][A-Za-z]{0,4}[A-Z]|\b(?:Act|Law|Code|Treaty|Convention|Covenant|Charter|Constitution|Protocol"
    r"|Directive|Regulation|Order|Ordinance|Agreement|Statute|Bill|Rules)"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
#: Abbreviations of well-known laws.
_LAWS = frozenset(
    [
        "TFEU",
        "TEU",
        "EC",
        "ECHR",
        "CFR",
        "CFREU",
        "EUCFR",
        "GDPR",
        "LED",
        "ICCPR",
        "ICESCR",
        "UDHR",
        "UNCRC",
        "CRPD",
        "CEDAW",
        "CERD",
        "UNCAC",
        "UNCLOS",
        "TRIPS",
        "GATT",
        "GATS",
        "VCLT",
        "UNFCCC",
        "AEUV",
        "EUV",
        "TFUE",
        "DSGVO",
        "RGPD",
        "BGB",
        "StGB",
        "GG",
        "ZPO",
        "StPO",
        "HGB",
        "AktG",
        "UrhG",
        "BDSG",
        "VwGO",
        "VwVfG",
        "UWG",
        "AGG",
        "SGB",
        "EStG",
        "OWiG",
        "EGBGB",
        "PIPL",
        "CCPA",
        "HIPAA",
        "DSA",
        "DMA",
        "REACH",
        "PPWR",
    ]
)
#: Abbreviations without a vowel that are not laws.
_NO_LAW = frozenset(["TBC", "TBD", "PDF", "CSV", "HTML", "XML", "NGPLS", "CSR", "RTF", "BBC"])
_VOWEL = re.compile(r"[AEIOUaeiou]")
_STOP_WORDS = frozenset(
    [
        "the",
        "this",
        "our",
        "draft",
        "proposed",
        "proposal",
        "new",
        "a",
        "an",
        "for",
        "of",
        "on",
        "and",
        "present",
        "no",
        "to",
        "in",
        "concerning",
    ]
)
_KIND_WORDS = frozenset(
    [
        "act",
        "bill",
        "law",
        "code",
        "regulation",
        "regulations",
        "directive",
        "order",
        "ordinance",
        "statute",
        "rules",
        "decision",
        "agreement",
    ]
)
#: Capitalised words of a sentence that may precede a law's name.
_SENTENCE_WORDS = frozenset(
    [
        "see",
        "under",
        "in",
        "per",
        "from",
        "at",
        "also",
        "re",
        "both",
        "that",
        "as",
        "by",
        "with",
        "since",
        "while",
        "when",
        "if",
        "is",
        "are",
        "how",
    ]
)
_AMENDED = re.compile(r"\b(?:amending|repealing|replacing|supplementing|correcting)\b", re.I)
_NUMBER = re.compile(r"\d{1,4}(?:[/-]\d{1,5}|\sof\s(?:1[89]|20)\d\d)")
_YEARS = re.compile(r"\b(?:1[89]|20)\d\d\b")


def tell_whose(law: Law, text: str, citations: Sequence[Citation]) -> tuple[Whose, ...]:
    """Return for each citation in ``text`` whether it names a provision of ``law``."""
    if not citations or not _MAY_NAME.search(text):
        return (Whose.OWN,) * len(citations)
    by_place: dict[tuple[int, int], _Named | None] = {}
    named: list[_Named | None] = []
    for citation in citations:
        place = (citation.start, citation.end)
        if place not in by_place:
            by_place[place] = _find_named(law, text, *place)
        named.append(by_place[place])
    for at in range(1, len(named)):
        before = named[at - 1]
        if named[at] is None and before is not None and before.is_before:
            named[at] = _carry(before, text, citations[at - 1], citations[at])
    for at in range(len(named) - 2, -1, -1):
        behind = named[at + 1]
        if named[at] is None and behind is not None and not behind.is_before:
            named[at] = _carry(behind, text, citations[at], citations[at + 1])
    return tuple(Whose.OWN if one is None else one.whose for one in named)


def _carry(named: _Named, text: str, one: Citation, other: Citation) -> _Named | None:
    """Apply the law named for one of two citations to the other; None if nothing joins them, and unsure if only a
    comma does.
    """
    if other.start < one.end:
        return named
    if other.start - one.end > _LONGEST_JOIN or not _JOINED.fullmatch(text, one.end, other.start):
        return None
    is_comma = named.whose is Whose.OTHER and text[one.end : other.start].strip() in (",", "，")
    return replace(named, whose=Whose.UNSURE) if is_comma else named


def _find_named(law: Law, text: str, start: int, end: int) -> _Named | None:
    """Return the law named beside a citation; None if there is none."""
    for is_before, whose in _list_named(law, text, start, end):
        if whose is not None:
            return _Named(whose, is_before)
    return None


def _list_named(law: Law, text: str, start: int, end: int) -> Iterator[tuple[bool, Whose | None]]:
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before = text[max(0, start - 4) : start].rstrip(" \t\r\n\u3000,，:：(（")[-1:]
    if before in _ENDS_BEFORE and before:
        yield True, _judge_chinese_before(law, text, first, start)
    yield False, _judge_after(law, text, end, last)
    if before.isascii() and (before.isalnum() or before == ")"):
        yield True, _judge_before(law, text, first, start)


# ---- Chinese names --------------------------------------------------------------------------------------


def _judge_chinese_before(law: Law, text: str, first: int, start: int) -> Whose | None:
    titled = _TITLED.search(text, first, start)
    if titled is not None:
        return _judge_title(law, titled[1])
    named = _NAMED.search(text, max(first, start - 60), start)
    if named is None:
        return None
    begin = named.end(1)
    while begin > max(0, named.end(1) - _LONGEST_NAME) and _HAN.match(text, begin - 1):
        begin -= 1
    name = text[begin : named.end(1)]
    if _NO_NAME.search(name):
        return None
    if _OWN_WORD.search(name):
        return Whose.OWN
    cut = _cut_lead(name)
    if _BARE_KIND.fullmatch(cut):
        return Whose.OWN
    return _judge_name(law, name, cut)


def _cut_lead(name: str) -> str:
    """Remove the words of the sentence before a name: 建议修改民法典."""
    ends = [lead.end() for lead in _LEAD.finditer(name) if lead.end() < len(name) - 1]
    return name[ends[-1] :] if ends else name


def _judge_title(law: Law, named: str) -> Whose | None:
    """Decide whose law a title in 《》 is."""
    bare = _DRAFT.sub("", named).strip()
    if not bare or _BARE_KIND.fullmatch(bare) or _OWN_WORD.fullmatch(bare):
        return Whose.OWN
    if not _HAN.search(bare):
        return _judge_called(law, bare, "")
    return _judge_name(law, "", bare)


def _judge_name(law: Law, whole: str, name: str) -> Whose:
    """Decide whose law a Chinese name is; ``whole`` may have other words before it."""
    owns = [own for own in _list_own_names(law) if _HAN.search(own)]
    owns = [own for own in owns if not _BARE_KIND.fullmatch(_fold_name(own).removeprefix("某"))]
    if not owns:
        return Whose.UNSURE
    results = {_judge_against(own, _fold_name(whole), _fold_name(name)) for own in owns}
    return next(whose for whose in Whose if whose in results)


@lru_cache(maxsize=4096)
def _judge_against(own: str, whole: str, name: str) -> Whose:
    own, name = _fold_name(own), _HERE.sub("", name)
    core = own[_end_of_region(own) :] or own
    if name in (own, core) or (len(name) >= 3 and own.endswith(name)):
        return Whose.OWN
    if whole.endswith(own):
        return Whose.OWN
    if name.endswith(core) and _end_of_region(name) != len(name) - len(core) and whole:
        return Whose.UNSURE
    is_short = len(name) >= 3 and name[0] in (core[0], own[0]) and name[-1] == own[-1]
    return Whose.UNSURE if is_short and _is_within(name, own) else Whose.OTHER


def _end_of_region(name: str) -> int:
    region = _REGION.match(name)
    return region.end() if region is not None else 0


def _is_within(name: str, core: str) -> bool:
    """Tell whether the characters of a name occur in this order in another: 物业条例 in 物业管理条例."""
    rest = iter(core)
    return all(character in rest for character in name)


def _fold_name(name: str) -> str:
    return fold_text(_DRAFT.sub("", name), traditional=True).removeprefix("中华人民共和国")


def _list_own_names(law: Law) -> tuple[str, ...]:
    return tuple(name for name in (law.title, *law.short_titles) if name.strip())


# ---- names in Latin letters -------------------------------------------------------------------------------


def _judge_after(law: Law, text: str, end: int, last: int) -> Whose | None:
    numbered = _AFTER_NUMBERED.match(text, end, last)
    if numbered is not None:
        return _judge_number(law, numbered[1])
    called = _AFTER_CALLED.match(text, end, last) or _AFTER_BESIDE.match(text, end, last)
    if called is not None:
        return _judge_called(law, called[1], called[2] or "")
    short = _AFTER_ACRONYM.match(text, end, last)
    return _judge_letters(law, short[1], text) if short is not None else None


def _judge_before(law: Law, text: str, first: int, start: int) -> Whose | None:
    numbered = _BEFORE_NUMBERED.search(text, first, start)
    if numbered is not None:
        return _judge_number(law, numbered[1])
    called = _BEFORE_CALLED.search(text, first, start)
    if called is not None:
        return _judge_called(law, called[1], called[2] or "")
    short = _BEFORE_ACRONYM.search(text, max(first, start - 20), start)
    # This may also be an organisation.
    return _judge_letters(law, short[1], text) if short is not None and short[1] in _LAWS else None


def _judge_number(law: Law, number: str) -> Whose:
    """Decide whose law a numbered one is; this law's own number is in its title, before those it amends."""
    names = _list_own_names(law) or (law.source[:200],)
    own = {
        found for name in names for found in _NUMBER.findall(_AMENDED.split(name, maxsplit=1)[0])
    }
    return Whose.OWN if number in own else Whose.OTHER


def _judge_called(law: Law, called: str, year: str) -> Whose | None:
    words = _list_words(called)
    kinds = [word for word in words if word in _KIND_WORDS]
    if len(kinds) == len(words):
        return Whose.OWN if not year or year in law.title else _judge_year(law, year)
    owns = [_list_words(own) for own in _list_own_names(law) if not _HAN.search(own)]
    owns = [own for own in owns if not _KIND_WORDS.issuperset(own)]
    if not owns:
        return (
            Whose.UNSURE
        )  # in other letters, without a title, or but “An Act”: what it is called is not known
    if year and _judge_year(law, year) is not Whose.OWN:
        return _judge_year(law, year)
    results = {_judge_words(own, words) for own in owns}
    return next(whose for whose in Whose if whose in results)


def _judge_year(law: Law, year: str) -> Whose:
    """Compare years: the Water Act 1990 is not that of 2026, but a draft without a year may become it."""
    years = {found for own in _list_own_names(law) for found in _YEARS.findall(own)}
    if year in years or not years:
        is_draft = not years and re.search(r"\b(?:bill|draft|proposal)\b", law.title, re.I)
        return Whose.UNSURE if is_draft else Whose.OWN
    return Whose.OTHER


def _judge_words(own: list[str], words: list[str]) -> Whose:
    while words and words[0] in _SENTENCE_WORDS:
        words = words[1:]
    if not words or _is_run_in(words, own):
        return Whose.OWN
    bare = [word for word in own if not word.isdigit()]
    if len(bare) > 1 and _is_run_in(bare, words) and words[-1] == bare[-1]:
        return Whose.UNSURE
    return Whose.UNSURE if set(words) <= set(own) else Whose.OTHER


def _is_run_in(words: Sequence[str], of: Sequence[str]) -> bool:
    return any(list(of[at : at + len(words)]) == list(words) for at in range(len(of)))


def _list_words(name: str) -> list[str]:
    """Return the significant words of a name; a bill becomes an act."""
    words = re.findall(r"\w+", name.casefold()[:400])
    return ["act" if word == "bill" else word for word in words if word not in _STOP_WORDS]


def _judge_letters(law: Law, short: str, text: str) -> Whose | None:
    """Decide whose law an abbreviation is; None if it may not be a law."""
    if text.isupper() and len(text.split()) > 3:
        return None
    if _is_own_acronym(law, short):
        return Whose.OWN
    if short in _LAWS or short in law.other_acronyms:
        return Whose.OTHER
    is_word = bool(_VOWEL.search(short)) or len(short) < 3 or short in _NO_LAW
    is_foreign = main_language(law.language) == "zh"
    return None if is_word or is_foreign or short in law.capital_words else Whose.UNSURE


def _is_own_acronym(law: Law, short: str) -> bool:
    """Tell whether letters are the initials of this law's name: DPA for a Data Protection Act, PPWR for a
    regulation on packaging and packaging waste.
    """
    for own in _list_own_names(law):
        words = _list_words(own)
        initials = "".join(word[0] for word in words).upper()
        if short.upper() in initials or short.casefold() in words:
            return True
        kind = next((word[0].upper() for word in words if word in _KIND_WORDS), "")
        stem = short.upper().removesuffix(kind)
        if kind and short.upper().endswith(kind) and len(stem) > 1 and stem in initials:
            return True
    return False
