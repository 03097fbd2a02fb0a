"""What a browser keeps of somebody goes when they go: drafts that it stores, pages, what they were told last.

A browser keeps unsent words under the mark of whose they are, and every page names its reader's, so that the scripts
show nobody another's words and take away what is not the reader's (``desk.js``). When somebody signs out, or the desk
ends their session, the answer also asks the browser itself to forget; not all do so without https.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from huiyin.desk.core.requests import DeskRequest, Respond, Visitor

#: Not "cookies": the language that somebody chose to read in is no secret, and stays.
FORGET = '"cache", "storage"'


def mark_of(user: Visitor) -> str:
    """A name for somebody that nobody can guess, not even who knows their number; empty without an account."""
    if not user.is_authenticated:
        return ""
    # Not renamed with the module: drafts in browsers are filed under it.
    return salted_hmac("huiyin.desk.frame.leaving", str(user.pk), algorithm="sha256").hexdigest()[
        :24
    ]


def has_left(request: HttpRequest) -> bool:
    """Whether who sent ``request`` was signed in before it and no longer is: they signed out, their account was
    closed, their password was changed elsewhere, or their session ran out or was ended. A browser that has lost its
    session's cookie as well tells nothing of this: there the page takes away what is kept (``desk.js``)."""
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
    """Ask the browser to forget what it keeps of somebody who is signed in no more."""

    def respond(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        if has_left(request):
            answer.headers["Clear-Site-Data"] = FORGET
        return answer

    return respond


def note_leaving(request: DeskRequest | None, **_: Any) -> None:
    """Somebody signs out: this is told to nobody after them, nor what they had not read yet."""
    if request is not None:
        request.has_left = True
        drop_messages(request)


def drop_messages(request: HttpRequest | None, **_: Any) -> None:
    """Take away what was to be told to whoever used this browser before."""
    for _message in getattr(request, "_messages", ()):
        pass  # to read them is to have told them
