"""What somebody did with initiatives and goals, for who asks what is held of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from huiyin.desk.initiatives.models import (
    ConsultationTie,
    Founder,
    Goal,
    GoalReview,
    GoalTie,
    Indicator,
    Initiative,
    InitiativeDocument,
    InitiativeMoney,
    InitiativePart,
    LineageEvent,
    Observation,
)

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User


def list_deeds(person: User) -> Iterator[tuple[str, str, str, datetime]]:
    """What somebody did: its code (``personal.did.<code>``), on what, for which organisation, when."""
    for one in Initiative.objects.filter(created_by=person).order_by("pk"):
        yield "initiative", one.name, "", one.created_at
    parts = InitiativePart.objects.filter(created_by=person)
    for part in parts.select_related("initiative", "organisation").order_by("pk"):
        yield "initiative_part", part.initiative.name, part.organisation.name, part.created_at
    for code, model in (
        ("money", InitiativeMoney), ("document", InitiativeDocument), ("consultation", ConsultationTie),
        ("review", GoalReview), ("tie", GoalTie),
    ):  # fmt: skip
        rows = model._default_manager.filter(created_by=person).select_related("initiative")
        for row in rows.order_by("pk"):
            yield f"initiative_{code}", row.initiative.name, "", row.created_at
    yield from _list_goal_deeds(person)
    answered = Founder.objects.filter(answered_by=person).select_related("network", "organisation")
    for founder in answered.order_by("pk"):
        if founder.answered_at is not None:
            yield "founder", founder.network.name, founder.organisation.name, founder.answered_at


def _list_goal_deeds(person: User) -> Iterator[tuple[str, str, str, datetime]]:
    for event in LineageEvent.objects.filter(created_by=person).order_by("pk"):
        yield "lineage", str(event), "", event.created_at
    for goal in Goal.objects.filter(created_by=person).order_by("pk"):
        yield "goal", goal.title, "", goal.created_at
    for indicator in Indicator.objects.filter(created_by=person).order_by("pk"):
        yield "indicator", indicator.name, "", indicator.created_at
    seen = Observation.objects.filter(created_by=person).select_related("indicator")
    for one in seen.order_by("pk"):
        yield "observation", one.indicator.name, "", one.created_at
