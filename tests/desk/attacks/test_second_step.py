"""A stolen password of who sees what is private, or gives others their roles, opens nothing for long."""

from __future__ import annotations

import html
import json
import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import quote_plus

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts import second_step
from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Action, Role, Stage, has_permission
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.consultations.models import Comment, Consultation
from huiyin.desk.networks import api
from huiyin.desk.networks.models import Invitation, Network
from huiyin.desk.registry.models import Seat
from huiyin.i18n import say
from tests.desk.addresses import patterns
from tests.desk.attacks.test_lockout import later, set_up_app
from tests.desk.device import code
from tests.desk.world import PASSWORD, enter, letters

pytestmark = pytest.mark.django_db
TEAM = (Role.SECRETARIAT, Role.OPERATOR)
#: What the desk keeps open to who has none: to set it up, to sign out, and what is nobody's role.
OPEN = re.compile(
    r"^(accounts/|account/|speak/|mails/|join/|health/|metrics/|cms/account/|cms/sprite/)"
)


@pytest.fixture
def overdue(people: dict[Role, User]) -> None:
    """Everybody became what they are fifteen days ago."""
    since = timezone.now() - timedelta(days=15)
    User.objects.exclude(second_step_required_at=None).update(second_step_required_at=since)


def led(answer: Any, back: str) -> bool:
    return answer.status_code == 302 and answer["Location"] == (
        f"{reverse('second_step')}?next={back.replace('/', '%2F')}"
    )


