"""Laws in spaced scripts, read by the rules that a tradition states (european.py, common_law.py).

A tradition says how divisions, units and lists are printed; how lines become a tree is the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from huiyin.law.grammar.lines import LinedText, SourceLine, cut_page_number
from huiyin.law.grammar.sentences import (
    has_verb,
    is_citing,
    is_hanging,
    is_sentence,
    says_of_unit,
)
from huiyin.law.grammar.tree import ProvisionNode, finish_law
from huiyin.law.grammar.units import ListRules, TextBlock, arrange_blocks
from huiyin.law.model import Furniture, FurnitureName, Law, Problem, ProblemCode, ProvisionKind
from huiyin.law.unit_numbers import eid_number
from huiyin.text.numerals import roman_number


@dataclass(frozen=True, slots=True)
class DivisionPattern:
    """``pattern``: group 1 is the number as printed, group 2 the heading if it is on the line."""

    kind: ProvisionKind
    pattern: re.Pattern[str]
    rank: int


@dataclass(frozen=True, slots=True)
class LawTradition:
    """How a tradition prints its laws. ``unit``: group 1 the number as printed, group 2 the rest.

    ``list_forms``: form → pattern of what begins a line, the number in group 1, tried in order.
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
    )  # what a heading without a number over several units is


_CONTENTS = re.compile(
    r"^(?:table of )?contents(?:\s+page)?\s*:?$|^arrangement of (?:sections|articles|regulations|clauses)$",
    re.I,
)
_FORMULA = re.compile(
    r"^(?:has|have)\s+adopted\s+this|^be it (?:therefore )?enacted|^whereas:?$|^having regard to|"
    r"^after transmission|^acting in accordance|^the european parliament and the council|^enacted by",
    re.I,
)
_SIGNATURE = re.compile(
    r"^(?:(?:done (?:at|in)|fait à|geschehen zu|hecho en|fatto a|gedaan te)\s[^.;]{1,80}[.,]?$|for the (?:european parliament|council|commission)(?:\s*+,?+\s*+the president)?+\s*+$"
    r"|this (?:regulation|decision) shall be binding in its entirety"
    r"|this (?:directive|decision) is addressed to)",
    re.I,
)
_MARKER = r"(?:[(\[]\s*(?:\d{1,3}[a-z]?|[*†‡]{1,3})\s*[)\]]|[¹²³⁰⁴-⁹]{1,3}|[*†‡]{1,3})"
#: A footnote below what was signed, and one that cites the Official Journal wherever it stands.
_NOTE = re.compile(rf"^{_MARKER}\s*\S")
_JOURNAL = re.compile(
    rf"^(?:{_MARKER}|\d{{1,3}}(?=\s))\s*(?:OJ|JO|ABl\.|DO|GU|PB)\s+(?:[LCS]\b|No\b|n[o°º])"
)
_ADOPTION = re.compile(
    r"^\(.*(?:adopted|promulgated|effective|enacted|amended|in force|draft for comment).*\)$",
    re.I | re.S,
)
_ENDS = (".", ";", ":", ",", "; and", "; or", "—")
_CITED = re.compile(
    r"^(?:and|or|to|of|del?|du|des|der|et|y|und|Absatz|Abs\.|apartado|paragraphe|is|are|shall|may|applies|apply|thereof)\b|^[,;]\s*(?:\d|and\b|or\b)"
)
_SIGNPOST = re.compile(
    r"^(?:sections?|articles?|regulations?|rules?|paragraphs?)\s[\dA-Z,()\s]*(?:and\s[\dA-Z()]+)?$",
    re.I,
)
_FOREIGN_ANNEX = re.compile(r"\s*(?:annexe|anhang|anlage|anexo|allegato|bijlage)\b", re.I)
_ROMAN_LETTERS = frozenset("ivxlcdm")
_BARE_NUMBER = re.compile(r"\d+[A-Z]{0,2}")
#: A heading above a number is no longer than this, one over several units neither.
_LONGEST_HEADING_ABOVE, _LONGEST_CROSS_HEADING = 160, 80
#: A heading that ends with a stop has no more words than this: Offences: penalty etc.
_MOST_WORDS_WITH_STOP = 6
#: Cross-headings stand below every division that has a number.
_CROSS_RANK = 9
#: What ends a paragraph, so that the next line begins anew.
_CLOSED = re.compile(r"[.?!][)”’\"'\]]*$")


def read_spaced(
    source: LinedText, tradition: LawTradition, *, language: str, title_hint: str = ""
) -> Law:
    """The law that the lines make, by the rules of ``tradition``."""
    return _LatinReader(source, tradition, language, title_hint).read()


