"""How long replies take, including those that have not arrived.

Kaplan and Meier 1958: an open ask shows that its reply takes longer than the wait so far. Without such asks, the
slowest body would look quickest. An acknowledgement is not a reply.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

#: With fewer asks, no times are given.
MINIMUM_ASKS = 10
DAYS = (15, 30, 60, 90)
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class ShareByDay:
    """The share of asks answered by ``day``, with its interval; None after the last day with data. There is no
    interval before the first reply.
    """

    day: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class ReplyCurve:
    """The share answered by each day on which a reply arrived, constant in between; ``low``, ``high``: its
    interval.
    """

    days: tuple[float, ...]
    answered: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Timeliness:
    """``median``: days until half are answered; None if *not reached*. The same holds for ``low`` and ``high``, its
    interval.

    ``is_enough``: there are at least the stated minimum of asks; otherwise only counts are given. ``known``: asks
    whose time is known, including open ones (``open_asks``). ``unknown``: the other asks.
    """

    is_enough: bool
    median: float | None
    low: float | None
    high: float | None
    shares: tuple[ShareByDay, ...]
    curve: ReplyCurve | None
    known: int
    open_asks: int
    unknown: int


def measure_timeliness(
    days: ArrayLike,
    is_open: ArrayLike,
    *,
    by_days: Sequence[int] = DAYS,
    unknown: int = 0,
    minimum: int = MINIMUM_ASKS,
    level: float = LEVEL,
) -> Timeliness:
    """Estimate the days to reply.

    ``days``: from the ask to its reply or, if ``is_open``, to the day of observation. The median is the first day
    by which at least half are answered. Its interval contains the days on which the log–log interval of the curve
    contains one half (Brookmeyer and Crowley 1982). Raises ``ValueError`` for a negative time.
    """
    times, still_open = np.asarray(days, float), np.asarray(is_open, bool)
    if times.shape != still_open.shape or not np.isfinite(times).all() or (times < 0).any():
        raise ValueError("times are finite, at least zero, and each is open or is not")
    counts = (len(times), int(still_open.sum()), unknown)
    if len(times) < max(1, minimum):
        return Timeliness(False, None, None, None, (), None, *counts)
    curve = _estimate_curve(times, still_open, level)
    last = float(times.max())
    return Timeliness(
        True,
        _first_day(curve.days, curve.answered),
        _first_day(curve.days, curve.high),
        _first_day(curve.days, curve.low),
        tuple(_read_share(curve, day, last) for day in by_days),
        curve,
        *counts,
    )


def _estimate_curve(
    times: NDArray[np.float64], is_open: NDArray[np.bool_], level: float
) -> ReplyCurve:
    from scipy.stats import CensoredData, ecdf

    # If nobody or everybody is answered, SciPy divides by zero while computing an undefined interval, and warns.
    with np.errstate(divide="ignore", invalid="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        waiting = ecdf(CensoredData.right_censored(times, is_open)).sf
        interval = waiting.confidence_interval(confidence_level=level, method="log-log")
    answered = 1 - waiting.probabilities
    # If nobody or everybody is answered, the width of the interval cannot be estimated: use the whole range from 0
    # or to 1, but never below the share already answered.
    low = _carry_on(1 - np.asarray(interval.high.probabilities, float), 0.0)
    high = np.where(answered <= 0, 0.0, 1 - np.asarray(interval.low.probabilities, float))
    high = np.where(np.isfinite(high), high, 1.0)
    return ReplyCurve(
        *(tuple(float(v) for v in values) for values in (waiting.quantiles, answered, low, high))
    )


def _carry_on(values: NDArray[np.float64], first: float) -> NDArray[np.float64]:
    """Replace each undefined value by the last defined one."""
    carried, last = np.empty_like(values), first
    for at, value in enumerate(values):
        last = float(value) if np.isfinite(value) else last
        carried[at] = last
    return carried


def _first_day(days: Sequence[float], answered: Sequence[float]) -> float | None:
    """Return the first day by which at least half are answered. The tolerance allows for rounding in the product of
    many fractions.
    """
    reached = (day for day, share in zip(days, answered, strict=True) if share >= 0.5 - 1e-12)
    return next(reached, None)


def _read_share(curve: ReplyCurve, day: int, last: float) -> ShareByDay:
    if day > last and curve.answered[-1] < 1:
        return ShareByDay(day, None, None, None)
    at = int(np.searchsorted(curve.days, day, side="right")) - 1
    if at < 0:
        return ShareByDay(day, 0.0, None, None)
    return ShareByDay(day, curve.answered[at], curve.low[at], curve.high[at])
