"""What a form or an address gave, read in one place: numbers, days and keys that may be none, rows chosen from a list.

Nothing else in the desk makes a number, a day or a key of what a request brings (``tests/desk/core/test_request_params.py``), so that
nothing else has to know what a database cannot hold, where the calendar ends and how long a number Python reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Manager, Model, QuerySet

#: The largest whole number that a database holds.
LARGEST = 2**63 - 1
#: Days from these years on and up to these are taken: nothing is older, and what is counted from them, in any zone
#: of time, does not leave the calendar.
FIRST_YEAR, LAST_YEAR = 1900, 2199
_LAST_MILLISECOND = int(datetime(LAST_YEAR, 12, 31, tzinfo=UTC).timestamp() * 1000)
M = TypeVar("M", bound=Model)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def parse_number(written: str) -> int | None:
    """The number that was given, or None where it is none, or larger than any row's."""
    if not written.isdecimal() or len(written) > len(str(LARGEST)):
        return None
    number = int(written)
    return number if number <= LARGEST else None


def parse_numbers(written: Iterable[str]) -> list[int]:
    """Those of several that are numbers."""
    return [number for one in written if (number := parse_number(one)) is not None]


def parse_day(written: str) -> date | None:
    """The day that was given as 2026-03-01, or None where it is none, or in no year that concerns anybody."""
    if not _DAY.fullmatch(written):
        return None
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if is_near(day) else None


def is_near(day: date) -> bool:
    """Whether a day stands in a year that concerns somebody."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def parse_moment(milliseconds: str) -> datetime | None:
    """The moment that was given as milliseconds since 1970, or None where it is none."""
    given = parse_number(milliseconds)
    if given is None or given > _LAST_MILLISECOND:
        return None
    return datetime.fromtimestamp(given / 1000, tz=UTC)


def parse_key(written: str) -> UUID | None:
    """The key of a row that was given, or None where it is none."""
    try:
        return UUID(written)
    except ValueError:
        return None


def find_choice(among: QuerySet[M] | Manager[M], written: str) -> M | None:
    """The row of the query set ``among`` that was chosen by its number, or None."""
    chosen = parse_number(written)
    return None if chosen is None else among.filter(pk=chosen).first()
