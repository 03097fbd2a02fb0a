"""How often one may ask, where a request came from, and that a room full of delegates never meets a limit."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.models import Comment, Consultation
from huiyin.desk.core import rate_limits
from huiyin.desk.core.client_ip import client_address
from huiyin.desk.networks.api import grant_role
from huiyin.i18n import say
from tests.desk.addresses import patterns

# Counted in the cache, which is in memory here.
pytestmark = pytest.mark.one_database


@pytest.fixture(autouse=True)
def _with_limits(settings: Any) -> None:
    settings.LIMITS_TIMES = 1


#: Addresses that give a file away end so.
FILE = re.compile(r"\.(csv|xlsx|json|zip|docx|pdf|xml|html)$|/files/|/table/$|/export/")


def test_every_file_that_is_given_away_has_a_limit() -> None:
    found = {
        where: getattr(pattern.callback, "limited", None)
        for where, pattern in patterns()
        if where.startswith("c/") and FILE.search(where)
    }
    assert len(found) >= 5
    assert {where for where, limit in found.items() if limit != "export"} == set()


def test_times_are_counted_by_whom_and_forgotten_after_their_seconds() -> None:
    rate_limits.forget_counts()
    assert [rate_limits.count_request("x", "a", 2, 60, now=t) for t in (0.0, 10.0)] == [0.0, 0.0]
    assert rate_limits.count_request("x", "a", 2, 60, now=20.0) == 40.0
    assert rate_limits.count_request("x", "b", 2, 60, now=20.0) == 0.0
    assert rate_limits.count_request("y", "a", 2, 60, now=20.0) == 0.0
    assert rate_limits.count_request("x", "a", 2, 60, now=60.0) == 0.0  # the first is a minute old
    assert (
        rate_limits.count_request("x", "a", 2, 60, now=61.0) == 9.0
    )  # what was refused did not count


def test_no_more_people_are_remembered_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limits, "_REMEMBERED", 3)
    rate_limits.forget_counts()
    for who in "abcd":
        rate_limits.count_request("x", who, 1, 60, now=0.0)
    assert rate_limits.count_request("x", "d", 1, 60, now=1.0) > 0
    assert (
        rate_limits.count_request("x", "a", 1, 60, now=1.0) == 0.0
    )  # was forgotten: quiet longest


def comment(client: Client, text: str) -> Any:
    url = reverse("comment_send", args=("wetlands", "art_1"))
    return client.post(url, {"key": str(uuid4()), "eid": "art_1", "text": text})


@pytest.mark.parametrize("language", ["zh", "en"])
def test_who_sends_without_end_is_told_when_to_go_on(
    consultation: Consultation, sign_in: Callable[[Role], Client], language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setitem(
        rate_limits.LIMITS, "comment", rate_limits.RateLimit(person=3, address=3, seconds=600)
    )
    client = sign_in(Role.DELEGATE)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "zh-CN" if language == "zh" else "en"
    assert [comment(client, f"number {n}").status_code for n in range(3)] == [302] * 3
    refused = comment(client, "one too many")
    assert refused.status_code == 429
    assert 590 < int(refused["Retry-After"]) <= 600
    page = refused.content.decode()
    assert say("desk.slow.title", language) in page
    assert say("desk.slow.minutes", language, n=10) in page
    assert say("desk.slow.written", language) in page
    assert Comment.objects.count() == 3
    other = sign_in(Role.COORDINATOR)  # behind the same address
    assert comment(other, "somebody else").status_code == 302


def test_a_stranger_who_searches_without_end_is_held_back_and_the_others_are_not(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    stranger = Client(REMOTE_ADDR="203.0.113.9")
    url = reverse("search", args=("wetlands",))
    most = rate_limits.LIMITS["search"].address
    for _ in range(most):  # as if asked: each costs a page
        rate_limits.count_request("search", "address 203.0.113.9", most, 60)
    assert stranger.get(url).status_code == 429
    assert Client(REMOTE_ADDR="203.0.113.10").get(url).status_code == 200
    assert Client(REMOTE_ADDR="203.0.113.9").get("/").status_code == 200  # may still read
    sitting_there = sign_in(Role.DELEGATE)
    sitting_there.defaults["REMOTE_ADDR"] = "203.0.113.9"
    assert sitting_there.get(url).status_code == 200


def test_an_invitation_is_not_guessed(db: None) -> None:
    most = rate_limits.LIMITS["join"].address
    for _ in range(most):
        rate_limits.count_request("join", "address 203.0.113.9", most, 600)
    client = Client(REMOTE_ADDR="203.0.113.9")
    assert client.post(reverse("join", args=("guess",))).status_code == 429


def test_uploads_and_exports_have_their_limits(
    consultation: Consultation, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.SECRETARIAT)
    who = f"person {people[Role.SECRETARIAT].pk}"
    for name in ("upload", "export"):
        limit = rate_limits.LIMITS[name]
        for _ in range(limit.person):
            rate_limits.count_request(name, who, limit.person, limit.seconds)
    file = SimpleUploadedFile("a.csv", b"organisation,provision,comment\n")
    upload = client.post(reverse("intakes", args=("wetlands",)), {"files": file})
    assert upload.status_code == 429
    assert client.get(reverse("intakes", args=("wetlands",))).status_code == 200
    assert client.get(reverse("uptake_xlsx", args=("wetlands",))).status_code == 429


def test_fifty_delegates_behind_one_address_sign_in_comment_and_search(
    consultation: Consultation, members: list[Any]
) -> None:
    for n in range(50):
        user = User.objects.create_user(f"d{n}@example.org", "reeds by the lake", name=f"D{n}")
        grant_role(user, Role.DELEGATE, members[n % 3])
    for n in range(50):
        client = Client(REMOTE_ADDR="198.51.100.7", HTTP_ACCEPT_LANGUAGE="en")
        login = {"login": f"d{n}@example.org", "password": "reeds by the lake"}
        assert client.post(reverse("account_login"), login).status_code == 302
        for k in range(4):
            assert comment(client, f"comment {k} of {n}").status_code == 302
        for k in range(4):
            found = client.get(reverse("search", args=("wetlands",)), {"q": f"{k}"})
            assert found.status_code == 200
    assert Comment.objects.count() == 200


def test_allauth_shows_our_page_too(people: dict[Role, User], settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "1/m/ip"}
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.post(reverse("account_login"), {"login": "a@example.org", "password": "b"})
    refused = client.post(reverse("account_login"), {"login": "a@example.org", "password": "b"})
    assert (refused.status_code, refused["Retry-After"]) == (429, "60")
    assert say("desk.slow.title") in refused.content.decode()


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "", "10.0.0.1"),
        (0, "203.0.113.9", "10.0.0.1"),  # anybody can write that header
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),  # the first was claimed by the client
        (2, "6.6.6.6, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", "10.0.0.1"),  # did not come through both: the peer is all that is known
        (1, "", "10.0.0.1"),
    ],
)
def test_the_address_is_the_one_that_our_own_proxies_saw(
    settings: Any, proxies: int, header: str, address: str
) -> None:
    settings.PROXIES = proxies
    headers = {"x-forwarded-for": header} if header else {}
    request = RequestFactory(REMOTE_ADDR="10.0.0.1").get("/", headers=headers)
    assert client_address(request) == address


def test_an_operator_can_widen_the_limits_or_take_them_away(
    consultation: Consultation, settings: Any
) -> None:
    url = reverse("search", args=("wetlands",))
    limit = rate_limits.LIMITS["search"]
    client = Client(REMOTE_ADDR="203.0.113.9")
    for _ in range(limit.address):
        rate_limits.count_request("search", "address 203.0.113.9", limit.address, 60)
    for times, status in ((1, 429), (2, 200), (0, 200)):
        settings.LIMITS_TIMES = times
        assert client.get(url).status_code == status
