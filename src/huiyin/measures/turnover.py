"""How much changes from one year to the next: what organisations take up and give up, and where they move."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, slots=True)
class Turnover:
    """``per_organisation``: 1 − |A∩B| / |A∪B| in the order of the rows; None if not known in both years. ``mean``:
    of these; None if there are none.

    ``entries``, ``exits``, ``stays``: per kind, how many organisations took it up, gave it up and kept it.
    ``known``, ``unknown``: how many organisations are known in both years, and how many are not.
    """

    per_organisation: tuple[float | None, ...]
    mean: float | None
    entries: tuple[int, ...]
    exits: tuple[int, ...]
    stays: tuple[int, ...]
    known: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Transitions:
    """``counts[i][j]``: how many moved from kind i to kind j.

    ``shorrocks``: (n − tr P)/(n − 1): 0 if all stayed, 1 if the earlier kind says nothing about the later one. It
    covers the ``rows`` kinds that had any organisation, and is None for fewer than two.
    """

    counts: tuple[tuple[int, ...], ...]
    shorrocks: float | None
    rows: int
    known: int
    unknown: int


def measure_turnover(before: ArrayLike, after: ArrayLike) -> Turnover:
    """Measure what changed between two years.

    Both arrays are organisations × kinds, with the same organisations and kinds in the same order; true means that
    the organisation works on the kind. A row without any true value means unknown, because a table cannot state
    that an organisation works on nothing.
    """
    old, new = (np.asarray(given, dtype=bool) for given in (before, after))
    if old.shape != new.shape or old.ndim != 2:
        raise ValueError("both years hold the same organisations and kinds")
    is_known = np.asarray(old.any(axis=1) & new.any(axis=1))
    both = (old & new).sum(axis=1)
    either = (old | new).sum(axis=1)
    changed = 1 - np.divide(both, either, out=np.ones(len(old)), where=either > 0)
    figures = changed[is_known]
    old, new = old[is_known], new[is_known]
    return Turnover(
        tuple(
            figure if known else None
            for figure, known in zip(changed.tolist(), is_known.tolist(), strict=True)
        ),
        float(figures.mean()) if len(figures) else None,
        _count_columns(new & ~old),
        _count_columns(old & ~new),
        _count_columns(old & new),
        int(is_known.sum()),
        int((~is_known).sum()),
    )


def count_transitions(before: ArrayLike, after: ArrayLike, kinds: int) -> Transitions:
    """Count moves between kinds. ``before``, ``after``: the one kind of each organisation from 0, −1 if unknown."""
    old, new = (np.asarray(given, dtype=np.int64) for given in (before, after))
    if old.shape != new.shape or (old >= kinds).any() or (new >= kinds).any():
        raise ValueError("both years hold the same organisations, and kinds that there are")
    is_known = (old >= 0) & (new >= 0)
    counts = np.zeros((kinds, kinds), dtype=np.int64)
    np.add.at(counts, (old[is_known], new[is_known]), 1)
    return describe_transitions(counts, unknown=int((~is_known).sum()))


def describe_transitions(counts: ArrayLike, *, unknown: int = 0) -> Transitions:
    """Compute the index of an existing table of counts, such as the sum over several years."""
    table = np.asarray(counts, dtype=np.int64)
    rows = int(table.any(axis=1).sum())
    return Transitions(
        tuple(tuple(int(n) for n in row) for row in table),
        compute_shorrocks(table),
        rows,
        int(table.sum()),
        unknown,
    )


def compute_shorrocks(table: ArrayLike) -> float | None:
    """Return (n − tr P)/(n − 1) over the non-empty rows of ``table`` (counts or shares), each divided by its total.

    None for fewer than two such rows (Shorrocks 1978).
    """
    values = np.asarray(table, dtype=np.float64)
    totals = values.sum(axis=1)
    is_there = totals > 0
    rows = int(is_there.sum())
    if rows < 2:
        return None
    stays = np.diagonal(values)[is_there] / totals[is_there]
    return float((rows - stays.sum()) / (rows - 1))


def _count_columns(marks: NDArray[np.bool_]) -> tuple[int, ...]:
    return tuple(int(n) for n in marks.sum(axis=0))
