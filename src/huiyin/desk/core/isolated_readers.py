"""How tables that people send are read: run apart, by :mod:`huiyin.desk.core.reader_process`, which knows nothing of Django.

The library reads files by their paths; here the bytes are at hand, and no file need be written.
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

    def find_all(self, block: CommentBlock) -> list[str]:
        """Of all comments of a block, whose rows come in their order."""
        if (block.sheet, block.rows[0]) <= self._last:
            return [self.find(Source(block.file, block.sheet, row)) for row in block.rows]
        self._last = (block.sheet, block.rows[-1])
        begin = f"{as_kept(block.sheet[:120])}·"
        return [f"{begin}{row}·1" for row in block.rows]


class _WaitingRows:
    """Comments that wait to be told of together, a list for each of :data:`SENT_COLUMNS`."""

    def __init__(self) -> None:
        self.count = self._characters = 0
        self._places = _Places()
        self._judge = lru_cache(_KEPT)(judge_reference)
        self._columns: dict[str, list[str]] = {name: [] for name in SENT_COLUMNS}

    def add_block(self, block: CommentBlock) -> None:
        """All comments of a block."""
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
        """One comment."""
        placing = self._place(comment.eid, comment.reference, is_exact=comment.is_exact)
        row = (
            self._places.find(comment.source), comment.eid, placing, comment.reference, comment.quote, comment.text,
            comment.wording, comment.language, comment.organisation, comment.author,
        )  # fmt: skip
        self._add([[value] for value in row])

    def is_enough(self, together: int) -> bool:
        """Whether they are to be told of: so many, or as long as an answer may be."""
        return self.count >= together or self._characters >= _MOST_CHARACTERS

    def take_columns(self, most: int) -> PlainColumns:
        """The first of those that wait, so many at most."""
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


#: The columns that may be long, and how many characters of them are told together.
_LONG, _MOST_CHARACTERS = frozenset(("quote", "text", "wording")), 16_000_000


def _list_short(
    rows: Iterable[Given | CommentBlock], longest: Mapping[str, int]
) -> Iterator[Given | CommentBlock]:
    """What a file gives, without the comments that are too long to be kept, which are refused."""
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
