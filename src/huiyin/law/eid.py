"""eIds after the Akoma Ntoso Naming Convention 1.0, section 4.

An eId is a path of ``abbreviation_number`` joined by ``__``. Units that are numbered through the
whole document (articles, recitals, sections of a common-law act) begin a path anew, whatever
chapter they stand in, so that ``art_12__para_2`` stays true when a chapter is inserted.
"""

from __future__ import annotations

import re

from huiyin.law.model import Kind
from huiyin.law.numerals import number, roman_number

ABBREVIATIONS = {
    Kind.RECITAL: "rec",
    Kind.PART: "part",
    Kind.SUBPART: "subpart",
    Kind.CHAPTER: "chp",
    Kind.SECTION: "sec",
    Kind.ARTICLE: "art",
    Kind.SUBSECTION: "subsec",
    Kind.PARAGRAPH: "para",
    Kind.SUBPARAGRAPH: "subpara",
    Kind.POINT: "point",
    Kind.SUBPOINT: "subpoint",
    Kind.INDENT: "indent",
    Kind.CLOSING: "wrapup",
    Kind.ITEM: "item",
    Kind.SCHEDULE: "sched",
    Kind.ANNEX: "att",
}

_FRAME = re.compile(r"[第条條款项項目附件表录錄章節节編编篇分\s()（）\[\]【】.．、:：]")
_NAMED = re.compile(
    r"^(?:article|art|section|sec|chapter|part|title|subtitle|subchapter|book|subpart|division|schedule|annex|appendix"
    r"|recital|s(?=\.))\b\.?\s*",
    re.I,
)
_INSERTED = re.compile(r"^(.*?)之([^之]+)$")
_LETTERED = re.compile(r"^(\d+)\s*([A-Za-z]{1,2})$")


def eid_number(printed: str) -> str:
    """The number of an eId: ``第一百二十条之一`` and ``第 120-1 條`` → ``120-1``, ``（三）`` → ``3``,
    ``(b)`` → ``b``, ``12A`` → ``12a``; empty where nothing is printed."""
    named = _NAMED.match(printed.strip())
    bare = _FRAME.sub("", _NAMED.sub("", printed.strip()))
    if named and roman_number(bare):
        return str(roman_number(bare))
    inserted = _INSERTED.match(bare)
    if inserted:
        return f"{eid_number(inserted[1])}-{eid_number(inserted[2])}"
    if re.fullmatch(r"[\d]+(?:[-－‑][\d]+)+", bare):
        return "-".join(str(int(part)) for part in re.split(r"[-－‑]", bare))
    lettered = _LETTERED.match(bare)
    if lettered:
        return f"{int(lettered[1])}{lettered[2].lower()}"
    if re.fullmatch(r"[A-Za-z]", bare):
        return bare.lower()
    value = number(bare)
    if value is not None:
        return str(value)
    return re.sub(r"[^\w-]+", "-", bare.lower()).strip("-")


def join(prefix: str, kind: Kind, number_part: str) -> str:
    """``art_12`` + paragraph ``2`` → ``art_12__para_2``; an empty prefix begins a path."""
    own = f"{ABBREVIATIONS[kind]}_{number_part}" if number_part else ABBREVIATIONS[kind]
    return f"{prefix}__{own}" if prefix else own
