"""Read the comments of a table in pieces, with plain rows in runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from huiyin.files.problems import Refusal, RefusalCode
from huiyin.files.tables.table import GridTable, TableRecord
from huiyin.intake.anchors import Anchorer
from huiyin.intake.cell_columns import count_rows_below
from huiyin.intake.comment_blocks import CommentBlock, make_block
from huiyin.intake.comments import Given, make_comment, read_unknown, refuse_headings
from huiyin.intake.forms import ROLES
from huiyin.intake.headings import PlainRows, find_lacking, open_by_cells, open_records
from huiyin.intake.model import Comment
from huiyin.intake.rows import make_refusal, show_headings


def stream_table_comments(
    pieces: Iterable[GridTable], name: str, anchorer: Anchorer, columns: Mapping[str, str]
) -> Iterator[Given | CommentBlock]:
    """Read a table in pieces, as :func:`huiyin.intake.comments.read_table_comments` reads a complete one.

    The columns are recognised from the first piece, which has more rows than recognition ever examines.
    """
    rest = iter(pieces)
    first = next(rest)
    lacking = find_lacking([first], columns.values())
    if lacking and first.rows:
        details = (
            ("column", " | ".join(lacking)),
            ("seen", show_headings([first])),
            ("rows", str(_count_all(first, rest))),
        )
        yield Refusal(name, "", 0, RefusalCode.NO_COLUMN, details)
        return
    needed, languages = ("text", "wording"), anchorer.languages
    reader = open_records(first, ROLES, needed, columns, languages=languages, by_cells=True)
    if reader is None and read_unknown(first, anchorer, columns) is not None:
        reader = open_by_cells(first, ROLES, needed, columns, languages=languages)
    if reader is None:
        yield from first.remarks
        yield refuse_headings([first], name, more=_count_all(first, rest) - count_rows_below(first))
        return
    for piece in chain([first], rest):
        for run in reader.read_runs(piece, reader.head.at if piece is first else 0):
            yield (
                make_block(run, anchorer)
                if isinstance(run, PlainRows)
                else _take_record(run, anchorer)
            )
    read, remarks = reader.conclude()
    yield from first.remarks
    yield read
    yield from remarks


def _take_record(record: TableRecord, anchorer: Anchorer) -> Comment | Refusal:
    if record.wrong is not None:
        return make_refusal(record, record.wrong[0], **dict(record.wrong[1]))
    return make_comment(record, anchorer)


def _count_all(first: GridTable, rest: Iterable[GridTable]) -> int:
    """Count the rows of a table that was not understood."""
    filled = (any(cell.strip() for cell in cells) for piece in rest for _, cells in piece.rows)
    return count_rows_below(first) + sum(filled)
