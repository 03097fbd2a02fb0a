"""Memberships in networks and seats, as periods. Leaving ends a period, returning starts another."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from huiyin.desk.registry.data import FactKind, FactRecord
from huiyin.desk.registry.models import Fact, FormerSeat, Organisation, Seat
from huiyin.desk.registry.rows import holding_on

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

_DAY = timedelta(days=1)


@transaction.atomic
def join_network(slug: str, organisations: Sequence[Organisation], by: User | None) -> None:
    """Start memberships today, for organisations that are not members."""
    today = timezone.localdate()
    there = set(_standing(slug, organisations).values_list("organisation", flat=True))
    Fact.objects.bulk_create(
        Fact(
            organisation=one, kind=FactKind.NETWORK.value, code=slug, since=today.isoformat(), first_day=today,
            confirmed_on=today, recorded_by=by,
        )
        for one in organisations if one.pk not in there
    )  # fmt: skip


@transaction.atomic
def leave_network(slug: str, organisations: Sequence[Organisation], by: User | None) -> None:
    """End memberships today; one that began today is withdrawn."""
    today, now = timezone.localdate(), timezone.now()
    standing = list(_standing(slug, organisations).select_for_update())
    for row in standing:
        row.withdrawn_at = now
    Fact.objects.bulk_update(standing, ("withdrawn_at",), batch_size=500)
    Fact.objects.bulk_create(
        Fact(
            organisation_id=row.organisation_id, kind=row.kind, code=slug, since=row.since, first_day=row.first_day,
            until=(today - _DAY).isoformat(), last_day=today - _DAY, confirmed_on=today - _DAY, source=row.source,
            recorded_by=by,
        )
        for row in standing if row.first_day is None or row.first_day < today
    )  # fmt: skip


def list_former_members(slug: str) -> list[tuple[Organisation, FactRecord]]:
    """Former members of the network with their periods, last to leave first."""
    today = timezone.localdate()
    of_network = Fact.objects.filter(
        kind=FactKind.NETWORK.value, code=slug, withdrawn_at=None, last_day__lt=today
    )
    rows = of_network.select_related("organisation").order_by("-last_day", "pk")
    return [(row.organisation, row.as_record()) for row in rows]


def list_member_periods(slug: str) -> list[tuple[Organisation, list[FactRecord]]]:
    """Everybody who was ever a member, by slug, with all public periods, oldest first. One query."""
    rows = Fact.objects.filter(
        kind=FactKind.NETWORK.value, code=slug, withdrawn_at=None, is_public=True
    )
    periods: dict[Organisation, list[FactRecord]] = {}
    for row in rows.select_related("organisation").order_by(
        "organisation__slug", F("first_day").asc(nulls_first=True), "pk"
    ):
        periods.setdefault(row.organisation, []).append(row.as_record())
    return list(periods.items())


def list_by_number(numbers: Collection[int]) -> list[Organisation]:
    return list(Organisation.objects.filter(pk__in=numbers).order_by("pk"))


def _standing(slug: str, organisations: Collection[Organisation]) -> QuerySet[Fact]:
    return Fact.objects.filter(
        holding_on(timezone.localdate()), kind=FactKind.NETWORK.value, code=slug, withdrawn_at=None,
        organisation__in=organisations,
    )  # fmt: skip


def end_seat(seat: Seat) -> None:
    """End a seat and its permissions; that it existed stays known."""
    FormerSeat.objects.create(
        user_id=seat.user_id, organisation_id=seat.organisation_id, since=seat.since
    )
    seat.delete()
