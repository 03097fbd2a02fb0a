"""How the desk is, is nobody's business but this machine's and theirs whom the operator named."""

from __future__ import annotations

from ipaddress import ip_network
from typing import Any

import pytest
from django.core import signing
from django.test import Client

from huiyin.desk.core import watchers

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PAGES = ("/health/", "/metrics/", "/en/health/", "/zh-hans/metrics/")


@pytest.mark.parametrize(
    ("peer", "forwarded", "proxies", "is_let_in"),
    [
        ("127.0.0.1", None, 0, True),
        ("::1", None, 0, True),
        ("203.0.113.9", None, 0, False),
        ("127.0.0.1", "203.0.113.9", 1, False),  # through the web server in front
        ("127.0.0.1", "203.0.113.9", 0, False),  # and where nobody said that there is one
        ("127.0.0.1", "127.0.0.1", 1, False),
        ("127.0.0.1", "127.0.0.1, 203.0.113.9", 1, False),  # what a visitor wrote before it
        ("127.0.0.1", "10.1.2.3, 203.0.113.9", 1, False),
        ("127.0.0.1", "203.0.113.9, 10.1.2.3", 1, True),
        ("203.0.113.9", "10.1.2.3", 0, False),
        ("10.1.2.3", None, 0, True),
        ("10.1.9.9", None, 0, False),
        ("not an address", None, 0, False),
    ],
)
def test_how_the_desk_is_learns_this_machine_and_who_was_named_alone(
    peer: str, forwarded: str | None, proxies: int, is_let_in: bool, settings: Any
) -> None:
    settings.PROXIES, settings.WATCHERS = proxies, [ip_network("10.1.2.0/24")]
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    for page in PAGES:
        answer = Client(REMOTE_ADDR=peer).get(page, headers=headers)
        assert (answer.status_code != 404) is is_let_in, page


@pytest.mark.parametrize("header", ["Via", "Forwarded", "X-Real-IP"])
def test_whatever_came_through_a_proxy_is_not_of_this_machine(header: str) -> None:
    for page in PAGES:
        assert Client().get(page, headers={header: "1.1 somebody"}).status_code == 404


def test_a_probe_is_signed_and_over_after_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    there = Client(REMOTE_ADDR="203.0.113.9")
    good = watchers.make_probe()
    for given in ("", "1", good[:-1], good + "a", signing.dumps("x", salt="another")):
        assert there.get("/health/", headers={watchers.PROBE: given}).status_code == 404
    assert there.get("/health/", headers={watchers.PROBE: good}).status_code == 200
    monkeypatch.setattr(watchers, "_SECONDS", -1)
    assert there.get("/health/", headers={watchers.PROBE: good}).status_code == 404
