"""Parse European Union acts and other texts with Articles: treaties, English versions of Chinese laws.

Source of the rules: Joint Practical Guide of the European Parliament, the Council and the Commission (2015),
guideline 15; Interinstitutional style guide, part 1, 2.7 (divisions of acts).
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
    NUMBERED,
    ROMAN,
    DivisionPattern,
    LawTradition,
)
from huiyin.law.grammar.units import ListRules
from huiyin.law.model import Law, ProvisionKind
from huiyin.text.numerals import CARDINAL_WORD

_N = rf"(?:[IVXLC]+|\d+[A-Za-z]?|(?i:{CARDINAL_WORD}|premi[eè]re?|primer[oa]|ier)(?![A-Za-z]))"
#: Articles and divisions in other EU languages; only the number is used to tell them apart.
_ABROAD = r"Art[íi]culo|ART[ÍI]CULO|Artikel|ARTIKEL|Artigo|ARTIGO|Articolo|ARTICOLO"
_PARTS_ABROAD = r"T[ÍI]TULO|T[íi]tulo|TITRE|Titre|TITEL|Titel|TITOLO|Titolo|LIVRE|Livre|LIBRO|Libro|PARTIE|Partie|TEIL|Teil"
_CHAPTERS_ABROAD = r"CAP[ÍI]TULO|Cap[íi]tulo|CHAPITRE|Chapitre|KAPITEL|Kapitel|CAPO|Capo"
_TAIL = r"(?=[\s.:—–\-]|$)[\s.:—–\-]*(.*)$"

EUROPEAN = LawTradition(
    unit_kind=ProvisionKind.ARTICLE,
    unit=re.compile(
        rf"^\s*((?:Article|Art\.|ARTICLE|{_ABROAD})\s*"
        r"(?:\d+(?:\.?[ºª°]|\.\d{1,4}(?![\d.]))?(?:[-‑–]\d+)*(?:\s?(?:bis|ter|quater|quinquies)|[a-z]{0,2})|[Pp]remier|PREMIER|[Pp]rimero|PRIMERO|[ÚUúu]nico|[ÚU]NICO))"
        r"(?=[\s.:—–]|$)(?:[.:]-?)?\s*(.*)$",
        re.S,
    ),
    divisions=(
        DivisionPattern(
            ProvisionKind.PART,
            re.compile(
                rf"^\s*((?:PART|Part|TITLE|Title|BOOK|Book|{_PARTS_ABROAD})\s+(?:{_N}|[A-Z])){_TAIL}",
                re.S,
            ),
            1,
        ),
        DivisionPattern(
            ProvisionKind.CHAPTER,
            re.compile(rf"^\s*((?:CHAPTER|Chapter|{_CHAPTERS_ABROAD})\s+{_N}){_TAIL}", re.S),
            3,
        ),
        DivisionPattern(
            ProvisionKind.SECTION,
            re.compile(rf"^\s*((?:SECTION|Section|SECCI[ÓO]N|Secci[óo]n)\s+{_N}){_TAIL}", re.S),
            4,
        ),
        DivisionPattern(
            ProvisionKind.CHAPTER, re.compile(r"^\s*()(Supplementary Provisions)$", re.I), 3
        ),
    ),
    annex=re.compile(
        rf"^\s*((?:ANNEXE?|Annexe?|APPENDIX|Appendix|SCHEDULE|Schedule|ANHANG|Anhang|ANEXO|Anexo|ALLEGATO|Allegato|BIJLAGE|Bijlage)(?:\s+(?:{_N}|[A-Z](?![A-Za-z])))?)(?=[\s.:—–\-]|$)[\s.:—–\-]*(.*)$",
        re.S,
    ),
    annex_kind=ProvisionKind.ANNEX,
    lists=ListRules(
        "numbered",
        ProvisionKind.PARAGRAPH,
        {"dash": ProvisionKind.INDENT},
        (ProvisionKind.POINT, ProvisionKind.SUBPOINT, ProvisionKind.INDENT),
    ),
    list_forms=(NUMBERED, BRACKETED, ROMAN, LETTER, CAPITAL, DASH),
    throughout=frozenset({ProvisionKind.ARTICLE, ProvisionKind.RECITAL}),
    recital=re.compile(r"^\s*(\(\s*\d{1,3}\s*\))\s*(.*)$", re.S),
)


#: In Spanish the heading follows the number and ends with a full stop: Artículo 1. Objeto. Source: Directrices de
#: técnica normativa (BOE 180/2005), directriz 29.
SPANISH = replace(EUROPEAN, headings_end_with_stop=True)
_LONGEST_SPANISH = 8  # words of a heading
_SPANISH_UNIT = re.compile(r"^\s*(?:Art[íi]culo|ART[ÍI]CULO)\s")


def read_european(source: LinedText, *, language: str, title_hint: str = "") -> Law:
    """Build the law from its lines."""
    tradition = SPANISH if _has_spanish_headings(source) else EUROPEAN
    return read_spaced(source, tradition, language=language, title_hint=title_hint)


def _has_spanish_headings(source: LinedText) -> bool:
    """Tell whether a few words follow the number of most articles; in other texts these begin the first sentence."""
    behind = [
        len(found[2].split())
        for line in source.lines
        if _SPANISH_UNIT.match(line.masked) and (found := EUROPEAN.unit.match(line.masked))
    ]
    return 4 * sum(0 < words <= _LONGEST_SPANISH for words in behind) > 3 * len(behind)
