"""Dates as people write them, to the year, the month or the day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

#: 2008, 2008-05, 2008/5/6, 2008.5.6, 2008年5月6日, optionally followed by a time.
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?:\s?年|[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?|年\s?(?P<moon>\d{1,2})\s?月(?:\s?(?P<sun>\d{1,2})\s?[日号]?)?)?"
)
#: 17-11-2020 and 17.11.2020; with slashes only if it cannot be in American order.
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})(?P<sign>[-./])(?P<month>\d{1,2})[-./](?P<year>\d{4})")
#: 6 May 2008, May 2008.
_MONTH_NAMED = re.compile(r"(?:(?P<day>\d{1,2})\s)?(?P<month>[A-Za-z]{3,9})\.?,?\s(?P<year>\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = re.compile(r"[T ]\s?\d{1,2}:\d{2}[^ ]{0,20}")


class DaySpan(NamedTuple):
    """The first and last day that a date may mean: for 2008, 1 January and 31 December."""

    first: date
    last: date


def parse_days(written: str) -> DaySpan | None:
    """Return the days that ``written`` may mean; None if it is not a date or is ambiguous."""
    bare = _TIME.sub("", written.strip()[:60])
    for pattern in (_YEAR_FIRST, _DAY_FIRST, _MONTH_NAMED):
        match = pattern.fullmatch(bare)
        if match:
            return _make_span(match.groupdict())
    return None


def _make_span(parts: dict[str, str | None]) -> DaySpan | None:
    year, day = int(parts["year"] or 0), parts.get("day") or parts.get("sun")
    month = parts.get("month") or parts.get("moon")
    number = _number_month(month) if month else None
    if (month and number is None) or _is_ambiguous(parts.get("sign"), day, number):
        return None
    try:
        return _span(year, number, int(day) if day else None)
    except ValueError:
        return None


def _is_ambiguous(sign: str | None, day: str | None, month: int | None) -> bool:
    """Tell whether it is ambiguous: 3/4/2020 is in March for some readers and in April for others."""
    return sign == "/" and day is not None and int(day) <= 12 and int(day) != month


def _span(year: int, month: int | None, day: int | None) -> DaySpan:
    """Return the days of a year, month or day. Raises ``ValueError`` for an impossible date."""
    if month is None:
        return DaySpan(date(year, 1, 1), date(year, 12, 31))
    if day is None:
        return DaySpan(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    return DaySpan(date(year, month, day), date(year, month, day))


def _number_month(written: str) -> int | None:
    if written.isdecimal():
        return int(written) if 1 <= int(written) <= 12 else None
    begins = written[:3].casefold()
    return _MONTHS.index(begins) + 1 if begins in _MONTHS else None
