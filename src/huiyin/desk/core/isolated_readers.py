"""Functions that read uploaded tables; run by :mod:`huiyin.desk.core.reader_process`, without Django.

The library reads files by path; here the bytes are in memory, and no file is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Any, BinaryIO, cast

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
from huiyin.intake.comment_blocks import CommentBlock
from huiyin.intake.comment_stream import read_first_rows, stream_comment_blocks, stream_first_table
from huiyin.intake.comments import Given
from huiyin.intake.mail import read_mail
from huiyin.intake.organisations import OrganisationStated, read_iati, read_popolo
from huiyin.intake.receipt import RowCounting, RowCounts, judge_reference
from huiyin.intake.tables import GridTable, extract_tables
from huiyin.law import Law, UnreadableLaw
from huiyin.text import as_kept


@dataclass(frozen=True, slots=True)
class _MemoryFile:
    """The parts of ``Path`` that the library's readers use: a name and the bytes."""

    name: str
    data: bytes

    def read_bytes(self) -> bytes:
        return self.data


def _as_path(data: bytes, name: str) -> Path:
    return cast(Path, _MemoryFile(PurePath(name).name or "file", data))


def first_rows(data: bytes, name: str, most: int) -> tuple[tuple[str, ...], ...]:
    """The first ``most`` rows of the first table in a file; empty if it has no table."""
    try:
        tables = extract_tables(data, name)
    except UnreadableLaw:  # it may be a letter, or what is wrong is told when it is taken in
        return ()
    first = next((table for table in tables if table.rows), None)
    return () if first is None else tuple(cells for _, cells in _trim_table(first, most).rows)


def _trim_table(table: GridTable, most: int | None = None) -> GridTable:
    """The first ``most`` rows of a table, or all, without characters that databases reject."""
    rows = tuple((number, tuple(map(as_kept, cells))) for number, cells in table.rows[:most])
    return replace(table, rows=rows)


def list_first_rows(file: BinaryIO, name: str, most: int) -> tuple[tuple[str, ...], ...]:
    """As :func:`first_rows`, for an open file of any size."""
    rows = read_first_rows(file, name, most)
    return tuple(tuple(map(as_kept, cells)) for cells in rows)


@dataclass(frozen=True, slots=True)
class SentRows:
    """What a file contained besides comments; the last value of the stream. ``counted``: None if it has no table."""

    refused: tuple[Refusal, ...]
    tables: tuple[TableRead, ...]
    remarks: tuple[Remark, ...]
    counted: RowCounts | None


#: The columns in which comments read from a file are passed on.
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
    """Yield the comments of a file in batches of ``together``, each with the share of the file read so far;
    last a :class:`SentRows`.

    Comments are read as by :func:`huiyin.intake.read_comments`. ``longest``: column → the most characters that
    can be stored; a comment with more in one of them is refused.
    """
    size = max(1, file.seek(0, 2))
    counting = RowCounting()
    waiting = _WaitingRows()
    refused: list[Refusal] = []
    tables: list[TableRead] = []
    remarks: list[Remark] = []
    for given in _list_short(
        stream_comment_blocks(file, name, law=laws, columns=columns or None), longest
    ):
        if isinstance(given, CommentBlock):
            counting.add_rows(given.file, given.sheet, given.rows)
            waiting.add_block(given)
        else:
            counting.add(given)
        if isinstance(given, Comment):
            waiting.add_comment(given)
        if isinstance(given, Comment | CommentBlock):
            while waiting.is_enough(together):
                yield waiting.take_columns(together), file.tell() / size
        elif isinstance(given, Refusal):
            refused.append(given)
        elif isinstance(given, TableRead):
            tables.append(given)
        else:
            remarks.append(given)
    if waiting.count:
        yield waiting.take_columns(together), 1.0
    refused.sort(key=lambda one: (one.file, one.sheet, one.row))
    yield SentRows(tuple(refused), tuple(tables), tuple(remarks), counting.conclude())


