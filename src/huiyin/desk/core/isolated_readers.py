"""How tables that people send are read: run apart, by :mod:`huiyin.desk.core.reader_process`, which knows nothing of Django.

The library reads files by their paths; here the bytes are at hand, and no file need be written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path, PurePath
from typing import BinaryIO, cast

from huiyin.desk.core.wire_format import PlainColumns
from huiyin.files.problems import Refusal, RefusalCode, Remark, Source
from huiyin.intake import (
    Comment,
    IntakeResult,
    Placing,
    Reply,
    TableRead,
    read_or_refuse,
    read_replies,
)
from huiyin.intake.comment_stream import read_first_rows, stream_comments, stream_first_table
from huiyin.intake.mail import read_mail
from huiyin.intake.organisations import OrganisationStated, read_iati, read_popolo
from huiyin.intake.receipt import RowCounting, RowCounts, judge_reference
from huiyin.intake.tables import GridTable, extract_tables
from huiyin.law import Law, UnreadableLaw
from huiyin.text import as_kept


@dataclass(frozen=True, slots=True)
class _MemoryFile:
    """What a path is to the library's readers: a name and bytes."""

    name: str
    data: bytes

    def read_bytes(self) -> bytes:
        return self.data


def _as_path(data: bytes, name: str) -> Path:
    return cast(Path, _MemoryFile(PurePath(name).name or "file", data))


def first_rows(data: bytes, name: str, most: int) -> tuple[tuple[str, ...], ...]:
    """The first rows of the first table in a file; none where there is no table."""
    try:
        tables = extract_tables(data, name)
    except UnreadableLaw:  # it may be a letter, or what is wrong is told when it is taken in
        return ()
    first = next((table for table in tables if table.rows), None)
    return () if first is None else tuple(cells for _, cells in _trim_table(first, most).rows)


def _trim_table(table: GridTable, most: int | None = None) -> GridTable:
    """The first rows of a table, or all, as a database and a page can hold them."""
    rows = tuple((number, tuple(map(as_kept, cells))) for number, cells in table.rows[:most])
    return replace(table, rows=rows)


def list_first_rows(file: BinaryIO, name: str, most: int) -> tuple[tuple[str, ...], ...]:
    """As :func:`first_rows`, of a file of any size."""
    rows = read_first_rows(file, name, most)
    return tuple(tuple(map(as_kept, cells)) for cells in rows)


@dataclass(frozen=True, slots=True)
class SentRows:
    """What else a file gave than comments, at its end. ``counted``: None where it has no table."""

    refused: tuple[Refusal, ...]
    tables: tuple[TableRead, ...]
    remarks: tuple[Remark, ...]
    counted: RowCounts | None


#: The columns of comments as they come from a file.
SENT_COLUMNS = (
    "place", "eid", "placing", "reference", "quote", "text", "wording", "language", "organisation", "author"
)  # fmt: skip


def stream_sent(
    file: BinaryIO,
    name: str,
    laws: tuple[Law, ...],
    columns: Mapping[str, str],
    longest: Mapping[str, int],
    together: int,
) -> Iterator[tuple[PlainColumns, float] | SentRows]:
    """The comments in a file, as :func:`huiyin.intake.read_comments` takes them, ``together`` at a time, with which share of
    the file was read; last what else it gave. ``longest``: column → characters that can be kept of it; a comment with more in one is refused."""
    size = max(1, file.seek(0, 2))
    counting = RowCounting()
    waiting: list[tuple[str | None, ...]] = []
    refused: list[Refusal] = []
    tables: list[TableRead] = []
    remarks: list[Remark] = []
    places = _Places()
    judge = lru_cache(_KEPT)(judge_reference)
    for row in stream_comments(file, name, law=laws, columns=columns or None):
        given = _refuse_long(row, longest) if isinstance(row, Comment) else row
        counting.add(given)
        if isinstance(given, Comment):
            waiting.append(_lay_out(given, places.find(given.source), judge))
            if len(waiting) == together:
                yield _make_columns(waiting), file.tell() / size
                waiting = []
        elif isinstance(given, Refusal):
            refused.append(given)
        elif isinstance(given, TableRead):
            tables.append(given)
        else:
            remarks.append(given)
    if waiting:
        yield _make_columns(waiting), 1.0
    refused.sort(key=lambda one: (one.file, one.sheet, one.row))
    yield SentRows(tuple(refused), tuple(tables), tuple(remarks), counting.conclude())


