"""Days as a calendar takes them (RFC 5545): events of whole days, which have no zone of time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """Something that falls on ``day``. ``key`` names it, so that a calendar that took it before changes it."""

    key: str
    day: date
    words: str
    url: str


def render_calendar(days: Iterable[CalendarDay], *, name: str, now: datetime) -> bytes:
    """A calendar file; ``now`` is when it was made."""
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
