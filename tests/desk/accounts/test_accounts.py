"""One's own account: every page of it in our look and words, nothing inline, and the ways in and back in."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.settings import LOCKED_MINUTES, WRONG_PASSWORDS
from huiyin.i18n import say
from tests.desk.addresses import patterns
from tests.desk.device import Passkey, code
from tests.desk.world import PASSWORD, letters

OPEN = {
    "account_login", "account_signup", "account_inactive", "account_reset_password",
    "account_reset_password_done", "account_reset_password_from_key_done",
}  # fmt: skip
#: Pages of who is signed in and has shown it again; the second factor is set up.
MINE = {
    "account", "account_logout", "account_change_password", "account_reauthenticate", "mfa_index",
    "mfa_reauthenticate", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    "mfa_list_webauthn", "mfa_add_webauthn", "mfa_reauthenticate_webauthn", "mfa_remove_webauthn",
    "mfa_edit_webauthn", "sessions", "second_step", "own_data", "erase_me", "api_tokens", "api_hooks",
}  # fmt: skip
#: Shown in a state of their own, each by a test below.
ELSEWHERE = {
    "account_reset_password_from_key", "account_set_password", "mfa_authenticate", "mfa_activate_totp",
    "mfa_download_recovery_codes", "mfa_login_webauthn",
    # Forms of the two pages of programs alone, which are tried in tests/desk/api.
    "api_token_revoke", "api_hook_act",
}  # fmt: skip
CLOSED = {
    "account_email", "account_email_verification_sent", "account_confirm_email",
    "account_confirm_login_code",
}  # fmt: skip


def test_every_address_of_accounts_is_known_to_these_tests() -> None:
    named = {
        pattern.name
        for where, pattern in patterns()
        if where.startswith("account") and pattern.name
    }
    assert named == OPEN | MINE | ELSEWHERE | CLOSED


def ours(page: str, language: str) -> None:
    """The page is of the desk, has nothing inline, and speaks one language."""
    assert "desk/desk.css" in page
    assert not re.search(r"<script(?![^>]*\bsrc=)", page), "an inline script"
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", page), (
        "inline style or handler"
    )
    assert f'lang="{"zh-hans" if language == "zh" else "en"}"' in page
    main = re.sub(r"<code.*?</code>|<[^>]*>|\S+@\S+", " ", page.partition("<main")[2], flags=re.S)
    words = html.unescape(main)
    if language == "en":
        assert not re.search(r"[一-鿿]", words), words
    else:
        assert not re.search(r"\b[A-Za-z]{3,}( [A-Za-z]{2,}){2,}", words), words


@pytest.fixture
def person(people: dict[Role, User]) -> User:
    return people[Role.DELEGATE]


def enter(language: str = "en") -> Client:
    return Client(HTTP_ACCEPT_LANGUAGE="zh-CN" if language == "zh" else "en")


def sign_in_as(person: User, language: str = "en") -> Client:
    """Signed in, and shown once more that it is them."""
    client = enter(language)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def options(page: str) -> dict[str, Any]:
    """What a page asks of the passkeys of the device."""
    found = re.search(r'data-options="([^"]*)"', page)
    assert found
    return json.loads(html.unescape(found[1]))  # type: ignore[no-any-return]


def set_up_app(client: Client) -> str:
    """Turns the authenticator app on; gives its secret."""
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'<code id="secret">(\w+)</code>', page)
    assert secret and 'src="data:image/svg+xml;base64,' in page
    done = client.post(reverse("mfa_activate_totp"), {"code": code(secret[1])})
    assert done.status_code == 302, done.content.decode()
    return secret[1]


def add_key(client: Client, name: str = "phone") -> Passkey:
    key = Passkey()
    asked = options(client.get(reverse("mfa_add_webauthn")).content.decode())["creation_options"]
    done = client.post(
        reverse("mfa_add_webauthn"),
        {"name": name, "passwordless": "on", "credential": key.make(asked)},
    )
    assert done.status_code == 302, done.content.decode()
    return key


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_is_ours_in_both_languages(person: User, language: str) -> None:
    for name in sorted(OPEN):
        answer = enter(language).get(reverse(name))
        assert answer.status_code == 200, name
        ours(answer.content.decode(), language)
    client = sign_in_as(person, language)
    ours(client.get(reverse("mfa_index")).content.decode(), language)
    ours(client.get(reverse("mfa_list_webauthn")).content.decode(), language)
    ours(client.get(reverse("mfa_activate_totp")).content.decode(), language)
    ours(client.post(reverse("mfa_activate_totp"), {"code": "000000"}).content.decode(), language)
    set_up_app(client)
    add_key(client, "1")
    key = Authenticator.objects.get(user=person, type="webauthn")
    for name in sorted(MINE):
        kwargs = {"pk": key.pk} if name in ("mfa_remove_webauthn", "mfa_edit_webauthn") else {}
        answer = client.get(reverse(name, kwargs=kwargs))
        assert answer.status_code == 200, name
        ours(answer.content.decode(), language)
    assert client.get(reverse("mfa_download_recovery_codes")).status_code == 404  # shown once


@pytest.mark.parametrize("name", sorted(CLOSED))
def test_what_the_desk_does_not_offer_is_not_there(person: User, name: str) -> None:
    url = reverse(name, kwargs={"key": "a"} if name == "account_confirm_email" else {})
    assert sign_in_as(person).get(url).status_code == 404
    assert sign_in_as(person).post(url).status_code == 404


def test_the_editor_of_pages_has_no_door_of_its_own(person: User, people: dict[Role, User]) -> None:
    answer = enter().get("/cms/login/?next=/cms/")
    assert answer["Location"].startswith("/accounts/login/")
    refused = enter().post(
        "/cms/login/", {"username": people[Role.OPERATOR].email, "password": PASSWORD}
    )
    assert refused["Location"].startswith("/accounts/login/")
    assert "_auth_user_id" not in enter().session
    assert sign_in_as(person).get("/cms/login/").status_code == 403
    for closed in ("/cms/password_reset/", "/cms/users/"):
        assert sign_in_as(people[Role.OPERATOR]).get(closed).status_code == 404


@pytest.mark.parametrize("language", ["zh", "en"])
def test_signing_in_asks_for_the_code_and_takes_a_recovery_code_once(
    person: User, language: str
) -> None:
    client = sign_in_as(person, language)
    secret = set_up_app(client)
    spare = re.findall(
        r"<li><code>(\w+)</code>", client.get(reverse("mfa_view_recovery_codes")).content.decode()
    )
    assert len(spare) == 10
    for times in ("first", "again"):
        visitor = enter(language)
        first = visitor.post(
            reverse("account_login"), {"login": person.email, "password": PASSWORD}
        )
        assert first["Location"] == reverse("mfa_authenticate")
        assert "_auth_user_id" not in visitor.session
        asked = visitor.get(reverse("mfa_authenticate"))
        ours(asked.content.decode(), language)
        wrong = visitor.post(reverse("mfa_authenticate"), {"code": "nonsense"})
        ours(wrong.content.decode(), language)
        assert say("account.wrong.incorrect_code", language) in wrong.content.decode()
        done = visitor.post(reverse("mfa_authenticate"), {"code": spare[0]})
        assert done.status_code == (302 if times == "first" else 200)
    cache.clear()  # forget that this code was shown when the app was set up
    visitor.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert visitor.session["_auth_user_id"] == str(person.pk)


def test_a_passkey_signs_in_without_a_password_and_not_after_it_was_removed(person: User) -> None:
    client = sign_in_as(person)
    key = add_key(client)
    visitor = enter()

    def try_it() -> Any:
        asked = visitor.get(
            reverse("mfa_login_webauthn"), headers={"accept": "application/json"}
        ).json()["request_options"]
        return visitor.post(
            reverse("mfa_login_webauthn"),
            {"credential": key.show(asked), "next": "/account/"},
        )

    assert try_it()["Location"] == "/account/"
    assert visitor.session["_auth_user_id"] == str(person.pk)
    visitor.logout()
    stored = Authenticator.objects.get(user=person, type="webauthn")
    client.post(reverse("mfa_edit_webauthn", args=(stored.pk,)), {"name": "old phone"})
    assert "old phone" in client.get(reverse("mfa_list_webauthn")).content.decode()
    client.post(reverse("mfa_remove_webauthn", args=(stored.pk,)))
    assert try_it()["Location"] == reverse("account_login")
    assert "_auth_user_id" not in visitor.session
    assert not Authenticator.objects.filter(user=person).exists()  # the spare codes go with it
    verbs = list(AuditEntry.objects.filter(actor=person).values_list("verb", flat=True))
    assert {"account.factor_add", "account.factor_remove"} <= set(verbs)


def test_a_passkey_is_the_second_step_after_the_password(person: User) -> None:
    key = add_key(sign_in_as(person))
    visitor = enter()
    visitor.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    asked = options(visitor.get(reverse("mfa_authenticate")).content.decode())["request_options"]
    stranger = Passkey()
    stranger.id, stranger.user = key.id, key.user  # claims the key, but cannot sign with it
    assert (
        visitor.post(reverse("mfa_authenticate"), {"credential": stranger.show(asked)}).status_code
        == 200
    )
    asked = options(visitor.get(reverse("mfa_authenticate")).content.decode())["request_options"]
    visitor.post(reverse("mfa_authenticate"), {"credential": key.show(asked)})
    assert visitor.session["_auth_user_id"] == str(person.pk)


def test_what_protects_an_account_is_changed_only_by_who_shows_once_more_that_it_is_them(
    person: User,
) -> None:
    client = enter()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    for name in ("mfa_activate_totp", "mfa_add_webauthn"):
        for answer in (client.get(reverse(name)), client.post(reverse(name))):
            assert answer["Location"].startswith(reverse("account_reauthenticate"))
    wrong = client.post(reverse("account_reauthenticate"), {"password": "not it"})
    assert say("account.wrong.incorrect_password") in wrong.content.decode()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_forgotten_password_is_set_anew_by_the_mails_link_once(
    person: User, language: str
) -> None:
    person.language = "zh-hans" if language == "zh" else "en"
    person.save()
    visitor = enter(language)
    sent = visitor.post(reverse("account_reset_password"), {"email": person.email.upper()})
    assert sent["Location"] == reverse("account_reset_password_done")
    (letter,) = letters()
    assert letter.subject == say("mail.password_reset_key.subject", language)
    link = re.search(r"https?://[^/\s]+(/accounts/password/reset/key/\S+)", str(letter.body))
    assert link
    page = visitor.get(link[1], follow=True)
    ours(page.content.decode(), language)
    where = page.redirect_chain[-1][0]
    weak = visitor.post(where, {"password1": "1234", "password2": "1234"})
    ours(weak.content.decode(), language)
    done = visitor.post(where, {"password1": "reeds by the lake", "password2": "reeds by the lake"})
    assert done["Location"] == reverse("account_reset_password_from_key_done")
    person.refresh_from_db()
    assert person.check_password("reeds by the lake")
    over = enter(language).get(link[1])
    ours(over.content.decode(), language)
    assert say("account.reset.over", language) in over.content.decode()
    assert letters()[-1].subject == say(
        "mail.account_changed.subject", language,
        what=say("account.said.password_reset", language),
    )  # fmt: skip
    assert AuditEntry.objects.filter(verb="account.password_reset", actor=person).count() == 1


def test_nobody_learns_who_has_an_account_nor_makes_the_desk_write_to_strangers(
    person: User,
) -> None:
    there = enter().post(reverse("account_reset_password"), {"email": person.email})
    gone = enter().post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    assert there["Location"] == gone["Location"]
    assert [letter.to for letter in letters()] == [[person.email]]
    one = enter().post(reverse("account_login"), {"login": person.email, "password": "no"})
    two = enter().post(reverse("account_login"), {"login": "nobody@example.org", "password": "no"})
    said = say("account.wrong.email_password_mismatch")
    assert said in one.content.decode() and said in two.content.decode()


def test_a_changed_password_signs_the_other_devices_out(person: User) -> None:
    here, elsewhere = sign_in_as(person), sign_in_as(person)
    new = "reeds by the lake"
    wrong = here.post(
        reverse("account_change_password"),
        {"oldpassword": "no", "password1": new, "password2": new},
    )
    assert say("account.wrong.enter_current_password") in wrong.content.decode()
    here.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    assert here.get(reverse("account")).status_code == 200
    assert elsewhere.get(reverse("account")).status_code == 302
    assert AuditEntry.objects.filter(verb="account.password", actor=person).exists()


def test_who_has_no_password_yet_sets_one(person: User) -> None:
    person.set_unusable_password()
    person.save()
    client = enter()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    moved = client.get(reverse("account_change_password"))
    assert moved["Location"] == reverse("account_set_password")
    ours(client.get(reverse("account_set_password")).content.decode(), "en")


def test_a_closed_account_does_not_sign_in_and_is_told_why(person: User) -> None:
    person.is_active = False
    person.save()
    visitor = enter()
    answer = visitor.post(
        reverse("account_login"), {"login": person.email, "password": PASSWORD}, follow=True
    )
    assert say("account.closed.title") in answer.content.decode()
    assert "_auth_user_id" not in visitor.session


@pytest.mark.parametrize("language", ["zh", "en"])
def test_after_too_many_wrong_passwords_the_right_one_is_refused_too(
    person: User, language: str, sign_in: Callable[[Role], Client]
) -> None:
    def attempt(password: str, who: User = person) -> Any:
        return enter(language).post(
            reverse("account_login"), {"login": who.email, "password": password}
        )

    for _ in range(WRONG_PASSWORDS):
        assert (
            say("account.wrong.email_password_mismatch", language) in attempt("no").content.decode()
        )
    page = attempt(PASSWORD)
    assert page.status_code == 200
    locked = say("account.wrong.too_many_login", language, minutes=LOCKED_MINUTES)
    assert locked in html.unescape(page.content.decode())
    ours(page.content.decode(), language)
    other = User.objects.get(email="coordinator@example.org")
    assert attempt(PASSWORD, other).status_code == 302  # from the same office, another account
    visitor = enter(language)
    visitor.post(reverse("account_reset_password"), {"email": person.email})
    link = re.search(r"https?://[^/\s]+(/accounts/password/reset/key/\S+)", str(letters()[-1].body))
    assert link
    where = visitor.get(link[1], follow=True).redirect_chain[-1][0]
    visitor.post(where, {"password1": "reeds by the lake", "password2": "reeds by the lake"})
    assert attempt("reeds by the lake").status_code == 302


def test_codes_cannot_be_guessed_for_ever(person: User) -> None:
    secret = set_up_app(sign_in_as(person))
    visitor = enter()
    visitor.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    for _ in range(WRONG_PASSWORDS):
        visitor.post(reverse("mfa_authenticate"), {"code": "000000"})
    page = visitor.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert page.status_code == 200
    assert "_auth_user_id" not in visitor.session
