"""A cache of pages: an answer is given again to the same reader as long as the database has not changed.

The database itself is asked whether it changed, so no code has to declare what a page depends on: SQLite counts
the commits of others (``PRAGMA data_version``), PostgreSQL describes what a snapshot sees
(``pg_current_snapshot``). An entry belongs to one session, or to all visitors without one, and to one language;
the CSRF token is inserted anew each time. Entries are in the memory of one process, and the oldest are dropped
first.

Pages for visitors without a session, at an address that names the language, are answered before any other
middleware or view (:func:`give_kept_answers`): it matters neither who asks nor which view would answer.
"""

from __future__ import annotations

import re
import sqlite3
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import cache, wraps
from typing import Any, TypeAlias

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CSRF_TOKEN_LENGTH, _does_token_match, get_token  # type: ignore[attr-defined]

from huiyin.desk.core.addresses import says_language
from huiyin.desk.core.requests import DeskRequest, Respond

View: TypeAlias = Callable[..., HttpResponseBase]
Headers: TypeAlias = dict[str, str]
#: Seconds for which an answer is kept at most: a page may show the days left until a date, and
#: sessions expire, without anything being written.
LONGEST = 30
#: The most bytes kept by one process.
MOST = 32 * 1024 * 1024
#: The text in front of a CSRF token. Searching for these two literals is ten times as quick as one
#: regular expression for both.
_BEFORE_TOKEN = (b'"X-CSRFToken": "', b'name="csrfmiddlewaretoken" value="')
_TOKEN = re.compile(rb'(\w+)"')


class PageCache:
    """Answers by request key, all from one state of the database."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._state: Hashable = None
        self._held: OrderedDict[Hashable, tuple[float, list[bytes], Headers]] = OrderedDict()
        self._bytes = 0

    def find(self, state: Hashable, key: Hashable) -> tuple[list[bytes], Headers] | None:
        """The pieces of the answer, between which the reader's token goes, and its headers; None if not cached."""
        with self._lock:
            if state != self._state:
                return None
            found = self._held.get(key)
            if found is None or found[0] < time.monotonic():
                return None
            return found[1], found[2]

    def keep(
        self, state: Hashable, key: Hashable, pieces: list[bytes], headers: Mapping[str, str]
    ) -> None:
        """Store an answer, unless it takes more than an eighth of the whole cache. Answers of an earlier state
        of the database are all dropped.
        """
        size = sum(map(len, pieces))
        if size > self._most // 8:
            return
        with self._lock:
            if state != self._state:
                self._held.clear()
                self._state, self._bytes = state, 0
            before = self._held.pop(key, None)
            if before is not None:
                self._bytes -= sum(map(len, before[1]))
            self._held[key] = (time.monotonic() + LONGEST, pieces, dict(headers))
            self._bytes += size
            while self._bytes > self._most:
                _, (_, oldest, _) = self._held.popitem(last=False)
                self._bytes -= sum(map(len, oldest))


#: Answers of views; and complete answers, with the headers that middleware adds.
_ANSWERS, _WHOLE = PageCache(), PageCache()


def give_kept_answers(get_response: Respond) -> Respond:
    """Middleware in front of sessions and accounts. It keeps what a :func:`cached_page` made for visitors
    without a session, and nothing that the view's own cache would not keep.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        key = _make_common_key(request)
        if key is None:
            return get_response(request)
        try:
            state = _read_state()
        except DatabaseError:  # the page that says so is made as any other
            return get_response(request)
        found = _WHOLE.find(state, key)
        if found is not None:
            return HttpResponse(found[0][0], headers=found[1])
        request.kept_for_all = True  # type: ignore[attr-defined]
        answer = get_response(request)
        # The mark is on the answer, not the request: if a middleware replaced the view's answer by
        # a refusal, the mark is gone and nothing is kept.
        if getattr(answer, "is_to_keep", False) and not answer.cookies:
            _WHOLE.keep(state, key, [answer.content], answer.headers)
        return answer

    return respond


def _make_common_key(request: HttpRequest) -> Hashable:
    """As :func:`_make_key`, but None if the visitor has a session or the address does not name the language."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES or not says_language(request):
        return None
    try:
        return _make_key(request)
    except SuspiciousOperation:  # a host that is not ours: refused where others are
        return None


def is_counted(request: HttpRequest) -> None:
    """Exempt ``request`` from the cache in front, because its rate is limited: each one must reach the counter."""
    request.kept_for_all = False  # type: ignore[attr-defined]


def cached_page(view: View) -> View:
    """Decorator: let the pages of ``view`` be cached.

    It goes outside the permission check of the view, which runs for every page that is made; permission code
    and cache know nothing of each other. Only whole pages asked for with GET are cached: no fragments, no
    files, and no page that shows somebody the result of what they just did.
    """

    @wraps(view)
    def serve(request: HttpRequest, /, *args: Any, **details: Any) -> HttpResponseBase:
        return _serve_cached(request, lambda: view(request, *args, **details))

    serve.is_cached = True  # type: ignore[attr-defined]
    return serve


