"""Which passwords may be chosen, and that they are taken as they come."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as now
from django.contrib.auth.password_validation import (
    get_default_password_validators,
    validate_password,
)
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.test import Client
from django.urls import reverse

from huiyin.desk import settings as of_the_desk
from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.passwords import FewAtOnce, NotCommon
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.networks.models import Invitation
from huiyin.desk.operations import preparation
from tests.desk.attacks.over_https import read_settings
from tests.desk.world import PASSWORD, enter, letters

KNOWN = (
    "1234567890", "qwertyuiop", "password123", "Password123!", "iloveyou12", "1q2w3e4r5t", "1qaz2wsx3edc", "q1w2e3r4t5y6",
    "P@ssw0rd!!!", "passwordpassword", "qwerty123456", "monkeymonkey", "1111111111", "0987654321", "asdfghjkl123",
    "123456789a", "a123456789", "147258369147", "abcdefghij", "!!!!!!!!!!!!", "dragon2026", "football12345",
    # as Chinese people choose them
    "woaini1314", "woaini5201314", "5201314520", "zhang123456", "wang19861010", "woaini520520", "wobuzhidao123",
    "123456789qq", "qq123456789", "13145201314520", "liu5201314", "woaiwojia888",
)  # fmt: skip
DESK = ("huiyin2026", "Huiyin-desk-1", "回音回音回音回音回音", "policydesk2026!", "征求意见征求意见2026", "secretariat1", "m1shuchu2026", "huiyin@desk12")  # fmt: skip
FREE = (
    "correct horse battery", "8402957316", "zz12948571", "tree-7-lamp-orange", "湿地保护规划要公开每年都写", "ÄÖÜäöüßéèñ", "ooooooooooooootter",
    "....!!!!x.x.!.yz..q.w..7", "wetlands for all", "HUIYIN sails past nine moons",
)  # fmt: skip


def _refused(password: str, **fields: str) -> list[str]:
    person = User(email=fields.get("email", "someone@example.org"), name=fields.get("name", ""))
    try:
        validate_password(password, person)
    except ValidationError as wrong:
        return [error.code or "" for error in wrong.error_list]
    return []


@pytest.mark.parametrize("password", KNOWN)
def test_a_password_that_leaked_with_what_everybody_puts_around_it_is_refused(
    password: str,
) -> None:
    assert "password_too_common" in _refused(password)


@pytest.mark.parametrize("password", DESK)
def test_words_of_the_desk_are_no_password(password: str) -> None:
    assert "password_of_the_desk" in _refused(password)


def test_the_site_and_its_own_name_are_no_password(settings: Any) -> None:
    settings.SITE = "https://yijianhuizhi.example.org"
    assert "password_of_the_desk" in _refused("Yijianhuizhi2026")
    assert "password_too_similar" in _refused("Quietus.Ulmer1", name="Quietus Ulmer")


@pytest.mark.parametrize("password", FREE)
def test_a_password_of_any_make_is_taken(password: str) -> None:
    assert _refused(password) == []


def test_more_than_three_thousand_of_the_known_ones_are_long_enough_to_be_chosen() -> None:
    """Those of the list that are too short come, as people do it, with a year behind them."""
    check = next(one for one in get_default_password_validators() if isinstance(one, NotCommon))
    long = [one for one in check.passwords if len(one) >= 10] + [
        f"{one}2026" for one in check.passwords if 6 <= len(one) < 10
    ]
    assert len(long) > 15_000
    for one in long[:3500]:
        with pytest.raises(ValidationError):
            check.validate(one)


def test_an_operator_adds_what_leaked_since(settings: Any, tmp_path: Path) -> None:
    path = tmp_path / "leaked.txt.gz"
    path.write_bytes(gzip.compress(b"Rhododendron of Kew\nsnowdrop-valley\n"))
    NotCommon().validate("rhododendron of kew")
    settings.KNOWN_PASSWORDS = str(path)
    for password in ("rhododendron of kew", "RHODODENDRON OF KEW", "snowdrop-valley"):
        with pytest.raises(ValidationError):
            NotCommon().validate(password)


def test_a_list_of_leaked_passwords_that_is_not_there_stops_the_desk_at_its_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with pytest.raises(ImproperlyConfigured, match="HUIYIN_KNOWN_PASSWORDS"):
        read_settings(monkeypatch, tmp_path, HUIYIN_KNOWN_PASSWORDS=str(tmp_path / "none.txt"))


@pytest.mark.parametrize("way", ["join", "change", "reset"])
def test_a_known_password_is_refused_wherever_one_is_set(
    way: str, people: dict[Role, User]
) -> None:
    person, client = people[Role.DELEGATE], Client()
    weak = "iloveyou2026"
    if way == "join":
        invitation = Invitation.objects.create(email="guest@example.org", role="secretariat")
        client.post(reverse("join", args=(invitation.token,)), {"name": "Guest", "password": weak})
        assert not User.objects.filter(email="guest@example.org").exists()
        return
    if way == "change":
        enter(client, person)
        client.post(
            reverse("account_change_password"),
            {"oldpassword": PASSWORD, "password1": weak, "password2": weak},
        )
    else:
        client.post(reverse("account_reset_password"), {"email": person.email})
        link = re.search(r"https?://[^/]+(/accounts/password/reset/\S+)", str(letters()[-1].body))
        assert link
        page = client.get(link[1])
        client.post(page["Location"], {"password1": weak, "password2": weak})
    person.refresh_from_db()
    assert not person.check_password(weak) and person.check_password(PASSWORD)


@pytest.mark.parametrize(
    "password",
    [
        "  spaces at both ends  ",
        "x" * 40 + "湿地" * 40,
        "ﬁ ligature of ①② K",
        "CaSe MaTtErS oK",
        "tab\tand\u3000wide",
    ],
)
def test_a_password_is_taken_to_the_last_character_as_it_comes(
    password: str, people: dict[Role, User]
) -> None:
    invitation = Invitation.objects.create(email="guest@example.org", role="secretariat")
    client = Client()
    client.post(reverse("join", args=(invitation.token,)), {"name": "Guest", "password": password})
    login = reverse("account_login")
    for wrong in (
        password.strip(),
        password[:64],
        password.swapcase(),
        password[:-1],
        password + "x",
    ):
        if wrong != password:
            visitor = Client()
            visitor.post(login, {"login": "guest@example.org", "password": wrong})
            assert "_auth_user_id" not in visitor.session, repr(wrong)
    visitor = Client()
    visitor.post(login, {"login": "guest@example.org", "password": password})
    assert "_auth_user_id" in visitor.session


def test_the_boxes_hide_what_is_typed_and_let_it_be_pasted_and_remembered(
    people: dict[Role, User],
) -> None:
    client = Client()
    invitation = Invitation.objects.create(email="guest@example.org", role="secretariat")
    pages = [
        client.get(reverse("account_login")),
        client.get(reverse("join", args=(invitation.token,))),
    ]
    enter(client, people[Role.DELEGATE])
    pages += [client.get(reverse("account_change_password"))]
    for page in pages:
        boxes = re.findall(r'<input[^>]*name="(?:old)?password[12]?"[^>]*>', page.content.decode())
        assert boxes
        for tag in boxes:
            assert 'type="password"' in tag and "maxlength" not in tag and "onpaste" not in tag
            assert 'autocomplete="off"' not in tag


def test_passwords_lie_in_the_database_as_argon2_of_today() -> None:
    assert of_the_desk.PASSWORD_HASHERS[0].endswith(FewAtOnce.__name__)
    made = FewAtOnce()
    kept = made.encode("a password of mine", made.salt())
    found = made.decode(kept)
    assert (
        found["variety"] == "argon2id"
        and found["memory_cost"] >= 19_456
        and found["time_cost"] >= 2
    )
    assert len(found["salt"]) >= 16


def test_a_password_of_many_kilobytes_costs_no_more_than_any_other(
    people: dict[Role, User],
) -> None:
    """It is hashed once before the slow part, and compared with the account's names by length alone."""
    assert "password_too_similar" not in _refused("湿" * 200_000, name="湿地")


def test_a_prepared_desk_has_no_account(db: None) -> None:
    """The tables as they are made hold nobody; who runs the machine is made by name, and chooses their own password."""
    assert not User.objects.exists()
    url = preparation.make_operator("me@example.org")
    assert url.startswith(now.SITE)
    person = User.objects.get()
    assert person.is_superuser and not person.has_usable_password()
    client, path = Client(), url.removeprefix(now.SITE)
    page = client.get(path)
    new = "reeds by the lake"
    client.post(page["Location"], {"password1": new, "password2": new})
    visitor = Client()
    visitor.post(reverse("account_login"), {"login": "me@example.org", "password": new})
    assert visitor.session["_auth_user_id"] == str(person.pk)
    assert Client().get(path).status_code == 200  # the page that says that it was used
    other = Client()
    other.get(path)
    other.post(path, {"password1": "another of mine", "password2": "another of mine"})
    person.refresh_from_db()
    assert person.check_password(new)
