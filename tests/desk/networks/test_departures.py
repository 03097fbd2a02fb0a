"""What somebody was given is taken back: by whom, after being asked once more, and with a record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.consultations.access import list_user_roles
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.networks import departures
from huiyin.desk.notifications import outbox
from huiyin.i18n import say
from tests.desk.accounts.test_accounts import set_up_app, sign_in_as
from tests.desk.world import PASSWORD


def do(client: Client, person: User, what: str, **more: str) -> Any:
    return client.post(reverse("person", args=(person.pk,)), {"what": what, **more})


def test_nothing_is_done_before_it_was_asked_once_more(
    people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    team, delegate = sign_in(Role.SECRETARIAT), people[Role.DELEGATE]
    page = do(team, delegate, "close").content.decode()
    assert say("desk.person.what.close") in page and 'name="sure"' in page
    delegate.refresh_from_db()
    assert delegate.is_active and not AuditEntry.objects.exists()
    answer = do(team, delegate, "close", sure="yes")
    assert answer["Location"] == reverse("person", args=(delegate.pk,))
    delegate.refresh_from_db()
    assert not delegate.is_active
    act = AuditEntry.objects.get()
    assert (act.verb, act.actor) == ("person.close", people[Role.SECRETARIAT])


def test_a_closed_account_is_signed_out_at_once_and_can_be_opened_again(
    people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    delegate, here = people[Role.DELEGATE], sign_in(Role.DELEGATE)
    assert here.get(reverse("account")).status_code == 200
    departures.close_account(delegate, people[Role.SECRETARIAT])
    assert here.get(reverse("account"))["Location"].startswith("/accounts/login/")
    given = {"login": delegate.email, "password": PASSWORD}
    assert Client().post(reverse("account_login"), given)["Location"] == reverse("account_inactive")
    do(sign_in(Role.SECRETARIAT), delegate, "open", sure="yes")
    assert Client().post(reverse("account_login"), given)["Location"] == "/for-you/"


def test_seats_networks_and_the_secretariat_are_left_with_a_record(
    consultation: Consultation, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    operator = sign_in(Role.OPERATOR)
    seat = people[Role.DELEGATE].seats.get()
    do(operator, people[Role.DELEGATE], f"seat-{seat.pk}", sure="yes")
    network = people[Role.COORDINATOR].coordinates.get()
    do(operator, people[Role.COORDINATOR], f"network-{network.pk}", sure="yes")
    do(operator, people[Role.SECRETARIAT], "secretariat", sure="yes")
    for role in (Role.DELEGATE, Role.COORDINATOR, Role.SECRETARIAT):
        user = User.objects.get(pk=people[role].pk)
        assert list_user_roles(user, consultation) == {Role.READER}, role
        assert not user.is_staff
    done = set(
        AuditEntry.objects.filter(actor=people[Role.OPERATOR]).values_list("verb", flat=True)
    )
    assert done == {"person.seat_end", "person.coordinating_end", "person.secretariat_end"}


def test_a_lost_second_step_is_reset_and_its_owner_hears_of_it(
    people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    delegate = people[Role.DELEGATE]
    set_up_app(sign_in_as(delegate))
    given = {"login": delegate.email, "password": PASSWORD}
    assert "2fa" in Client().post(reverse("account_login"), given)["Location"]
    do(sign_in(Role.SECRETARIAT), delegate, "factor", sure="yes")
    assert not Authenticator.objects.exists()
    assert Client().post(reverse("account_login"), given)["Location"] == "/for-you/"
    outbox.deliver_mails()
    subjects = [letter.subject for letter in mail.outbox if letter.to == [delegate.email]]
    assert say("mail.second_step_reset.subject", "en") in subjects
    assert AuditEntry.objects.filter(
        verb="person.factor_reset", actor=people[Role.SECRETARIAT]
    ).exists()


def test_the_last_who_runs_the_machine_cannot_be_closed(
    people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    operator = people[Role.OPERATOR]
    page = do(sign_in(Role.OPERATOR), operator, "close", sure="yes")
    assert page.status_code == 422
    assert say("desk.person.not.last_operator") in page.content.decode()
    second = User.objects.create_superuser("second@example.org", PASSWORD)
    departures.close_account(operator, second)
    with pytest.raises(departures.NotAllowed, match="last_operator"):
        departures.close_account(second, operator)
    second.refresh_from_db()
    assert second.is_active
    third = User.objects.create_superuser("third@example.org", PASSWORD)
    with pytest.raises(departures.NotAllowed, match="closed"):  # who is closed closes nobody
        departures.close_account(third, operator)


def test_the_secretariat_changes_no_operator_and_nobody_oneself(
    people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    User.objects.create_superuser("second@example.org", PASSWORD)
    team = sign_in(Role.SECRETARIAT)
    for what in ("close", "factor"):
        set_up_app(sign_in_as(people[Role.OPERATOR])) if what == "factor" else None
        page = do(team, people[Role.OPERATOR], what, sure="yes")
        assert say("desk.person.not.operator") in page.content.decode()
    page = do(team, people[Role.SECRETARIAT], "close", sure="yes")
    assert say("desk.person.not.oneself") in page.content.decode()
    assert not User.objects.filter(is_active=False).exists()
    assert Authenticator.objects.exists()


def test_the_pages_of_people_are_for_the_team_and_offer_only_what_there_is(
    people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    url = reverse("person", args=(people[Role.DELEGATE].pk,))
    for role in Role:
        status = sign_in(role).get(url).status_code
        expected = {Role.SECRETARIAT: 200, Role.OPERATOR: 200, Role.READER: 302}.get(role, 403)
        assert status == expected, role
    team = sign_in(Role.SECRETARIAT)
    for what in ("seat-999", "network-1", "secretariat", "factor", "open", "everything", ""):
        assert do(team, people[Role.DELEGATE], what, sure="yes").status_code == 404, what
    assert team.get(reverse("person", args=(99999,))).status_code == 404
