"""The map of opinions: drawn in the background after votes, kept as it is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

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
    last = OpinionResult.objects.filter(consultation=consultation).only("placing").first()
    placing = last.placing if last else {}
    is_enough = how_ready(consultation).is_enough
    if not (is_enough or placing):
        OpinionResult.objects.filter(consultation=consultation).delete()
        return {"groups": 0}
    tell(0, 3)
    rows = list(
        counted_votes(consultation)
        .order_by("participant", "statement__key", "pk")
        .values_list("participant", "statement__key", "published")
    )
    tokens = {one: _token(consultation, one) for one in {participant for participant, *_ in rows}}
    before = {one: placing[token] for one, token in tokens.items() if token in placing}
    statements = _stated(consultation)
    found = analyse_apart(draw_map, rows, statements, before)
    tell(3, 3)
    with transaction.atomic():
        hold(consultation)
        if _stated(consultation) != statements:
            # Reworded, or withheld, while it was drawn: another map is asked for already.
            return {"groups": 0}
        if not (is_enough or found.is_kept):
            OpinionResult.objects.filter(consultation=consultation).delete()
            return {"groups": 0}
        OpinionResult.objects.update_or_create(
            consultation=consultation,
            defaults={
                "result": found.result,
                "charts": found.charts,
                "placing": {tokens[one]: group for one, group in found.placing.items()},
                "votes": len(rows),
                "at": timezone.now(),
            },
        )
    return {"groups": len(found.result["groups"])}


def _token(consultation: Consultation, participant: str) -> str:
    """What stands for a participant where maps are kept: who reads them there learns of nobody's group."""
    return salted_hmac("huiyin.map", f"{consultation.pk} {participant}").hexdigest()[:24]


def _stated(consultation: Consultation) -> tuple[Stated, ...]:
    """The statements that are on the map."""
    return tuple(
        Stated(s.key, s.text_zh, s.text_en)
        for s in Statement.objects.filter(consultation=consultation, is_moderated_out=False)
    )
