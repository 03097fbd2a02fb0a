"""Find consultations for other apps: by their numbers, and those that wait for the authority."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import F, QuerySet
from django.utils import timezone

from huiyin.desk.accounts.permissions import Stage
from huiyin.desk.consultations.models import Consultation

#: Stages in which the authority answers what was handed in.
ANSWERING = (Stage.REPLYING, Stage.TRACING)


def get_consultation(number: int) -> Consultation:
    """With its authority. Raises ``Consultation.DoesNotExist``."""
    return Consultation.objects.select_related("authority").get(pk=number)


def find_consultation(slug: str) -> Consultation | None:
    """The one whose address says ``slug``."""
    return Consultation.objects.filter(slug=slug).first()


def list_slugs(most: int) -> list[str]:
    """What the addresses of consultations say, of at most so many."""
    return list(Consultation.objects.values_list("slug", flat=True)[:most])


def list_consultations(numbers: Collection[int]) -> QuerySet[Consultation]:
    """With what a mail says of them. One query."""
    found = Consultation.objects.filter(pk__in=numbers)
    return found.select_related("draft", "authority", "network")


def list_overdue_consultations(today: date) -> QuerySet[Consultation]:
    """Those whose day of replies has passed while the authority can still answer."""
    return Consultation.objects.filter(stage__in=ANSWERING, reply_due__lt=today)


def select_enacted_consultations() -> QuerySet[Consultation]:
    """Published ones that have ended in a law whose text is here, with both texts."""
    found = Consultation.objects.filter(enacted__isnull=False).exclude(stage=Stage.PREPARING)
    return found.select_related("draft", "enacted")


def find_enacted_consultation(number: int) -> Consultation | None:
    """The one with this number, where it has ended in a law."""
    return select_enacted_consultations().filter(pk=number).first()


def select_public_consultations() -> QuerySet[Consultation]:
    """Those that everybody may see, the newest first."""
    return Consultation.objects.exclude(stage=Stage.PREPARING)


def list_open_consultations(most: int) -> list[Consultation]:
    """What everybody may see and members may comment on today, the nearest last day first. One query."""
    today = timezone.localdate()
    rows = select_public_consultations().filter(stage=Stage.COMMENTING)
    rows = rows.exclude(opens__gt=today).exclude(closes__lt=today)
    return list(
        rows.select_related("authority", "network").order_by(
            F("closes").asc(nulls_last=True), "-opens", "-pk"
        )[:most]
    )


def list_with_days(most: int, *, network: str = "") -> list[Consultation]:
    """What everybody may see and has a day to keep, the newest first; of one network, by its short name. One query."""
    rows = select_public_consultations().exclude(closes=None, voting_closes=None, reply_due=None)
    if network:
        rows = rows.filter(network__slug=network)
    return list(rows.select_related("authority").order_by("-opens", "-created_at", "-pk")[:most])
