"""Line numbers in a margin or between columns, as in bills and pleadings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median, quantiles

from huiyin.law.readers.pdf_lines import AsideReason, LinePiece, PrintedLine

_NUMBER = re.compile(r"\d{1,4}")
_STEPS = (1, 2, 3, 4, 5, 10)
_FEWEST = 3
#: The most positions tried for numbers between columns.
_MOST_BANDS = 6
#: Steps with which only some lines are numbered.
_FIFTH = 5
#: The least characters of a line that is not a heading.
_LONG = 20
_LONG_IN_COLUMN = 12
#: The least share of a page's lines that are numbered.
_COVERED = 0.7
#: The most unnumbered lines above the text of a page.
_MOST_HEADS = 3
#: Numbers in one margin are aligned within this many points.
_BAND = 8.0
_ENDED = re.compile(r"[。；：！？.;:!?—][”’」』）)\"']*$")
_UNIT = re.compile(
    r"(?:SECTION|Section|SEC\.|Sec\.|ARTICLE|Article|CHAPTER|Chapter|PART|Part|§)\s*+\d|第[〇零一二三四五六七八九十百千\d]{1,9}[条條章节節]"
)
_WIDE = re.compile("[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]")


@dataclass(frozen=True, slots=True)
class _MarginNumber:
    """A possible line number: the index of its line and the piece of the line that it is."""

    at: int
    index: int
    piece: LinePiece
    base: float

    @property
    def value(self) -> int:
        return int(self.piece.text)


def part_margin_numbers(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return ``lines`` with line numbers in the margin set apart as furniture.

    Numbers count lines if they are beside the text, increase by a constant step from line to line, and occur within
    sentences. Section numbers never precede a line that continues the previous one.
    """
    by_page: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        by_page.setdefault(line.page, []).append(at)
    numbers: dict[int, dict[int, LinePiece]] = {}
    for is_left, find in (
        (True, _list_margin_numbers),
        (False, _list_margin_numbers),
        (True, _between),
        (False, _between),
    ):
        pages = [find(lines, places, is_left=is_left) for places in by_page.values()]
        is_between = find is _between
        for counted in _counting(lines, by_page, pages, is_left=is_left, is_between=is_between):
            numbers.setdefault(counted.at, {})[counted.index] = counted.piece
    return [
        part for at, line in enumerate(lines) for part in _split_line(line, numbers.get(at, {}))
    ]


def _counting(
    lines: Sequence[PrintedLine],
    by_page: Mapping[int, Sequence[int]],
    pages: Sequence[Sequence[_MarginNumber]],
    *,
    is_left: bool,
    is_between: bool,
) -> Iterator[_MarginNumber]:
    """Return the numbers beside the text or between its columns that count lines."""

    def edge(counted: _MarginNumber) -> float:
        return counted.piece.right if is_left else counted.piece.left

    rows = {page: _TextRows([lines[at] for at in places]) for page, places in by_page.items()}
    runs = [
        counted
        for counted in pages
        if counted and _run_on(counted, rows[lines[counted[0].at].page])
    ]
    if not any(
        _goes_through(lines, by_page[lines[run[0].at].page], run, is_between=is_between)
        for run in runs
    ):
        if not is_between:
            yield from _list_lone_numbers(lines, pages, rows, is_left=is_left)
        return
    edges = [edge(counted) for run in runs for counted in run]
    for counted in (one for page in pages for one in page):
        if min(edges) - _BAND <= edge(counted) <= max(edges) + _BAND:
            yield counted


def _list_margin_numbers(
    lines: Sequence[PrintedLine], places: Sequence[int], *, is_left: bool
) -> list[_MarginNumber]:
    """Return the numbers left or right of a page's text, from the top."""
    text = [
        piece for at in places for piece in lines[at].pieces if not _NUMBER.fullmatch(piece.text)
    ]
    if not text:
        return []
    begins, ends = (
        _compute_bounds([piece.left for piece in text]),
        _compute_bounds([piece.right for piece in text]),
    )
    numbers = []
    for at in places:
        index = 0 if is_left else len(lines[at].pieces) - 1
        piece = lines[at].pieces[index]
        is_beside = piece.right < begins[0] if is_left else piece.left > ends[1]
        if is_beside and _NUMBER.fullmatch(piece.text):
            numbers.append(_MarginNumber(at, index, piece, lines[at].base))
    return sorted(numbers, key=lambda counted: -counted.base)


