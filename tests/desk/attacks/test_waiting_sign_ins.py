"""Who has the password or the mailbox, and not the second step: how often they may guess at it, and for how long."""

from __future__ import annotations

import html
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts import forms
from huiyin.desk.accounts.models import Device, User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.networks import departures
from huiyin.desk.notifications import outbox
from huiyin.desk.notifications.models import Mail
from huiyin.i18n import say
from tests.desk.attacks.test_lockout import (
    NEW,
    ask_for_reset,
    at,
    later,
    leave,
    links,
    reset,
    set_up_app,
    sign_in,
)
from tests.desk.device import Passkey, code
from tests.desk.world import PASSWORD

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def person(people: dict[Role, User]) -> User:
    return people[Role.DELEGATE]


class Looked:
    """How many codes were compared with the right one."""

    count = 0


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> Looked:
    counted, really = Looked(), forms.CodeForm.clean_code

    def clean_code(self: Any) -> str:
        counted.count += 1
        return str(really(self))

    monkeypatch.setattr(forms.CodeForm, "clean_code", clean_code)
    return counted


def type_code(client: Client, digits: str) -> Any:
    return client.post(reverse("mfa_authenticate"), {"code": digits})


def set_new_password(client: Client, person: User) -> None:
    """By a link in a mail that came; where none came, by one that an earlier mail brought."""
    ask_for_reset(client, person.email)
    links()
    link = reverse(
        "account_reset_password_from_key",
        args=(user_pk_to_url_str(person), default_token_generator.make_token(User.objects.get())),
    )
    assert reset(client, link)["Location"] == reverse("account_reset_password_from_key_done")


def test_resets_by_who_reads_the_mailbox_renew_no_tries_at_the_second_step(
    person: User, looked: Looked
) -> None:
    User.objects.exclude(pk=person.pk).delete()
    TOTP.activate(person, SECRET)
    one = at(1)
    for n in range(6):
        set_new_password(one, person)
        assert not sign_in(one, person.email, NEW)
        for _ in range(10):
            type_code(one, "000000")
        if n % 2:  # in another browser, at another address
            one = at(n + 2)
    assert looked.count == 8


@pytest.mark.parametrize("has_second_step", [True, False])
def test_mails_are_bounded_however_many_browsers_resets_make_known(
    person: User, has_second_step: bool
) -> None:
    User.objects.exclude(pk=person.pk).delete()
    if has_second_step:
        TOTP.activate(person, SECRET)
    for n in range(8):
        set_new_password(one := at(n), person)
        sign_in(one, person.email, NEW)
        ask_for_reset(one, person.email)
    assert 3 <= len(links()) <= (3 if has_second_step else 6)


def test_neither_a_stranger_nor_a_reader_of_the_mailbox_locks_the_owner_out_of_the_second_step(
    person: User,
) -> None:
    own = at(50)
    assert sign_in(own, person.email)
    secret = set_up_app(own)
    leave(own)
    thief = at(51)
    ask_for_reset(thief, person.email)
    reset(thief, links()[-1])
    sign_in(thief, person.email, NEW)
    for _ in range(12):
        type_code(thief, "000000")
    ask_for_reset(own, person.email)
    own_again = "cranes above the mere"
    where = own.get(links()[-1], follow=True).redirect_chain[-1][0]
    own.post(where, {"password1": own_again, "password2": own_again})
    assert not sign_in(own, person.email, own_again)  # the code is still to come
    forget_codes()
    type_code(own, code(secret))
    assert "_auth_user_id" in own.session
    assert Device.objects.filter(user=person, is_proved=True).count() == 1


def forget_codes() -> None:
    """As if the codes that were typed had been shown a minute ago."""
    cache.clear()


def wait_at_second_step(person: User) -> Client:
    client = at(60)
    assert not sign_in(client, person.email)
    assert (
        reverse("mfa_authenticate") in client.get(reverse("mfa_authenticate")).request["PATH_INFO"]
    )
    assert client.get(reverse("mfa_authenticate")).status_code == 200
    return client


@pytest.mark.parametrize("way", ["code", "passkey"])
@pytest.mark.parametrize("end", ["close", "reopen", "reset", "change", "second step", "nothing"])
def test_a_sign_in_that_waits_at_the_second_step_ends_with_all_else(
    person: User, people: dict[Role, User], looked: Looked, end: str, way: str
) -> None:
    TOTP.activate(person, SECRET)
    phone, team = Passkey(), people[Role.SECRETARIAT]
    if way == "passkey":
        own = at(61)
        sign_in(own, person.email)
        type_code(own, code(SECRET))
        own.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        options = own.get(reverse("mfa_add_webauthn")).context["js_data"]["creation_options"]
        own.post(reverse("mfa_add_webauthn"), {"name": "p", "credential": phone.make(options)})
        assert Authenticator.objects.filter(user=person, type="webauthn").exists()
        forget_codes()
    thief = wait_at_second_step(person)
    page = thief.get(reverse("mfa_authenticate"))
    before = looked.count
    if end in ("close", "reopen"):
        departures.close_account(person, team)
    if end == "reopen":
        departures.reopen_account(User.objects.get(pk=person.pk), team)
    if end == "reset":
        ask_for_reset(at(62), person.email)
        reset(at(62), links()[-1])
    if end == "change":
        held = User.objects.get(pk=person.pk)
        held.set_password(NEW)
        held.save()
    if end == "second step":
        departures.reset_second_step(person, team)
        TOTP.activate(person, SECRET)  # and set up again by its owner
    if way == "code":
        answer = type_code(thief, code(SECRET))
    else:
        shown = phone.show(page.context["js_data"]["request_options"])
        answer = thief.post(reverse("mfa_authenticate"), {"credential": shown})
    if end == "nothing":
        assert thief.get("/account/").status_code == 200
        return
    assert answer["Location"] == reverse("account_login")
    assert looked.count == before  # not even looked at
    assert "_auth_user_id" not in thief.session and "account_login" not in thief.session
    assert say("account.second.over", "en") in thief.get(answer["Location"]).content.decode()
    departures.reopen_account(User.objects.get(pk=person.pk), team)
    assert thief.get("/account/").status_code == 302


