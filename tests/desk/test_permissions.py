"""Every address of a consultation × every role × every stage, against the one table of permissions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.permissions import TABLE, Action, Role, Stage, may
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.models import Consultation
from tests.desk.addresses import patterns

#: What stands in an address, by the name of its part.
PARTS: dict[str, Any] = {
    "slug": "wetlands",
    "eid": "art_1",
    "number": 1,
    "key": uuid4(),
    "language": "zh",
    "name": "proposal.zh.pdf",
}


GATED = [p for _, p in patterns() if hasattr(p.callback, "needs")]


def test_every_address_of_a_consultation_is_gated() -> None:
    ungated = [
        str(p.pattern)
        for _, p in patterns()
        if str(p.pattern).startswith("c/") and not hasattr(p.callback, "needs")
    ]
    assert ungated == []
    assert len(GATED) > 15


def test_the_table_grants_nothing_that_is_not_an_action_role_and_stage() -> None:
    assert set(TABLE) == set(Action)
    for granted in TABLE.values():
        assert set(granted) <= set(Role)
        assert all(set(stages) <= set(Stage) for stages in granted.values())


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("role", Role)
def test_who_may_enter_enters_and_nobody_else(
    role: Role, stage: Stage, consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    consultation.stage = stage.value
    consultation.save()
    client = sign_in(role)
    for pattern in GATED:
        action: Action = pattern.callback.needs
        names = pattern.pattern.converters
        url = reverse(pattern.name, kwargs={name: PARTS[name] for name in names})
        answer = client.get(url)
        if answer.status_code == 405:
            answer = client.post(url)
        sees = may((role, Role.READER), Action.SEE, stage)
        allowed = sees and may((role, Role.READER), action, stage)
        where = f"{role} at {stage}: {url} ({action}) gave {answer.status_code}"
        if not sees:
            assert answer.status_code == 404, where
        elif not allowed:
            turned_away = answer.status_code == 403 or answer.url.startswith("/accounts/login/")
            assert turned_away, where
        elif answer.status_code == 302 and role is Role.READER:
            # One's own page asks who one is; a file of what is public is made for anybody.
            assert url.endswith(("/mine/", "/take-away/make/")), where
        elif answer.status_code == 403:
            # The team's page is open to who may prepare or see private comments; the table says who.
            assert url.endswith("/manage/"), where
            assert not any(
                may((role,), one, stage) for one in (Action.PREPARE, Action.SEE_PRIVATE)
            ), where
        else:
            assert answer.status_code < 500, where


def test_a_private_comment_is_seen_by_its_author_and_the_team_alone(
    consultation: Consultation,
    people: dict[Role, Any],
    members: list[Any],
    sign_in: Callable[[Role], Client],
) -> None:
    said.send(
        consultation, people[Role.DELEGATE], members[0],
        said.Said(uuid4(), "art_1", "the secret of the marsh", is_private=True),
    )  # fmt: skip
    pages = [
        reverse("place", args=("wetlands", "art_1")),
        reverse("consultation", args=("wetlands",)),
    ]
    pages += [
        reverse("search", args=("wetlands",)) + "?q=secret+of+the+marsh",
        reverse("groups", args=("wetlands",)),
    ]
    for role in Role:
        client = sign_in(role)
        seen = [
            b"the secret of the marsh</"
            in client.get(page).content.replace(b"</mark>", b"").replace(b"<mark>", b"")
            for page in pages
        ]
        is_team = role in (Role.DELEGATE, Role.COORDINATOR, Role.SECRETARIAT)
        assert seen[0] == is_team, role
        assert b"1 comment" not in client.get(pages[1]).content  # not even counted in public
