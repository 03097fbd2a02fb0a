"""An answer is kept, and given again to the same reader as long as nothing in the database has changed.

Whether anything has is asked of the database itself, so nobody has to remember what a page depends on: SQLite counts
the commits of others (``PRAGMA data_version``), PostgreSQL names what a snapshot sees (``pg_current_snapshot``).
Each answer belongs to one session, or to those who have none, in one language; what protects forms from forgery is
put in afresh each time. Kept in the memory of one process, the oldest leaving first.

What everybody reads who has no session, at an address that says its language, is given before anything else of the desk
is asked (:func:`give_kept_answers`): neither who asks nor which view answers needs to be found out again.
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
#: Seconds after which an answer is made anew all the same: it may tell the days that are left, and sessions end.
LONGEST = 30
#: Bytes kept by one process.
MOST = 32 * 1024 * 1024
#: What stands before a token; each is looked for by itself, which is ten times as quick as either of them.
_BEFORE_TOKEN = (b'"X-CSRFToken": "', b'name="csrfmiddlewaretoken" value="')
_TOKEN = re.compile(rb'(\w+)"')


class PageCache:
    """Answers by who asked for what, all of one state of the database."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._state: Hashable = None
        self._held: OrderedDict[Hashable, tuple[float, list[bytes], Headers]] = OrderedDict()
        self._bytes = 0

    def find(self, state: Hashable, key: Hashable) -> tuple[list[bytes], Headers] | None:
        """The pieces of the answer, between which the reader's token goes, and its headers."""
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


#: Of views, and whole, with all that middleware adds.
_ANSWERS, _WHOLE = PageCache(), PageCache()


def give_kept_answers(get_response: Respond) -> Respond:
    """Stands before sessions, accounts and addresses. What it keeps is what a :func:`cached_page` made for nobody in
    particular; what that view would not give again, this does not either."""

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
        # Each is asked of by itself: a page of which a refusal was made is no longer what the view gave.
        if getattr(answer, "is_to_keep", False) and not answer.cookies:
            _WHOLE.keep(state, key, [answer.content], answer.headers)
        return answer

    return respond


def _make_common_key(request: HttpRequest) -> Hashable:
    """As :func:`_make_key`, for who brings nothing that says who they are, where the address says the language."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES or not says_language(request):
        return None
    try:
        return _make_key(request)
    except SuspiciousOperation:  # a host that is not ours: refused where others are
        return None


def is_counted(request: HttpRequest) -> None:
    """How often ``request`` is made is limited, so that every one has to reach what counts them."""
    request.kept_for_all = False  # type: ignore[attr-defined]


def cached_page(view: View) -> View:
    """Let what ``view`` shows be given again as it was. It lies around the gate of the view, which is asked for every
    page that is made: what decides who may see a page knows nothing of this, and this nothing of what it decides.

    Only whole pages that were asked for with GET are: neither parts nor files, nor what tells somebody of what
    they have just done.
    """

    @wraps(view)
    def serve(request: HttpRequest, /, *args: Any, **details: Any) -> HttpResponseBase:
        return _serve_cached(request, lambda: view(request, *args, **details))

    serve.is_cached = True  # type: ignore[attr-defined]
    return serve


def is_cached(view: Any) -> bool:
    """Whether what a view shows may be given again: with :func:`cached_page` beneath other decorators too."""
    return bool(getattr(view, "is_cached", False))


def _serve_cached(request: HttpRequest, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The answer to ``request`` that is kept, else what ``make`` gives, which is kept where it may be."""
    key = _make_key(request)
    if key is None:
        return make()
    state = _read_state()
    found = _ANSWERS.find(state, key)
    if found is not None:
        pieces, headers = found
        token = get_token(request).encode() if len(pieces) > 1 else b""
        return HttpResponse(token.join(pieces), headers=headers)
    # What was read before the state was asked for could be older than it.
    is_early = request.session.accessed or hasattr(request, "_cached_user")
    answer = make()
    pieces = [] if is_early else _split_at_token(request, answer)
    if len(pieces) == 1 and getattr(request, "kept_for_all", False):
        answer.is_to_keep = True  # type: ignore[attr-defined]
    elif pieces:
        _ANSWERS.keep(state, key, pieces, answer.headers)
    return answer


def is_for_once(request: DeskRequest) -> None:
    """The answer to ``request`` holds what is made for it alone, such as the number of a comment to come: given
    twice, two comments would be taken for one."""
    request.is_for_once = True


def _make_key(request: HttpRequest) -> Hashable:
    """Who asks for what; None where the answer may not be kept."""
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
    """The answer cut where the token stands; nothing where it may not be kept."""
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
    """Whatever stands in a page where the token does."""
    for before in _BEFORE_TOKEN:
        at = body.find(before)
        while at >= 0:
            if found := _TOKEN.match(body, at + len(before)):
                yield found[1]
            at = body.find(before, at + len(before))


def _is_ours(request: HttpRequest, token: bytes) -> bool:
    """Whether what looks like the token of this answer is it, and not something that somebody wrote."""
    secret = request.META.get("CSRF_COOKIE", "")
    is_like_it = len(token) == CSRF_TOKEN_LENGTH
    return is_like_it and bool(_does_token_match(token.decode(), secret))


def _read_state() -> Hashable:
    """What differs whenever something was committed to the database since."""
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
    """Asked of the driver itself: this also shows that the line is well, which Django would ask before."""
    with connection.wrap_database_errors:
        seen = connection.connection.execute("SELECT pg_current_snapshot()::text").fetchone()[0]
    connection.health_check_done = True  # type: ignore[attr-defined]
    return str(seen)


_watching = threading.Lock()


@cache
def _open_watcher(path: str) -> sqlite3.Connection:
    """A connection that never writes, so that to it every commit is somebody else's."""
    return sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