def test_who_has_time_left_goes_on_and_is_told_until_when(
    consultation: Consultation, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    for role, is_told in ((Role.SECRETARIAT, True), (Role.OPERATOR, True), (Role.COORDINATOR, True),
                          (Role.DELEGATE, False), (Role.OFFICER, False), (Role.READER, False)):  # fmt: skip
        page = sign_in(role).get("/c/wetlands/").content.decode()
        assert (say("account.required.set_up", "en") in page) is is_told, role
        if is_told:
            ends = User.objects.get(pk=people[role].pk).second_step_required_at + timedelta(days=14)  # type: ignore[operator]
            day = f"{timezone.localtime(ends):%-d %B %Y}"
            assert say("account.required.soon", "en", day=day) in page


def test_a_desk_may_ask_a_second_step_of_everybody(
    overdue: None, consultation: Consultation, people: dict[Role, User], settings: Any,
    sign_in: Callable[[Role], Client],
) -> None:  # fmt: skip
    settings.SECOND_STEP_FOR_ALL = True
    client = sign_in(Role.DELEGATE)
    assert client.get("/c/wetlands/").status_code == 200  # the days of an account begin now
    person = User.objects.get(pk=people[Role.DELEGATE].pk)
    assert person.second_step_required_at is not None
    User.objects.filter(pk=person.pk).update(
        second_step_required_at=timezone.now() - timedelta(days=15)
    )
    assert led(client.get("/c/wetlands/"), "/c/wetlands/")
    assert client.post("/c/wetlands/at/art_1/draft/", {"text": "W"}).status_code == 403
    assert Client().get("/c/wetlands/").status_code == 200  # who has no account has none to protect
    settings.SECOND_STEP_FOR_ALL = False
    assert client.get("/c/wetlands/").status_code == 200


def test_then_every_page_leads_there(
    overdue: None, consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    """Every address of the desk, whether it is a page, a file or for scripts, the editor of pages included."""
    addresses = {"/", "/cms/", "/cms/pages/", "/pages/", "/people/", "/nowhere/"}
    for where, _ in patterns():
        filled = "/" + re.sub(r"<slug:\w+>|<slug>", "wetlands", re.sub(r"<int:\w+>", "1", where))
        filled = re.sub(r"<(?:str|path|uuid):\w+>|<\w+>", "x", filled)
        if not OPEN.match(where) and re.fullmatch(r"[\w/.-]+", filled):
            addresses.add(filled)
    assert len(addresses) > 90
    for role in TEAM:
        client = sign_in(role)
        answers = {one: client.get(one) for one in sorted(addresses)}
        assert sum(led(answer, one) for one, answer in answers.items()) > 60
        # What is only sent to tells nothing, and what is sent is refused below.
        assert [
            one for one, answer in answers.items()
            if not led(answer, one) and answer.status_code != 405
        ] == []  # fmt: skip
        for answer in (
            client.post("/people/", {"email": "x@example.org", "role": "secretariat"}),
            client.get("/c/wetlands/", headers={"HX-Request": "true"}),
            client.post("/c/wetlands/at/art_1/draft/", {"text": "W"}),
        ):
            assert answer.status_code == 403
            assert answer["HX-Redirect"] == reverse("second_step")
    assert not Invitation.objects.exists()


def test_coordinators_are_led_there_from_what_only_they_may_and_go_on_as_what_else_they_are(
    overdue: None, consultation: Consultation, people: dict[Role, User], network: Network,
    authority: Any, sign_in: Callable[[Role], Client],
) -> None:  # fmt: skip
    """What a reader or a delegate may do as well stays open to them, as that."""
    client, reader = sign_in(Role.COORDINATOR), Client(HTTP_ACCEPT_LANGUAGE="en")
    person = people[Role.COORDINATOR]
    Seat.objects.filter(user=person).delete()
    pages = [
        (where, pattern.callback.needs)
        for where, pattern in patterns()
        if getattr(pattern.callback, "needs", None)
    ]
    stage = Stage(consultation.stage)
    seen = dict.fromkeys((True, False), 0)
    for where, action in pages:
        address = "/" + re.sub(r"<\w+:slug>", "wetlands", where)
        if "<" in address:
            continue
        answer = client.get(address)
        of_reader = has_permission((Role.READER,), action, stage)
        of_role = not of_reader and has_permission((Role.COORDINATOR,), action, stage)
        if answer.status_code == 405:
            assert (client.post(address).status_code == 403) or not of_role, address
            continue
        assert led(answer, address) is of_role, address
        if of_reader:
            assert answer.status_code in (200, reader.get(address).status_code), address
        seen[of_role] += 1
    assert seen[True] > 1 and seen[False] > 20, seen
    private = Comment.objects.create(
        consultation=consultation, author=people[Role.DELEGATE], text="for the team alone",
        organisation=consultation.network.members.first(), eid="art_1",
        is_private=True, state=Comment.State.SENT,
    )  # fmt: skip
    for address in ("/c/wetlands/", "/c/wetlands/at/art_1/", "/c/wetlands/acts/", "/acts/"):
        assert private.text not in client.get(address).content.decode()
    member = consultation.network.members.first()
    Seat.objects.create(user=person, organisation=member)
    sent = client.post(
        "/c/wetlands/at/art_1/send/",
        {
            "text": "As a delegate",
            "organisation": member.pk,
            "key": str(uuid.uuid4()),
            "lang": "en",
        },
    )
    assert sent.status_code in (200, 302)
    assert Comment.objects.filter(author=person, text="As a delegate").exists()
    assert led(client.get(reverse("open")), reverse("open"))
    other = Network.objects.create(slug="rivers", name_en="Rivers")
    own = Consultation.objects.get()
    own.pk, own.slug, own.network = None, "own", network
    own.stage, own.initiator = Stage.PREPARING.value, None
    own.title_en = "Of the preparing network"
    own.save()
    assert "Of the preparing network" not in client.get("/").content.decode()
    assert led(client.get("/c/own/"), "/c/own/")
    Consultation.objects.filter(slug="wetlands").update(network=other)
    assert client.get("/c/wetlands/").status_code == 200
    assert client.get("/account/").status_code == 200
    others = [Role.DELEGATE, Role.OFFICER, Role.READER]
    assert [sign_in(role).get("/c/wetlands/").status_code for role in others] == [200] * 3


def test_one_sets_it_up_and_comes_back_to_where_one_was(
    overdue: None, consultation: Consultation, people: dict[Role, User]
) -> None:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    where = "/c/wetlands/acts/?page=1"
    entered = client.post(
        f"{reverse('account_login')}?next={where}",
        {"login": people[Role.SECRETARIAT].email, "password": PASSWORD, "next": where},
    )
    assert entered["Location"] == where
    told = client.get(where, follow=True)
    assert say("account.required.title", "en") in told.content.decode()
    secret = set_up_app(client)
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert f'href="{where}"' in page and say("account.required.go_on", "en") in page
    assert client.get(where).status_code == 200
    assert client.get(reverse("second_step"))["Location"] == where
    client.get(f"{reverse('second_step')}?next=https://example.net/")  # nowhere else
    assert client.get(reverse("second_step"))["Location"] == where
    client.post(reverse("account_logout"))
    again = client.post(
        reverse("account_login"), {"login": people[Role.SECRETARIAT].email, "password": PASSWORD}
    )
    assert again["Location"] == reverse("mfa_authenticate")
    cache.clear()
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert client.get("/people/").status_code == 200
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("mfa_deactivate_totp"))
    assert led(client.get("/people/"), "/people/")  # and who turns it off is led there again


def test_what_was_typed_when_one_is_led_away_is_not_lost(
    overdue: None, consultation: Consultation, people: dict[Role, User], network: Network,
    sign_in: Callable[[Role], Client],
) -> None:  # fmt: skip
    words = "Typed for an hour <b>\nand a second line"
    client = sign_in(Role.SECRETARIAT)
    sent = client.post("/networks/", {"name_en": words, "name_zh": "写了一小时", "what": "add"})
    typed = f"\n{html.escape(words)}</textarea>"
    assert sent.status_code == 403
    for page in (sent, client.get(reverse("second_step")), client.get(reverse("mfa_index"))):
        assert typed in page.content.decode() and "写了一小时</textarea>" in page.content.decode()
    set_up_app(client)
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert typed in page and 'href="/networks/"' in page
    assert not Network.objects.filter(name_zh="写了一小时").exists()
    client.post(reverse("account_logout"))
    assert typed not in sign_in(Role.SECRETARIAT).get(reverse("mfa_index")).content.decode()
    with later(timedelta(hours=3)):
        assert typed not in client.get(reverse("mfa_index")).content.decode()


@pytest.mark.parametrize("is_overdue", [True, False], ids=["led away", "asked again"])
def test_no_password_code_or_token_is_kept_with_what_was_typed(
    request: pytest.FixtureRequest, people: dict[Role, User], is_overdue: bool
) -> None:
    """Each was kept in the session, and shown in the clear on the page of the second step."""
    if is_overdue:
        request.getfixturevalue("overdue")
    secrets = {
        "password": "wet lands for all 1", "code": "12 34 56 7", "webhook_secret": "s " * 20, "token": "t" * 40,
    }  # fmt: skip
    client = Client()  # signed in this morning
    client.force_login(
        people[Role.SECRETARIAT], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    sent = client.post("/people/", {"email": "who@example.org", "role": "secretariat"} | secrets)
    kept = json.dumps(dict(client.session.items()), default=str)
    page = client.get(reverse("second_step"), follow=True).content.decode()
    assert sent.status_code == (403 if is_overdue else 302)
    assert "who%40example.org" in kept
    for secret in secrets.values():
        assert secret not in kept and quote_plus(secret) not in kept
        assert html.escape(secret) not in sent.content.decode() + page


def test_what_a_script_sends_when_one_is_led_away_leads_back_to_the_page_it_was_typed_on(
    overdue: None, consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    client, page = sign_in(Role.SECRETARIAT), "/c/wetlands/at/art_1/?lang=en"
    sent = client.post(
        "/c/wetlands/at/art_1/draft/", {"text": "words of an hour"},
        headers={"HX-Request": "true", "Referer": f"http://testserver{page}"},
    )  # fmt: skip
    assert sent.status_code == 403
    shown = client.get(sent["HX-Redirect"]).content.decode()
    assert "words of an hour</textarea>" in shown
    set_up_app(client)
    assert client.get(reverse("second_step"))["Location"] == page


def test_recovery_codes_alone_are_no_second_step(
    overdue: None, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    RecoveryCodes.activate(people[Role.SECRETARIAT])
    assert led(sign_in(Role.SECRETARIAT).get("/people/"), "/people/")


def test_the_days_begin_with_the_role_and_only_once(
    people: dict[Role, User], network: Network
) -> None:
    person = people[Role.DELEGATE]
    assert person.second_step_required_at is None
    with later(timedelta(days=3)):
        asked = api.invite_person(
            person.email, Role.COORDINATOR, people[Role.OPERATOR], network=network
        )
        api.accept_invitation(asked, "", None)
    since = User.objects.get(pk=person.pk).second_step_required_at
    assert since and since > timezone.now() + timedelta(days=2)
    network.coordinators.remove(person)
    with later(timedelta(days=10)):
        api.grant_role(User.objects.get(pk=person.pk), Role.SECRETARIAT)
    assert User.objects.get(pk=person.pk).second_step_required_at == since


def test_to_look_whether_somebody_is_overdue_changes_nothing_and_a_request_notes_since_when(
    people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    """Of somebody who became what they are without having been saved by us, such as by a command."""
    rows = User.objects.filter(pk=people[Role.SECRETARIAT].pk)
    rows.update(second_step_required_at=None, has_second_step=False)
    person = rows.get()
    with CaptureQueriesContext(connection) as asked:
        assert not second_step.is_overdue(person) and second_step.ends_on(person)
    assert asked.captured_queries == [] and rows.get().second_step_required_at is None
    sign_in(Role.SECRETARIAT).get("/people/")
    since = rows.get().second_step_required_at
    assert since is not None
    sign_in(Role.SECRETARIAT).get("/people/")
    assert rows.get().second_step_required_at == since


def test_no_days_at_all_can_be_set(
    people: dict[Role, User], sign_in: Callable[[Role], Client], settings: Any
) -> None:
    settings.SECOND_STEP_DAYS = 0
    assert led(sign_in(Role.OPERATOR).get("/people/"), "/people/")


@pytest.mark.parametrize("by", ["colleague", "command"])
def test_who_lost_the_device_is_helped_by_a_colleague_or_by_who_runs_the_machine(
    by: str, overdue: None, people: dict[Role, User], sign_in: Callable[[Role], Client],
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    person = people[Role.SECRETARIAT]
    client = sign_in(Role.SECRETARIAT)
    set_up_app(client)
    if by == "command":
        from typer.testing import CliRunner

        from huiyin.cli.desk_command import build_desk_program

        told = CliRunner().invoke(build_desk_program(), ["reset-second-step", person.email.upper()])
        assert told.exit_code == 0, told.output
        assert (
            CliRunner()
            .invoke(build_desk_program(), ["reset-second-step", "x@example.org"])
            .exit_code
            != 0
        )
    else:
        colleague = Client(HTTP_ACCEPT_LANGUAGE="en")
        helper = User.objects.create_user("other@example.org", PASSWORD, is_secretariat=True)
        enter(colleague, helper)
        set_up_app(colleague)
        at = reverse("person", args=(person.pk,))
        assert colleague.post(at, {"what": "factor", "sure": "yes"}).status_code == 302
    assert not Authenticator.objects.filter(user=person).exists()
    assert client.get("/account/").status_code == 302  # signed out, whoever it was
    act = AuditEntry.objects.get(verb="person.factor_reset")
    assert (act.actor is None) is (by == "command")
    assert letters()[-1].to == [person.email]
    assert letters()[-1].subject == say("mail.second_step_reset.subject", "en")
    back = Client(HTTP_ACCEPT_LANGUAGE="en")
    back.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert led(back.get("/people/"), "/people/")
    set_up_app(back)
    assert back.get("/people/").status_code == 200


# ---- sealed --------------------------------------------------------------------------------------------


@pytest.fixture
def person(people: dict[Role, User]) -> User:
    return people[Role.SECRETARIAT]


def held(person: User) -> str:
    return str(list(Authenticator.objects.filter(user=person).values_list("data", flat=True)))


def test_secrets_of_authenticators_are_sealed(person: User, people: dict[Role, User]) -> None:
    client = Client()
    enter(client, person)
    secret = set_up_app(client)
    RecoveryCodes.activate(people[Role.OFFICER])  # of a desk of before
    assert secret not in held(person)
    assert held(person).count("sealed1:") == held(people[Role.OFFICER]).count("sealed1:") == 1
    with pytest.MonkeyPatch.context() as patched:  # sealed as another kind it opens as none
        from huiyin.desk.accounts import adapter

        patched.setattr(adapter, "SECRETS", "session")
        assert secret != get_adapter().decrypt(
            Authenticator.objects.get(user=person, type="totp").data["secret"]
        )


def test_another_key_opens_nothing_and_no_code_is_right_then(person: User, settings: Any) -> None:
    totp = TOTP.activate(person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    codes = RecoveryCodes.activate(person)
    own = settings.SEALING_KEY
    right, spare = code("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"), codes.get_unused_codes()[0]
    settings.SEALING_KEY = "of another desk"
    for tried in (right, code(""), code("A" * 32)):
        assert not totp.validate_code(tried)
    assert not codes.validate_code(spare)
    first, second = (codes.get_unused_codes() for _ in range(2))
    assert not set(first) & set(second)  # nobody can know them
    data = Authenticator.objects.get(user=person, type="totp").data
    data["secret"] = data["secret"][:-6] + "AAAAA="
    settings.SEALING_KEY = own
    assert not TOTP(Authenticator(user=person, type="totp", data=data)).validate_code(right)


def test_after_the_key_was_changed_what_was_sealed_is_sealed_anew(
    person: User, settings: Any
) -> None:
    from huiyin.desk.accounts.second_step import seal_anew

    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    TOTP.activate(person, secret)
    spare = RecoveryCodes.activate(person).get_unused_codes()
    before, settings.SEALING_KEY = settings.SEALING_KEY, "the next key"
    assert seal_anew() == 2  # cannot be read: nothing is lost by trying
    settings.SECRET_KEY_FALLBACKS = [before]
    assert seal_anew() == 0
    settings.SECRET_KEY_FALLBACKS = []
    assert Authenticator.objects.get(user=person, type="totp").wrap().validate_code(code(secret))
    again = Authenticator.objects.get(user=person, type="recovery_codes").wrap()
    assert again.get_unused_codes() == spare


def test_secrets_of_an_earlier_desk_are_sealed_by_its_upgrade_and_opened_on_the_way_back(
    person: User,
) -> None:
    from importlib import import_module

    locks = import_module("huiyin.desk.accounts.migrations.0005_locks")
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    Authenticator.objects.create(user=person, type="totp", data={"secret": secret})
    Authenticator.objects.create(
        user=person, type="recovery_codes", data={"migrated_codes": ["12345678", "23456789"]}
    )
    locks.seal_secrets(apps, None)
    assert secret not in held(person) and "12345678" not in held(person)
    assert Authenticator.objects.get(user=person, type="totp").wrap().validate_code(code(secret))
    spare = Authenticator.objects.get(user=person, type="recovery_codes").wrap()
    assert spare.validate_code("12345678") and not spare.validate_code("12345678")
    locks.open_secrets(apps, None)
    assert secret in held(person) and "23456789" in held(person)


def test_what_needs_a_second_step_is_what_the_table_calls_private() -> None:
    """Whoever may see private comments, or take all away, is asked for one."""
    from huiyin.desk.accounts.permissions import TABLE

    roles = {*TABLE[Action.SEE_PRIVATE], *TABLE[Action.EXPORT_ALL], *TABLE[Action.AUDIT]}
    assert roles == {Role.SECRETARIAT, Role.COORDINATOR, Role.CONVENER, Role.OPERATOR}


@pytest.mark.parametrize(
    "typed", ["9" * 4301, '{"id": ' + "9" * 4301 + "}", "[" * 100_000, '{"a":' * 50_000, '"', "{}"]
)
def test_whatever_stands_for_a_passkey_is_answered(
    typed: str, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    """A number of 4,301 digits, and brackets within brackets, were errors of ours."""
    person = people[Role.DELEGATE]
    inside = sign_in(Role.DELEGATE)
    inside.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    outside, between = Client(), Client()
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    between.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    places = [
        (inside, "mfa_add_webauthn"), (inside, "mfa_reauthenticate_webauthn"),
        (outside, "mfa_login_webauthn"), (between, "mfa_authenticate"),
    ]  # fmt: skip
    for client, name in places:
        client.raise_request_exception = False
        assert client.post(reverse(name), {"credential": typed}).status_code in (200, 302), name
