"""How organisations develop: the degrees of professional, grassroots and international, and how the mix changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huiyin.measures.compositions import (
    close_compositions,
    measure_jensen_shannon,
    measure_row_distances,
)
from huiyin.measures.diversity import DiversityPartition, partition_diversity
from huiyin.measures.periods import DatedFact, FactColumns, end_of_year, gather_facts

ROUTES = ("professional", "grassroots", "international")


@dataclass(frozen=True, slots=True)
class RouteMix:
    """``shares``: those of :data:`ROUTES`, adding up to one. ``network``: that of the organisation, or empty."""

    shares: tuple[float, float, float]
    network: str = ""

    def __reduce__(self) -> tuple[Any, ...]:
        return RouteMix, (self.shares, self.network)  # a third of the time of default pickling


@dataclass(frozen=True, slots=True)
class RouteYear:
    """The figures of one year.

    ``mean``: of the organisations' shares; None if none are known. ``main``: for how many each route is the
    largest; ties count for none. ``shift``: Jensen–Shannon distance of the mean from the previous year's.
    ``own_shift``: mean of the organisations' own distances, over the ``own_known`` known in both years.
    ``networks``: compared by their mean shares.
    """

    year: int
    mean: tuple[float, float, float] | None
    main: tuple[int, int, int]
    shift: float | None
    own_shift: float | None
    own_known: int
    networks: DiversityPartition | None
    known: int
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _YearMixes:
    """What holds in a year; the organisations are the same in every year. ``mixes``: their shares. ``holding``:
    indices of the facts.
    """

    mixes: NDArray[np.float64]
    is_known: NDArray[np.bool_]
    holding: NDArray[np.intp]
    unknown: tuple[str, ...]

    @property
    def known(self) -> NDArray[np.float64]:
        return self.mixes[self.is_known]


def measure_route_history(
    facts: Iterable[DatedFact[RouteMix]] | FactColumns[RouteMix], years: Sequence[int]
) -> tuple[RouteYear, ...]:
    """Compute the figures of each year as of its last day. Several statements for one day are averaged."""
    columns = gather_facts(facts)
    shares = _list_shares(columns)
    tables = [_tabulate(columns, shares, year) for year in years]
    before: list[_YearMixes | None] = [None, *tables[:-1]] if tables else []
    return tuple(
        _describe_year(columns, year, old, new)
        for year, old, new in zip(years, before, tables, strict=True)
    )


def _list_shares(columns: FactColumns[RouteMix]) -> NDArray[np.float64]:
    """Return facts × routes; a fact without a value becomes a row of ones, which enters no figure."""
    nothing = (1.0,) * len(ROUTES)
    rows = [nothing if value is None else value.shares for value in columns.values]
    return close_compositions(np.array(rows, dtype=float).reshape(len(rows), len(ROUTES)))


def _tabulate(columns: FactColumns[RouteMix], shares: NDArray[np.float64], year: int) -> _YearMixes:
    day = end_of_year(year)
    holding = columns.find_holding(day)
    is_known = columns.mark_known(holding)
    # Sum small shares first, so that the order of the facts changes no floating-point sum.
    ordered = holding[np.lexsort(shares[holding].T)]
    owner, size = columns.owner[ordered], len(columns.organisations)
    times = np.bincount(owner, minlength=size)
    sums = [np.bincount(owner, weights=own, minlength=size) for own in shares[ordered].T]
    means = np.stack(sums, axis=1) / np.maximum(times, 1)[:, None]
    unknown = columns.name_marked(columns.mark_unknown(day, is_known))
    return _YearMixes(means, is_known, holding, unknown)


def _describe_year(
    columns: FactColumns[RouteMix], year: int, before: _YearMixes | None, table: _YearMixes
) -> RouteYear:
    mean, old_mean = _take_mean(table.known), None
    own: NDArray[np.float64] = np.zeros(0)
    if before is not None:
        old_mean = _take_mean(before.known)
        both = before.is_known & table.is_known
        own = measure_row_distances(before.mixes[both], table.mixes[both])
    shift = None
    if mean is not None and old_mean is not None:
        shift = measure_jensen_shannon(old_mean, mean)
    return RouteYear(
        year,
        mean,
        _count_main(table.known),
        shift,
        float(np.mean(own)) if len(own) else None,
        len(own),
        _part_networks(columns, table),
        len(table.known),
        table.unknown,
    )


def _take_mean(mixes: NDArray[np.float64]) -> tuple[float, float, float] | None:
    if not len(mixes):
        return None
    first, second, third = (float(share) for share in np.mean(mixes, axis=0))
    return first, second, third


def _count_main(mixes: NDArray[np.float64]) -> tuple[int, int, int]:
    is_greatest = mixes == mixes.max(axis=1, keepdims=True, initial=0)
    alone = is_greatest[is_greatest.sum(axis=1) == 1]
    first, second, third = (int(n) for n in alone.sum(axis=0))
    return first, second, third


def _part_networks(columns: FactColumns[RouteMix], table: _YearMixes) -> DiversityPartition | None:
    owners = columns.owner[table.holding].tolist()
    of_network: dict[str, set[int]] = {}
    for owner, at in zip(owners, table.holding.tolist(), strict=True):
        value = columns.values[at]
        if value is not None and value.network:
            of_network.setdefault(value.network, set()).add(owner)
    means = [np.mean(table.mixes[sorted(of_network[name])], axis=0) for name in sorted(of_network)]
    return partition_diversity(means) if len(means) > 1 else None
