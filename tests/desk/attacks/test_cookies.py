"""Cookies that nobody but this host sets or reads, and sessions that end."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta
from http.cookies import Morsel
from pathlib import Path

import pytest
from django.conf import settings as now
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from huiyin.desk.accounts.models import Session, User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.accounts.sessions import hash_key
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.core.addresses import take_off_language
from huiyin.desk.notifications import email_rendering
from huiyin.desk.pages.api import prepare_pages
from huiyin.desk.pages.models import Section
from tests.desk.attacks.over_https import over_https  # noqa: F401 - a fixture
from tests.desk.world import PASSWORD, enter

#: In a session: when its owner signed in.
SINCE = "signed_in_at"
SECURE = {"HTTP_HOST": "desk.example.org", "HTTP_X_FORWARDED_PROTO": "https", "HTTP_REFERER": "https://desk.example.org/"}  # fmt: skip


def _cookies(people: dict[Role, User]) -> dict[str, Morsel[str]]:
    """All that the desk sets while somebody signs in, is told something, and chooses a language."""
    client = Client(**SECURE)  # type: ignore[arg-type]
    client.get(reverse("account_login"))
    given = {"login": people[Role.DELEGATE].email, "password": PASSWORD}
    assert client.post(reverse("account_login"), given).status_code == 302
    client.post(reverse("speak"), {"language": "en"})
    return dict(client.cookies)


@pytest.mark.usefixtures("over_https")
def test_over_https_every_cookie_belongs_to_this_host_alone(people: dict[Role, User]) -> None:
    cookies = _cookies(people)
    assert {re.sub(r"device_[0-9a-f]{16}$", "device", name) for name in cookies} == {
        "__Host-sessionid", "__Host-csrftoken", "__Host-messages", "__Host-django_language", "__Host-device",
    }  # fmt: skip
    for cookie in cookies.values():
        assert cookie["secure"] and cookie["path"] == "/" and not cookie["domain"], cookie.key
        assert cookie["httponly"] and cookie["samesite"] == "Lax", cookie.key


@pytest.mark.usefixtures("over_https")
def test_a_cookie_of_the_name_that_another_host_can_set_signs_nobody_in(
    people: dict[Role, User],
) -> None:
    client = Client(**SECURE)  # type: ignore[arg-type]
    client.force_login(people[Role.SECRETARIAT])
    token = client.cookies["__Host-sessionid"].value
    assert client.get(reverse("people")).status_code == 200
    other = Client(**SECURE)  # type: ignore[arg-type]
    other.cookies["sessionid"] = token
    assert other.get(reverse("people")).status_code == 302


def test_a_session_that_somebody_prepared_is_not_the_one_that_is_signed_in(
    people: dict[Role, User],
) -> None:
    client = Client()
    client.cookies[now.SESSION_COOKIE_NAME] = "a" * 32
    given = {"login": people[Role.DELEGATE].email, "password": PASSWORD}
    client.post(reverse("account_login"), given)
    token = client.cookies[now.SESSION_COOKIE_NAME].value
    assert token != "a" * 32 and len(token) == 32
    assert client.get(reverse("account")).status_code == 200
    thief = Client()
    thief.cookies[now.SESSION_COOKIE_NAME] = "a" * 32
    assert thief.get(reverse("account")).status_code == 302


def test_who_shows_once_more_that_it_is_them_goes_on_under_a_new_token(
    people: dict[Role, User],
) -> None:
    client = Client()
    enter(client, people[Role.DELEGATE], has_shown=False)
    before = client.cookies[now.SESSION_COOKIE_NAME].value
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.cookies[now.SESSION_COOKIE_NAME].value != before
    assert client.get(reverse("account")).status_code == 200
    thief = Client()
    thief.cookies[now.SESSION_COOKIE_NAME] = before
    assert thief.get(reverse("account")).status_code == 302


def test_a_session_is_dead_once_its_owner_signed_out(people: dict[Role, User]) -> None:
    client = Client()
    enter(client, people[Role.DELEGATE])
    token = client.cookies[now.SESSION_COOKIE_NAME].value
    client.post(reverse("account_logout"))
    thief = Client()
    thief.cookies[now.SESSION_COOKIE_NAME] = token
    assert thief.get(reverse("account")).status_code == 302
    assert not Session.objects.filter(session_key=hash_key(token)).exists()


def _end_of(client: Client) -> datetime:
    return Session.objects.get(
        session_key=hash_key(client.cookies[now.SESSION_COOKIE_NAME].value)
    ).expire_date


def test_who_does_nothing_for_half_a_day_is_asked_to_sign_in_again(
    people: dict[Role, User],
) -> None:
    client = Client()
    enter(client, people[Role.DELEGATE])
    left = _end_of(client) - datetime.now(UTC)
    assert timedelta(hours=11, minutes=55) < left <= timedelta(hours=12)
    Session.objects.update(expire_date=datetime.now(UTC) - timedelta(seconds=1))
    assert client.get(reverse("account")).status_code == 302


def test_who_is_here_stays_and_nobody_stays_for_more_than_a_week(
    people: dict[Role, User],
) -> None:
    client = Client()
    enter(client, people[Role.DELEGATE])
    session = client.session
    session[SINCE] = time.time() - 3 * 86400
    session.set_expiry(datetime.now(UTC) + timedelta(hours=3))
    session.save()
    client.get(reverse("account"))
    assert _end_of(client) - datetime.now(UTC) > timedelta(hours=11, minutes=55)
    session = client.session
    session[SINCE] = time.time() - 7 * 86400 + 600
    session.set_expiry(datetime.now(UTC) + timedelta(minutes=5))
    session.save()
    client.get(reverse("account"))
    assert _end_of(client) - datetime.now(UTC) <= timedelta(minutes=10)


def test_a_session_of_an_older_desk_gets_its_end_at_the_first_page(
    people: dict[Role, User],
) -> None:
    client = Client()
    enter(client, people[Role.DELEGATE])
    session = client.session
    session.pop(SINCE, None)
    session.pop("_session_expiry", None)
    session.save()
    Session.objects.update(expire_date=datetime.now(UTC) + timedelta(days=14))
    client.get(reverse("account"))
    assert _end_of(client) - datetime.now(UTC) <= timedelta(hours=12)


def test_a_page_that_is_looked_at_often_writes_its_session_once(people: dict[Role, User]) -> None:
    client = Client()
    enter(client, people[Role.DELEGATE])
    client.get(reverse("account"))
    end = _end_of(client)
    for _ in range(3):
        client.get(reverse("account"))
    assert _end_of(client) == end


def test_every_page_of_who_is_signed_in_offers_to_sign_out(
    people: dict[Role, User], consultation: Consultation
) -> None:
    client = Client()
    enter(client, people[Role.SECRETARIAT])
    leave = f'action="{reverse("account_logout")}"'
    slug = consultation.slug
    for path in (
        "/", "/people/", "/account/", "/organisations/", "/networks/", "/acts/", "/open/", f"/c/{slug}/", f"/c/{slug}/manage/",
        f"/c/{slug}/at/art_1/", f"/c/{slug}/mine/", f"/c/{slug}/intake/", reverse("mfa_index"), reverse("account_change_password"), "/nothing/here/",
    ):  # fmt: skip
        assert leave in client.get(path).content.decode(), path


def test_what_was_signed_for_one_purpose_serves_no_other(people: dict[Role, User]) -> None:
    person = people[Role.DELEGATE]
    for salt in ("", "django.core.signing", "django.contrib.messages", "account", "django.contrib.sessions.backends.signed_cookies"):  # fmt: skip
        token = signing.dumps([person.pk, "digest"], **({"salt": salt} if salt else {}))
        assert Client().get(reverse("mail_choice", args=(token,))).status_code in (404, 410), salt
    ours = email_rendering.choice_address(person).rstrip("/").rpartition("/")[2]
    assert Client().get(reverse("mail_choice", args=(ours,))).status_code == 200
    assert Client().get(reverse("join", args=(ours,))).status_code == 410
    spoiled = ours[:-1] + ("A" if ours[-1] != "A" else "B")
    assert Client().get(reverse("mail_choice", args=(spoiled,))).status_code in (404, 410)


@pytest.mark.parametrize("door", ["/accounts/logout/", "/cms/logout/"])
def test_a_link_signs_nobody_out_and_who_is_told_so_is_out(
    door: str, people: dict[Role, User]
) -> None:
    client = Client()
    enter(client, people[Role.OPERATOR])
    token = client.cookies[now.SESSION_COOKIE_NAME].value
    asked = client.get(door)
    assert now.SESSION_COOKIE_NAME not in asked.cookies
    assert client.get(reverse("account")).status_code == 200
    client.post(door)
    thief = Client()
    thief.cookies[now.SESSION_COOKIE_NAME] = token
    assert thief.get(reverse("account")).status_code == 302


def test_the_editor_keeps_no_account_of_its_own(people: dict[Role, User]) -> None:
    client = Client()
    enter(client, people[Role.OPERATOR])
    picture = SimpleUploadedFile("me.png", b"\x89PNG\r\n\x1a\n" + bytes(60), "image/png")
    before = set(Path(now.MEDIA_ROOT).rglob("*.png"))  # of other tests
    for answer in (
        client.get("/cms/account/"), client.post("/cms/account/", {"avatar-avatar": picture, "name_email-email": "x@example.org"}),
        client.post("/cms/account/change_password/", {"old_password": PASSWORD, "new_password1": "reeds by the lake"}),
    ):  # fmt: skip
        assert answer.status_code == 302 and answer["Location"] == reverse("account")
    assert set(Path(now.MEDIA_ROOT).rglob("*.png")) == before


def test_no_page_has_a_password_of_its_own_to_be_guessed_without_end(
    people: dict[Role, User],
) -> None:
    prepare_pages()
    section = Section.objects.first()
    assert section is not None
    kept = PageViewRestriction.objects.create(
        page=section, restriction_type="password", password="x"
    )
    # Pages stood below /pages/ before, and Wagtail's doors with them; an address may say its language.
    for before in ("", "/pages", "/en"):
        for guess in ("x", "y"):
            door = f"{before}/_util/authenticate_with_password/{kept.pk}/{section.pk}/"
            answer = Client().post(door, {"password": guess, "return_url": section.url})
            assert answer.status_code == 404, door
        # Nor is there a second place to sign in, which would ask for no second step and count no guesses.
        asked = Client().get(f"{before}/_util/login/")
        assert asked.status_code == 302
        assert take_off_language(asked["Location"]).startswith(reverse("account_login"))
    editor = Client()
    enter(editor, people[Role.OPERATOR])
    asked = editor.get(reverse("wagtailadmin_pages:set_privacy", args=(section.pk,)))
    offered = re.findall(r'name="restriction_type" value="(\w+)"', asked.json()["html"])
    assert "login" in offered and "password" not in offered
