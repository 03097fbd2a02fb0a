"""Who asked whom over the years: civil society and authorities, in both directions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from huiyin.measures.reciprocity import (
    MINIMUM_ASKS,
    PairReciprocity,
    Reciprocity,
    measure_pair,
    measure_reciprocity,
)


@dataclass(frozen=True, slots=True)
class Ask:
    """One exchange that asks something.

    ``body``: the network or organisation. ``is_to_authority``: the body asked the authority; otherwise the
    authority asked the body. ``body`` or ``authority`` is empty if unknown.
    """

    body: str
    authority: str
    is_to_authority: bool
    day: date


@dataclass(frozen=True, slots=True)
class AskYear:
    """``pair``: asks to and from authorities, over all bodies. ``whole``: the reciprocity of all pairs, compared
    with chance.
    """

    year: int
    pair: PairReciprocity
    whole: Reciprocity


@dataclass(frozen=True, slots=True)
class AskPair:
    """All years of one body and one authority. ``pair.forth``: asks to the authority."""

    body: str
    authority: str
    pair: PairReciprocity


@dataclass(frozen=True, slots=True)
class AskHistory:
    """``pairs`` are sorted by name."""

    years: tuple[AskYear, ...]
    pairs: tuple[AskPair, ...]
    pair: PairReciprocity
    whole: Reciprocity


def measure_ask_history(
    asks: Sequence[Ask],
    years: Sequence[int] | None = None,
    *,
    seed: int,
    minimum: int = MINIMUM_ASKS,
) -> AskHistory:
    """Compute the figures of each of ``years``, and of these years together.

    Without ``years``, those from the first to the last ask are used.
    """
    wanted = _list_years(asks) if years is None else tuple(years)
    of_year: dict[int, list[Ask]] = {year: [] for year in wanted}
    for ask in asks:
        of_year.get(ask.day.year, []).append(ask)
    counted = [ask for year in wanted for ask in of_year[year]]
    described = tuple(
        AskYear(year, _count_ways(own), _measure_whole(own, seed, minimum))
        for year, own in of_year.items()
    )
    whole = _measure_whole(counted, seed, minimum)
    return AskHistory(described, _list_pairs(counted), _count_ways(counted), whole)


def _list_years(asks: Sequence[Ask]) -> tuple[int, ...]:
    named = [ask.day.year for ask in asks]
    return tuple(range(min(named), max(named) + 1)) if named else ()


def _list_pairs(asks: Sequence[Ask]) -> tuple[AskPair, ...]:
    by_pair: dict[tuple[str, str], list[Ask]] = {}
    for ask in _list_known(asks):
        by_pair.setdefault((ask.body, ask.authority), []).append(ask)
    return tuple(AskPair(*names, _count_ways(by_pair[names])) for names in sorted(by_pair))


def _list_known(asks: Sequence[Ask]) -> list[Ask]:
    return [ask for ask in asks if ask.body and ask.authority]


def _count_ways(asks: Sequence[Ask]) -> PairReciprocity:
    forth = sum(ask.is_to_authority for ask in asks)
    return measure_pair(forth, len(asks) - forth)


def _measure_whole(asks: Sequence[Ask], seed: int, minimum: int) -> Reciprocity:
    known = _list_known(asks)
    bodies = sorted({ask.body for ask in known})
    authorities = sorted({ask.authority for ask in known})
    row_of = {name: at for at, name in enumerate(bodies)}
    # Prefixes keep a body and an authority with the same name apart.
    column_of = {name: at + len(bodies) for at, name in enumerate(authorities)}
    size = len(bodies) + len(authorities)
    counts = np.zeros((size, size), dtype=np.int64)
    for (body, authority, is_forth), number in Counter(
        (ask.body, ask.authority, ask.is_to_authority) for ask in known
    ).items():
        one, other = row_of[body], column_of[authority]
        counts[(one, other) if is_forth else (other, one)] = number
    allowed = np.zeros((size, size), dtype=bool)
    allowed[: len(bodies), len(bodies) :] = allowed[len(bodies) :, : len(bodies)] = True
    return measure_reciprocity(
        counts, seed=seed, allowed=allowed, unknown=len(asks) - len(known), minimum=minimum
    )
