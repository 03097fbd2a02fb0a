"""Working days of an authority: weekends, public holidays, and the days worked in exchange."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from huiyin.desk.accounts.requests import Visitor
from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.edit_conflicts import check_unchanged
from huiyin.desk.core.isolated_process import read_apart
from huiyin.desk.core.isolated_readers import read_sheets
from huiyin.desk.core.request_params import is_near
from huiyin.desk.registry.models import Calendar, CalendarDay, Organisation
from huiyin.files.calendars import read_calendar
from huiyin.i18n import choose_wording
from huiyin.law import UnreadableLaw

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User


#: The furthest that days are counted; also ends counting in a calendar without working days.
_FURTHEST = timedelta(days=5 * 366)


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """``weekend``: days of the week off, 0 for Monday; ``off`` and ``worked`` take precedence. ``known``: years
    with known public holidays; empty if none are counted.
    """

    weekend: frozenset[int] = frozenset((5, 6))
    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    known: frozenset[int] = field(default_factory=frozenset)

    def is_worked(self, day: date) -> bool:
        return day in self.worked or (day.weekday() not in self.weekend and day not in self.off)

    def after(self, start: date, days: int) -> date:
        """The day on which ``days`` working days after ``start`` have passed; ``start`` does not count.

        Raises ``ValueError`` if that is more than five years ahead.
        """
        day = start
        while days > 0:
            day += timedelta(days=1)
            if day - start > _FURTHEST:
                raise ValueError("no such day within five years")
            days -= self.is_worked(day)
        return day

    def between(self, first: date, last: date) -> int:
        """The working days from ``first`` to ``last``, inclusive."""
        if last - first > _FURTHEST:
            last = first + _FURTHEST
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return sum(self.is_worked(day) for day in days)

    def unknown(self, first: date, last: date) -> list[int]:
        """Years from ``first`` to ``last`` with unknown public holidays."""
        if not self.known:
            return []
        return [year for year in range(first.year, last.year + 1) if year not in self.known]


@dataclass(frozen=True, slots=True)
class HolidayNotice:
    """The public holidays of a year, and where they were announced."""

    year: int
    title: str
    url: str
    off: tuple[tuple[date, date, str], ...]
    worked: tuple[date, ...]


@cache
def _load_holidays(country: str) -> dict[str, dict[str, object]]:
    path = Path(__file__).with_name("holidays") / f"holidays.{country}.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def list_notices(country: str) -> list[HolidayNotice]:
    """The holidays shipped for a country, in the reader's language, by year."""
    return [
        HolidayNotice(
            int(year),
            choose_wording(said["notice_zh"], said["notice_en"]),  # type: ignore[arg-type]
            str(said["read_at"]),
            tuple(
                (date.fromisoformat(first), date.fromisoformat(last), choose_wording(zh, en))
                for first, last, zh, en in said["off"]  # type: ignore[attr-defined]
            ),
            tuple(date.fromisoformat(day) for day in said["worked"]),  # type: ignore[attr-defined]
        )
        for year, said in sorted(_load_holidays(country).items())
    ]


def _list_days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def get_calendar(authority: Organisation) -> Calendar:
    """The authority's calendar; unsaved if nobody has changed it."""
    found = Calendar.objects.filter(organisation=authority).first()
    return found or Calendar(organisation=authority)


def count_working_days(country: str) -> WorkingDays:
    """A country's working days, by the holidays shipped."""
    off, worked, known = _collect_proclaimed(country)
    return WorkingDays(off=frozenset(off), worked=frozenset(worked), known=frozenset(known))


def _collect_proclaimed(country: str) -> tuple[set[date], set[date], set[int]]:
    off: set[date] = set()
    worked: set[date] = set()
    known: set[int] = set()
    for notice in list_notices(country):
        known.add(notice.year)
        worked.update(notice.worked)
        for first, last, _ in notice.off:
            off.update(_list_days(first, last))
    return off, worked, known


def working_days(authority: Organisation) -> WorkingDays:
    """The authority's working days. At most two queries."""
    calendar = get_calendar(authority)
    off, worked, known = _collect_proclaimed(calendar.country)
    for day, is_worked in calendar.days.values_list("day", "is_worked") if calendar.pk else ():
        (worked if is_worked else off).add(day)
        (off if is_worked else worked).discard(day)
    return WorkingDays(
        frozenset(int(n) for n in calendar.weekend), frozenset(off), frozenset(worked), frozenset(known)
    )  # fmt: skip


def snapshot_calendar(calendar: Calendar) -> dict[str, Any]:
    """The rules in the form, for the version."""
    return {"country": calendar.country, "weekend": list(calendar.weekend)}


def snapshot_day(entry: CalendarDay) -> dict[str, str]:
    """A day in the form, for the version."""
    return {"kind": "worked" if entry.is_worked else "off", "name": entry.name}


@transaction.atomic
def set_rules(
    authority: Organisation,
    country: str,
    weekend: Collection[int],
    by: User,
    *,
    seen: str | None = None,
) -> None:
    """Set which public holidays count and which days of the week are off. ``seen``: the version that the form
    showed.

    Raises ``ValueError`` for a week without a working day or an unknown country, and
    :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
    """
    kept = "".join(str(n) for n in range(7) if n in weekend)
    if len(kept) == 7 or (country and not _load_holidays(country)):
        raise ValueError("no working day, or holidays that are not known")
    calendar, _ = Calendar.objects.select_for_update().get_or_create(organisation=authority)
    check_unchanged(seen, snapshot_calendar(calendar), {"country": country, "weekend": list(kept)})
    calendar.country, calendar.weekend = country, kept
    calendar.save(update_fields=("country", "weekend"))
    record_audit_entry(by, "calendar.rules", authority, country=country, weekend=kept)