class _LatinReader:
    def __init__(
        self, source: LinedText, tradition: LawTradition, language: str, title: str
    ) -> None:
        self.source = source
        self.by = tradition
        self.language = language
        self.title = title
        self.furniture: list[Furniture] = list(source.furniture)
        self.problems: list[Problem] = []
        self.roots: list[ProvisionNode] = []
        self.open: list[tuple[int, ProvisionNode]] = []
        self.annex: ProvisionNode | None = None
        self.unit: ProvisionNode | None = None
        self.blocks: list[TextBlock] = []
        self.last_unit: str = ""
        self.in_recitals = False
        self.is_signed = any(f.name is FurnitureName.SIGNATURE for f in self.furniture)
        self.crosses = 0
        self.heading: SourceLine | None = None  # what stands above the number of the next unit
        self.begins_low = self._begins_low()
        self.bare_numbers = self._bare_numbers()
        self.units = self._unit_lines()
        self.proper = frozenset(
            eid_number(found[1]) for found in self.units.values() if not found[2][:1].islower()
        )
        self.articles_below = self._articles_below()
        self.listed = self._listed_lines()
        self.heads = self._headings_above()

    def read(self) -> Law:
        lines = self.source.lines
        at = self._front_matter()
        while at < len(lines):
            at = self._take(at)
        self._close()
        return finish_law(
            self.source.text,
            self.title,
            self.language,
            self.roots,
            self.furniture,
            problems=self.problems,
            throughout=self.by.throughout,
        )

    # Lines ---------------------------------------------------------------------------------------

    def _words(self, start: int, end: int) -> str:
        return self.source.words(start, end)

    def _note(
        self,
        name: FurnitureName,
        first: SourceLine | TextBlock,
        last: SourceLine | TextBlock | None = None,
    ) -> None:
        self.is_signed = self.is_signed or name is FurnitureName.SIGNATURE
        for span in self.source.pieces(first.start, (last or first).end):
            self.furniture.append(Furniture(name, self._words(span.start, span.end), span))
            self.source.take(span)

    def _division(self, line: SourceLine) -> tuple[DivisionPattern, re.Match[str]] | None:
        if len(line.masked) > 160:
            return None
        for division in self.by.divisions:
            found = division.pattern.match(line.masked)
            if found and not self._is_said(line.masked, found):
                return division, found
        return None

    def _is_said(self, words: str, found: re.Match[str]) -> bool:
        """Whether a line that begins with the number of a part is a sentence about it."""
        between = words[found.end(1) : found.start(2)].strip()
        rest = found[2].rstrip()
        if rest.endswith((";", ",", ":")) or is_sentence(rest, is_apart=bool(between)):
            return True
        return is_hanging(rest) and not between and not found[1].isupper()

    def _annex(self, at: int) -> re.Match[str] | None:
        """The number of an annex that begins here."""
        words = self.source.lines[at].masked.strip()
        found = self.by.annex.match(words) if len(words) < 160 else None
        if found is None or self._is_said(words, found):
            return None
        if found[1].isupper():
            return found
        if self.unit is not None and (self._is_empty_unit() or self._breaks_off(at)):
            return None
        # Where the next article runs on, the line is among the words of this one.
        runs_on = self.annex is None and self.last_unit and self.articles_below[at]
        return None if runs_on and self._is_next(self.articles_below[at]) else found

    def _is_empty_unit(self) -> bool:
        """Whether the open unit has nothing yet but its number: what comes next is its own."""
        return self.unit is not None and not self.unit.heading and not self.blocks

    def _breaks_off(self, at: int) -> bool:
        """Whether the line above breaks off in a sentence."""
        return at > 0 and is_hanging(self.source.lines[at - 1].masked.rstrip())

    def _is_next(self, own: str) -> bool:
        return (
            own.isdecimal() and self.last_unit.isdecimal() and int(own) == int(self.last_unit) + 1
        )

    def _unit(self, at: int) -> re.Match[str] | None:
        line = self.source.lines[at]
        found = self._unit_number(line)
        if found is None or (self.by.units_must_follow and not self._plausible(found[1])):
            return None
        own = eid_number(found[1])
        if self._is_next(own) and own not in self.proper:
            return found
        # A citation that a line break has moved to the front.
        named = found[1][0].isalpha()
        if named and found[2][:1].islower() and not self.begins_low:
            return None
        above = self.source.lines[at - 1].masked.rstrip() if at else ""
        if named and self.unit is not None and is_citing(above) and not self._is_next(own):
            return None
        return found

    def _unit_number(self, line: SourceLine) -> re.Match[str] | None:
        """The number of a unit, as far as the line alone can tell."""
        found = self.by.unit.match(line.masked)
        if found is None:
            return None
        cited = line.masked[found.end(1) : found.start(2)] == "" and found[1][-1].isalnum()
        if _CITED.match(found[2].strip()) or (cited and found[2].startswith("(")):
            return None
        # 3 months after … is no section 3, unless this text begins its sections so.
        bare = _BARE_NUMBER.fullmatch(found[1])
        if bare and found[2][:1].islower() and not self.begins_low:
            return None
        is_named = not found[1][0].isdecimal()
        return None if is_named and self._is_said_of_unit(found) else found

    def _is_said_of_unit(self, found: re.Match[str]) -> bool:
        """Whether a line that begins with a unit's name and number is a sentence about that unit."""
        if not self.begins_low and says_of_unit(found[2]):
            return True
        # Where sections bear bare numbers, Section 3 is a citation, unless nothing else is section 3.
        return eid_number(found[1]) in self.bare_numbers and is_sentence(found[2])

    def _begins_low(self) -> bool:
        """Whether most units of this text begin in small letters."""
        low = other = 0
        for line in self.source.lines:
            found = self.by.unit.match(line.masked)
            if found is not None:
                begins_low = found[2][:1].islower()
                low += begins_low and not _CITED.match(found[2])
                other += not begins_low
        return low > other

    def _bare_numbers(self) -> frozenset[str]:
        """The numbers of units that are bare numbers, in a text that names none of its units by more."""
        bare: set[str] = set()
        named: set[str] = set()
        for line in self.source.lines:
            found = self.by.unit.match(line.masked)
            if found is not None and not says_of_unit(found[2]):
                is_bare = found[1][0].isdecimal()
                (bare if is_bare else named).add(eid_number(found[1]))
        return frozenset() if "1" in named else frozenset(bare)

    def _unit_lines(self) -> dict[int, re.Match[str]]:
        """The lines that look like units'; where those are bare numbers, the ones that run on."""
        units: dict[int, re.Match[str]] = {}
        last = ""
        for at, line in enumerate(self.source.lines):
            found = self._unit_number(line)
            if found is None:
                continue
            own = eid_number(found[1])
            if self.by.units_must_follow and own != "1":
                self.last_unit = last
                if not self._plausible(found[1]):
                    continue
            units[at], last = found, own
        self.last_unit = ""
        return units

    def _articles_below(self) -> list[str]:
        """For each line the number of the next article below it; nothing where units are bare numbers, which
        annexes have as well."""
        below = [""] * len(self.source.lines)
        if self.by.units_must_follow:
            return below
        coming = ""
        for at in range(len(below) - 1, -1, -1):
            below[at] = coming
            if at in self.units:
                coming = eid_number(self.units[at][1])
        return below

    # Headings above ---------------------------------------------------------------------------------

    def _headings_above(self) -> dict[int, bool]:
        """The lines that are headings right above a unit's number, and whether they are headings over
        several: the unit then has one of its own. A heading without one of its own is trusted where at
        least half of such units have one above them, or where the file's format calls it a heading."""
        listed = self.listed
        candidates = [
            at for at in self.units if at and at not in listed and self._may_head(at - 1, at)
        ]
        bare = [at for at in self.units if at not in listed and not self._has_own_heading(at)]
        above = [at for at in candidates if not self._has_own_heading(at)]
        sure = frozenset(above)
        unsure = [
            at for at in bare if at > 1 and at not in sure and self._may_head_oddly(at - 1, at)
        ]
        trusted = len(above) >= 2 and 2 * len(above) >= len(bare)
        if above and len(above) + len(unsure) == len(bare) > 1:
            trusted = True  # each unit has a line above it that may be its heading
        heads = self._heads_of(candidates, trusted=trusted)
        for at in unsure if trusted else ():
            if self._is_in_list(at - 1):
                self._tell_heading(self.source.lines[at - 1], ProblemCode.DOUBTFUL_HEADING)
            else:
                heads[at - 1] = False
                self._tell_heading(self.source.lines[at - 1], ProblemCode.GUESSED_HEADING)
        return heads

    def _heads_of(self, candidates: list[int], *, trusted: bool) -> dict[int, bool]:
        heads: dict[int, bool] = {}
        for at in candidates:
            line = self.source.lines[at - 1]
            if self._has_own_heading(at):
                if line.is_heading or self._may_cross(at - 1):
                    heads[at - 1] = True
            elif trusted or line.is_heading:
                heads[at - 1] = False
                if at > 1 and self._may_head(at - 2, at - 1) and self._may_cross(at - 2):
                    heads[at - 2] = True
        return heads

    def _has_own_heading(self, at: int) -> bool:
        """Whether a unit's heading stands behind its number, or below it."""
        rest = self.units[at][2].strip()
        if rest:
            return self._is_same_line_heading(rest) and at + 1 not in self.units
        return (
            at + 2 < len(self.source.lines)
            and self._is_bare_line(at + 1)
            and at + 2 not in self.units
        )

    def _may_head(self, at: int, below: int) -> bool:
        """Whether a line may be the heading of the unit ``below``."""
        lines = self.source.lines
        words = lines[at].masked.strip()
        return (
            len(words) <= _LONGEST_HEADING_ABOVE
            and (words[0].isupper() or lines[at].is_heading)
            and at not in self.units
            and self._is_bare_line(at)
            and not any(
                p.match(words) for p in (_FORMULA, _SIGNATURE, _ADOPTION, _CONTENTS, _JOURNAL)
            )
            and self.source.is_clear(lines[at].start, lines[below].end)
            and self._begins_anew(at)
        )

    def _may_head_oddly(self, at: int, below: int) -> bool:
        """Whether a line may be the heading of a unit in a text whose units have one above, though it ends with a
        stop (``Offences: penalty etc.``) or the line above is not at an end."""
        words = self.source.lines[at].masked.strip()
        if at in self.units or not words[0].isupper() or has_verb(words):
            return False
        is_odd = words.endswith(".") and len(words.split()) <= _MOST_WORDS_WITH_STOP
        cut = words.removesuffix(".") if is_odd else words
        above = self.source.lines[at - 1].masked.rstrip() if at else ""
        return (
            len(words) <= _LONGEST_CROSS_HEADING
            and not cut.endswith(_ENDS)
            and not is_hanging(above)
            and not any(pattern.match(words) for _, pattern in self.by.list_forms)
            and not any(p.match(words) for p in (_FORMULA, _SIGNATURE, _ADOPTION, _CONTENTS))
            and self._division(self.source.lines[at]) is None
            and self.by.annex.match(words) is None
            and self.source.is_clear(self.source.lines[at].start, self.source.lines[below].end)
        )

    def _is_in_list(self, at: int) -> bool:
        """Whether a short line stands below one of its like, so that both may be lines of a list."""
        above = self.source.lines[at - 1].masked.strip()
        return (
            not _CLOSED.search(above)
            and at - 1 not in self.units
            and above[:1].isupper()
            and self._is_bare_line(at - 1)
        )

    def _begins_anew(self, at: int) -> bool:
        """Whether the line above is at an end: a full stop, a heading, or what stands before the first unit."""
        if at == 0:
            return bool(self.title)
        above = self.source.lines[at - 1]
        if above.is_heading or _CLOSED.search(above.masked.rstrip()) or at - 1 in self.listed:
            return True
        if at - 1 in self.units:
            return False
        if self._division(above) is not None or self.by.annex.match(above.masked.strip()):
            return True
        first = next(iter(self.units))
        return at < first or self._stands_below_division(at - 1) or self._is_over_heading(at - 1)

    def _is_over_heading(self, at: int) -> bool:
        """Whether a line is a heading over several units, right above the heading of the first of them."""
        return (
            at > 0
            and self._may_cross(at)
            and self._is_bare_line(at)
            and self.source.lines[at].masked.strip()[0].isupper()
            and bool(_CLOSED.search(self.source.lines[at - 1].masked.rstrip()))
        )

    def _stands_below_division(self, at: int) -> bool:
        """Whether a line is the heading of a division, or of an annex, whose number stands above it."""
        if at == 0 or not self._is_bare_line(at):
            return False
        above = self.source.lines[at - 1]
        division = self._division(above)
        annex = self._bare_annex(at - 1)
        if annex is None and at > 1 and _SIGNPOST.match(above.masked.strip()):
            annex = self._bare_annex(at - 2)
        return bool((division and not division[1][2]) or annex)

    def _bare_annex(self, at: int) -> re.Match[str] | None:
        """The number of an annex without a heading behind it, perhaps with what it serves: Schedule 1 Regulation 4."""
        found = self.by.annex.match(self.source.lines[at].masked.strip())
        return found if found and (not found[2] or _SIGNPOST.match(found[2])) else None

    def _may_cross(self, at: int) -> bool:
        words = self.source.lines[at].masked.strip()
        return len(words) <= _LONGEST_CROSS_HEADING and not has_verb(words) and at > 0

    def _is_bare_line(self, at: int) -> bool:
        """Whether a line is short, no sentence, and has no number of its own."""
        line = self.source.lines[at]
        words = line.masked.strip()
        return (
            self._is_short_words(line)
            and self._unit_number(line) is None
            and self.by.annex.match(words) is None
            and any(c.isalpha() for c in words)
        )

    def _is_short_words(self, line: SourceLine) -> bool:
        """Whether a line is short, does not end as a sentence does, and begins neither a list nor a division."""
        words = line.masked.strip()
        return (
            len(words) <= 160
            and not words.endswith(_ENDS)
            and not any(pattern.match(words) for _, pattern in self.by.list_forms)
            and self._division(line) is None
        )

    def _plausible(self, printed: str) -> bool:
        """Where units are bare numbers, only one that runs on from the last begins a unit."""
        if "." in eid_number(printed):
            return self._is_plausible_part(eid_number(printed))
        own = re.fullmatch(r"(\d{1,100})([a-z]*)", eid_number(printed))
        if own is None:
            return False
        last = re.fullmatch(r"(\d{1,100})([a-z]*)", self.last_unit)
        if last is None:
            # 2008 CHAPTER 27 below a title is a year and no section.
            return not re.fullmatch(r"1[5-9]\d\d|20\d\d", printed)
        step = int(own[1]) - int(last[1])
        if step > 0 and self.unit is None and self.open and not self.open[-1][1].children:
            return True  # right below a division's heading: those between were repealed
        return 0 < step <= 3 if not own[2] else step in (0, 1)

    def _is_plausible_part(self, own: str) -> bool:
        """2.10 after 2.9, 3.1 after 2.10; the first may be any."""
        last = self.last_unit.split(".")
        if len(last) < 2:
            return True
        before, now = (
            [int(re.sub(r"\D", "", part) or 0) for part in one] for one in (last, own.split("."))
        )
        return now > before and now[0] - before[0] <= 3

    def _front_matter(self) -> int:
        lines = self.source.lines
        at = 0
        while at < len(lines):
            line = lines[at]
            words = line.masked.strip()
            if _CONTENTS.match(words):
                at = self._contents(at)
                continue
            if self._division(line) or self._unit(at) or self._recital(line):
                break
            if at in self.heads and self.title:
                break
            if not self.title:
                self.title = self._words(line.start, line.end)
                self._note(FurnitureName.TITLE, line)
            elif _FORMULA.match(words):
                self._note(FurnitureName.FORMULA, line)
            elif _ADOPTION.match(words):
                self._note(FurnitureName.ADOPTION, line)
            else:
                self._note(FurnitureName.PREAMBLE, line)
            at += 1
        return at

    def _recital(self, line: SourceLine) -> re.Match[str] | None:
        return self.by.recital.match(line.masked) if self.by.recital else None

    def _contents(self, at: int) -> int:
        lines = self.source.lines
        first, last = at, at
        at += 1
        seen: set[str] = set()
        end = self._contents_end(first)
        while at < end:
            key = re.sub(r"\s", "", cut_page_number(lines[at].masked, ".·…")).lower()
            entry = len(lines[at].masked) <= 160 and not lines[at].masked.rstrip().endswith(
                (";", ":")
            )
            if not entry or key in seen:
                break
            if not self._division(lines[at]) and not self._unit(at) and self._body_line(at):
                break
            seen.add(key)
            last = at
            at += 1
        self._note(FurnitureName.CONTENTS, lines[first], lines[last])
        return last + 1

    def _contents_end(self, first: int) -> int:
        """Where the numbers of a table of contents come again: there, or at the heading above, the body begins."""
        lines = self.source.lines
        numbers: set[str] = set()
        entries: set[str] = set()
        divisions: set[tuple[int, str]] = set()
        is_annexed = False
        for at in range(first + 1, len(lines)):
            words = cut_page_number(lines[at].masked, ".·…").strip()
            if _CONTENTS.match(words):
                return at
            found = self.by.unit.match(words)
            if found is not None:
                own, above = eid_number(found[1]), lines[at - 1].masked.strip().lower()
                if own in numbers and above in entries:
                    return at - 1
                if own in numbers and not is_annexed:
                    return at
                numbers.add(own)
                entries.add(found[2].strip().lower())
                continue
            division = self._division(lines[at])
            if division is not None:
                mark = (division[0].rank, eid_number(division[1][1]))
                if mark in divisions:
                    return at
                divisions = {one for one in divisions if one[0] <= mark[0]} | {mark}
            elif self.by.annex.match(words):
                is_annexed = True  # schedules count anew
        return len(lines)

    def _listed_lines(self) -> range:
        """The lines of the table of contents, if there is one."""
        for at, line in enumerate(self.source.lines):
            if _CONTENTS.match(line.masked.strip()):
                end = self._contents_end(at)
                return range(at, end) if end < len(self.source.lines) else range(0)
        return range(0)

    def _body_line(self, at: int) -> bool:
        words = self.source.lines[at].masked.strip()
        return bool(_FORMULA.match(words)) or (words.endswith(".") and len(words.split()) > 6)

    def _take(self, at: int) -> int:
        line = self.source.lines[at]
        if self._note_aside(line):
            return at + 1
        annex = self._annex(at)
        if annex and (self.roots or self.unit):
            self._begin_annex(line, annex)
            return self._heading_below(at)
        division = self._division(line)
        if division:
            self._begin_division(line, *division)
            return self._heading_below(at)
        unit = self._unit(at)
        if unit:
            return self._begin_unit(at, unit)
        if at in self.heads:
            self._begin_heading(line, is_cross=self.heads[at])
        elif not self._add_recital(line):
            self._tell_sentence(line)
            self._text(line)
        return at + 1

    def _note_aside(self, line: SourceLine) -> bool:
        """Note a line that stands beside the provisions, and close what it ends; whether it is one."""
        words = line.masked.strip()
        name = FurnitureName.NOTE
        if not _can_be_seen(words):
            pass
        elif _FORMULA.match(words) and self.unit is None:
            self.in_recitals = False
            name = FurnitureName.FORMULA
        elif _SIGNATURE.match(words) and self.unit is not None and self.annex is None:
            self._close()
            self.unit = None
            name = FurnitureName.SIGNATURE
        elif self._is_signpost(words):
            self._close()
        elif not self._is_note(words):
            return False
        self._note(name, line)
        return True

    def _tell_sentence(self, line: SourceLine) -> None:
        """Say so of a sentence that may be the heading of a part: ``Part 2 Councils must act.``"""
        words = line.masked.strip()
        if self.unit is None or len(words) > 160:
            return
        for pattern in (self.by.annex, *(division.pattern for division in self.by.divisions)):
            found = pattern.match(words)
            if found and found[2][:1].isupper() and is_sentence(found[2]):
                self._tell_heading(line, ProblemCode.DOUBTFUL_HEADING)
                return

    def _tell_heading(self, line: SourceLine, code: ProblemCode) -> None:
        words = self._words(line.start, line.end)
        number = self.source.line_number(line.start)
        self.problems.append(Problem(number, code, (("text", words[:60]),)))

    def _add_recital(self, line: SourceLine) -> bool:
        """Recitals stand before the first unit and the first division."""
        is_before = self.unit is None and not self.open and self.annex is None
        recital = self._recital(line) if is_before and not self._has_units() else None
        if recital is None:
            return False
        self.in_recitals = True
        node = ProvisionNode(ProvisionKind.RECITAL, recital[1].strip(), "", line.start, line.end)
        node.texts = [self._words(line.start + recital.start(2), line.end)]
        self.roots.append(node)
        return True

    def _has_units(self) -> bool:
        return bool(self.roots) and self.roots[-1].kind is not ProvisionKind.RECITAL

    def _is_note(self, words: str) -> bool:
        """Whether a line is a footnote: below what was signed, or one that cites the Official Journal."""
        if self.annex is None and self.unit is None and self.is_signed and _NOTE.match(words):
            return True
        return bool(_JOURNAL.match(words))

    def _begin_heading(self, line: SourceLine, *, is_cross: bool) -> None:
        """A heading above a unit's number, or one over several units."""
        self._close()
        if not is_cross:
            self.heading = line
            return
        while self.open and self.open[-1][0] >= _CROSS_RANK:
            self.open.pop()
        words = self._words(line.start, line.end)
        self.crosses += 1
        # A name of its own, so that it takes none from the divisions that have numbers.
        node = ProvisionNode(
            self.by.cross_kind, "", words, line.start, line.end, number=f"x{self.crosses}"
        )
        self._place(node)
        self.open.append((_CROSS_RANK, node))

    def _is_signpost(self, words: str) -> bool:
        """``SCHEDULES`` above the first of them, in common law."""
        is_above = self.annex is None and bool(self.roots)
        is_common_law = self.by.annex_kind is ProvisionKind.SCHEDULE
        return is_above and is_common_law and words in ("SCHEDULES", "Schedules")

    # Units ---------------------------------------------------------------------------------------

    def _begin_division(
        self, line: SourceLine, division: DivisionPattern, found: re.Match[str]
    ) -> None:
        self._close()
        heading = self._words(line.start + found.start(2), line.start + found.end(2)).lstrip(
            "—–-:. "
        )
        node = ProvisionNode(
            division.kind,
            self._words(line.start, line.start + found.end(1)),
            heading,
            line.start,
            line.end,
        )
        while self.open and self.open[-1][0] >= division.rank:
            self.open.pop()
        self._place(node)
        self.open.append((division.rank, node))

    def _begin_annex(self, line: SourceLine, found: re.Match[str]) -> None:
        self._close()
        self.open = []
        lead = len(line.masked) - len(line.masked.lstrip())
        heading = self._words(line.start + lead + found.start(2), line.end).lstrip("—–-:. ")
        self.annex = ProvisionNode(
            self.by.annex_kind,
            self._words(line.start, line.start + lead + found.end(1)),
            heading,
            line.start,
            line.end,
        )
        self.annex.number = self._foreign_number(found[1])
        self.roots.append(self.annex)
        self.last_unit = ""

    def _foreign_number(self, printed: str) -> str:
        """The number of an annex that has its name in another language: Anlage 1, ANNEXE II; else empty."""
        named = _FOREIGN_ANNEX.match(printed)
        if named is None:
            return ""
        before = sum(node.kind is self.by.annex_kind for node in self.roots)
        return eid_number(f"Annex {printed[named.end() :]}") or str(before + 1)

    def _serves(self, at: int) -> bool:
        """Whether a line below a schedule's number names the sections it serves (``Section 32``)."""
        return (
            self.by.annex_kind is ProvisionKind.SCHEDULE
            and at < len(self.source.lines)
            and bool(_SIGNPOST.match(self.source.lines[at].masked.strip()))
            and self.source.is_clear(self.source.lines[at - 1].end, self.source.lines[at].end)
        )

    def _heading_below(self, at: int) -> int:
        """A division's heading may stand on the line below its number."""
        lines = self.source.lines
        node = self.open[-1][1] if self.open else self.annex
        below = at + 1
        if node is not None and node is self.annex and not node.heading and self._serves(below):
            node.heading = self._words(lines[below].start, lines[below].end)
            node.end = lines[below].end
            below += 1
            if below < len(lines) and self._is_heading(below):
                node.heading += " " + self._words(lines[below].start, lines[below].end)
                node.end = lines[below].end
                return below + 1
            return below
        is_served = node is self.annex and node is not None and _SIGNPOST.match(node.heading)
        if is_served and below < len(lines) and self._is_heading(below):
            assert node is not None
            node.heading += " " + self._words(lines[below].start, lines[below].end)
            node.end = lines[below].end
            return below + 1
        if node is not None and not node.heading and below < len(lines) and self._is_heading(below):
            node.heading = self._words(lines[below].start, lines[below].end)
            node.end = lines[below].end
            return below + 1
        return at + 1

    def _is_heading(self, at: int) -> bool:
        line = self.source.lines[at]
        if not self.source.is_clear(self.source.lines[at - 1].end, line.end):
            return False
        return self._is_short_words(line) and self._unit(at) is None and self._annex(at) is None

    def _begin_unit(self, at: int, found: re.Match[str]) -> int:
        self._close()
        lines = self.source.lines
        line = lines[at]
        above, self.heading = self.heading, None
        self.unit = ProvisionNode(
            self.by.unit_kind,
            self._words(line.start, line.start + found.end(1)),
            self._words(above.start, above.end) if above else "",
            (above or line).start,
            line.start + found.end(1),
        )
        self.last_unit = eid_number(self.unit.num)
        self._place(self.unit)
        rest_at = found.start(2)
        rest = line.masked[rest_at:]
        self.unit.end = line.start + len(line.masked[:rest_at].rstrip())
        if not rest.strip():
            self.unit.end = line.end
            below = at + 1
            if above:
                return at + 1
            if below < len(lines) and self._may_stand_below(below):
                self.unit.heading = self._words(lines[below].start, lines[below].end)
                self.unit.end = lines[below].end
                return below + 1
            return at + 1
        if not above and self._is_same_line_heading(rest.strip()) and self._goes_on(at):
            self.unit.heading = self._words(line.start + rest_at, line.end).lstrip("—–-:. ")
            self.unit.end = line.end
            return at + 1
        self._add_blocks(line.start + rest_at + len(rest) - len(rest.lstrip()), line)
        return at + 1

    def _may_stand_below(self, at: int) -> bool:
        """Whether a line is the heading of the unit whose number stands above it, and no sentence that breaks off."""
        words = self.source.lines[at].masked.strip()
        is_cut = is_hanging(words) and has_verb(words)
        return not is_cut and self._is_heading(at) and self._goes_on(at)

    def _goes_on(self, at: int) -> bool:
        """Whether a line that may be a heading has words of the same unit below it."""
        below = at + 1
        lines = self.source.lines
        return (
            below < len(lines)
            and self._division(lines[below]) is None
            and self._unit(below) is None
        )

    def _is_same_line_heading(self, rest: str) -> bool:
        bare = rest.lstrip("—–-:. ")
        if self.by.headings_end_with_stop and bare.count(".") == 1:
            bare = bare.removesuffix(".")
        return (
            len(bare) <= 120
            and not bare.endswith(_ENDS)
            and not any(pattern.match(bare) for _, pattern in self.by.list_forms)
        )

    def _place(self, node: ProvisionNode) -> None:
        if self.open:
            self.open[-1][1].add(node)
        elif self.annex is not None:
            self.annex.add(node)
        else:
            self.roots.append(node)

    def _add_blocks(self, start: int, line: SourceLine) -> None:
        """The blocks on a line; ``(1)(a) words`` is one within the other."""
        while True:
            for form, pattern in self.by.list_forms:  # noqa: B007 - used after the loop
                found = pattern.match(line.masked, start - line.start)
                if found:
                    break
            else:
                self.blocks.append(
                    TextBlock(start, line.end, "text", "", self._words(start, line.end))
                )
                return
            after = line.start + found.end()
            if form != "dash" and any(
                p.match(line.masked, found.end())
                for f, p in self.by.list_forms
                if f not in (form, "dash")
            ):
                self.blocks.append(
                    TextBlock(
                        start, self.source.end_before(start, after), form, found[1].strip(), ""
                    )
                )
                start = after
                continue
            self.blocks.append(
                TextBlock(
                    start,
                    line.end,
                    form,
                    found[1].strip(),
                    self._words(after, line.end),
                )
            )
            return

    def _text(self, line: SourceLine) -> None:
        """Words that begin nothing: they belong to the unit, the recital, the annex or the division that is open."""
        if self.unit is not None:
            self._add_blocks(line.start, line)
        elif self._is_in_recital(line):
            self._append_words(self.roots[-1], line)
        elif self.annex is not None:
            self._add_to_annex(self.annex, line)
        elif self._is_in_division(line):
            self._append_words(self.open[-1][1], line)
        elif self.is_signed:
            self._note(FurnitureName.SIGNATURE, line)
        else:
            self._note(FurnitureName.STRAY if self.roots else FurnitureName.PREAMBLE, line)

    def _is_in_recital(self, line: SourceLine) -> bool:
        if not (self.in_recitals and self.roots):
            return False
        last = self.roots[-1]
        return last.kind is ProvisionKind.RECITAL and self.source.is_clear(last.end, line.end)

    def _is_in_division(self, line: SourceLine) -> bool:
        """Whether a line stands right below the heading of a division."""
        if not self.open:
            return False
        division = self.open[-1][1]
        return not division.children and self.source.is_clear(division.end, line.end)

    def _append_words(self, node: ProvisionNode, line: SourceLine) -> None:
        node.texts.append(self._words(line.start, line.end))
        node.end = line.end

    def _add_to_annex(self, annex: ProvisionNode, line: SourceLine) -> None:
        """Items of the annex or of its part; words below a number that stands alone are that item's."""
        before = len(self.blocks)
        last = (self.open[-1][1] if self.open else annex).children[-1:]
        self._add_blocks(line.start, line)
        if last and _is_number_alone(last[0]):
            block = self.blocks[before]
            if block.form == "text" and self.source.is_clear(last[0].end, block.end):
                last[0].texts, last[0].end = [block.text], block.end
                del self.blocks[before:]
        for block in self.blocks[before:]:
            item = ProvisionNode(ProvisionKind.ITEM, block.num, "", block.start, block.end)
            item.texts = [block.text]
            self._place(item)
        del self.blocks[before:]

    def _close(self) -> None:
        if self.unit is not None and self.blocks:
            arrange_blocks(
                self.unit,
                _letters_or_romans(self.blocks),
                self.by.lists,
                is_clear=self.source.is_clear,
            )
        self.unit, self.blocks = None, []


