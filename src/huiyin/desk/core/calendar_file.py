"""Days as a calendar takes them (RFC 5545): events of whole days, which have no zone of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

#: Bytes of a line, its end left out.
_WIDTH = 75


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """Something that falls on ``day``. ``key`` names it, so that a calendar that took it before changes it."""

    key: str
    day: date
    words: str
    url: str


def render_calendar(days: Iterable[CalendarDay], *, name: str, now: datetime) -> bytes:
    """A calendar file; ``now`` is when it was made."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Huiyin//Desk//EN", f"X-WR-CALNAME:{_escape_text(name)}"]  # fmt: skip
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    for one in days:
        lines += (
            "BEGIN:VEVENT",
            f"UID:{one.key}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escape_text(one.words)}",
            f"URL:{one.url}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        )
    lines.append("END:VCALENDAR")
    return b"".join(piece + b"\r\n" for line in lines for piece in _fold_line(line))


def _escape_text(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return " ".join(escaped.split())


def _fold_line(line: str) -> Iterator[bytes]:
    """The line in pieces, each after the first begun with a space; no character is cut."""
    piece = b""
    for character in line:
        coded = character.encode()
        if len(piece) + len(coded) > _WIDTH:
            yield piece
            piece = b" "
        piece += coded
    yield piece
