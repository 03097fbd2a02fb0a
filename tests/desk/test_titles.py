"""Every page has a title of its own, the page's name before that of its consultation; a refusal says which it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.models import Consultation
from huiyin.i18n import say
from tests.desk.standing import *  # noqa: F403

# What a page is called is the template's matter.
pytestmark = pytest.mark.one_database

SOURCE = Path(__file__).resolve().parents[2] / "src/huiyin/desk"
#: Pages of one consultation that the secretariat may open at its first stages, and those outside.
PAGES = [
    "overview", "consultation", "mine", "groups", "statements", "proposal", "search", "manage", "acts", "intakes",
    "inviting", "exports", "repeats",
]  # fmt: skip
OUTSIDE = ["home", "for_you", "people", "networks", "organisations", "open", "account", "desk_acts", "design", "sessions"]  # fmt: skip


def read_title(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    found = re.search(r"<title>(.*?)</title>", answer.content.decode(), re.S)
    assert found is not None
    return " ".join(unescape(found[1]).split())


def test_no_two_pages_have_the_same_title(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.SECRETARIAT)
    addresses = [reverse(name, args=(consultation.slug,)) for name in PAGES]
    addresses += [
        reverse("place", args=(consultation.slug, eid)) for eid in ("law", "art_1", "art_2")
    ]
    titles = {address: read_title(client, address) for address in addresses}
    titles |= {reverse(name): read_title(client, reverse(name)) for name in OUTSIDE}
    assert len(set(titles.values())) == len(titles), titles
    for address, title in titles.items():
        parts = title.split(" · ")
        assert all(parts) and parts[-1] == say("desk.name", "en"), (address, title)
        assert (consultation.title in parts) == address.startswith("/c/"), (address, title)


def test_every_template_of_a_consultation_names_its_page() -> None:
    pages = [
        path for path in SOURCE.rglob("templates/**/*.html")
        if '{% extends "consultations/base.html" %}' in path.read_text("utf-8")
    ]  # fmt: skip
    assert len(pages) > 25
    assert [
        p.name for p in pages if not re.search(r"\{% block (page|title) %\}", p.read_text("utf-8"))
    ] == []


def test_a_refusal_says_whether_it_is_the_person_or_the_stage(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    delegate = sign_in(Role.DELEGATE)
    never = delegate.get(reverse("manage", args=(consultation.slug,)))
    assert never.status_code == 403
    words = " ".join(unescape(never.content.decode()).split())
    assert say("desk.wrong.forbidden", "en") in words
    assert say("desk.wrong.forbidden_who", "en", who=never.context["user"]) in words

    assert consultation.stage == Stage.COMMENTING
    not_now = delegate.get(reverse("vote", args=(consultation.slug,)))
    assert not_now.status_code == 403
    words = " ".join(unescape(not_now.content.decode()).split())
    stage = say(f"desk.stage.{consultation.stage}", "en")
    assert say("desk.wrong.not_now", "en") in words
    assert say("desk.wrong.not_now_why", "en", stage=stage) in words


def test_the_parts_that_can_be_commented_on_begin_with_their_numbers(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    for eid in ("art_1", "art_2", "art_3"):
        answer = sign_in(Role.DELEGATE).get(reverse("place", args=(consultation.slug, eid)))
        page = unescape(answer.content.decode())
        options = re.findall(r'<option value="(art[^"]*)"[^>]*>(.*?)</option>', page, re.S)
        names = [" ".join(words.split()).partition(" · ")[0] for _, words in options]
        assert all(name.startswith("Article ") for name in names), names
        assert len(set(names)) == len(names)
        # What is cited is marked where it stands.
        for part, _ in options[1:]:
            assert page.count(f' id="{part}"') == 1
