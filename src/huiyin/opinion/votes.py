"""Votes, participants by statements: −1, 0 or +1. Only votes that were cast are stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Votes:
    """``participants`` and ``statements`` are ids. ``rows``, ``columns`` and ``values`` (int8) have one entry per
    vote, sorted by participant and statement, without duplicates.
    """

    participants: tuple[str, ...]
    statements: tuple[str, ...]
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: NDArray[np.int8]

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[str, str, int]]) -> Votes:
        """Build votes from (participant, statement, vote) in chronological order; the last vote of a pair counts.

        Raises ``ValueError`` for a vote that is not −1, 0 or 1.
        """
        cast = list(rows)
        wrong = next((row for row in cast if row[2] not in (-1, 0, 1)), None)
        if wrong is not None:
            raise ValueError(f"no vote: {wrong[2]!r} by {wrong[0]!r} on {wrong[1]!r}")
        participants = sorted({p for p, _, _ in cast}, key=_make_natural_key)
        statements = sorted({s for _, s, _ in cast}, key=_make_natural_key)
        of_participant = {p: at for at, p in enumerate(participants)}
        of_statement = {s: at for at, s in enumerate(statements)}
        return cls.from_arrays(
            participants,
            statements,
            np.fromiter((of_participant[p] for p, _, _ in cast), np.int64, len(cast)),
            np.fromiter((of_statement[s] for _, s, _ in cast), np.int64, len(cast)),
            np.fromiter((v for _, _, v in cast), np.int8, len(cast)),
        )

    @classmethod
    def from_arrays(
        cls,
        participants: Sequence[str],
        statements: Sequence[str],
        rows: NDArray[np.int64],
        columns: NDArray[np.int64],
        values: NDArray[np.int8],
    ) -> Votes:
        """Build votes from arrays with one entry per vote, in chronological order: participant, statement, −1, 0 or
        1.

        The last vote of a pair counts. Ids keep the given order.

        Raises ``ValueError`` for a vote that is not −1, 0 or 1, or for an index out of range.
        """
        if len(values) and (
            np.abs(values).max() > 1
            or min(rows.min(), columns.min()) < 0
            or rows.max() >= len(participants)
            or columns.max() >= len(statements)
        ):
            raise ValueError("no vote: an entry is out of range")
        pair = rows.astype(np.int64) * max(len(statements), 1) + columns
        if not (pair[1:] > pair[:-1]).all():
            order = np.argsort(pair, kind="stable")
            pair = pair[order]
            order = order[np.r_[pair[1:] != pair[:-1], True]] if len(pair) else order
            rows, columns, values = rows[order], columns[order], values[order]
        return cls(
            tuple(participants),
            tuple(statements),
            rows.astype(np.int64, copy=False),
            columns.astype(np.int64, copy=False),
            values.astype(np.int8, copy=False),
        )


#: Longer digit strings are not sorted as numbers; Python parses at most 4,300 digits.
_MOST_DIGITS = 100


def _make_natural_key(text: str) -> tuple[int, int, str]:
    is_number = len(text) <= _MOST_DIGITS and text.isascii() and text.isdigit()
    return (0, int(text), text) if is_number else (1, 0, text)
