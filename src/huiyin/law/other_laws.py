"""Which citations name another law than the one in which they are looked up: Article 2 TFEU, 民法典第二条."""

from __future__ import annotations

import re
from collections.abc import Sequence

from huiyin.law.citations import Citation
from huiyin.law.model import Law
from huiyin.text import fold_text, main_language

#: So far around a citation its law is looked for.
_AROUND = 120
_KIND = r"(?:法典|条例|條例|办法|辦法|细则|細則|宪法|憲法|法)"
_TITLED = re.compile(
    r"《([^《》]{1,80})》\s{0,3}(?:[（(][^（()）]{0,20}[）)])?\s{0,3}[的之中]?\s{0,3}\Z"
)
_NAMED = re.compile(
    rf"([\u4e00-\u9fff]{{1,40}}(?:{_KIND}|(?:若干|管理|暂行|监督|保护|实施)规定|的决定))的?\s{{0,3}}\Z"
)
#: What a law calls itself, and words that only look like the name of one.
_OWN_NAME = re.compile(
    r"(?:[本该該此新旧舊原]|这部|这个|这一|上述|前述|草案|意见稿)(?:法典|条例|條例|办法|辦法|细则|細則|规定|法)\Z"
    r"|(?:[依方做说看想写提用手司立执违合非修普宪]|如何执)法\Z(?<!宪法)|[想有没无]办法\Z"
)
_DRAFT = re.compile(
    r"[（(][^（()）]{0,30}[）)]|草案|征求意见稿|送审稿|修订稿|修正案|中华人民共和国"
)
_BARE_KIND = re.compile(
    r"(?:地方性)?(?:法规|法律|法典|条例|條例|办法|辦法|细则|規定|规定|决定|法|意见稿|稿)?"
)
_GENERIC = re.compile(
    r"(?:管理|保护|促进|监督|实施|若干|暂行|的)?(?:法典|条例|條例|办法|辦法|细则|細則|规定|决定|法)\Z"
)

_NUMBERED = (
    r"(?:directive|regulation|decision)\s{1,3}(?:\(\w{2,8}(?:,\s?\w{2,8})?\)\s{1,3})?(?:no\.?\s{1,3})?"
    r"\d{1,4}/\d{1,4}(?:/\w{2,7})?"
)
_TYPES = r"(?:Act|Law|Code|Treaty|Convention|Charter|Constitution|Protocol|Directive|Regulations?|Order|Ordinance|Agreement|Statute|Bill)"
_CALLED = (
    rf"(?:[A-Z][\w’'-]{{0,30}}(?:\s{{1,3}}(?:of|on|and|for|the|to)){{0,3}}\s{{1,3}}){{1,10}}{_TYPES}(?![A-Za-z])"
    r"|(?:Treaty|Convention|Charter|Protocol|Constitution)\s{1,3}(?:of|on|for|to)\s{1,3}(?:the\s{1,3})?[A-Z][\w’' -]{0,60}"
)
_ACRONYM = r"[A-Z][A-Za-z]{0,4}[A-Z]{1,5}"
_OF = r"\s{0,3},?\s{0,3}(?:of|in|to|des|der|du|del|van)\s{1,3}(?:the\s{1,3})?"
_AFTER = re.compile(rf"{_OF}((?i:{_NUMBERED})|{_CALLED})")
_AFTER_ACRONYM = re.compile(
    rf"(?:\s{{1,3}}|{_OF})({_ACRONYM})(?=\s{{0,3}}(?:[.,;:)]|\Z)|\s{{1,3}}(?:and|or|is|should|must|requires)\b)"
)
_BEFORE = re.compile(
    rf"(?<![A-Za-z])((?i:{_NUMBERED})|{_CALLED})(?:\s{{1,3}}\d{{4}})?\s{{0,3}}[,:]?\s{{0,3}}\Z"
)
_BEFORE_ACRONYM = re.compile(rf"(?:\A|[\s(])({_ACRONYM})\s{{0,3}}[,:]?\s{{0,3}}\Z")
_OWN_WORDS = re.compile(r"\b(?:the|this|our|draft|proposed|proposal|new|a|an|for|present)\b", re.I)
_NO_LAW = frozenset(
    ("NEW", "OLD", "ALL", "YES", "NO", "OK", "NA", "TBC", "AND", "OR", "EU", "UK", "US")
)
_JOINED = re.compile(
    r"[\s、,，和及与與或以至到–-]{0,8}(?:(?:and|or|to)\s{0,3})?(?:the\s{1,3})?", re.I
)


