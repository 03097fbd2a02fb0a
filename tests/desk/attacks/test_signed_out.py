"""Who signs out takes with them what the browser holds of them; the next person on the machine is told nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.models import Session, User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.networks import departures
from huiyin.desk.networks.models import Invitation
from tests.desk.accounts.test_accounts import sign_in_as
from tests.desk.world import PASSWORD

# What answers say to the browser.
pytestmark = pytest.mark.one_database

HEADER, PLACE = "Clear-Site-Data", "/c/wetlands/at/art_1/"


def is_told_to_forget(answer: Any) -> bool:
    told = answer.headers.get(HEADER, "")
    assert told in ("", '"cache", "storage"')  # not "cookies": the language stays
    return bool(told)


@pytest.mark.parametrize("door", ["/accounts/logout/", "/cms/logout/"])
def test_signing_out_asks_the_browser_to_forget(
    door: str, consultation: Consultation, people: dict[Role, User]
) -> None:
    client = sign_in_as(people[Role.OPERATOR])
    client.post(reverse("speak"), {"language": "en"})
    assert not is_told_to_forget(client.get(PLACE))
    answer = client.post(door)
    assert is_told_to_forget(answer)
    assert answer.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 0
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert not is_told_to_forget(client.get(PLACE))  # once; there is nothing to forget any more


@pytest.mark.parametrize("how", ["closed", "password"])
@pytest.mark.parametrize("ask", ["page", "draft", "part"])
def test_whose_session_the_desk_ends_leaves_nothing_behind(
    how: str, ask: str, consultation: Consultation, people: dict[Role, User]
) -> None:
    person = people[Role.DELEGATE]
    client = sign_in_as(person)
    for _ in range(2):
        assert not is_told_to_forget(client.get(PLACE))
    if how == "closed":
        departures.close_account(person, people[Role.SECRETARIAT])
    else:
        person.set_password("reeds by the lake")
        person.save()
    if ask == "draft":
        answer = client.post(PLACE + "draft/", {"text": "W"})
    else:
        answer = client.get(PLACE, headers={"HX-Request": "true"} if ask == "part" else {})
        assert b" data-left" in answer.content
    assert is_told_to_forget(answer)


def test_whose_session_ran_out_leaves_nothing_behind_either(
    consultation: Consultation, people: dict[Role, User]
) -> None:
    client = sign_in_as(people[Role.DELEGATE])
    client.get(PLACE)
    Session.objects.all().delete()
    answer = client.get(PLACE)
    assert is_told_to_forget(answer)
    assert b'data-reader=""' in answer.content and b" data-left" in answer.content
    assert not is_told_to_forget(client.get(PLACE))
    assert not is_told_to_forget(Client().get(PLACE))


def _mark(client: Client, page: str = PLACE) -> str:
    found = re.search(r'data-reader="([^"]*)"', client.get(page).content.decode())
    assert found is not None
    return found[1]


def test_what_the_browser_stores_lies_under_a_name_that_nobody_can_guess(
    consultation: Consultation, people: dict[Role, User], sign_in: Callable[[Role], Client],
    settings: Any,
) -> None:  # fmt: skip
    roles = (Role.DELEGATE, Role.COORDINATOR, Role.SECRETARIAT, Role.OFFICER, Role.OPERATOR)
    marks = [_mark(sign_in(role)) for role in roles]
    assert len(set(marks)) == len(roles)
    assert all(re.fullmatch(r"[0-9a-f]{24}", mark) for mark in marks)
    # The same on every page and after signing in again; nobody's without an account; another with another key.
    assert _mark(sign_in(Role.DELEGATE), "/account/") == marks[0]
    assert _mark(Client()) == _mark(Client(), "/nowhere/") == ""
    settings.SECRET_KEY = "of another desk"
    assert _mark(sign_in_as(people[Role.DELEGATE])) not in marks


@pytest.mark.parametrize("then", ["reader", "another", "ran out"])
def test_what_somebody_was_to_be_told_is_told_to_nobody_after_them(
    then: str, consultation: Consultation, people: dict[Role, User]
) -> None:
    client = sign_in_as(people[Role.SECRETARIAT])
    form = {"email": "quietus@example.org", "role": "secretariat"}
    client.post(reverse("people"), form)  # and does not look at the page that would say so
    assert "messages" in client.cookies and Invitation.objects.exists()
    if then == "ran out":
        Session.objects.all().delete()
    else:
        client.post("/accounts/logout/")
    if then == "reader":
        page = client.get("/")
    else:
        form = {"login": people[Role.DELEGATE].email, "password": PASSWORD}
        page = client.post(reverse("account_login"), form, follow=True)
        assert page.context["user"] == people[Role.DELEGATE]
    assert b"quietus" not in page.content
    assert b"quietus" not in client.get("/account/", follow=True).content


def test_no_page_seen_signed_in_is_kept_by_the_browser(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    for role in (Role.DELEGATE, Role.COORDINATOR, Role.SECRETARIAT, Role.OFFICER, Role.OPERATOR):
        client = sign_in(role)
        for page in ("/", PLACE, "/account/", "/c/wetlands/mine/", "/nowhere/", "/pages/"):
            assert "no-store" in client.get(page).headers["Cache-Control"], (role, page)
