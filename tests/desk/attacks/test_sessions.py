"""What was given out ends: sessions, known browsers, links and invitations, and none of them comes back to life."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.backends.base import UpdateError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import Session, User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.networks import api, departures
from huiyin.desk.networks.models import Invitation, Network
from huiyin.desk.registry import organisations
from huiyin.i18n import say
from tests.desk.attacks.test_lockout import (
    NEW,
    ask_for_reset,
    at,
    guess,
    leave,
    links,
    reset,
    set_up_app,
    sign_in,
)
from tests.desk.world import PASSWORD, enter

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
WECHAT = "Mozilla/5.0 (Linux; Android 15; HarmonyOS) AppleWebKit/537.36 Chrome/126 Safari/537.36 MicroMessenger/8.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0"


@pytest.fixture
def person(people: dict[Role, User]) -> User:
    return people[Role.COORDINATOR]


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def open_invitations(email: str) -> int:
    return sum(one.is_open for one in Invitation.objects.filter(email=email))


def test_a_closed_account_that_is_opened_again_brings_nothing_of_before_back_to_life(
    person: User, people: dict[Role, User], network: Network
) -> None:
    team = people[Role.SECRETARIAT]
    browser, elsewhere = at(1), at(2)
    assert sign_in(browser, person.email) and sign_in(elsewhere, person.email)
    held = {client: client.cookies["sessionid"].value for client in (browser, elsewhere)}
    ask_for_reset(at(3), person.email)
    (link,) = links()
    invitation = api.invite_person(person.email, Role.COORDINATOR, team, network=network)
    departures.close_account(person, team)
    assert not is_in(browser)
    departures.reopen_account(User.objects.get(pk=person.pk), team)
    for client, key in held.items():
        client.cookies["sessionid"] = key
        assert not is_in(client)
    assert say("account.reset.over", "en") in at(4).get(link, follow=True).content.decode()
    assert at(5).get(f"/join/{invitation.token}/").status_code == 410
    guess(person.email, 9)
    assert not sign_in(browser, person.email)  # no longer known there


def test_what_a_taken_account_sent_out_ends_with_it(
    people: dict[Role, User], network: Network, members: list[Any]
) -> None:
    thief = people[Role.SECRETARIAT]
    strong = api.invite_person("mallory@example.net", Role.SECRETARIAT, thief)
    network_too = api.invite_person("mallory@example.net", Role.COORDINATOR, thief, network=network)
    weak = api.invite_person("member@example.org", Role.DELEGATE, thief, organisation=members[0])
    departures.close_account(thief, people[Role.OPERATOR])
    for one, is_open in ((strong, False), (network_too, False), (weak, True)):
        one.refresh_from_db()
        assert one.is_open is is_open


@pytest.mark.parametrize(
    "role", ["secretariat", "coordinator", "dismissed", "delegate", "unseated"]
)
def test_a_role_that_was_taken_is_not_got_back_by_an_invitation_that_lay_unused(
    role: str, people: dict[Role, User], network: Network, members: list[Any]
) -> None:
    by = people[Role.OPERATOR]
    if role == "secretariat":
        person = people[Role.SECRETARIAT]
        asked = api.invite_person(person.email, Role.SECRETARIAT, by)
        departures.leave_secretariat(person, by)
    elif role in ("coordinator", "dismissed"):
        person = people[Role.COORDINATOR]
        asked = api.invite_person(person.email, Role.COORDINATOR, by, network=network)
        if role == "coordinator":
            departures.end_coordinating(person, network, by)
        else:
            network.coordinators.remove(person)
        assert not User.objects.get(pk=person.pk).is_leading
    else:
        person = people[Role.DELEGATE]
        asked = api.invite_person(person.email, Role.DELEGATE, by, organisation=members[0])
        seat = person.seats.get()
        if role == "delegate":
            departures.end_seat(seat, by)
        else:
            organisations.remove_seat(members[0], seat.pk, by)
    assert at(1).get(f"/join/{asked.token}/").status_code == 410
    with pytest.raises(api.WrongInvitation):
        api.accept_invitation(asked, "N", NEW)


def test_who_was_invited_for_a_member_is_not_let_into_an_authority(
    people: dict[Role, User], members: list[Any]
) -> None:
    asked = api.invite_person(
        "x@example.org", Role.DELEGATE, people[Role.OPERATOR], organisation=members[0]
    )
    members[0].kind = "authority"
    members[0].save()
    answer = at(1).post(f"/join/{asked.token}/", {"name": "X", "password": NEW})
    assert answer.status_code == 410 and not User.objects.filter(email="x@example.org").exists()


def test_no_invitation_gives_a_closed_account_a_role(
    people: dict[Role, User], members: list[Any]
) -> None:
    person = people[Role.OFFICER]
    departures.close_account(person, people[Role.OPERATOR])
    asked = api.invite_person(person.email, Role.SECRETARIAT, people[Role.OPERATOR])
    assert at(1).post(f"/join/{asked.token}/").status_code == 410
    assert not User.objects.get(pk=person.pk).is_secretariat


@pytest.mark.parametrize("how", ["change", "reset", "factor", "first factor"])
def test_whatever_locks_an_account_anew_ends_what_was_begun_before(
    how: str, person: User, people: dict[Role, User], django_capture_on_commit_callbacks: Any
) -> None:
    thief, own = at(1), at(2)
    assert sign_in(thief, person.email) and sign_in(own, person.email)
    ask_for_reset(at(3), person.email)
    (link,) = links()
    if how == "change":
        form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
        own.post(reverse("account_change_password"), form)
    elif how == "reset":
        reset(at(4), link)
    elif how == "factor":
        departures.reset_second_step(person, people[Role.OPERATOR])
    else:
        with django_capture_on_commit_callbacks(execute=True):
            set_up_app(own)
    assert not is_in(thief)
    assert is_in(own) == (how in ("change", "first factor"))
    if how != "first factor":
        assert say("account.reset.over", "en") in at(5).get(link, follow=True).content.decode()


def test_one_sees_where_one_is_signed_in_and_ends_it(
    person: User, people: dict[Role, User]
) -> None:
    browsers = [at(n, HTTP_USER_AGENT=agent) for n, agent in enumerate((FIREFOX, WECHAT, EDGE))]
    for browser in browsers:
        assert sign_in(browser, person.email)
    stranger = at(9)
    assert sign_in(stranger, people[Role.OFFICER].email)
    here, phone, office = browsers
    page = here.get(reverse("sessions")).content.decode()
    for words in (
        "browser.firefox",
        "browser.wechat",
        "browser.edge",
        "system.linux",
        "system.windows",
    ):
        assert say(f"account.{words}", "en") in page
    assert page.count(say("account.sessions.this", "en") + "</span>") == 1
    assert "Mozilla" not in page and "198.51" not in page
    ends = re.findall(r'name="end" value="(\w{64})"', page)
    assert len(ends) == 2  # not oneself: that is what signing out is for

    for key in ends:  # nobody else's
        stranger.post(reverse("sessions"), {"end": key})
    assert is_in(phone) and is_in(office)
    asked = here.post(reverse("sessions"), {"end": ends[0]})
    assert reverse("account_reauthenticate") in asked["Location"]
    assert is_in(phone) and is_in(office)  # who found this machine open ends nothing
    here.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert say("account.again.typed", "en") in here.get(reverse("sessions")).content.decode()
    here.post(reverse("sessions"), {"end": ends[0]})
    assert sorted((is_in(phone), is_in(office))) == [False, True]
    assert is_in(here)
    assert sign_in(phone, person.email) and sign_in(office, person.email)
    here.post(reverse("sessions"), {"others": "yes"})
    assert (is_in(here), is_in(phone), is_in(office)) == (True, False, False)
    assert is_in(stranger)
    ended = AuditEntry.objects.filter(verb="account.sessions_end", actor=person)
    assert [act.details["n"] for act in ended.order_by("pk")] == [1, 2]
    guess(person.email, 9)
    assert not sign_in(office, person.email)  # nor is it known any more
    assert sign_in(leave(here), person.email)


def test_a_request_that_was_under_way_when_its_session_ended_does_not_begin_it_anew(
    person: User,
) -> None:
    client = at(1)
    assert sign_in(client, person.email)
    session = client.session
    session["x"] = 1
    departures.close_account(person, User.objects.get(is_superuser=True))
    with pytest.raises(UpdateError):
        session.save()
    assert not is_in(client)


def everything() -> Iterator[str]:
    """All that the database holds."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            for row in model._base_manager.values_list():
                yield from map(str, row)


