"""Parse laws in spaced scripts by the rules of a tradition (european.py, common_law.py).

A tradition defines how divisions, units and lists are printed; building the tree from lines is common to all.
"""

from __future__ import annotations

import re
from itertools import pairwise

from huiyin.law.grammar.latin_lines import (
    ADOPTION,
    CONTENTS,
    FORMULA,
    JOURNAL,
    NOTE,
    SIGNATURE,
    SIGNPOST,
    LatinLines,
    is_said_of_part,
    may_follow,
)
from huiyin.law.grammar.lines import LinedText, SourceLine
from huiyin.law.grammar.sentences import has_main_verb, has_verb, is_citing, is_hanging, is_sentence
from huiyin.law.grammar.traditions import DivisionPattern, LawTradition
from huiyin.law.grammar.tree import ProvisionNode, finish_law
from huiyin.law.grammar.units import TextBlock, arrange_blocks
from huiyin.law.model import Furniture, FurnitureName, Law, ProblemCode, ProvisionKind
from huiyin.law.unit_numbers import eid_number
from huiyin.text.numerals import roman_number

_FOREIGN_ANNEX = re.compile(r"\s*(?:annexe|anhang|anlage|anexo|allegato|bijlage)\b", re.I)
#: What may be a letter or a Roman number; no list reaches a hundredth point.
_ROMAN_LETTERS = frozenset("ivxl")
#: Words that do not begin a heading above a unit's number.
_OPENS_SENTENCE = re.compile(
    r"(?:Under|Pursuant to|In accordance with|For the purposes? of|Where|When|If|Unless|Subject to|Without prejudice to|By way of derogation"
    r"|Notwithstanding|As regards|With regard to)\b"
)
_ANNEXES = (ProvisionKind.ANNEX, ProvisionKind.SCHEDULE)
#: Cross-headings rank below every numbered division.
_CROSS_RANK = 9


def read_spaced(
    source: LinedText, tradition: LawTradition, *, language: str, title_hint: str = ""
) -> Law:
    """Build the law from its lines, by the rules of ``tradition``."""
    return _LatinReader(source, tradition, language, title_hint).read()