def list_own(law: Law, text: str, citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """Those of the citations in ``text`` that do not name another law than ``law``."""
    is_other = [_names_other(law, text, citation) for citation in citations]
    for order in (range(1, len(citations)), range(len(citations) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for at in order:
            near = at + step
            first, second = sorted((citations[at], citations[near]), key=lambda one: one.start)
            between = text[first.end : second.start]
            # 民法典第二条、第三条; Article 2 and Article 3 of Directive 2016/1.
            carries = text[citations[near].start].isascii() == (step > 0)
            if is_other[near] and carries and _JOINED.fullmatch(between):
                is_other[at] = True
    return tuple(one for one, other in zip(citations, is_other, strict=True) if not other)


def _names_other(law: Law, text: str, citation: Citation) -> bool:
    before = text[max(0, citation.start - _AROUND) : citation.start]
    after = text[citation.end : citation.end + _AROUND]
    if (
        not law.title.strip()
    ):  # what it is called is not known: only a number tells that it is another
        called = _AFTER.match(after) or _BEFORE.search(before)
        return called is not None and re.search(r"\d/\d", called[1]) is not None
    is_chinese = main_language(law.language) == "zh"
    titled = _TITLED.search(before)
    if titled is not None:
        # In which languages a title is told is not known: one in other letters may be this law's.
        return (is_chinese or titled[1].isascii()) and not _is_own_title(law, titled[1])
    named = _NAMED.search(before) if is_chinese else None
    if named is not None:
        return not _is_own_name(law, named[1])
    called = _AFTER.match(after) or _BEFORE.search(before)
    if called is not None:
        is_told = not is_chinese or re.search(r"\d/\d", called[1]) is not None
        return is_told and not _is_own_called(law, called[1])
    short = _AFTER_ACRONYM.match(after) or _BEFORE_ACRONYM.search(before)
    if short is None or short[1] in _NO_LAW or (text.isupper() and len(text.split()) > 3):
        return False
    return not _is_own_acronym(law, short[1])


def _is_own_title(law: Law, named: str) -> bool:
    bare = _DRAFT.sub("", named).strip()
    if not bare or _BARE_KIND.fullmatch(bare) or _OWN_NAME.search(bare):
        return True
    if bare.isascii():
        return _is_own_called(law, bare)
    own, name = _fold_name(law.title), _fold_name(bare)
    return bool(own) and (name in own or own in name)


def _is_own_name(law: Law, named: str) -> bool:
    """The same of a name that may have other words before it: 建议修改物业管理条例."""
    if _BARE_KIND.fullmatch(named) or _OWN_NAME.search(named):
        return True
    own, name = _fold_name(law.title), _fold_name(named)
    if not own or not name:
        return not name
    if name.endswith(own) or own.endswith(name):
        return True
    shared = 0
    while shared < min(len(own), len(name)) and own[-1 - shared] == name[-1 - shared]:
        shared += 1
    return len(_GENERIC.sub("", name[len(name) - shared :])) >= 2


def _fold_name(name: str) -> str:
    return fold_text(_DRAFT.sub("", name)).removeprefix("中华人民共和国")


def _is_own_called(law: Law, called: str) -> bool:
    name = fold_text(_OWN_WORDS.sub(" ", called)).replace("bill", "act")
    own = fold_text(_OWN_WORDS.sub(" ", law.title)).replace("bill", "act")
    if re.fullmatch(_TYPES, name, re.I):
        return True
    return bool(own) and (name in own or own in name)


def _is_own_acronym(law: Law, short: str) -> bool:
    """Whether letters are this law's, or a word of it rather than a law: SME."""
    initials = "".join(word[0] for word in re.findall(r"\w+", law.title) if word[0].isupper())
    if short in initials:
        return True
    return re.search(rf"(?<!\w){re.escape(short)}(?!\w)", law.source) is not None
