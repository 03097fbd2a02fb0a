"""What every answer tells the browser, whatever it answers and whoever answers it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as now
from django.test import Client, RequestFactory
from django.urls import reverse

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.core import rate_limits
from huiyin.desk.operations.refusal_pages import render_refusals
from tests.desk.addresses import patterns
from tests.desk.attacks.over_https import over_https  # noqa: F401 - a fixture
from tests.desk.attacks.test_cookies import SECURE
from tests.desk.standing import *  # noqa: F403 - one small network for all of them
from tests.desk.world import enter, letters

# What answers say to the browser.
pytestmark = pytest.mark.one_database

HEADERS = {
    "strict-transport-security": "max-age=31536000; includeSubDomains",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
DIRECTIVES = {"default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "script-src 'self'", "form-action 'self'"}  # fmt: skip


def _is_whole(headers: dict[str, str], where: str) -> None:
    for name, value in HEADERS.items():
        assert headers.get(name) == value, f"{where}: {name}"
    said = {part.strip() for part in headers["content-security-policy"].split(";")}
    assert said >= DIRECTIVES and "unsafe" not in str(said), where
    assert "access-control-allow-origin" not in headers, where


@pytest.mark.usefixtures("over_https")
def test_an_answer_of_every_kind_has_every_header(
    people: dict[Role, User], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    style = Path(now.STATIC_ROOT) / "probe.css"
    style.write_text("p{}")
    try:
        client = Client(raise_request_exception=False, **SECURE)  # type: ignore[arg-type]
        enter(client, people[Role.SECRETARIAT])
        strict = Client(enforce_csrf_checks=True, **SECURE)  # type: ignore[arg-type]
        answers = {
            200: client.get("/"),
            302: Client(**SECURE).get(reverse("account")),  # type: ignore[arg-type]
            400: client.get("/", headers={"host": "evil.example"}),
            403: strict.post(reverse("speak"), {"language": "en"}),
            404: client.get("/nothing/here/"),
            405: client.get(reverse("speak")),
            410: client.get(reverse("join", args=("guess",))),
        }
        settings.LIMITS_TIMES = 1
        monkeypatch.setitem(
            rate_limits.LIMITS, "join", rate_limits.RateLimit(person=1, address=1, seconds=600)
        )
        for _ in range(2):
            answers[429] = client.post(reverse("join", args=("guess",)))
        for status, answer in answers.items():
            assert answer.status_code == status
            assert answer["Content-Type"] == "text/html; charset=utf-8"
            _is_whole({name.lower(): value for name, value in answer.items()}, str(status))
        static = client.get("/static/probe.css")
        assert b"".join(static.streaming_content) == b"p{}"  # to read it all closes the file
        assert static["Content-Type"].startswith("text/css")
        _is_whole({name.lower(): value for name, value in static.items()}, "a file of ours")
    finally:
        style.unlink()


@pytest.mark.usefixtures("over_https")
def test_who_is_refused_before_the_desk_is_asked_is_told_the_same() -> None:
    for status, answer in render_refusals().items():
        headers = {name.decode(): value.decode() for name, value in answer.headers}
        assert headers["content-type"] == "text/html; charset=utf-8"
        _is_whole(headers, str(status))


@pytest.mark.usefixtures("over_https")
def test_what_comes_without_tls_is_sent_to_it_and_answered_nothing(
    people: dict[Role, User],
) -> None:
    client = Client(HTTP_HOST="desk.example.org")
    for path in ("/", reverse("account_login"), "/c/wetlands/?q=1"):
        answer = client.get(path)
        assert answer.status_code == 301 and answer["Location"] == f"https://desk.example.org{path}"
        assert not answer.content and not answer.cookies
    asked = {"login": people[Role.DELEGATE].email, "password": "x"}
    assert client.post(reverse("account_login"), asked).status_code == 301


def test_a_foreign_host_is_refused_and_none_of_its_names_is_believed(
    people: dict[Role, User], settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["desk.example.org", "127.0.0.1"]
    assert Client().get("/", headers={"host": "evil.example"}).status_code == 400
    asked = {"email": people[Role.DELEGATE].email}
    for headers in (
        {"host": "127.0.0.1"},
        {"host": "desk.example.org", "x-forwarded-host": "evil.example", "forwarded": "host=evil.example"},
    ):  # fmt: skip
        answer = Client().post(reverse("account_reset_password"), asked, headers=headers)
        assert "evil" not in str(answer.headers)
    sent = letters()
    assert sent
    for letter in sent:
        links = re.findall(r"https?://[^/\s]+", str(letter.body))
        assert links and set(links) == {now.SITE}


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "PROPFIND"])
def test_only_the_methods_of_pages_and_forms_do_anything(
    method: str, consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.SECRETARIAT)
    for path in (reverse("people"), "/", f"/c/{consultation.slug}/manage/"):
        answer = client.generic(method, path, headers={"x-http-method-override": "POST"})
        assert answer.status_code == 405, path
        assert b"x-http-method-override" not in answer.content.lower()


def test_nothing_is_changed_by_looking(sign_in: Callable[[Role], Client]) -> None:
    """Every address that does something refuses GET, or shows a form."""
    client = sign_in(Role.SECRETARIAT)
    answer = client.get(reverse("account_logout"))
    assert answer.status_code in (200, 302) and "_auth_user_id" in client.session


@pytest.mark.django_db  # where nothing is, it is asked whether something was (find_old_address)
def test_what_does_not_belong_on_a_site_is_not_there() -> None:
    """No source, no listing, no debugging, no other sign-in; the one interface describes itself below ``/api/v1/``.
    Asked from elsewhere: the numbers at ``/metrics/`` are told to this machine alone (test_watchers)."""
    client = Client(REMOTE_ADDR="203.0.113.9")
    for path in (
        "/.git/config", "/.git/HEAD", "/.env", "/static/", "/static/desk/", "/uploads/", "/media/", "/documents/", "/images/",
        "/admin/", "/api/docs", "/api/openapi.json", "/graphql", "/__debug__/", "/metrics", "/server-status",
        "/static/../secret-key", "/static/%2e%2e/secret-key", "/uploads/../secret-key", "/desk.sqlite3", "/.well-known/openid-configuration",
    ):  # fmt: skip
        # Whatever could be the address of a page of editors is asked for with a slash at its end first.
        answer = client.get(path, follow=True)
        assert answer.status_code == 404, path
        assert {to for to, _ in answer.redirect_chain} <= {f"{path}/"}, path
    # What comes is no address at all, or holds what no row can: not there either, and no error of ours.
    for path in ("//[", "//[x/", "/a\0b", "/\0/", "/" + "a" * 5000 + "/"):
        assert client.get("/", PATH_INFO=path).status_code == 404, path
    # The interface for programs is described on purpose: what it says is public, as what it answers is.
    named = {where for where, _ in patterns()} - {"api/v1/openapi.json"}
    assert not any(
        word in where for where in named for word in ("debug", "openapi", "graphql", "silk")
    )
    assert now.DEBUG is False and not getattr(now, "TEMPLATE_DEBUG", False)


def test_no_address_of_another_site_may_ask_in_a_readers_name(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.SECRETARIAT)
    for path in ("/", reverse("people"), f"/c/{consultation.slug}/"):
        answer = client.options(
            path,
            headers={"origin": "https://evil.example", "access-control-request-method": "POST"},
        )
        assert not any(name.lower().startswith("access-control") for name in answer.headers)
        assert not any(
            name.lower().startswith("access-control")
            for name in client.get(path, headers={"origin": "null"}).headers
        )


def test_the_address_of_who_asks_is_not_what_they_write(rf: RequestFactory, settings: Any) -> None:
    from huiyin.desk.core.client_ip import client_address

    settings.PROXIES = 0
    for name in ("X-Forwarded-For", "X-Real-IP", "Forwarded", "True-Client-IP"):
        asked = rf.get("/", REMOTE_ADDR="192.0.2.1", headers={name: "198.51.100.9"})
        assert client_address(asked) == "192.0.2.1"
    settings.PROXIES = 1
    asked = rf.get(
        "/", REMOTE_ADDR="127.0.0.1", headers={"X-Forwarded-For": "198.51.100.9, 192.0.2.1"}
    )
    assert client_address(asked) == "192.0.2.1"