class _LatinReader:
    def __init__(
        self, source: LinedText, tradition: LawTradition, language: str, title: str
    ) -> None:
        self.source = source
        self.by = tradition
        self.surveyed = LatinLines(source, tradition, title)
        self.language = language
        self.title = title
        self.furniture: list[Furniture] = list(source.furniture)
        self.roots: list[ProvisionNode] = []
        self.open: list[tuple[int, ProvisionNode]] = []
        self.annex: ProvisionNode | None = None
        self.unit: ProvisionNode | None = None
        self.blocks: list[TextBlock] = []
        self.last_unit: str = ""
        self.in_recitals = False
        self.is_signed = any(f.name is FurnitureName.SIGNATURE for f in self.furniture)
        self.crosses = 0
        self.heading: SourceLine | None = None  # the heading above the number of the next unit

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
            problems=self.surveyed.problems,
            throughout=self.by.throughout,
        )

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

    def _annex(self, at: int) -> re.Match[str] | None:
        """Match the number of an annex that begins here."""
        words = self.source.lines[at].masked.strip()
        found = self.by.annex.match(words) if len(words) < 160 else None
        if found is None or is_said_of_part(words, found) or self._is_annex_of_schedule(found[1]):
            return None
        return found if found[1].isupper() or not self._is_in_unit(at) else None

    def _is_annex_of_schedule(self, printed: str) -> bool:
        """Tell whether an annex or appendix is inside a schedule of a common-law act, which prints the text that it
        gives effect to.
        """
        is_common_law = self.by.annex_kind is ProvisionKind.SCHEDULE
        is_annexed = is_common_law and _find_annex_kind(printed) is ProvisionKind.ANNEX
        return is_annexed and self.annex is not None and self.annex.kind is ProvisionKind.SCHEDULE

    def _is_in_unit(self, at: int) -> bool:
        """Tell whether a line that may begin an annex belongs to the text of the open unit."""
        if self.unit is not None and (self._is_empty_unit() or self._breaks_off(at)):
            return True
        # The next article continues the sequence.
        own = self.surveyed.articles_below[at]
        counts_on = self.annex is None and bool(self.last_unit and own)
        return counts_on and self._is_next(own)

    def _is_empty_unit(self) -> bool:
        """Tell whether the open unit has only its number so far: what follows belongs to it."""
        return self.unit is not None and not self.unit.heading and not self.blocks

    def _breaks_off(self, at: int) -> bool:
        """Tell whether the line above ends in the middle of a sentence."""
        return at > 0 and is_hanging(self.source.lines[at - 1].masked.rstrip())

    def _is_next(self, own: str) -> bool:
        return (
            own.isdecimal() and self.last_unit.isdecimal() and int(own) == int(self.last_unit) + 1
        )

    def _unit(self, at: int) -> re.Match[str] | None:
        unit_match = self.surveyed.find_unit_number(self.source.lines[at])
        if unit_match is None or not self._may_follow(unit_match[1]):
            return None
        own = eid_number(unit_match[1])
        if self._is_next(own) and own not in self.surveyed.proper:
            return unit_match
        return None if self._is_citation(unit_match, at) else unit_match

    def _may_follow(self, printed: str) -> bool:
        if not self.by.units_must_follow:
            return True
        opens_division = self.unit is None and bool(self.open) and not self.open[-1][1].children
        return may_follow(printed, self.last_unit, opens_division=opens_division)

    def _is_citation(self, found: re.Match[str], at: int) -> bool:
        """Tell whether a unit's number is a citation that wrapping moved to the beginning of a line."""
        if not found[1][0].isalpha():
            return False
        if found[2][:1].islower() and not self.surveyed.begins_low:
            return True
        above = self.source.lines[at - 1].masked.rstrip() if at else ""
        is_cited = self.unit is not None and is_citing(above)
        return is_cited and not self._is_next(eid_number(found[1]))

    def _front_matter(self) -> int:
        lines = self.source.lines
        line_index = 0
        while line_index < len(lines):
            if CONTENTS.match(lines[line_index].masked.strip()):
                line_index = self._contents(line_index)
            elif self._begins_body(line_index):
                break
            else:
                self._note_front(lines[line_index])
                line_index += 1
        return line_index

    def _begins_body(self, at: int) -> bool:
        line = self.source.lines[at]
        if self.surveyed.find_division(line) or self._unit(at) or self._recital(line):
            return True
        return at in self.surveyed.heads and bool(self.title)

    def _note_front(self, line: SourceLine) -> None:
        """Take a line before the body: the title, or what follows it."""
        words = line.masked.strip()
        if not self.title:
            self.title = self._words(line.start, line.end)
            self._note(FurnitureName.TITLE, line)
        elif FORMULA.match(words):
            self._note(FurnitureName.FORMULA, line)
        elif ADOPTION.match(words):
            self._note(FurnitureName.ADOPTION, line)
        else:
            self._note(FurnitureName.PREAMBLE, line)

    def _recital(self, line: SourceLine) -> re.Match[str] | None:
        return self.by.recital.match(line.masked) if self.by.recital else None

    def _contents(self, number: int) -> int:
        lines = self.source.lines
        first, last = number, number
        number += 1
        seen: set[str] = set()
        end = self.surveyed.find_contents_end(first)
        while number < end:
            key = self.surveyed.entry_key(number)
            entry = len(lines[number].masked) <= 160 and not lines[number].masked.rstrip().endswith(
                (";", ":")
            )
            if not entry or (key in seen and any(map(str.isalpha, key))):
                break
            if (
                not self.surveyed.find_division(lines[number])
                and not self._unit(number)
                and self._body_line(number)
            ):
                break
            seen.add(key)
            last = number
            number += 1
        self._note(FurnitureName.CONTENTS, lines[first], lines[last])
        return last + 1

    def _body_line(self, at: int) -> bool:
        words = self.source.lines[at].masked.strip()
        return bool(FORMULA.match(words)) or (words.endswith(".") and len(words.split()) > 6)

    def _take(self, at: int) -> int:
        line = self.source.lines[at]
        if self._note_aside(line):
            return at + 1
        annex = self._annex(at)
        if annex and (self.roots or self.unit):
            self._begin_annex(line, annex)
            return self._heading_below(at)
        division = self.surveyed.find_division(line)
        if division:
            self._begin_division(line, *division)
            return self._heading_below(at)
        unit = self._unit(at)
        if unit:
            return self._begin_unit(at, unit)
        if at in self.surveyed.heads:
            self._begin_heading(line, is_cross=self.surveyed.heads[at])
        elif not self._add_recital(line):
            self._tell_sentence(line)
            self._text(line)
        return at + 1

    def _note_aside(self, line: SourceLine) -> bool:
        """Take a line outside the provisions and close what it ends; return whether it is one."""
        words = line.masked.strip()
        name = FurnitureName.NOTE
        if not _can_be_seen(words):
            pass
        elif FORMULA.match(words) and self.unit is None:
            self.in_recitals = False
            name = FurnitureName.FORMULA
        elif SIGNATURE.match(words) and self.unit is not None and self.annex is None:
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
        """Report a sentence that may be the heading of a part: ``Part 2 Councils must act.``"""
        words = line.masked.strip()
        if self.unit is None or len(words) > 160:
            return
        for pattern in (self.by.annex, *(division.pattern for division in self.by.divisions)):
            found = pattern.match(words)
            if found and found[2][:1].isupper() and is_sentence(found[2]):
                self.surveyed.tell_heading(line, ProblemCode.DOUBTFUL_HEADING)
                return

    def _add_recital(self, line: SourceLine) -> bool:
        """Take a recital; recitals precede the first unit and the first division."""
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
        """Tell whether a line is a footnote: below the signatures, or citing the Official Journal."""
        if self.annex is None and self.unit is None and self.is_signed and NOTE.match(words):
            return True
        return bool(JOURNAL.match(words))

    def _begin_heading(self, line: SourceLine, *, is_cross: bool) -> None:
        """Begin a heading above a unit's number, or one over several units."""
        self._close()
        if not is_cross:
            self.heading = line
            return
        while self.open and self.open[-1][0] >= _CROSS_RANK:
            self.open.pop()
        words = self._words(line.start, line.end)
        self.crosses += 1
        # Use a separate sequence of names, so that numbered divisions keep theirs.
        node = ProvisionNode(
            self.by.cross_kind, "", words, line.start, line.end, number=f"x{self.crosses}"
        )
        self._place(node)
        self.open.append((_CROSS_RANK, node))

    def _is_signpost(self, words: str) -> bool:
        """Match ``SCHEDULES`` above the first of them, in common law."""
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
            _find_annex_kind(found[1]) or self.by.annex_kind,
            self._words(line.start, line.start + lead + found.end(1)),
            heading,
            line.start,
            line.end,
        )
        self.annex.number = self._foreign_number(found[1]) or self._letter_after(found[1])
        self.roots.append(self.annex)
        self.last_unit = ""

    def _foreign_number(self, printed: str) -> str:
        """Return the number of an annex named in another language: Anlage 1, ANNEXE II; otherwise an empty string."""
        named = _FOREIGN_ANNEX.match(printed)
        if named is None:
            return ""
        before = sum(node.kind is self.by.annex_kind for node in self.roots)
        return eid_number(f"Annex {printed[named.end() :]}") or str(before + 1)

    def _letter_after(self, printed: str) -> str:
        """Return the letter of an annex that continues from the previous letter: Annex C is not the hundredth
        annex.
        """
        last = self.roots[-1] if self.roots else None
        letter = printed.strip(" .:")[-2:].strip().lower()
        if last is None or last.kind not in _ANNEXES or len(letter) != 1 or not letter.isascii():
            return ""
        before = last.number or eid_number(last.num)
        is_next = len(before) == 1 and before.isalpha() and ord(letter) == ord(before) + 1
        return letter if is_next else ""

    def _serves(self, at: int) -> bool:
        """Tell whether a line below a schedule's number names the sections it belongs to (``Section 32``)."""
        return (
            self.by.annex_kind is ProvisionKind.SCHEDULE
            and at < len(self.source.lines)
            and bool(SIGNPOST.match(self.source.lines[at].masked.strip()))
            and self.source.is_clear(self.source.lines[at - 1].end, self.source.lines[at].end)
        )

    def _heading_below(self, at: int) -> int:
        """Return the line of a heading below its number: for a schedule, below the sections it belongs to."""
        node = self.open[-1][1] if self.open else self.annex
        below = at + 1
        if node is None:
            return below
        is_served = node is self.annex and bool(SIGNPOST.match(node.heading))
        if node is self.annex and not node.heading and self._serves(below):
            is_served = True
            self._add_heading(node, below)
            below += 1
        if (is_served or not node.heading) and self._is_heading(below):
            self._add_heading(node, below)
            below += 1
        return below

    def _add_heading(self, node: ProvisionNode, at: int) -> None:
        line = self.source.lines[at]
        words = self._words(line.start, line.end)
        node.heading = f"{node.heading} {words}" if node.heading else words
        node.end = line.end

    def _is_heading(self, at: int) -> bool:
        if at >= len(self.source.lines):
            return False
        line = self.source.lines[at]
        if not self.source.is_clear(self.source.lines[at - 1].end, line.end):
            return False
        return (
            self.surveyed.is_short_words(line)
            and self._unit(at) is None
            and self._annex(at) is None
        )

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
        if not above and self.surveyed.is_same_line_heading(rest.strip()) and self._goes_on(at):
            self.unit.heading = self._words(line.start + rest_at, line.end).lstrip("—–-:. ")
            self.unit.end = line.end
            return at + 1
        self._add_blocks(line.start + rest_at + len(rest) - len(rest.lstrip()), line)
        return at + 1

    def _may_stand_below(self, at: int) -> bool:
        """Tell whether a line is the heading of the unit whose number is above it, rather than an incomplete
        sentence.
        """
        words = self.source.lines[at].masked.strip()
        is_cut = is_hanging(words) and has_verb(words)
        return not is_cut and self._is_heading(at) and self._goes_on(at)

    def _goes_on(self, at: int) -> bool:
        """Tell whether a possible heading is followed by text of the same unit that does not continue its sentence."""
        below = at + 1
        lines = self.source.lines
        return (
            below < len(lines)
            and self.surveyed.find_division(lines[below]) is None
            and self._unit(below) is None
            and not self._breaks_in_sentence(at)
        )

    def _breaks_in_sentence(self, at: int) -> bool:
        """Tell whether the next line continues the sentence of this one.

        It begins in lower case and both form a sentence, or it begins with what looks like a unit's number but is a
        citation.
        """
        words, below = (self.source.lines[one].masked.strip() for one in (at, at + 1))
        if not self.source.is_clear(self.source.lines[at].start, self.source.lines[at + 1].end):
            return False
        if _OPENS_SENTENCE.match(words) and self.by.unit.match(below):
            return True
        goes_on = below[:1].islower() and not self.surveyed.begins_low
        is_item = any(pattern.match(below) for _, pattern in self.by.list_forms)
        return goes_on and not is_item and has_main_verb(f"{words} {below}")

    def _place(self, node: ProvisionNode) -> None:
        if self.open:
            self.open[-1][1].add(node)
        elif self.annex is not None:
            self.annex.add(node)
        else:
            self.roots.append(node)

    def _add_blocks(self, start: int, line: SourceLine) -> None:
        """Add the blocks of a line; in ``(1)(a) words`` the second is inside the first."""
        while True:
            for form, pattern in self.by.list_forms:  # noqa: B007 - used after the loop
                block_match = pattern.match(line.masked, start - line.start)
                if block_match:
                    break
            else:
                self.blocks.append(
                    TextBlock(start, line.end, "text", "", self._words(start, line.end))
                )
                return
            after = line.start + block_match.end()
            if form != "dash" and any(
                p.match(line.masked, block_match.end())
                for f, p in self.by.list_forms
                if f not in (form, "dash")
            ):
                self.blocks.append(
                    TextBlock(
                        start,
                        self.source.end_before(start, after),
                        form,
                        block_match[1].strip(),
                        "",
                    )
                )
                start = after
                continue
            self.blocks.append(
                TextBlock(
                    start,
                    line.end,
                    form,
                    block_match[1].strip(),
                    self._words(after, line.end),
                )
            )
            return

    def _text(self, line: SourceLine) -> None:
        """Add text that begins nothing to the open unit, recital, annex or division."""
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
        """Tell whether a line is directly below the heading of a division."""
        if not self.open:
            return False
        division = self.open[-1][1]
        return not division.children and self.source.is_clear(division.end, line.end)

    def _append_words(self, node: ProvisionNode, line: SourceLine) -> None:
        node.texts.append(self._words(line.start, line.end))
        node.end = line.end

    def _add_to_annex(self, annex: ProvisionNode, line: SourceLine) -> None:
        """Add items of the annex or its part; text below a number alone on its line belongs to that item."""
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


