"""Calendar files (RFC 5545) that people upload: the days on which their events fall."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import dropwhile, islice, takewhile
from typing import TYPE_CHECKING

from huiyin.files.problems import UnreadableLaw
from huiyin.files.untrusted_files import check_size

if TYPE_CHECKING:
    from icalendar import Event

#: How often an event may recur. Anything more frequent than daily is not a calendar of days.
_REPEATS = frozenset(("DAILY", "WEEKLY", "MONTHLY", "YEARLY"))


@dataclass(frozen=True, slots=True)
class EventDays:
    """The days from ``first`` to ``last`` of one occurrence of an event. ``row``: the line, from 1, where the event
    ends.
    """

    row: int
    first: date
    last: date
    summary: str


@dataclass(frozen=True, slots=True)
class CalendarDays:
    """The contents of a calendar file: ``events`` in file order, and the rows of events whose days are unclear."""

    events: tuple[EventDays, ...]
    refused: tuple[int, ...]


def read_calendar(
    data: bytes, name: str, *, since: date, until: date, zone: tzinfo, most: int, limit: int
) -> CalendarDays:
    """Read the events of a calendar; recurring ones appear once per occurrence from ``since`` to ``until``.

    At most ``most`` + 1 events are returned. Days are those of the time zone that an event names, or of ``zone`` if
    it is given in UTC.

    Raises :class:`UnreadableLaw` ``empty``, ``too_large`` above ``limit`` bytes, or ``damaged``.
    """
    from icalendar import Calendar, Event
    from icalendar.error import InvalidCalendar

    check_size(data, name, limit=limit)
    text = data.decode("utf-8-sig", "replace")
    try:
        calendars = Calendar.from_ical(text, multiple=True)
        parts = (part for calendar in calendars for part in calendar.walk("VEVENT"))
        events = [part for part in parts if isinstance(part, Event)]
    except (ValueError, RecursionError) as error:
        raise UnreadableLaw("damaged", file=name) from error
    lines = enumerate(text.splitlines(), 1)
    rows = [number for number, line in lines if line.strip().upper() == "END:VEVENT"]
    moved = _collect_moved(events)
    taken: list[EventDays] = []
    refused: list[int] = []
    for row, event in zip(rows, events, strict=False):
        try:
            spans = _Repeats(event, zone, moved[_get_text(event, "UID")]).list_spans(since, until)
            summary = _get_text(event, "SUMMARY")
            taken += (EventDays(row, *span, summary) for span in islice(spans, most + 1))
        except (InvalidCalendar, ValueError, TypeError, AttributeError, OverflowError):
            refused.append(row)
        if len(taken) > most:
            break
    return CalendarDays(tuple(taken[: most + 1]), tuple(refused))


def _get_text(event: Event, name: str) -> str:
    return " ".join(str(event.get(name, "")).split())


def _collect_moved(events: list[Event]) -> defaultdict[str, set[date]]:
    """Map the UID of each recurring event to the occurrences that a separate event overrides."""
    moved: defaultdict[str, set[date]] = defaultdict(set)
    for event in events:
        stated = event.get("RECURRENCE-ID")
        if isinstance(moment := getattr(stated, "dt", None), date):
            moved[_get_text(event, "UID")].add(_as_moment(moment).date())
    return moved


def _as_moment(value: date) -> datetime:
    """Return ``value`` as a moment by the clock of its own time zone; a date becomes the start of that day."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    return datetime.combine(value, time.min)


class _Repeats:
    """The occurrences of one event. ``moved``: its days that are overridden by events of their own."""

    def __init__(self, event: Event, zone: tzinfo, moved: set[date]) -> None:
        self._event = event
        self._zone = zone
        self._start = self._place(event.start)
        end = self._place(event.end)
        # The end is exclusive: an all-day event ends on the day after its last, and one that ends at midnight does
        # not touch the next day.
        last = (end - timedelta(microseconds=1)).date() if end > self._start else self._start.date()
        self._length = last - self._start.date()
        self._moved = set() if "RECURRENCE-ID" in event else moved

    def _place(self, value: date) -> datetime:
        if isinstance(value, datetime) and value.tzname() == "UTC":
            value = value.astimezone(self._zone)
        return _as_moment(value)

    def list_spans(self, since: date, until: date) -> Iterator[tuple[date, date]]:
        """Yield the first and last day of each occurrence between ``since`` and ``until``; cancelled ones are left
        out.
        """
        if _get_text(self._event, "STATUS").upper() == "CANCELLED":
            return
        excluded = {self._place(moment).date() for moment in self._event.exdates} | self._moved
        for moment in self._list_starts(_as_moment(since), _as_moment(until + timedelta(days=1))):
            if moment.date() not in excluded:
                yield moment.date(), moment.date() + self._length

    def _list_starts(self, since: datetime, until: datetime) -> Iterator[datetime]:
        rules, more = self._event.rrules, self._event.rdates
        if not rules and not more:
            yield self._start
            return
        from dateutil.rrule import rruleset, rrulestr

        starts = rruleset(cache=False)
        for rule in rules:
            if str(rule["FREQ"][0]).upper() not in _REPEATS:
                raise ValueError("what comes back within a day")
            # dateutil needs the moments of a rule to be all aware or all naive; we use the event's own time zone.
            ends = {"UNTIL": [self._place(rule["UNTIL"][0])]} if "UNTIL" in rule else {}
            written = type(rule)({**rule, **ends}).to_ical().decode()
            starts.rrule(rrulestr(written, dtstart=self._start))
        if not rules:
            starts.rdate(self._start)
        for moment, *_ in more:
            starts.rdate(self._place(moment))
        within = takewhile(lambda moment: moment < until, starts)
        yield from dropwhile(lambda moment: moment < since, within)
