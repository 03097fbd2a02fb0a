"""Numbers that a printer sets in a page's margin to count its lines, as bills and pleadings have them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median, quantiles

from huiyin.law.source.printed_lines import Aside, Piece, PrintedLine

_NUMBER = re.compile(r"\d{1,4}")
_STEPS = (1, 2, 3, 4, 5, 10)
_FEWEST = 3
#: A step by which only some lines are counted.
_FIFTH = 5
#: Characters of a line that is no heading.
_LONG = 20
#: Numbers of one margin stand within so many points of each other.
_BAND = 8.0
_ENDED = re.compile(r"[。；：！？.;:!?—][”’」』）)\"']*$")
_WIDE = re.compile("[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]")


@dataclass(frozen=True, slots=True)
class _Counted:
    """A number that may count lines: the place of its line, on which side it stands, and the rest of the line."""

    at: int
    is_left: bool
    piece: Piece
    base: float

    @property
    def value(self) -> int:
        return int(self.piece.text)


def part_margin_numbers(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """``lines`` with the numbers in the margin set apart as furniture.

    Numbers count lines where they stand beside the text, run on by one step from line to line, and go through
    sentences: those of sections never stand before a line that goes on with the one above.
    """
    by_page: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        by_page.setdefault(line.page, []).append(at)
    numbers: dict[int, _Counted] = {}
    for is_left in (True, False):
        pages = [_beside(lines, places, is_left=is_left) for places in by_page.values()]
        runs = [counted for counted in pages if _run_on(counted)]
        if not any(_goes_through(lines, by_page[lines[run[0].at].page], run) for run in runs):
            continue
        edges = [_edge(counted) for run in runs for counted in run]
        for counted in (one for page in pages for one in page):
            if min(edges) - _BAND <= _edge(counted) <= max(edges) + _BAND:
                numbers[counted.at] = counted
    return [part for at, line in enumerate(lines) for part in _part(line, numbers.get(at))]


def _edge(counted: _Counted) -> float:
    return counted.piece.right if counted.is_left else counted.piece.left


def _beside(
    lines: Sequence[PrintedLine], places: Sequence[int], *, is_left: bool
) -> list[_Counted]:
    """The numbers of a page that stand left or right of its text, from its top."""
    text = [
        piece for at in places for piece in lines[at].pieces if not _NUMBER.fullmatch(piece.text)
    ]
    if not text:
        return []
    begins, ends = _bounds([piece.left for piece in text]), _bounds([piece.right for piece in text])
    found = []
    for at in places:
        piece = lines[at].pieces[0 if is_left else -1]
        is_beside = piece.right < begins[0] if is_left else piece.left > ends[1]
        if is_beside and _NUMBER.fullmatch(piece.text):
            found.append(_Counted(at, is_left, piece, lines[at].base))
    return sorted(found, key=lambda counted: -counted.base)


def _bounds(places: Sequence[float]) -> tuple[float, float]:
    """Where nearly all of ``places`` lie."""
    if len(places) < _FEWEST:
        return min(places), max(places)
    tenths = quantiles(places, n=10)
    return tenths[0], tenths[-1]


def _run_on(numbers: Sequence[_Counted]) -> bool:
    """Whether numbers grow by one step downwards, at one distance; two of them where each fifth line has one."""
    if len(numbers) < 2:
        return False
    steps = [after.value - before.value for before, after in pairwise(numbers)]
    distances = [before.base - after.base for before, after in pairwise(numbers)]
    step, distance = median(steps), median(distances)
    if step not in _STEPS or not distance:
        return False
    if len(numbers) < _FEWEST and (step < _FIFTH or any(one.value % step for one in numbers)):
        return False
    alike = sum(
        s > 0 and s % step == 0 and abs(d / distance - s / step) < 0.3
        for s, d in zip(steps, distances, strict=True)
    )
    return alike * 5 >= len(steps) * 4


def _goes_through(
    lines: Sequence[PrintedLine], places: Sequence[int], run: Sequence[_Counted]
) -> bool:
    """Whether the numbers of a page pay no heed to sentences: one stands where a sentence goes on, or there are as
    many lines from one to the next as they say."""
    rows = _Rows([lines[at] for at in places])
    for before, after in pairwise(run):
        first, last = rows.at(before.base), rows.at(after.base)
        step = after.value - before.value
        if step > 1 and last - first == step:
            return True
        if last == first + 1 and rows.goes_on(last):
            return True
    return False


class _Rows:
    """The lines of text of a page from its top, without the numbers beside them."""

    def __init__(self, lines: Sequence[PrintedLine]) -> None:
        rows: list[tuple[float, str]] = []
        for line in sorted(lines, key=lambda line: -line.base):
            words = " ".join(p.text for p in line.pieces if not _NUMBER.fullmatch(p.text))
            if not words:
                continue
            if rows and rows[-1][0] - line.base < 0.4 * max(line.size, 1.0):
                rows[-1] = (rows[-1][0], f"{rows[-1][1]} {words}")
            else:
                rows.append((line.base, words))
        self._rows = rows
        self._depths = [-base for base, _ in rows]

    def at(self, base: float) -> int:
        """The row at a height, or the next one below."""
        return bisect_left(self._depths, -base - 3.0)

    def goes_on(self, at: int) -> bool:
        """Whether a row goes on with the sentence of the row above."""
        if not 0 < at < len(self._rows):
            return False
        before, after = self._rows[at - 1][1], self._rows[at][1]
        if _ENDED.search(before):
            return False
        is_wide = bool(_WIDE.match(after) and _WIDE.match(before[-1]))
        return after[0].islower() or (is_wide and len(before) > _LONG)


def _part(line: PrintedLine, number: _Counted | None) -> Iterator[PrintedLine]:
    """A line as its number, which is furniture, and the rest."""
    if number is None:
        yield line
        return
    own = number.piece
    yield replace(
        line, text=own.text, left=own.left, right=own.right, pieces=(own,), aside=Aside.MARGIN
    )
    rest = line.pieces[1:] if number.is_left else line.pieces[:-1]
    if rest:
        cut = line.text.strip()
        text = cut[len(own.text) :] if number.is_left else cut[: -len(own.text)]
        yield replace(line, text=text.strip(), left=rest[0].left, right=rest[-1].right, pieces=rest)