def _find_annex_kind(printed: str) -> ProvisionKind | None:
    """Recognise a schedule or annex by its English word in any tradition; None for other words."""
    words = printed.lower()
    if "schedule" in words:
        return ProvisionKind.SCHEDULE
    is_annex = words.lstrip().startswith(("annex", "appendix")) and not _FOREIGN_ANNEX.match(words)
    return ProvisionKind.ANNEX if is_annex else None


def _can_be_seen(words: str) -> bool:
    return any(c.isprintable() and not c.isspace() for c in words)


def _is_number_alone(node: ProvisionNode) -> bool:
    return node.kind is ProvisionKind.ITEM and bool(node.num) and not any(node.texts)


def _letters_or_romans(blocks: list[TextBlock]) -> list[TextBlock]:
    """Decide which of ``(i)``, ``(v)``, ``(x)`` … are letters: those that follow the previous letter.

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
    """Decide whether an ambiguous number is a ``letter`` or ``roman``. ``after``: the next number."""
    if not in_roman and bare != "i":
        return "letter"  # no list begins with (v)
    runs_on = len(last_letter) == 1 and ord(bare) == ord(last_letter) + 1
    if not runs_on:
        return "roman"
    starts_roman = bare == "i" and after == "ii"
    is_roman = starts_roman or (in_roman and bool(roman_number(bare)))
    return "roman" if is_roman else "letter"
