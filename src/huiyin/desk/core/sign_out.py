"""Remove a user's data from the browser when they sign out: stored drafts, pages, pending messages.

The browser stores unsent text under a mark of its author, and every page carries the mark of its reader, so
that scripts show nobody another user's text and delete it (``desk.js``). When somebody signs out, or their
session ends, the answer also asks the browser to clear its data; not all browsers do this without HTTPS.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from huiyin.desk.core.requests import DeskRequest, Respond, Visitor

#: Not "cookies": the chosen language is no secret and should stay.
FORGET = '"cache", "storage"'


def mark_of(user: Visitor) -> str:
    """An unguessable identifier of a user, even for somebody who knows their primary key; empty without an
    account.
    """
    if not user.is_authenticated:
        return ""
    # Not renamed with the module: browsers have stored drafts under this mark.
    return salted_hmac("huiyin.desk.frame.leaving", str(user.pk), algorithm="sha256").hexdigest()[
        :24
    ]


def has_left(request: HttpRequest) -> bool:
    """Whether the user was signed in before this request and no longer is: they signed out, their account was
    closed, their password was changed elsewhere, or their session expired or was ended. If the browser has lost
    the session cookie too, this is not known; the page's script then removes the data (``desk.js``).
    """
    if getattr(request, "has_left", False):
        return True
    user = getattr(request, "_cached_user", None)  # nobody asked who it is: nothing was shown
    if (
        user is None
        or user.is_authenticated
        or not request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    ):
        return False
    return request.session.is_empty() or SESSION_KEY in request.session


def forget_who_left(get_response: Respond) -> Respond:
    """Middleware that asks the browser to clear the data of a user who is no longer signed in."""

    def respond(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        if has_left(request):
            answer.headers["Clear-Site-Data"] = FORGET
        return answer

    return respond


def note_leaving(request: DeskRequest | None, **_: Any) -> None:
    """Signal receiver: note that the user signs out, and discard their unread messages."""
    if request is not None:
        request.has_left = True
        drop_messages(request)


def drop_messages(request: HttpRequest | None, **_: Any) -> None:
    """Discard pending messages for the previous user of this browser."""
    for _message in getattr(request, "_messages", ()):
        pass  # to read them is to have told them
