"""Find the headings of a table, the roles of its columns, and the rows below.

Headings need not be in the first row, may take two rows, and may be repeated further down. Anything between, above
or beside them is reported and not forced into a role.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from huiyin.files.problems import RefusalCode, Remark, RemarkCode
from huiyin.files.tables.cell_values import as_drawn, row_begins, without_seal
from huiyin.files.tables.table import MOST_COLUMNS, WHOLE, GridTable, TableRecord, Wrong, list_rows
from huiyin.intake.cell_columns import complete_columns, guess_columns, parse_column_number
from huiyin.intake.columns import (
    count_exact,
    find_columns,
    find_others,
    find_role,
    heading_key,
    is_known,
    is_language,
    language_named,
    language_of_heading,
)
from huiyin.intake.model import TableRead
from huiyin.text import as_kept, is_whole, unescape_formula

#: How far down a sheet its headings are searched; titles and instructions may be above them.
_WITHIN = 30
#: A longer cell is not a heading.
_LONGEST = 60
#: How many characters of a heading and of a cell are shown in a sentence.
_SHOWN = 40
#: Roles whose texts in several languages are joined. Law wordings are not: two languages are two wordings, each
#: compared with the text in its own language.
JOINED = frozenset(("text", "reason"))
#: Roles for which a second possible column is reported: what people said, and who.
_TOLD = JOINED | {
    "wording",
    "organisation",
    "reference",
    "quote",
    "vote",
    "statement",
    "old",
    "new",
}


@dataclass(frozen=True, slots=True)
class RecordsRead:
    """``records``: the rows below the headings. ``headings``: as displayed. ``columns``: the roles that have one."""

    records: tuple[TableRecord, ...]
    headings: tuple[str, ...]
    columns: frozenset[str]
    read: TableRead
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class PlainRows:
    """Consecutive rows of a table that need no special treatment. ``numbers``: their row numbers. ``columns``: role
    → the texts of all rows; the needed role is never empty.
    """

    file: str
    sheet: str
    numbers: Sequence[int]
    columns: Mapping[str, Sequence[str]]

    def get(self, role: str) -> Sequence[str]:
        """Return the texts of a role in all rows."""
        return self.columns.get(role) or ("",) * len(self.numbers)


@dataclass(frozen=True, slots=True)
class _HeadingRows:
    """``at``: the first row below the headings. ``first``: their first row. ``names``: of every column.
    ``headings``: those that exist. ``columns``: role → its columns. ``stated``: role → (label, text) above the
    headings, which apply to every row. ``numbered``: rows that only number the columns. ``by_cells``: the roles
    recognised by cells. ``has_headings``: false if the table has none.
    """

    at: int
    first: int
    names: tuple[str, ...]
    headings: tuple[str, ...]
    columns: Mapping[str, tuple[int, ...]]
    others: Mapping[str, Sequence[int]]
    stated: Mapping[str, tuple[str, str]]
    numbered: int
    by_cells: frozenset[str] = frozenset()
    has_headings: bool = True

    def list_columns(self) -> list[int]:
        """Return the columns of all roles."""
        return [column for group in self.columns.values() for column in group]


def read_records(
    table: GridTable,
    roles: Sequence[str],
    needed: Sequence[str],
    given: Mapping[str, str] | None = None,
    *,
    languages: Sequence[str] = (),
    joined: frozenset[str] = JOINED,
    by_cells: bool = False,
) -> RecordsRead | None:
    """Read the rows below the headings; return ``None`` if no row names one of ``needed``.

    ``by_cells``: roles without a heading are recognised by the contents of the columns
    (:func:`huiyin.intake.cell_columns.complete_columns`).

    The headings are the row, among the first thirty, that names the most roles. If a role has a column per
    language, the texts of ``joined`` roles are joined. For other roles a row uses its own language, or the first of
    ``languages`` that is filled in, or the first column.
    """
    reader = open_records(
        table, roles, needed, given, languages=languages, joined=joined, by_cells=by_cells
    )
    return None if reader is None else _read_whole(reader, table)


def open_records(
    table: GridTable,
    roles: Sequence[str],
    needed: Sequence[str],
    given: Mapping[str, str] | None = None,
    *,
    languages: Sequence[str] = (),
    joined: frozenset[str] = JOINED,
    by_cells: bool = False,
) -> RecordReader | None:
    """Return a reader of a table in pieces, of which ``table`` is the first; otherwise like :func:`read_records`."""
    head = _find_head(table, roles, needed, given)
    if head is None:
        return None
    completed = _complete_head(table, head, given or {}) if by_cells else head
    return RecordReader(table, completed, needed, languages, joined)


def read_by_cells(
    table: GridTable,
    roles: Sequence[str],
    needed: Sequence[str],
    given: Mapping[str, str] | None = None,
    *,
    languages: Sequence[str] = (),
) -> RecordsRead | None:
    """Read a comment table without known headings; return ``None`` if its contents do not identify it as one."""
    reader = open_by_cells(table, roles, needed, given, languages=languages)
    return None if reader is None else _read_whole(reader, table)


def open_by_cells(
    table: GridTable,
    roles: Sequence[str],
    needed: Sequence[str],
    given: Mapping[str, str] | None = None,
    *,
    languages: Sequence[str] = (),
) -> RecordReader | None:
    """Do the same for a table in pieces, of which ``table`` is the first."""
    guess = guess_columns(table, roles, given or {})
    if guess is None:
        return None
    names = table.rows[guess.at][1] if guess.at >= 0 else ()
    width = max(len(names), *(column + 1 for column in guess.columns.values()))
    head = _HeadingRows(
        at=guess.at + 1,
        first=max(guess.at, 0),
        names=tuple(names) + ("",) * (width - len(names)),
        headings=tuple(names) + ("",) * (width - len(names)),
        columns={role: (column,) for role, column in guess.columns.items()},
        others={},
        stated={},
        numbered=0,
        by_cells=guess.by_cells,
        has_headings=guess.at >= 0,
    )
    return RecordReader(table, head, needed, languages, JOINED)


def _complete_head(table: GridTable, head: _HeadingRows, given: Mapping[str, str]) -> _HeadingRows:
    """Add the columns that the headings leave open and the cells identify."""
    own = {role: group[0] for role, group in head.columns.items()}
    width = len(head.headings) if table.is_divided else None
    below = [cells[:width] for _, cells in table.rows[head.at :]]
    completed = complete_columns(head.headings, below, own, told=(*head.stated, *given))
    told_roles = frozenset(role for role, column in completed.items() if own.get(role) != column)
    if not told_roles:
        return head
    columns = {role: head.columns[role] for role in completed if role not in told_roles}
    width = max(len(head.headings), *(column + 1 for column in completed.values()))
    more = ("",) * (width - len(head.headings))
    return replace(
        head,
        headings=head.headings + more,
        columns=columns | {role: (completed[role],) for role in told_roles},
        by_cells=told_roles,
    )


def _read_whole(reader: RecordReader, table: GridTable) -> RecordsRead:
    """Read all rows of a table in one piece."""
    records = tuple(reader.read(table, reader.head.at))
    read, remarks = reader.conclude()
    return RecordsRead(records, reader.head.names, reader.columns, read, remarks)


class RecordReader:
    """Reads the rows below known headings of a table in pieces. ``table``: the first piece, with the headings."""

    def __init__(
        self,
        table: GridTable,
        head: _HeadingRows,
        needed: Sequence[str],
        languages: Sequence[str],
        joined: frozenset[str],
    ) -> None:
        self.head = head
        self.columns = frozenset(head.columns)
        self._table = table
        self._needed, self._languages, self._joined = needed, languages, joined
        self._own = head.list_columns()
        self._stated = {role: words for role, (_, words) in head.stated.items()}
        self._short: list[int] = []
        self._again: list[int] = []
        self._drawn = self._rows = 0
        self._width = len(head.headings) if table.is_divided else None
        named = set(self._own) | {at for at, name in enumerate(head.headings) if name.strip()}
        self._watched = [at for at in range(len(head.headings)) if at not in named]
        self._watched += [one for others in head.others.values() for one in others]
        #: Filled columns without a role, or that could have been read for a role.
        self._filled: set[int] = set()
        is_one_each = all(len(group) == 1 for group in head.columns.values())
        self._single = (
            [(role, group[0]) for role, group in head.columns.items()] if is_one_each else []
        )
        #: The text column by which a plain row is recognised; -1 if no row can be plain.
        columns = dict(self._single)
        self._words = next((columns[role] for role in needed if role in columns), -1)
        if not all(map(is_whole, self._stated.values())):
            self._words = -1

    def read(self, piece: GridTable, begin: int = 0) -> Iterator[TableRecord]:
        """Yield the records of a piece from its row ``begin`` (from 0)."""
        for row, cells in piece.rows[begin:] if begin else piece.rows:
            record = self._read_row(piece, row, cells)
            if record is not None:
                yield record

    def read_runs(self, piece: GridTable, begin: int = 0) -> Iterator[TableRecord | PlainRows]:
        """Do the same, with plain rows combined into runs; in most tables these are nearly all rows."""
        rows = piece.rows[begin:] if begin else piece.rows
        if piece.wrong or self._words < 0:
            yield from self.read(piece, begin)
            return
        width, at = len(self.head.headings), self._words
        heading = self.head.headings[at].casefold()
        has_marks = _has_marks("\x1f".join(chain.from_iterable(cells for _, cells in rows)))
        plain: list[tuple[int, tuple[str, ...]]] = []
        for row in rows:
            cells = row[1]
            if len(cells) == width:
                words = cells[at]
                if (
                    words
                    and not words.isspace()
                    and (len(words) > 2 * _LONGEST or words.strip().casefold() != heading)
                    and not (has_marks and _has_marks("\x1f".join(cells)))
                ):
                    plain.append(row)
                    continue
            if plain:
                yield self._make_run(piece, plain)
                plain = []
            record = self._read_row(piece, *row)
            if record is not None:
                yield record
        if plain:
            yield self._make_run(piece, plain)

    def _make_run(self, piece: GridTable, rows: list[tuple[int, tuple[str, ...]]]) -> PlainRows:
        numbers, cells = zip(*rows, strict=True)
        if self._watched:
            for row in cells:
                self._note_filled(row)
        self._rows += len(rows)
        columns = {
            role: _strip_words([row[column] for row in cells]) for role, column in self._single
        }
        stated = {role: [words] * len(rows) for role, words in self._stated.items()}
        return PlainRows(piece.file, piece.sheet, numbers, columns | stated)

    def _read_row(self, piece: GridTable, row: int, cells: Sequence[str]) -> TableRecord | None:
        """Read a row; None if it is empty or repeats the headings."""
        if _is_again(cells, self.head, self._own):
            self._again.append(row)
            return None
        if self._watched or len(cells) > len(self.head.headings):
            self._note_filled(cells)
        values = self._read_plain(cells) if not piece.wrong else None
        wrong = None
        if values is None:
            values, wrong = self._read_odd(piece, row, cells)
        if wrong is None and not any(values.values()):
            return None
        self._rows += 1
        return TableRecord(piece.file, piece.sheet, row, values | self._stated, wrong)

    def _read_plain(self, cells: Sequence[str]) -> dict[str, str] | None:
        """Read a plain row, which needs no special treatment; None for any other."""
        if not self._single or (self._width is not None and len(cells) != self._width):
            return None
        if _has_marks("\x1f".join(cells)):
            return None
        count = len(cells)
        return {
            role: unescape_formula(cells[at].strip()) if at < count else ""
            for role, at in self._single
        }

    def _read_odd(
        self, piece: GridTable, row: int, cells: Sequence[str]
    ) -> tuple[dict[str, str], Wrong | None]:
        """Read a row that is not plain, and say why it cannot be used, if so."""
        shown = tuple(map(as_drawn, cells))
        self._drawn += sum(shown[c] != cells[c] for c in self._own if c < len(cells))
        values = _collect_values(self.head, shown, self._languages, self._joined)
        wrong = _find_wrong(piece, row, self._own, values) or _find_misfit(
            piece, row, cells, self.head, values, self._needed, self._short
        )
        return values, wrong

    def _note_filled(self, cells: Sequence[str]) -> None:
        beyond = range(len(self.head.headings), len(cells)) if self._width is None else ()
        self._filled.update(
            at for at in (*self._watched, *beyond) if at < len(cells) and cells[at].strip()
        )

    def conclude(self) -> tuple[TableRead, tuple[Remark, ...]]:
        """Return how the table was understood, and its remarks; call it after the last piece."""
        table, head = self._table, self.head
        remarks = list(
            _list_remarks(table, head, self._short, self._again, self._joined, self._filled)
        )
        if self._drawn:
            remarks.append(_make_remark(table, RemarkCode.PAGE_MARKS, number=str(self._drawn)))
        return _describe_table(table, head, self._rows), tuple(remarks)


def _has_marks(said: str) -> bool:
    """Tell whether a text may contain HTML or lost characters."""
    return "&" in said or "<" in said or not is_whole(said)


def _strip_words(cells: list[str]) -> list[str]:
    words = list(map(str.strip, cells))
    return [unescape_formula(one) if "'" in one else one for one in words]


def _collect_values(
    head: _HeadingRows, cells: Sequence[str], languages: Sequence[str], joined: frozenset[str]
) -> dict[str, str]:
    """Return every role's text in a row; for joined roles, several languages on separate lines."""
    said = {role: _list_filled(head, group, cells) for role, group in head.columns.items()}
    own = next((words for words, _ in said.get("language", ())), "")
    wanted = [language_named(own), *languages] if own else list(languages)
    return {
        role: "\n".join(dict.fromkeys(words for words, _ in found))
        if role in joined
        else _choose_words(found, wanted)
        for role, found in said.items()
    }


