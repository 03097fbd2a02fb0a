"""Facts among the rows of the database: which hold on a day, and which were known on an earlier one."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone


def holding_on(day: date, prefix: str = "") -> Q:
    """Of rows with periods those that hold on ``day``."""
    begun = Q(**{f"{prefix}first_day": None}) | Q(**{f"{prefix}first_day__lte": day})
    not_over = Q(**{f"{prefix}last_day": None}) | Q(**{f"{prefix}last_day__gte": day})
    return begun & not_over


def filter_known(known_on: date | None) -> Q:
    """Of rows that are withdrawn and never rewritten, those that stand; or that stood at the end of ``known_on``."""
    if known_on is None:
        return Q(withdrawn_at=None)
    over = end_of_day(known_on)
    return Q(recorded_at__lt=over) & (Q(withdrawn_at=None) | Q(withdrawn_at__gte=over))


def end_of_day(day: date) -> datetime:
    """The moment after it, where the desk stands."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
