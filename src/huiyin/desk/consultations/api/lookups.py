"""Queries for consultations, for other apps."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import F, QuerySet
from django.utils import timezone

from huiyin.desk.accounts.permissions import Stage
from huiyin.desk.consultations.models import Consultation

#: Stages in which the authority replies.
ANSWERING = (Stage.REPLYING, Stage.TRACING)


def get_consultation(number: int) -> Consultation:
    """The consultation with its authority. Raises ``Consultation.DoesNotExist``."""
    return Consultation.objects.select_related("authority").get(pk=number)


def find_consultation(slug: str) -> Consultation | None:
    """The consultation with this slug, or None."""
    return Consultation.objects.filter(slug=slug).first()


def list_slugs(most: int) -> list[str]:
    """Slugs of at most ``most`` consultations."""
    return list(Consultation.objects.values_list("slug", flat=True)[:most])


def list_consultations(numbers: Collection[int]) -> QuerySet[Consultation]:
    """Consultations with the related rows that mails need. One query."""
    found = Consultation.objects.filter(pk__in=numbers)
    return found.select_related("draft", "authority", "network")


def list_overdue_consultations(today: date) -> QuerySet[Consultation]:
    """Consultations whose reply is overdue while the authority can still reply."""
    return Consultation.objects.filter(stage__in=ANSWERING, reply_due__lt=today)


def select_enacted_consultations() -> QuerySet[Consultation]:
    """Published consultations that led to a law with a text, with both texts."""
    found = Consultation.objects.filter(enacted__isnull=False).exclude(stage=Stage.PREPARING)
    return found.select_related("draft", "enacted")


def find_enacted_consultation(number: int) -> Consultation | None:
    """The consultation with this key, if it led to a law."""
    return select_enacted_consultations().filter(pk=number).first()


def select_public_consultations() -> QuerySet[Consultation]:
    """The public consultations, newest first."""
    return Consultation.objects.exclude(stage=Stage.PREPARING)


def list_open_consultations(most: int) -> list[Consultation]:
    """Public consultations open for comments today, by closing day. One query."""
    today = timezone.localdate()
    rows = select_public_consultations().filter(stage=Stage.COMMENTING)
    rows = rows.exclude(opens__gt=today).exclude(closes__lt=today)
    return list(
        rows.select_related("authority", "network").order_by(
            F("closes").asc(nulls_last=True), "-opens", "-pk"
        )[:most]
    )


def list_with_days(most: int, *, network: str = "") -> list[Consultation]:
    """Public consultations with a deadline, newest first; optionally of one network, by slug. One query."""
    rows = select_public_consultations().exclude(closes=None, voting_closes=None, reply_due=None)
    if network:
        rows = rows.filter(network__slug=network)
    return list(rows.select_related("authority").order_by("-opens", "-created_at", "-pk")[:most])