def _list_filled(
    head: _HeadingRows, columns: Sequence[int], cells: Sequence[str]
) -> list[tuple[str, str]]:
    """Return (text, language of the heading) of the filled columns."""
    found = ((unescape_formula(cells[c].strip()), c) for c in columns if c < len(cells))
    is_one = len(columns) == 1
    return [
        (words, "" if is_one else language_of_heading(head.headings[c]))
        for words, c in found
        if words
    ]


def _choose_words(found: Sequence[tuple[str, str]], wanted: Sequence[str]) -> str:
    for language in wanted if len(found) > 1 else ():
        for words, of_heading in found:
            if of_heading == language:
                return words
    return found[0][0] if found else ""


def _find_wrong(
    table: GridTable, row: int, columns: Sequence[int], values: Mapping[str, str]
) -> Wrong | None:
    """Return why a row cannot be used: the row or a needed cell is unreadable or has lost characters."""
    for column in (WHOLE, *columns) if table.wrong else ():
        if (row, column) in table.wrong:
            return table.wrong[row, column]
    if not all(map(is_whole, values.values())):
        return RefusalCode.BROKEN_CHARACTERS, ()
    return None


def _find_misfit(
    table: GridTable,
    row: int,
    cells: Sequence[str],
    head: _HeadingRows,
    values: Mapping[str, str],
    needed: Sequence[str],
    short: list[int],
) -> Wrong | None:
    """Return why a row of separated values does not fit its headings.

    Rows that only lack cells at the end are used and added to ``short``.
    """
    if not table.is_divided:
        return None
    width = len(head.headings)
    if any(cell.strip() for cell in cells[width:]):
        details = (
            ("cells", str(len(cells))), ("headings", str(width)), ("begins", row_begins(cells)),
        )  # fmt: skip
        return RefusalCode.SURPLUS, details
    if len(cells) >= width or not any(cell.strip() for cell in cells):
        return None
    if len(cells) == 1 or not any(values.get(role) for role in needed):
        details = (
            ("cells", str(len(cells))), ("headings", str(width)), ("begins", row_begins(cells)),
        )  # fmt: skip
        return RefusalCode.TOO_FEW, details
    short.append(row)
    return None


