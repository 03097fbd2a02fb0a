"""Days as a calendar takes them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import icalendar

from huiyin.desk.core.calendar_file import CalendarDay, render_calendar


def test_an_event_of_a_whole_day_has_no_zone_and_long_words_are_folded() -> None:
    words = "征求意见截止；" * 30
    day = CalendarDay(
        "wetlands-closes", date(2026, 3, 1), words, "https://desk.example.org/c/wetlands/"
    )
    written = render_calendar([day], name="Wetlands", now=datetime(2026, 1, 1, tzinfo=UTC))
    assert max(map(len, written.split(b"\r\n"))) <= 75
    (event,) = icalendar.Calendar.from_ical(written).walk("VEVENT")
    assert event.decoded("DTSTART") == date(2026, 3, 1) and str(event["SUMMARY"]) == words
