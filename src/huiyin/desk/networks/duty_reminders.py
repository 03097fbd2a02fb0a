"""Remind members of their duties: a limited number of times, each recorded."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from huiyin.desk.accounts.permissions import NetworkAction
from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.networks.data import ReminderCount
from huiyin.desk.networks.duties import Duty, list_duties
from huiyin.desk.networks.membership_requests import RequestRefused, lock_network
from huiyin.desk.networks.models import DutyReminder, Network
from huiyin.desk.networks.rights import NetworkAccess
from huiyin.desk.notifications.outbox import REMINDERS, queue_mail
from huiyin.desk.registry.api.seats import list_seat_pairs, list_speakers

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

#: The most reminders to an organisation about one duty, and the shortest time between two.
MOST, BETWEEN = 3, timedelta(days=3)


def count_reminders(
    network: Network, duties: Collection[str]
) -> dict[tuple[str, int], ReminderCount]:
    """(duty, organisation) → how often it was reminded. One query."""
    counts: dict[tuple[str, int], ReminderCount] = {}
    rows = DutyReminder.objects.filter(network=network, duty__in=duties).order_by("sent_at", "pk")
    for duty, organisation, at in rows.values_list("duty", "organisation", "sent_at"):
        before = counts.get((duty, organisation))
        counts[duty, organisation] = ReminderCount(
            (before.times if before else 0) + 1, timezone.localdate(at)
        )
    return counts


def may_be_reminded(count: ReminderCount | None) -> bool:
    """Whether another reminder is within the limits."""
    if count is None:
        return True
    return count.times < MOST and count.last + BETWEEN <= timezone.localdate()


@transaction.atomic
def send_reminders(
    network: Network, key: str, by: User, *, only: int | None = None
) -> tuple[int, int]:
    """Remind the organisations that have not done the duty ``key``, or ``only`` one of them.

    Returns how many organisations are written to and how many are not, because they were reminded recently or
    often enough, or nobody with an account speaks for them. Raises
    :class:`~huiyin.desk.networks.membership_requests.RequestRefused`.
    """
    network = lock_network(network)
    by.refresh_from_db()
    if not (by.is_active and NetworkAccess(by, network).may(NetworkAction.LEAD)):
        raise RequestRefused("gone")
    duty = next((one for one in list_duties(network) if one.key == key), None)
    if duty is None:
        raise RequestRefused("no_duty")
    asked = sorted(number for number in duty.waiting if only in (None, number))
    counts = count_reminders(network, [key])
    spoken_for = {organisation for _, organisation in list_seat_pairs(asked)}
    meant = [
        number for number in asked
        if number in spoken_for and may_be_reminded(counts.get((key, number)))
    ]  # fmt: skip
    if meant:
        _remind_speakers(network, duty, meant, by)
    return len(meant), len(asked) - len(meant)


def _remind_speakers(network: Network, duty: Duty, organisations: list[int], by: User) -> None:
    DutyReminder.objects.bulk_create(
        DutyReminder(network=network, organisation_id=number, duty=duty.key, sent_by=by)
        for number in organisations
    )
    today = timezone.localdate()
    for person in list_speakers(organisations):
        queue_mail(
            person, "network_reminder", occasion=f"duty:{network.pk}:{duty.key}:{today}",
            wish=REMINDERS, network=network.pk, duty=duty.key,
        )  # fmt: skip
    record_audit_entry(
        by, "network.remind", network, key=duty.key, organisations=len(organisations)
    )
