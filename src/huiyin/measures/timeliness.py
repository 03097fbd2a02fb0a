"""How long replies take, those that have not come included.

Kaplan and Meier 1958: an ask that is still open says that its reply takes longer than it has been waiting. To leave such
asks out would make the slowest body look quickest. An acknowledgement is no reply.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

#: Below so many asks nothing is said of their times.
MINIMUM_ASKS = 10
DAYS = (15, 30, 60, 90)
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class ShareByDay:
    """The share of the asks answered by ``day``, with its interval; None beyond the last day that anything is known of. There
    is no interval before the first reply."""

    day: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class ReplyCurve:
    """The share answered by each day on which a reply came, steps between; ``low``, ``high``: its interval."""

    days: tuple[float, ...]
    answered: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Timeliness:
    """``median``: days until half are answered; None where it is *not reached*, and so for each end of its interval
    (``low``, ``high``). ``is_enough``: at least the stated minimum; where not, only counts are given. ``known``: asks
    whose time is known, open ones (``open_asks``) included; ``unknown``: asks whose time is not."""

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
    """The days to reply. ``days``: from the ask to its reply, or, where ``is_open``, to the day on which one looked.

    The median is the first day by which half or more are answered; its interval holds the days on which the log–log
    interval of the curve holds one half (Brookmeyer and Crowley 1982). Raises ``ValueError`` for a time below zero.
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

    # Where nobody or everybody is answered SciPy divides by zero on its way to an interval that is none, and says so.
    with np.errstate(divide="ignore", invalid="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        waiting = ecdf(CensoredData.right_censored(times, is_open)).sf
        interval = waiting.confidence_interval(confidence_level=level, method="log-log")
    answered = 1 - waiting.probabilities
    # Where nobody or everybody is answered the interval has no width that could be estimated: nothing below, the
    # whole above; what is answered stays answered.
    low = _carry_on(1 - np.asarray(interval.high.probabilities, float), 0.0)
    high = np.where(answered <= 0, 0.0, 1 - np.asarray(interval.low.probabilities, float))
    high = np.where(np.isfinite(high), high, 1.0)
    return ReplyCurve(
        *(tuple(float(v) for v in values) for values in (waiting.quantiles, answered, low, high))
    )


def _carry_on(values: NDArray[np.float64], first: float) -> NDArray[np.float64]:
    """Each value that is none becomes the last that was one."""
    carried, last = np.empty_like(values), first
    for at, value in enumerate(values):
        last = float(value) if np.isfinite(value) else last
        carried[at] = last
    return carried


def _first_day(days: Sequence[float], answered: Sequence[float]) -> float | None:
    """The first day by which half or more are answered. The product of many fractions may miss a half by a hair."""
    reached = (day for day, share in zip(days, answered, strict=True) if share >= 0.5 - 1e-12)
    return next(reached, None)


def _read_share(curve: ReplyCurve, day: int, last: float) -> ShareByDay:
    if day > last and curve.answered[-1] < 1:
        return ShareByDay(day, None, None, None)
    at = int(np.searchsorted(curve.days, day, side="right")) - 1
    if at < 0:
        return ShareByDay(day, 0.0, None, None)
    return ShareByDay(day, curve.answered[at], curve.low[at], curve.high[at])
