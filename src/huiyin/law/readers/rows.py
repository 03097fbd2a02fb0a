"""Tell rows of tables, fee lists and tables of contents from lines of running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from huiyin.law.readers.pdf_lines import LinePiece, PrintedLine

#: What is separated from a unit's text without being a cell: 1, 1., (a), 第一条, Article 1, a dash.
_MARKER = re.compile(
    r"\d{1,4}[A-Za-z]{0,2}[.)）．、]?|[(（\[【]\s*[\w一-鿿]{1,6}\s*[)）\]】][.．、]?|[A-Za-z][.)]"
    r"|第\s*[\d〇○零一二三四五六七八九十百千]{1,9}\s*(?:[编編章节節条條]|分[编編])(?:之[一二三四五六七八九十]{1,3})?"
    r"|(?:Article|Section|Sec\.|Chapter|Part|Title|Annex|Schedule|Rule|Regulation|§)\s*(?:[\dIVXLC]{1,7}|[A-Z])[A-Z]{0,2}[.:]?"
    r"|[一二三四五六七八九十百]{1,4}、|附\s*[件则則录錄表][\d一二三四五六七八九十]{0,3}[:：]?|[–—•‒\-*·①-⑳]{1,2}",
    re.I,
)
#: A figure with its unit and currency.
_AMOUNT = re.compile(
    r"(?:[^\W\d_]{1,4}|[$€£¥￥])?\s*[-–—]?\d[\d,.'’ ]{0,15}\s*(?:[%％‰€$£¥]|[^\W\d_]{1,6})?|[-–—]{1,3}|[ivxlc]{1,6}",
    re.I,
)
#: Leader dots before a page number, and how many there are at least.
_LEADERS, _FEWEST_LEADERS = ".·…‥_․", 4
#: Cells of two rows are in the same column if an edge differs by at most this many points.
_ALIGNED = 3.0
#: The distance, in sizes, that makes an amount at the end of a line a cell.
_FAR = 3.0
#: Pieces closer than this share of their size belong to one word.
_TOUCHING = 0.15
#: The maximum distance between rows of one table, in character sizes.
_NEAR = 4.0


def gather_rows(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Join what is on one baseline into one line, and put tabs between the cells of table rows."""
    return _mark_rows(join_bases(lines))


def join_bases(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Join pieces that the file lists consecutively, or whose amounts it lists later."""
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
    """Return the line to which an amount listed later belongs; -1 if there is none."""
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
        # PDFium puts the hyphen of a broken word on a line of its own.
        text = before.text + line.text
        pieces = (*others, LinePiece(last.text + first.text, last.left, first.right), *more)
    else:
        text, pieces = f"{before.text} {line.text}", (*others, last, first, *more)
    return replace(before, text=text, right=line.right, pieces=pieces)


def _get_pieces(line: PrintedLine) -> tuple[LinePiece, ...]:
    return line.pieces or (LinePiece(line.text, line.left, line.right),)


def find_cells(line: PrintedLine) -> tuple[LinePiece, ...]:
    """Return the pieces of a line; a unit's number is joined with its text."""
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
    """Tell whether a line of several cells ends with an amount or has a row of the same table near it."""
    if _ends_with_amount(lines[at], rows[at]):
        return True
    near_rows = _list_near_rows(lines, rows, at)
    return any(_in_one_table(lines[at], rows[at], *near) for near in near_rows)


def _is_led(text: str) -> bool:
    """Tell whether a line ends with leader dots and a page number."""
    words = text.rstrip().rstrip("0123456789ivxlcIVXLC").rstrip()
    dots = words[len(words.rstrip(_LEADERS + " ")) :]
    return sum(2 if dot == "…" else 1 for dot in dots if dot != " ") >= _FEWEST_LEADERS


def _list_near_rows(
    lines: Sequence[PrintedLine], rows: Sequence[tuple[LinePiece, ...]], at: int
) -> Iterator[tuple[PrintedLine, tuple[LinePiece, ...]]]:
    """Return the rows above and below, skipping further lines of a cell in between."""
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
    """Tell whether two nearby lines have cells in the same column, other than the first."""
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
    """Tell whether a piece is only a figure."""
    return bool(_AMOUNT.fullmatch(piece.text))


def find_cell(row: Sequence[LinePiece], piece: LinePiece) -> int:
    """Return the cell of a row above a piece; -1 if there is none."""
    for at, cell in enumerate(row):
        ends = row[at + 1].left if at + 1 < len(row) else float("inf")
        if abs(cell.left - piece.left) <= _ALIGNED and piece.right <= ends:
            return at
    return -1
