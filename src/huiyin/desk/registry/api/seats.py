"""Representatives of organisations, for other apps."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from huiyin.desk.accounts.api import list_active
from huiyin.desk.registry.models import Seat

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from huiyin.desk.accounts.models import User
    from huiyin.desk.registry.models import Organisation


def list_speakers(organisations: Collection[int | None] | QuerySet[Any]) -> QuerySet[User]:
    """Active users who represent one of ``organisations`` (keys or a query), each once."""
    return list_active(Seat.objects.filter(organisation__in=organisations).values("user"))


def list_seats(person: User) -> QuerySet[Seat]:
    """The user's current seats."""
    return Seat.objects.filter(user=person).select_related("organisation").order_by("pk")


def list_seat_pairs(organisations: Collection[int]) -> list[tuple[int, int]]:
    """(user, organisation) keys for ``organisations``."""
    seats = Seat.objects.filter(organisation__in=organisations).order_by("pk")
    return list(seats.values_list("user_id", "organisation_id"))


def give_seat(person: User, organisation: Organisation) -> None:
    """Let somebody represent an organisation, unless they do already."""
    Seat.objects.get_or_create(user=person, organisation=organisation)


def lock_seat(seat: Seat) -> bool:
    """Lock a seat until the transaction ends; returns whether it still exists."""
    return Seat.objects.select_for_update().filter(pk=seat.pk).exists()