# ---- the headings ---------------------------------------------------------------------------------------


class _HeadCandidate(NamedTuple):
    """A row that may be the headings. ``rank``: how many roles its names match, and how many exactly."""

    rank: tuple[int, int]
    at: int
    second: int
    numbered: int
    names: list[str]
    columns: dict[str, int]


def _find_head(
    table: GridTable, roles: Sequence[str], needed: Sequence[str], given: Mapping[str, str] | None
) -> _HeadingRows | None:
    rows = range(min(len(table.rows), 1 if table.is_keyed else _WITHIN))
    candidates = [_read_head(table, at, roles, given or {}) for at in rows]
    fitting = [head for head in candidates if _may_be_headings(head, needed)]
    if not fitting:
        return None
    return _describe_head(table, max(fitting, key=lambda head: head.rank), roles, given or {})


def _read_head(
    table: GridTable, at: int, roles: Sequence[str], given: Mapping[str, str]
) -> _HeadCandidate:
    second, numbered = (0, 0) if table.is_keyed else _count_below(table, at)
    names = _name_columns(table, at, second, roles)
    columns = find_columns(names, roles, _as_named(table, at, second, names, given))
    rank = (len(columns), count_exact(names, columns))
    return _HeadCandidate(rank, at, second, numbered, names, columns)


