"""Wherever a seat ends: who held it may have seen votes that are not counted yet, and hides nobody in their batch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from huiyin.desk.accounts.models import User
from huiyin.desk.consultations.api.votes import save_witness

if TYPE_CHECKING:
    from huiyin.desk.registry.models import Seat


def remember_who_saw(instance: Seat, origin: Any = None, **_: Any) -> None:
    person_goes = isinstance(origin, User) or getattr(origin, "model", None) is User
    with transaction.atomic():
        save_witness(instance, person_goes=person_goes)
