"""Who has yet to do something is reminded, within limits."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.consultations.api import statements, votes
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.networks import duty_reminders
from huiyin.desk.networks import membership_requests as requests
from huiyin.desk.networks.duties import list_duties
from huiyin.desk.networks.models import DutyReminder, Network
from huiyin.desk.notifications.models import Mail
from huiyin.desk.proposals.api import drafts as proposals
from huiyin.desk.proposals.api import signatures
from huiyin.desk.registry.models import Organisation
from huiyin.desk.returns.api import rounds
from huiyin.i18n import say
from tests.desk.accounts.test_accounts import sign_in_as
from tests.desk.world import letters


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


def test_who_has_yet_to_vote_to_sign_and_to_return_is_reminded_until_it_is_done(
    network: Network,
    people: dict[Role, User],
    consultation: Consultation,
    members: list[Organisation],
) -> None:
    coordinator, delegate = people[Role.COORDINATOR], people[Role.DELEGATE]

    def remind(key: str, address: str) -> None:
        """The one delegate is written to; the two organisations that have none are counted."""
        [duty] = list_duties(network)
        assert (duty.key, duty.asked, len(duty.waiting)) == (key, 3, 3)
        Mail.objects.all().delete()
        assert duty_reminders.send_reminders(network, key, coordinator) == (1, 2)
        sent = letters()[-1]
        assert sent.to == [delegate.email] and address in sent.body and duty.title in sent.body

    def waits() -> set[int]:
        return {number for duty in list_duties(network) for number in duty.waiting}

    Consultation.objects.update(stage=Stage.DELIBERATING)
    assert list_duties(network) == []  # nothing to vote on yet
    statement = statements.create_statement(
        consultation, coordinator, "规划要修订。", "Revise the plan."
    )
    remind(f"vote:{consultation.pk}", f"/c/{consultation.slug}/vote/")
    votes.cast_vote(statement, delegate, members[0], 1)
    assert waits() == {one.pk for one in members[1:]}
    assert duty_reminders.send_reminders(network, f"vote:{consultation.pk}", coordinator) == (0, 2)

    Consultation.objects.update(stage=Stage.DRAFTING)
    version = proposals.begin_proposal_version(consultation, coordinator)
    asked = proposals.SuggestionInput("art_1", "", wording="Water.", reason="r", language="en")
    proposals.save_suggestion(version, asked, coordinator)
    proposals.fix_and_open(version, coordinator)
    remind(f"sign:{version.pk}", f"/c/{consultation.slug}/proposal/1/")
    version.refresh_from_db()
    signatures.sign_proposal(version, members[0], delegate)
    assert waits() == {one.pk for one in members[1:]}

    Consultation.objects.update(stage=Stage.CLOSED)
    opened = rounds.open_round(2025, people[Role.SECRETARIAT])
    remind(f"return:{opened.pk}", "/returns/")
    with pytest.raises(requests.RequestRefused, match="no_duty"):
        duty_reminders.send_reminders(network, f"sign:{version.pk}", coordinator)
