"""Stream comments from a file of any size: text tables, JSON Lines and Parquet are never held completely.

Other files (letters, mails, workbooks, Word, pages) are read as by :func:`huiyin.intake.read_comments`, with its
limits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import BinaryIO

from huiyin.files.decoded_lines import decode_lines
from huiyin.files.problems import UnreadableLaw
from huiyin.files.sniff import is_page, refuse_foreign
from huiyin.files.tables.separated_values import PIECE, SAMPLE, stream_separated
from huiyin.files.tables.table import GridTable
from huiyin.files.untrusted_files import MAX_FILE
from huiyin.intake.anchors import Anchorer
from huiyin.intake.comment_blocks import CommentBlock
from huiyin.intake.comments import Given, read_file_comments
from huiyin.intake.json_entries import JsonLines, may_be_lines
from huiyin.intake.json_objects import stream_objects
from huiyin.intake.letters import is_letter
from huiyin.intake.mail import is_mail
from huiyin.intake.model import Comment
from huiyin.intake.parquet import stream_parquet
from huiyin.intake.rows import refuse_file
from huiyin.intake.said_before import SaidBefore
from huiyin.intake.table_stream import stream_table_comments
from huiyin.intake.tables import (
    FLAT_SHEET,
    JSON_NAMES,
    MAX_TABLE,
    extract_tables,
)
from huiyin.intake.web_pages import is_sheet_xml
from huiyin.law import Law

#: The maximum size of a table.
MAX_STREAMED = 2 * 1024 * 1024 * 1024
_PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
#: How many bytes are needed to detect the format.
_HEAD = 64 * 1024


def stream_comments(
    file: BinaryIO,
    name: str,
    *,
    law: Sequence[Law] = (),
    columns: Mapping[str, str] | None = None,
) -> Iterator[Given]:
    """Yield the contents of one file in order: comments with ids, refused rows, and finally how its table was
    understood.

    The result is the same as that of :func:`huiyin.intake.read_comments`.
    """
    for given in stream_comment_blocks(file, name, law=law, columns=columns):
        if isinstance(given, CommentBlock):
            yield from given.list_comments()
        else:
            yield given


def stream_comment_blocks(
    file: BinaryIO,
    name: str,
    *,
    law: Sequence[Law] = (),
    columns: Mapping[str, str] | None = None,
) -> Iterator[Given | CommentBlock]:
    """Do the same with comments of plain rows in blocks; refusals of rows in a block follow it."""
    said = SaidBefore()
    name = PurePath(name).name or "file"
    try:
        for given in _read_any(file, name, tuple(law), columns or {}):
            if isinstance(given, CommentBlock):
                yield from said.judge_block(given)
            else:
                yield said.judge(given) if isinstance(given, Comment) else given
    except (UnreadableLaw, OSError) as error:
        yield refuse_file(name, error)


def read_first_rows(file: BinaryIO, name: str, most: int) -> tuple[tuple[str, ...], ...]:
    """Return the first rows of the first table in a file; empty if there is none or it cannot be read."""
    try:
        pieces = _open_pieces(file, name)
        tables = extract_tables(_read_all(file, name), name) if pieces is None else [next(pieces)]
    except UnreadableLaw:  # it may be a letter; other problems are reported at the import
        return ()
    first = next((table for table in tables if table.rows), None)
    return () if first is None else tuple(cells for _, cells in first.rows[:most])


def stream_first_table(file: BinaryIO, name: str) -> Iterator[GridTable]:
    """Yield the first table of a file that has rows, in pieces, or in one piece if the format requires it. Raises
    :class:`UnreadableLaw`.
    """
    pieces = _open_pieces(file, name)
    if pieces is not None:
        return pieces
    tables = extract_tables(_read_all(file, name), name)
    return _part_table(next((table for table in tables if table.rows), None))


def _part_table(table: GridTable | None) -> Iterator[GridTable]:
    rows = table.rows if table is not None else ()
    for start in range(0, len(rows), PIECE):
        assert table is not None
        part = rows[start : start + PIECE]
        numbers = {number for number, _ in part} if table.wrong else set()
        wrong = {place: why for place, why in table.wrong.items() if place[0] in numbers}
        yield replace(table, rows=part, wrong=wrong)


def _read_any(
    file: BinaryIO, name: str, laws: tuple[Law, ...], columns: Mapping[str, str]
) -> Iterator[Given | CommentBlock]:
    anchorer = Anchorer(laws)
    pieces = _open_pieces(file, name)
    if pieces is None:
        data = _read_all(file, name)
        return read_file_comments(data, name, laws, anchorer, columns)
    return stream_table_comments(pieces, name, anchorer, columns)


def _read_all(file: BinaryIO, name: str) -> bytes:
    """Read the complete file. Raises :class:`UnreadableLaw` if it is too large."""
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(_HEAD)
    limit = MAX_FILE if head.startswith(_PACKED) else MAX_TABLE
    _refuse_large(size, name, limit)
    return head + file.read()


def _refuse_large(size: int, name: str, limit: int) -> None:
    if size > limit:
        told, most = (str(number // 1024 // 1024) for number in (size, limit))
        raise UnreadableLaw("table_too_large", file=name, size=told, limit=most)


def _open_pieces(file: BinaryIO, name: str) -> Iterator[GridTable] | None:
    """Open the only table of a file in pieces; None if the file is not such a table. Raises :class:`UnreadableLaw`."""
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(_HEAD)
    if not head or is_mail(name) or head.startswith(_PACKED) or is_letter(head, name):
        return None
    if head.startswith(b"PAR1"):
        _refuse_large(size, name, MAX_STREAMED)
        file.seek(0)
        return stream_parquet(file, name)
    if is_page(head, name) or is_sheet_xml(head):
        return None
    refuse_foreign(head, name)
    _refuse_large(size, name, MAX_STREAMED)
    return _open_text(file, name)


def _open_text(file: BinaryIO, name: str) -> Iterator[GridTable] | None:
    try:
        text = decode_lines(file, name, SAMPLE + 1)
    except UnreadableLaw as error:
        # Laws may come in more formats than tables; name those of tables.
        raise UnreadableLaw("unknown_format", **error.details) from error
    begin = text.head.lstrip()
    if FLAT_SHEET in text.head[:4096] and begin.startswith("<"):
        return None
    if not name.lower().endswith(JSON_NAMES) and begin[:1] not in ("[", "{"):
        return stream_separated(text.head, text.rest, name)
    lines = JsonLines(lambda: _list_lines(file, name))
    if may_be_lines(text.head) and lines.is_of_lines():
        return stream_objects(lines, name)
    return None


def _list_lines(file: BinaryIO, name: str) -> Iterator[str]:
    text = decode_lines(file, name, 1)
    head = text.head
    if head == "\n":
        yield head
        head = ""
    for line in text.rest:
        yield head + line
        head = ""
    if head:
        yield head