#: So many different citations are judged once.
_KEPT = 10_000


class _Places:
    """Where each comment stands in its file: sheet, row, and which of the row's it is. Columns that are mapped anew change
    what a row says, not where it stands."""

    def __init__(self) -> None:
        self._last = ("", -1)
        self._many: Counter[tuple[str, int]] = Counter()

    def find(self, source: Source) -> str:
        place = (source.sheet, source.row)
        number = 1
        # Rows of tables come in their order; what comes in another, or is one of several, is counted.
        if place <= self._last:
            number = self._many[place] = max(self._many[place], 1) + 1
        else:
            self._last = place
        return f"{as_kept(source.sheet[:120])}·{source.row}·{number}"


def _lay_out(
    comment: Comment, place: str, judge: Callable[[str], Placing]
) -> tuple[str | None, ...]:
    if comment.eid:
        placing = Placing.EXACT if comment.is_exact else Placing.ABOVE
    else:
        placing = judge(comment.reference)
    return (
        place, comment.eid, placing.value, comment.reference, comment.quote, comment.text, comment.wording,
        comment.language, comment.organisation, comment.author,
    )  # fmt: skip


def _make_columns(rows: list[tuple[str | None, ...]]) -> PlainColumns:
    return PlainColumns(dict(zip(SENT_COLUMNS, map(list, zip(*rows, strict=True)), strict=True)))


def _refuse_long(comment: Comment, longest: Mapping[str, int]) -> Comment | Refusal:
    """The comment, or why it is not taken: words of it are more than can be kept."""
    for column, most in longest.items():
        length = len(getattr(comment, column))
        if length > most:
            at = comment.source
            details = (("column", column), ("number", str(length)), ("limit", str(most)))
            return Refusal(at.file, at.sheet, at.row, RefusalCode.TOO_LONG, details)
    return comment


def read_answers(data: bytes, name: str) -> IntakeResult[Reply]:
    """The replies in a table, as :func:`huiyin.intake.read_replies` takes them."""
    return read_or_refuse(_as_path(data, name), read_replies)


@dataclass(frozen=True, slots=True)
class LetterRead:
    """A mail as the ledger takes it: who sent it, on which day, its subject and words, and what was attached."""

    sender: str
    subject: str
    text: str
    sent: date | None
    attachments: tuple[tuple[str, bytes], ...]


def read_letter(data: bytes, name: str) -> LetterRead:
    """An e-mail file. Raises :class:`huiyin.law.UnreadableLaw`."""
    mail = read_mail(data, name)
    if not (
        mail.sender or mail.subject or mail.sent
    ):  # any bytes are the body of a mail without headings
        raise UnreadableLaw("damaged", file=name)
    text = "\n".join(line.words for line in mail.thread.own).strip()
    return LetterRead(
        as_kept(mail.sender), as_kept(mail.subject), as_kept(text), mail.sent, mail.attachments
    )


def read_sheets(data: bytes, name: str, most: int) -> list[GridTable]:
    """Every table of a file. Raises :class:`huiyin.law.UnreadableLaw`, also where there are more than ``most`` rows:
    what is done with each of them is done while somebody waits."""
    tables = [_trim_table(table) for table in extract_tables(data, name)]
    rows = sum(len(table.rows) for table in tables)
    if rows > most:
        raise UnreadableLaw("too_many_rows", file=name, rows=str(rows), limit=str(most))
    return tables


def read_organisations(data: bytes, name: str, kind: str) -> list[OrganisationStated]:
    """The organisations in a file of Popolo or of IATI. Raises :class:`huiyin.law.UnreadableLaw`."""
    return read_popolo(data, name) if kind == "popolo" else read_iati(data, name)


def stream_cells(file: BinaryIO, name: str) -> Iterator[tuple[GridTable, float]]:
    """The first table of a file of any size, a piece after the other, with which share of the file was read. Raises
    :class:`huiyin.law.UnreadableLaw`."""
    size = max(1, file.seek(0, 2))
    for piece in stream_first_table(file, name):
        yield _trim_table(piece), file.tell() / size


def stream_organisations(
    file: BinaryIO, name: str, kind: str, together: int
) -> Iterator[tuple[OrganisationStated, ...]]:
    """As :func:`read_organisations`, ``together`` at a time."""
    file.seek(0)
    stated = read_organisations(file.read(), name, kind)
    for start in range(0, len(stated), together):
        yield tuple(stated[start : start + together])
