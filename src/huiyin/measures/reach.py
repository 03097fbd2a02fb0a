"""How international and how local organisations are: two degrees from 0 to 1 that can both be high.

Internationalisation is the mean of the known shares, after UNCTAD's transnationality index (FA/TA + FS/TS +
FE/TE)/3; localisation is the mean of its own known shares, after the Grand Bargain's commitments. Neither is one
minus the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

#: Shares of separate wholes: of the funds, of the activity, of staff and partners, of the working languages.
INTERNATIONAL = ("foreign_funding", "activity_abroad", "people_abroad", "foreign_languages")
#: Shares of the leadership, of the funds, of decisions and spending, of what is published.
LOCAL = ("local_leadership", "domestic_funding", "local_decisions", "local_outputs")
#: The least number of known shares for a figure.
LEAST_KNOWN = 2
#: The number of United Nations members, used as the number of possible countries unless another is given.
COUNTRIES = 193


@dataclass(frozen=True, slots=True)
class Degree:
    """``value``: the mean of the known shares; None if fewer than two are known. ``unknown``: the names of the
    others.
    """

    value: float | None
    known: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """``both`` = √(I·L), high only if both degrees are. ``tilt`` = (I − L)/(I + L): −1 wholly local, +1 wholly
    international; None if both degrees are 0. ``spread``: countries with activity divided by possible countries; it
    is part of neither degree.
    """

    international: Degree
    local: Degree
    both: float | None
    tilt: float | None
    spread: float | None


@dataclass(frozen=True, slots=True)
class LocalFunding:
    """The shares of funding that reached local actors ``direct`` and through ``one_intermediary`` (Grand Bargain).

    They are means over the organisations for which they are known, and part of neither degree.
    """

    direct: float | None
    one_intermediary: float | None
    known: int
    unknown: int


@dataclass(frozen=True, slots=True)
class ReachSummary:
    """Means over the organisations for which both degrees are known; None if there are none. ``spread`` is the mean
    over those for which it is known.
    """

    international: float | None
    local: float | None
    both: float | None
    tilt: float | None
    spread: float | None
    known: int
    unknown: int


def measure_reach(
    international: ArrayLike,
    local: ArrayLike,
    *,
    countries: ArrayLike | None = None,
    possible: int = COUNTRIES,
) -> tuple[Reach, ...]:
    """Compute the reach of each organisation.

    ``international``: organisations × the shares of :data:`INTERNATIONAL`; ``local``: the same for :data:`LOCAL`;
    ``nan`` means unknown. ``countries``: number of countries with activity, ``nan`` if unknown. Raises
    ``ValueError`` for a share outside 0 to 1.
    """
    outward, inward = _check_shares(international, INTERNATIONAL), _check_shares(local, LOCAL)
    if len(outward) != len(inward):
        raise ValueError("both tables hold the same organisations")
    numbers = np.full(len(outward), np.nan) if countries is None else np.asarray(countries, float)
    if (numbers < 0).any() or (numbers > possible).any():
        raise ValueError("there is activity in no more countries than there are")
    return _describe_all(outward, inward, numbers / possible)


def summarise_reach(reaches: Sequence[Reach]) -> ReachSummary:
    """Compute the means over organisations."""
    placed = [one for one in reaches if one.both is not None]
    return ReachSummary(
        _mean([one.international.value for one in placed]),
        _mean([one.local.value for one in placed]),
        _mean([one.both for one in placed]),
        _mean([one.tilt for one in placed]),
        _mean([one.spread for one in reaches]),
        len(placed),
        len(reaches) - len(placed),
    )


def summarise_local_funding(direct: ArrayLike, one_intermediary: ArrayLike) -> LocalFunding:
    """Compute the means of the two shares over the organisations for which both are known."""
    first, second = np.asarray(direct, float), np.asarray(one_intermediary, float)
    is_known = np.isfinite(first) & np.isfinite(second)
    return LocalFunding(
        _mean([float(share) for share in first[is_known]]),
        _mean([float(share) for share in second[is_known]]),
        int(is_known.sum()),
        int((~is_known).sum()),
    )


def _describe_all(
    outward: NDArray[np.float64], inward: NDArray[np.float64], spreads: NDArray[np.float64]
) -> tuple[Reach, ...]:
    degrees = _take_degrees(outward), _take_degrees(inward)
    total = degrees[0] + degrees[1]
    both = np.sqrt(degrees[0] * degrees[1])
    tilt = np.divide(
        degrees[0] - degrees[1], total, out=np.full(len(total), np.nan), where=total > 0
    )
    return tuple(
        map(
            Reach,
            _name_degrees(degrees[0], outward, INTERNATIONAL),
            _name_degrees(degrees[1], inward, LOCAL),
            _list_known(both),
            _list_known(tilt),
            _list_known(spreads),
        )
    )


def _take_degrees(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean of the known shares of each row; ``nan`` if too few are known."""
    is_known = np.isfinite(shares)
    times = is_known.sum(axis=1)
    sums = np.where(is_known, shares, 0.0).sum(axis=1)
    degrees: NDArray[np.float64] = np.divide(
        sums, times, out=np.full(len(shares), np.nan), where=times >= LEAST_KNOWN
    )
    return degrees


def _name_degrees(
    degrees: NDArray[np.float64], shares: NDArray[np.float64], names: Sequence[str]
) -> Iterator[Degree]:
    """Add the names of known and unknown shares; tuples are shared between the many rows with the same pattern."""
    patterns = np.isfinite(shares) @ (1 << np.arange(len(names)))
    named = [
        (
            tuple(name for at, name in enumerate(names) if pattern >> at & 1),
            tuple(name for at, name in enumerate(names) if not pattern >> at & 1),
        )
        for pattern in range(1 << len(names))
    ]
    for value, pattern in zip(_list_known(degrees), patterns.tolist(), strict=True):
        yield Degree(value, *named[pattern])


def _list_known(figures: NDArray[np.float64]) -> list[float | None]:
    """Convert to Python numbers, with None for unknown values."""
    return [
        figure if known else None
        for figure, known in zip(figures.tolist(), np.isfinite(figures).tolist(), strict=True)
    ]


def _check_shares(given: ArrayLike, names: Sequence[str]) -> NDArray[np.float64]:
    shares = np.asarray(given, dtype=np.float64)
    if shares.ndim != 2 or shares.shape[1] != len(names):
        raise ValueError(f"organisations × {len(names)} shares are wanted")
    if ((shares < 0) | (shares > 1)).any():
        raise ValueError("shares are from 0 to 1")
    return shares


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return float(np.mean(known)) if known else None
