"""The opinion map: computed in the background after votes, and stored as shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from huiyin.desk.consultations.api.job_subjects import get_consultation
from huiyin.desk.consultations.api.votes import (
    list_counted_votes,
    measure_vote_readiness,
    publish_votes,
)
from huiyin.desk.consultations.api.withdrawal import lock_groups
from huiyin.desk.consultations.models import Consultation, OpinionResult, Statement
from huiyin.desk.core.isolated_analysis import MapStatement, compute_map
from huiyin.desk.core.isolated_process import analyse_apart

if TYPE_CHECKING:
    from huiyin.desk.jobs.models import Job


def update_map(job: Job, tell: Callable[[int, int], None]) -> dict[str, Any]:
    """The job: compute the map from the published votes in both languages; with too few voters there is none."""
    consultation = get_consultation(job)
    publish_votes(consultation)  # votes that came in by a file
    last = OpinionResult.objects.filter(consultation=consultation).only("placing").first()
    placing = last.placing if last else {}
    is_enough = measure_vote_readiness(consultation).is_enough
    if not (is_enough or placing):
        OpinionResult.objects.filter(consultation=consultation).delete()
        return {"groups": 0}
    tell(0, 3)
    rows = list(
        list_counted_votes(consultation)
        .order_by("participant", "statement__key", "pk")
        .values_list("participant", "statement__key", "published")
    )
    tokens = {one: _token(consultation, one) for one in {participant for participant, *_ in rows}}
    before = {one: placing[token] for one, token in tokens.items() if token in placing}
    statements = _list_statements(consultation)
    opinion = analyse_apart(compute_map, rows, statements, before)
    tell(3, 3)
    with transaction.atomic():
        lock_groups(consultation)
        if _list_statements(consultation) != statements:
            # A statement was reworded or withheld meanwhile: another map is already queued.
            return {"groups": 0}
        if not (is_enough or opinion.is_kept):
            OpinionResult.objects.filter(consultation=consultation).delete()
            return {"groups": 0}
        OpinionResult.objects.update_or_create(
            consultation=consultation,
            defaults={
                "result": opinion.result,
                "charts": opinion.charts,
                "placing": {tokens[one]: group for one, group in opinion.placing.items()},
                "votes": len(rows),
                "computed_at": timezone.now(),
            },
        )
    return {"groups": len(opinion.result["groups"])}


def _token(consultation: Consultation, participant: str) -> str:
    """A pseudonym for a participant in kept maps, so that the file does not reveal anybody's group."""
    return salted_hmac("huiyin.map", f"{consultation.pk} {participant}").hexdigest()[:24]


def _list_statements(consultation: Consultation) -> tuple[MapStatement, ...]:
    """The statements on the map."""
    return tuple(
        MapStatement(s.key, s.text_zh, s.text_en)
        for s in Statement.objects.filter(consultation=consultation, is_moderated_out=False)
    )
