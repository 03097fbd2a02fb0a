"""How a drafting tradition prints laws in spaced scripts (european.py, common_law.py)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from huiyin.law.grammar.units import ListRules
from huiyin.law.model import ProvisionKind


@dataclass(frozen=True, slots=True)
class DivisionPattern:
    """``pattern``: group 1 is the number as printed, group 2 the heading if it is on the same line."""

    kind: ProvisionKind
    pattern: re.Pattern[str]
    rank: int


@dataclass(frozen=True, slots=True)
class LawTradition:
    """How a tradition prints laws. ``unit``: group 1 is the number as printed, group 2 the rest.

    ``list_forms``: form → pattern of a line's beginning with the number in group 1, tried in order.
    """

    unit_kind: ProvisionKind
    unit: re.Pattern[str]
    divisions: tuple[DivisionPattern, ...]
    annex: re.Pattern[str]
    annex_kind: ProvisionKind
    lists: ListRules
    list_forms: tuple[tuple[str, re.Pattern[str]], ...]
    throughout: frozenset[ProvisionKind]
    recital: re.Pattern[str] | None = None
    units_must_follow: bool = False
    headings_end_with_stop: bool = False
    cross_kind: ProvisionKind = (
        ProvisionKind.SECTION
    )  # what an unnumbered heading over several units is


#: List forms common to both traditions.
LETTER = ("letter", re.compile(r"\s*+(\(\s*+[a-z]{1,2}\s*+\)|[a-z]\))\s*+"))
ROMAN = ("roman", re.compile(r"\s*+(\(\s*+(?:[ivx]{1,6}|xl|l)\s*+\))\s*+"))
CAPITAL = ("capital", re.compile(r"\s*+(\(\s*+[A-Z]{1,2}\s*+\))\s*+"))
BRACKETED = ("bracketed", re.compile(r"\s*+(\(\s*+\d{1,3}[A-Z]{0,2}\s*+\))\s*+"))
NUMBERED = ("numbered", re.compile(r"\s*+(\d{1,3}[a-z]?\s*+[.)])(?!\d)\s*+"))
DASH = ("dash", re.compile(r"\s*+([–—•‒\-])\s++"))
