"""Addresses that say the language: ``/zh-hans/…`` and ``/en/…`` before any other address of the desk.

No address is written twice for that. What stands first is taken off the path before anything is looked up, the page
speaks that language, and every address that is made for it (``reverse``, ``{% url %}``) gets the same beginning: it is
what Django calls the prefix of a script. Addresses without it go on: signed-in people work there, in the language
that they chose, and what is kept (mails, the ledger, jobs) names them, since it is read in either language. Whoever is
not signed in, and whose browser asks for a page, is led from there to the address that says the language.
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
#: First parts of addresses that are nobody's page: what one signs in with, what the team writes with, what machines ask.
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
#: What campaigns add to addresses, which is no part of what a page shows.
_ADDED = re.compile(r"utm_\w+|fbclid|gclid|instead|at")


def take_off_language(path: str) -> str:
    """The address without the language that it begins with."""
    found = _BEGINS.match(path)
    return (path[found.end() :] or "/") if found else path


def put_on_language(path: str, language: str) -> str:
    """The address of the same page in ``language``."""
    return f"/{language}{take_off_language(path)}"


def says_language(request: HttpRequest) -> bool:
    """Whether the address that was asked for begins with a language."""
    return bool(_BEGINS.match(request.path))


def list_alternates(request: HttpRequest) -> list[tuple[str, str]]:
    """Of the page that was asked for every language with its full address; the filter, the year and the page of a list
    stay."""
    query = keep_query(request.GET)
    written = getattr(request, "written_in", None) or _CODES
    return [
        (code, f"{settings.SITE}{put_on_language(request.path, code)}{query}")
        for code in _CODES
        if code in written
    ]


def note_languages(request: HttpRequest, zh: str, en: str) -> None:
    """What the page shows was written in the languages in which there are words: at its address in the other nobody
    translated it, and machines are told of none."""
    told = [code for code, words in zip(_CODES, (zh, en), strict=True) if words.strip()]
    request.written_in = told  # type: ignore[attr-defined]


def make_bare_address(request: HttpRequest) -> str:
    """The full address of the page in no language, which leads each reader to theirs."""
    return f"{settings.SITE}{take_off_language(request.path)}{keep_query(request.GET)}"


@dataclass(frozen=True, slots=True)
class LanguageSwitch:
    """A link to what is shown now, in the language ``code``."""

    code: str
    name: str
    address: str


def list_switches(request: HttpRequest) -> list[LanguageSwitch]:
    """To each language the page that was asked for, with all that its address says. Where that carries a token, to the
    first page: nobody is to find it in one more place."""
    at = "/" if carries_token(request.path) else request.get_full_path()
    return [
        LanguageSwitch(code, name, put_on_language(at, code)) for code, name in settings.LANGUAGES
    ]


def keep_query(given: QueryDict) -> str:
    """Of a query what a page shows, in one order; with its mark, or nothing."""
    kept = [
        (name, value)
        for name, values in sorted(given.lists())
        for value in values
        if value and not _ADDED.fullmatch(name)
    ]
    return f"?{urlencode(kept)}" if kept else ""


def speak_by_address(get_response: Respond) -> Respond:
    """Choose the language: by the address, else by what the reader chose or what their browser prefers."""

    def respond(request: HttpRequest) -> HttpResponse:
        prefix = _BEGINS.match(request.path_info)
        if prefix is None:
            return _answer_bare(request)
        if request.path_info == prefix[0]:
            return HttpResponseRedirect(
                request.get_full_path().replace(prefix[0], f"{prefix[0]}/", 1)
            )
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
        # The language is the one that the reader chose, which a cookie says, or the browser prefers.
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
    """Whether a browser asks for a page for somebody who is not signed in. A program that names no page among what it
    takes gets what it asked for where it asked."""
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "text/html" in request.headers.get("Accept", "")
        and "HX-Request" not in request.headers
        and request.path_info.endswith("/")
        and request.path_info.split("/", 2)[1] not in _APART
        and not carries_token(request.path)
    )