#: How many different citations are remembered with their verdict.
_KEPT = 10_000


class _Places:
    """The position of each comment in its file: sheet, row, and number within the row. It identifies a comment
    when the file is imported again, and does not depend on how columns are mapped.
    """

    def __init__(self) -> None:
        self._last = ("", -1)
        self._many: Counter[tuple[str, int]] = Counter()

    def find(self, source: Source) -> str:
        """The position of one comment, as ``sheet·row·number``."""
        place = (source.sheet, source.row)
        number = 1
        # Rows of a table arrive in ascending order, so only a repeated or earlier row needs a
        # counter. This keeps memory small for a million rows.
        if place <= self._last:
            number = self._many[place] = max(self._many[place], 1) + 1
        else:
            self._last = place
        return f"{as_kept(source.sheet[:120])}·{source.row}·{number}"

    def find_all(self, block: CommentBlock) -> list[str]:
        """The positions of all comments of a block, whose rows are in ascending order."""
        if (block.sheet, block.rows[0]) <= self._last:
            return [self.find(Source(block.file, block.sheet, row)) for row in block.rows]
        self._last = (block.sheet, block.rows[-1])
        begin = f"{as_kept(block.sheet[:120])}·"
        return [f"{begin}{row}·1" for row in block.rows]


class _WaitingRows:
    """Comments collected for the next batch, as one list per column of :data:`SENT_COLUMNS`."""

    def __init__(self) -> None:
        self.count = self._characters = 0
        self._places = _Places()
        self._judge = lru_cache(_KEPT)(judge_reference)
        self._columns: dict[str, list[str]] = {name: [] for name in SENT_COLUMNS}

    def add_block(self, block: CommentBlock) -> None:
        """Add all comments of a block."""
        anchors = block.anchors
        self._add(
            (
                self._places.find_all(block),
                [anchor.eid for anchor in anchors],
                [self._place(one.eid, one.reference, is_exact=one.is_exact) for one in anchors],
                [anchor.reference for anchor in anchors],
                block.quotes, block.texts, block.wordings, block.languages, block.organisations, block.authors,
            )
        )  # fmt: skip

    def add_comment(self, comment: Comment) -> None:
        """Add one comment."""
        placing = self._place(comment.eid, comment.reference, is_exact=comment.is_exact)
        row = (
            self._places.find(comment.source), comment.eid, placing, comment.reference, comment.quote, comment.text,
            comment.wording, comment.language, comment.organisation, comment.author,
        )  # fmt: skip
        self._add([[value] for value in row])

    def is_enough(self, together: int) -> bool:
        """Whether a batch is full, by number of comments or of characters."""
        return self.count >= together or self._characters >= _MOST_CHARACTERS

    def take_columns(self, most: int) -> PlainColumns:
        """Remove and return the first ``most`` comments."""
        taken: dict[str, list[Any]] = {name: all_[:most] for name, all_ in self._columns.items()}
        left = [all_[most:] for all_ in self._columns.values()]
        self.count = self._characters = 0
        self._columns = {name: [] for name in SENT_COLUMNS}
        self._add(left)
        return PlainColumns(taken)

    def _add(self, columns: Sequence[Sequence[str]]) -> None:
        for name, values in zip(SENT_COLUMNS, columns, strict=True):
            self._columns[name] += values
            if name in _LONG:
                self._characters += sum(map(len, values))
        self.count += len(columns[0])

    def _place(self, eid: str, reference: str, *, is_exact: bool) -> str:
        if not eid:
            return self._judge(reference).value
        return (Placing.EXACT if is_exact else Placing.ABOVE).value


#: The columns that may be long, and the most characters of them in one batch, which keeps an answer
#: below the limit for one message.
_LONG, _MOST_CHARACTERS = frozenset(("quote", "text", "wording")), 16_000_000


