"""A reminder of the last day of voting: by mail and on the site, once, to those who have not voted on everything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.api.votes import cast_vote
from huiyin.desk.consultations.models import Consultation, Statement
from huiyin.desk.notifications import reminders
from huiyin.desk.notifications.models import Mail
from huiyin.desk.registry.models import Organisation
from tests.desk.standing import *  # noqa: F403 - one small network for all of them
from tests.desk.world import letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def voting(consultation: Consultation) -> Consultation:
    """Votes are open until the day after tomorrow, on one statement."""
    Statement.objects.create(consultation=consultation, key="s1", text_en="Plans are public.")
    consultation.stage = Stage.DELIBERATING.value
    consultation.voting_closes = timezone.localdate() + timedelta(days=2)
    consultation.save()
    return consultation


def _go_round(day: date) -> list[Mail]:
    reminders.go_round(timezone.make_aware(datetime.combine(day, time(9))))
    return list(Mail.objects.filter(kind__in=("last_vote", "voting")).order_by("pk"))


def test_who_has_not_voted_is_told_of_the_last_day_once(
    voting: Consultation, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    today = timezone.localdate()
    for day in (today, today, today + timedelta(days=1), today + timedelta(days=2)):
        sent = _go_round(day)
    assert [(one.kind, one.person) for one in sent] == [("last_vote", people[Role.DELEGATE])]
    (letter,) = (one for one in letters() if "closes on" in one.subject)
    assert letter.to == ["delegate@example.org"] and "Organisation 1" in letter.body
    # And it stands on the site.
    page = sign_in(Role.DELEGATE).get("/for-you/").content.decode()
    assert (
        f'href="/c/{voting.slug}/vote/"' in page
        and "Voting on Wetlands Protection Act closes" in page
    )


def test_who_voted_on_everything_is_not_told(
    voting: Consultation, people: dict[Role, User], members: list[Organisation]
) -> None:
    cast_vote(Statement.objects.get(), people[Role.DELEGATE], members[0], 1)
    assert _go_round(timezone.localdate()) == []


def test_a_mail_that_waited_until_voting_was_over_is_not_sent(voting: Consultation) -> None:
    assert _go_round(timezone.localdate())
    voting.voting_closes = timezone.localdate() - timedelta(days=1)
    voting.save()
    assert letters() == []


def test_long_before_the_last_day_nobody_is_told_of_it(voting: Consultation) -> None:
    voting.voting_closes = timezone.localdate() + timedelta(days=30)
    voting.save()
    assert _go_round(timezone.localdate()) == []


def test_another_last_day_is_told_of_again(voting: Consultation) -> None:
    today = timezone.localdate()
    assert len(_go_round(today)) == 1
    voting.voting_closes = today + timedelta(days=3)
    voting.save()
    assert len(_go_round(today + timedelta(days=1))) == 2
