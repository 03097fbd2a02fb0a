"""What protects an account is changed as a whole or not at all: with its entry in the record and the end of sessions."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.db.models.signals import pre_delete
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.models import Session, User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.audit.models import AuditEntry
from tests.desk.accounts.test_accounts import add_key, options, set_up_app, sign_in_as
from tests.desk.device import Passkey, code
from tests.desk.records import Unrecordable, rows, unrecordable
from tests.desk.standing import *  # noqa: F403 - one small network for all of them
from tests.desk.world import PASSWORD

NEW = "reeds by the lake"
TWICE = {"password1": NEW, "password2": NEW}
Form = tuple[str, dict[str, Any]]


def _set(client: Client, person: User) -> Form:
    person.set_unusable_password()
    person.save(update_fields=("password",))
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return reverse("account_set_password"), TWICE


def _reset(client: Client, person: User) -> Form:
    client.logout()
    person.refresh_from_db()
    token = default_token_generator.make_token(person)
    link = reverse("account_reset_password_from_key", args=(user_pk_to_url_str(person), token))
    return client.get(link)["Location"], TWICE


def _add_app(client: Client, person: User) -> Form:
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'<code id="secret">(\w+)</code>', page)
    assert secret
    return reverse("mfa_activate_totp"), {"code": code(secret[1])}


def _remove_app(client: Client, person: User) -> Form:
    set_up_app(client)
    return reverse("mfa_deactivate_totp"), {}


def _add_passkey(client: Client, person: User) -> Form:
    url = reverse("mfa_add_webauthn")
    asked = options(client.get(url).content.decode())["creation_options"]
    return url, {"name": "phone", "passwordless": "on", "credential": Passkey().make(asked)}


def _remove_passkey(client: Client, person: User) -> Form:
    add_key(client)
    key = Authenticator.objects.get(user=person, type="webauthn")
    return reverse("mfa_remove_webauthn", args=(key.pk,)), {}


def _make_codes(client: Client, person: User) -> Form:
    set_up_app(client)
    return reverse("mfa_generate_recovery_codes"), {}


def _end_one(client: Client, person: User) -> Form:
    sign_in_as(person)
    page = client.get(reverse("sessions")).content.decode()
    others = set(re.findall(r'name="end" value="([0-9a-f]+)"', page))
    this = next(
        row.key for row in client.get(reverse("sessions")).context["sessions"] if row.is_this
    )
    return reverse("sessions"), {"end": sorted(others - {this})[0]}


#: What is done → what is recorded, and where it is asked.
LOCKS: dict[str, tuple[list[str], Callable[[Client, User], Form]]] = {
    "a password is changed": (["account.password"], lambda *_: (reverse("account_change_password"), {"oldpassword": PASSWORD, **TWICE})),
    "a first password is set": (["account.password"], _set),
    "a password is reset": (["account.password_reset"], _reset),
    "an app is added": (["account.factor_add", "account.factor_add"], _add_app),
    "an app is removed": (["account.factor_remove", "account.factor_remove"], _remove_app),
    "a passkey is added": (["account.factor_add", "account.factor_add"], _add_passkey),
    "a passkey is removed": (["account.factor_remove", "account.factor_remove"], _remove_passkey),
    "codes are made anew": (["account.codes"], _make_codes),
    "a session is ended": (["account.sessions_end"], _end_one),
    "other sessions are ended": (["account.sessions_end"], lambda *_: (reverse("sessions"), {"others": "1"})),
}  # fmt: skip


@pytest.fixture
def person(people: dict[Role, User]) -> User:
    return people[Role.DELEGATE]


def _list_verbs(person: User) -> list[str]:
    return [act.verb for act in AuditEntry.objects.filter(actor=person).order_by("pk")]


def _is_in(client: Client) -> bool:
    return client.get(reverse("account")).status_code == 200


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_is_not_changed_where_that_cannot_be_recorded(name: str, person: User) -> None:
    verbs, make = LOCKS[name]
    client = sign_in_as(person)
    url, form = make(client, person)
    signed_in_at = User.objects.get(pk=person.pk).last_login
    other = Client()
    other.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    # A link that resets a password is over when its person has signed in since, by the second.
    User.objects.filter(pk=person.pk).update(last_login=signed_in_at)
    before, recorded = rows(), len(_list_verbs(person))
    with unrecordable(), pytest.raises(Unrecordable):
        client.post(url, form)
    assert rows() == before
    assert _is_in(other) and (_is_in(client) or name == "a password is reset")
    # And once it can be, it is done and recorded once.
    assert client.post(url, form).status_code == 302
    assert _list_verbs(person)[recorded:] == verbs


def test_a_password_stays_where_the_sessions_of_before_cannot_be_ended(person: User) -> None:
    """Else whoever knew it would still be in, while its owner thinks them shut out."""
    client, other = sign_in_as(person), sign_in_as(person)
    form = {"oldpassword": PASSWORD, **TWICE}

    def refuse(**_: Any) -> None:
        raise Unrecordable

    pre_delete.connect(refuse, sender=Session)
    try:
        with pytest.raises(Unrecordable):
            client.post(reverse("account_change_password"), form)
    finally:
        pre_delete.disconnect(refuse, sender=Session)
    person.refresh_from_db()
    assert person.check_password(PASSWORD) and "account.password" not in _list_verbs(person)
    assert _is_in(client) and _is_in(other)
