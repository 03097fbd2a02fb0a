"""A code of the second step is taken once, in all the time that it holds."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from django.contrib.auth import hashers
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts import recovery_codes
from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.i18n import say
from tests.desk.accounts.test_accounts import set_up_app as show_app
from tests.desk.attacks.over_https import read_settings
from tests.desk.device import code
from tests.desk.world import PASSWORD, enter, letters


def set_up_app(person: User) -> str:
    """Turn the app on for somebody; gives its secret."""
    secret = auth.generate_totp_secret()
    auth.TOTP.activate(person, secret)
    return secret


def sign_in_with(person: User, code: str) -> Client | None:
    """A client that signed in with the password and this code."""
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": code})
    return client if "_auth_user_id" in client.session else None


class Clock:
    """The time as the process sees it, which a test moves on."""

    def __init__(self) -> None:
        self.ahead = 0.0
        self._real = time.time
        #: To the beginning of one of the times of thirty seconds, so that none ends in mid-test.
        self._shift = -(self._real() % 30) + 1

    def __call__(self) -> float:
        return self._real() + self._shift + self.ahead


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    made = Clock()
    monkeypatch.setattr(time, "time", made)
    yield made


@pytest.mark.parametrize("later", [0, 15, 29, 31, 45, 58])
def test_a_code_that_was_used_signs_nobody_in_again(
    later: int, people: dict[Role, User], clock: Clock
) -> None:
    person = people[Role.DELEGATE]
    shown = code(set_up_app(person))
    assert sign_in_with(person, shown) is not None
    clock.ahead = later
    cache.clear()  # as under pressure, or in another process
    for written in (shown, f"{shown[:3]} {shown[3:]}", f"{shown[:3]}-{shown[3:]}"):
        assert sign_in_with(person, written) is None


def test_a_code_used_to_sign_in_does_not_show_once_more_who_it_is(
    people: dict[Role, User], clock: Clock
) -> None:
    person = people[Role.DELEGATE]
    secret = set_up_app(person)
    client = sign_in_with(person, code(secret))
    assert client is not None
    clock.ahead = 31
    first = code(secret)
    assert client.post(reverse("mfa_reauthenticate"), {"code": first}).status_code == 302
    clock.ahead = 62
    assert client.post(reverse("mfa_reauthenticate"), {"code": first}).status_code == 200


def test_a_code_holds_for_a_minute_and_a_half_at_most(
    people: dict[Role, User], clock: Clock
) -> None:
    person = people[Role.DELEGATE]
    shown = code(set_up_app(person))
    clock.ahead = 61
    assert sign_in_with(person, shown) is None


def test_a_code_holds_for_thirty_seconds_where_the_desk_asks_a_second_step_of_everybody(
    people: dict[Role, User],
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    settings: Any,
) -> None:
    made = read_settings(monkeypatch, tmp_path, HUIYIN_SECOND_STEP="everybody")
    assert made["SECOND_STEP_FOR_ALL"] is True
    settings.MFA_TOTP_TOLERANCE = made["MFA_TOTP_TOLERANCE"]
    person = people[Role.DELEGATE]
    secret = set_up_app(person)
    first = code(secret)
    clock.ahead = 30
    assert sign_in_with(person, first) is None
    assert sign_in_with(person, code(secret)) is not None
    with pytest.raises(ImproperlyConfigured):
        read_settings(monkeypatch, tmp_path, HUIYIN_SECOND_STEP="nobody")


def test_secrets_and_spare_codes_are_drawn_by_the_machines_own_generator(
    people: dict[Role, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty bytes for the app, eleven digits and its place for each spare code."""
    asked: list[int] = []
    monkeypatch.setattr(auth.secrets, "token_bytes", lambda n: asked.append(n) or b"x" * n)
    auth.generate_totp_secret()
    assert asked == [20]
    monkeypatch.undo()
    ranges: list[int] = []
    monkeypatch.setattr(recovery_codes.secrets, "randbelow", lambda n: ranges.append(n) or 7)
    assert sorted(recovery_codes.draw_codes()) == [f"{at}00000000007" for at in range(10)]
    assert ranges == [10**11] * 10
    cache.clear()


def test_spare_codes_are_kept_as_passwords_are_shown_once_and_taken_once(
    people: dict[Role, User],
) -> None:
    """Neither the database nor the key beside it gives a code away: one was made of a sealed seed before."""
    person, client = people[Role.DELEGATE], Client(HTTP_ACCEPT_LANGUAGE="en")
    enter(client, person)
    show_app(client)
    held = Authenticator.objects.get(user=person, type="recovery_codes")
    assert set(held.data) == {"migrated_codes", "hashes"}
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    spare = re.findall(r"<li><code>(\w+)</code>", page)
    assert len(set(spare)) == 10 and all(len(one) == 12 and one.isdecimal() for one in spare)
    assert not any(one in str(held.data) for one in spare)
    assert all(hashers.check_password(one, held.data["hashes"][one[0]]) for one in spare)
    for name in ("mfa_view_recovery_codes", "mfa_index", "mfa_generate_recovery_codes"):
        again = client.get(reverse(name)).content.decode()
        assert not any(one in again for one in spare), name
    assert client.get(reverse("mfa_download_recovery_codes")).status_code == 404
    shown = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert say("account.codes.hidden", "en") in shown and "10 left." in shown
    wrong = spare[0][:-1] + str((int(spare[0][-1]) + 1) % 10)
    assert recovery_codes.take_code(person, wrong) is None
    assert recovery_codes.take_code(people[Role.OFFICER], spare[0]) is None
    written = f" {spare[0][:6]}-{spare[0][6:]} "
    assert recovery_codes.take_code(person, written) is not None
    assert recovery_codes.take_code(person, spare[0]) is None
    assert "9 left." in client.get(reverse("mfa_index")).content.decode()
    client.post(reverse("mfa_generate_recovery_codes"))
    assert recovery_codes.take_code(person, spare[1]) is None


def test_spare_codes_of_a_desk_of_before_work_until_new_ones_are_made(
    people: dict[Role, User],
) -> None:
    person, client = people[Role.DELEGATE], Client(HTTP_ACCEPT_LANGUAGE="en")
    enter(client, person)
    show_app(client)
    Authenticator.objects.filter(user=person, type="recovery_codes").delete()
    before = RecoveryCodes.activate(person).generate_codes()
    assert sign_in_with(person, before[0]) is not None
    assert sign_in_with(person, before[0]) is None
    assert before[1] in client.get(reverse("mfa_view_recovery_codes")).content.decode()
    client.post(reverse("mfa_generate_recovery_codes"))
    assert sign_in_with(person, before[1]) is None
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    (spare, *_) = re.findall(r"<li><code>(\w+)</code>", page)
    assert sign_in_with(person, spare) is not None
    cache.clear()


def test_a_forgotten_password_sets_no_second_step_aside(people: dict[Role, User]) -> None:
    person = people[Role.DELEGATE]
    set_up_app(person)
    client = Client()
    client.post(reverse("account_reset_password"), {"email": person.email})
    link = re.search(r"https?://[^/]+(/accounts/password/reset/\S+)", str(letters()[-1].body))
    assert link
    page = client.get(link[1])
    new = "reeds by the lake"
    client.post(page["Location"], {"password1": new, "password2": new})
    assert "_auth_user_id" not in client.session
    answer = client.post(reverse("account_login"), {"login": person.email, "password": new})
    assert answer["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
