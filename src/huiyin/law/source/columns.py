"""Pages of two columns: their lines in the order in which people read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from huiyin.law.source.printed_lines import Piece, PrintedLine

#: Lines that each column has at least, and the share of the page's text that their median is wide.
_FEWEST, _NARROWEST = 4, 0.28
#: Where the gap between two columns may lie, as shares of the width of the text.
_GUTTER = (0.35, 0.65)
_STEPS = 61


@dataclass(frozen=True, slots=True)
class _Cut:
    """A page cut at ``x``: how many stretches of text lie left and right of it, and how many across."""

    x: float
    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    across: int


def order_columns(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """``lines`` with those of two columns one column after the other, between the lines that go across."""
    by_page: dict[int, list[PrintedLine]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    return [line for page in by_page.values() for line in _order_page(page)]


def _order_page(lines: Sequence[PrintedLine]) -> Iterator[PrintedLine]:
    text = [line for line in lines if line.aside is None]
    cut = _find_cut(text)
    if cut is None:
        yield from lines
        return
    left: list[PrintedLine] = []
    right: list[PrintedLine] = []
    # What stands aside keeps its place beside the line that it stood before.
    for line in sorted(lines, key=lambda line: -line.base):
        if line.aside is not None:
            left.append(line)
            continue
        sides = _sides(line, cut.x)
        if sides is None:
            yield from (*left, *right)
            left, right = [], []
            yield line
            continue
        for column, pieces, target in ((1, sides[0], left), (2, sides[1], right)):
            if pieces:
                target.append(_as_column(line, pieces, column))
    yield from (*left, *right)


def _as_column(line: PrintedLine, pieces: tuple[Piece, ...], column: int) -> PrintedLine:
    text = line.text if len(pieces) == len(line.pieces) else " ".join(p.text for p in pieces)
    return replace(
        line, text=text, left=pieces[0].left, right=pieces[-1].right, pieces=pieces, column=column
    )


def _sides(line: PrintedLine, x: float) -> tuple[tuple[Piece, ...], tuple[Piece, ...]] | None:
    """The pieces of a line left and right of ``x``, or None where it goes across."""
    if any(piece.left < x < piece.right for piece in line.pieces):
        return None
    return (
        tuple(piece for piece in line.pieces if piece.right <= x),
        tuple(piece for piece in line.pieces if piece.left >= x),
    )


def _find_cut(lines: Sequence[PrintedLine]) -> _Cut | None:
    """Where a page is cut into columns of running text, if it is."""
    if len(lines) < _FEWEST:
        return None
    first, last = min(line.left for line in lines), max(line.right for line in lines)
    width = last - first
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


def _cut_at(lines: Sequence[PrintedLine], x: float) -> _Cut:
    """Each side of a line as one stretch."""
    left: list[Piece] = []
    right: list[Piece] = []
    across = 0
    for line in lines:
        sides = _sides(line, x)
        if sides is None:
            across += 1
            continue
        for pieces, target in ((sides[0], left), (sides[1], right)):
            if pieces:
                target.append(Piece("", pieces[0].left, pieces[-1].right))
    return _Cut(x, tuple(left), tuple(right), across)


def _has_columns(cut: _Cut, width: float) -> bool:
    return (
        min(len(cut.left), len(cut.right)) >= _FEWEST
        and cut.across <= max(len(cut.left), len(cut.right))
        and all(
            median(piece.right - piece.left for piece in side) >= _NARROWEST * width
            for side in (cut.left, cut.right)
        )
    )
