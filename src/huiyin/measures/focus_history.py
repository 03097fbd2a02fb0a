"""How the focuses of organisations change over the years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from huiyin.measures.compositions import find_farthest_pair
from huiyin.measures.diversity import (
    Diversity,
    DiversityPartition,
    measure_diversity,
    partition_diversity,
)
from huiyin.measures.periods import DatedFact, Standing, end_of_year, list_standings
from huiyin.measures.turnover import (
    Transitions,
    Turnover,
    count_transitions,
    describe_transitions,
    measure_turnover,
)


@dataclass(frozen=True, slots=True)
class FocusHeld:
    """``is_main``: that it is the main one was said. ``network``: in which the organisation works on it, or empty."""

    focus: str
    is_main: bool = False
    network: str = ""


@dataclass(frozen=True, slots=True)
class FarthestNetworks:
    """The two networks whose focuses differ most, and their Jensen–Shannon distance."""

    first: str
    second: str
    distance: float


@dataclass(frozen=True, slots=True)
class FocusYear:
    """``diversity.counts``: how many organisations work on each focus, in the order of ``FocusHistory.focuses``.
    ``turnover``: since the year before, None in the first; ``stayed``: whose it is, in its order. ``networks``: by their focuses; None where facts name
    none. ``unknown``: organisations of which nobody has said what they work on."""

    year: int
    diversity: Diversity
    turnover: Turnover | None
    stayed: tuple[str, ...]
    networks: DiversityPartition | None
    farthest: FarthestNetworks | None
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FocusHistory:
    """``transitions``: of main focuses from each year to the next, all years together. The main focus is the one that was
    said to be, or the only one; of an organisation with several it is unknown."""

    focuses: tuple[str, ...]
    years: tuple[FocusYear, ...]
    transitions: Transitions


@dataclass(frozen=True, slots=True)
class _YearTable:
    """What holds in a year, the same organisations in every year. ``held``: organisations × focuses; ``main``: the main
    focus of each, −1 where unknown; ``is_there``: whether it was there at all, its focuses known or not."""

    standing: Standing[FocusHeld]
    is_there: NDArray[np.bool_]
    held: NDArray[np.bool_]
    main: NDArray[np.int64]


def measure_focus_history(
    facts: Sequence[DatedFact[FocusHeld]], years: Sequence[int], *, seed: int
) -> FocusHistory:
    """The figures of each year, as its last day found things. ``years``: in their order, none left out between them."""
    focuses = tuple(sorted({fact.value.focus for fact in facts if fact.value is not None}))
    organisations = sorted({fact.organisation for fact in facts})
    tables = [
        _tabulate(standing, organisations, focuses)
        for standing in list_standings(facts, map(end_of_year, years))
    ]
    before: list[_YearTable | None] = [None, *tables[:-1]] if tables else []
    described = tuple(
        _describe_year(year, old, new, focuses, seed)
        for year, old, new in zip(years, before, tables, strict=True)
    )
    return FocusHistory(focuses, described, _sum_transitions(tables, len(focuses)))


def _tabulate(
    standing: Standing[FocusHeld], organisations: Sequence[str], focuses: Sequence[str]
) -> _YearTable:
    row_of = {name: at for at, name in enumerate(organisations)}
    column_of = {name: at for at, name in enumerate(focuses)}
    held = np.zeros((len(organisations), len(focuses)), dtype=bool)
    main = np.full(len(organisations), -1, dtype=np.int64)
    for organisation, values in standing.held.items():
        row = row_of[organisation]
        held[row, [column_of[value.focus] for value in values]] = True
        main[row] = _find_main(values, column_of)
    is_there = np.zeros(len(organisations), dtype=bool)
    is_there[[row_of[name] for name in (*standing.held, *standing.unknown)]] = True
    return _YearTable(standing, is_there, held, main)


def _find_main(values: Sequence[FocusHeld], column_of: dict[str, int]) -> int:
    said = {value.focus for value in values if value.is_main}
    named = said or {value.focus for value in values}
    return column_of[named.pop()] if len(named) == 1 else -1


def _describe_year(
    year: int, before: _YearTable | None, table: _YearTable, focuses: Sequence[str], seed: int
) -> FocusYear:
    unknown = table.standing.unknown
    networks, mixes = _list_mixes(table.standing, focuses)
    return FocusYear(
        year,
        measure_diversity(table.held, seed=seed, unknown=len(unknown)),
        *_measure_change(before, table),
        partition_diversity(mixes) if len(networks) > 1 else None,
        _name_farthest(networks, mixes),
        unknown,
    )


def _measure_change(
    before: _YearTable | None, after: _YearTable
) -> tuple[Turnover | None, tuple[str, ...]]:
    if before is None:
        return None, ()
    there = before.is_there & after.is_there
    named = {*before.standing.held, *before.standing.unknown}
    stayed = tuple(sorted(named & {*after.standing.held, *after.standing.unknown}))
    return measure_turnover(before.held[there], after.held[there]), stayed


def _list_mixes(
    standing: Standing[FocusHeld], focuses: Sequence[str]
) -> tuple[tuple[str, ...], NDArray[np.float64]]:
    """The networks by name, and for each how many of its organisations work on each focus."""
    pairs = {
        (value.network, organisation, value.focus)
        for organisation, values in standing.held.items()
        for value in values
        if value.network
    }
    networks = tuple(sorted({network for network, _, _ in pairs}))
    row_of = {name: at for at, name in enumerate(networks)}
    column_of = {name: at for at, name in enumerate(focuses)}
    mixes = np.zeros((len(networks), len(focuses)))
    for network, _, focus in pairs:
        mixes[row_of[network], column_of[focus]] += 1
    return networks, mixes


def _name_farthest(networks: Sequence[str], mixes: NDArray[np.float64]) -> FarthestNetworks | None:
    pair = find_farthest_pair(list(mixes))
    if pair is None:
        return None
    return FarthestNetworks(networks[pair.first], networks[pair.second], pair.distance)


def _sum_transitions(tables: Sequence[_YearTable], focuses: int) -> Transitions:
    """The moves from each year to the next of who was there in both."""
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
