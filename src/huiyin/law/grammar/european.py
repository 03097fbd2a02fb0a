"""European Union acts, and others that count in Articles: treaties, English versions of Chinese laws.

Source of the rules: Joint Practical Guide of the European Parliament, the Council and the Commission (2015), guideline 15;
Interinstitutional style guide, part 1, 2.7 (divisions of acts).
"""

from __future__ import annotations

import re

from huiyin.law.grammar.lines import Source
from huiyin.law.grammar.spaced import (
    BRACKETED,
    CAPITAL,
    DASH,
    LETTER,
    NUMBERED,
    ROMAN,
    Division,
    Tradition,
    read_spaced,
)
from huiyin.law.grammar.units import ListRules
from huiyin.law.model import Kind, Law

_N = r"(?:[IVXLC]+|\d+[A-Za-z]?)"
_TAIL = r"(?=[\s.:—–\-]|$)[\s.:—–\-]*(.*)$"

EUROPEAN = Tradition(
    unit_kind=Kind.ARTICLE,
    unit=re.compile(
        r"^\s*((?:Article|Art\.|ARTICLE)\s*\d+(?:\.\d{1,4}(?![\d.]))?(?:[-‑–]\d+)*(?:\s?(?:bis|ter|quater|quinquies)|[a-z]{0,2}))(?=[\s.:—–]|$)[.:]?\s*(.*)$",
        re.S,
    ),
    divisions=(
        Division(
            Kind.PART,
            re.compile(rf"^\s*((?:PART|Part|TITLE|Title|BOOK|Book)\s+(?:{_N}|[A-Z])){_TAIL}", re.S),
            1,
        ),
        Division(Kind.CHAPTER, re.compile(rf"^\s*((?:CHAPTER|Chapter)\s+{_N}){_TAIL}", re.S), 3),
        Division(Kind.SECTION, re.compile(rf"^\s*((?:SECTION|Section)\s+{_N}){_TAIL}", re.S), 4),
        Division(Kind.CHAPTER, re.compile(r"^\s*()(Supplementary Provisions)$", re.I), 3),
    ),
    annex=re.compile(
        rf"^\s*((?:ANNEXE?|Annexe?|APPENDIX|Appendix|ANHANG|Anhang|ANEXO|Anexo|ALLEGATO|Allegato|BIJLAGE|Bijlage)(?:\s+{_N})?)(?=[\s.:—–\-]|$)[\s.:—–\-]*(.*)$",
        re.S,
    ),
    annex_kind=Kind.ANNEX,
    lists=ListRules(
        "numbered", Kind.PARAGRAPH, {"dash": Kind.INDENT}, (Kind.POINT, Kind.SUBPOINT, Kind.INDENT)
    ),
    list_forms=(NUMBERED, BRACKETED, ROMAN, LETTER, CAPITAL, DASH),
    throughout=frozenset({Kind.ARTICLE, Kind.RECITAL}),
    recital=re.compile(r"^\s*(\(\s*\d{1,3}\s*\))\s*(.*)$", re.S),
)


def read_european(source: Source, *, language: str, title_hint: str = "") -> Law:
    """The law that the lines make."""
    return read_spaced(source, EUROPEAN, language=language, title_hint=title_hint)
