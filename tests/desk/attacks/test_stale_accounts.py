"""A library saves the whole row of an account as its request read it: rights taken meanwhile stay taken."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.account.adapter import get_adapter

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.networks import departures

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(people: dict[Role, User]) -> User:
    return people[Role.OPERATOR]


def test_a_password_that_is_being_changed_does_not_open_a_closed_account(
    people: dict[Role, User], operator: User
) -> None:
    person = User.objects.get(
        pk=people[Role.DELEGATE].pk
    )  # as the request for a new password read it
    departures.close_account(people[Role.DELEGATE], operator)
    get_adapter().set_password(person, "a heron at the long marsh")
    person.refresh_from_db()
    assert not person.is_active and person.check_password("a heron at the long marsh")


def test_a_password_that_is_being_changed_gives_no_role_back(
    people: dict[Role, User], operator: User
) -> None:
    person = User.objects.get(pk=people[Role.SECRETARIAT].pk)
    departures.leave_secretariat(people[Role.SECRETARIAT], operator)
    get_adapter().set_password(person, "a heron at the long marsh")
    person.refresh_from_db()
    assert (person.is_secretariat, person.is_staff) == (False, False)


@pytest.mark.parametrize("field, value", [("name", "Reed"), ("language", "en")])
def test_a_form_that_saves_the_whole_account_writes_what_it_changed(
    people: dict[Role, User], operator: User, field: str, value: Any
) -> None:
    person = User.objects.get(pk=people[Role.SECRETARIAT].pk)
    departures.leave_secretariat(people[Role.SECRETARIAT], operator)
    setattr(person, field, value)
    person.save()  # as Wagtail's page of the account does
    person.refresh_from_db()
    assert (getattr(person, field), person.is_secretariat) == (value, False)
    person.is_active = False
    person.save()
    assert not User.objects.get(pk=person.pk).is_active


def test_what_is_set_back_after_a_refresh_is_saved(people: dict[Role, User]) -> None:
    person = User.objects.get(pk=people[Role.DELEGATE].pk)
    before = person.language
    User.objects.filter(pk=person.pk).update(language="en" if before != "en" else "zh-hans")
    person.refresh_from_db()
    person.language = before
    person.save()
    assert User.objects.get(pk=person.pk).language == before
