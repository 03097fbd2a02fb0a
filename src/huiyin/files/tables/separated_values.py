"""Tables as text with a separator: CSV and its relatives."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from huiyin.files.problems import RefusalCode, UnreadableLaw
from huiyin.files.tables.cell_values import as_written, row_begins
from huiyin.files.tables.table import WHOLE, GridTable, Wrong

#: How many characters are examined to find the separator.
SAMPLE = 1024 * 1024
_SEPARATORS = (",", ";", "\t", "|")
#: Rows per piece of a table. The columns are recognised from the first piece.
PIECE = 2_000
#: A longer cell (in characters) is not a cell but an unclosed quotation.
_LONGEST_CELL = 16 * 1024 * 1024
#: The first line with which a file tells Excel its separator (``sep=;``).
_SAYS = re.compile(r"\ufeff?\"?sep=([,;|\t])\"?\s*+")


def read_separated(text: str, name: str) -> GridTable:
    """Read a table of separated values.

    The separator is the one with which the most rows have the same number of columns, more than one, unless the
    file names its separator.
    """
    pieces = list(stream_separated(text, (), name))
    rows = tuple(row for piece in pieces for row in piece.rows)
    wrong = {place: why for piece in pieces for place, why in piece.wrong.items()}
    return GridTable(name, "", rows, wrong, is_divided=True)


def stream_separated(head: str, rest: Iterable[str], name: str) -> Iterator[GridTable]:
    """Read a table of separated values in pieces of :data:`PIECE` rows; yield at least one, possibly empty.

    ``head``: the text read so far, at least :data:`SAMPLE` + 1 characters if the file has that many. ``rest``: the
    lines after it.
    """
    csv.field_size_limit(_LONGEST_CELL)
    lines = _list_lines(head, iter(rest))
    first = next(lines, "")
    said = _SAYS.fullmatch(first)
    separator = said[1] if said else _find_separator(head, name)
    lines = chain(["\n" if said else first] if head else [], lines)
    rows: list[tuple[int, tuple[str, ...]]] = []
    wrong: dict[tuple[int, int], Wrong] = {}
    is_first = True
    for line, row, is_open in _parse_rows(lines, separator, name):
        if is_open:
            wrong[line, WHOLE] = (RefusalCode.OPEN_QUOTE, (("begins", row_begins(row)),))
        said_in_row = "".join(row)
        if not said_in_row or said_in_row.isspace():
            continue
        if "=" in said_in_row or "\ufeff" in said_in_row:
            rows.append((line, tuple(as_written(cell.strip("\ufeff")) for cell in row)))
        else:
            rows.append((line, tuple(row)))
        if len(rows) == PIECE:
            yield GridTable(name, "", tuple(rows), wrong, is_divided=True)
            rows, wrong, is_first = [], {}, False
    if rows or wrong or is_first:
        yield GridTable(name, "", tuple(rows), wrong, is_divided=True)


def _list_lines(head: str, rest: Iterator[str]) -> Iterator[str]:
    """Yield the lines of a text whose beginning is ``head``."""
    at = 0
    while end := head.find("\n", at) + 1:
        yield head[at:end]
        at = end
    last = head[at:] + next(rest, "")
    if last:
        yield last
    yield from rest


def _find_separator(head: str, name: str) -> str:
    sample = list(_split_lines(head[:SAMPLE]))
    if len(head) > SAMPLE:
        sample = sample[:-1] or sample
    scored = [
        (_measure_evenness(_parse_rows(sample, separator, name)), -place, separator)
        for place, separator in enumerate(_SEPARATORS)
        if place == 0 or separator in head[:SAMPLE]
    ]
    return max(scored)[-1]


class _Lines:
    """Lines, of which those since the last complete row can be read again."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._again: list[str] = []
        self.held: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else next(self._lines)
        self.held.append(line)
        return line

    def go_back(self) -> None:
        """Read the held lines again."""
        self._again += reversed(self.held)
        self.held = []


def _parse_rows(
    lines: Iterable[str], separator: str, name: str
) -> Iterator[tuple[int, list[str], bool]]:
    """Yield each row with the line that it begins on.

    An opening quotation mark that is never properly closed would swallow all rows below it. Such a line becomes a
    row of its own and is marked.
    """
    source = _Lines(lines)
    position = 0
    while True:
        reader = csv.reader(source, delimiter=separator, strict=True)
        before = 0
        try:
            for row in reader:
                yield position + before + 1, row, False
                before = reader.line_num
                source.held.clear()
            return
        except csv.Error as error:
            if "field larger" in str(error):
                raise UnreadableLaw("damaged", file=name) from error
        position += before
        source.go_back()
        line = next(source)
        row = next(csv.reader([line], delimiter=separator, strict=False), [])
        is_open = any("\n" in cell for cell in row) or not _is_closed(line, separator)
        if is_open:
            row = next(csv.reader([line], delimiter=separator, quoting=csv.QUOTE_NONE), [])
        yield position + 1, row, is_open
        source.held.clear()
        position += 1


def _is_closed(line: str, separator: str) -> bool:
    """Tell whether every quoted cell that begins in the line also ends in it."""
    try:
        list(csv.reader([line.rstrip("\n") + "x\n"], delimiter=separator, strict=True))
    except csv.Error as error:
        return "unexpected end" not in str(error)
    return True


def _split_lines(text: str) -> Iterator[str]:
    """Yield the lines of a text with their ends. ``io.StringIO`` would need four bytes for each character."""
    at = 0
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        yield text[at:end]
        at = end


def _measure_evenness(rows: Iterable[tuple[int, list[str], bool]]) -> tuple[int, int]:
    """Return how many rows have the most frequent width, and that width; (0, 0) if it is one."""
    widths = Counter(len(row) for _, row, _ in rows if any(cell.strip() for cell in row))
    common = max(widths, key=lambda width: (widths[width], width)) if widths else 0
    return (widths[common] if common > 1 else 0, common)
