"""The map of opinions: drawn in the background after votes, kept as it is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

from huiyin.desk.consultations.api.jobs import kind
from huiyin.desk.consultations.api.votes import how_ready
from huiyin.desk.consultations.models import Job, OpinionResult, Statement, Vote
from huiyin.desk.frame.analysing import Stated, draw_map
from huiyin.desk.frame.apart import analyse_apart


@kind("map")
def draw(job: Job, tell: Callable[[int, int], None]) -> dict[str, Any]:
    """Draw the map anew, in both languages; where too few have voted there is none."""
    consultation = job.consultation
    if not how_ready(consultation).is_enough:
        OpinionResult.objects.filter(consultation=consultation).delete()
        return {"groups": 0}
    tell(0, 3)
    rows = list(
        Vote.objects.filter(statement__consultation=consultation, statement__is_moderated_out=False)
        .order_by("participant", "statement__key")
        .values_list("participant", "statement__key", "value")
    )
    statements = tuple(
        Stated(s.key, s.text_zh, s.text_en)
        for s in Statement.objects.filter(consultation=consultation, is_moderated_out=False)
    )
    found = analyse_apart(draw_map, rows, statements)
    tell(3, 3)
    with transaction.atomic():
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
