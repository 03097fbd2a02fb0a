"""The map of opinions: drawn in the background after votes, kept as it is shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from math import hypot
from typing import Any

from django.db import transaction
from django.utils import timezone

from huiyin.desk.consultations.api.jobs import kind
from huiyin.desk.consultations.api.votes import how_ready
from huiyin.desk.consultations.models import Job, OpinionResult, Statement, Vote
from huiyin.intake import Organisation
from huiyin.opinion import OpinionMap, Votes, map_opinions
from huiyin.report.loop import Partings
from huiyin.report.sections.opinion import opinion_view
from huiyin.words import current_language, use_language


@dataclass(frozen=True, slots=True)
class _Stated:
    id: str
    text_zh: str
    text_en: str


@dataclass(frozen=True, slots=True)
class _Deliberation:
    """What the report's section on opinions is made of. Kinds of members are left out: in a network of
    a few dozen, the one organisation of its kind in a group would be known."""

    statements: tuple[_Stated, ...]
    opinion: OpinionMap
    organisations: tuple[Organisation, ...] = ()
    partings: tuple[Partings, ...] = ()


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
    found = map_opinions(Votes.from_rows(rows))
    tell(1, 3)
    statements = tuple(
        _Stated(s.key, s.text_zh, s.text_en)
        for s in Statement.objects.filter(consultation=consultation, is_moderated_out=False)
    )
    charts = {}
    for step, language in enumerate(("zh", "en"), 2):
        charts[language] = _drawn(_Deliberation(statements, found), language)
        tell(step, 3)
    with transaction.atomic():
        OpinionResult.objects.update_or_create(
            consultation=consultation,
            defaults={
                "result": {
                    "groups": [group.size for group in found.groups],
                    "extremity": {s.id: hypot(s.x, s.y) for s in found.statements},
                    "consensus": {s.id: s.consensus for s in found.statements},
                    "divergence": {s.id: s.divergence for s in found.statements},
                },
                "charts": charts,
                "votes": len(rows),
                "at": timezone.now(),
            },
        )
    return {"groups": len(found.groups)}


def _drawn(made: _Deliberation, language: str) -> dict[str, Any] | None:
    """The section as plain values; None where no group is large enough to be shown."""
    before = current_language()
    use_language(language)
    try:
        view = opinion_view(made)
    finally:
        use_language(before)
    return None if view is None else json.loads(json.dumps(asdict(view), default=sorted))
