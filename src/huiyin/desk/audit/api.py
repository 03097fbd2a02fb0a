"""The audit log's interface for other apps."""

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


#: Fields that lead from an object to its consultation.
_WAYS = ("consultation", "proposal", "version", "suggestion")


def record_audit_entry(by: User | None, verb: str, thing: models.Model, **details: Any) -> None:
    """Record that ``by`` did ``verb`` to ``thing``. Call it within the transaction of the act.

    The verb's text is ``audit.verb.<verb>``. Everybody who may read the log may read ``details``: so no text of
    a comment and no vote.
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
    """Record that ``by`` did ``verb`` on a day, once, without the time or how often.

    For votes: the time of an entry, compared with the change of a count, would reveal the vote. Call it for all
    voters together, in an order that reveals nothing.
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
    """Who last did one of ``verbs`` to ``thing`` and when, as arguments of the page of edit conflicts."""
    acts = AuditEntry.objects.filter(thing=_kind_of(thing), thing_id=str(thing.pk), verb__in=verbs)
    last = acts.select_related("actor").first()
    return {"who": str(last.actor or ""), "at": last.created_at} if last else {}


def list_entries_in(consultation: int, *, with_private: bool) -> models.QuerySet[AuditEntry]:
    """The entries of a consultation, newest first; those about private comments only ``with_private``."""
    entries = AuditEntry.objects.filter(consultation=consultation)
    return entries if with_private else entries.filter(is_private=False)


def list_entries_since(verb: str, since: datetime) -> models.QuerySet[AuditEntry]:
    """The entries with ``verb`` since a time, newest first, without those about private comments."""
    found = AuditEntry.objects.filter(verb=verb, is_private=False, created_at__gt=since)
    return found.order_by("-created_at", "-pk")


def was_done_since(verbs: Collection[str], since: datetime) -> bool:
    """Whether one of ``verbs`` was done to anything since a time."""
    return AuditEntry.objects.filter(verb__in=verbs, created_at__gte=since).exists()


def _kind_of(thing: models.Model) -> str:
    """The name of an object's kind in the log: its model's name, or the name it had when entries were first
    written.
    """
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
    """The whole log, oldest first."""
    return AuditEntry.objects.order_by("pk")


def list_entries_on(thing: str, number: int | str | None = None) -> models.QuerySet[AuditEntry]:
    """The entries about objects of a kind, or about one of them; newest first."""
    found = AuditEntry.objects.filter(thing=thing)
    return found if number is None else found.filter(thing_id=str(number))


def scrub_entry(
    entry: AuditEntry, details: dict[str, Any], *, is_actor_erased: bool = False
) -> None:
    """The only change the log allows: remove an erased person from ``details``, and with ``is_actor_erased`` as
    the actor. What was done, to what and when, stays.
    """
    changed: dict[str, Any] = {"actor": None} if is_actor_erased else {}
    AuditEntry.objects.filter(pk=entry.pk).update(details=details, **changed)
