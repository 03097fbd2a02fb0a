"""Put the lines of pages with columns into reading order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from huiyin.law.readers.pdf_lines import LinePiece, PrintedLine
from huiyin.law.readers.rows import is_amount

#: The least lines of a column, and the least median line width as a share of the page's text width.
_FEWEST, _NARROWEST = 4, 0.28
#: A narrower column must contain running text: lines of at least this many characters, or Chinese characters.
_NARROW, _LONG, _LONG_WIDE = 0.18, 14, 7
#: Where the gap between two columns may be, as shares of the text width.
_GUTTER = (0.2, 0.8)
_STEPS = 121
#: The share of a page's height at its edges where running heads are.
_EDGE = 0.13
#: The distance of a running head from its neighbour, in character sizes, and relative to the distance of text
#: lines.
_FAR, _GAP = 1.9, 1.2
#: The most lines at its edges that a page may put after its text.
_MOST_HEADS = 12
#: How deeply columns may be divided into further columns.
_DEEPEST = 3
_WIDE = re.compile("[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]")


@dataclass(frozen=True, slots=True)
class _PageCut:
    """A page cut at ``x``: the text left and right of it; how many lines cross the cut; how many of those have text
    beside them and so do not cross all columns; for one side at least, how many lines are beside the other; and how
    many lines of one side have separate figures, like table rows.
    """

    x: float
    left: tuple[LinePiece, ...]
    right: tuple[LinePiece, ...]
    across: int
    beside: int
    alongside: int
    figures: int


def order_columns(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return ``lines`` with columns one after the other, between the lines that cross them."""
    by_page: dict[int, list[PrintedLine]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    return [line for page in by_page.values() for line in _order_page(page)]


def _order_page(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    ordered = _cut_page(lines, 0)
    return ordered if any(line.column for line in ordered) else _follow_file(ordered)


def _cut_page(lines: Sequence[PrintedLine], depth: int) -> list[PrintedLine]:
    """Cut the lines of a page, or of one of its columns, into columns as often as possible."""
    text = [line for line in lines if line.aside is None]
    cut = _find_cut(text) if depth < _DEEPEST else None
    if cut is None:
        return list(lines)
    ordered: list[PrintedLine] = []
    left: list[PrintedLine] = []
    right: list[PrintedLine] = []

    def end_columns() -> None:
        count = 0
        for side in (left, right):
            columns = _cut_page(side, depth + 1)
            ordered.extend(replace(line, column=count + max(line.column, 1)) for line in columns)
            count += max((line.column for line in columns), default=0) or 1
            side.clear()

    whole = _at_edges(text) if depth == 0 else set()
    # Marginal text keeps its place before the same line.
    for line in sorted(lines, key=lambda line: -line.base):
        if line.aside is not None:
            (left if line.left <= cut.x else right).append(line)
            continue
        sides = None if line.base in whole else _split_sides(line, cut.x)
        if sides is None:
            end_columns()
            ordered.append(line)
            continue
        for pieces, target in ((sides[0], left), (sides[1], right)):
            if pieces:
                target.append(_as_column(line, pieces))
    end_columns()
    return ordered


def _at_edges(lines: Sequence[PrintedLine]) -> set[float]:
    """Return the baselines of the first and last line of a page if a wider gap separates them and the file has them
    as one line.

    They are running heads, which cross all columns.
    """
    ordered = sorted(lines, key=lambda line: -line.base)
    gaps = sorted(before.base - line.base for before, line in pairwise(ordered))
    if len(gaps) < _FEWEST:
        return set()
    usual = gaps[int(len(gaps) * 0.9)]
    whole: set[float] = set()
    for edge, inner in ((ordered[0], ordered[1]), (ordered[-1], ordered[-2])):
        gap = abs(edge.base - inner.base)
        is_edge = not _EDGE < edge.share < 1 - _EDGE
        if is_edge and len(edge.pieces) > 1 and gap > max(_FAR * inner.size, _GAP * usual):
            whole.add(edge.base)
    return whole


def _follow_file(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return the lines of a page in file order: where it jumps back up and to the right, a column begins."""
    columns: list[list[int]] = [[]]
    across: set[int] = set()
    heads = 0
    for line_index, line in enumerate(lines):
        if line.aside is not None:
            continue
        own = columns[-1]
        if own and line.base - lines[own[-1]].base > 2 * max(line.size, 1.0):
            beside = {before for before in own if lines[before].base < line.base + line.size}
            if all(lines[before].right < line.left for before in beside):
                across.update(before for before in own if before not in beside)
                columns.append([line_index])
                continue
            across.add(line_index)  # a running head at the end of the file's page
            heads += 1
            if _EDGE < line.share < 1 - _EDGE or heads > _MOST_HEADS:
                return list(lines)
            continue
        own.append(line_index)
    if len(columns) == 1 or any(_holds_cells([lines[at].text for at in own]) for own in columns):
        return list(lines)
    counted = {at: number for number, own in enumerate(columns, 1) for at in own}
    return [
        line if at in across or at not in counted else replace(line, column=counted[at])
        for at, line in enumerate(lines)
    ]


def _holds_cells(texts: Sequence[str]) -> bool:
    """Tell whether lines are table cells, which a file may list column by column."""
    lengths = [len(text) * (_LONG / _LONG_WIDE if _WIDE.match(text) else 1) for text in texts]
    return len(texts) > 2 and median(lengths) < _LONG


def _as_column(line: PrintedLine, pieces: tuple[LinePiece, ...]) -> PrintedLine:
    text = line.text if len(pieces) == len(line.pieces) else " ".join(p.text for p in pieces)
    return replace(line, text=text, left=pieces[0].left, right=pieces[-1].right, pieces=pieces)


def _split_sides(
    line: PrintedLine, x: float
) -> tuple[tuple[LinePiece, ...], tuple[LinePiece, ...]] | None:
    """Return the pieces of a line left and right of ``x``; None if it crosses."""
    if any(piece.left < x < piece.right for piece in line.pieces):
        return None
    return (
        tuple(piece for piece in line.pieces if piece.right <= x),
        tuple(piece for piece in line.pieces if piece.left >= x),
    )


def _find_cut(lines: Sequence[PrintedLine]) -> _PageCut | None:
    """Return where a page is cut into columns of running text, if it is."""
    if len(lines) < _FEWEST:
        return None
    first, last = min(line.left for line in lines), max(line.right for line in lines)
    width = last - first
    lines = sorted(lines, key=lambda line: -line.base)
    cuts = [
        _cut_at(lines, first + width * (_GUTTER[0] + (_GUTTER[1] - _GUTTER[0]) * at / (_STEPS - 1)))
        for at in range(_STEPS)
    ]
    good = [cut for cut in cuts if _has_columns(cut, width)]
    if not good:
        return None
    fewest = min(cut.across for cut in good)
    best = [cut for cut in good if cut.across == fewest]
    return best[len(best) // 2]


def _cut_at(lines: Sequence[PrintedLine], x: float) -> _PageCut:
    """Cut at ``x``, with each side of a line as one piece."""
    left: list[LinePiece] = []
    right: list[LinePiece] = []
    across: list[PrintedLine] = []
    bases: set[int] = set()
    heights: tuple[list[float], list[float]] = ([], [])
    alongside, figures = [0, 0], [0, 0]
    for line in lines:
        sides = _split_sides(line, x)
        if sides is None:
            across.append(line)
            _count_alongside(heights, alongside)
            heights = ([], [])
            continue
        bases.add(round(line.base))
        for side, target, own in zip(sides, (left, right), heights, strict=True):
            if side:
                words = " ".join(piece.text for piece in side)
                target.append(LinePiece(words, side[0].left, side[-1].right))
                figures[target is right] += sum(map(is_amount, side[1:])) > 0
                own.append(line.base)
    _count_alongside(heights, alongside)
    beside = sum(round(line.base) + d in bases for line in across for d in (-1, 0, 1))
    return _PageCut(x, tuple(left), tuple(right), len(across), beside, min(alongside), max(figures))


def _count_alongside(heights: tuple[Sequence[float], Sequence[float]], count: list[int]) -> None:
    """Add to ``count`` the lines of each side that are between the first and the last of the other."""
    left, right = heights
    if left and right:
        lowest, highest = max(min(left), min(right)) - 1.0, min(max(left), max(right)) + 1.0
        for at, side in enumerate(heights):
            count[at] += sum(lowest <= base <= highest for base in side)


def _has_columns(cut: _PageCut, width: float) -> bool:
    fewest, most = sorted((len(cut.left), len(cut.right)))
    return (
        fewest >= _FEWEST
        and cut.alongside >= _FEWEST
        and cut.figures * 2 <= most
        and cut.across <= most
        and cut.beside * 10 <= most
        and all(_is_column(side, width) for side in (cut.left, cut.right))
    )


def _is_column(side: Sequence[LinePiece], width: float) -> bool:
    share = median(piece.right - piece.left for piece in side) / width
    if share >= _NARROWEST:
        return True
    lengths = [
        len(piece.text) * (_LONG / _LONG_WIDE if _WIDE.match(piece.text) else 1) for piece in side
    ]
    return share >= _NARROW and median(lengths) >= _LONG
