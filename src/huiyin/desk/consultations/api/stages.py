"""Where a consultation stands: move it on or back, and count the working days of its windows."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction

from huiyin.desk.accounts.api import record
from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Stage
from huiyin.desk.consultations.models import Consultation

STAGES = tuple(Stage)
_SATURDAY = 5


def following(stage: str) -> Stage | None:
    """The stage after ``stage``, or None after the last."""
    at = STAGES.index(Stage(stage))
    return STAGES[at + 1] if at + 1 < len(STAGES) else None


def preceding(stage: str) -> Stage | None:
    at = STAGES.index(Stage(stage))
    return STAGES[at - 1] if at else None


@transaction.atomic
def move(consultation: Consultation, stage: Stage, by: User) -> None:
    """Go to ``stage``, the next or the one before. Raises ``ValueError`` for any other."""
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if stage not in (following(consultation.stage), preceding(consultation.stage)):
        raise ValueError(f"{stage} does not border on {consultation.stage}")
    before, consultation.stage = consultation.stage, stage.value
    consultation.save(update_fields=("stage",))
    record(by, "move", consultation, before=before, after=stage.value)


def working_days_after(
    start: date, days: int, off: Collection[date] = (), on: Collection[date] = ()
) -> date:
    """The day on which ``days`` working days after ``start`` have passed.

    Saturdays, Sundays and ``off`` (public holidays) do not count; ``on`` are weekend days that are worked,
    as China's calendar has them. ``start`` itself does not count (as in Regulation (EEC, Euratom)
    No 1182/71, article 3, and 民法典 第二百零一条).
    """
    day = start
    while days > 0:
        day += timedelta(days=1)
        if day in on or (day.weekday() < _SATURDAY and day not in off):
            days -= 1
    return day
