"""Lines of printed pages back into paragraphs: which are running heads, which go on in the next."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from huiyin.law.grammar.sentences import is_hanging
from huiyin.law.source.columns import order_columns
from huiyin.law.source.margins import part_margin_numbers
from huiyin.law.source.printed_lines import Aside, PrintedLine

#: Share of the page's height, at top and foot, in which heads and page numbers stand.
_EDGE = 0.13
#: A gap of so many lines sets them apart from the text.
_GAP = 1.35
_PAGE_NUMBER = re.compile(
    r"[-–—·•\s(（\[]*+(?:第\s*+)?(?:\d{1,4}|[ivxlc]{1,7}|[一二三四五六七八九十百〇]{1,5})(?:\s*+[页頁])?"
    r"(?:\s*+(?:[/,，、]\s*+)?(?:(?:共|of)\s*+)?\d{1,4}(?:\s*+[页頁])?)?[-–—·•\s)）\]]*+"
    r"|page\s*+\d{1,4}(?:\s*+(?:of|/)\s*+\d{1,4})?",
    re.I,
)
#: What may begin a unit of a law, so that a line before it that happens to be full is whole.
_BEGINS = re.compile(
    r"第\s*[\d〇○零一二三四五六七八九十百千]+\s*(?:[编編章节節条條]|分[编編])|[（(]\s*[\da-zA-Z一二三四五六七八九十]{1,4}\s*[）)]"
    r"|\d{1,3}\s*[.．、)]\s|[一二三四五六七八九十百]{1,4}、|附\s*[件则則录錄表]|目\s*[录錄次]$"
    r"|(?:Article|Section|Chapter|Part|Title|Annex|Schedule|Whereas)\b|[–—•§]",
    re.I,
)
#: A number of a unit on a line of its own.
_UNIT_ALONE = re.compile(
    r"(?:Article|Section|Chapter|Part|Title|Annex|Schedule)\s+(?:\d{1,4}[A-Za-z]{0,2}|[IVXLC]{1,7})"
    r"|第\s*[\d〇○零一二三四五六七八九十百千]{1,9}\s*[编編章节節条條]",
    re.I,
)
_BARE = re.compile(r"\d{1,4}[A-Z]{0,2}\.?")
_ENDS = re.compile(r"[。；：！？.;:!?][”’」』）)]*$")
_WIDE = re.compile(
    "[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u3000-\u303f“”‘’—…\U00020000-\U0003ffff]"
)
_HYPHENS = "-‐\u00ad"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """A paragraph put together, and the furniture of the pages it runs over."""

    text: str
    furniture: tuple[tuple[str, Aside], ...] = ()


def paragraphs(lines: Sequence[PrintedLine]) -> Iterator[PrintedParagraph]:
    """The lines, in reading order, as paragraphs."""
    lines = order_columns(part_margin_numbers(lines))
    lines = _mark_page_furniture(_mark_notes(lines))
    body = [line for line in lines if line.aside is None]
    layout = _Layout(body)
    known = Counter(
        word.lower() for line in body for word in _WORD.findall(line.text.rstrip(_HYPHENS))
    )
    open_lines: list[PrintedLine] = []
    text = ""
    asides: list[tuple[str, Aside]] = []
    for line in lines:
        if line.aside is not None:
            _set_aside(asides, line.text, line.aside)
            continue
        if open_lines and layout.goes_on(open_lines, line):
            text = _join(text, line.text, known)
            open_lines.append(line)
            continue
        if open_lines and _UNIT_ALONE.fullmatch(text.strip()):
            yield PrintedParagraph(text)  # its heading may stand on the next page
        elif open_lines:
            # Furniture met since the last line of the paragraph stands between it and the next.
            yield PrintedParagraph(text, tuple(asides))
            asides = []
        elif asides:
            yield PrintedParagraph("", tuple(asides))
            asides = []
        open_lines, text = [line], line.text
    yield PrintedParagraph(text, tuple(asides))


def _set_aside(asides: list[tuple[str, Aside]], text: str, aside: Aside) -> None:
    """Numbers of a margin that follow each other make one piece, and so do the lines of a note."""
    if asides and asides[-1][1] is aside is Aside.MARGIN:
        asides[-1] = (f"{asides[-1][0]} {text}", aside)
    elif asides and asides[-1][1] is aside is Aside.NOTE and not _NOTE_MARKER.match(text):
        asides[-1] = (_join(asides[-1][0], text, Counter()), aside)
    else:
        asides.append((text, aside))


def _mark_page_furniture(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    text = [line for line in lines if line.aside is None]
    found = _page_furniture(text, len({line.page for line in text}))
    marked = iter(
        replace(line, aside=Aside.PAGE) if at in found else line for at, line in enumerate(text)
    )
    return [line if line.aside is not None else next(marked) for line in lines]


#: What a footnote begins with; a bracketed number or a bare one, a star, a number in a circle.
_NOTE_MARKER = re.compile(
    r"[(（\[【〔]\s*\d{1,3}\s*[)）\]】〕]|\d{1,3}(?=\s|[A-Z]|[^\W\d_.])|[*†‡]{1,3}|[①-⑳¹²³⁴-⁹]|注\s*+\d{0,2}+\s*+[:：]"
)
#: Footnotes are set smaller than the text, as a share of its size at most.
_SMALL = 0.93


def _mark_notes(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """``lines`` with the footnotes marked: what stands in small type at the foot of a page or a column, the first
    line with a marker, or below a line of its own type where a note of the page before goes on."""
    sizes = Counter(round(line.size, 1) for line in lines for _ in line.text)
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    feet: dict[tuple[int, int], list[int]] = {}
    for at, line in enumerate(lines):
        if line.aside is None:
            feet.setdefault((line.page, line.column), []).append(at)
    notes: set[int] = set()
    had_note = False
    for places in feet.values():
        foot = _foot(lines, places, body)
        begins = next((n for n, at in enumerate(foot) if _NOTE_MARKER.match(lines[at].text)), None)
        if begins is not None:
            notes.update(foot if had_note else foot[begins:])
        had_note = begins is not None
    return [
        replace(line, aside=Aside.NOTE) if at in notes else line for at, line in enumerate(lines)
    ]


def _foot(lines: Sequence[PrintedLine], places: Sequence[int], body: float) -> list[int]:
    """The lines in small type at the foot of a column, below text in the type of the body."""
    foot: list[int] = []
    for at in sorted(places, key=lambda at: lines[at].base):
        if not foot and _PAGE_NUMBER.fullmatch(lines[at].text.strip()):
            continue
        if lines[at].size > _SMALL * body:
            break
        foot.append(at)
    return sorted(foot) if len(foot) < len(places) else []


def _page_furniture(lines: Sequence[PrintedLine], pages: int) -> set[int]:
    """Which lines are running heads or page numbers: at a page's edge a number, or what a gap sets apart
    from the text and stands (up to digits) on a third of the pages, or at a height where nearly all pages have
    something set apart; without a gap only what stands the same on most pages."""
    by_page: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        by_page.setdefault(line.page, []).append(at)
    pitch = _pitch(lines)
    edges = [
        _Edge(lines, ordered, name, pitch)
        for places in by_page.values()
        for name, ordered in _edges(lines, places)
    ]
    apart = Counter(key for edge in edges for key in {edge.key(at) for at in edge.apart})
    heights = Counter(edge.height for edge in edges if edge.apart)
    alike = Counter(
        (edge.name, round(lines[at].base / 3), lines[at].text)
        for edge in edges
        for at in edge.places
    )
    found = set()
    for edge in edges:
        is_outermost = True  # so far, all lines nearer to the edge are furniture
        for at in edge.places:
            line = lines[at]
            count = apart[edge.key(at)] if at in edge.apart else 0
            same = alike[edge.name, round(line.base / 3), line.text]
            if (
                _PAGE_NUMBER.fullmatch(line.text.strip())
                or (count >= 2 and count * 3 >= pages)
                or (pages >= 3 and at in edge.apart[:1] and heights[edge.height] * 5 >= pages * 4)
                or (is_outermost and same >= 3 and same * 5 >= pages * 3 and _may_run(line.text))
            ):
                found.add(at)
            else:
                is_outermost = False
    # A page number alone makes no page: a document of numbers only is a document all the same.
    return found if len(found) < len(lines) else set()


def _may_run(text: str) -> bool:
    """Whether a line that no gap sets apart may be a running head: it is no sentence, nor part of one."""
    return not (_BEGINS.match(text) or _ENDS.search(text) or text[:1].islower())


def _edges(lines: Sequence[PrintedLine], places: Sequence[int]) -> Iterator[tuple[str, list[int]]]:
    """The lines of a page from its top, and from its foot."""
    downwards = sorted(places, key=lambda at: lines[at].share)
    yield "top", downwards
    yield "foot", downwards[::-1]


class _Edge:
    """The first three lines of a page from its top or foot, as far as they stand at its edge, and which
    of them a gap sets apart from the text."""

    def __init__(
        self, lines: Sequence[PrintedLine], ordered: Sequence[int], name: str, pitch: float
    ) -> None:
        self.name, self._lines = name, lines
        near = [at for at in ordered[:3] if self._distance(at) <= _EDGE]
        self.places = tuple(near)
        self.apart: tuple[int, ...] = ()
        for count in range(1, len(near) + 1):
            if count == len(ordered):
                break
            inner = lines[ordered[count]]
            if abs(lines[near[count - 1]].base - inner.base) > _GAP * max(pitch, inner.size):
                self.apart = tuple(near[:count])
                break
        first = lines[ordered[0]]
        self.height = (name, round(first.base / 3))

    def _distance(self, at: int) -> float:
        share = self._lines[at].share
        return share if self.name == "top" else 1 - share

    def key(self, at: int) -> tuple[str, str]:
        return self.name, _folded(self._lines[at].text)


def _pitch(lines: Sequence[PrintedLine]) -> float:
    """The usual distance of two lines, in points."""
    gaps = [
        before.base - line.base
        for before, line in pairwise(lines)
        if _are_together(before, line) and 0 < before.base - line.base < 5 * max(line.size, 1.0)
    ]
    return median(gaps) if gaps else 0.0


def _folded(text: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s", "", text))


class _Layout:
    """The measures of a document: its margins, the size of its text, the distance of its lines."""

    def __init__(self, lines: Sequence[PrintedLine]) -> None:
        sizes = Counter(round(line.size, 1) for line in lines for _ in range(len(line.text)))
        self._first = lines[0] if lines else None
        self._size = sizes.most_common(1)[0][0] if sizes else 10.0
        self._right: dict[tuple[int, int], float] = {}
        self._left: dict[tuple[int, int], float] = {}
        by_place: dict[tuple[int, int], list[PrintedLine]] = {}
        by_column: dict[int, list[float]] = {}
        for line in lines:
            by_place.setdefault((line.page, line.column), []).append(line)
            by_column.setdefault(line.column, []).append(line.right)
        for rights in by_column.values():
            rights.sort()
        for place, its_lines in by_place.items():
            ends = sorted(line.right for line in its_lines)
            own = ends[min(int(len(ends) * 0.9), len(ends) - 1)]
            rights = by_column[place[1]]
            overall = rights[min(int(len(rights) * 0.95), len(rights) - 1)]
            self._right[place] = own if len(ends) >= 8 else max(own, overall)
            self._left[place] = min(line.left for line in its_lines)
        self._pitch = _pitch(lines) or 1.5 * self._size

    def goes_on(self, paragraph: Sequence[PrintedLine], line: PrintedLine) -> bool:
        """Whether ``line`` continues ``paragraph``."""
        before = paragraph[-1]
        if abs(line.size - before.size) > 0.15 * max(line.size, before.size):
            return False
        if _are_together(before, line) and before.base - line.base > 1.6 * self._pitch:
            return False
        if _UNIT_ALONE.fullmatch(line.text.strip()) and not is_hanging(before.text):
            return False
        if not self._is_full(before, line):
            return False
        em = max(line.size, 1.0)
        begins = _begins_unit(line)
        if begins and paragraph[0] is self._first:
            return False  # a title has no full stop
        if begins and _ENDS.search(before.text):
            return False
        indent = self._indent(line)
        if _are_together(before, line) or len(paragraph) > 1:
            deeper = indent - self._indent(before)
            if deeper > 1.2 * em:
                # Deeper than the line before: a new paragraph, or a hanging indent's second line.
                return len(paragraph) == 1 and _begins_unit(before) and not begins
        elif indent > 1.2 * em and _ENDS.search(before.text):
            return False
        return True

    def _indent(self, line: PrintedLine) -> float:
        return line.left - self._left[line.page, line.column]

    def _is_full(self, before: PrintedLine, line: PrintedLine) -> bool:
        """Whether the next line's first word would not have found room at the end of this one."""
        width = (before.right - before.left) / max(len(before.text.strip()), 1)
        first = line.text[:1]
        if _WIDE.match(first):
            # Marks that may not begin a line take the character before them along.
            needed = 2.1 * line.size
        else:
            word = re.match(r"\S+", line.text)
            needed = (len(word.group()) + 1.5) * width if word else 0.0
        return before.right + needed >= self._right[before.page, before.column]


def _begins_unit(line: PrintedLine) -> bool:
    """Whether a line may begin a unit of a law; a bare number is set apart from its words."""
    is_apart = len(line.pieces) > 1 and bool(_BARE.fullmatch(line.pieces[0].text))
    return is_apart or bool(_BEGINS.match(line.text))


def _are_together(before: PrintedLine, line: PrintedLine) -> bool:
    """Whether two lines stand on one page, in one column of it."""
    return (before.page, before.column) == (line.page, line.column)


def _join(text: str, line: str, known: Counter[str]) -> str:
    if text[-1:] in _HYPHENS and text[-2:-1].isalpha() and line[:1].isalpha():
        before = _WORD.findall(text.rstrip(_HYPHENS))[-1]
        after_match = _WORD.match(line)
        after = after_match.group() if after_match else ""
        whole, parted = (before + after).lower(), f"{before}-{after}".lower()
        # A hyphen is the printer's unless the text elsewhere writes the word with it.
        if text[-1] == "\u00ad" or (line[0].islower() and known[parted] <= known[whole]):
            return text[:-1] + line
        return text + line
    if _WIDE.match(text[-1:]) and _WIDE.match(line[:1]):
        return text + line
    return f"{text} {line}"
