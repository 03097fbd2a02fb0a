"""Legal grounds: provisions that set a term for an answer, each with the period in which it was in force."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.edit_conflicts import check_unchanged
from huiyin.desk.ledger.api.threads import recount_threads
from huiyin.desk.ledger.data import GroundInput
from huiyin.desk.ledger.models import LegalGround, Thread

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User


@transaction.atomic
def create_ground(given: GroundInput, by: User | None = None) -> LegalGround:
    """Add a provision."""
    ground = LegalGround.objects.create(**asdict(given))
    record_audit_entry(by, "ledger.ground_add", ground, ground=str(ground))
    return ground


@transaction.atomic
def change_ground(
    ground: LegalGround, given: GroundInput, by: User, *, seen: str | None = None
) -> int:
    """Change a provision and recompute all threads that it applies to; returns how many.

    ``seen``: the version that the form showed. Raises :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
    """
    held = LegalGround.objects.select_for_update().get(pk=ground.pk)
    typed = asdict(given)
    check_unchanged(seen, snapshot_ground_terms(held), typed)
    for name, value in typed.items():
        setattr(held, name, value)
    held.save(update_fields=tuple(typed))
    threads = list(
        Thread.objects.filter(ground=held)
        .select_related("ask__authority", "ask__organisation", "ground")
        .order_by("pk")
    )
    recount_threads(threads, timezone.localdate())
    record_audit_entry(by, "ledger.ground_change", held, ground=str(held), threads=len(threads))
    return len(threads)


def snapshot_ground_terms(ground: LegalGround) -> dict[str, Any]:
    """The values of a provision in its form, for the version."""
    return {name: getattr(ground, name) for name in GroundInput.__dataclass_fields__}


def find_ground(number: int) -> LegalGround | None:
    """The ground with this primary key, or None."""
    return LegalGround.objects.filter(pk=number).first()


def list_grounds(day: date) -> list[LegalGround]:
    """The grounds in force on a day."""
    return [ground for ground in list_all_grounds() if ground.is_in_force(day)]


def list_all_grounds() -> list[LegalGround]:
    """All grounds, whenever they were in force. One query."""
    return list(LegalGround.objects.all())


def list_counted_grounds() -> list[LegalGround]:
    """All grounds, each with its number of threads (``thread_count``). One query."""
    return list(LegalGround.objects.annotate(thread_count=Count("thread")))
