"""Who asks to join, who is invited, who leaves; and who settles it."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import (
    Role,
)
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.networks import membership_requests as requests
from huiyin.desk.networks import network_members
from huiyin.desk.networks import network_pages as pages
from huiyin.desk.networks.models import Coordination, MembershipRequest, Network
from huiyin.desk.registry.models import Fact, Organisation
from huiyin.i18n import say
from tests.desk.networks.small_networks import post
from tests.desk.world import letters


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
