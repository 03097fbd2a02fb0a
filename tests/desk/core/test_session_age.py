"""How long somebody stays signed in: some hours without doing anything, and some days at most."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase

from huiyin.desk.core.session_age import SINCE, renew_session

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


def end_of(session: SessionBase) -> datetime:
    return session.get_expiry_date()


def test_each_hour_that_somebody_is_here_puts_the_end_off(settings) -> None:  # type: ignore[no-untyped-def]
    settings.SESSION_COOKIE_AGE, settings.SESSION_LONGEST = 8 * 3600, 7 * 86400
    session = SessionBase()
    renew_session(session, NOON)
    assert session[SINCE] == NOON.timestamp()
    assert end_of(session) == NOON + timedelta(hours=8)
    renew_session(session, NOON + timedelta(minutes=59))
    assert end_of(session) == NOON + timedelta(hours=8)  # not written at every page
    renew_session(session, NOON + timedelta(minutes=61))
    assert end_of(session) == NOON + timedelta(hours=9, minutes=1)


def test_nobody_stays_longer_than_the_days_there_are(settings) -> None:  # type: ignore[no-untyped-def]
    settings.SESSION_COOKIE_AGE, settings.SESSION_LONGEST = 8 * 3600, 86400
    session = SessionBase()
    for hours in range(0, 23, 2):
        renew_session(session, NOON + timedelta(hours=hours))
    assert end_of(session) == NOON + timedelta(days=1)
    assert session[SINCE] == NOON.timestamp()
