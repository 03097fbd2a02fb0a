"""Consequences of giving or ending a seat or role: update whether the account leads a network, and revoke
invitations that would restore what was ended.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from huiyin.desk.accounts.api import list_accounts
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.networks.models import Coordination, Invitation

if TYPE_CHECKING:
    from huiyin.desk.registry.models import Seat


def note_leading(
    instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **_: Any
) -> None:
    if action == "pre_clear":
        leading = [instance] if reverse else list(instance.coordinators.all())
        instance._cleared = [person.pk for person in leading]
        return
    if action not in ("post_add", "post_remove", "post_clear"):
        return
    chosen = getattr(instance, "_cleared", ()) if action == "post_clear" else (pk_set or ())
    people = list_accounts().filter(pk__in=[instance.pk] if reverse else chosen)
    for person in people.select_for_update():
        person.is_leading = person.coordinates.exists()
        person.save(update_fields=("is_leading",))
        networks = pk_set if reverse else {instance.pk}
        if action == "post_add":
            _begin_coordinations(person.pk, networks or ())
        else:
            _end_coordinations(person.pk, networks)
            asked = Invitation.objects.filter(
                email__iexact=person.email, role=Role.COORDINATOR.value
            )
            (asked if networks is None else asked.filter(network__in=networks)).end()


def end_invitations(instance: Seat, **_: Any) -> None:
    person = list_accounts().filter(pk=instance.user_id).first()
    if person is not None:
        Invitation.objects.filter(
            email__iexact=person.email, organisation=instance.organisation_id
        ).end()


def _begin_coordinations(person: int, networks: Collection[int]) -> None:
    """Start periods from today, except for those that already last. Returning starts another period."""
    lasting = Coordination.objects.filter(person=person, network__in=networks, until=None)
    there = set(lasting.values_list("network", flat=True))
    Coordination.objects.bulk_create(
        Coordination(person_id=person, network_id=number)
        for number in sorted(set(networks) - there)
    )


def _end_coordinations(person: int, networks: Collection[int] | None) -> None:
    lasting = Coordination.objects.filter(person=person, until=None)
    if networks is not None:
        lasting = lasting.filter(network__in=networks)
    lasting.update(until=timezone.localdate())
