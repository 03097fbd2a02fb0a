"""Nobody puts anything into the page that others are given before they are asked who they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.core import page_cache
from huiyin.desk.core.page_cache import PageCache

pytestmark = pytest.mark.django_db(transaction=True)
PLACES = ("/en/", "/zh-hans/", "/en/c/wetlands/", "/en/c/wetlands/at/art_1/")
#: What a page could be made with that another reader does not bring.
HEADERS: tuple[dict[str, str], ...] = (
    {"authorization": "Bearer hy_secretariat"},
    {"authorization": "Basic YTpi"},
    {"range": "bytes=0-9"},
    {"accept-encoding": "gzip"},
    {"accept-encoding": "zstd, br, gzip"},
    {"accept-language": "zh-hans"},
    {"accept": "application/json"},
    {"x-forwarded-host": "elsewhere.example"},
    {"x-forwarded-proto": "https"},
    {"x-forwarded-for": "203.0.113.9"},
    {"x-original-url": "/en/people/"},
    {"x-rewrite-url": "/en/people/"},
    {"x-http-method-override": "HEAD"},
    {"referer": "https://elsewhere.example/'\"><b>"},
    {"origin": "https://elsewhere.example"},
    {"user-agent": "'\"><b>poison"},
    {"if-none-match": "*"},
    {"if-modified-since": "Tue, 01 Dec 2037 00:00:00 GMT"},
    {"hx-boosted": "true"},
    {"hx-target": "poison"},
    {"sec-fetch-dest": "iframe"},
    {"save-data": "on"},
)
COOKIES = (
    {settings.LANGUAGE_COOKIE_NAME: "zh-hans"},
    {settings.CSRF_COOKIE_NAME: "a" * 32},
    {settings.TOLD_COOKIE_NAME: "poison"},
    {settings.SESSION_COOKIE_NAME: "poison"},
    {settings.SESSION_COOKIE_NAME.upper(): "poison"},
    {"poison": "'\"><b>"},
)

#: What protects forms from forgery, which is masked anew for each answer. By what stands before it:
#: the root hash at the foot of a page is as long.
_TOKEN = re.compile(rb"(X-CSRFToken\": \"|csrfmiddlewaretoken\" value=\")[0-9A-Za-z]{64}\b")


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Forgets all that is kept."""

    def forget() -> None:
        for name in ("_ANSWERS", "_WHOLE"):
            monkeypatch.setattr(page_cache, name, PageCache())

    forget()
    return forget


def _plain(place: str) -> tuple[int, bytes, dict[str, str]]:
    answer = Client().get(place)
    return answer.status_code, answer.content, dict(answer.headers)


def _poison(place: str, headers: dict[str, str], cookies: dict[str, str], method: str) -> None:
    client = Client()
    client.cookies.load(cookies)
    getattr(client, method)(place, headers=headers)


@pytest.mark.parametrize("place", PLACES)
def test_what_somebody_brings_is_not_in_the_page_of_the_next(
    place: str, consultation: Consultation, anew: Callable[[], None]
) -> None:
    expected = _plain(place)
    brought: list[tuple[dict[str, str], dict[str, str], str]] = [
        *((headers, {}, "get") for headers in HEADERS),
        *(({}, cookies, "get") for cookies in COOKIES),
        *(({}, {}, method) for method in ("head", "options", "post")),
    ]
    for headers, cookies, method in brought:
        anew()
        _poison(place, headers, cookies, method)
        assert _plain(place) == expected, (headers, cookies, method)
        assert _plain(place) == expected, (headers, cookies, method)


@pytest.mark.parametrize("place", PLACES)
def test_what_is_kept_for_nobody_is_not_given_to_who_brings_a_session(
    place: str,
    consultation: Consultation,
    sign_in: Callable[[Role], Client],
    anew: Callable[[], None],
) -> None:
    officer: Any = sign_in(Role.OFFICER)
    own = _TOKEN.sub(b"", officer.get(place).content)
    expected = _plain(place)
    assert own != expected[1]
    for first, then in ((officer, Client()), (Client(), officer)):
        anew()
        first.get(place)
        assert _TOKEN.sub(b"", then.get(place).content) == (own if then is officer else expected[1])


def test_each_way_to_ask_has_a_page_of_its_own(
    consultation: Consultation, anew: Callable[[], None], settings: Any
) -> None:
    """The order of a query, what is asked twice, another host, and both ways to be reached."""
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    place = "/en/c/wetlands/"
    asked = [
        {"path": place + query, "headers": {"host": host}, "secure": secure}
        for query in ("", "?a=1&b=2", "?b=2&a=1", "?a=1&a=2", "?a=2&a=1", "?%61=1")
        for host in ("one.example", "two.example", "ONE.example:81")
        for secure in (False, True)
    ]

    def ask(how: dict[str, Any]) -> tuple[int, bytes, dict[str, str]]:
        answer = Client().get(**how)
        return answer.status_code, answer.content, dict(answer.headers)

    alone = []
    for how in asked:
        anew()
        alone.append(ask(how))
    anew()
    for _ in range(2):
        assert [ask(how) for how in asked] == alone
    refused = Client().get(place, headers={"host": "elsewhere.example"})
    assert len(page_cache._WHOLE._held) > 1  # they were kept
    assert refused.status_code == 400 and b"elsewhere.example" not in ask(asked[0])[1]
