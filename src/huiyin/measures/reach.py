"""How international and how local organisations are: two degrees, each from 0 to 1, that can both be high.

Internationalisation is the mean of the known shares, after UNCTAD's transnationality index (FA/TA + FS/TS + FE/TE)/3;
localisation the mean of its own known shares, after the Grand Bargain's commitments. Neither is one minus the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

#: Shares, each of a whole of its own: of the funds, of the activity, of staff and partners, of the working languages.
INTERNATIONAL = ("foreign_funding", "activity_abroad", "people_abroad", "foreign_languages")
#: Of the leadership, of the funds, of decisions and spending, of what is published.
LOCAL = ("local_leadership", "domestic_funding", "local_decisions", "local_outputs")
#: With fewer known shares there is no figure.
LEAST_KNOWN = 2
#: Members of the United Nations, the countries in which there could be activity, unless another number is stated.
COUNTRIES = 193


@dataclass(frozen=True, slots=True)
class Degree:
    """``value``: the mean of the known shares, None where fewer than two are known; ``unknown``: names of the others."""

    value: float | None
    known: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """``both`` = √(I·L): high only where both are. ``tilt`` = (I − L)/(I + L): −1 wholly local, +1 wholly international;
    None where both degrees are 0. ``spread``: countries with activity by the countries that there could be, kept apart."""

    international: Degree
    local: Degree
    both: float | None
    tilt: float | None
    spread: float | None


@dataclass(frozen=True, slots=True)
class LocalFunding:
    """Shares of the funding that reached local actors ``direct`` and through ``one_intermediary`` (Grand Bargain): means of
    those of whom it is known, kept apart and in no degree."""

    direct: float | None
    one_intermediary: float | None
    known: int
    unknown: int


@dataclass(frozen=True, slots=True)
class ReachSummary:
    """Means over the organisations of which both degrees are known; None where there are none. ``spread`` over those of
    which it is known."""

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
    """The reach of each organisation.

    ``international``: organisations × the shares of :data:`INTERNATIONAL`, ``local`` of :data:`LOCAL`; ``nan`` where one is
    not known. ``countries``: how many have activity, ``nan`` where it is not known. Raises ``ValueError`` for a share that is
    none.
    """
    outward, inward = _check_shares(international, INTERNATIONAL), _check_shares(local, LOCAL)
    if len(outward) != len(inward):
        raise ValueError("both tables hold the same organisations")
    numbers = np.full(len(outward), np.nan) if countries is None else np.asarray(countries, float)
    if (numbers < 0).any() or (numbers > possible).any():
        raise ValueError("there is activity in no more countries than there are")
    return tuple(
        _describe_reach(*row, possible) for row in zip(outward, inward, numbers, strict=True)
    )


def summarise_reach(reaches: Sequence[Reach]) -> ReachSummary:
    """The means over organisations."""
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
    """Means of the two shares of each organisation; known where both are."""
    first, second = np.asarray(direct, float), np.asarray(one_intermediary, float)
    is_known = np.isfinite(first) & np.isfinite(second)
    return LocalFunding(
        _mean([float(share) for share in first[is_known]]),
        _mean([float(share) for share in second[is_known]]),
        int(is_known.sum()),
        int((~is_known).sum()),
    )


def _describe_reach(
    outward: np.ndarray, inward: np.ndarray, countries: float, possible: int
) -> Reach:
    degrees = _describe_degree(outward, INTERNATIONAL), _describe_degree(inward, LOCAL)
    both = tilt = None
    if degrees[0].value is not None and degrees[1].value is not None:
        one, other = degrees[0].value, degrees[1].value
        both = float(np.sqrt(one * other))
        tilt = (one - other) / (one + other) if one + other else None
    return Reach(
        *degrees, both, tilt, float(countries / possible) if np.isfinite(countries) else None
    )


def _describe_degree(shares: np.ndarray, names: Sequence[str]) -> Degree:
    is_known = np.isfinite(shares)
    known = tuple(name for name, there in zip(names, is_known, strict=True) if there)
    unknown = tuple(name for name in names if name not in known)
    value = float(shares[is_known].mean()) if len(known) >= LEAST_KNOWN else None
    return Degree(value, known, unknown)


def _check_shares(given: ArrayLike, names: Sequence[str]) -> np.ndarray:
    shares = np.asarray(given, dtype=np.float64)
    if shares.ndim != 2 or shares.shape[1] != len(names):
        raise ValueError(f"organisations × {len(names)} shares are wanted")
    if ((shares < 0) | (shares > 1)).any():
        raise ValueError("shares are from 0 to 1")
    return shares


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return float(np.mean(known)) if known else None
