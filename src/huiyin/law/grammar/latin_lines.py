"""Survey the lines of a law in a spaced script before it is parsed, using all of them together.

It finds which lines look like divisions and units, which are in a table of contents, and which are headings above
units.
"""

from __future__ import annotations

import re
from collections import Counter

from huiyin.law.grammar.lines import LinedText, SourceLine, cut_page_number
from huiyin.law.grammar.sentences import has_verb, is_hanging, is_sentence, says_of_unit
from huiyin.law.grammar.traditions import DivisionPattern, LawTradition
from huiyin.law.model import Problem, ProblemCode
from huiyin.law.unit_numbers import eid_number

CONTENTS = re.compile(
    r"^(?:table of )?contents(?:\s+page)?\s*:?$|^arrangement of (?:sections|articles|regulations|clauses)$",
    re.I,
)
FORMULA = re.compile(
    r"^(?:has|have)\s+adopted\s+this|^be it (?:therefore )?enacted|^whereas:?$|^having regard to|"
    r"^after transmission|^acting in accordance|^the european parliament and the council|^enacted by",
    re.I,
)
SIGNATURE = re.compile(
    r"^(?:(?:done (?:at|in)|fait à|geschehen zu|hecho en|fatto a|gedaan te)\s[^.;]{1,80}[.,]?$|for the (?:european parliament|council|commission)(?:\s*+,?+\s*+the president)?+\s*+$"
    r"|this (?:regulation|decision) shall be binding in its entirety"
    r"|this (?:directive|decision) is addressed to)",
    re.I,
)
_MARKER = r"(?:[(\[]\s*(?:\d{1,3}[a-z]?|[*†‡]{1,3})\s*[)\]]|[¹²³⁰⁴-⁹]{1,3}|[*†‡]{1,3})"
#: A footnote below the signatures, and one that cites the Official Journal anywhere.
NOTE = re.compile(rf"^{_MARKER}\s*\S")
JOURNAL = re.compile(
    rf"^(?:{_MARKER}|\d{{1,3}}(?=\s))\s*(?:OJ|JO|ABl\.|DO|GU|PB)\s+(?:[LCS]\b|No\b|n[o°º])"
)
ADOPTION = re.compile(
    r"^\(.*(?:adopted|promulgated|effective|enacted|amended|in force|draft for comment).*\)$",
    re.I | re.S,
)
_ENDS = (".", ";", ":", ",", "; and", "; or", "—")
_CITED = re.compile(
    r"^(?:and|or|to|of|del?|du|des|der|et|y|und|Absatz|Abs\.|apartado|paragraphe|is|are|shall|may|applies|apply|thereof)\b|^[,;]\s*(?:\d|and\b|or\b)"
)
SIGNPOST = re.compile(
    r"^(?:sections?|articles?|regulations?|rules?|paragraphs?)\s[\dA-Z,()\s]*(?:and\s[\dA-Z()]+)?$",
    re.I,
)
_BARE_NUMBER = re.compile(r"\d+[A-Z]{0,2}")
#: The maximum length of a heading above a number or over several units.
_LONGEST_HEADING_ABOVE, _LONGEST_CROSS_HEADING = 160, 80
#: The maximum number of words of a heading that ends with a stop: Offences: penalty etc.
_MOST_WORDS_WITH_STOP = 6
#: What ends a paragraph, so that something new begins on the next line.
_CLOSED = re.compile(r"[.?!][)”’\"'\]]*$")


