"""Nobody is locked out by who types wrong passwords for them; and nobody guesses on for all that."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.core import rate_limits
from huiyin.desk.networks.models import Invitation
from huiyin.desk.notifications.models import Mail
from huiyin.i18n import say
from tests.desk.device import code
from tests.desk.world import PASSWORD, letters

pytestmark = pytest.mark.django_db
NEW = "reeds by the lake"


@pytest.fixture
def person(people: dict[Role, User]) -> User:
    return people[Role.DELEGATE]


def at(n: int = 0, **more: Any) -> Client:
    """A browser nobody has used, at an address of its own."""
    address = f"198.51.{n // 250}.{n % 250 + 1}"
    return Client(HTTP_ACCEPT_LANGUAGE="en", REMOTE_ADDR=address, **more)


def sign_in(client: Client, email: str, password: str = PASSWORD) -> bool:
    client.post(reverse("account_login"), {"login": email, "password": password})
    return "_auth_user_id" in client.session


def leave(client: Client) -> Client:
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session
    return client


@pytest.fixture
def own(person: User) -> Client:
    """The browser in which the person signed in yesterday."""
    client = at(1)
    assert sign_in(client, person.email)
    return leave(client)


def guess(email: str, times: int, first: int = 1000) -> None:
    for n in range(times):
        assert not sign_in(at(first + n), email, f"guess {n}")


class Hashings:
    """How often a password was worked out."""

    def __init__(self) -> None:
        self.count = 0


@contextmanager
def counting_hashings() -> Iterator[Hashings]:
    counted, really = Hashings(), MD5PasswordHasher.encode

    def encode(self: Any, *given: Any) -> Any:
        counted.count += 1
        return really(self, *given)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(MD5PasswordHasher, "encode", encode)
        yield counted


@contextmanager
def later(time: timedelta) -> Iterator[None]:
    really = timezone.now
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(timezone, "now", lambda: really() + time)
        yield


def links() -> list[str]:
    """The links to a new password that were mailed, the first first."""
    bodies = [str(letter.body) for letter in letters()]
    return [
        found[1]
        for body in bodies
        if (found := re.search(r"https?://[^/\s]+(/accounts/password/reset/key/\S+)", body))
    ]


def ask_for_reset(client: Client, email: str) -> Any:
    return client.post(reverse("account_reset_password"), {"email": email})


def reset(client: Client, link: str) -> Any:
    where = client.get(link, follow=True).redirect_chain[-1][0]
    return client.post(where, {"password1": NEW, "password2": NEW})


def test_strangers_lock_nobody_out_where_they_have_signed_in_before(
    person: User, own: Client
) -> None:
    guess(person.email, 12)
    assert not sign_in(at(5000), person.email)  # the right one is refused to strangers
    assert sign_in(own, person.email)
    leave(own)
    guess(person.email.upper(), 3)
    assert sign_in(own, person.email.upper())


def test_however_many_addresses_guess_only_a_few_passwords_are_looked_at(person: User) -> None:
    with counting_hashings() as first:
        guess(person.email, 40)
    assert first.count == 8
    cache.clear()  # a count that lies in a cache is forgotten when others fill it
    with later(timedelta(minutes=14)), counting_hashings() as soon:
        guess(person.email, 5)
    assert soon.count == 0
    with later(timedelta(minutes=15, seconds=1)), counting_hashings() as then:
        guess(person.email, 5)
    assert then.count == 1
    with later(timedelta(days=1)), counting_hashings() as next_day:
        guess(person.email, 20)
    assert next_day.count == 8


def test_ways_to_write_one_address_are_counted_as_one(person: User) -> None:
    with counting_hashings() as counted:
        for n, written in enumerate(
            (person.email, person.email.upper(), f" {person.email} ", person.email.title()) * 5
        ):
            sign_in(at(n), written, "no")
    assert counted.count == 8


def test_one_address_does_not_try_a_password_on_everybody_nor_shut_its_neighbours_out(
    person: User, own: Client
) -> None:
    with counting_hashings() as counted:
        for n in range(130):
            sign_in(at(1), f"member{n}@example.org", "spring2026")
    assert 90 <= counted.count <= 110
    assert sign_in(own, person.email)  # at the same address, behind the same proxy


def test_a_reset_always_comes_is_no_flood_and_no_later_one_ends_it(
    person: User, own: Client
) -> None:
    asked = {ask_for_reset(at(n), person.email).status_code for n in range(30)}
    assert asked == {302}
    mailed = links()
    assert 1 <= len(mailed) <= 3
    assert ask_for_reset(at(40), person.email)["Location"] == reverse("account_reset_password_done")
    ask_for_reset(own, person.email)  # known: what strangers used up is not theirs
    assert len(links()) == len(mailed) + 1
    with later(timedelta(hours=1, seconds=1)):
        ask_for_reset(at(41), person.email)
        assert len(links()) == len(mailed) + 2
    assert reset(at(50), mailed[0])["Location"] == reverse("account_reset_password_from_key_done")
    assert sign_in(at(51), person.email, NEW)
    for link in links():  # the password is another now
        page = at(52).get(link, follow=True)
        assert say("account.reset.over", "en") in page.content.decode()


def test_who_is_locked_out_sets_a_new_password_and_signs_in_while_others_go_on_guessing(
    person: User,
) -> None:
    guess(person.email, 12)
    browser = at(60)
    ask_for_reset(browser, person.email)
    reset(browser, links()[-1])
    guess(person.email, 12, first=2000)
    assert not sign_in(at(61), person.email, NEW)
    assert sign_in(browser, person.email, NEW)


def test_who_knows_the_password_does_not_lock_its_owner_out_of_the_second_step(
    person: User, own: Client
) -> None:
    assert sign_in(own, person.email)
    secret = set_up_app(own)
    leave(own)
    for n in range(12):
        thief = at(3000 + n)
        thief.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
        for _ in range(3):
            thief.post(reverse("mfa_authenticate"), {"code": "000000"})
    thief.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert "_auth_user_id" not in thief.session  # guessing codes is bounded, over many addresses
    own.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    cache.clear()  # forget that this code was shown when the app was set up
    own.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert "_auth_user_id" in own.session


def set_up_app(client: Client) -> str:
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'<code id="secret">(\w+)</code>', page)
    assert secret
    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": code(secret[1])})
    return secret[1]


@pytest.mark.parametrize("way", ["again", "change"])
def test_who_took_over_a_session_bars_its_owner_nowhere_else(person: User, way: str) -> None:
    taken, own = at(70), at(71)
    assert sign_in(taken, person.email) and sign_in(own, person.email)
    with counting_hashings() as counted:
        for n in range(30):
            if way == "again":
                taken.post(reverse("account_reauthenticate"), {"password": f"no {n}"})
            else:
                form = {"oldpassword": f"no {n}", "password1": NEW, "password2": NEW}
                taken.post(reverse("account_change_password"), form)
    assert counted.count == 8
    shown = own.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": "/account/"})
    assert shown["Location"] == "/account/"
    assert sign_in(leave(own), person.email)


def plain(answer: Any, *emails: str) -> str:
    """The page without what differs between two of the same: the token against forgery, what was typed."""
    page = re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"\w+"', "", answer.content.decode())
    for email in emails:
        page = page.replace(email, "typed")
    return page


@pytest.mark.parametrize("way", ["login", "barred", "reset", "flooded", "closed"])
def test_nothing_tells_whether_somebody_has_an_account(person: User, way: str) -> None:
    nobody = "stranger@example.org"
    if way == "closed":
        User.objects.filter(pk=person.pk).update(is_active=False)
    found = []
    for first, email in ((10_000, nobody), (11_000, person.email)):
        if way == "barred":
            guess(email, 9, first=first)
        if way == "flooded":
            for n in range(9):
                ask_for_reset(at(first + n), email)
        client = at(first + 100)
        with counting_hashings() as hashings, CaptureQueriesContext(connection) as queries:
            if way in ("reset", "flooded"):
                answer = ask_for_reset(client, email)
            else:
                answer = client.post(reverse("account_login"), {"login": email, "password": "no"})
        told = dict(answer.headers) | {"Set-Cookie": sorted(client.cookies), "Expires": ""}
        shape = [re.sub(r"'[^']*'|\d+", "?", one["sql"]) for one in queries]
        found.append((answer.status_code, told, plain(answer, email), hashings.count, shape))
    assert found[0] == found[1]
    if way == "reset":
        assert Mail.objects.count() == 2  # to whom, the worker finds out
        assert [letter.to for letter in letters()] == [[person.email]]
        assert not Mail.objects.filter(email=nobody).exists()


def test_many_wrong_invitations_from_an_address_keep_no_right_one_from_it(
    people: dict[Role, User], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.LIMITS_TIMES = 1
    monkeypatch.setitem(
        rate_limits.LIMITS, "join", rate_limits.RateLimit(person=5, address=5, seconds=600)
    )
    invitation = Invitation.objects.create(email="new@example.org", role=Role.SECRETARIAT.value)
    answers = [at(80).post(f"/join/{'x' * 43}/").status_code for _ in range(8)]
    assert answers == [410] * 5 + [429] * 3
    joined = at(80).post(f"/join/{invitation.token}/", {"name": "New", "password": NEW})
    assert joined.status_code == 302


def test_the_cookie_of_a_browser_opens_nothing_and_counts_for_one_account_alone(
    person: User, own: Client, people: dict[Role, User]
) -> None:
    other = people[Role.COORDINATOR]
    (name,) = [name for name in own.cookies if name.startswith("device_")]
    stolen = own.cookies[name].value
    guess(other.email, 12)
    thief = at(90)
    thief.cookies[name] = stolen
    assert thief.get("/account/").status_code == 302
    assert not sign_in(thief, other.email)
    forged = at(91)
    forged.cookies[name] = stolen[:-2] + "xx"
    guess(person.email, 12)
    assert not sign_in(forged, person.email)
    with counting_hashings() as counted:  # who stole it guesses no more often either
        for n in range(20):
            sign_in(thief, person.email, f"no {n}")
    assert counted.count == 8


def test_a_browser_is_forgotten_with_what_it_was_known_for(
    person: User, own: Client, sign_in: Callable[[Role], Client]
) -> None:
    client = at(95)
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
    )
    guess(person.email, 12)
    own.post(reverse("account_login"), {"login": person.email, "password": NEW})
    assert "_auth_user_id" not in own.session  # whoever knew the old password may have used it
    leave(client)
    client.post(reverse("account_login"), {"login": person.email, "password": NEW})
    assert "_auth_user_id" in client.session


def test_a_new_password_by_a_link_is_set_by_who_is_signed_in_as_well(
    person: User, own: Client, people: dict[Role, User]
) -> None:
    """It ends all sessions, that of the request among them: who set it was told of an error."""
    for client, owner in ((own, person), (at(60), people[Role.OFFICER])):
        assert sign_in(client, owner.email)
        ask_for_reset(at(61), person.email)
        done = reset(client, links()[-1])
        assert (done.status_code, done["Location"]) == (
            302, reverse("account_reset_password_from_key_done"),
        )  # fmt: skip
        assert client.get(done["Location"]).status_code == 200
        assert "_auth_user_id" not in client.session
        assert sign_in(at(62), person.email, NEW)
        person.refresh_from_db()
        person.set_password(PASSWORD)
        person.save()
