"""Periods as they are written, and the days they mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from huiyin.desk.core.request_params import LAST_YEAR
from huiyin.desk.registry.data import OPEN, UNKNOWN
from huiyin.intake.partial_dates import DaySpan, parse_days

_DAY = timedelta(days=1)
#: Organisations are older than what else the desk dates.
_FIRST_YEAR = 1000


class UnusableFact(ValueError):
    """A fact that cannot stand: ``registry.wrong.<code>``. ``other``: the number of the fact that it collides with."""

    def __init__(self, code: str, *, other: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.other = other


@dataclass(frozen=True, slots=True)
class StoredPeriod:
    """``since`` and ``until`` in one way of writing, with the first and the last day that they may mean."""

    since: str
    until: str
    first_day: date | None
    last_day: date | None


def write_days(span: DaySpan) -> str:
    """2008, 2008-05 or 2008-05-06."""
    if span.first == span.last:
        return span.first.isoformat()
    return f"{span.first:%Y}" if span.first.month != span.last.month else f"{span.first:%Y-%m}"


def read_days(written: str) -> DaySpan:
    """The days that ``written`` may mean. Raises :class:`UnusableFact` (``date``)."""
    span = parse_days(written)
    if span is None or not _FIRST_YEAR <= span.first.year <= LAST_YEAR:
        raise UnusableFact("date")
    return span


def make_period(since: str, until: str, *, seen_on: date, over_on: date) -> StoredPeriod:
    """Raises :class:`UnusableFact` (``date``, ``backwards``)."""
    since, until = since.strip(), until.strip()
    first = last = None
    if since == UNKNOWN:
        first = seen_on
    elif since != OPEN:
        span = read_days(since)
        since, first = write_days(span), span.first
    if until == UNKNOWN:
        last = over_on - _DAY
    elif until != OPEN:
        span = read_days(until)
        until, last = write_days(span), span.last
    if until == UNKNOWN and since == UNKNOWN and first and last and last < first:
        first = last  # seen and over on one day: it had held before
    if first and last and last < first:
        raise UnusableFact("backwards")
    return StoredPeriod(since, until, first, last)


def day_before(since: str, first_day: date) -> str:
    """Until when what stood before held: the day before a day; within a year or a month, that year or month."""
    return since if len(since) in (4, 7) else (first_day - _DAY).isoformat()


def latest_start(since: str, first_day: date | None) -> date:
    """The last day on which it may have begun."""
    if first_day is None:
        return date.min
    return read_days(since).last if len(since) in (4, 7) else first_day


def earliest_end(until: str, last_day: date | None) -> date:
    """The first day on which it may have ended."""
    if last_day is None:
        return date.max
    return read_days(until).first if len(until) in (4, 7) else last_day
