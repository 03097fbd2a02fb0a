"""Requests that no browser sends: heads without a host, methods nobody takes, cookies and characters of no kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as desk
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, override_settings
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.core.request_log import SuspiciousRequestFilter
from huiyin.desk.operations.request_receiver import DeskApplication, HttpAnswer, ReceiveLimits
from huiyin.i18n import say
from tests.desk.loops import run_apart
from tests.sweeps import odd

BOUNDS = ReceiveLimits(
    seconds=5, rate=1, largest=1000, longest=1000, bodies=2, room=1000, waiting=2, patience=5
)


def ask(headers: list[tuple[bytes, bytes]], path: str = "/") -> int:
    """What the desk answers to a request with these headers alone, as the server hands it over."""
    refusals = {status: HttpAnswer(status) for status in (400, 408, 411, 413, 503)}
    receiver = DeskApplication(
        WSGIHandler(), BOUNDS, refusals, threads=1, find_address=lambda peer, _: peer
    )
    scope = {
        "type": "http", "method": "GET", "path": path, "query_string": b"", "headers": headers, "scheme": "http",
        "http_version": "1.1", "server": ("10.0.0.1", 8000), "client": ("127.0.0.1", 1),
    }  # fmt: skip
    told: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        told.append(message)

    run_apart(receiver(scope, receive, send))
    return int(told[0]["status"])


@pytest.mark.parametrize("headers", [[], [(b"host", b"")], [(b"host", b"  ")]])
def test_a_request_without_a_host_is_refused_before_it_is_asked_whose_it_is(
    headers: list[tuple[bytes, bytes]], caplog: pytest.LogCaptureFixture
) -> None:
    with override_settings(ALLOWED_HOSTS=["desk.example"]):
        assert ask(headers) == 400
    assert caplog.records == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "kind",
    [b"", b"text/html", b"text/plain; charset=UTF-8", b'a/b; boundary=c; charset="utf-8"; d=e'],
)
def test_an_ordinary_type_of_content_is_taken(kind: bytes) -> None:
    assert ask([(b"host", b"localhost"), (b"content-type", kind)], "/nowhere/") == 404


@pytest.mark.parametrize(
    "header",
    [
        (b"content-length", b"abc"),
        (b"content-length", b"-1"),
        (b"content-length", b"9" * 30),
        (b"content-type", b"text/plain; charset*=utf-8''%00"),
        (b"content-type", b"text/plain; charset=hex"),
        (b"content-type", b"text/plain; charset=utf-8; charset=idna"),
        (b"content-type", b'multipart/form-data; boundary=b; Charset = "rot13"'),
        (b"content-type", b"text/plain; charset=\x00"),
    ],
)
def test_a_head_that_cannot_be_read_is_refused_before_it_is_read(
    header: tuple[bytes, bytes],
) -> None:
    assert ask([(b"host", b"localhost"), header]) == 400


@pytest.mark.parametrize("host", odd.HEADERS["HTTP_HOST"])
@pytest.mark.django_db
def test_an_odd_host_is_refused_with_a_page_and_a_line_of_log(
    host: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.handler.addFilter(SuspiciousRequestFilter())
    with override_settings(ALLOWED_HOSTS=["desk.example"]):
        answer = Client(HTTP_ACCEPT_LANGUAGE="en").get("/", HTTP_HOST=host)
    assert answer.status_code == 400
    assert say("desk.wrong.bad", "en") in answer.content.decode()
    told = [one for one in caplog.records if one.name.startswith("django.security")]
    assert all(len(one.getMessage()) <= 500 and not one.exc_info for one in told)


@pytest.mark.django_db
@pytest.mark.parametrize("method", odd.METHODS)
def test_a_method_that_nobody_takes_is_answered_with_a_page(
    method: str, consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    there = reverse("consultation", args=(consultation.slug,))
    for client in (Client(HTTP_ACCEPT_LANGUAGE="en"), sign_in(Role.SECRETARIAT)):
        for url in (
            there,
            reverse("acts", args=(consultation.slug,)),
            "/accounts/login/",
            "/speak/",
        ):
            answer = client.generic(method, url)
            assert answer.status_code < 500
            if answer.status_code == 405 and method != "HEAD":
                assert say("desk.wrong.method", "en") in answer.content.decode()
                assert answer.headers["Allow"]


@pytest.mark.django_db
def test_odd_headers_are_no_error_of_ours(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    """One of each at once, so that each value comes; ``tests/sweeps/test_odd_parameters.py`` has them one by one."""
    there = reverse("place", args=(consultation.slug, "art_1"))
    headers = {name: values for name, values in odd.HEADERS.items() if name != "HTTP_HOST"}
    client = sign_in(Role.SECRETARIAT)
    kept = client.cookies.copy()
    body = odd.query_of([("language", "en"), ("next", there)])
    for n in range(max(map(len, headers.values()))):
        more = {name: values[n % len(values)] for name, values in headers.items()}
        if n % 2:  # signed in
            client.cookies = kept.copy()
            del more["HTTP_COOKIE"]
        else:
            client.cookies.clear()
        kind = more.pop("CONTENT_TYPE")
        assert client.get(f"{there}?quote=a", **more).status_code < 500, more
        assert client.generic("POST", "/speak/", body, kind, **more).status_code < 500, more


@pytest.mark.django_db
def test_a_form_with_more_fields_than_are_counted_is_refused_with_a_page(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.SECRETARIAT)
    body = "&".join("row=1" for _ in range(desk.DATA_UPLOAD_MAX_NUMBER_FIELDS + 2))
    for url in ("/organisations/", reverse("groups_merge", args=(consultation.slug,))):
        answer = client.generic("POST", url, body, "application/x-www-form-urlencoded")
        assert answer.status_code == 400
        assert say("desk.wrong.bad", "en") in answer.content.decode()
    query = "&".join(f"a{n}=1" for n in range(desk.DATA_UPLOAD_MAX_NUMBER_FIELDS + 2))
    assert client.get(f"/organisations/?{query}").status_code == 400


@pytest.mark.django_db
def test_a_nul_is_a_mark_in_every_part_of_a_request(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.SECRETARIAT)
    slug = consultation.slug
    assert client.get(f"/c/{slug}/at/art_1%00/").status_code == 404
    assert client.get(f"/c/{slug}/search/?q=wet%00lands&in=%00").status_code == 200
    assert client.get("/join/a%00b/").status_code in (200, 404, 410)
    made = client.post("/organisations/new/", {"name_en": "Cra\x00nes"})
    assert made.status_code == 422
    assert say("registry.wrong.characters", "en") in made.content.decode()
    client.cookies["sessionid"] = '"\\000aaaaaaaaaaaa"'
    assert client.get("/").status_code == 200