class LatinLines:
    """The lines of a law in a spaced script, surveyed by the rules of a tradition.

    ``begins_low``: whether most units begin in lower case. ``bare_numbers``: unit numbers that are bare numbers.
    ``units``: the lines that look like units. ``proper``: the numbers of those whose text begins properly.
    ``articles_below``: for each line, the number of the next article below it. ``listed``: the lines of the table
    of contents. ``heads``: the lines that are headings above units, and whether they cover several.
    """

    def __init__(self, source: LinedText, tradition: LawTradition, title: str) -> None:
        self.source = source
        self.by = tradition
        self.title = title
        self.problems: list[Problem] = []
        self._first_contents: tuple[int, int | None] | None = None
        self.begins_low = self._begins_low()
        self.bare_numbers = self._bare_numbers()
        self.units = self._list_units()
        self.proper = frozenset(
            eid_number(found[1]) for found in self.units.values() if not found[2][:1].islower()
        )
        self.articles_below = self._articles_below()
        self.listed = self._listed_lines()
        self.heads = self._headings_above()

    def find_division(self, line: SourceLine) -> tuple[DivisionPattern, re.Match[str]] | None:
        """Match the division number that a line begins with."""
        if len(line.masked) > 160:
            return None
        for division in self.by.divisions:
            found = division.pattern.match(line.masked)
            if found and not is_said_of_part(line.masked, found):
                return division, found
        return None

    def find_unit_number(self, line: SourceLine) -> re.Match[str] | None:
        """Match a unit number, as far as the line alone shows it."""
        unit_match = self.by.unit.match(line.masked)
        if unit_match is None or _is_cited(line.masked, unit_match):
            return None
        # "3 months after …" is not section 3, unless this text begins its sections in lower case.
        bare = _BARE_NUMBER.fullmatch(unit_match[1])
        if bare and unit_match[2][:1].islower() and not self.begins_low:
            return None
        is_named = not unit_match[1][0].isdecimal()
        return None if is_named and self._is_said_of_unit(unit_match) else unit_match

    def find_contents_end(self, first: int) -> int:
        """Return where a table of contents ends: at the repetition of its first entry or first unit number, or at
        the heading above that.
        """
        if self._first_contents is None:
            # Only for the first table, so that a file consisting of such lines is scanned once.
            self._first_contents = first, self._find_first_entry_again(first)
        at, again = self._first_contents
        return self._find_numbers_again(first) if at != first or again is None else again

    def _find_first_entry_again(self, first: int) -> int | None:
        """Return the line that repeats the first entry of a table of contents.

        It must be followed by an entry that the file contains exactly twice: headings that several parts share
        (Interpretation) do not show where the table ends.
        """
        keys = self._entry_keys(first)
        times = Counter(keys.values())
        if not keys:
            return None
        places = {key: at for at, key in keys.items()}  # the last position of each
        opening = next(iter(keys))
        twice = next((at for at, key in keys.items() if times[key] == 2), None)
        if twice is None:
            return None
        again = [
            at for at, key in keys.items()
            if key == keys[opening] and twice < at <= places[keys[twice]]
        ]  # fmt: skip
        if not again:
            return None
        # A number may be above its heading.
        above = self.source.lines[opening - 1].masked.strip()
        is_numbered = (
            opening - 1 > first and self.source.lines[again[-1] - 1].masked.strip() == above
        )
        return again[-1] - 1 if is_numbered else again[-1]

    def _entry_keys(self, first: int) -> dict[int, str]:
        """Return the key of each line below a table's heading, without page numbers; lines without letters have
        none.
        """
        keys = {}
        for at in range(first + 1, len(self.source.lines)):
            key = self.entry_key(at)
            if any(c.isalpha() for c in key):
                keys[at] = key
        return keys

    def entry_key(self, at: int) -> str:
        """Return a line as an entry of a table of contents: without its page number, but with a division's number."""
        line = self.source.lines[at]
        whole = line.masked.strip()
        is_bare_part = (division := self.find_division(line)) is not None and not division[1][2]
        beginnings = (self.by.unit.match(whole), self.by.annex.match(whole))
        is_bare_unit = any(found is not None and not found[2] for found in beginnings)
        words = whole if is_bare_part or is_bare_unit else cut_page_number(whole, ".·…")
        return re.sub(r"\s", "", words).lower()

    def _find_numbers_again(self, first: int) -> int:
        """Return where the numbers of a table of contents are repeated, there or at the heading above: the body
        begins.
        """
        lines = self.source.lines
        entries = _ContentsEntries()
        for index in range(first + 1, len(lines)):
            words = cut_page_number(lines[index].masked, ".·…").strip()
            if CONTENTS.match(words):
                return index
            unit = self.by.unit.match(words)
            division = None if unit is not None else self.find_division(lines[index])
            if unit is not None:
                back = entries.find_repeat(unit, lines[index - 1].masked.strip().lower())
                if back is not None:
                    return index - back
                entries.add_unit(unit)
            elif division is not None:
                if not entries.add_division(*division):
                    return index
            elif self.by.annex.match(words):
                entries.is_annexed = True  # schedules have their own numbering
        return len(lines)

    def _list_units(self) -> dict[int, re.Match[str]]:
        """Return the lines that look like units; of bare numbers, only those that form a sequence."""
        units: dict[int, re.Match[str]] = {}
        last = ""
        for index, line in enumerate(self.source.lines):
            unit_match = self.find_unit_number(line)
            if unit_match is None:
                continue
            own = eid_number(unit_match[1])
            if self.by.units_must_follow and own != "1" and not may_follow(unit_match[1], last):
                continue
            units[index], last = unit_match, own
        return units

    def _headings_above(self) -> dict[int, bool]:
        """Return the lines that are headings directly above a unit's number, and whether they cover several units.

        A heading covers several if the unit has a heading of its own. For a unit without one, the line above is
        trusted if at least half of such units have one, or if the file format marks it as a heading.
        """
        below_contents = [at for at in self.units if at not in self.listed]
        candidates = [at for at in below_contents if at and self._may_head(at - 1, at)]
        bare = [at for at in below_contents if not self._has_own_heading(at)]
        above = frozenset(candidates) & frozenset(bare)
        unsure = [
            at for at in bare if at > 1 and at not in above and self._may_head_oddly(at - 1, at)
        ]
        trusted = _are_trusted(len(above), len(unsure), len(bare))
        heads = self._heads_of(candidates, trusted=trusted)
        if trusted:
            self._add_unsure(heads, unsure)
        return heads

    def _add_unsure(self, heads: dict[int, bool], units: list[int]) -> None:
        """Add lines above units that may be their headings, and report each."""
        for at in units:
            line = self.source.lines[at - 1]
            if self._is_in_list(at - 1):
                self.tell_heading(line, ProblemCode.DOUBTFUL_HEADING)
            else:
                heads[at - 1] = False
                self.tell_heading(line, ProblemCode.GUESSED_HEADING)

    def _may_head(self, at: int, below: int) -> bool:
        """Tell whether a line may be the heading of the unit ``below``."""
        lines = self.source.lines
        words = lines[at].masked.strip()
        return (
            len(words) <= _LONGEST_HEADING_ABOVE
            and (words[0].isupper() or lines[at].is_heading)
            and at not in self.units
            and self._is_bare_line(at)
            and not any(pattern.match(words) for pattern in (*_ASIDES, JOURNAL))
            and self.source.is_clear(lines[at].start, lines[below].end)
            and self._begins_anew(at)
        )

    def _may_head_oddly(self, at: int, below: int) -> bool:
        """Tell whether a line may be an unusual heading, in a text whose units have headings above them.

        It may end with a stop (``Offences: penalty etc.``), or follow an incomplete line.
        """
        line = self.source.lines[at]
        words = line.masked.strip()
        if at in self.units or not words[0].isupper() or has_verb(words):
            return False
        above = self.source.lines[at - 1].masked.rstrip() if at else ""
        return (
            len(words) <= _LONGEST_CROSS_HEADING
            and not _ends_like_sentence(words)
            and not is_hanging(above)
            and not self._begins_otherwise(line)
            and self.source.is_clear(line.start, self.source.lines[below].end)
        )

    def _begins_otherwise(self, line: SourceLine) -> bool:
        """Tell whether a line begins a list, a division or an annex, or is outside the provisions."""
        words = line.masked.strip()
        if any(pattern.match(words) for _, pattern in self.by.list_forms):
            return True
        if any(pattern.match(words) for pattern in (*_ASIDES, self.by.annex)):
            return True
        return self.find_division(line) is not None

    def _is_said_of_unit(self, found: re.Match[str]) -> bool:
        """Tell whether a line that begins with a unit's name and number is a sentence about that unit."""
        if not self.begins_low and says_of_unit(found[2]):
            return True
        # If sections have bare numbers, "Section 3" is a citation, unless there is no other section 3.
        return eid_number(found[1]) in self.bare_numbers and is_sentence(found[2])

    def _begins_low(self) -> bool:
        """Tell whether most units of this text begin in lower case."""
        low = other = 0
        for line in self.source.lines:
            found = self.by.unit.match(line.masked)
            if found is not None:
                begins_low = found[2][:1].islower()
                low += begins_low and not _CITED.match(found[2])
                other += not begins_low
        return low > other

    def _bare_numbers(self) -> frozenset[str]:
        """Return the bare numbers of units, in a text that names its units in no other way."""
        bare: set[str] = set()
        named: set[str] = set()
        for line in self.source.lines:
            found = self.by.unit.match(line.masked)
            if found is not None and not says_of_unit(found[2]):
                is_bare = found[1][0].isdecimal()
                (bare if is_bare else named).add(eid_number(found[1]))
        return frozenset() if "1" in named else frozenset(bare)

    def _articles_below(self) -> list[str]:
        """Return for each line the number of the next article below it; empty for bare numbers, which annexes have
        too.
        """
        below = [""] * len(self.source.lines)
        if self.by.units_must_follow:
            return below
        coming = ""
        for at in range(len(below) - 1, -1, -1):
            below[at] = coming
            if at in self.units:
                coming = eid_number(self.units[at][1])
        return below

    def _heads_of(self, candidates: list[int], *, trusted: bool) -> dict[int, bool]:
        heads: dict[int, bool] = {}
        for candidate in candidates:
            line = self.source.lines[candidate - 1]
            if self._has_own_heading(candidate):
                if line.is_heading or self._may_cross(candidate - 1):
                    heads[candidate - 1] = True
            elif trusted or line.is_heading:
                heads[candidate - 1] = False
                if (
                    candidate > 1
                    and self._may_head(candidate - 2, candidate - 1)
                    and self._may_cross(candidate - 2)
                ):
                    heads[candidate - 2] = True
        return heads

    def _has_own_heading(self, at: int) -> bool:
        """Tell whether a unit's heading follows its number or is on the next line."""
        rest = self.units[at][2].strip()
        if rest:
            return self.is_same_line_heading(rest) and at + 1 not in self.units
        return (
            at + 2 < len(self.source.lines)
            and self._is_bare_line(at + 1)
            and at + 2 not in self.units
        )

    def _is_in_list(self, at: int) -> bool:
        """Tell whether a short line is below a similar one, so that both may be lines of a list."""
        above = self.source.lines[at - 1].masked.strip()
        return (
            not _CLOSED.search(above)
            and at - 1 not in self.units
            and above[:1].isupper()
            and self._is_bare_line(at - 1)
        )

    def _begins_anew(self, at: int) -> bool:
        """Tell whether the line above is complete: a full stop, a heading, or text before the first unit."""
        if at == 0:
            return bool(self.title)
        above = self.source.lines[at - 1]
        if above.is_heading or _CLOSED.search(above.masked.rstrip()) or at - 1 in self.listed:
            return True
        if at - 1 in self.units:
            return False
        if self.find_division(above) is not None or self.by.annex.match(above.masked.strip()):
            return True
        first = next((unit for unit in self.units if unit not in self.listed), at)
        return at < first or self._stands_below_division(at - 1) or self._is_over_heading(at - 1)

    def _is_over_heading(self, at: int) -> bool:
        """Tell whether a line is a heading over several units, directly above the heading of the first one."""
        return (
            at > 0
            and self._may_cross(at)
            and self._is_bare_line(at)
            and self.source.lines[at].masked.strip()[0].isupper()
            and (
                at - 1 in self.listed
                or bool(_CLOSED.search(self.source.lines[at - 1].masked.rstrip()))
            )
        )

    def _stands_below_division(self, at: int) -> bool:
        """Tell whether a line is the heading of a division or annex whose number is above it."""
        if at == 0 or not self._is_bare_line(at):
            return False
        above = self.source.lines[at - 1]
        division = self.find_division(above)
        annex = self._bare_annex(at - 1)
        if annex is None and at > 1 and SIGNPOST.match(above.masked.strip()):
            annex = self._bare_annex(at - 2)
        return bool((division and not division[1][2]) or annex)

    def _bare_annex(self, at: int) -> re.Match[str] | None:
        """Match an annex number without a heading, perhaps with the provision it belongs to: Schedule 1 Regulation
        4.
        """
        found = self.by.annex.match(self.source.lines[at].masked.strip())
        return found if found and (not found[2] or SIGNPOST.match(found[2])) else None

    def _may_cross(self, at: int) -> bool:
        words = self.source.lines[at].masked.strip()
        return len(words) <= _LONGEST_CROSS_HEADING and not has_verb(words) and at > 0

    def _is_bare_line(self, at: int) -> bool:
        """Tell whether a line is short, not a sentence, and unnumbered."""
        line = self.source.lines[at]
        words = line.masked.strip()
        return (
            self.is_short_words(line)
            and self.find_unit_number(line) is None
            and self.by.annex.match(words) is None
            and any(c.isalpha() for c in words)
        )

    def is_short_words(self, line: SourceLine) -> bool:
        """Tell whether a line is short, does not end like a sentence, and begins neither a list nor a division."""
        words = line.masked.strip()
        return (
            len(words) <= 160
            and not words.endswith(_ENDS)
            and not any(pattern.match(words) for _, pattern in self.by.list_forms)
            and self.find_division(line) is None
        )

    def _listed_lines(self) -> range:
        """Return the lines of the table of contents, if there is one."""
        for at, line in enumerate(self.source.lines):
            if CONTENTS.match(line.masked.strip()):
                end = self.find_contents_end(at)
                return range(at, end) if end < len(self.source.lines) else range(0)
        return range(0)

    def tell_heading(self, line: SourceLine, code: ProblemCode) -> None:
        words = self.source.words(line.start, line.end)
        number = self.source.line_number(line.start)
        self.problems.append(Problem(number, code, (("text", words[:60]),)))

    def is_same_line_heading(self, rest: str) -> bool:
        bare = rest.lstrip("—–-:. ")
        if self.by.headings_end_with_stop and bare.count(".") == 1:
            bare = bare.removesuffix(".")
        return (
            len(bare) <= 120
            and not bare.endswith(_ENDS)
            and not any(pattern.match(bare) for _, pattern in self.by.list_forms)
        )