def _may_be_headings(head: _HeadCandidate, needed: Sequence[str]) -> bool:
    # Headings are short: a sentence that begins with the word of a heading is not one.
    is_short = all(len(head.names[column]) <= _LONGEST for column in head.columns.values())
    return is_short and any(role in head.columns for role in needed)


def _describe_head(
    table: GridTable, head: _HeadCandidate, roles: Sequence[str], given: Mapping[str, str]
) -> _HeadingRows:
    names = head.names
    above = {} if table.is_keyed else _named_above(table, head.at, head.columns, roles)
    columns = {**above, **head.columns}
    twins, others = find_others(names, columns, [role for role in roles if role not in given])
    width = _count_named(names, columns)
    first = head.at - 1 if above else head.at
    return _HeadingRows(
        at=head.at + 1 + head.second + head.numbered,
        first=first,
        names=tuple(names),
        headings=tuple(names[:width]) + ("",) * (width - len(names)),
        columns={role: (column, *twins.get(role, ())) for role, column in columns.items()},
        others=others,
        stated=_stated_above(
            [*((0, (line,)) for line in table.above), *table.rows[:first]],
            [role for role in _STATED if role in roles and role not in columns],
        ),
        numbered=head.numbered,
    )


def _count_named(names: Sequence[str], columns: Mapping[str, int]) -> int:
    """Count the columns, up to the last that has a name or a role."""
    last = max((column for column, name in enumerate(names) if name.strip()), default=-1)
    return max(last, *columns.values()) + 1


