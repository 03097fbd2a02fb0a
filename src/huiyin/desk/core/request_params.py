"""Parse numbers, dates and keys from forms and addresses, and find the chosen row.

No other code of the desk converts request values (``tests/desk/core/test_request_params.py``), so no other code
has to know the largest integer of a database, the end of the calendar, or how long a number Python converts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Manager, Model, QuerySet

#: The largest integer that the databases store.
LARGEST = 2**63 - 1
#: Accepted years. Nothing recorded is older, and adding periods or time zones to a date in them
#: stays within the calendar.
FIRST_YEAR, LAST_YEAR = 1900, 2199
_LAST_MILLISECOND = int(datetime(LAST_YEAR, 12, 31, tzinfo=UTC).timestamp() * 1000)
M = TypeVar("M", bound=Model)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def parse_number(written: str) -> int | None:
    """The number, or None if it is none or larger than any primary key."""
    # The length is checked first: converting very long numbers is slow and Python refuses it.
    if not written.isdecimal() or len(written) > len(str(LARGEST)):
        return None
    number = int(written)
    return number if number <= LARGEST else None


def parse_numbers(written: Iterable[str]) -> list[int]:
    """Those of several strings that are numbers."""
    return [number for one in written if (number := parse_number(one)) is not None]


def parse_day(written: str) -> date | None:
    """A date in the form 2026-03-01, or None if it is invalid or outside the accepted years."""
    if not _DAY.fullmatch(written):
        return None
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if is_near(day) else None


def is_near(day: date) -> bool:
    """Whether a date is in the accepted years."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def parse_moment(milliseconds: str) -> datetime | None:
    """The time given in milliseconds since 1970, or None if it is invalid."""
    given = parse_number(milliseconds)
    if given is None or given > _LAST_MILLISECOND:
        return None
    return datetime.fromtimestamp(given / 1000, tz=UTC)


def parse_key(written: str) -> UUID | None:
    """The UUID, or None if it is invalid."""
    try:
        return UUID(written)
    except ValueError:
        return None


def find_choice(among: QuerySet[M] | Manager[M], written: str) -> M | None:
    """The row of ``among`` with the primary key ``written``, or None."""
    chosen = parse_number(written)
    return None if chosen is None else among.filter(pk=chosen).first()
