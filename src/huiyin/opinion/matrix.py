"""The vote matrix for computation: moderated, centred, weighted, and always sparse."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from huiyin.opinion.votes import Votes

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

F64 = NDArray[np.float64]
I64 = NDArray[np.int64]
#: Up to this many statements, the full covariance is decomposed; above it, only matrix–vector products are used.
_FEW = 256
#: Above this density of votes, products are faster on a dense matrix.
_DENSE = 10


@dataclass(frozen=True)
class Matrix:
    """``rows``, ``columns``, ``values``: the votes on statements that were not moderated out.

    Polis sets the column of a moderated-out statement to zero for everybody ("zero-out-columns" in its
    ``conversation.clj``): it carries no information but counts as voted on. Therefore ``cast``, the votes per
    participant, includes all those statements; ``raw`` counts the votes actually cast.
    """

    rows: I64
    columns: I64
    values: F64
    out: NDArray[np.bool_]
    cast: I64
    raw: I64

    @property
    def participants(self) -> int:
        return len(self.cast)

    @property
    def statements(self) -> int:
        """The number of statements, including those moderated out."""
        return len(self.out)

    @classmethod
    def of(cls, votes: Votes, moderated_out: tuple[str, ...]) -> Matrix:
        out = np.isin(np.array(votes.statements, dtype=str), np.array(moderated_out, dtype=str))
        n = len(votes.participants)
        raw = np.bincount(votes.rows, minlength=n)
        if out.any():
            kept = ~out[votes.columns]
            rows, columns, values = votes.rows[kept], votes.columns[kept], votes.values[kept]
            cast = np.bincount(rows, minlength=n) + int(out.sum())
        else:
            rows, columns, values, cast = votes.rows, votes.columns, votes.values, raw
        return cls(rows, columns, values.astype(np.float64), out, cast, raw)

    @cached_property
    def means(self) -> F64:
        """The mean vote on each statement, over those who voted on it."""
        sums = np.bincount(self.columns, self.values, minlength=self.statements)
        return sums / np.maximum(np.bincount(self.columns, minlength=self.statements), 1)

    @cached_property
    def centred(self) -> csr_matrix:
        """Votes minus their statement's mean, participants × statements.

        Polis fills a missing vote with that mean. After centring it is 0, so the unstored entries equal what Polis
        fills in.
        """
        from scipy.sparse import csr_matrix

        n, m = self.participants, self.statements
        order_is_rows = bool(np.all(self.rows[1:] >= self.rows[:-1]))
        data = self.values - self.means[self.columns]
        if not order_is_rows:
            return csr_matrix((data, (self.rows, self.columns)), shape=(n, m))
        small = np.int32 if max(len(data), m) < 2**31 else np.int64
        starts = np.zeros(n + 1, small)
        np.cumsum(np.bincount(self.rows, minlength=n), out=starts[1:])
        return csr_matrix((data, self.columns.astype(small), starts), shape=(n, m))

    @cached_property
    def products(self) -> F64:
        """Statements × statements: the products of their centred votes, summed over participants."""
        centred = self.centred
        if centred.nnz * _DENSE < self.participants * self.statements:
            return np.asarray((centred.T @ centred).toarray())
        filled = centred.toarray()
        return np.asarray(filled.T @ filled)

    @property
    def is_small(self) -> bool:
        return self.statements <= _FEW

    def only(self, chosen: NDArray[np.int64]) -> Matrix:
        """Return the votes of the participants ``chosen``, given in ascending order."""
        new = np.full(self.participants, -1)
        new[chosen] = np.arange(len(chosen))
        kept = new[self.rows] >= 0
        return Matrix(
            new[self.rows[kept]],
            self.columns[kept],
            self.values[kept],
            self.out,
            self.cast[chosen],
            self.raw[chosen],
        )

    def counts(self, labels: I64, groups: int) -> NDArray[np.int64]:
        """Return groups + 1 × statements × (agrees, disagrees, passes).

        ``labels``: group per participant, −1 for none; those without a group are counted in the last row.
        """
        # Counting those without a group in a row of their own is cheaper than filtering their votes out.
        of_vote = np.where(labels < 0, groups, labels)[self.rows]
        side = (self.values < 0) + 2 * (self.values == 0)
        cell = (of_vote * self.statements + self.columns) * 3 + side
        found = np.bincount(cell, minlength=(groups + 1) * self.statements * 3)
        return found.reshape(groups + 1, self.statements, 3)
