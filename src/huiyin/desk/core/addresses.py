"""Addresses with a language: every address of the desk also exists below ``/zh-hans/`` and ``/en/``.

No URL pattern is written twice. The language is removed from the path before URLs are resolved and becomes
Django's script prefix, so ``reverse`` and ``{% url %}`` produce addresses in the same language. Addresses
without a language remain valid: signed-in people use them, in the language of their choice, and stored
addresses (mails, ledger, jobs) have none, since they are read in either language. A visitor who is not signed
in and whose browser asks for a page is redirected to the address with the language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation
from django.utils.cache import patch_vary_headers

from huiyin.desk.core.requests import Respond
from huiyin.desk.core.token_masks import carries_token

_CODES = tuple(code for code, _ in settings.LANGUAGES)
_BEGINS = re.compile(rf"/({'|'.join(map(re.escape, _CODES))})(?=/|$)")
#: First parts of paths that are never redirected to a language: signing in, the team's tools, and
#: addresses for programs.
_APART = frozenset(
    (
        "account",
        "accounts",
        "api",
        "cms",
        "health",
        "join",
        "mails",
        "metrics",
        "speak",
        "static",
        "uploads",
    )
)
#: Query parameters that do not change what a page shows, such as those of campaigns.
_ADDED = re.compile(r"utm_\w+|fbclid|gclid|instead|at")


def take_off_language(path: str) -> str:
    """The path without its leading language."""
    found = _BEGINS.match(path)
    return (path[found.end() :] or "/") if found else path


def put_on_language(path: str, language: str) -> str:
    """The path of the same page in ``language``."""
    return f"/{language}{take_off_language(path)}"


def says_language(request: HttpRequest) -> bool:
    """Whether the requested path begins with a language."""
    return bool(_BEGINS.match(request.path))


def list_alternates(request: HttpRequest) -> list[tuple[str, str]]:
    """Language and full address of each version of the requested page, with the filter, year and page number of
    a list.
    """
    query = keep_query(request.GET)
    written = getattr(request, "written_in", None) or _CODES
    return [
        (code, f"{settings.SITE}{put_on_language(request.path, code)}{query}")
        for code in _CODES
        if code in written
    ]


def note_languages(request: HttpRequest, zh: str, en: str) -> None:
    """Note in which languages the content of the page was written. The version in another language has no
    translated content and is not announced to search engines.
    """
    told = [code for code, words in zip(_CODES, (zh, en), strict=True) if words.strip()]
    request.written_in = told  # type: ignore[attr-defined]


def make_bare_address(request: HttpRequest) -> str:
    """The full address of the page without a language, which redirects each reader to theirs."""
    return f"{settings.SITE}{take_off_language(request.path)}{keep_query(request.GET)}"


@dataclass(frozen=True, slots=True)
class LanguageSwitch:
    """A link to the current page in the language ``code``."""

    code: str
    name: str
    address: str


def list_switches(request: HttpRequest) -> list[LanguageSwitch]:
    """Links to the requested page in each language, with its whole query. If the address contains a token they
    lead to the home page, so that the token appears in no further place.
    """
    at = "/" if carries_token(request.path) else request.get_full_path()
    return [
        LanguageSwitch(code, name, put_on_language(at, code)) for code, name in settings.LANGUAGES
    ]


def keep_query(given: QueryDict) -> str:
    """The part of a query that determines what a page shows, sorted by name, with a leading ``?``; empty if
    there is none. Sorted so that one page has one address.
    """
    kept = [
        (name, value)
        for name, values in sorted(given.lists())
        for value in values
        if value and not _ADDED.fullmatch(name)
    ]
    return f"?{urlencode(kept)}" if kept else ""


def speak_by_address(get_response: Respond) -> Respond:
    """Middleware that chooses the language: from the path, else the reader's choice or the browser's setting."""

    def respond(request: HttpRequest) -> HttpResponse:
        prefix = _BEGINS.match(request.path_info)
        if prefix is None:
            return _answer_bare(request)
        if request.path_info == prefix[0]:
            return HttpResponseRedirect(
                request.get_full_path().replace(prefix[0], f"{prefix[0]}/", 1)
            )
        # The prefix is a thread-local of Django and must be restored for the next request.
        before = get_script_prefix()
        set_script_prefix(f"{before.rstrip('/')}{prefix[0]}/")
        request.path_info = request.path_info[prefix.end() :]
        try:
            return _answer_in(request, prefix[1])
        finally:
            set_script_prefix(before)

    def _answer_bare(request: HttpRequest) -> HttpResponse:
        language = translation.get_language_from_request(request)
        if _is_led_on(request):
            answer: HttpResponse = HttpResponseRedirect(
                put_on_language(request.get_full_path(), language)
            )
            patch_vary_headers(answer, ("Accept",))
        else:
            answer = _answer_in(request, language)
        # The language depends on the reader's cookie or the browser's header, so caches must
        # distinguish both.
        patch_vary_headers(answer, ("Accept-Language", "Cookie"))
        return answer

    def _answer_in(request: HttpRequest, language: str) -> HttpResponse:
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()
        answer = get_response(request)
        answer.headers.setdefault("Content-Language", language)
        return answer

    return respond


def _is_led_on(request: HttpRequest) -> bool:
    """Whether the request is redirected: a browser asks for a page for somebody who is not signed in. A program
    that does not ask for HTML is answered at the address it used.
    """
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "text/html" in request.headers.get("Accept", "")
        and "HX-Request" not in request.headers
        and request.path_info.endswith("/")
        and request.path_info.split("/", 2)[1] not in _APART
        and not carries_token(request.path)
    )
