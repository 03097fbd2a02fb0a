"""iCalendar files (RFC 5545) with all-day events, which have no time zone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """An event on ``day``. ``key`` is its stable identifier, by which calendars update an event they already have."""

    key: str
    day: date
    words: str
    url: str


def render_calendar(days: Iterable[CalendarDay], *, name: str, now: datetime) -> bytes:
    """An iCalendar file; ``now`` is its time of creation."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Huiyin//Desk//EN")
    calendar.add("x-wr-calname", " ".join(name.split()))
    for entry in days:
        event = Event()
        event.add("uid", entry.key)
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("summary", " ".join(entry.words.split()))
        event.add("url", entry.url)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