def test_what_ends_a_sign_in_while_its_code_is_looked_at_ends_it(
    person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    TOTP.activate(person, SECRET)
    thief = wait_at_second_step(person)
    really = forms.CodeForm.save

    def save(self: Any) -> None:
        """The code was right; in this moment the owner sets another password."""
        held = User.objects.get(pk=person.pk)
        held.set_password(NEW)
        held.save()
        really(self)

    monkeypatch.setattr(forms.CodeForm, "save", save)
    type_code(thief, code(SECRET))
    assert thief.get("/account/").status_code == 302


def test_who_turns_the_second_step_off_elsewhere_begins_the_sign_in_that_waits_again(
    person: User,
) -> None:
    TOTP.activate(person, SECRET)
    client = wait_at_second_step(person)
    Authenticator.objects.get(user=person).delete()
    answer = client.get(reverse("mfa_authenticate"), follow=True)
    assert answer.redirect_chain == [(reverse("account_login"), 302)]
    assert sign_in(client, person.email)


def test_one_address_asks_for_few_new_passwords_and_a_known_browser_there_for_its_own(
    person: User,
) -> None:
    own = at(70)
    assert sign_in(own, person.email)
    leave(own)
    answers = {ask_for_reset(at(70), f"nobody{n}@example.net").status_code for n in range(60)}
    assert answers == {302}
    assert Mail.objects.count() <= 30
    Mail.objects.all().delete()
    ask_for_reset(own, person.email)  # at the same address
    ask_for_reset(at(71), person.email)  # elsewhere
    assert len(links()) == 2
    with later(timedelta(minutes=3)):
        assert ask_for_reset(at(70), "late@example.net").status_code == 302
        assert Mail.objects.filter(email="late@example.net").exists()


def test_what_anybody_asks_for_is_sent_after_all_other_mails(
    person: User, people: dict[Role, User]
) -> None:
    for n in range(150):
        outbox.post_outside(f"nobody{n}@example.net", "en", "password_reset_key")
    outbox.post_outside(person.email, "en", "password_reset_key")
    Mail.objects.update(due_at=timezone.now() - timedelta(hours=1))
    outbox.queue_mail(people[Role.SECRETARIAT], "second_step_reset", who="", whom=None)
    tried: list[str] = []
    outbox.deliver_mails(is_stopping=lambda: bool(tried) or tried.append("one") is not None)
    assert [letter.to for letter in mail.outbox] == [[people[Role.SECRETARIAT].email]]
    outbox.deliver_mails()
    outbox.deliver_mails()
    assert [letter.to for letter in mail.outbox][1:] == [[person.email]]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("where", ["login", "code", "again", "change", "code again"])
def test_who_typed_too_many_is_told_what_helps_there(
    person: User, where: str, language: str
) -> None:
    client = (
        at(80) if language == "en" else Client(HTTP_ACCEPT_LANGUAGE="zh", REMOTE_ADDR="198.51.9.1")
    )
    if where != "login":
        sign_in(client, person.email)
    if where.startswith("code"):
        TOTP.activate(person, SECRET)
    if where == "code":
        sign_in(leave(client), person.email)
    name, form = {
        "login": ("account_login", {"login": person.email, "password": "no"}),
        "code": ("mfa_authenticate", {"code": "000000"}),
        "again": ("account_reauthenticate", {"password": "no"}),
        "change": ("account_change_password", {"oldpassword": "no", "password1": NEW, "password2": NEW}),
        "code again": ("mfa_reauthenticate", {"code": "000000"}),
    }[where]  # fmt: skip
    for _ in range(9):
        answer = client.post(reverse(name), form)
    said = {"login": "login", "code": "code"}.get(where, "again")
    told = {one: say(f"account.wrong.too_many_{one}", language, minutes=15) for one in ("login", "code", "again")}  # fmt: skip
    page = html.unescape(answer.content.decode())
    assert {one for one, sentence in told.items() if sentence in page} == {said}


def test_the_list_of_sessions_asks_nobody_to_set_up_what_they_have(person: User) -> None:
    client = at(90)
    sign_in(client, person.email)
    without, having = (say(f"account.sessions.{one}", "en") for one in ("strange", "strange_has"))
    page = client.get(reverse("sessions")).content.decode()
    assert without in page and having not in page
    set_up_app(client)
    page = client.get(reverse("sessions")).content.decode()
    assert having in page and without not in page