#: What forms state above their table, for all of its rows.
_STATED = ("organisation", "author")
#: What separates two such statements on one line.
_APART = re.compile(
    r"[ \t\u3000]{2,}+|[\t\u3000\n]|[;；|](?=[^:：;；|\n]{1,20}[:：])|(?<=[^\x00-\x7f:：]) (?=[^\s:：\x00-\x7f]{1,12}[:：])"
)
_LABEL = re.compile(r"\s*+([^:：\n]{1,30})[:：]\s*+(\S[^\n]{0,100}?)\s*+")


def _stated_above(
    rows: Sequence[tuple[int, tuple[str, ...]]], roles: Sequence[str]
) -> dict[str, tuple[str, str]]:
    """Read statements such as 填报单位：河流守望, which give the organisation of every row. The nearest to the headings
    wins.
    """
    stated: dict[str, tuple[str, str]] = {}
    for _, written in reversed(rows):
        cells = [part for cell in written for part in _APART.split(cell) if part.strip()]
        for at in range(len(cells)):
            said = _with_next_cell(cells, at)
            role, words = _read_label(said, roles)
            if role and words:
                stated.setdefault(role, (said.strip(), words))
    return stated


def _with_next_cell(cells: Sequence[str], at: int) -> str:
    """Return a cell; if it ends with a colon, together with the next cell."""
    if not cells[at].rstrip().endswith((":", "：")):
        return cells[at]
    return cells[at] + next((words for words in cells[at + 1 :] if words.strip()), "")


