"""How tables that people send are read: run apart, by :mod:`huiyin.desk.core.reader_process`, which knows nothing of Django.

The library reads files by their paths; here the bytes are at hand, and no file need be written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePath
from typing import cast

from huiyin.intake import Comment, IntakeResult, Reply, read_comments, read_or_refuse, read_replies
from huiyin.intake.mail import read_mail
from huiyin.intake.organisations import OrganisationStated, read_iati, read_popolo
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


def read_sent(
    data: bytes, name: str, laws: tuple[Law, ...], columns: Mapping[str, str]
) -> IntakeResult[Comment]:
    """The comments in a file, as :func:`huiyin.intake.read_comments` takes them."""
    return read_comments([_as_path(data, name)], law=laws, columns=columns or None)


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
