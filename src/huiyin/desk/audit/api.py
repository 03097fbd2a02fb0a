"""What other apps may ask of the record of acts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone

from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.core.edit_conflicts import LastChange

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User


#: What leads from a thing to the consultation that it belongs to.
_WAYS = ("consultation", "proposal", "version", "suggestion")


def record_audit_entry(by: User | None, verb: str, thing: models.Model, **details: Any) -> None:
    """Write down that ``by`` did ``verb`` to ``thing``. Call it in the transaction of the act itself.

    ``verb`` has its words in ``audit.verb.<verb>``, and what ``details`` hold may be read by who may read the
    record: no words of a comment, no vote.
    """
    AuditEntry.objects.create(
        actor=by if by is not None and by.is_authenticated else None,
        verb=verb,
        thing=_kind_of(thing),
        thing_id=str(thing.pk),
        details=details,
        consultation=_consultation_of(thing),
        is_private=getattr(thing, "is_private", False),
    )


def record_day(by: User | None, verb: str, thing: models.Model, **details: Any) -> None:
    """Write down that ``by`` did ``verb``, once however often they did: with a day, neither the minute nor how often.

    For acts whose time, beside what changed then, would tell what is not told: votes. Call it for all of them
    together, in an order that tells nothing.
    """
    consultation = _consultation_of(thing)
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    there = AuditEntry.objects.filter(actor=by, verb=verb, consultation=consultation)
    if not any(act.details == details for act in there):
        AuditEntry.objects.create(
            created_at=today, actor=by, verb=verb, thing=_kind_of(thing), thing_id=str(thing.pk),
            details=details, consultation=consultation,
        )  # fmt: skip


def find_last_editor(thing: models.Model, *verbs: str) -> LastChange:
    """Who did one of ``verbs`` to ``thing`` last, and when: what the page that shows both texts asks for."""
    acts = AuditEntry.objects.filter(thing=_kind_of(thing), thing_id=str(thing.pk), verb__in=verbs)
    last = acts.select_related("actor").first()
    return {"who": str(last.actor or ""), "at": last.created_at} if last else {}


def list_entries_in(consultation: int, *, with_private: bool) -> models.QuerySet[AuditEntry]:
    """What was done in a consultation, the newest first; acts about private comments only ``with_private``."""
    entries = AuditEntry.objects.filter(consultation=consultation)
    return entries if with_private else entries.filter(is_private=False)


def list_entries_since(verb: str, since: datetime) -> models.QuerySet[AuditEntry]:
    """What was done of one kind since a moment, whatever it was done to, the newest first; nothing about private comments."""
    found = AuditEntry.objects.filter(verb=verb, is_private=False, created_at__gt=since)
    return found.order_by("-created_at", "-pk")


def was_done_since(verbs: Collection[str], since: datetime) -> bool:
    """Whether one of ``verbs`` was done to whatever since a moment."""
    return AuditEntry.objects.filter(verb__in=verbs, created_at__gte=since).exists()


def _kind_of(thing: models.Model) -> str:
    """What the record calls a thing: the name of its model, or of what that was called when acts were first recorded."""
    return getattr(thing, "recorded_as", None) or thing._meta.model_name or ""


def _consultation_of(thing: Any) -> int | None:
    while thing is not None:
        if thing._meta.model_name == "consultation":
            return int(thing.pk)
        fields = {field.name for field in thing._meta.concrete_fields}
        way = next((way for way in _WAYS if way in fields), None)
        if way is None:
            return None
        if way == "consultation":
            return getattr(thing, "consultation_id", None)
        thing = getattr(thing, way)
    return None


def list_entries() -> models.QuerySet[AuditEntry]:
    """The whole record, the oldest first."""
    return AuditEntry.objects.order_by("pk")


def list_entries_on(thing: str, number: int | str | None = None) -> models.QuerySet[AuditEntry]:
    """What was done to things of a kind, or to the one of this number; the newest first."""
    found = AuditEntry.objects.filter(thing=thing)
    return found if number is None else found.filter(thing_id=str(number))


def scrub_entry(
    entry: AuditEntry, details: dict[str, Any], *, is_actor_erased: bool = False
) -> None:
    """The one change that the record takes: who was erased is named in it no more, neither in what ``details`` say nor,
    where ``is_actor_erased``, as who did it. What was done, to what and when stays."""
    changed: dict[str, Any] = {"actor": None} if is_actor_erased else {}
    AuditEntry.objects.filter(pk=entry.pk).update(details=details, **changed)
