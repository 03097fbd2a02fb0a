"""Deadlines count the working days of the authority that answers."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.registry import calendars
from huiyin.desk.registry.models import Organisation
from tests.desk.forms import fill

Enter = Callable[[Role], Client]


def test_a_holiday_is_skipped_and_the_weekend_worked_in_its_place_counts(
    authority: Organisation,
) -> None:
    working = calendars.working_days(authority)
    # Spring Festival 2026: 15 to 23 February off; Saturdays 14 and 28 February worked.
    assert working.after(date(2026, 2, 13), 1) == date(2026, 2, 14)
    assert working.after(date(2026, 2, 13), 2) == date(2026, 2, 24)
    assert working.after(date(2026, 2, 13), 6) == date(2026, 2, 28)
    assert working.between(date(2026, 2, 13), date(2026, 2, 28)) == 7
    # National Day 2025 runs into the Mid-Autumn Festival: back on Thursday the 9th.
    assert working.after(date(2025, 9, 30), 1) == date(2025, 10, 9)


@pytest.mark.parametrize(("year", "off", "worked"), [(2025, 28, 5), (2026, 33, 6)])
def test_the_shipped_years_have_as_many_days_as_their_notices_name(
    year: int, off: int, worked: int
) -> None:
    notice = next(n for n in calendars.list_notices("cn") if n.year == year)
    assert sum((last - first).days + 1 for first, last, _ in notice.off) == off
    assert len(notice.worked) == worked
    assert all(day.weekday() >= 5 for day in notice.worked)  # only weekends are made working days
    assert not {d for d in notice.worked for first, last, _ in notice.off if first <= d <= last}
    assert str(year) in notice.title and notice.url.startswith("https://")


def test_own_days_stand_above_the_shipped_ones(authority: Organisation, people: Any) -> None:
    by = people[Role.OFFICER]
    calendars.set_days(
        authority,
        [
            calendars.CalendarEntry(date(2026, 2, 16), True, "on duty"),
            calendars.CalendarEntry(date(2026, 2, 14), False, "moved"),
        ],
        by,
    )
    working = calendars.working_days(authority)
    assert working.is_worked(date(2026, 2, 16)) and not working.is_worked(date(2026, 2, 14))
    calendars.set_rules(authority, "", [4, 5], by)
    working = calendars.working_days(authority)
    assert working.is_worked(date(2026, 2, 22))  # a Sunday in the Festival: neither is off any more
    assert not working.is_worked(date(2026, 3, 6))  # a Friday
    assert working.unknown(date(2026, 1, 1), date(2040, 1, 1)) == []
    with pytest.raises(ValueError, match="working day"):
        calendars.set_rules(authority, "", range(7), by)


def test_years_that_nobody_has_proclaimed_are_named(authority: Organisation) -> None:
    working = calendars.working_days(authority)
    assert working.unknown(date(2026, 12, 1), date(2027, 1, 20)) == [2027]


def _book(*rows: tuple[Any, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


ICS = b"""BEGIN:VCALENDAR\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20270206\r
DTEND;VALUE=DATE:20270208\r
SUMMARY:Spring\r
  Festival\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20270220\r
SUMMARY:\xe6\x98\xa5\xe8\x8a\x82\xef\xbc\x88\xe7\x8f\xad\xef\xbc\x89\r
END:VEVENT\r
END:VCALENDAR\r
"""


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("days.csv", "日期,到,类型,名称\n2027-02-06,2027/2/7,休息,春节\n2027年2月20日,,补班,\n".encode()),
        ("days.xlsx", _book(("day", "kind"), (date(2027, 2, 6), "off"), (date(2027, 2, 7), ""), ("2027-2-20", "worked"))),
        ("days.ics", ICS),
    ],
)  # fmt: skip
def test_days_are_read_from_tables_and_calendar_files(name: str, data: bytes) -> None:
    read = calendars.read_days(name, data)
    assert [(e.day, e.is_worked) for e in read.entries] == [
        (date(2027, 2, 6), False), (date(2027, 2, 7), False), (date(2027, 2, 20), True),
    ]  # fmt: skip
    assert read.refused == ()


def test_rows_without_a_day_are_named_and_the_others_taken() -> None:
    read = calendars.read_days(
        "d.csv", "日期,名称\n2027-02-30,no such day\n2027-02-06,春节\n?,x\n".encode()
    )
    assert [e.day for e in read.entries] == [date(2027, 2, 6)]
    assert read.refused == (2, 4)


def test_the_officer_and_the_secretariat_change_the_calendar_and_nobody_else(
    authority: Organisation, sign_in: Enter
) -> None:
    url = reverse("calendar", args=(authority.pk,))
    for role in Role:
        answer = sign_in(role).get(url)
        may = role in (
            Role.OFFICER,
            Role.INITIATOR,
            Role.ADDRESSEE,
            Role.SECRETARIAT,
            Role.OPERATOR,
        )
        assert answer.status_code == (200 if may else 302 if role is Role.READER else 403), role
    officer = sign_in(Role.OFFICER)
    file = SimpleUploadedFile("d.csv", b"2026-12-24\n2026-12-26,work\n?,x\n")
    page = officer.post(url, {"what": "file", "file": file}, follow=True).content.decode()
    assert "2 days added" in page and "these rows: 3" in page
    day = authority.calendar.days.get(day=date(2026, 12, 24))
    officer.post(url, {"what": "remove", "day": day.pk})
    assert [d.day for d in authority.calendar.days.all()] == [date(2026, 12, 26)]
    assert officer.post(url, {"what": "rules", "weekend": list(range(7))}).status_code == 422
    assert officer.post(url, {"what": "day", "day": "yesterday"}).status_code == 422


def test_window_and_answer_are_counted_and_shown(
    consultation: Consultation, sign_in: Enter
) -> None:
    team = sign_in(Role.SECRETARIAT)
    url = reverse("manage", args=("wetlands",))
    form = {
        "title_en": "Wetlands",
        "opens": "2026-02-09",
        "window_days": "15",
        "reply_days": "10",
        "who": "all",
    }
    fill(team, url, form)
    page = team.get(url).content.decode()
    consultation.refresh_from_db()
    # 9 to 14 February are six working days, 24 to 28 February five, 2 to 5 March four.
    assert consultation.closes == date(2026, 3, 5)
    assert consultation.reply_due == date(2026, 3, 19)
    assert "15 working days, until 5 March 2026" in page
    assert "within 10 working days" in page and "19 March 2026" in page
    assert team.post(url, {**form, "closes": "", "window_days": "99999"}).status_code == 422
