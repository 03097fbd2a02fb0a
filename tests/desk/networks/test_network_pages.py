"""Joining a network has two sides, leaving leaves a gap, and who was dismissed meanwhile settles nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import (
    NETWORK_TABLE,
    NetworkAction,
    Role,
    Stage,
    Standing,
    has_network_permission,
)
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.networks import membership_requests as requests
from huiyin.desk.networks import network_members
from huiyin.desk.networks.models import MembershipRequest, Network
from huiyin.desk.networks.rights import list_own_standings
from huiyin.desk.registry.models import Organisation
from tests.desk.accounts.test_accounts import sign_in_as
from tests.desk.networks.small_networks import post


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
