"""Where a consultation stands: move it on or back."""

from __future__ import annotations

from django.db import transaction

from huiyin.desk.accounts.api import record
from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Stage
from huiyin.desk.consultations.models import Consultation

STAGES = tuple(Stage)


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
