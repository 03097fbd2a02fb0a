"""Votes as a sparse matrix: participants by statements, −1, 0 or +1, missing where nobody voted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix


@dataclass(frozen=True)
class Votes:
    """``participants`` and ``statements`` are ids, sorted; ``rows``, ``columns`` and ``values`` (int8) one
    entry per vote, of which each pair has one."""

    participants: tuple[str, ...]
    statements: tuple[str, ...]
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: NDArray[np.int8]

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[str, str, int]]) -> Votes:
        """From (participant, statement, vote) in order of time: the last vote of a pair counts.

        Raises ``ValueError`` for a vote that is not −1, 0 or 1.
        """
        last: dict[tuple[str, str], int] = {}
        for participant, statement, vote in rows:
            if vote not in (-1, 0, 1):
                raise ValueError(f"no vote: {vote!r} by {participant!r} on {statement!r}")
            last[participant, statement] = vote
        participants = tuple(sorted({p for p, _ in last}, key=_natural))
        statements = tuple(sorted({s for _, s in last}, key=_natural))
        of_participant = {p: at for at, p in enumerate(participants)}
        of_statement = {s: at for at, s in enumerate(statements)}
        entries = sorted((of_participant[p], of_statement[s], v) for (p, s), v in last.items())
        return cls(
            participants,
            statements,
            np.array([e[0] for e in entries], np.int64),
            np.array([e[1] for e in entries], np.int64),
            np.array([e[2] for e in entries], np.int8),
        )

    @cached_property
    def matrix(self) -> csr_matrix:
        """Values plus 2, so that a pass (0) is not lost among the missing."""
        shape = (len(self.participants), len(self.statements))
        return csr_matrix(
            (self.values.astype(np.int16) + 2, (self.rows, self.columns)), shape=shape
        )

    def dense(self) -> NDArray[np.float64]:
        """Participants × statements, NaN where there is no vote."""
        found = np.full((len(self.participants), len(self.statements)), np.nan)
        found[self.rows, self.columns] = self.values
        return found


def _natural(text: str) -> tuple[int, int, str]:
    return (0, int(text), text) if text.isascii() and text.isdigit() else (1, 0, text)
