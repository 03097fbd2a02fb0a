"""The map of opinions: drawn in the background after votes, kept as it is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

from huiyin.desk.consultations.api.hiding import hold
from huiyin.desk.consultations.api.jobs import kind
from huiyin.desk.consultations.api.votes import counted_votes, how_ready, publish
from huiyin.desk.consultations.models import Consultation, Job, OpinionResult, Statement
from huiyin.desk.frame.analysing import Stated, draw_map
from huiyin.desk.frame.apart import analyse_apart


@kind("map")
def draw(job: Job, tell: Callable[[int, int], None]) -> dict[str, Any]:
    """Draw the map anew from the published votes, in both languages; where too few have voted there is none."""
    consultation = job.consultation
    publish(consultation)  # votes that came in by a file
    if not how_ready(consultation).is_enough:
        OpinionResult.objects.filter(consultation=consultation).delete()
        return {"groups": 0}
    tell(0, 3)
    rows = list(
        counted_votes(consultation)
        .order_by("participant", "statement__key", "pk")
        .values_list("participant", "statement__key", "published")
    )
    statements = _stated(consultation)
    found = analyse_apart(draw_map, rows, statements)
    tell(3, 3)
    with transaction.atomic():
        hold(consultation)
        if _stated(consultation) != statements:
            # Reworded, or withheld, while it was drawn: another map is asked for already.
            return {"groups": 0}
        OpinionResult.objects.update_or_create(
            consultation=consultation,
            defaults={
                "result": found.result,
                "charts": found.charts,
                "votes": len(rows),
                "at": timezone.now(),
            },
        )
    return {"groups": len(found.result["groups"])}


def _stated(consultation: Consultation) -> tuple[Stated, ...]:
    """The statements that are on the map."""
    return tuple(
        Stated(s.key, s.text_zh, s.text_en)
        for s in Statement.objects.filter(consultation=consultation, is_moderated_out=False)
    )