def _list_short(
    rows: Iterable[Given | CommentBlock], longest: Mapping[str, int]
) -> Iterator[Given | CommentBlock]:
    """Yield what a file contains, with comments that are too long to store turned into refusals."""
    for given in rows:
        if isinstance(given, Comment):
            yield _refuse_long(given, longest)
        elif not isinstance(given, CommentBlock):
            yield given
        elif _is_short(given, longest):
            if len(given):
                yield given
        else:
            for comment in given.list_comments():
                yield _refuse_long(comment, longest)


def _is_short(block: CommentBlock, longest: Mapping[str, int]) -> bool:
    words: dict[str, Iterable[str]] = {
        "organisation": block.organisations,
        "author": block.authors,
        "reference": (anchor.reference for anchor in block.anchors),
        "quote": block.quotes,
        "text": block.texts,
        "wording": block.wordings,
    }
    return all(max(map(len, words[column]), default=0) <= most for column, most in longest.items())


def _refuse_long(comment: Comment, longest: Mapping[str, int]) -> Comment | Refusal:
    """The comment, or a refusal if one of its columns is too long to store."""
    for column, most in longest.items():
        length = len(getattr(comment, column))
        if length > most:
            at = comment.source
            details = (("column", column), ("number", str(length)), ("limit", str(most)))
            return Refusal(at.file, at.sheet, at.row, RefusalCode.TOO_LONG, details)
    return comment


def read_answers(data: bytes, name: str) -> IntakeResult[Reply]:
    """The replies in a table, as :func:`huiyin.intake.read_replies` reads them."""
    return read_or_refuse(_as_path(data, name), read_replies)


@dataclass(frozen=True, slots=True)
class LetterRead:
    """An e-mail as the ledger takes it: sender, day, subject, text and attachments."""

    sender: str
    subject: str
    text: str
    sent: date | None
    attachments: tuple[tuple[str, bytes], ...]


def read_letter(data: bytes, name: str) -> LetterRead:
    """Read an e-mail file. Raises :class:`huiyin.law.UnreadableLaw`."""
    mail = read_mail(data, name)
    # The mail parser accepts any bytes, as the body of a mail without headers.
    if not (
        mail.sender or mail.subject or mail.sent
    ):  # any bytes are the body of a mail without headings
        raise UnreadableLaw("damaged", file=name)
    text = "\n".join(line.words for line in mail.thread.own).strip()
    return LetterRead(
        as_kept(mail.sender), as_kept(mail.subject), as_kept(text), mail.sent, mail.attachments
    )


def read_sheets(data: bytes, name: str, most: int) -> list[GridTable]:
    """All tables of a file. Raises :class:`huiyin.law.UnreadableLaw`, also if they have more than ``most``
    rows, because the caller processes them while somebody waits.
    """
    tables = [_trim_table(table) for table in extract_tables(data, name)]
    rows = sum(len(table.rows) for table in tables)
    if rows > most:
        raise UnreadableLaw("too_many_rows", file=name, rows=str(rows), limit=str(most))
    return tables


def read_organisations(data: bytes, name: str, kind: str) -> list[OrganisationStated]:
    """The organisations in a Popolo or IATI file (``kind``). Raises :class:`huiyin.law.UnreadableLaw`."""
    return read_popolo(data, name) if kind == "popolo" else read_iati(data, name)


def stream_cells(file: BinaryIO, name: str) -> Iterator[tuple[GridTable, float]]:
    """Yield the first table of a file of any size in pieces, each with the share of the file read so far.
    Raises :class:`huiyin.law.UnreadableLaw`.
    """
    size = max(1, file.seek(0, 2))
    for piece in stream_first_table(file, name):
        yield _trim_table(piece), file.tell() / size


def stream_organisations(
    file: BinaryIO, name: str, kind: str, together: int
) -> Iterator[tuple[OrganisationStated, ...]]:
    """As :func:`read_organisations`, in batches of ``together``."""
    file.seek(0)
    stated = read_organisations(file.read(), name, kind)
    for start in range(0, len(stated), together):
        yield tuple(stated[start : start + together])