def test_nobody_comes_in_with_what_stands_in_the_database(person: User, members: Any) -> None:
    client = at(1)
    assert sign_in(client, person.email)
    secret = set_up_app(client)
    client.get(reverse("mfa_activate_totp"))
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    spare = re.findall(r"<li><code>(\w+)</code>", page)
    half = at(2)
    half.post(reverse("account_reauthenticate"))
    ask_for_reset(at(3), person.email)
    (link,) = links()
    asked = at(4)
    asked.get(link)  # holds the token in its session, until the new password is typed
    invitation = api.invite_person("x@example.org", Role.DELEGATE, person, organisation=members[0])
    at(5).get(f"/join/{invitation.token}/")
    secrets = {
        "session": client.cookies["sessionid"].value,
        "device": next(v.value for n, v in client.cookies.items() if n.startswith("device_")),
        "authenticator": secret,
        "code": spare[0],
        "reset": link.rstrip("/").rpartition("-")[2],
        "invitation": invitation.token,
        "password": PASSWORD,
    }
    held = "\0".join(everything())
    assert person.email in held
    assert [name for name, value in secrets.items() if value in held] == []
    for key in re.findall(r"\b[0-9a-f]{64}\b", held):
        forged = Client()
        forged.cookies["sessionid"] = key
        assert not is_in(forged)