def _read_label(said: str, roles: Sequence[str]) -> tuple[str, str]:
    """Return the role that a label before a colon names, and the text after it; both empty if there are none."""
    label = _LABEL.fullmatch(said) if len(said) < 200 else None
    if label is None or not is_whole(label[2]) or _LABEL.fullmatch(label[2]):
        return "", ""
    return find_role(without_seal(label[1]), roles), without_seal(label[2])


def _name_columns(table: GridTable, at: int, second: int, roles: Sequence[str]) -> list[str]:
    top = table.rows[at][1]
    low = table.rows[at + 1][1] if second else ()
    return [_name_column(top, low, column, roles) for column in range(max(len(top), len(low)))]


def _as_named(
    table: GridTable, at: int, second: int, names: Sequence[str], given: Mapping[str, str]
) -> dict[str, str]:
    """Map columns given by hand when headings take two rows and the caller named one of them."""
    keys = {heading_key(name) for name in names}
    named_columns = dict(given)
    for role, heading in given.items():
        for _, cells in (
            table.rows[at : at + 1 + second] if heading_key(heading) not in keys else ()
        ):
            of_it = (c for c, cell in enumerate(cells) if heading_key(cell) == heading_key(heading))
            if (column := next(of_it, None)) is not None:
                named_columns[role] = names[column]
    return named_columns


def _name_column(top: Sequence[str], low: Sequence[str], column: int, roles: Sequence[str]) -> str:
    """Return the heading of a column that may have two rows: the lower one if it is known by itself, otherwise
    both.
    """
    upper = top[column].strip() if column < len(top) else ""
    lower = low[column].strip() if column < len(low) else ""
    if not lower or lower == upper:
        return upper
    if find_columns([lower], roles):
        return lower
    spanning = next((top[c].strip() for c in range(min(column, len(top) - 1), -1, -1) if top[c].strip()), "")  # fmt: skip
    return f"{spanning} {lower}".strip()


def _count_below(table: GridTable, at: int) -> tuple[int, int]:
    """Count the rows directly below that belong to the headings: a second heading row, and one that numbers the
    columns.
    """
    below = int(_is_second_row(table, at))
    numbered = int(_is_numbered(table, at + 1 + below))
    return below, numbered


def _is_second_row(table: GridTable, at: int) -> bool:
    """Tell whether the next row subdivides headings that span several columns, and is otherwise empty."""
    if at + 1 >= len(table.rows) or table.rows[at + 1][0] != table.rows[at][0] + 1:
        return False
    top, low = table.rows[at][1], table.rows[at + 1][1]
    if not 2 <= sum(bool(cell.strip()) for cell in top) <= len(low) <= MOST_COLUMNS:
        return False  # a title, or not a table of comments
    below = _list_cells_below(top, low)
    # A subdivision is a heading by itself or a language; otherwise this is the first row of data.
    if len(below) < 2 or not any(map(_divides_heading, below.values())):
        return False
    width = max(len(top), len(low))
    return all(
        len(cell) <= _LONGEST // 2 and _is_spanned(top, column, width)
        for column, cell in below.items()
    )


