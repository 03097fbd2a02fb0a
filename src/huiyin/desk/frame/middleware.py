"""The reader's language, and what a page may load."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from huiyin.desk.frame.tokens import carries_token
from huiyin.words import use_language

Respond = Callable[[HttpRequest], HttpResponse]

#: Nothing from elsewhere, nothing inline. Pictures may be ``data:`` for the QR code of a second factor.
POLICY = (
    "default-src 'none'; object-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
PERMISSIONS = "camera=(), microphone=(), geolocation=()"
#: Wagtail's editor brings inline scripts and styles; only editors reach it, and only from here.
EDITOR = "/cms/"
EDITOR_POLICY = (
    "default-src 'self'; object-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; frame-ancestors 'self'; base-uri 'none'; form-action 'self'"
)


def content_security(get_response: Respond) -> Respond:
    """Every answer says what its page may load; a view may say it stricter itself."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        # What somebody saw who was signed in is not shown by the Back key of a shared machine after they left;
        # and a part of a page, which htmx asked for under the page's own address, not in place of the page.
        if settings.SESSION_COOKIE_NAME in request.COOKIES or "HX-Request" in request.headers:
            response.headers.setdefault("Cache-Control", "private, no-store")
        if carries_token(request.path):
            # Not "no-referrer": a form sent from here must still say that it comes from here.
            response.headers.setdefault("Referrer-Policy", "strict-origin")
            response.headers["Cache-Control"] = "private, no-store"
        policy = EDITOR_POLICY if request.path.startswith(EDITOR) else POLICY
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        return response

    return respond


def speak_language(get_response: Respond) -> Respond:
    """``say`` speaks what Django chose for this request."""

    def respond(request: HttpRequest) -> HttpResponse:
        use_language(get_language() or "zh-hans")
        return get_response(request)

    return respond
