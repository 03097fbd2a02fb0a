"""How the focuses of organisations change over the years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huiyin.measures.compositions import find_farthest_pair
from huiyin.measures.diversity import (
    Diversity,
    DiversityPartition,
    measure_diversity,
    partition_diversity,
)
from huiyin.measures.periods import DatedFact, FactColumns, end_of_year, gather_facts
from huiyin.measures.turnover import (
    Transitions,
    Turnover,
    count_transitions,
    describe_transitions,
    measure_turnover,
)


@dataclass(frozen=True, slots=True)
class FocusHeld:
    """``is_main``: it was stated to be the main focus. ``network``: the network in which the organisation works on
    it, or empty.
    """

    focus: str
    is_main: bool = False
    network: str = ""

    def __reduce__(self) -> tuple[Any, ...]:
        return FocusHeld, (
            self.focus,
            self.is_main,
            self.network,
        )  # a third of the time of default pickling


@dataclass(frozen=True, slots=True)
class FarthestNetworks:
    """The two networks whose focuses differ most, and their Jensen–Shannon distance."""

    first: str
    second: str
    distance: float


@dataclass(frozen=True, slots=True)
class FocusYear:
    """The figures of one year.

    ``diversity.counts``: how many organisations work on each focus, in the order of ``FocusHistory.focuses``.
    ``turnover``: since the previous year; None in the first. ``stayed``: the organisations it refers to, in the
    same order. ``networks``: compared by their focuses; None if no fact names one. ``unknown``: organisations
    without any statement of what they work on.
    """

    year: int
    diversity: Diversity
    turnover: Turnover | None
    stayed: tuple[str, ...]
    networks: DiversityPartition | None
    farthest: FarthestNetworks | None
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FocusHistory:
    """``transitions``: moves of the main focus from each year to the next, summed over all years.

    The main focus is the one stated as such, or the only one. If an organisation has several and states none as
    main, it is unknown.
    """

    focuses: tuple[str, ...]
    years: tuple[FocusYear, ...]
    transitions: Transitions


@dataclass(frozen=True, slots=True, eq=False)
class _FocusColumns:
    """What the facts say, as columns: indices of the focus and of the network (−1 for none), and whether the focus
    is the main one.
    """

    focuses: tuple[str, ...]
    networks: tuple[str, ...]
    focus: NDArray[np.intp]
    network: NDArray[np.intp]
    is_main: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class _YearTable:
    """What holds in a year; the organisations are the same in every year.

    ``holding``: indices of the facts. ``held``: organisations × focuses. ``main``: the main focus of each, −1 if
    unknown. ``unknown``: organisations without any statement. ``is_there``: whether the organisation existed at
    all, with known focuses or not.
    """

    holding: NDArray[np.intp]
    held: NDArray[np.bool_]
    main: NDArray[np.int64]
    unknown: NDArray[np.bool_]
    is_there: NDArray[np.bool_]


def measure_focus_history(
    facts: Iterable[DatedFact[FocusHeld]] | FactColumns[FocusHeld],
    years: Sequence[int],
    *,
    seed: int,
) -> FocusHistory:
    """Compute the figures of each year as of its last day. ``years`` must be consecutive."""
    columns = gather_facts(facts)
    said = _list_said(columns)
    tables = [_tabulate(columns, said, year) for year in years]
    before: list[_YearTable | None] = [None, *tables[:-1]] if tables else []
    described = tuple(
        _describe_year(columns, said, year, old, new, seed)
        for year, old, new in zip(years, before, tables, strict=True)
    )
    return FocusHistory(said.focuses, described, _sum_transitions(tables, len(said.focuses)))


def _list_said(columns: FactColumns[FocusHeld]) -> _FocusColumns:
    values = [value for value in columns.values if value is not None]
    focuses = tuple(sorted({value.focus for value in values}))
    networks = tuple(sorted({value.network for value in values} - {""}))
    column_of = {name: at for at, name in enumerate(focuses)}
    row_of = {name: at for at, name in enumerate(networks)}
    rows = [
        (-1, -1, 0)
        if value is None
        else (column_of[value.focus], row_of.get(value.network, -1), int(value.is_main))
        for value in columns.values
    ]
    table = np.array(rows, dtype=np.intp).reshape(len(rows), 3)
    return _FocusColumns(focuses, networks, table[:, 0], table[:, 1], table[:, 2].astype(bool))


def _tabulate(columns: FactColumns[FocusHeld], said: _FocusColumns, year: int) -> _YearTable:
    day = end_of_year(year)
    holding = columns.find_holding(day)
    held = np.zeros((len(columns.organisations), len(said.focuses)), dtype=bool)
    named = held.copy()
    held[columns.owner[holding], said.focus[holding]] = True
    of_main = holding[said.is_main[holding]]
    named[columns.owner[of_main], said.focus[of_main]] = True
    known = columns.mark_known(holding)
    unknown = columns.mark_unknown(day, known)
    return _YearTable(holding, held, _find_main(held, named), unknown, known | unknown)


def _find_main(held: NDArray[np.bool_], named: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the focus stated as main, or the only one; −1 if there are several."""
    if not held.shape[1]:
        return np.full(len(held), -1, dtype=np.int64)
    candidates = np.where(named.any(axis=1, keepdims=True), named, held)
    main: NDArray[np.int64] = np.where(candidates.sum(axis=1) == 1, candidates.argmax(axis=1), -1)
    return main


