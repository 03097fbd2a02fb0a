"""Joining a network has two sides, leaving leaves a gap, and who was dismissed meanwhile settles nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import (
    NETWORK_TABLE,
    NetworkAction,
    Role,
    Stage,
    Standing,
    has_network_permission,
)
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.networks import duty_reminders, forwarding_lines, network_members
from huiyin.desk.networks import membership_requests as requests
from huiyin.desk.networks import network_pages as pages
from huiyin.desk.networks.duties import list_duties
from huiyin.desk.networks.models import Coordination, DutyReminder, MembershipRequest, Network
from huiyin.desk.networks.rights import list_own_standings
from huiyin.desk.notifications.models import Mail
from huiyin.desk.registry.api.seats import give_seat
from huiyin.desk.registry.models import Fact, Organisation
from huiyin.i18n import say
from tests.desk.accounts.test_accounts import sign_in_as
from tests.desk.world import PASSWORD, letters


@pytest.fixture
def stranger(people: dict[Role, User]) -> tuple[User, Organisation]:
    """An organisation outside of the network, and its delegate."""
    cranes = Organisation.objects.create(slug="cranes", name_zh="鹤会", name_en="Cranes")
    person = User.objects.create_user("cranes@example.org", PASSWORD, name="Ke", language="en")
    give_seat(person, cranes)
    return person, cranes


def post(person: User, name: str, network: Network, **given: Any) -> Any:
    return sign_in_as(person).post(reverse(name, args=(network.slug,)), given, follow=True)


def test_an_organisation_asks_and_a_coordinator_accepts(
    network: Network, people: dict[Role, User], stranger: tuple[User, Organisation]
) -> None:
    person, cranes = stranger
    post(
        person,
        "network_join",
        network,
        organisation=cranes.pk,
        what="ask",
        words="We count cranes.",
    )
    request = MembershipRequest.objects.get()
    assert not network.members.filter(pk=cranes.pk).exists()
    (asked,) = letters()
    assert asked.to == [people[Role.COORDINATOR].email] and "We count cranes." in asked.body
    page = post(
        people[Role.COORDINATOR], "network_requests", network, request=request.pk, what="accept"
    )
    assert say("network.led.accept", "en") in page.content.decode()
    assert network.members.filter(pk=cranes.pk).exists()
    fact = Fact.objects.get(organisation=cranes, kind="network", withdrawn_at=None)
    assert fact.first_day == timezone.localdate() and fact.recorded_by == people[Role.COORDINATOR]
    assert letters()[-1].to == [person.email]


def test_who_is_declined_is_told_why_and_may_ask_again(
    network: Network, people: dict[Role, User], stranger: tuple[User, Organisation]
) -> None:
    person, cranes = stranger
    asked = requests.ask_to_join(network, cranes, "", person)
    with pytest.raises(requests.RequestRefused, match="no_reason"):
        requests.answer_request(asked, people[Role.COORDINATOR], accepts=False)
    requests.answer_request(asked, people[Role.COORDINATOR], accepts=False, reason="Ask in May.")
    assert "Ask in May." in letters()[-1].body
    assert not network.members.filter(pk=cranes.pk).exists()
    requests.ask_to_join(network, cranes, "", person)


def test_a_network_invites_and_the_delegate_accepts_or_not(
    network: Network, people: dict[Role, User], stranger: tuple[User, Organisation]
) -> None:
    person, cranes = stranger
    coordinator = people[Role.COORDINATOR]
    first = requests.invite_organisation(network, cranes, "Come.", coordinator)
    with pytest.raises(requests.RequestRefused, match="gone"):
        requests.answer_request(first, coordinator, accepts=True)  # not the network's to say
    post(person, "network_join", network, organisation=cranes.pk, what="decline", words="Not yet.")
    first.refresh_from_db()
    assert (first.state, first.answer) == ("declined", "Not yet.")
    second = requests.invite_organisation(network, cranes, "", coordinator)
    requests.take_back_request(second, coordinator)
    requests.invite_organisation(network, cranes, "", coordinator)
    post(person, "network_join", network, organisation=cranes.pk, what="accept")
    assert network.members.filter(pk=cranes.pk).exists()


def test_who_leaves_and_comes_back_has_two_periods_with_a_gap(
    network: Network, people: dict[Role, User], stranger: tuple[User, Organisation]
) -> None:
    person, cranes = stranger
    today = timezone.localdate()
    asked = requests.ask_to_join(network, cranes, "", person)
    requests.answer_request(asked, people[Role.COORDINATOR], accepts=True)
    long_ago, then = today - timedelta(400), today - timedelta(100)
    Fact.objects.filter(organisation=cranes, kind="network").update(
        since=str(long_ago), first_day=long_ago
    )
    shown = post(person, "network_join", network, organisation=cranes.pk, what="leave")
    assert network.members.filter(pk=cranes.pk).exists()  # asked once more
    assert say("network.leave_do", "en") in shown.content.decode()
    post(person, "network_join", network, organisation=cranes.pk, what="leave", sure="yes")
    assert not network.members.filter(pk=cranes.pk).exists()
    Fact.objects.filter(organisation=cranes, kind="network", withdrawn_at=None).update(
        until=str(then), last_day=then
    )
    asked = requests.ask_to_join(network, cranes, "", person)
    requests.answer_request(asked, people[Role.COORDINATOR], accepts=True)
    (member,) = [one for one in pages.list_members(network)[0] if one.organisation == cranes]
    assert [(p.first_day, p.last_day) for p in member.periods] == [(long_ago, then), (today, None)]


def test_a_coordinator_who_was_dismissed_meanwhile_settles_nothing(
    network: Network, people: dict[Role, User], stranger: tuple[User, Organisation]
) -> None:
    """Their page stood open; the request stays open for who comes after them."""
    person, cranes = stranger
    coordinator = people[Role.COORDINATOR]
    asked = requests.ask_to_join(network, cranes, "", person)
    network_members.dismiss_coordinators(network, [coordinator], people[Role.SECRETARIAT])
    with pytest.raises(requests.RequestRefused, match="gone"):
        requests.answer_request(asked, coordinator, accepts=True)
    asked.refresh_from_db()
    assert asked.state == "open" and not network.members.filter(pk=cranes.pk).exists()
    requests.answer_request(asked, people[Role.SECRETARIAT], accepts=True)
    assert network.members.filter(pk=cranes.pk).exists()
    lasted = Coordination.objects.get(network=network, person=coordinator)
    assert lasted.until == timezone.localdate()
    network.coordinators.add(coordinator)
    assert Coordination.objects.filter(network=network, person=coordinator).count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_who_accept_at_once_one_finds_it_settled(
    network: Network, people: dict[Role, User], stranger: tuple[User, Organisation]
) -> None:
    person, cranes = stranger
    asked = requests.ask_to_join(network, cranes, "", person)
    start, said = threading.Barrier(2), []

    def accept(by: User) -> None:
        try:
            start.wait()
            requests.answer_request(asked, by, accepts=True)
            said.append("accepted")
        except requests.RequestRefused as refused:
            said.append(refused.code)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=accept, args=(people[role],))
        for role in (Role.COORDINATOR, Role.SECRETARIAT)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["accepted", "settled"]
    assert Fact.objects.filter(organisation=cranes, kind="network", withdrawn_at=None).count() == 1
    assert AuditEntry.objects.filter(verb="network.accept").count() == 1


def test_a_coordinator_is_led_to_where_they_work_and_everybody_reads_the_page(
    network: Network,
    people: dict[Role, User],
    sign_in: Callable[[Role], Client],
    consultation: Consultation,
) -> None:
    at = reverse("network", args=(network.pk,))
    assert sign_in(Role.COORDINATOR).get(at)["Location"] == reverse(
        "network_work", args=(network.slug,)
    )
    assert sign_in(Role.DELEGATE).get(at)["Location"] == reverse(
        "network_page", args=(network.slug,)
    )
    assert sign_in(Role.SECRETARIAT).get(at).status_code == 200
    post(people[Role.COORDINATOR], "network_description", network, charter_en="We meet in May.")
    User.objects.filter(pk=people[Role.COORDINATOR].pk).update(name="Ida Reed")
    for role in Role:
        answer = sign_in(role).get(reverse("network_page", args=(network.slug,)))
        page = answer.content.decode()
        assert answer.status_code == 200 and "We meet in May." in page
        assert consultation.title_en in page
        knows = "Ida Reed" in page.split("<main")[1]
        assert knows == (role is not Role.READER)


#: Role → what it may do with an organisation that stands to the network in each way; written by hand.
MAY = {
    Role.DELEGATE: {
        Standing.OUTSIDE: {"ask"}, Standing.ASKED: {"withdraw"}, Standing.INVITED: {"answer"},
        Standing.MEMBER: {"leave", "follow_work"},
    },
    **{
        role: {
            Standing.OUTSIDE: {"invite", "follow_work", "lead", "describe"},
            Standing.ASKED: {"admit", "follow_work", "lead", "describe"},
            Standing.INVITED: {"recall", "follow_work", "lead", "describe"},
            Standing.MEMBER: {"follow_work", "lead", "describe"},
        }
        for role in (Role.COORDINATOR, Role.SECRETARIAT)
    },
}  # fmt: skip


def test_the_table_of_networks_says_what_was_written_down() -> None:
    assert set(NETWORK_TABLE) == set(NetworkAction)
    for role in Role:
        for standing in Standing:
            may = {
                one.value for one in NetworkAction if has_network_permission({role}, one, standing)
            }
            assert may == MAY.get(role, {}).get(standing, set()), (role, standing)


@pytest.mark.parametrize("standing", Standing)
def test_every_address_of_a_network_is_entered_by_who_may_and_nobody_else(
    standing: Standing, network: Network, people: dict[Role, User],
    sign_in: Callable[[Role], Client], stranger: tuple[User, Organisation],
) -> None:  # fmt: skip
    """Role × where the organisation stands × address, against the one table."""
    person, cranes = stranger
    secretariat = people[Role.SECRETARIAT]
    if standing is Standing.ASKED:
        requests.ask_to_join(network, cranes, "", person)
    elif standing is Standing.INVITED:
        requests.invite_organisation(network, cranes, "", secretariat)
    elif standing is Standing.MEMBER:
        network_members.add_members(network, [cranes], secretariat)
    assert [one.standing for one in list_own_standings(person, network)] == [standing]
    deed = NetworkAction
    addresses = {
        "network_join": {deed.ASK, deed.WITHDRAW, deed.ANSWER, deed.LEAVE}, "network_work": {deed.FOLLOW_WORK},
        "network_requests": {deed.LEAD}, "network_remind": {deed.LEAD}, "network_description": {deed.DESCRIBE},
    }  # fmt: skip
    clients = {
        role: sign_in(role)
        for role in (Role.READER, Role.COORDINATOR, Role.SECRETARIAT, Role.OFFICER, Role.OPERATOR)
    }
    clients[Role.DELEGATE] = sign_in_as(person)
    for role, client in clients.items():
        for name, actions in addresses.items():
            answer = client.get(reverse(name, args=(network.slug,)))
            if role is Role.READER:
                assert answer.status_code == 405 or answer["Location"].startswith(
                    "/accounts/login/"
                )
                continue
            if answer.status_code == 405:
                answer = client.post(
                    reverse(name, args=(network.slug,)),
                    {"what": "leave", "organisation": cranes.pk},
                )
            may = any(has_network_permission({role}, one, standing) for one in actions)
            if name == "network_requests" and may:
                assert answer.status_code == 403  # no deed of its form
            else:
                assert (answer.status_code != 403) == may, (role, name, answer.status_code)


def test_who_has_yet_to_comment_is_reminded_a_few_times_and_it_is_recorded(
    network: Network, people: dict[Role, User], consultation: Consultation
) -> None:
    coordinator = people[Role.COORDINATOR]
    (duty,) = list_duties(network)
    assert (duty.key, duty.asked, len(duty.waiting)) == (f"comment:{consultation.pk}", 3, 3)
    page = (
        sign_in_as(coordinator).get(reverse("network_work", args=(network.slug,))).content.decode()
    )
    assert (
        "Organisation 1" in page
        and "Organisation 3" in page
        and say("network.no_delegate", "en") in page
    )
    own = (
        sign_in_as(people[Role.DELEGATE])
        .get(reverse("network_work", args=(network.slug,)))
        .content.decode()
    )
    assert (
        "Organisation 1" in own
        and "Organisation 2" not in own
        and say("network.remind", "en") not in own
    )
    assert duty_reminders.send_reminders(network, duty.key, coordinator) == (1, 2)
    (sent,) = letters()
    assert sent.to == [people[Role.DELEGATE].email] and "Organisation 1" in sent.body
    assert duty_reminders.send_reminders(network, duty.key, coordinator) == (0, 3)  # lately
    for n in (1, 2):
        DutyReminder.objects.update(sent_at=timezone.now() - timedelta(days=4))
        Mail.objects.all().delete()
        assert duty_reminders.send_reminders(network, duty.key, coordinator)[0] == 1, n
    DutyReminder.objects.update(sent_at=timezone.now() - timedelta(days=4))
    assert duty_reminders.send_reminders(network, duty.key, coordinator) == (0, 3)  # often enough
    assert AuditEntry.objects.filter(verb="network.remind").count() == 3
    people[Role.DELEGATE].refresh_from_db()


def test_a_line_leads_up_and_never_in_a_circle(network: Network, people: dict[Role, User]) -> None:
    by = people[Role.SECRETARIAT]
    upper = Network.objects.create(slug="water", name_en="Water")
    top = Network.objects.create(slug="nature", name_en="Nature")
    forwarding_lines.declare_line(network, upper, by)
    forwarding_lines.declare_line(upper, top, by)
    with pytest.raises(requests.RequestRefused, match="line_circle"):
        forwarding_lines.declare_line(top, network, by)
    with pytest.raises(requests.RequestRefused, match="line_there"):
        forwarding_lines.declare_line(network, upper, by)
    line = forwarding_lines.declare_line(network, None, by)
    assert forwarding_lines.list_uppers(network.pk) == [upper.pk, None]
    forwarding_lines.end_line(line, by)
    assert forwarding_lines.list_uppers(network.pk) == [upper.pk]


def test_pages_of_a_network_ask_no_more_often_when_there_is_more(
    network: Network,
    people: dict[Role, User],
    consultation: Consultation,
    sign_in: Callable[[Role], Client],
) -> None:
    client, counts = sign_in(Role.COORDINATOR), []
    for turn in range(2):
        asked = {}
        for name in ("network_page", "network_work"):
            url = reverse(name, args=(network.slug,))
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            asked[name] = len(queries)
        counts.append(asked)
        for n in range(20):
            more = Organisation.objects.create(slug=f"more-{turn}-{n}", name_en=f"More {turn} {n}")
            network.members.add(more)
            MembershipRequest.objects.create(
                network=network, side="organisation",
                organisation=Organisation.objects.create(slug=f"asks-{turn}-{n}", name_en=f"Asks {turn} {n}"),
            )  # fmt: skip
            Consultation.objects.create(
                slug=f"more-{turn}-{n}", title_en=f"More {n}", draft=consultation.draft, authority=consultation.authority,
                network=network, stage=Stage.COMMENTING.value,
            )  # fmt: skip
    assert counts[0] == counts[1]
