"""Reassemble lines of printed pages into paragraphs: find running heads and continued lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

from huiyin.law.grammar.sentences import is_hanging
from huiyin.law.readers.pdf_columns import order_columns
from huiyin.law.readers.pdf_lines import AsideReason, PrintedLine
from huiyin.law.readers.pdf_margins import part_margin_numbers
from huiyin.law.readers.pdf_notes import NOTE_MARKER, SMALL, join_raised_marks, mark_notes
from huiyin.law.readers.pdf_two_texts import part_two_texts
from huiyin.law.readers.rows import find_cell, find_cells, gather_rows, join_bases

#: The share of the page height, at top and foot, where running heads and page numbers are.
_EDGE = 0.13
#: The gap, in lines, that separates them from the text.
_GAP = 1.35
_PAGE_NUMBER = re.compile(
    r"[-–—·•\s(（\[]*+(?:第\s*+)?(?:\d{1,4}|[ivxlc]{1,7}|[一二三四五六七八九十百〇]{1,5})(?:\s*+[页頁])?"
    r"(?:\s*+(?:[/,，、]\s*+)?(?:(?:共|of)\s*+)?\d{1,4}(?:\s*+[页頁])?)?[-–—·•\s)）\]]*+"
    r"|page\s*+\d{1,4}(?:\s*+(?:of|/)\s*+\d{1,4})?",
    re.I,
)
#: A page number that says so, whatever else is on the line.
_PAGE_NAMED = re.compile(
    r"page\s++\d{1,4}+(?:\s++of\s++\d{1,4}|\s*+/\s*+\d{1,4})?|第\s*+\d{1,4}+\s*+[页頁](?:\s*+[/，,]?\s*+共\s*+\d{1,4}+\s*+[页頁])?"
    r"|[-–—]\s?\d{1,4}\s?[-–—]",
    re.I,
)
#: What may begin a unit of a law, so that a full line before it is complete.
_BEGINS = re.compile(
    r"第\s*[\d〇○零一二三四五六七八九十百千]+\s*(?:[编編章节節条條]|分[编編])|[（(]\s*[\da-zA-Z一二三四五六七八九十]{1,4}\s*[）)]"
    r"|\d{1,3}\s*[.．、)]\s|[一二三四五六七八九十百]{1,4}、|附\s*[件则則录錄表]|目\s*[录錄次]$"
    r"|(?:Article|Section|Chapter|Part|Title|Annex|Schedule|Whereas)\b|(?:table of )?contents$|[–—•§]",
    re.I,
)
#: A unit number alone on its line.
_UNIT_ALONE = re.compile(
    r"(?:Article|Section|Chapter|Part|Title|Annex|Schedule)\s+(?:\d{1,4}[A-Za-z]{0,2}|[IVXLC]{1,7})"
    r"|第\s*[\d〇○零一二三四五六七八九十百千]{1,9}\s*[编編章节節条條]",
    re.I,
)
#: A line that begins with a number and continues in capitals.
_NUMBERED = re.compile(r"(\d{1,4})[A-Z]{0,2}\.?\s+[^\W\da-z_]")
_BARE = re.compile(r"\d{1,4}[A-Z]{0,2}\.?")
_ENDS = re.compile(r"[。；：！？.;:!?][”’」』）)]*$|[;；,]\s(?:and|or|et|ou|und|oder)$")
_WIDE = re.compile(
    "[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u3000-\u303f“”‘’—…\U00020000-\U0003ffff]"
)
#: Those that no Latin text contains; quotation marks and dashes may occur in both.
_FULL_WIDTH = re.compile(
    "[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u3000-\u303f\U00020000-\U0003ffff]"
)
#: Characters half as wide as those.
_NARROW = re.compile(r"[!-~]")
#: A number after wide characters at the end of a line, and one before them at the beginning of the next.
_LONGEST_NUMBER = 20
_WIDE_NUMBER, _NUMBER_WIDE = (
    re.compile(rf"{_WIDE.pattern}[\d.]{{1,18}}$"),
    re.compile(rf"[\d.]{{1,18}}{_WIDE.pattern}"),
)
#: What a line of narrow characters is not broken inside.
_UNBROKEN = re.compile("[^\\s\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]*")
#: Marks that may not begin a line, and marks that may not end one.
_CLOSING, _OPENING = (
    re.compile(r"[，。、；：！？）》」』】〉”’%％]"),
    re.compile(r"[（《「『【〈“‘]"),
)
#: A list item in lower case.
_LETTERED = re.compile(r"[a-z]{1,4}[.)]\s")
#: Line ends after which something new may begin, even in lower case.
_PAUSES = re.compile(r"[。；：！？，,.;:!?—–][”’」』）)\"']*$")
#: The least characters of a full line, on a page and in a column; list lines are shorter.
_SHORTEST, _SHORTEST_WIDE = (24, 14), (10, 5)
#: The gap, in line distances, that separates paragraphs.
_SPACED = 1.25
_HYPHENS = "-‐\u00ad"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """An assembled paragraph, and the furniture of the pages that it spans."""

    text: str
    furniture: tuple[tuple[str, AsideReason], ...] = ()
    #: Whether the second of two texts printed side by side begins here.
    is_second_text: bool = False


def build_paragraphs(lines: Sequence[PrintedLine]) -> Iterator[PrintedParagraph]:
    """Assemble lines, in reading order, into paragraphs."""
    lines = join_bases(part_margin_numbers(join_raised_marks(lines)))
    # A running head crosses all columns, unlike the notes below them.
    lines = _mark_page_furniture(lines, ("top",))
    lines = gather_rows(order_columns(lines))
    lines = _mark_page_furniture(mark_notes(lines), ("top", "foot"))
    lines, seconds = part_two_texts(lines)
    body = [line for line in lines if line.aside is None]
    layout = _Layout(body)
    known = Counter(
        word.lower() for line in body for word in _WORD.findall(line.text.rstrip(_HYPHENS))
    )
    open_ = _OpenParagraph(known)
    asides: list[tuple[str, AsideReason]] = []
    for line_index, line in enumerate(lines):
        if line.aside is not None:
            _set_aside(asides, line.text, line.aside)
            continue
        if open_.lines and line_index not in seconds and layout.goes_on(open_.lines, line):
            open_.add(line)
            continue
        if open_.lines and _UNIT_ALONE.fullmatch(open_.text.strip()):
            yield open_.finish()  # its heading may be on the next page
        elif open_.lines or asides:
            # Furniture found after the last line of the paragraph comes between it and the next.
            yield open_.finish(asides)
            asides = []
        open_ = _OpenParagraph(known, is_second_text=line_index in seconds)
        open_.add(line)
    yield open_.finish(asides)


class _OpenParagraph:
    """A paragraph being assembled: its lines and its text, in cells if it is a table row."""

    def __init__(self, known: Counter[str], *, is_second_text: bool = False) -> None:
        self.lines: list[PrintedLine] = []
        self._known, self._is_second_text = known, is_second_text
        self._cells: list[str] = []

    @property
    def text(self) -> str:
        return "\t".join(self._cells)

    def finish(self, asides: Sequence[tuple[str, AsideReason]] = ()) -> PrintedParagraph:
        """Return the paragraph with the furniture that follows it."""
        return PrintedParagraph(self.text, tuple(asides), self._is_second_text)

    def add(self, line: PrintedLine) -> None:
        row = self.lines[0] if self.lines else line
        if not self.lines:
            self._cells = line.text.split("\t") if line.is_row else [line.text]
        elif row.is_row and len(row.pieces) == len(self._cells):
            for piece in find_cells(line):
                at = max(find_cell(row.pieces, piece), 0)
                self._cells[at] = _join_lines(self._cells[at], piece.text, self._known)
        elif line.is_row:
            # The text of a row begins on the line above.
            first, *others = line.text.split("\t")
            self._cells = [
                *self._cells[:-1],
                _join_lines(self._cells[-1], first, self._known),
                *others,
            ]
        else:
            self._cells[-1] = _join_lines(self._cells[-1], line.text, self._known)
        self.lines.append(line)


def _set_aside(asides: list[tuple[str, AsideReason]], text: str, aside: AsideReason) -> None:
    """Add furniture; consecutive margin numbers, or the lines of a note, become one piece."""
    if asides and asides[-1][1] is aside is AsideReason.MARGIN:
        asides[-1] = (f"{asides[-1][0]} {text}", aside)
    elif asides and asides[-1][1] is aside is AsideReason.NOTE and not NOTE_MARKER.match(text):
        asides[-1] = (_join_lines(asides[-1][0], text, Counter()), aside)
    else:
        asides.append((text, aside))


def _mark_page_furniture(lines: Sequence[PrintedLine], names: Sequence[str]) -> list[PrintedLine]:
    text = [line for line in lines if line.aside is None]
    found = _page_furniture(text, len({line.page for line in text}), names)
    marked = iter(
        replace(line, aside=AsideReason.PAGE) if at in found else line
        for at, line in enumerate(text)
    )
    return [line if line.aside is not None else next(marked) for line in lines]


def _page_furniture(lines: Sequence[PrintedLine], pages: int, names: Sequence[str]) -> set[int]:
    """Return the lines that are running heads or page numbers.

    At a page's edge, these are numbers; or lines separated by a gap that (ignoring digits) are on a third of the
    pages, or at a height where nearly all pages have a separated line. Without a gap, a line must be the same on
    most pages.
    """
    by_page: dict[int, list[int]] = {}
    for line_index, line in enumerate(lines):
        by_page.setdefault(line.page, []).append(line_index)
    pitch, tight = _measure_pitch(lines), _tight(lines)
    edges = [
        _Edge(lines, ordered, name, (tight, pitch))
        for places in by_page.values()
        for name, ordered in _list_edges(lines, places)
        if name in names
    ]
    apart = Counter(
        key
        for edge in edges
        for key in {edge.key(at) for at in edge.apart if edge.may_be_apart(at)}
    )
    heights = Counter(edge.height for edge in edges if edge.far)
    heads = _list_heads_of_one_page(lines, edges) if pages == 1 else set[int]()
    alike = Counter(
        (edge.name, round(lines[at].base / 3), lines[at].text)
        for edge in edges
        for at in edge.places
    )
    furniture = set()
    for edge in edges:
        is_outermost = True  # so far, all lines nearer to the edge are furniture
        for line_index in edge.places:
            line = lines[line_index]
            count = apart[edge.key(line_index)] if edge.may_be_apart(line_index) else 0
            is_at_height = pages >= 3 and heights[edge.height] * 5 >= pages * 4
            same = alike[edge.name, round(line.base / 3), line.text]
            if (
                line_index in heads
                or _is_page_number(line, is_far=line_index in edge.far)
                or (count >= 2 and count * 3 >= pages)
                or (is_at_height and line_index in edge.far[:1])
                or (is_outermost and same >= 3 and same * 5 >= pages * 3 and _may_run(line.text))
            ):
                furniture.add(line_index)
            else:
                is_outermost = False
    # A page number alone is not furniture: a document of only numbers is still a document.
    return furniture if len(furniture) < len(lines) else set()


def _list_heads_of_one_page(lines: Sequence[PrintedLine], edges: Sequence[_Edge]) -> set[int]:
    """Return the running heads of a single-page document.

    They are outermost, set apart, and in small type, with a page number at one end or above a title that they
    repeat.
    """
    sizes = Counter(round(line.size, 1) for line in lines for _ in line.text)
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    heads = set()
    for edge in edges:
        if len(edge.far) != 1:
            continue
        line = lines[edge.far[0]]
        inner = [other.text for at, other in enumerate(lines) if at not in edge.far][:3]
        is_numbered = len(line.pieces) > 1 and any(
            piece.text.isdecimal() for piece in (line.pieces[0], line.pieces[-1])
        )
        repeats = edge.name == "top" and any(
            len(text) > 3 and text.casefold() in line.text.casefold() for text in inner
        )
        is_small = line.size <= SMALL * body and not NOTE_MARKER.match(line.text)
        is_text = _BEGINS.match(line.text) or _ENDS.search(line.text)
        if not is_text and (is_small or (_may_run(line.text) and (is_numbered or repeats))):
            heads.add(edge.far[0])
    return heads


def _is_page_number(line: PrintedLine, *, is_far: bool) -> bool:
    """Tell whether a line is a page number; other words on it are only allowed if it is separated from the text."""
    if _PAGE_NUMBER.fullmatch(line.text.strip()):
        return True
    return is_far and any(_PAGE_NAMED.fullmatch(piece.text) for piece in line.pieces)


def _may_run(text: str) -> bool:
    """Tell whether a line without a gap may be a running head: it is not part of a sentence."""
    return not (_BEGINS.match(text) or _ENDS.search(text) or text[:1].islower())


def _list_edges(
    lines: Sequence[PrintedLine], places: Sequence[int]
) -> Iterator[tuple[str, list[int]]]:
    """Yield the lines of a page from its top, and from its foot."""
    downwards = sorted(places, key=lambda at: lines[at].share)
    yield "top", downwards
    yield "foot", downwards[::-1]


class _Edge:
    """Up to three lines at the top or foot of a page, and which of them a gap separates from the text."""

    def __init__(
        self,
        lines: Sequence[PrintedLine],
        ordered: Sequence[int],
        name: str,
        pitches: tuple[float, float],
    ) -> None:
        self.name, self._lines = name, lines
        near = [at for at in ordered[:3] if self._distance(at) <= _EDGE]
        self.places = tuple(near)
        self.apart, self.far = (self._set_apart(ordered, pitch) for pitch in pitches)
        first = lines[ordered[0]]
        self.height = (name, round(first.base / 3))

    def _set_apart(self, ordered: Sequence[int], pitch: float) -> tuple[int, ...]:
        """Return the outermost lines separated by a gap of more than ``pitch``."""
        for count in range(1, min(len(self.places) + 1, len(ordered))):
            last, inner = self._lines[self.places[count - 1]], self._lines[ordered[count]]
            if abs(last.base - inner.base) > _GAP * max(pitch, inner.size):
                return self.places[:count]
        return ()

    def _distance(self, at: int) -> float:
        share = self._lines[at].share
        return share if self.name == "top" else 1 - share

    def may_be_apart(self, at: int) -> bool:
        """Tell whether a gap separates a line; a gap as between paragraphs does not separate a sentence."""
        return at in self.far or (at in self.apart and _may_run(self._lines[at].text))

    def key(self, at: int) -> tuple[str, str]:
        """Return what equal running heads on several pages have in common: their parts in any order, without
        numbers.

        For what may begin a unit, it is the exact text.
        """
        line = self._lines[at]
        if _BEGINS.match(line.text):
            return self.name, line.text
        return self.name, " ".join(
            sorted(_mask_digits(part.text) for part in line.pieces or (line,))
        )


def _measure_pitch(lines: Sequence[PrintedLine]) -> float:
    """Return the usual distance of two lines, in points."""
    gaps = [
        before.base - line.base
        for before, line in pairwise(lines)
        if _are_together(before, line) and 0 < before.base - line.base < 5 * max(line.size, 1.0)
    ]
    return median(gaps) if gaps else 0.0


def _mask_digits(text: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s", "", text))


class _Layout:
    """The layout of a document: its margins, its text size, the distance of its lines."""

    def __init__(self, lines: Sequence[PrintedLine]) -> None:
        sizes = Counter(round(line.size, 1) for line in lines for _ in range(len(line.text)))
        self._first = lines[0] if lines else None
        self._size = sizes.most_common(1)[0][0] if sizes else 10.0
        self._right: dict[tuple[int, int], float] = {}
        self._left: dict[tuple[int, int], float] = {}
        self._longest: dict[tuple[int, int], int] = {}
        by_place: dict[tuple[int, int], list[PrintedLine]] = {}
        by_column: dict[int, list[float]] = {}
        for line in lines:
            by_place.setdefault((line.page, line.column), []).append(line)
            by_column.setdefault(line.column, []).append(line.right)
        for rights in by_column.values():
            rights.sort()
        for place, its_lines in by_place.items():
            of_text = [line for line in its_lines if not line.is_row] or its_lines
            ends = sorted(line.right for line in its_lines)
            own = _share_of(ends, 0.9)
            overall = _share_of(by_column[place[1]], 0.95)
            self._right[place] = own if len(ends) >= 8 else max(own, overall)
            self._left[place] = min(line.left for line in of_text)
            self._longest[place] = _share_of(sorted(len(line.text) for line in of_text), 0.9)
        self._pitch = _measure_pitch(lines) or 1.5 * self._size
        self._tight = _tight(lines) or self._pitch
        self._indents_first = self._find_first_indents(lines)
        self._counted = _counted_lines(lines)

    def goes_on(self, paragraph: Sequence[PrintedLine], line: PrintedLine) -> bool:
        """Tell whether ``line`` continues ``paragraph``."""
        before = paragraph[-1]
        if abs(line.size - before.size) > 0.15 * max(line.size, before.size):
            return False
        together = _are_together(before, line)
        gap = before.base - line.base if together else 0.0
        if gap > 1.6 * self._pitch:
            return False
        if paragraph[0].is_row or line.is_row:
            return self._goes_on_in_row(paragraph, line, gap)
        if self._breaks_word(before, line):
            return True
        is_open = is_hanging(before.text)
        if not is_open and (_UNIT_ALONE.fullmatch(line.text.strip()) or id(line) in self._counted):
            return False
        is_full = self._is_full(before, line)
        is_low = self._goes_on_low(paragraph, line)
        if gap > _SPACED * self._tight and not (is_full and (is_low or is_open)):
            return False
        if not (is_full or is_low or (is_open and not _begins_unit(line))):
            return False
        return self._is_set_as_one(paragraph, line)

    def _is_set_as_one(self, paragraph: Sequence[PrintedLine], line: PrintedLine) -> bool:
        """Tell whether ``line`` neither begins a unit nor is indented like the first line of a paragraph."""
        before = paragraph[-1]
        em = max(line.size, 1.0)
        begins = _begins_unit(line)
        if begins and paragraph[0] is self._first:
            return False  # a title has no full stop
        has_ended = bool(_ENDS.search(before.text))
        if begins and has_ended:
            return False
        indent = self._indent(line)
        if _are_together(before, line):
            deeper = indent - self._indent(before)
            if deeper > 1.2 * em:
                # Further right than the previous line: a new paragraph, or the second line of a hanging indent.
                hangs = _begins_unit(before) or (line.text[:1].islower() and not has_ended)
                return len(paragraph) == 1 and hangs and not (begins and has_ended)
            is_first = len(paragraph) == 1 and abs(deeper) < 0.5 * em
        else:
            is_first = False
            if len(paragraph) > 1:
                # A hanging indent continues in the next column.
                hangs = self._indent(before) > self._indent(paragraph[0]) + 0.5 * em
                is_first = not hangs and indent > self._indent(before) + 1.2 * em
        is_indented = 1.2 * em < indent < 4.5 * em
        pauses = has_ended or bool(_PAUSES.search(before.text))
        if is_indented and pauses and (is_first or len(paragraph) == 1):
            return not (self._indents_first or not _are_together(before, line))
        if not _are_together(before, line) and is_first:
            return not has_ended and line.text[:1].islower()
        return True

    def _goes_on_in_row(
        self, paragraph: Sequence[PrintedLine], line: PrintedLine, gap: float
    ) -> bool:
        """Tell whether a line continues the cells of a row, or a row continues the text of the line above."""
        row, before = paragraph[0], paragraph[-1]
        if not gap or gap > _SPACED * self._tight or _begins_unit(line) or line.text[:1].isdigit():
            return False
        if not row.is_row:
            is_deeper = self._indent(line) > self._indent(before) + 0.8 * line.size
            is_open = not _ENDS.search(before.text)
            return is_open and (line.text[:1].islower() or (is_deeper and _begins_unit(before)))
        if len(row.pieces) < 2:
            return False  # an entry's page number is at its end
        below = [find_cell(row.pieces, piece) for piece in find_cells(line)]
        if -1 in below or len(set(below)) < len(below) or (below[0] == 0 and len(below) > 1):
            return False
        return all(_goes_on_low_or_wide(piece.text) for piece in find_cells(line))

    def _breaks_word(self, before: PrintedLine, line: PrintedLine) -> bool:
        """Tell whether a word is hyphenated at the end of a line."""
        text = before.text
        return text[-1:] in _HYPHENS and text[-2:-1].isalpha() and line.text[:1].islower()

    def _goes_on_low(self, paragraph: Sequence[PrintedLine], line: PrintedLine) -> bool:
        """Tell whether a line in lower case continues an unfinished sentence, however short its lines are.

        The closing text of a list is further left than its items.
        """
        first, before = paragraph[0], paragraph[-1]
        if not line.text[:1].islower() or _LETTERED.match(line.text):
            return False
        if first.text[:1].islower() or _PAUSES.search(before.text):
            return False
        return not _are_together(first, line) or line.left > first.left - 0.5 * max(line.size, 1.0)

    def _find_first_indents(self, lines: Sequence[PrintedLine]) -> bool:
        """Tell whether the document indents the first lines of its paragraphs."""
        count = flush = 0
        for before, line in pairwise(lines):
            em = max(line.size, 1.0)
            is_flush = self._indent(line) < 0.5 * em
            flush += is_flush
            count += (
                _are_together(before, line)
                and is_flush
                and 1.2 * em < self._indent(before) < 4.5 * em
            )
        return count >= 3 and count * 8 >= flush

    def _indent(self, line: PrintedLine) -> float:
        return line.left - self._left[line.page, line.column]

    def _is_full(self, before: PrintedLine, line: PrintedLine) -> bool:
        """Tell whether the first word of the next line would not have fitted on this one."""
        place = before.page, before.column
        shortest = _SHORTEST_WIDE if _WIDE.search(before.text) else _SHORTEST
        if len(before.text) < shortest[before.column > 0]:
            return False
        width = (before.right - before.left) / max(len(before.text.strip()), 1)
        first = line.text[:1]
        if _WIDE.match(first):
            # Marks that may not begin a line take the preceding character along.
            takes_along = _CLOSING.match(line.text[1:2]) or _OPENING.match(first)
            needed = (2.3 if takes_along else 1.3) * line.size
            if self._is_counted_full(before, place):
                needed += 0.6 * line.size * len(_NARROW.findall(before.text))
        else:
            length = len(_UNBROKEN.match(line.text)[0])  # type: ignore[index]
            needed = (length + 1.5) * width
            if self._is_counted_full(before, place, length):
                needed += 0.2 * (before.right - before.left)
        return before.right + needed >= self._right[place]

    def _is_counted_full(
        self, before: PrintedLine, place: tuple[int, int], length: int = 0
    ) -> bool:
        """Tell whether a line has as many characters as others, including ``length`` more.

        Some programs break lines by number of characters, whatever their width, so that a line with digits is
        shorter.
        """
        return (
            not _ENDS.search(before.text) and len(before.text) + 1 + length > self._longest[place]
        )


def _goes_on_low_or_wide(words: str) -> bool:
    return words[:1].islower() or bool(_WIDE.match(words))


def _share_of(values: Sequence[Any], share: float) -> Any:
    return values[min(int(len(values) * share), len(values) - 1)]


def _tight(lines: Sequence[PrintedLine]) -> float:
    """Return the distance of two lines of one paragraph, in points: the usual one among the smallest."""
    gaps = sorted(
        before.base - line.base
        for before, line in pairwise(lines)
        if _are_together(before, line)
        and 0.9 * line.size < before.base - line.base < 4 * max(line.size, 1.0)
        and not line.is_row
    )
    return float(_share_of(gaps, 0.1)) if gaps else 0.0


def _counted_lines(lines: Sequence[PrintedLine]) -> set[int]:
    """Return the lines that begin with consecutive bare numbers.

    Such a number is alone, or below the end of a sentence, and it follows that of an earlier line or precedes that
    of a later one at the same distance from the margin.
    """
    numbered: list[tuple[PrintedLine, int]] = []
    for before, line in pairwise([*lines[:1], *lines]):
        number = _NUMBERED.match(line.text)
        is_apart = len(line.pieces) > 1 and bool(_BARE.fullmatch(line.pieces[0].text))
        if number and (is_apart or _ENDS.search(before.text)):
            numbered.append((line, int(number[1])))
    counted: set[int] = set()
    for (before, line_number), (line, other) in pairwise(numbered):
        is_aligned = (
            abs(before.left - line.left) < 3.0
            or abs(_first_right(before) - _first_right(line)) < 3.0
            or not _are_together(before, line)
        )
        if other == line_number + 1 and is_aligned:
            counted |= {id(before), id(line)}
    return counted


def _first_right(line: PrintedLine) -> float:
    return line.pieces[0].right if line.pieces else line.right


def _begins_unit(line: PrintedLine) -> bool:
    """Tell whether a line may begin a unit of a law; a bare number must be separated from its text."""
    is_apart = len(line.pieces) > 1 and bool(_BARE.fullmatch(line.pieces[0].text))
    return is_apart or bool(_BEGINS.match(line.text))


def _are_together(before: PrintedLine, line: PrintedLine) -> bool:
    """Tell whether two lines are on the same page and in the same column."""
    return (before.page, before.column) == (line.page, line.column)


def _join_lines(text: str, line: str, known: Counter[str]) -> str:
    if text[-1:] in _HYPHENS and text[-2:-1].isalpha() and line[:1].isalpha():
        before = _WORD.findall(text.rstrip(_HYPHENS))[-1]
        after_match = _WORD.match(line)
        after = after_match.group() if after_match else ""
        whole, parted = (before + after).lower(), f"{before}-{after}".lower()
        # A hyphen was added by hyphenation, unless the text has the word with it elsewhere.
        if text[-1] == "\u00ad" or (line[0].islower() and known[parted] <= known[whole]):
            return text[:-1] + line
        return text + line
    meeting = text[-1:], line[:1]
    if all(map(_WIDE.match, meeting)) or any(map(_FULL_WIDTH.match, meeting)):
        return text + line
    if _WIDE_NUMBER.search(text[-_LONGEST_NUMBER:]) and _NUMBER_WIDE.match(line):
        return text + line  # a number broken by a program that counts characters
    return f"{text} {line}"
