"""Calendars of others say on which days something is: in their own zone, again and again, or moved."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from huiyin.files.calendars import CalendarDays, read_calendar
from huiyin.files.problems import UnreadableLaw


def read(*events: str, most: int = 50) -> CalendarDays:
    body = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return read_calendar(
        f"BEGIN:VCALENDAR\r\n{body}END:VCALENDAR\r\n".encode(),
        "days.ics",
        since=date(2020, 1, 1),
        until=date(2024, 12, 31),
        zone=ZoneInfo("Asia/Shanghai"),
        most=most,
        limit=100_000,
    )


def spans(days: CalendarDays) -> list[str]:
    return [f"{one.first}/{one.last}" for one in days.events]


def test_a_folded_line_is_one_and_an_end_of_whole_days_is_the_day_after() -> None:
    days = read(
        "DTSTART;VALUE=DATE:20270206\r\nDTEND;VALUE=DATE:20270208\r\nSUMMARY:Spring\r\n  Festival\\, off"
    )
    assert [(one.row, one.summary) for one in days.events] == [(7, "Spring Festival, off")]
    assert spans(days) == ["2027-02-06/2027-02-07"]


@pytest.mark.parametrize(
    ("event", "span"),
    [
        # What is counted in UTC begins on the next day in Shanghai.
        ("DTSTART:20270205T160000Z\r\nDTEND:20270206T160000Z", "2027-02-06/2027-02-06"),
        ("DTSTART;TZID=America/New_York:20270205T220000\r\nDURATION:P2D", "2027-02-05/2027-02-07"),
        ("DTSTART;VALUE=DATE:20270206", "2027-02-06/2027-02-06"),
    ],
)
def test_days_are_those_of_the_zone_that_an_event_names(event: str, span: str) -> None:
    assert spans(read(event)) == [span]


def test_what_comes_back_is_there_each_time_but_where_it_was_left_out_or_moved() -> None:
    days = read(
        "UID:1\r\nDTSTART;VALUE=DATE:20190501\r\nRRULE:FREQ=YEARLY;UNTIL=20230501T000000Z\r\nEXDATE;VALUE=DATE:20210501",
        "UID:1\r\nRECURRENCE-ID;VALUE=DATE:20220501\r\nDTSTART;VALUE=DATE:20220502",
        "DTSTART;VALUE=DATE:20220601\r\nSTATUS:CANCELLED",
    )
    assert spans(days) == [
        "2020-05-01/2020-05-01",
        "2023-05-01/2023-05-01",
        "2022-05-02/2022-05-02",
    ]


def test_what_comes_back_without_end_stops_where_it_is_too_much() -> None:
    assert len(read("DTSTART;VALUE=DATE:20200101\r\nRRULE:FREQ=DAILY", most=9).events) == 10


def test_events_whose_days_cannot_be_told_are_named_and_the_others_taken() -> None:
    days = read(
        "SUMMARY:never",
        "DTSTART;VALUE=DATE:20270230",
        "DTSTART;VALUE=DATE:20200101\r\nRRULE:FREQ=SECONDLY",
        "DTSTART;VALUE=DATE:20200101\r\nRRULE:FREQ=YEARLY;BYMONTH=x",
        "DTSTART;VALUE=DATE:20200101",
    )
    assert days.refused == (4, 7, 11, 15)
    assert spans(days) == ["2020-01-01/2020-01-01"]


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "empty"), (b"BEGIN:VCALENDAR\r\nx\r\n", "damaged"), (b" " * 100_001, "too_large")]
)  # fmt: skip
def test_what_is_no_calendar_says_why(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableLaw, match=code):
        read_calendar(
            data,
            "days.ics",
            since=date(2020, 1, 1),
            until=date(2024, 12, 31),
            zone=ZoneInfo("Asia/Shanghai"),
            most=9,
            limit=100_000,
        )