def is_cached(view: Any) -> bool:
    """Whether the pages of ``view`` may be cached, also with other decorators around :func:`cached_page`."""
    return bool(getattr(view, "is_cached", False))


def _serve_cached(request: HttpRequest, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The cached answer to ``request``, or the one that ``make`` gives, which is cached if allowed."""
    key = _make_key(request)
    if key is None:
        return make()
    state = _read_state()
    found = _ANSWERS.find(state, key)
    if found is not None:
        pieces, headers = found
        token = get_token(request).encode() if len(pieces) > 1 else b""
        return HttpResponse(token.join(pieces), headers=headers)
    # If the session or user was read already, that happened before the state was asked for, and the
    # page might be made from data older than the state it would be filed under.
    is_early = request.session.accessed or hasattr(request, "_cached_user")
    answer = make()
    pieces = [] if is_early else _split_at_token(request, answer)
    if len(pieces) == 1 and getattr(request, "kept_for_all", False):
        answer.is_to_keep = True  # type: ignore[attr-defined]
    elif pieces:
        _ANSWERS.keep(state, key, pieces, answer.headers)
    return answer


def is_for_once(request: DeskRequest) -> None:
    """Exempt the answer to ``request`` from the cache, because it contains something made only for it, such as
    the number of a comment to come. Given twice, two comments would be taken for one.
    """
    request.is_for_once = True


def _make_key(request: HttpRequest) -> Hashable:
    """The key of a request: who asks for what. None if the answer may not be cached."""
    if (
        request.method != "GET"
        or "HX-Request" in request.headers
        or settings.TOLD_COOKIE_NAME in request.COOKIES
        or connection.in_atomic_block  # what is not committed yet is seen here alone
    ):
        return None
    languages = (
        (None, None)  # the address says it
        if says_language(request)
        else (
            request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME),
            request.headers.get("Accept-Language"),
        )
    )
    return (
        request.get_full_path(),
        request.get_host(),
        request.is_secure(),
        request.COOKIES.get(settings.SESSION_COOKIE_NAME),
        *languages,
    )


def _split_at_token(request: HttpRequest, answer: HttpResponseBase) -> list[bytes]:
    """The body cut at the CSRF token; an empty list if the answer may not be cached."""
    if (
        getattr(request, "is_for_once", False)
        or answer.status_code != 200
        or not isinstance(answer, HttpResponse)  # streamed
        or answer.cookies
        or request.session.modified
        or not answer["Content-Type"].startswith("text/html")
        or set(answer.headers) != {"Content-Type"}
    ):
        return []
    body = answer.content
    # Where nobody asked for a token there is none; what people wrote has its quotation marks escaped.
    tokens = set(_find_tokens(body)) if "CSRF_COOKIE" in request.META else set()
    if len(tokens) > 1 or not all(_is_ours(request, token) for token in tokens):
        return []
    return body.split(tokens.pop()) if tokens else [body]


def _find_tokens(body: bytes) -> Iterator[bytes]:
    """Yield everything in the page that stands where a token would."""
    for before in _BEFORE_TOKEN:
        at = body.find(before)
        while at >= 0:
            if found := _TOKEN.match(body, at + len(before)):
                yield found[1]
            at = body.find(before, at + len(before))


def _is_ours(request: HttpRequest, token: bytes) -> bool:
    """Whether this is the token of this answer, and not text that somebody wrote to look like one."""
    secret = request.META.get("CSRF_COOKIE", "")
    is_like_it = len(token) == CSRF_TOKEN_LENGTH
    return is_like_it and bool(_does_token_match(token.decode(), secret))


def _read_state() -> Hashable:
    """A value that differs whenever something was committed to the database since."""
    if connection.vendor == "sqlite":
        with _watching:
            watch = _open_watcher(str(connection.settings_dict["NAME"]))
            return int(watch.execute("PRAGMA data_version").fetchone()[0])
    connection.ensure_connection()
    try:
        return _read_snapshot()
    except DatabaseError:  # the line was lost since the last request
        connection.close()
        connection.connect()
        return _read_snapshot()


def _read_snapshot() -> str:
    """Asks the driver directly. The query also shows that the connection works, which Django would otherwise
    check with one more query.
    """
    with connection.wrap_database_errors:
        seen = connection.connection.execute("SELECT pg_current_snapshot()::text").fetchone()[0]
    connection.health_check_done = True  # type: ignore[attr-defined]
    return str(seen)


_watching = threading.Lock()


@cache
def _open_watcher(path: str) -> sqlite3.Connection:
    """A connection that never writes. ``data_version`` changes only for commits of other connections, so this
    one notices all.
    """
    return sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
