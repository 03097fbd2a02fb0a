"""How organisations develop: professional, grassroots, international, each to a degree; and how that mix changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from huiyin.measures.compositions import close_composition, measure_jensen_shannon
from huiyin.measures.diversity import DiversityPartition, partition_diversity
from huiyin.measures.periods import DatedFact, Standing, end_of_year, list_standing

ROUTES = ("professional", "grassroots", "international")


@dataclass(frozen=True, slots=True)
class RouteMix:
    """``shares``: of :data:`ROUTES`, adding to one. ``network``: of the organisation, or empty."""

    shares: tuple[float, float, float]
    network: str = ""


@dataclass(frozen=True, slots=True)
class RouteYear:
    """``mean``: of the organisations' shares, None where none are known. ``main``: of how many each route is the largest;
    who has two alike is in none. ``shift``: Jensen–Shannon distance of the mean from the year before; ``own_shift``: mean
    of the organisations' own distances, of the ``own_known`` known in both years. ``networks``: by their mean shares."""

    year: int
    mean: tuple[float, float, float] | None
    main: tuple[int, int, int]
    shift: float | None
    own_shift: float | None
    own_known: int
    networks: DiversityPartition | None
    known: int
    unknown: tuple[str, ...]


def measure_route_history(
    facts: Sequence[DatedFact[RouteMix]], years: Sequence[int]
) -> tuple[RouteYear, ...]:
    """The figures of each year, as its last day found things. Of an organisation with several statements for one day the
    mean counts."""
    standings = [list_standing(facts, end_of_year(year)) for year in years]
    mixes = [_list_mixes(standing) for standing in standings]
    before: list[dict[str, NDArray[np.float64]]] = [{}, *mixes[:-1]] if mixes else []
    return tuple(
        _describe_year(year, standing, old, new)
        for year, standing, old, new in zip(years, standings, before, mixes, strict=True)
    )


def _list_mixes(standing: Standing[RouteMix]) -> dict[str, NDArray[np.float64]]:
    return {
        organisation: np.mean([close_composition(value.shares) for value in values], axis=0)
        for organisation, values in standing.held.items()
    }


def _describe_year(
    year: int,
    standing: Standing[RouteMix],
    before: dict[str, NDArray[np.float64]],
    mixes: dict[str, NDArray[np.float64]],
) -> RouteYear:
    mean, old_mean = _take_mean(list(mixes.values())), _take_mean(list(before.values()))
    own = [
        measure_jensen_shannon(before[one], mixes[one])
        for one in sorted(before.keys() & mixes.keys())
    ]
    shift = None
    if mean is not None and old_mean is not None:
        shift = measure_jensen_shannon(old_mean, mean)
    return RouteYear(
        year,
        mean,
        _count_main(list(mixes.values())),
        shift,
        float(np.mean(own)) if own else None,
        len(own),
        _part_networks(standing, mixes),
        len(mixes),
        standing.unknown,
    )


def _take_mean(mixes: Sequence[NDArray[np.float64]]) -> tuple[float, float, float] | None:
    if not mixes:
        return None
    first, second, third = (float(share) for share in np.mean(mixes, axis=0))
    return first, second, third


def _count_main(mixes: Sequence[NDArray[np.float64]]) -> tuple[int, int, int]:
    counts = [0, 0, 0]
    for mix in mixes:
        greatest = np.flatnonzero(mix == mix.max())
        if len(greatest) == 1:
            counts[int(greatest[0])] += 1
    return counts[0], counts[1], counts[2]


def _part_networks(
    standing: Standing[RouteMix], mixes: dict[str, NDArray[np.float64]]
) -> DiversityPartition | None:
    of_network: dict[str, list[NDArray[np.float64]]] = {}
    for organisation, values in standing.held.items():
        for network in {value.network for value in values if value.network}:
            of_network.setdefault(network, []).append(mixes[organisation])
    means = [np.mean(of_network[name], axis=0) for name in sorted(of_network)]
    return partition_diversity(means) if len(means) > 1 else None
