"""The printed numbers of a law's units, in the form that eIds and citations share."""

from __future__ import annotations

import re

from huiyin.text.numerals import (
    CARDINAL_WORD,
    CHINESE_DIGITS,
    MOST_DIGITS,
    ORDINAL_WORD,
    parse_numeral,
    roman_number,
    worded_number,
)

#: The maximum length of a number in an eId.
LONGEST_NUMBER = 40

_FRAME = re.compile(r"[第条條款项項目附件表录錄章節节編编篇分\s()（）\[\]【】.．、:：]")
_NAMED = re.compile(
    r"^(?:article|art[ií]culo|artikel|artigo|articolo|art|section|sec|secci[oó]n|chapter|chapitre|cap[ií]tulo|kapitel|capo|part|partie|teil"
    r"|title|titre|t[ií]tulo|titel|titolo|subtitle|subchapter|book|livre|libro|subpart|division|schedule|annexe?|appendix|anhang|anlage|anexo|allegato|bijlage|bilaga|załącznik"
    r"|recital|s(?=\.))\b\.?\s*",
    re.I,
)
#: An ordinal before a division: First Schedule, 2nd Part.
_PLACED = re.compile(
    rf"(?:the\s++)?({ORDINAL_WORD})\s++(?:schedule|annex|appendix|part|chapter|title|book|division)",
    re.I,
)
_HYPHENATED = re.compile(rf"\d{{1,{MOST_DIGITS}}}(?:[-－‑]\d{{1,{MOST_DIGITS}}})+")
#: A number after a word in any language, with a possible suffix: Artikel 5, Artículo 3 bis, Artigo 5.º, 제5조.
_WORDED = re.compile(
    rf"(?!(?-i:[A-Z]{{1,3}})\d)[^\W\d_]{{1,30}}\.?\s*+(\d{{1,{MOST_DIGITS}}})\.?\s*+(?:er|re|ère|[ºª°]|[^\W\d_a-z])?\s*+([a-z]{{0,5}})[.:]?",
    re.I,
)
#: Numbers before the first: Article -1, (-a).
_BEFORE = re.compile(r"(?:[-−‑–]|minus)(\d{1,4}|[A-Za-z]{1,2})")
#: Section 2.10 is not section 210.
_DOTTED = re.compile(rf"(\d{{1,{MOST_DIGITS}}}(?:\.\d{{1,{MOST_DIGITS}}}){{1,3}})([A-Za-z]?)\.?")
#: The first article in French: Article premier, 1er.
_FIRST = re.compile(r"premier|première|I(?:er|re)|primer[oa]|única?|único|1\s?(?:er|re|ère)", re.I)
_LETTERED = re.compile(rf"^(\d{{1,{MOST_DIGITS}}})\s*([A-Za-z]{{1,2}})$")


def eid_number(printed: str) -> str:
    """Return the number for an eId; empty if nothing is printed.

    ``第一百二十条之一`` and ``第 120-1 條`` → ``120-1``, ``（三）`` → ``3``, ``(b)`` → ``b``, ``12A`` → ``12a``, ``Artikel 5`` →
    ``5``, ``(-a)`` → ``x2da``.
    """
    number_part = _normalise_number(printed)
    return spell_number(number_part) if len(number_part) <= LONGEST_NUMBER else ""


def spell_number(number_part: str) -> str:
    """Spell a number with non-ASCII letters, such as 甲, by their code points: ``x7532``."""
    if number_part.isascii():
        return number_part.replace("_", "-").strip("-")[:LONGEST_NUMBER]
    spelt = "".join(c if c.isascii() else f"x{ord(c):x}" for c in number_part).replace("_", "-")
    return spelt.strip("-")[:LONGEST_NUMBER]


def _normalise_number(printed: str) -> str:
    if len(printed) > 10 * LONGEST_NUMBER:
        return ""
    unnamed = _NAMED.sub("", printed.strip())
    bare = _FRAME.sub("", unnamed)
    return (
        _read_dotted(unnamed)
        or _read_words(printed)
        or _read_named(printed, bare)
        or _read_inserted(bare)
        or _read_bare(bare)
        or _read_worded(printed)
        or re.sub(r"[^\w-]+", "-", bare.lower()).strip("-")
    )


# Each of these functions parses one way of printing numbers and returns an empty string for others.


def _read_dotted(unnamed: str) -> str:
    parts = _DOTTED.fullmatch(unnamed.strip(" §"))
    if parts is None:
        return ""
    return ".".join(str(int(part)) for part in parts[1].split(".")) + parts[2].lower()


def _read_words(printed: str) -> str:
    """Parse a number in words: Part One, First Schedule."""
    words = printed.strip(" .:")
    placed = _PLACED.fullmatch(words)
    in_words = ""
    if placed:
        in_words = placed[1]
    elif _NAMED.match(printed.strip()):
        in_words = _NAMED.sub("", words)
    spoken = worded_number(in_words)
    return "" if spoken is None else str(spoken)


def _read_named(printed: str, bare: str) -> str:
    """Parse what is only a number after a name (Part IV), and the first: Article premier."""
    if _FIRST.fullmatch(bare):
        return "1"
    roman = roman_number(bare) if _NAMED.match(printed.strip()) else None
    return str(roman) if roman else ""


def _read_inserted(bare: str) -> str:
    """Parse an inserted number: 一百二十条之一."""
    head, *inserted = bare.split("之")
    # 之 without a number after it inserts nothing; the text before it is then a single number with it.
    for at in range(len(inserted), 0, -1):
        if not inserted[at - 1]:
            head, inserted = "之".join([head, *inserted[:at]]), inserted[at:]
            break
    return "-".join(_normalise_number(part) for part in [head, *inserted]) if inserted else ""


