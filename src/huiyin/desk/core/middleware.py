"""The reader's language, what a page may load, and characters that nothing can hold."""

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
        policy = EDITOR_POLICY if request.path_info.startswith(EDITOR) else POLICY
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


def page_of_refusal(get_response: Respond) -> Respond:
    """Who is refused without a word, as by a view that takes no such method, is shown the page that says so."""

    def respond(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        if answer.status_code not in _WORDLESS or answer.streaming or answer.content:
            return answer
        page = show_wrong(answer.status_code)(request)
        if "Allow" in answer.headers:
            page.headers["Allow"] = answer.headers["Allow"]
        return page

    return respond


#: What Django, allauth and Wagtail answer with nothing to read.
_WORDLESS = frozenset((400, 403, 404, 405, 410))


class KeepableCharacters:
    """A NUL that a request brings, in whatever part, never reaches a view: PostgreSQL refuses it everywhere, be it in
    what is looked for. Where it stood stands the mark for an unknown character, as in files."""

    def __init__(self, get_response: Respond) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        for name in ("path", "path_info"):
            setattr(request, name, as_kept(getattr(request, name)))
        # A NUL in an address is either said by three characters or stands as it is.
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query or "\0" in query:
            request.META["QUERY_STRING"] = query.replace("%00", _UNKNOWN).replace("\0", _UNKNOWN)
        for name, value in request.COOKIES.items():
            request.COOKIES[name] = as_kept(value)
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        """Forms are read when it is known that a view takes them; before that too large ones would be read here."""
        if request.method == "POST" and not _is_kept(request.POST):
            request.POST = _clean_query(request.POST)  # type: ignore[assignment]


#: U+FFFD as an address says it.
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
