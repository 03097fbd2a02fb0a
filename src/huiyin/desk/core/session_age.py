"""How long somebody stays signed in: until they did nothing for some hours, and never longer than some days.

``docs/security-design.md`` says why so long. The end stands in the session itself, so that a browser that keeps its
cookie longer is asked to sign in all the same.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse

from huiyin.desk.core.requests import Respond

#: In the session: when its owner signed in, in seconds.
SINCE = "signed_in_at"
#: How much later the end must be for the session to be written again: not at every page.
_STEP = timedelta(hours=1)


def note_signing_in(request: HttpRequest | None, **_: Any) -> None:
    """Somebody signed in: from now on their days are counted."""
    if request is not None:
        request.session[SINCE] = datetime.now(UTC).timestamp()
        renew_session(request.session)


def renew_session(session: SessionBase, now: datetime | None = None) -> None:
    """Put off the end of a session whose owner is here, to the last day that it may have."""
    now = now or datetime.now(UTC)
    if SINCE not in session:  # of a version of the desk that did not count
        session[SINCE] = now.timestamp()
    since = datetime.fromtimestamp(session[SINCE], UTC)
    last = since + timedelta(seconds=settings.SESSION_LONGEST)
    end = min(now + timedelta(seconds=settings.SESSION_COOKIE_AGE), last)
    if "_session_expiry" not in session or end - session.get_expiry_date() >= _STEP:
        session.set_expiry(end)


def end_sessions_in_time(get_response: Respond) -> Respond:
    """Count a request of somebody who is signed in as being here. What is given again as it was kept
    (:mod:`huiyin.desk.core.page_cache`) asks for no session, and is not counted: it is made anew after seconds."""

    def respond(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        session = request.session
        if session.accessed and SESSION_KEY in session:
            renew_session(session)
        return answer

    return respond
