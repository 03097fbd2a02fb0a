"""Session lifetime: it ends after some hours without activity, and after some days in any case.

For the durations see ``docs/security-design.md``. The end is stored in the session itself, so a browser that
keeps its cookie longer still has to sign in.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse

from huiyin.desk.core.requests import Respond

#: The session key for when its owner signed in, in seconds since 1970.
SINCE = "signed_in_at"
#: The session is saved again only if its end moves by this much, so that not every page writes to
#: the database.
_STEP = timedelta(hours=1)


def note_signing_in(request: HttpRequest | None, **_: Any) -> None:
    """Signal receiver: start the lifetime of the session."""
    if request is not None:
        request.session[SINCE] = datetime.now(UTC).timestamp()
        renew_session(request.session)


def renew_session(session: SessionBase, now: datetime | None = None) -> None:
    """Extend an active session, but not beyond its longest lifetime."""
    now = now or datetime.now(UTC)
    if SINCE not in session:  # of a version of the desk that did not count
        session[SINCE] = now.timestamp()
    since = datetime.fromtimestamp(session[SINCE], UTC)
    last = since + timedelta(seconds=settings.SESSION_LONGEST)
    end = min(now + timedelta(seconds=settings.SESSION_COOKIE_AGE), last)
    if "_session_expiry" not in session or end - session.get_expiry_date() >= _STEP:
        session.set_expiry(end)


def end_sessions_in_time(get_response: Respond) -> Respond:
    """Middleware that counts a request by a signed-in user as activity. Cached pages
    (:mod:`huiyin.desk.core.page_cache`) do not read the session and so do not count; they expire within
    seconds.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        session = request.session
        if session.accessed and SESSION_KEY in session:
            renew_session(session)
        return answer

    return respond