def _can_be_seen(words: str) -> bool:
    return any(c.isprintable() and not c.isspace() for c in words)


def _is_number_alone(node: ProvisionNode) -> bool:
    return node.kind is ProvisionKind.ITEM and bool(node.num) and not any(node.texts)


def _letters_or_romans(blocks: list[TextBlock]) -> list[TextBlock]:
    """Settle which of ``(i)``, ``(v)``, ``(x)`` … are letters: those that run on from the letter before.

    ``(i)`` after ``(h)`` is a letter, unless ``(ii)`` follows it.
    """
    settled: list[TextBlock] = []
    last_letter = ""
    following = [b.num.strip("().") for _, b in pairwise([*blocks, blocks[-1]])] if blocks else []
    in_roman = False
    for block, after in zip(blocks, following, strict=True):
        bare = block.num.strip("(). ")
        form = block.form
        if form in ("letter", "roman") and len(bare) == 1 and bare in _ROMAN_LETTERS:
            form = _tell_letter(bare, after, last_letter, in_roman=in_roman)
        if form == "letter":
            last_letter, in_roman = bare, False
        elif form == "roman":
            in_roman = True
        elif form != "text":
            last_letter, in_roman = "", False
        settled.append(
            TextBlock(block.start, block.end, form, block.num, block.text, form == "roman")
        )
    return settled


