"""Acts of the common-law tradition: Part, section 12(3)(b), schedules.

Source of the rules: Office of the Parliamentary Counsel (UK), Drafting guidance (2020), part 3; Hong Kong Department of
Justice, Drafting Legislation in Hong Kong (2012), chapter 3.
"""

from __future__ import annotations

import re
from dataclasses import replace

from huiyin.law.grammar.latin_script import read_spaced
from huiyin.law.grammar.lines import LinedText
from huiyin.law.grammar.traditions import (
    BRACKETED,
    CAPITAL,
    DASH,
    LETTER,
    ROMAN,
    DivisionPattern,
    LawTradition,
)
from huiyin.law.grammar.units import ListRules
from huiyin.law.model import Law, ProvisionKind
from huiyin.text.numerals import CARDINAL_WORD, ORDINALS

_N = rf"(?:[IVXLC]+|\d+[A-Za-z]{{0,2}}|(?i:{CARDINAL_WORD}))"
_PLACES = "|".join(written for word in ORDINALS for written in (word.upper(), word.title()))
_TAIL = r"(?=[\s.:—–\-]|$)[\s.:—–\-]*(.*)$"

COMMON_LAW = LawTradition(
    unit_kind=ProvisionKind.SECTION,
    unit=re.compile(
        r"^\s*(?!\d+[A-Z]{0,2}\s*$)((?:(?:Section|SECTION|SEC\.|Sec\.|s\.|§)\s*\d{1,5}(?:\.\d{1,4}){0,3}|\d{1,5})[A-Z]{0,2}\.?|§\s*\d{1,5}[a-z])"
        r"(?=[\s—–(]|$)\s*[—–]?\s*(.*)$",
        re.S,
    ),
    divisions=(
        DivisionPattern(
            ProvisionKind.PART, re.compile(rf"^\s*((?:PART|Part)\s+{_N}){_TAIL}", re.S), 1
        ),
        DivisionPattern(
            ProvisionKind.SUBPART,
            re.compile(rf"^\s*((?:SUBPART|Subpart|DIVISION|Division)\s+{_N}){_TAIL}", re.S),
            2,
        ),
        DivisionPattern(
            ProvisionKind.CHAPTER, re.compile(rf"^\s*((?:CHAPTER|Chapter)\s+{_N}){_TAIL}", re.S), 3
        ),
    ),
    annex=re.compile(
        rf"^\s*((?:(?:THE\s+|The\s+)?(?:{_PLACES})\s+)?(?:SCHEDULE|Schedule|ANNEX|Annex|APPENDIX|Appendix|ANLAGE|Anlage)(?:\s+(?:{_N}|[A-Z](?![A-Za-z])))?)(?=[\s.:—–\-]|$)[\s.:—–\-]*(.*)$",
        re.S,
    ),
    annex_kind=ProvisionKind.SCHEDULE,
    lists=ListRules(
        "bracketed",
        ProvisionKind.SUBSECTION,
        {
            "letter": ProvisionKind.PARAGRAPH,
            "roman": ProvisionKind.SUBPARAGRAPH,
            "capital": ProvisionKind.SUBPOINT,
            "dash": ProvisionKind.INDENT,
        },
        (ProvisionKind.PARAGRAPH, ProvisionKind.SUBPARAGRAPH, ProvisionKind.SUBPOINT),
    ),
    list_forms=(BRACKETED, ROMAN, LETTER, CAPITAL, DASH),
    throughout=frozenset({ProvisionKind.SECTION}),
    units_must_follow=True,
    cross_kind=ProvisionKind.SUBPART,
)


#: United States: (a) is a subsection, (1) a paragraph, (A) a subparagraph, (i) a clause. Source: House Office of
#: the Legislative Counsel, Manual on drafting style (1995), section 312.
AMERICAN = replace(
    COMMON_LAW,
    divisions=(
        DivisionPattern(
            ProvisionKind.PART, re.compile(rf"^\s*((?:TITLE|Title)\s+{_N}){_TAIL}", re.S), 1
        ),
        *(replace(division, rank=division.rank + 1) for division in COMMON_LAW.divisions),
        DivisionPattern(
            ProvisionKind.SUBPART,
            re.compile(
                rf"^\s*((?:SUBTITLE|Subtitle|SUBCHAPTER|Subchapter)\s+(?:{_N}|[A-Z])){_TAIL}", re.S
            ),
            5,
        ),
    ),
    lists=ListRules(
        "letter",
        ProvisionKind.SUBSECTION,
        {
            "letter": ProvisionKind.SUBSECTION,
            "bracketed": ProvisionKind.PARAGRAPH,
            "capital": ProvisionKind.SUBPARAGRAPH,
            "roman": ProvisionKind.POINT,
            "dash": ProvisionKind.INDENT,
        },
        (ProvisionKind.PARAGRAPH, ProvisionKind.SUBPARAGRAPH, ProvisionKind.POINT),
    ),
    headings_end_with_stop=True,
)
_AMERICAN_UNIT = re.compile(r"^\s*(?:§|SEC\.|SECTION\s+\d+\.)\s*[\d\S]")


def read_common_law(source: LinedText, *, language: str, title_hint: str = "") -> Law:
    """Build the law from its lines."""
    american = any(_AMERICAN_UNIT.match(line.masked) for line in source.lines)
    tradition = AMERICAN if american else COMMON_LAW
    return read_spaced(source, tradition, language=language, title_hint=title_hint)