def _divides_heading(cell: str) -> bool:
    return is_known(cell) or is_language(cell)


def _list_cells_below(top: Sequence[str], low: Sequence[str]) -> dict[int, str]:
    """Return column → text, for cells that are empty in the row above."""
    above = {column: cell.strip() for column, cell in enumerate(top)}
    return {
        column: cell.strip()
        for column, cell in enumerate(low)
        if cell.strip() and above.get(column) != cell.strip()
    }


def _is_spanned(top: Sequence[str], column: int, width: int) -> bool:
    """Tell whether the heading above a column spans into it or into the next one. ``width``: that of the table."""
    here = column < len(top) and bool(top[column].strip())
    follows = column + 1 < len(top) and bool(top[column + 1].strip())
    if here:
        return not follows and column + 1 < width
    return any(cell.strip() for cell in top[:column])


def _is_numbered(table: GridTable, at: int) -> bool:
    """Tell whether a row only numbers the columns: 1, 2, (3), 4."""
    if at >= len(table.rows):
        return False
    said = [cell.strip().strip("()（）") for cell in table.rows[at][1] if cell.strip()]
    return len(said) >= 3 and said == [str(number) for number in range(1, len(said) + 1)]


def _named_above(
    table: GridTable, at: int, columns: Mapping[str, int], roles: Sequence[str]
) -> dict[str, int]:
    """For two heading rows (条款 over 条 and 款), return roles that only the upper row names, in columns that have no
    role yet.
    """
    if at == 0 or table.rows[at - 1][0] != table.rows[at][0] - 1:
        return {}
    above = table.rows[at - 1][1]
    if not _may_span(above):
        return {}
    unread = ["" if place in columns.values() else cell for place, cell in enumerate(above)]
    return find_columns(unread, [role for role in roles if role not in columns])


def _may_span(cells: Sequence[str]) -> bool:
    """Tell whether the row above the headings may be part of them: not a title, a sentence, or a label with its
    text.
    """
    is_title = sum(bool(cell.strip()) for cell in cells) < 2
    return not is_title and not any(len(c) > _LONGEST or _LABEL.fullmatch(c) for c in cells)


def _is_again(cells: Sequence[str], head: _HeadingRows, columns: Iterable[int]) -> bool:
    """Tell whether a row repeats the headings, as at the top of a printed page."""
    count = 0
    for column in columns:
        said, heading = cells[column] if column < len(cells) else "", head.headings[column]
        if said.strip():
            if len(said) > 2 * _LONGEST or said.strip().casefold() != heading.casefold():
                return False
            count += 1
    return count >= 2


def find_lacking(tables: Sequence[GridTable], headings: Iterable[str]) -> list[str]:
    """Return those of ``headings`` that occur in none of the tables where headings are searched."""
    headings = [heading for heading in headings if parse_column_number(heading) is None]
    there = {
        heading_key(cell)
        for table in tables
        for _, cells in table.rows[: 1 if table.is_keyed else _WITHIN]
        for cell in cells
    }
    return [heading for heading in headings if heading_key(heading) not in there]


# ---- what is said of it ---------------------------------------------------------------------------------


def _shorten_heading(heading: str) -> str:
    return as_kept(" ".join(heading.split())[:_SHOWN])


def _describe_table(table: GridTable, head: _HeadingRows, rows: int) -> TableRead:
    used = {column for group in head.columns.values() for column in group}
    columns = tuple(
        (role, tuple(_shorten_heading(head.headings[c]) or f"#{_number_column(c)}" for c in group))
        for role, group in sorted(head.columns.items(), key=lambda item: item[1])
    )
    columns += tuple(
        (role, (_shorten_heading(written),)) for role, (written, _) in head.stated.items()
    )
    unread = tuple(
        _shorten_heading(heading)
        for at, heading in enumerate(head.headings)
        if at not in used and heading.strip()
    )
    return TableRead(table.file, table.sheet, columns, unread, rows)