def test_sessions_that_are_used_are_noted_now_and_then_and_those_that_ran_out_go(
    person: User,
) -> None:
    client = at(1)
    enter(client, person)
    before = Session.objects.get(user=person)
    client.get("/account/")
    assert (
        Session.objects.get(user=person).last_seen_at == before.last_seen_at
    )  # not a write for every page
    Session.objects.update(last_seen_at=before.last_seen_at - timezone.timedelta(hours=1))
    client.get("/account/")
    assert Session.objects.get(user=person).last_seen_at > before.last_seen_at - timezone.timedelta(
        minutes=1
    )
    Session.objects.update(expire_date=timezone.now() - timezone.timedelta(days=1))
    assert not is_in(client)
    call_command("clearsessions")
    assert not Session.objects.exists()


def test_who_reads_the_mail_alone_gives_an_account_no_role(
    people: dict[Role, User], network: Network
) -> None:
    person, other = people[Role.DELEGATE], people[Role.OFFICER]
    asked = api.invite_person(
        person.email, Role.COORDINATOR, people[Role.SECRETARIAT], network=network
    )
    address = f"/join/{asked.token}/"
    stranger = at(1)
    page = stranger.get(address)
    assert say("desk.join.known", "en", email=person.email) in page.content.decode()
    assert f"{reverse('account_login')}?next={address}" in page.content.decode()
    assert stranger.post(address, {"name": "X", "password": NEW}).status_code == 403
    another = at(2)
    assert sign_in(another, other.email)
    told = say("desk.join.other", "en", name=str(other), email=person.email)
    assert told in html.unescape(another.get(address).content.decode())
    assert another.post(address).status_code == 403
    asked.refresh_from_db()
    assert asked.is_open and not network.coordinators.filter(pk__in=(person.pk, other.pk)).exists()
    owner = at(3)
    assert sign_in(owner, person.email)
    assert owner.post(address).status_code == 302
    assert network.coordinators.filter(pk=person.pk).exists()


def test_of_the_last_two_in_the_secretariat_neither_takes_the_other_out_while_they_leave(
    people: dict[Role, User],
) -> None:
    first = people[Role.SECRETARIAT]
    second = User.objects.create_user("second@example.org", NEW, is_secretariat=True)
    assert not departures.is_last_of_secretariat(first)
    mine = User.objects.get(pk=first.pk)  # as the other's request read it, a moment before
    departures.leave_secretariat(first, second)
    assert departures.is_last_of_secretariat(second)
    for step in (departures.leave_secretariat, departures.close_account):
        with pytest.raises(departures.NotAllowed) as refused:
            step(second, mine)
        assert refused.value.code == "last_secretariat"


def test_who_runs_the_machine_may_close_the_last_of_the_secretariat_and_is_warned(
    people: dict[Role, User],
) -> None:
    person = people[Role.SECRETARIAT]
    client = at(4)
    assert sign_in(client, people[Role.OPERATOR].email)
    address = reverse("person", args=(person.pk,))
    warned = client.post(address, {"what": "close"}).content.decode()
    assert say("desk.person.last_secretariat", "en") in warned
    User.objects.create_user("second@example.org", NEW, is_secretariat=True)
    warned = client.post(address, {"what": "close"}).content.decode()
    assert say("desk.person.last_secretariat", "en") not in warned
