"""Find the comment forms among a document's tables: those with comment headings, and their continuations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from huiyin.files.tables.cell_values import row_begins
from huiyin.files.tables.table import GridTable, TableRecord
from huiyin.intake.columns import find_columns
from huiyin.intake.headings import read_records
from huiyin.law import find_citations

ROLES = (
    "id", "organisation", "reference", "paragraph", "quote", "wording", "text", "reason", "kind", "author",
    "first_name", "last_name", "language",
)  # fmt: skip
#: The roles of a comment's text, and those that distinguish a form from another table with a text column.
_SAYS, _OF_FORM = {"text", "wording"}, {"reference", "quote", "organisation", "reason"}
#: How far down a table its heading row is searched.
_HEADINGS_WITHIN = 30
#: A table without headings continues the form above if it has the same columns, and at least this many.
_GOES_ON_FROM = 3


@dataclass(frozen=True, slots=True)
class FormTables:
    """``tables``: all tables of a document; continuations of a form have its headings.

    The others are sets of table numbers. ``known``: tables with understood headings. ``clear``: those of them that
    would be forms even in a draft. ``wide``: multi-column tables, whose lines are not running text. ``filled``:
    whether any form has a row.
    """

    tables: tuple[GridTable, ...]
    known: frozenset[int]
    clear: frozenset[int]
    wide: frozenset[int]
    filled: bool

    @classmethod
    def of(cls, tables: Sequence[GridTable], columns: Mapping[str, str]) -> FormTables:
        """Find the forms among tables whose sheets are their numbers. ``columns``: role → heading, as given."""
        read: list[GridTable] = []
        known, clear, filled = set[int](), set[int](), False
        headings: tuple[str, ...] = ()
        for one in tables:
            table, found = _read_below(_transpose_form(one, columns), headings, columns)
            read.append(table)
            headings = ()
            if found is None:
                continue
            rows, own = found
            headings = own if len(own) >= _GOES_ON_FROM else ()
            known.add(int(table.sheet))
            filled = filled or bool(rows)
            if _is_clear(own, columns):
                clear.add(int(table.sheet))
        wide = frozenset(int(table.sheet) for table in tables if _is_wide(table))
        return cls(tuple(read), frozenset(known), frozenset(clear), wide, filled)

    def find_headless(self) -> dict[str, str]:
        """Return multi-column tables without known headings that may contain comments: number → first words."""
        found = {}
        for table in self.tables:
            number = int(table.sheet)
            if number in self.wide and number not in self.known and _may_be_comments(table):
                found[table.sheet] = row_begins(next((cells for _, cells in table.rows), ()))
        return found


def _may_be_comments(table: GridTable) -> bool:
    cells = [cell for _, row in table.rows for cell in row]
    return any(len(cell) >= _SENTENCE or find_citations(cell) for cell in cells)


#: A cell of this many characters is a sentence.
_SENTENCE = 20


def _read_below(
    table: GridTable, headings: tuple[str, ...], columns: Mapping[str, str]
) -> tuple[GridTable, tuple[tuple[TableRecord, ...], tuple[str, ...]] | None]:
    """Read a table by its own headings, or by those of the form above.

    The latter applies if it has the same columns, and names provisions where that form does.
    """
    records = _records_of(table, columns)
    if records is not None or not headings or _count_columns(table) != len(headings):
        return table, records
    below = replace(table, rows=((0, headings), *table.rows))
    records = _records_of(below, columns)
    if records is None or 2 * sum(map(_has_citation, records[0])) < len(records[0]):
        return table, None
    return below, records


def _records_of(
    table: GridTable, columns: Mapping[str, str]
) -> tuple[tuple[TableRecord, ...], tuple[str, ...]] | None:
    found = read_records(table, ROLES, ("text", "wording"), columns)
    return None if found is None else (found.records, found.headings)


def _has_citation(record: TableRecord) -> bool:
    reference = record.get("reference")
    return reference.isdecimal() or bool(find_citations(reference))


def _transpose_form(table: GridTable, columns: Mapping[str, str]) -> GridTable:
    """Turn a form whose headings are beside the entries into a table of rows; other tables are unchanged.

    A repeated heading begins a new row.
    """
    if any(_is_row_of_headings(cells, columns) for _, cells in table.rows[:_HEADINGS_WITHIN]):
        return table
    pairs = [
        (number, *pair) for number, cells in table.rows for pair in _list_pairs(cells, columns)
    ]
    headings = tuple(dict.fromkeys(heading for _, heading, _ in pairs))
    named = set(find_columns(headings, ROLES, columns))
    if len(named) < 2 or not named & _SAYS or len(pairs) < len(table.rows) / 2:
        return table
    return replace(table, rows=((0, headings), *_turn_pairs(pairs, headings)))


def _turn_pairs(
    pairs: Sequence[tuple[int, str, str]], headings: Sequence[str]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield rows from (row number, heading, text) triples; a repeated heading begins a new row."""
    turned: list[tuple[int, dict[str, str]]] = []
    for number, heading, words in pairs:
        if not turned or heading in turned[-1][1]:
            turned.append((number, {}))
        turned[-1][1][heading] = words
    for number, said in turned:
        yield number, tuple(said.get(heading, "") for heading in headings)


def _is_row_of_headings(cells: Sequence[str], columns: Mapping[str, str]) -> bool:
    """Tell whether most filled cells are headings, and more than one."""
    named = len(find_columns(cells, ROLES, columns))
    return named > 1 and 2 * named > sum(map(bool, cells))


def _list_pairs(cells: Sequence[str], columns: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each heading with the text to its right, one or two pairs per row."""
    filled = [cell.strip() for cell in cells]
    at = 0
    while at + 1 < len(filled):
        if find_columns([filled[at]], ROLES, columns):
            yield filled[at], filled[at + 1]
            at += 1
        at += 1


def _is_wide(table: GridTable) -> bool:
    return sum(sum(map(bool, cells)) > 1 for _, cells in table.rows) > 1


def _count_columns(table: GridTable) -> int:
    return max((len(cells) for _, cells in table.rows), default=0)


def _is_clear(headings: Sequence[str], columns: Mapping[str, str]) -> bool:
    named = set(find_columns(headings, ROLES, columns))
    return bool(named & _SAYS) and (bool(named & _OF_FORM) or named >= _SAYS)
