"""Middleware: the reader's language, security headers, and removal of characters that databases reject."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import get_language

from huiyin.desk.core.requests import Respond
from huiyin.desk.core.token_masks import carries_token
from huiyin.desk.core.views import show_wrong
from huiyin.i18n import use_language
from huiyin.text import as_kept, can_be_kept

#: The content security policy: nothing from other sites, nothing inline. Images may be ``data:``
#: URLs for the QR code of a second factor.
POLICY = (
    "default-src 'none'; object-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
PERMISSIONS = "camera=(), microphone=(), geolocation=()"
#: Wagtail's editor needs inline scripts and styles. Only editors reach it, and this policy applies
#: to its pages only.
EDITOR = "/cms/"
EDITOR_POLICY = (
    "default-src 'self'; object-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; frame-ancestors 'self'; base-uri 'none'; form-action 'self'"
)


def content_security(get_response: Respond) -> Respond:
    """Middleware that adds security headers. A view may set a stricter value itself."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        # Pages of signed-in people are not stored: the Back button of a shared computer must not
        # show them after signing out. Neither are fragments for htmx, which have the page's own
        # address and would be shown in place of the page.
        if settings.SESSION_COOKIE_NAME in request.COOKIES or "HX-Request" in request.headers:
            response.headers.setdefault("Cache-Control", "private, no-store")
        if carries_token(request.path):
            # Not "no-referrer": a form sent from here must still say that it comes from here.
            response.headers.setdefault("Referrer-Policy", "strict-origin")
            response.headers["Cache-Control"] = "private, no-store"
        policy = EDITOR_POLICY if request.path_info.startswith(EDITOR) else POLICY
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        return response

    return respond


def speak_language(get_response: Respond) -> Respond:
    """Middleware that makes ``say`` use the language that Django chose for this request."""

    def respond(request: HttpRequest) -> HttpResponse:
        use_language(get_language() or "zh-hans")
        return get_response(request)

    return respond


def page_of_refusal(get_response: Respond) -> Respond:
    """Middleware that gives an empty refusal, such as a 405 by a view, the page that explains it."""

    def respond(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        if answer.status_code not in _WORDLESS or answer.streaming or answer.content:
            return answer
        page = show_wrong(answer.status_code)(request)
        if "Allow" in answer.headers:
            page.headers["Allow"] = answer.headers["Allow"]
        return page

    return respond


#: Statuses that Django, allauth and Wagtail answer with an empty body.
_WORDLESS = frozenset((400, 403, 404, 405, 410))


class KeepableCharacters:
    """Middleware that replaces NUL characters anywhere in a request by U+FFFD, as the file readers do.
    PostgreSQL rejects a NUL in any value, even in one that is only compared.
    """

    def __init__(self, get_response: Respond) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        for name in ("path", "path_info"):
            setattr(request, name, as_kept(getattr(request, name)))
        # In a query string a NUL is either percent-encoded or literal.
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query or "\0" in query:
            request.META["QUERY_STRING"] = query.replace("%00", _UNKNOWN).replace("\0", _UNKNOWN)
        for name, value in request.COOKIES.items():
            request.COOKIES[name] = as_kept(value)
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        """Clean the form. Done here and not in ``__call__``, because reading ``request.POST`` before a view is
        chosen would read bodies that the view does not accept.
        """
        if request.method == "POST" and not _is_kept(request.POST):
            request.POST = _clean_query(request.POST)  # type: ignore[assignment]


#: U+FFFD, percent-encoded.
_UNKNOWN = "%EF%BF%BD"


def _is_kept(given: QueryDict) -> bool:
    return all(
        can_be_kept(word) for name, values in given.lists() for word in (name, *map(str, values))
    )


def _clean_query(given: QueryDict) -> QueryDict:
    kept = QueryDict(mutable=True, encoding=given.encoding)
    for name, values in given.lists():
        kept.setlistdefault(as_kept(name)).extend(as_kept(str(value)) for value in values)
    kept._mutable = False
    return kept