#: Text outside the provisions, by how it begins.
_ASIDES = (FORMULA, SIGNATURE, ADOPTION, CONTENTS)


class _ContentsEntries:
    """The entries of a table of contents so far. ``is_annexed``: whether an annex is among them."""

    def __init__(self) -> None:
        self.is_annexed = False
        self._numbers: set[str] = set()
        self._headings: set[str] = set()
        self._divisions: set[tuple[int, str]] = set()

    def find_repeat(self, unit: re.Match[str], above: str) -> int | None:
        """Return how many lines above a repeated unit the body begins: 1 if the heading ``above`` is repeated as
        well.

        None if the entries continue.
        """
        if eid_number(unit[1]) not in self._numbers:
            return None
        if above in self._headings:
            return 1
        return None if self.is_annexed else 0

    def add_unit(self, unit: re.Match[str]) -> None:
        self._numbers.add(eid_number(unit[1]))
        self._headings.add(unit[2].strip().lower())

    def add_division(self, division: DivisionPattern, found: re.Match[str]) -> bool:
        """Add a division and forget those below it; return False if it is repeated."""
        mark = (division.rank, eid_number(found[1]))
        if mark in self._divisions:
            return False
        self._divisions = {known for known in self._divisions if known[0] <= mark[0]} | {mark}
        return True


