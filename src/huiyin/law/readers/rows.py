"""Rows of tables, of fees and of contents, told from lines of running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from huiyin.law.readers.pdf_lines import LinePiece, PrintedLine

#: What stands apart before the words of a unit, and is no cell: 1, 1., (a), 第一条, Article 1, a dash.
_MARKER = re.compile(
    r"\d{1,4}[A-Za-z]{0,2}[.)）．、]?|[(（\[【]\s*[\w一-鿿]{1,6}\s*[)）\]】][.．、]?|[A-Za-z][.)]"
    r"|第\s*[\d〇○零一二三四五六七八九十百千]{1,9}\s*(?:[编編章节節条條]|分[编編])(?:之[一二三四五六七八九十]{1,3})?"
    r"|(?:Article|Section|Sec\.|Chapter|Part|Title|Annex|Schedule|Rule|Regulation|§)\s*(?:[\dIVXLC]{1,7}|[A-Z])[A-Z]{0,2}[.:]?"
    r"|[一二三四五六七八九十百]{1,4}、|附\s*[件则則录錄表][\d一二三四五六七八九十]{0,3}[:：]?|[–—•‒\-*·①-⑳]{1,2}",
    re.I,
)
#: A figure, with its unit and its currency.
_AMOUNT = re.compile(
    r"(?:[^\W\d_]{1,4}|[$€£¥￥])?\s*[-–—]?\d[\d,.'’ ]{0,15}\s*(?:[%％‰€$£¥]|[^\W\d_]{1,6})?|[-–—]{1,3}|[ivxlc]{1,6}",
    re.I,
)
#: Dots that lead to the number of a page, and how many do.
_LEADERS, _FEWEST_LEADERS = ".·…‥_․", 4
#: Cells of two rows stand in one column where an edge of theirs differs by no more points.
_ALIGNED = 3.0
#: An amount at the end of a line is a cell where so many of its sizes set it apart.
_FAR = 3.0
#: What stands no further away than this share of its size is one word with what stands before it.
_TOUCHING = 0.15
#: Rows of one table lie no further apart, in sizes of their characters.
_NEAR = 4.0


def gather_rows(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """``lines`` with what stands on one base as one line, and the rows of tables with tabs between their cells."""
    return _mark_rows(join_bases(lines))


def join_bases(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """One line for the pieces that the file sets one after the other, or whose amounts it sets later."""
    joined: list[PrintedLine] = []
    at_base: dict[tuple[int, int, int], int] = {}
    for line in lines:
        if line.aside is not None:
            joined.append(line)
            continue
        place = len(joined) - 1
        if not (joined and _continues_base(joined[place], line)):
            place = _row_of_amount(joined, at_base, line)
        if place >= 0:
            joined[place] = _join_lines(joined[place], line)
            continue
        at_base[_base_key(line)] = len(joined)
        joined.append(line)
    return joined


def _base_key(line: PrintedLine) -> tuple[int, int, int]:
    return line.page, line.column, round(line.base)


def _row_of_amount(
    lines: Sequence[PrintedLine], at_base: dict[tuple[int, int, int], int], line: PrintedLine
) -> int:
    """The line at whose end an amount stands that the file sets later; -1 where there is none."""
    if not _AMOUNT.fullmatch(line.text):
        return -1
    page, column, base = _base_key(line)
    for near in (base, base - 1, base + 1):
        place = at_base.get((page, column, near), -1)
        if place >= 0 and _continues_base(lines[place], line):
            return place
    return -1


def _continues_base(before: PrintedLine, line: PrintedLine) -> bool:
    return (
        before.aside is None
        and (before.page, before.column) == (line.page, line.column)
        and abs(before.base - line.base) < 0.25 * max(line.size, before.size, 1.0)
        and line.left > before.right - 1.0
    )


def _join_lines(before: PrintedLine, line: PrintedLine) -> PrintedLine:
    *others, last = _get_pieces(before)
    first, *more = _get_pieces(line)
    if first.left - last.right < _TOUCHING * max(line.size, 1.0):
        # PDFium sets the hyphen of a broken word on a line of its own.
        text = before.text + line.text
        pieces = (*others, LinePiece(last.text + first.text, last.left, first.right), *more)
    else:
        text, pieces = f"{before.text} {line.text}", (*others, last, first, *more)
    return replace(before, text=text, right=line.right, pieces=pieces)


def _get_pieces(line: PrintedLine) -> tuple[LinePiece, ...]:
    return line.pieces or (LinePiece(line.text, line.left, line.right),)


def find_cells(line: PrintedLine) -> tuple[LinePiece, ...]:
    """The pieces of a line; the number of a unit is one with the words behind it."""
    pieces = _get_pieces(line)
    if len(pieces) > 1 and _MARKER.fullmatch(pieces[0].text):
        first, second = pieces[:2]
        one = LinePiece(f"{first.text} {second.text}", first.left, second.right)
        return (one, *pieces[2:])
    return pieces


def _mark_rows(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    rows = [find_cells(line) if line.aside is None else () for line in lines]
    marked = list(lines)
    for row_index, cells in enumerate(rows):
        line = lines[row_index]
        if line.aside is not None:
            continue
        if len(cells) == 1 and _is_led(line.text):
            marked[row_index] = replace(line, is_row=True)
        elif len(cells) > 1 and _is_in_table(lines, rows, row_index):
            words = "\t".join(cell.text for cell in cells)
            marked[row_index] = replace(line, text=words, pieces=cells, is_row=True)
    return marked


def _is_in_table(
    lines: Sequence[PrintedLine], rows: Sequence[tuple[LinePiece, ...]], at: int
) -> bool:
    """Whether a line of several cells ends with an amount, or has a row of the same table near it."""
    if _ends_with_amount(lines[at], rows[at]):
        return True
    near_rows = _list_near_rows(lines, rows, at)
    return any(_in_one_table(lines[at], rows[at], *near) for near in near_rows)


def _is_led(text: str) -> bool:
    """Whether a line ends with dots that lead to the number of a page."""
    words = text.rstrip().rstrip("0123456789ivxlcIVXLC").rstrip()
    dots = words[len(words.rstrip(_LEADERS + " ")) :]
    return sum(2 if dot == "…" else 1 for dot in dots if dot != " ") >= _FEWEST_LEADERS


def _list_near_rows(
    lines: Sequence[PrintedLine], rows: Sequence[tuple[LinePiece, ...]], at: int
) -> Iterator[tuple[PrintedLine, tuple[LinePiece, ...]]]:
    """The rows above and below, over the further lines of a cell between them."""
    for step in (-1, 1):
        for near in range(at + step, at + 4 * step, step):
            if not 0 <= near < len(lines):
                break
            if len(rows[near]) > 1:
                yield lines[near], rows[near]
                break


def _ends_with_amount(line: PrintedLine, cells: Sequence[LinePiece]) -> bool:
    gap = cells[-1].left - cells[-2].right
    return gap > _FAR * max(line.size, 1.0) and bool(_AMOUNT.fullmatch(cells[-1].text))


def _in_one_table(
    line: PrintedLine, cells: Sequence[LinePiece], other: PrintedLine, others: Sequence[LinePiece]
) -> bool:
    """Whether two lines near each other have cells in one column beside the first."""
    if (line.page, line.column) != (other.page, other.column):
        return False
    if abs(line.base - other.base) > 3 * _NEAR * max(line.size, 1.0):
        return False
    return any(
        abs(cell.left - its.left) <= _ALIGNED
        or abs(cell.right - its.right) <= _ALIGNED
        or abs(cell.left + cell.right - its.left - its.right) <= _ALIGNED
        for cell in cells[1:]
        for its in others[1:]
    )


def is_amount(piece: LinePiece) -> bool:
    """Whether a piece is a figure by itself."""
    return bool(_AMOUNT.fullmatch(piece.text))


def find_cell(row: Sequence[LinePiece], piece: LinePiece) -> int:
    """The cell of a row below which a piece stands; -1 where there is none."""
    for at, cell in enumerate(row):
        ends = row[at + 1].left if at + 1 < len(row) else float("inf")
        if abs(cell.left - piece.left) <= _ALIGNED and piece.right <= ends:
            return at
    return -1