@transaction.atomic
def set_days(
    authority: Organisation, days: Collection[CalendarEntry], by: User, *, seen: str | None = None
) -> None:
    """Set days of the authority's own, replacing existing ones. ``seen``: the version of a single day. Raises
    :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
    """
    calendar, _ = Calendar.objects.select_for_update().get_or_create(organisation=authority)
    for entry in days:
        there = calendar.days.filter(day=entry.day).first()
        wanted = {"kind": "worked" if entry.is_worked else "off", "name": entry.name[:100]}
        check_unchanged(seen, snapshot_day(there) if there else {}, wanted)
        CalendarDay.objects.update_or_create(
            calendar=calendar, day=entry.day,
            defaults={"is_worked": entry.is_worked, "name": entry.name[:100]},
        )  # fmt: skip
    record_audit_entry(by, "calendar.days", authority, days=[one.day.isoformat() for one in days])


@transaction.atomic
def remove_day(authority: Organisation, number: int, by: User, *, seen: str | None = None) -> None:
    """Remove one of the authority's own days, if it exists. ``seen``: the version that the page showed. Raises
    :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
    """
    calendar = Calendar.objects.select_for_update().filter(organisation=authority).first()
    found = calendar.days.filter(pk=number).first() if calendar else None
    if found is not None:
        check_unchanged(seen, snapshot_day(found), {})
        record_audit_entry(by, "calendar.remove", authority, day=found.day.isoformat())
        found.delete()


# ---- files -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A day as entered."""

    day: date
    is_worked: bool
    name: str


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """The days in a file, and the rows without a readable day."""

    entries: tuple[CalendarEntry, ...]
    refused: tuple[int, ...]


_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_WORKED = re.compile(r"班|(?<!non-)\bwork", re.IGNORECASE)


def read_days(name: str, data: bytes) -> CalendarFile:
    """The days in a table (CSV, XLSX: day, whether it is worked, name, in any order) or in a calendar (ICS).
    Every day is off unless 班 or “work” is beside it.

    Raises :class:`huiyin.law.UnreadableLaw` if the file cannot be read as either, or has more rows or days than
    ten years of calendars; :class:`huiyin.desk.core.isolated_process.WorkUnfinished`.
    """
    read = _read_days(name, data)
    if len(read.entries) > _MOST:
        raise UnreadableLaw(
            "too_many_rows", file=name, rows=str(len(read.entries)), limit=str(_MOST)
        )
    return read


#: The most rows of a file, and days in it.
_MOST = 4_000
#: The largest calendar file, in bytes.
_LARGEST_ICS = 2 * 1024 * 1024
#: The longest holiday; a longer span is a term or a mistake.
_LONGEST = timedelta(days=60)


def _read_days(name: str, data: bytes) -> CalendarFile:
    if data.lstrip(b"\xef\xbb\xbf \r\n")[:15].upper() == b"BEGIN:VCALENDAR":
        return _read_events(name, data)
    entries: list[CalendarEntry] = []
    refused: list[int] = []
    for table in read_apart(read_sheets, data, name, _MOST):
        for number, cells in table.rows:
            if any((number, column) in table.wrong for column in range(-1, len(cells))):
                refused.append(number)
                continue
            if not any(cell.strip() for cell in cells):
                continue
            found = _entries_of(cells)
            if found:
                entries += found
            elif found is None or number > 1:  # the first row holds headings
                refused.append(number)
            if len(entries) > _MOST:
                return CalendarFile(tuple(entries), tuple(refused))
    return CalendarFile(tuple(entries), tuple(refused))


def _entries_of(cells: Sequence[str]) -> list[CalendarEntry] | None:
    """The days that a row names; None if they are too many to be meant."""
    days = [found for cell in cells if (found := parse_cell_day(cell)) is not None]
    rest = [cell.strip() for cell in cells if cell.strip() and parse_cell_day(cell) is None]
    if not days:
        return []
    is_worked = any(_WORKED.search(cell) for cell in rest)
    named = next((cell for cell in rest if not _WORKED.search(cell)), rest[0] if rest else "")
    last = days[1] if len(days) > 1 and days[1] > days[0] else days[0]
    if last - days[0] > _LONGEST:
        return None
    return [CalendarEntry(day, is_worked, named) for day in _list_days(days[0], last)]


def parse_cell_day(cell: str) -> date | None:
    """The day at the beginning of a cell, in any notation; None if there is none."""
    found = _DAY.match(cell.strip())
    if found is None:
        return None
    try:
        day = date(*(int(part) for part in found.groups()))
    except ValueError:
        return None
    return day if is_near(day) else None


def _read_events(name: str, data: bytes) -> CalendarFile:
    """The days of a calendar's events, recurring ones within ten years."""
    year = timezone.localdate().year
    read = read_apart(
        read_calendar,
        data,
        name,
        since=date(year - 10, 1, 1),
        until=date(year + 10, 12, 31),
        zone=timezone.get_default_timezone(),
        most=_MOST,
        limit=_LARGEST_ICS,
    )
    entries: list[CalendarEntry] = []
    refused = set(read.refused)
    for event in read.events:
        if event.last - event.first > _LONGEST or not is_near(event.first):
            refused.add(event.row)
        else:
            is_worked = bool(_WORKED.search(event.summary))
            entries += [
                CalendarEntry(day, is_worked, event.summary)
                for day in _list_days(event.first, event.last)
            ]
    return CalendarFile(tuple(entries), tuple(sorted(refused)))


def may_edit_calendar(user: Visitor, authority: Organisation) -> bool:
    """The secretariat, operators, and officers of the authority."""
    if not user.is_authenticated:
        return False
    return bool(
        user.is_secretariat
        or user.is_superuser
        or user.seats.filter(organisation=authority).exists()
    )
