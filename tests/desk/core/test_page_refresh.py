"""How far work is, asked by a page that asks again by itself: at every stage, by everybody, and after the right is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import TABLE, Action, Role, Stage, has_permission
from huiyin.desk.consultations.access import list_user_roles
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.jobs.api import KINDS, find_right_to_see
from huiyin.desk.jobs.models import Job, name_subject
from tests.desk.standing import *  # noqa: F403 - one small network for all of them
from tests.desk.world import enter

pytestmark = pytest.mark.django_db

ROLES = (
    Role.READER,
    Role.DELEGATE,
    Role.COORDINATOR,
    Role.SECRETARIAT,
    Role.OFFICER,
    Role.OPERATOR,
)
QUICK = (Stage.PREPARING, Stage.GROUPING, Stage.TRACING)


def _begin(consultation: Consultation, kind: str, by: User | None = None) -> Job:
    return Job.objects.create(
        **name_subject(consultation), kind=kind, created_by=by, arguments={"name": "a.txt"}
    )


def _poll(client: Client, job: Job) -> tuple[int, str]:
    answer = client.get(reverse("job", args=("wetlands", job.pk)), HTTP_HX_REQUEST="true")
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize(
    "stage", [pytest.param(s, marks=() if s in QUICK else pytest.mark.sweep) for s in Stage]
)
def test_a_page_that_asks_is_answered_or_told_to_stop_at_every_stage(
    stage: Stage, consultation: Consultation, people: dict[Role, User]
) -> None:
    consultation.stage = stage.value
    consultation.save()
    jobs = {kind: _begin(consultation, kind) for kind in KINDS}
    for role in ROLES:
        client = Client()
        roles = {Role.READER}
        if role is not Role.READER:
            enter(client, people[role])
            roles = set(list_user_roles(people[role], consultation))
        for kind, job in jobs.items():
            status, page = _poll(client, job)
            right = find_right_to_see(job)
            follows = bool(roles & set(TABLE[right])) and has_permission(roles, Action.SEE, stage)
            assert status == (200 if follows else 286), (role, kind, status)
            assert ("every 1s" in page) == follows, (role, kind)


def test_who_began_work_follows_it_and_stops_when_they_have_lost_the_right(
    consultation: Consultation, people: dict[Role, User]
) -> None:
    job = _begin(consultation, "read_draft", people[Role.DELEGATE])
    client = Client()
    enter(client, people[Role.DELEGATE])
    assert _poll(client, job)[0] == 200
    other = _begin(consultation, "read_draft")
    assert _poll(client, other)[0] == 286
    assert client.get(reverse("job", args=("wetlands", other.pk))).status_code == 404
    consultation.stage = Stage.PREPARING.value  # it is not there for them any more
    consultation.save()
    status, page = _poll(client, job)
    assert status == 286 and "hx-get" not in page
    client.logout()
    assert _poll(client, job)[0] == 286


@pytest.mark.parametrize("name", ["exports", "opinion_map"])
def test_other_pages_that_ask_by_themselves_stop_as_well(
    name: str, consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    consultation.stage = Stage.PREPARING.value
    consultation.save()
    address = reverse(name, args=("wetlands",))
    delegate = sign_in(Role.DELEGATE)
    assert delegate.get(address, HTTP_HX_REQUEST="true").status_code == 286
    assert delegate.get(address).status_code == 404
