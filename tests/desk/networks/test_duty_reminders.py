"""Who has yet to do something is reminded, within limits."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import (
    Role,
)
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.networks import duty_reminders
from huiyin.desk.networks.duties import list_duties
from huiyin.desk.networks.models import DutyReminder, Network
from huiyin.desk.notifications.models import Mail
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
