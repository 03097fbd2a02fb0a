"""The outcome of an import: where each comment was placed, and which organisations are unknown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from huiyin.files.problems import Refusal, Remark
from huiyin.intake.cell_columns import is_bare_number, is_whole_law
from huiyin.intake.model import Comment, IntakeResult, TableRead
from huiyin.law import find_citations
from huiyin.text import fold_text


class Placing(StrEnum):
    """Where a comment was placed in the law, and why (``receipt.placing.<value>``)."""

    EXACT = "exact"  # at the provision that it names
    ABOVE = (
        "above"  # at the nearest unit: the cited one does not fully exist, or may be in another law
    )
    WHOLE = "whole"  # at the law as a whole: it names no provision
    MISSING = "missing"  # at the law as a whole: the law lacks the provision that it names
    UNCLEAR = "unclear"  # at the law as a whole: its reference is not a citation


@dataclass(frozen=True, slots=True)
class IntakeReceipt:
    """``placed``: each comment with its placing, in order. ``unknown``: unknown names of organisations with their
    number of comments.
    """

    placed: tuple[tuple[Comment, Placing], ...]
    unknown: tuple[tuple[str, int], ...]

    @property
    def counts(self) -> dict[Placing, int]:
        counted = Counter(placing for _, placing in self.placed)
        return {placing: counted[placing] for placing in Placing}


@dataclass(frozen=True, slots=True)
class RowCounts:
    """The rows of some files' tables: in total, with comments, and refused, which add up. ``comments``: a row may
    give several.
    """

    rows: int
    taken: int
    refused: int
    comments: int


def count_rows(result: IntakeResult[Comment]) -> RowCounts | None:
    """Count what happened to every row of the tables; None if no file has a table. A refused table counts with all
    its rows.
    """
    counting = RowCounting()
    for rows in (result.taken, result.refused, result.tables):
        for row in rows:
            counting.add(row)
    return counting.conclude()


class RowCounting:
    """Counts like :func:`count_rows` while a file is read; numbers are only kept for rows that may be reported
    repeatedly.
    """

    def __init__(self) -> None:
        self._tables: dict[tuple[str, str], int] = {}
        self._whole = 0
        #: Per sheet: the rows that gave comments, and the numbers of refused rows.
        self._taken: dict[tuple[str, str], _RowSet] = {}
        self._comments: Counter[tuple[str, str]] = Counter()
        self._refused: dict[tuple[str, str], set[int]] = {}

    def add(self, row: Comment | Refusal | TableRead | Remark) -> None:
        if isinstance(row, Comment):
            table_key = (row.source.file, row.source.sheet)
            self._comments[table_key] += 1
            taken = self._taken.get(table_key)
            if taken is None:
                taken = self._taken[table_key] = _RowSet()
            taken.add(row.source.row)
        elif isinstance(row, Refusal):
            if row.row:
                self._refused.setdefault((row.file, row.sheet), set()).add(row.row)
            else:
                self._whole += count_refused_rows(row)
        elif isinstance(row, TableRead):
            table_key = (row.file, row.sheet)
            self._tables[table_key] = self._tables.get(table_key, 0) + row.rows

    def add_rows(self, file: str, sheet: str, rows: Iterable[int]) -> None:
        """Add rows of a sheet, each of which gave one comment."""
        listed = list(rows)
        table_key = (file, sheet)
        self._comments[table_key] += len(listed)
        taken = self._taken.setdefault(table_key, _RowSet())
        for row in listed:
            taken.add(row)

    def conclude(self) -> RowCounts | None:
        if not self._tables and not self._whole:
            return None
        taken = sum(len(self._taken[at]) for at in self._tables if at in self._taken)
        refused = sum(
            sum(row not in self._taken.get(at, ()) for row in self._refused.get(at, ()))
            for at in self._tables
        )
        rows = sum(self._tables.values()) + self._whole
        comments = sum(self._comments[at] for at in self._tables)
        return RowCounts(rows, taken, refused + self._whole, comments)


class _RowSet:
    """A set of row numbers with one bit each."""

    def __init__(self) -> None:
        self._bits = bytearray()
        self._count = 0

    def add(self, row: int) -> None:
        byte, bit = row >> 3, 1 << (row & 7)
        if byte >= len(self._bits):
            self._bits.extend(bytes(byte + 1024 - len(self._bits)))
        if not self._bits[byte] & bit:
            self._bits[byte] |= bit
            self._count += 1

    def __contains__(self, row: object) -> bool:
        assert isinstance(row, int)
        byte = row >> 3
        return byte < len(self._bits) and bool(self._bits[byte] & 1 << (row & 7))

    def __len__(self) -> int:
        return self._count


def count_refused_rows(refusal: Refusal) -> int:
    """Return how many rows a refusal covers: one, or all rows of a refused table."""
    return 1 if refusal.row else int(dict(refusal.details).get("rows", "0"))


def make_receipt(
    comments: Iterable[Comment], known: Collection[str] | None = None
) -> IntakeReceipt:
    """Make the receipt. ``known``: names and ids of organisations; None if they are not known."""
    placed = tuple((comment, find_placing(comment)) for comment in comments)
    keys = None if known is None else {fold_name(name) for name in known}
    unknown: Counter[str] = Counter()
    if keys is not None:
        names = (comment.organisation.strip() for comment, _ in placed)
        unknown.update(name for name in names if name and fold_name(name) not in keys)
    return IntakeReceipt(placed, tuple(sorted(unknown.items(), key=lambda one: (-one[1], one[0]))))


def fold_name(name: str) -> str:
    """Fold a name: case, width, space, punctuation, simplified and traditional characters."""
    return fold_text(name, traditional=True) or name.strip().casefold()


def find_placing(comment: Comment) -> Placing:
    """Return where ``comment`` was placed, and why."""
    if comment.eid:
        return Placing.EXACT if comment.is_exact else Placing.ABOVE
    return judge_reference(comment.reference)


def judge_reference(reference: str) -> Placing:
    """Return why a comment was placed at the law as a whole, judging by its reference."""
    if not reference.strip() or is_whole_law(reference):
        return Placing.WHOLE
    return Placing.MISSING if _cites(reference) else Placing.UNCLEAR


def _cites(reference: str) -> bool:
    return is_bare_number(reference) or bool(find_citations(reference))


def list_to_mend(receipt: IntakeReceipt) -> Sequence[tuple[Comment, Placing]]:
    """Return the comments whose placing a person should check."""
    fine = (Placing.EXACT, Placing.WHOLE)
    return [(comment, placing) for comment, placing in receipt.placed if placing not in fine]