def _number_column(column: int) -> str:
    return f"{column + 1}"


def _list_remarks(
    table: GridTable,
    head: _HeadingRows,
    short: list[int],
    again: list[int],
    joined: frozenset[str],
    filled: Collection[int],
) -> Iterator[Remark]:
    """``filled``: the columns without a role that have contents."""
    yield from _tell_rows_above(table, head)
    yield from _tell_by_cells(table, head)
    yield from _tell_joined_columns(table, head, joined)
    yield from _tell_second_columns(table, head, filled)
    if not table.is_keyed:
        for column in _list_nameless(head, filled):
            yield _make_remark(table, RemarkCode.NAMELESS_COLUMN, column=str(column + 1))
    if head.numbered:
        row = str(table.rows[head.at - 1][0])
        yield _make_remark(table, RemarkCode.NUMBERED_COLUMNS, row=row)
    for code, rows in ((RemarkCode.HEADINGS_AGAIN, again), (RemarkCode.SHORT_ROWS, short)):
        if rows:
            yield _make_remark(table, code, number=str(len(rows)), rows=list_rows(rows))


def _make_remark(table: GridTable, code: RemarkCode, **details: str) -> Remark:
    return Remark(table.file, table.sheet, code, tuple(details.items()))


def _tell_rows_above(table: GridTable, head: _HeadingRows) -> Iterator[Remark]:
    """Report the rows above the headings that have more than was read from them."""
    stated = [written for written, _ in head.stated.values()]
    above = [cells for _, cells in table.rows[: head.first] if _is_unread(cells, stated)]
    if above:
        number, begins = str(len(above)), row_begins(above[0])
        yield _make_remark(table, RemarkCode.ROWS_ABOVE, number=number, begins=begins)


def _tell_by_cells(table: GridTable, head: _HeadingRows) -> Iterator[Remark]:
    """Report the columns recognised by their contents."""
    if not head.has_headings:
        yield _make_remark(table, RemarkCode.NO_HEADINGS)
    for role in sorted(head.by_cells, key=lambda one: head.columns[one]):
        column = head.columns[role][0]
        heading = _shorten_heading(head.headings[column]) or f"#{_number_column(column)}"
        yield _make_remark(table, RemarkCode.BY_CELLS, role=role, column=heading)


def _is_unread(cells: Sequence[str], stated: Sequence[str]) -> bool:
    said = [cell.strip() for cell in cells if cell.strip()]
    return any(not any(cell in one or one in cell for one in stated) for cell in said)


def _tell_joined_columns(
    table: GridTable, head: _HeadingRows, joined: frozenset[str]
) -> Iterator[Remark]:
    for role, group in head.columns.items():
        if len(group) > 1:
            columns = "、".join(_shorten_heading(head.headings[c]) for c in group)
            code = RemarkCode.JOINED_COLUMNS if role in joined else RemarkCode.ONE_LANGUAGE
            yield _make_remark(table, code, role=role, columns=columns)


def _tell_second_columns(
    table: GridTable, head: _HeadingRows, filled: Collection[int]
) -> Iterator[Remark]:
    """Report the columns that could have been read for a role that another column has."""
    for role, others in head.others.items():
        if role not in _TOLD:
            continue
        read = "、".join(_shorten_heading(head.headings[c]) for c in head.columns[role])
        for other in others:
            if other in filled:
                column = _shorten_heading(head.headings[other])
                code = RemarkCode.SECOND_COLUMN
                yield _make_remark(table, code, role=role, column=column, read=read)


def _list_nameless(head: _HeadingRows, filled: Collection[int]) -> list[int]:
    """Return unnamed columns with contents; in separated values, those beyond the headings are reported with their
    rows.
    """
    named = {column for group in head.columns.values() for column in group}
    named |= {at for at, heading in enumerate(head.headings) if heading.strip()}
    return sorted(at for at in filled if at not in named)
