"""How international and how local organisations become over the years."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huiyin.measures.periods import DatedFact, FactColumns, end_of_year, gather_facts
from huiyin.measures.reach import (
    COUNTRIES,
    INTERNATIONAL,
    LOCAL,
    LocalFunding,
    Reach,
    ReachSummary,
    measure_reach,
    summarise_local_funding,
    summarise_reach,
)


@dataclass(frozen=True, slots=True)
class ReachStated:
    """The known shares that an organisation stated, by the names of :data:`INTERNATIONAL`, :data:`LOCAL`,
    ``direct`` and ``one_intermediary``; ``countries`` with activity, if known.
    """

    shares: tuple[tuple[str, float], ...]
    countries: float | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return ReachStated, (
            self.shares,
            self.countries,
        )  # a third of the time of default pickling, for a million of them


@dataclass(frozen=True, slots=True)
class OrganisationReach:
    """The reach of one organisation in a year."""

    organisation: str
    reach: Reach


@dataclass(frozen=True, slots=True)
class ReachYear:
    """``organisations`` are sorted by name. ``unknown``: those without any statement."""

    year: int
    organisations: tuple[OrganisationReach, ...]
    summary: ReachSummary
    local_funding: LocalFunding
    unknown: tuple[str, ...]


def measure_reach_history(
    facts: Iterable[DatedFact[ReachStated]] | FactColumns[ReachStated],
    years: Sequence[int],
    *,
    possible: int = COUNTRIES,
) -> tuple[ReachYear, ...]:
    """Compute the figures of each year as of its last day. Several statements on one share for one day are
    averaged.
    """
    columns = gather_facts(facts)
    said = _list_statements(columns)
    return tuple(_describe_year(columns, said, year, possible) for year in years)


def withhold_small(
    years: Sequence[ReachYear], least: int, *, public: Collection[str] = ()
) -> tuple[ReachYear, ...]:
    """Remove means based on at least one but fewer than ``least`` organisations that are not ``public``.

    Anyone who knows the other values could work out these.
    """
    return tuple(_withhold_year(year, least, public) for year in years)


def _withhold_year(year: ReachYear, least: int, public: Collection[str]) -> ReachYear:
    summary, funding = year.summary, year.local_funding
    private = [one.reach for one in year.organisations if one.organisation not in public]
    if 0 < sum(one.both is not None for one in private) < least:
        rest = summary.known + summary.unknown
        summary = ReachSummary(None, None, None, None, summary.spread, 0, rest)
    if 0 < sum(one.spread is not None for one in private) < least:
        summary = replace(summary, spread=None)
    # We do not know here whose shares these are, so every organisation that may be public is assumed to be one of
    # them.
    if private and funding.known < least + len(year.organisations) - len(private):
        funding = LocalFunding(None, None, 0, funding.known + funding.unknown)
    return replace(year, summary=summary, local_funding=funding)


#: The statements used, by table column; statements under other names enter no figure.
_SAID = (*INTERNATIONAL, *LOCAL, "direct", "one_intermediary", "countries")
_COUNTRIES = len(_SAID) - 1


@dataclass(frozen=True, slots=True, eq=False)
class _Statements:
    """Individual values: the index of the fact, the column of :data:`_SAID`, and the value.

    They are sorted by value, so that the order of the facts changes no floating-point sum.
    """

    fact: NDArray[np.intp]
    column: NDArray[np.intp]
    figure: NDArray[np.float64]


def _list_statements(columns: FactColumns[ReachStated]) -> _Statements:
    column_of = {name: at for at, name in enumerate(_SAID[:_COUNTRIES])}
    facts: list[int] = []
    places: list[int] = []
    figures: list[float] = []
    for at, value in enumerate(columns.values):
        if value is None:
            continue
        for name, share in value.shares:
            if name in column_of:
                facts.append(at)
                places.append(column_of[name])
                figures.append(share)
        if value.countries is not None:
            facts.append(at)
            places.append(_COUNTRIES)
            figures.append(value.countries)
    said = np.array(figures, dtype=float)
    order = np.argsort(said, kind="stable")
    return _Statements(
        np.array(facts, dtype=np.intp)[order], np.array(places, dtype=np.intp)[order], said[order]
    )


def _describe_year(
    columns: FactColumns[ReachStated], said: _Statements, year: int, possible: int
) -> ReachYear:
    day = end_of_year(year)
    holding = columns.find_holding(day)
    known = columns.mark_known(holding)
    table = _take_means(columns, said, holding)[known]
    ends = len(INTERNATIONAL), len(INTERNATIONAL) + len(LOCAL)
    reaches = measure_reach(
        table[:, : ends[0]],
        table[:, ends[0] : ends[1]],
        countries=table[:, _COUNTRIES],
        possible=possible,
    )
    unknown = columns.name_marked(columns.mark_unknown(day, known))
    return ReachYear(
        year,
        tuple(map(OrganisationReach, columns.name_marked(known), reaches)),
        _count_unknown(summarise_reach(reaches), len(unknown)),
        summarise_local_funding(table[:, ends[1]], table[:, ends[1] + 1]),
        unknown,
    )


def _take_means(
    columns: FactColumns[ReachStated], said: _Statements, holding: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Return organisations × statements; ``nan`` if no fact that holds has a value."""
    is_holding = np.zeros(len(columns.values), dtype=bool)
    is_holding[holding] = True
    counted = is_holding[said.fact]
    cells = columns.owner[said.fact[counted]] * len(_SAID) + said.column[counted]
    size = len(columns.organisations) * len(_SAID)
    sums = np.bincount(cells, weights=said.figure[counted], minlength=size)
    times = np.bincount(cells, minlength=size)
    means: NDArray[np.float64] = np.divide(sums, times, out=np.full(size, np.nan), where=times > 0)
    table: NDArray[np.float64] = means.reshape(-1, len(_SAID))
    return table


def _count_unknown(summary: ReachSummary, more: int) -> ReachSummary:
    return replace(summary, unknown=summary.unknown + more)
