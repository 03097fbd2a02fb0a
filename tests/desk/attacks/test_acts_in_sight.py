"""What one session does, another sees with its entry in the record or not at all, whenever it looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.models import Session, User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.consultations.api import groups
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.exports import api as exports
from huiyin.desk.jobs.models import Job
from huiyin.desk.laws.models import Expression
from tests.desk.attacks.meeting import together, watch
from tests.desk.world import DRAFT_EN, PASSWORD

Do = Callable[[], Any]


def _post(client: Client, name: str, given: dict[str, str], *at: str) -> Do:
    return lambda: client.post(reverse(name, args=at), given)


def _correct(team: Client, person: User) -> tuple[Do, Do, str]:
    page = team.get(reverse("draft_text", args=("wetlands", "en")))
    given = {"source": DRAFT_EN.replace("five", "nine"), "version": page.context["version"]}
    there = Expression.objects.filter(language="en", source__contains="nine")
    return _post(team, "draft_text", given, "wetlands", "en"), there.exists, "mend"


def _regroup(team: Client, person: User) -> tuple[Do, Do, str]:
    Consultation.objects.update(stage="grouping")
    there = Job.objects.filter(kind="group")
    return _post(team, "regroup", {}, "wetlands"), there.exists, "group.anew"


def _export(team: Client, person: User) -> tuple[Do, Do, str]:
    there = Job.objects.filter(kind="export")
    return _post(team, "export_make", {"everything": "yes"}, "wetlands"), there.exists, "export"


def _end_sessions(team: Client, person: User) -> tuple[Do, Do, str]:
    Client().force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")

    def are_ended() -> bool:
        return Session.objects.filter(user=person).count() == 1

    return _post(team, "sessions", {"others": "1"}), are_ended, "account.sessions_end"


def _change_password(team: Client, person: User) -> tuple[Do, Do, str]:
    new = "reeds by the lake"
    given = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    before = User.objects.get(pk=person.pk).password

    def is_changed() -> bool:
        return User.objects.get(pk=person.pk).password != before

    return _post(team, "account_change_password", given), is_changed, "account.password"


@pytest.mark.parametrize("make", (_correct, _regroup, _export, _end_sessions, _change_password))
@pytest.mark.django_db(transaction=True)
def test_no_session_sees_an_act_without_its_record(
    make: Callable[[Client, User], tuple[Do, Do, str]],
    consultation: Consultation,
    people: dict[Role, User],
    sign_in: Callable[[Role], Client],
) -> None:
    team = sign_in(Role.SECRETARIAT)
    do, is_done, verb = make(team, people[Role.SECRETARIAT])
    answers = []
    seen = watch(
        lambda: answers.append(do()),
        lambda: (is_done(), AuditEntry.objects.filter(verb=verb).exists()),
    )
    assert [answer.status_code for answer in answers] == [302]
    assert seen[0] == (False, False) and seen[-1] == (True, True)
    assert {done == recorded for done, recorded in seen} == {True}


@pytest.mark.parametrize("kind", ("export", "group"))
@pytest.mark.django_db(transaction=True)
def test_two_who_ask_at_once_are_given_the_same_work(
    kind: str, consultation: Consultation, people: dict[Role, User]
) -> None:
    by = people[Role.SECRETARIAT]

    def ask() -> Job:
        if kind == "group":
            return groups.request_regrouping(consultation, by)
        return exports.request_export(consultation, by, everything=True)

    jobs = together([ask, ask])
    assert jobs[0] == jobs[1] == Job.objects.get(kind=kind)
