"""Queries for the pages of a network: members with periods, coordinators, open requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, F, QuerySet
from django.utils import timezone

from huiyin.desk.networks.data import MemberPeriods
from huiyin.desk.networks.models import (
    Coordination,
    ForwardingLine,
    Membership,
    MembershipRequest,
    Network,
)
from huiyin.desk.registry.api.memberships import list_member_periods
from huiyin.desk.registry.organisations import select_members

if TYPE_CHECKING:
    from huiyin.desk.registry.models import Organisation


def select_public_networks() -> QuerySet[Network]:
    """All networks with ``size``, the number of members."""
    return Network.objects.annotate(size=Count("members", distinct=True)).order_by("slug", "pk")


def list_members(network: Network) -> tuple[list[MemberPeriods], list[MemberPeriods]]:
    """Current members and former ones, each with their periods. Two queries."""
    today = set(Membership.objects.filter(network=network).values_list("organisation", flat=True))
    periods = [
        MemberPeriods(one, tuple(known), one.pk in today)
        for one, known in list_member_periods(network.slug)
    ]
    day = timezone.localdate()
    members = [one for one in periods if one.is_member]
    former = [
        one for one in periods
        if not one.is_member and all(p.last_day is not None and p.last_day < day for p in one.periods)
    ]  # fmt: skip
    return members, former


def list_coordinations(network: Network) -> list[Coordination]:
    """Coordinators, current ones first, then former ones. One query."""
    found = Coordination.objects.filter(network=network).select_related("person")
    return list(
        found.order_by(F("until").desc(nulls_first=True), F("since").asc(nulls_first=True), "pk")
    )


def list_lines(network: Network) -> list[ForwardingLine]:
    """The current lines from and to a network. One query."""
    up = ForwardingLine.objects.filter(lower=network, until=None)
    down = ForwardingLine.objects.filter(upper=network, until=None)
    return list((up | down).select_related("lower", "upper").order_by("since", "pk"))


def select_requests(network: Network) -> QuerySet[MembershipRequest]:
    """All requests and invitations, newest first."""
    found = MembershipRequest.objects.filter(network=network)
    return found.select_related("organisation", "asked_by", "settled_by").order_by(
        "-asked_at", "-pk"
    )


def list_open_requests(network: Network) -> list[MembershipRequest]:
    """Requests waiting for an answer, oldest first. One query."""
    opened = select_requests(network).filter(state=MembershipRequest.State.OPEN)
    return list(opened.order_by("asked_at", "pk"))


def list_settled_requests(network: Network, most: int = 30) -> list[MembershipRequest]:
    """Recently answered requests, newest first. One query."""
    return list(select_requests(network).exclude(state=MembershipRequest.State.OPEN)[:most])


def select_invitable(network: Network) -> QuerySet[Organisation]:
    """Member organisations that are not in the network and have no open request with it."""
    opened = MembershipRequest.objects.filter(network=network, state=MembershipRequest.State.OPEN)
    found = select_members().exclude(networks=network)
    return found.exclude(pk__in=opened.values("organisation"))
