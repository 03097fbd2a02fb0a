"""Addresses that say the language: every page has one in each, and whoever is not signed in is led there."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import get_script_prefix, reverse

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.core.addresses import put_on_language, take_off_language
from huiyin.desk.core.site_urls import build_url
from huiyin.i18n import say
from tests.desk.standing import *  # noqa: F403

# What an address begins with is taken off before any database is asked.
pytestmark = pytest.mark.one_database

BROWSER = {"HTTP_ACCEPT": "text/html,*/*;q=0.8", "HTTP_ACCEPT_LANGUAGE": "en-GB,en;q=0.7"}


def test_the_address_says_the_language_and_every_link_of_the_page_keeps_it(
    consultation: Consultation,
) -> None:
    for language, title in (
        ("en", say("desk.sign_in", "en")),
        ("zh-hans", say("desk.sign_in", "zh")),
    ):
        # What the browser prefers does not count.
        answer = Client(HTTP_ACCEPT_LANGUAGE="en" if language != "en" else "zh").get(
            f"/{language}/c/wetlands/groups/"
        )
        page = answer.content.decode()
        assert answer.status_code == 200 and answer["Content-Language"] == language
        assert title in page and f'<html lang="{language}">' in page
        links = re.findall(r'<a[^>]* href="(/[^"]*)"', page)
        other = {"en": "zh-hans", "zh-hans": "en"}[language]
        assert [at for at in links if not at.startswith(f"/{language}/")] == [
            f"/{other}/c/wetlands/groups/"
        ]
        assert "Accept-Language" not in answer.get("Vary", "")
    assert get_script_prefix() == "/"


def test_who_is_not_signed_in_is_led_to_their_language_with_all_that_the_address_said(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    at = "/c/wetlands/groups/?page=2&q=%E6%B9%BF"
    answer = Client().get(at, **BROWSER)
    assert (answer.status_code, answer["Location"]) == (302, f"/en{at}")
    assert {"Accept-Language", "Cookie", "Accept"} <= set(answer["Vary"].split(", "))
    chosen = Client()
    chosen.cookies["django_language"] = "zh-hans"
    assert chosen.get(at, **BROWSER)["Location"] == f"/zh-hans{at}"
    assert sign_in(Role.DELEGATE).get(at, **BROWSER).status_code == 200
    for apart in ("/account/", "/accounts/login/", "/health/", "/c/wetlands/statements.csv", f"/join/{'x' * 20}/"):  # fmt: skip
        assert not Client().get(apart, **BROWSER).get("Location", "").startswith("/en"), apart
    assert Client().get(at).status_code == 200  # a program, which says nothing of pages
    assert Client().get(at, headers={"HX-Request": "true"}, **BROWSER).status_code == 200
    assert Client().get("/en")["Location"] == "/en/"
    assert Client().get("/english/").status_code == 404


def test_public_pages_set_no_cookie_and_name_themselves_in_both_languages(
    consultation: Consultation,
) -> None:
    client = Client()
    for at in ("/", "/c/wetlands/", "/c/wetlands/overview/", "/c/wetlands/groups/", "/directory/", "/ledger/", "/research/", "/privacy/"):  # fmt: skip
        answer = client.get(f"/en{at}?page=1&utm_source=x")
        assert answer.status_code == 200, at
        assert dict(answer.cookies) == {} and not client.cookies, at
        page = answer.content.decode()
        site = "http://127.0.0.1:8000"
        assert f'<link rel="canonical" href="{site}/en{at}?page=1">' in page
        for code in ("en", "zh-hans"):
            assert f'hreflang="{code}" href="{site}/{code}{at}?page=1">' in page
        assert f'hreflang="x-default" href="{site}{at}?page=1">' in page
        switch = rf'href="/zh-hans{at}\?page=1&amp;utm_source=x"\s+hreflang="zh-hans"'
        assert re.search(switch, page), at


def test_who_is_signed_in_goes_on_where_they_are_in_the_language_that_they_choose(
    consultation: Consultation, sign_in: Callable[[Role], Client], people: dict[Role, User]
) -> None:
    client = sign_in(Role.DELEGATE)
    for back, to in (("/en/c/wetlands/", "/zh-hans/c/wetlands/"), ("/c/wetlands/", "/c/wetlands/")):
        answer = client.post(reverse("speak"), {"language": "zh-hans", "next": back})
        assert answer["Location"] == to
    assert User.objects.get(pk=people[Role.DELEGATE].pk).language == "zh-hans"


def test_what_is_kept_of_addresses_says_no_language(client: Client, settings: Any) -> None:
    from django.urls import set_script_prefix

    set_script_prefix("/en/")
    try:
        assert reverse("privacy") == "/en/privacy/"
        assert build_url("privacy") == f"{settings.SITE}/privacy/"
    finally:
        set_script_prefix("/")


@pytest.mark.parametrize(
    ("path", "bare"),
    [("/en/c/a/", "/c/a/"), ("/en", "/"), ("/zh-hans/", "/"), ("/enact/", "/enact/"), ("/c/en/", "/c/en/")],
)  # fmt: skip
def test_a_language_is_taken_off_where_it_begins_an_address_alone(path: str, bare: str) -> None:
    assert take_off_language(path) == bare
    assert put_on_language(path, "en") == f"/en{bare}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/en/accounts/login/?next=/en/design/", "/accounts/password/reset/"]
)
def test_whoever_signs_in_from_the_page_of_signing_in_is_not_led_back_to_it(address: str) -> None:
    page = Client().get(address).content.decode()
    assert 'accounts/login/"' in page and not re.search(r"next=[^\"]*accounts", page)
