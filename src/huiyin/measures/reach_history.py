"""How international and how local organisations become over the years."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from huiyin.measures.periods import DatedFact, end_of_year, list_standing
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
    """What an organisation said: shares by the names of :data:`INTERNATIONAL`, :data:`LOCAL`, ``direct`` and
    ``one_intermediary``, those that are known alone; ``countries`` with activity, where known."""

    shares: tuple[tuple[str, float], ...]
    countries: float | None = None


@dataclass(frozen=True, slots=True)
class OrganisationReach:
    """The reach of one organisation in a year."""

    organisation: str
    reach: Reach


@dataclass(frozen=True, slots=True)
class ReachYear:
    """``organisations`` in the order of their names; ``unknown``: those of which nobody has said anything."""

    year: int
    organisations: tuple[OrganisationReach, ...]
    summary: ReachSummary
    local_funding: LocalFunding
    unknown: tuple[str, ...]


def measure_reach_history(
    facts: Sequence[DatedFact[ReachStated]], years: Sequence[int], *, possible: int = COUNTRIES
) -> tuple[ReachYear, ...]:
    """The figures of each year, as its last day found things. Of several statements on one share for one day the mean
    counts."""
    return tuple(_describe_year(facts, year, possible) for year in years)


def withhold_small(
    years: Sequence[ReachYear], least: int, *, public: Collection[str] = ()
) -> tuple[ReachYear, ...]:
    """The years without the means that stand on some, but on fewer than ``least`` organisations that are not ``public``:
    whoever knows the others could tell these."""
    return tuple(_withhold_year(year, least, public) for year in years)


def _withhold_year(year: ReachYear, least: int, public: Collection[str]) -> ReachYear:
    summary, funding = year.summary, year.local_funding
    private = [one.reach for one in year.organisations if one.organisation not in public]
    if 0 < sum(one.both is not None for one in private) < least:
        rest = summary.known + summary.unknown
        summary = ReachSummary(None, None, None, None, summary.spread, 0, rest)
    if 0 < sum(one.spread is not None for one in private) < least:
        summary = replace(summary, spread=None)
    # Whose these shares are is not known here: all that may be public are taken to be.
    if private and funding.known < least + len(year.organisations) - len(private):
        funding = LocalFunding(None, None, 0, funding.known + funding.unknown)
    return replace(year, summary=summary, local_funding=funding)


def _describe_year(facts: Sequence[DatedFact[ReachStated]], year: int, possible: int) -> ReachYear:
    standing = list_standing(facts, end_of_year(year))
    names = tuple(standing.held)
    shares = [_merge_shares(standing.held[name]) for name in names]
    countries = [_take_mean([s.countries for s in standing.held[name]]) for name in names]
    reaches = measure_reach(
        _tabulate(shares, INTERNATIONAL),
        _tabulate(shares, LOCAL),
        countries=np.array(countries, dtype=float),
        possible=possible,
    )
    funding = _tabulate(shares, ("direct", "one_intermediary"))
    return ReachYear(
        year,
        tuple(OrganisationReach(name, one) for name, one in zip(names, reaches, strict=True)),
        _count_unknown(summarise_reach(reaches), len(standing.unknown)),
        summarise_local_funding(funding[:, 0], funding[:, 1]),
        standing.unknown,
    )


def _merge_shares(said: Sequence[ReachStated]) -> dict[str, float]:
    values: dict[str, list[float]] = {}
    for statement in said:
        for name, share in statement.shares:
            values.setdefault(name, []).append(share)
    return {name: float(np.mean(of_name)) for name, of_name in values.items()}


def _tabulate(shares: Sequence[dict[str, float]], names: Sequence[str]) -> np.ndarray:
    rows = [[own.get(name, np.nan) for name in names] for own in shares]
    return np.array(rows, dtype=float).reshape(len(shares), len(names))


def _take_mean(values: Sequence[float | None]) -> float:
    known = [value for value in values if value is not None]
    return float(np.mean(known)) if known else float("nan")


def _count_unknown(summary: ReachSummary, more: int) -> ReachSummary:
    return replace(summary, unknown=summary.unknown + more)
