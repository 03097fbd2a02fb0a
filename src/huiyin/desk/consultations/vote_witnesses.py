"""Wherever a seat ends: who held it may have seen votes that are not counted yet, and hides nobody in their batch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db import transaction

from huiyin.desk.consultations.api.votes import save_witness

if TYPE_CHECKING:
    from huiyin.desk.registry.models import Seat


def remember_who_saw(instance: Seat, origin: Any = None, **_: Any) -> None:
    account = get_user_model()
    person_goes = isinstance(origin, account) or getattr(origin, "model", None) is account
    with transaction.atomic():
        save_witness(instance, person_goes=person_goes)