def _between(
    lines: Sequence[PrintedLine], places: Sequence[int], *, is_left: bool
) -> list[_MarginNumber]:
    """Return aligned numbers between two columns of text."""
    words: list[LinePiece] = []
    bands: dict[int, list[_MarginNumber]] = {}
    for place in places:
        for index, piece in enumerate(lines[place].pieces):
            if not _NUMBER.fullmatch(piece.text):
                words.append(piece)
                continue
            edge = round((piece.right if is_left else piece.left) / _BAND)
            bands.setdefault(edge, []).append(_MarginNumber(place, index, piece, lines[place].base))
    for edge in sorted(bands, key=lambda edge: -len(bands[edge]))[:_MOST_BANDS]:
        found = bands[edge] + bands.get(edge + 1, [])
        if len(found) > 1 and _parts_columns(found, words):
            return sorted(found, key=lambda counted: -counted.base)
    return []


def _parts_columns(numbers: Sequence[_MarginNumber], words: Sequence[LinePiece]) -> bool:
    """Tell whether numbers are between two columns of running text."""
    first = min(counted.piece.left for counted in numbers)
    last = max(counted.piece.right for counted in numbers)
    left = [piece for piece in words if piece.right <= first]
    right = [piece for piece in words if piece.left >= last]
    fewest, most = sorted((len(left), len(right)))
    across = len(words) - fewest - most
    return fewest >= _FEWEST and across * 2 <= most and all(map(_is_running_text, (left, right)))


def _is_running_text(pieces: Sequence[LinePiece]) -> bool:
    """Tell whether a third of the pieces are as long as lines of text."""
    long = sum(len(p.text) * (2 if _WIDE.match(p.text) else 1) >= _LONG for p in pieces)
    return long * 3 >= len(pieces)


def _compute_bounds(places: Sequence[float]) -> tuple[float, float]:
    """Return the range that contains nearly all of ``places``."""
    if len(places) < _FEWEST:
        return min(places), max(places)
    tenths = quantiles(places, n=10, method="inclusive")
    return tenths[0], tenths[-1]


def _run_on(numbers: Sequence[_MarginNumber], rows: _TextRows) -> bool:
    """Tell whether numbers increase by one step downwards, at a constant distance or per line of text.

    Other content in between is ignored. Two numbers suffice if every fifth line has one.
    """
    if len(numbers) < 2:
        return False
    steps = [after.value - before.value for before, after in pairwise(numbers)]
    distances = [before.base - after.base for before, after in pairwise(numbers)]
    passed = [rows.at(after.base) - rows.at(before.base) for before, after in pairwise(numbers)]
    step, distance = median(steps), median(distances)
    if step not in _STEPS or not distance:
        return False
    if len(numbers) < _FEWEST and (step < _FIFTH or any(one.value % step for one in numbers)):
        return False
    alike = sum(
        s > 0 and s % step == 0 and (abs(d / distance - s / step) < 0.3 or s == lines)
        for s, d, lines in zip(steps, distances, passed, strict=True)
    )
    return alike * 5 >= len(steps) * 4


def _list_lone_numbers(
    lines: Sequence[PrintedLine],
    pages: Sequence[Sequence[_MarginNumber]],
    rows: Mapping[int, _TextRows],
    *,
    is_left: bool,
) -> Iterator[_MarginNumber]:
    """Return the multiples of five in a margin of pages that have only a few of them.

    Each must be exactly on the line that it counts, ignoring running heads. On the left it must be inside a
    sentence or before a section number, where no other number could be.
    """
    for counted in (one for page in pages if len(page) == 1 for one in page):
        own = rows[lines[counted.at].page]
        row = own.at(counted.base)
        is_counted = counted.value % _FIFTH == 0 and 0 <= row + 1 - counted.value <= _MOST_HEADS
        if is_counted and (not is_left or own.goes_on(row) or own.begins_unit(row)):
            yield counted


