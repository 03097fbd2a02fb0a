"""Organisations that were invited to found a network: what they are asked, and what they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.site_urls import build_url
from huiyin.desk.initiatives.access import Reader
from huiyin.desk.initiatives.api.initiatives import UnusableInitiative
from huiyin.desk.initiatives.data import FounderState
from huiyin.desk.initiatives.models import Founder
from huiyin.desk.networks.network_members import add_members

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.networks.models import Network
    from huiyin.desk.notifications.models import Mail

_WITH = ("network", "organisation", "event")


def select_founders(reader: Reader) -> QuerySet[Founder]:
    """Those that somebody answers for: of the organisations that they speak for; of all of them for the secretariat, which
    enters what came on paper. Unanswered first."""
    rows = Founder.objects.filter(event__withdrawn_at=None)
    if not reader.is_secretariat:
        rows = rows.filter(organisation__in=reader.organisations)
    return rows.select_related(*_WITH).order_by("answered_at", "-pk")


def list_founders(network: Network) -> list[Founder]:
    """Who was invited to found it, by the names of the organisations."""
    return list(network_founders(network.pk))


def network_founders(network: int) -> QuerySet[Founder]:
    rows = Founder.objects.filter(network=network, event__withdrawn_at=None)
    return rows.select_related(*_WITH).order_by("organisation__slug", "pk")


@transaction.atomic
def answer_founding(founder: Founder, by: User, *, accepts: bool) -> Founder:
    """Accept, and belong to the network from today on, or decline. Who declined asks to join as everybody does, so that the
    network is asked too; the secretariat enters what it was told. Who accepted leaves as every member leaves. Raises
    :class:`UnusableInitiative`."""
    held = Founder.objects.select_for_update().get(pk=founder.pk)
    state = FounderState.ACCEPTED if accepts else FounderState.DECLINED
    if held.state == FounderState.ACCEPTED:
        raise UnusableInitiative("answered")
    if held.state == FounderState.DECLINED and not (accepts and by.is_secretariat):
        raise UnusableInitiative("declined_before")
    held.state, held.answered_at, held.answered_by = state.value, timezone.now(), by
    held.save(update_fields=("state", "answered_at", "answered_by"))
    if accepts:
        add_members(held.network, [held.organisation], by)
    record_audit_entry(
        by,
        f"initiative.founder_{state}",
        held,
        name=str(held.organisation),
        network=str(held.network),
    )
    return held


def fill_mail(mail: Mail) -> dict[str, Any] | None:
    """None where it was answered meanwhile."""
    founder = Founder.objects.select_related(*_WITH).get(pk=mail.about["founder"])
    if founder.state != FounderState.INVITED or founder.event.withdrawn_at is not None:
        return None
    side = founder.event.sides.filter(is_outcome=False).select_related("initiative").first()
    return {
        "organisation": str(founder.organisation),
        "network": str(founder.network),
        "initiative": str(side.initiative) if side is not None else "",
        "url": build_url("founding"),
    }