def may_follow(printed: str, last: str, *, opens_division: bool = False) -> bool:
    """For bare numbers, tell whether one may begin a unit: it must continue the sequence. ``opens_division``: it is
    directly below a division's heading.
    """
    if "." in eid_number(printed):
        return _may_follow_part(eid_number(printed), last)
    own = re.fullmatch(r"(\d{1,100})([a-z]*)", eid_number(printed))
    if own is None:
        return False
    before = re.fullmatch(r"(\d{1,100})([a-z]*)", last)
    if before is None:
        # "2008 CHAPTER 27" below a title is a year, not a section.
        return not re.fullmatch(r"1[5-9]\d\d|20\d\d", printed)
    step = int(own[1]) - int(before[1])
    if step > 0 and opens_division:
        return True  # the ones in between were repealed
    return 0 < step <= 3 if not own[2] else step in (0, 1)


def _may_follow_part(own: str, last: str) -> bool:
    """2.10 after 2.9, 3.1 after 2.10; the first may be anything."""
    parts = last.split(".")
    if len(parts) < 2:
        return True
    before, now = (
        [int(re.sub(r"\D", "", part) or 0) for part in number] for number in (parts, own.split("."))
    )
    return now > before and now[0] - before[0] <= 3


def is_said_of_part(words: str, found: re.Match[str]) -> bool:
    """Tell whether a line that begins with the number of a division is a sentence about it."""
    between = words[found.end(1) : found.start(2)].strip()
    rest = found[2].rstrip()
    if rest.endswith((";", ",", ":")) or is_sentence(rest, is_apart=bool(between)):
        return True
    return is_hanging(rest) and not between and not found[1].isupper()


def _is_cited(words: str, found: re.Match[str]) -> bool:
    """Tell whether the text after a number shows a citation: Article 3 and, Section 3(1)."""
    is_joined = words[found.end(1) : found.start(2)] == "" and found[1][-1].isalnum()
    return bool(_CITED.match(found[2].strip())) or (is_joined and found[2].startswith("("))


def _ends_like_sentence(words: str) -> bool:
    """Tell whether a line ends like a sentence; a few words with a stop do not."""
    is_short = words.endswith(".") and len(words.split()) <= _MOST_WORDS_WITH_STOP
    return (words.removesuffix(".") if is_short else words).endswith(_ENDS)


def _are_trusted(above: int, unsure: int, bare: int) -> bool:
    """Tell whether lines above units are headings, by their share among units without another heading: half of
    them, or all if unsure.
    """
    is_half = above >= 2 and 2 * above >= bare
    return is_half or (above > 0 and above + unsure == bare > 1)