def _read_bare(bare: str) -> str:
    if _HYPHENATED.fullmatch(bare):
        return "-".join(str(int(part)) for part in re.split(r"[-－‑]", bare))
    before = _BEFORE.fullmatch(bare)
    if before:
        return f"x2d{before[1].lower()}"
    lettered = _LETTERED.match(bare)
    if lettered:
        return f"{int(lettered[1])}{lettered[2].lower()}"
    if re.fullmatch(r"[A-Za-z]", bare):
        return bare.lower()
    value = parse_numeral(bare)
    return "" if value is None else str(value)


def _read_worded(printed: str) -> str:
    worded = _WORDED.fullmatch(printed.strip())
    return f"{int(worded[1])}{worded[2].lower()}" if worded else ""


_HEADED = re.compile(
    r"\s*+(?:第\s*+\S{1,9}?([条條章节節编編])|(article|section|chapter|part|title)\s++(?:\d{1,4}[a-z]?|[ivxlc]{1,6}))(?!\w)",
    re.I,
)
#: The kind named by a heading that begins with a number.
_SPOKEN = {
    "article": ("条", "條", "article"), "section": ("节", "節", "section"), "chapter": ("章", "chapter"),
    "part": ("编", "編", "part", "title"),
}  # fmt: skip


#: The number at the beginning of an attachment's name: Schedule 1, ANNEX III, 附件二.
_ATTACHMENT = re.compile(
    rf"(?:(?:the\s++)?(?:{ORDINAL_WORD}\s++)?(?:schedule|annex|appendix)"
    r"|annexe|anhang|anlage|anexo|allegato|bijlage|bilaga|załącznik|附\s*+[件表录錄])"
    rf"(?:\s*+[.:]?\s*+(?:no\.?+|nr\.?+|n°|第)?\s*+(?:\d{{1,4}}[A-Za-z]?|[IVXLC]{{1,7}}|(?-i:[A-Z])\d{{0,3}}|[{CHINESE_DIGITS}]{{1,5}}"
    rf"|{CARDINAL_WORD}|the\s++{ORDINAL_WORD}))?"
    r"(?![^\W_])",
    re.I,
)


def part_attachment(shown: str) -> tuple[str, str]:
    """Split an attachment's name into number and heading: "Schedule 1", "Fees"."""
    found = _ATTACHMENT.match(shown)
    if found is None:
        return "", shown
    return found[0], shown[found.end() :].lstrip(" .:：、—–-　")


#: The word for an attachment in any language; annex 1 and schedule 1 of one law are different.
_ATTACHMENT_WORDS = (
    ("schedule", re.compile(r"sched(?:ules?)?|sch(?=[\s.\d])|anlage|附\s?表", re.I)),
    ("appendix", re.compile(r"app(?:endix|endices)?(?![a-z])|ap[ée]ndice|附\s?[录錄]", re.I)),
    (
        "annex",
        re.compile(
            r"annex(?:es?)?(?![a-z])|anhang|anexo|allegato|bijlage|bilaga|załącznik|附\s?件", re.I
        ),
    ),
)
_ANY_ATTACHMENT_WORD = re.compile(
    "|".join(
        f"(?P<{word}>(?<![A-Za-z])(?:{pattern.pattern}))" for word, pattern in _ATTACHMENT_WORDS
    ),
    re.I,
)


def attachment_word(written: str, start: int = 0, end: int | None = None) -> str:
    """Return the first word for an attachment in ``written[start:end]``: annex, schedule or appendix; empty if
    there is none.
    """
    found = _ANY_ATTACHMENT_WORD.search(written, start, len(written) if end is None else end)
    return (found.lastgroup or "") if found else ""


def printed_number(kind: str, num: str, heading: str) -> str:
    """Return the number that a unit prints: separately or, as some do, at the beginning of its heading."""
    if num:
        return eid_number(num)
    if kind == "annex":
        number_part = eid_number(part_attachment(heading)[0])
        return number_part if _COUNTED.match(number_part) else ""
    headed = _HEADED.match(heading)
    if headed and (headed[1] or headed[2].lower()) in _SPOKEN.get(kind, ()):
        return eid_number(headed[0])
    return ""


#: Results of eid_number that are numbers: digits with letters, or letters alone, but not words.
_COUNTED = re.compile(r"(?:[a-z]{0,3}\d[\w.-]*+|[a-z]{1,6})\Z")
#: Divisions whose numbers are compared as digits, however they are printed.
_DIVISIONS = ("part", "subpart", "chapter", "annex", "schedule")


def cited_number(kind: str, num: str, heading: str) -> str:
    """Return the number by which a unit is cited, in lower case: the printed one; empty if that is not a number."""
    printed = printed_number(kind, num, heading).lower()
    return in_figures(kind, printed) if _COUNTED.match(printed) else ""


def in_figures(kind: str, written: str) -> str:
    """Return a number as in citations: Roman numbers of divisions become digits."""
    roman = roman_number(written) if kind in _DIVISIONS else None
    return str(roman) if roman else written.lower()


_FIGURES = re.compile(r"(\d{1,100})([a-z]{0,2})(?:-(\d{1,100}))?")


def is_same_number(one: str, other: str) -> bool:
    """Tell whether two numbers may be the same: they are equal, or one of them is not a plain number."""
    if not (_FIGURES.fullmatch(one) and _FIGURES.fullmatch(other)):
        return True
    return one == other
