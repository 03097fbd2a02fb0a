"""What initiatives, which know consultations only by slug, are told about them, and what is done for them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from huiyin.desk.accounts.permissions import Stage
from huiyin.desk.accounts.second_step import is_overdue
from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.consultations.access import Access, list_invited, seen_by
from huiyin.desk.consultations.models import Comment, Consultation
from huiyin.desk.consultations.overview import OverviewLink, OverviewPart
from huiyin.desk.initiatives.api.lists import link_initiative, list_initiatives_of
from huiyin.desk.initiatives.data import ConsultationFact
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.accounts.requests import Visitor

#: The most options that a form offers.
_MOST = 200


def _list_facts(rows: QuerySet[Consultation]) -> list[ConsultationFact]:
    return [
        ConsultationFact(
            row.slug,
            row.title,
            reverse("consultation", args=(row.slug,)),
            row.stage,
            row.stage != Stage.CLOSED,
            row.network_id,
        )
        for row in rows
    ]


def map_facts(visitor: Visitor, slugs: Collection[str]) -> Mapping[str, ConsultationFact]:
    """Those of ``slugs`` that the visitor may see."""
    if not slugs:
        return {}
    rows = Consultation.objects.filter(seen_by(visitor), slug__in=slugs)
    return {one.slug: one for one in _list_facts(rows)}


def list_offered(visitor: Visitor) -> Sequence[ConsultationFact]:
    """The consultations that the user may link to an initiative: for the secretariat all, for coordinators
    those in their networks or in none.
    """
    if not visitor.is_authenticated:
        return []
    rows = Consultation.objects.filter(seen_by(visitor))
    if not visitor.is_secretariat:
        led = [] if is_overdue(visitor) else visitor.coordinates.values_list("pk", flat=True)
        rows = rows.filter(Q(network__in=led) | Q(network=None))
    return _list_facts(rows.order_by("-created_at", "-pk")[:_MOST])


@transaction.atomic
def hand_over(slugs: Collection[str], network: int, by: User) -> None:
    """Move open consultations to a network. Those invited so far stay invited by name, since the network may
    have other members.
    """
    rows = Consultation.objects.select_for_update().filter(slug__in=slugs).order_by("pk")
    for consultation in rows.exclude(stage=Stage.CLOSED):
        if not consultation.is_by_invitation:
            consultation.invited.set(list_invited(consultation))
        consultation.is_by_invitation = True
        consultation.network_id = network
        consultation.save(update_fields=("is_by_invitation", "network"))
        record_audit_entry(by, "consultation.hand_over", consultation, name=consultation.title)


def describe_initiatives(access: Access) -> OverviewPart:
    """The initiatives that a consultation belongs to, and links from their goals to the law. Three queries."""
    slug = access.consultation.slug
    own = list_initiatives_of(access.user, slug)
    if not own:
        return OverviewPart()
    links = [
        OverviewLink(say("initiative.belongs_to", name=one.name), link_initiative(one))
        for one in own
    ]
    chain = OverviewLink(say("initiative.chain"), reverse("chain_consultation", args=(slug,)))
    return OverviewPart(documents=(*links, chain))


def list_spoken(person: User) -> Collection[str]:
    """Slugs of the consultations in which the user sent comments."""
    sent = Comment.objects.filter(author=person, state=Comment.State.SENT)
    return list(sent.order_by().values_list("consultation__slug", flat=True).distinct())