def _tell_letter(bare: str, after: str, last_letter: str, *, in_roman: bool) -> str:
    """Whether what may be either is a ``letter`` or ``roman``. ``after``: the number that follows."""
    if not last_letter and not in_roman and bare != "i":
        return "letter"
    runs_on = len(last_letter) == 1 and ord(bare) == ord(last_letter) + 1
    starts_roman = bare == "i" and (after == "ii" or not runs_on)
    is_roman = starts_roman or (in_roman and bool(roman_number(bare)))
    return "letter" if runs_on and not is_roman else "roman"


#: Lists as both traditions print them.
LETTER = ("letter", re.compile(r"\s*+(\(\s*+[a-z]{1,2}\s*+\)|[a-z]\))\s*+"))
ROMAN = ("roman", re.compile(r"\s*+(\(\s*+(?:[ivx]{1,6}|xl|l)\s*+\))\s*+"))
CAPITAL = ("capital", re.compile(r"\s*+(\(\s*+[A-Z]{1,2}\s*+\))\s*+"))
BRACKETED = ("bracketed", re.compile(r"\s*+(\(\s*+\d{1,3}[A-Z]{0,2}\s*+\))\s*+"))
NUMBERED = ("numbered", re.compile(r"\s*+(\d{1,3}[a-z]?\s*+[.)])(?!\d)\s*+"))
DASH = ("dash", re.compile(r"\s*+([–—•‒\-])\s++"))