def _goes_through(
    lines: Sequence[PrintedLine],
    places: Sequence[int],
    run: Sequence[_MarginNumber],
    *,
    is_between: bool,
) -> bool:
    """Tell whether the numbers of a page ignore sentence boundaries.

    One is inside a sentence, or the distances in lines equal the differences of the numbers. Between columns two
    are needed.
    """
    own = [lines[at] for at in places]
    sides = [_TextRows(own)]
    if is_between:
        x = median(counted.piece.left for counted in run)
        sides = [
            _TextRows(own, until=x, long=_LONG_IN_COLUMN),
            _TextRows(own, since=x, long=_LONG_IN_COLUMN),
        ]
    return any(_pays_no_heed(rows, run, 2 if is_between else 1) for rows in sides)


def _pays_no_heed(rows: _TextRows, run: Sequence[_MarginNumber], wanted: int) -> bool:
    """Tell whether ``wanted`` of the numbers occur inside sentences of ``rows``."""
    step = run[1].value - run[0].value
    if len(run) * max(step, 1) < _COVERED * rows.count:
        return False  # figures of a table are only beside its rows
    through = 0
    for before, after in pairwise(run):
        first, last = rows.at(before.base), rows.at(after.base)
        step = after.value - before.value
        is_step = step > 1 and last - first == step
        through += is_step or (last == first + 1 and rows.goes_on(last))
    return through >= min(wanted, len(run) - 1)


class _TextRows:
    """The text lines of a page, or of part of its width, from the top, without the numbers beside them."""

    def __init__(
        self,
        lines: Sequence[PrintedLine],
        *,
        since: float = float("-inf"),
        until: float = float("inf"),
        long: int = _LONG,
    ) -> None:
        self._long = long
        rows: list[tuple[float, str]] = []
        for line in sorted(lines, key=lambda line: -line.base):
            words = " ".join(
                piece.text
                for piece in line.pieces
                if not _NUMBER.fullmatch(piece.text)
                and since <= piece.left
                and piece.right <= until
            )
            if not words:
                continue
            if rows and rows[-1][0] - line.base < 0.4 * max(line.size, 1.0):
                rows[-1] = (rows[-1][0], f"{rows[-1][1]} {words}")
            else:
                rows.append((line.base, words))
        self._rows = rows
        self._depths = [-base for base, _ in rows]

    @property
    def count(self) -> int:
        return len(self._rows)

    def at(self, base: float) -> int:
        """Return the row at a height, or the next one below."""
        return bisect_left(self._depths, -base - 3.0)

    def begins_unit(self, at: int) -> bool:
        """Tell whether a row begins with a named unit number."""
        return at < len(self._rows) and bool(_UNIT.match(self._rows[at][1]))

    def goes_on(self, at: int) -> bool:
        """Tell whether a row continues the sentence of the row above."""
        if not 0 < at < len(self._rows):
            return False
        before, after = self._rows[at - 1][1], self._rows[at][1]
        if _ENDED.search(before):
            return False
        is_wide = bool(_WIDE.match(after) and _WIDE.match(before[-1]))
        return after[0].islower() or (is_wide and len(before) > self._long)


def _split_line(line: PrintedLine, numbers: Mapping[int, LinePiece]) -> Iterator[PrintedLine]:
    """Split a line into its numbers, which are furniture, and the pieces between them."""
    if not numbers:
        yield line
        return
    rest: list[LinePiece] = []
    for index, piece in enumerate(line.pieces):
        if index not in numbers:
            rest.append(piece)
            continue
        yield from _stretch(line, rest)
        rest = []
        yield replace(
            line,
            text=piece.text,
            left=piece.left,
            right=piece.right,
            pieces=(piece,),
            aside=AsideReason.MARGIN,
        )
    yield from _stretch(line, rest)


def _stretch(line: PrintedLine, pieces: Sequence[LinePiece]) -> Iterator[PrintedLine]:
    """Yield the part of a line formed by some of its pieces; white space stays if only a number at one end is cut
    off.
    """
    if not pieces:
        return
    text = " ".join(piece.text for piece in pieces)
    first, *_, last = line.pieces
    if len(pieces) == len(line.pieces) - 1 and first is not pieces[0]:
        text = line.text.strip()[len(first.text) :].strip()
    elif len(pieces) == len(line.pieces) - 1 and last is not pieces[-1]:
        text = line.text.strip()[: -len(last.text)].strip()
    yield replace(
        line, text=text, left=pieces[0].left, right=pieces[-1].right, pieces=tuple(pieces)
    )