def _describe_year(
    columns: FactColumns[FocusHeld],
    said: _FocusColumns,
    year: int,
    before: _YearTable | None,
    table: _YearTable,
    seed: int,
) -> FocusYear:
    networks, mixes = _list_mixes(columns, said, table.holding)
    return FocusYear(
        year,
        measure_diversity(table.held, seed=seed, unknown=int(table.unknown.sum())),
        *_measure_change(columns, before, table),
        partition_diversity(mixes) if len(networks) > 1 else None,
        _name_farthest(networks, mixes),
        columns.name_marked(table.unknown),
    )


def _measure_change(
    columns: FactColumns[FocusHeld], before: _YearTable | None, after: _YearTable
) -> tuple[Turnover | None, tuple[str, ...]]:
    if before is None:
        return None, ()
    there = before.is_there & after.is_there
    return measure_turnover(before.held[there], after.held[there]), columns.name_marked(there)


def _list_mixes(
    columns: FactColumns[FocusHeld], said: _FocusColumns, holding: NDArray[np.intp]
) -> tuple[tuple[str, ...], NDArray[np.float64]]:
    """Return the networks by name, and for each how many of its organisations work on each focus."""
    within = holding[said.network[holding] >= 0]
    rows = np.stack((said.network[within], said.focus[within], columns.owner[within]), axis=1)
    counted = np.unique(rows, axis=0)
    mixes = np.zeros((len(said.networks), len(said.focuses)))
    np.add.at(mixes, (counted[:, 0], counted[:, 1]), 1)
    is_there = mixes.any(axis=1)
    return tuple(said.networks[at] for at in np.flatnonzero(is_there)), mixes[is_there]


def _name_farthest(networks: Sequence[str], mixes: NDArray[np.float64]) -> FarthestNetworks | None:
    pair = find_farthest_pair(list(mixes))
    if pair is None:
        return None
    return FarthestNetworks(networks[pair.first], networks[pair.second], pair.distance)


def _sum_transitions(tables: Sequence[_YearTable], focuses: int) -> Transitions:
    """Sum the moves from each year to the next of the organisations present in both."""
    moves = [
        count_transitions(old.main[there], new.main[there], focuses)
        for old, new in pairwise(tables)
        for there in [old.is_there & new.is_there]
    ]
    counts = sum(
        (np.array(one.counts, dtype=np.int64).reshape(focuses, focuses) for one in moves),
        np.zeros((focuses, focuses), dtype=np.int64),
    )
    return describe_transitions(counts, unknown=sum(one.unknown for one in moves))
