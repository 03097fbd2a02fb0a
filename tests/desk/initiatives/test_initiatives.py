"""Initiatives are begun, described and found; who may do what stands in the one table, tried at every address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import INITIATIVE_TABLE, InitiativeState, Role, has_deed
from huiyin.desk.core.edit_conflicts import EditConflict, digest_version
from huiyin.desk.initiatives.api import initiatives as acts
from huiyin.desk.initiatives.data import InitiativeInput, InitiativeKind, PartInput, PartRole
from huiyin.desk.initiatives.models import Initiative
from huiyin.desk.networks.models import Network
from huiyin.desk.registry.models import Organisation
from tests.desk.addresses import patterns
from tests.desk.standing import *  # noqa: F403 - one small network for all of them


def describe(**more: Any) -> InitiativeInput:
    given: dict[str, Any] = {
        "kind": InitiativeKind.CAMPAIGN,
        "state": InitiativeState.RUNNING,
        "names": {"zh": "清凉行动", "en": "Cool streets"},
        "since": "2024-06",
    }
    return InitiativeInput(**(given | more))


def visitor() -> Client:
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def initiative(
    network: Network, members: list[Organisation], people: dict[Role, User]
) -> Initiative:
    made = acts.begin_initiative(describe(network=network.pk), people[Role.SECRETARIAT])
    part = PartInput(members[0].pk, PartRole.LEAD, "2024")
    acts.add_part(made, part, people[Role.SECRETARIAT])
    return made


def test_one_is_begun_described_and_found(
    sign_in: Callable[[Role], Client], network: Network
) -> None:
    client = sign_in(Role.COORDINATOR)
    form = {
        "kind": "campaign", "state": "running", "name_zh": "清凉行动", "name_en": "Cool streets", "network": network.pk,
        "since": "2024-06", "focuses": ["climate"], "places": "云南\nXY-02", "is_public": "on",
    }  # fmt: skip
    assert client.post(reverse("initiative_begin"), form).status_code == 302
    made = Initiative.objects.get()
    assert (made.slug, made.places, str(made.first_day)) == (
        "cool-streets",
        ["CN-YN", "XY-02"],
        "2024-06-01",
    )
    page = visitor().get(reverse("initiatives") + "?q=清&kind=campaign").content.decode()
    assert "Cool streets" in page and "Not yet reviewed" in page
    assert (
        "Cool streets"
        not in visitor().get(reverse("initiatives") + "?kind=project").content.decode()
    )
    table = visitor().get(reverse("initiatives_csv")).content.decode("utf-8-sig").splitlines()
    assert len(table) == 2 and table[1].startswith(
        "cool-streets,清凉行动,Cool streets,Campaign,Running,2024-06,"
    )
    wrong = client.post(reverse("initiative_begin"), form | {"until": "2023", "places": "Atlantis"})
    assert wrong.status_code == 422
    assert "Unknown places: Atlantis" in wrong.content.decode()
    assert "The end date is before the start date." in wrong.content.decode()


def test_two_who_edit_the_same_words_see_both(
    initiative: Initiative, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    seen = digest_version(acts.snapshot_initiative(initiative))
    by = people[Role.SECRETARIAT]
    theirs = describe(network=initiative.network_id, descriptions={"en": "Shade for all."})
    acts.describe_initiative(initiative, theirs, by, seen=seen)
    mine = describe(network=initiative.network_id, descriptions={"en": "Water for all."})
    with pytest.raises(EditConflict):
        acts.describe_initiative(initiative, mine, by, seen=seen)
    answer = sign_in(Role.COORDINATOR).post(
        reverse("initiative_edit", args=(initiative.slug,)),
        {
            "kind": "campaign", "state": "running", "name_zh": "清凉行动", "name_en": "Cool streets", "since": "2024-06",
            "network": initiative.network_id, "description_en": "Water for all.", "is_public": "on", "version": seen,
        },
    )  # fmt: skip
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Shade" in page and "Water" in page
    initiative.refresh_from_db()
    assert initiative.description_en == "Shade for all."


GATED = [p for _, p in patterns() if hasattr(p.callback, "needs_deed")]


def test_every_address_of_an_initiative_is_gated() -> None:
    ungated = [
        where
        for where, p in patterns()
        if where.startswith("initiatives/<slug:slug>/") and not hasattr(p.callback, "needs_deed")
    ]
    assert ungated == []
    assert len(GATED) >= 4


@pytest.mark.parametrize("is_public", [True, False])
@pytest.mark.parametrize("state", list(InitiativeState))
def test_who_may_enter_enters_and_nobody_else(
    state: InitiativeState,
    is_public: bool,
    initiative: Initiative,
    sign_in: Callable[[Role], Client],
) -> None:
    Initiative.objects.update(state=state.value, is_public=is_public)
    people = (
        Role.READER, Role.DELEGATE, Role.COORDINATOR, Role.SECRETARIAT, Role.OFFICER, Role.OPERATOR,
    )  # fmt: skip
    working = (Role.DELEGATE, Role.COORDINATOR, Role.SECRETARIAT)
    for who in people:
        client = sign_in(who)
        roles = {who} | ({Role.READER} if is_public or who in working else set())
        if not is_public:
            roles -= {Role.READER} - ({Role.READER} if who in working else set())
        sees = has_deed(roles, next(iter(INITIATIVE_TABLE)), state)
        for pattern in GATED:
            parts = {"slug": initiative.slug, "number": 1, "pk": 1, "language": "zh", "key": "a"}
            url = reverse(pattern.name, kwargs={n: parts[n] for n in pattern.pattern.converters})
            answer = client.get(url)
            if answer.status_code == 405:
                answer = client.post(url)
            where = f"{who} at {state}: {url} gave {answer.status_code}"
            if not sees:
                assert answer.status_code == 404, where
            elif not has_deed(roles, pattern.callback.needs_deed, state):
                is_login = answer.status_code == 302 and answer.url.startswith("/accounts/login/")
                assert is_login or answer.status_code == 403, where
            elif "number" in pattern.pattern.converters:
                assert answer.status_code in (200, 302, 404), where
            else:
                assert answer.status_code in (200, 302, 422), where
                assert "/accounts/login/" not in getattr(answer, "url", ""), where
