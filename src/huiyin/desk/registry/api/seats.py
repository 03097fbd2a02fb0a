"""Who speaks for an organisation, as other apps ask for it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from huiyin.desk.accounts.api import list_active
from huiyin.desk.registry.models import Seat

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from huiyin.desk.accounts.models import User


def list_speakers(organisations: Collection[int | None] | QuerySet[Any]) -> QuerySet[User]:
    """Who speaks for one of ``organisations`` (numbers, or a query of them) and can sign in, each once."""
    return list_active(Seat.objects.filter(organisation__in=organisations).values("user"))


def list_seats(person: User) -> QuerySet[Seat]:
    """What somebody speaks for now."""
    return Seat.objects.filter(user=person).select_related("organisation").order_by("pk")
