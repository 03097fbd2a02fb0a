"""Tables as text with a separator: CSV and its kin."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from huiyin.files.problems import RefusalCode, UnreadableLaw
from huiyin.files.tables.cell_values import as_written, row_begins
from huiyin.files.tables.table import WHOLE, GridTable

#: A text table's separator is told from so many characters of it.
_SAMPLE = 1024 * 1024
_SEPARATORS = (",", ";", "\t", "|")
#: The first line of a file that says to Excel what separates its cells.
_SAYS = re.compile(r"\ufeff?\"?sep=([,;|\t])\"?\s*+")


def read_separated(text: str, name: str) -> GridTable:
    """The separator is the one that gives the most rows the same number of columns, more than one, unless the file says
    which it is."""
    csv.field_size_limit(16 * 1024 * 1024)
    lines = list(_split_lines(text))
    said = _SAYS.fullmatch(lines[0]) if lines else None
    if said:
        lines[0] = "\n"
    rows = list(_parse_rows(lines, said[1] if said else _find_separator(text, lines, name), name))
    kept = [
        (line, tuple(as_written(cell.strip("\ufeff")) for cell in row))
        for line, row, _ in rows
        if any(cell.strip() for cell in row)
    ]
    wrong = {
        (line, WHOLE): (RefusalCode.OPEN_QUOTE, (("begins", row_begins(row)),))
        for line, row, is_open in rows
        if is_open
    }
    return GridTable(name, "", tuple(kept), wrong, is_divided=True)


def _find_separator(text: str, lines: Sequence[str], name: str) -> str:
    many = len(text) > _SAMPLE
    sample = list(_split_lines(text[:_SAMPLE]))[:-1] if many else lines
    scored = [
        (_measure_evenness(_parse_rows(sample or lines, separator, name)), -place, separator)
        for place, separator in enumerate(_SEPARATORS)
        if place == 0 or separator in text[:_SAMPLE]
    ]
    return max(scored)[-1]


def _parse_rows(
    lines: Sequence[str], separator: str, name: str
) -> Iterator[tuple[int, list[str], bool]]:
    """Rows with the line that each begins on. A quotation mark that opens a cell and that nothing closes properly
    would make one cell of the rows below it: such a line is a row of its own, and is marked."""
    position = 0
    while position < len(lines):
        begin = position
        reader = csv.reader(_list_lines_from(lines, position), delimiter=separator, strict=True)
        before = 0
        try:
            for row in reader:
                yield begin + before + 1, row, False
                before = reader.line_num
            return
        except csv.Error as error:
            if "field larger" in str(error):
                raise UnreadableLaw("damaged", file=name) from error
        position = begin + before
        line = lines[position]
        row = next(csv.reader([line], delimiter=separator, strict=False), [])
        is_open = any("\n" in cell for cell in row) or not _is_closed(line, separator)
        if is_open:
            row = next(csv.reader([line], delimiter=separator, quoting=csv.QUOTE_NONE), [])
        yield position + 1, row, is_open
        position += 1


def _is_closed(line: str, separator: str) -> bool:
    """Whether every cell that a quotation mark opens in the line ends in it."""
    try:
        list(csv.reader([line.rstrip("\n") + "x\n"], delimiter=separator, strict=True))
    except csv.Error as error:
        return "unexpected end" not in str(error)
    return True


def _list_lines_from(lines: Sequence[str], at: int) -> Iterator[str]:
    for number in range(at, len(lines)):
        yield lines[number]


def _split_lines(text: str) -> Iterator[str]:
    """The lines of a text with their ends; ``io.StringIO`` would hold four bytes for each of its characters."""
    at = 0
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        yield text[at:end]
        at = end


def _measure_evenness(rows: Iterable[tuple[int, list[str], bool]]) -> tuple[int, int]:
    """How many rows have the width that most have, and that width; none where it is one."""
    widths = Counter(len(row) for _, row, _ in rows if any(cell.strip() for cell in row))
    common = max(widths, key=lambda width: (widths[width], width)) if widths else 0
    return (widths[common] if common > 1 else 0, common)
