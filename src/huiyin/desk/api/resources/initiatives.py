"""Public initiatives and goals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from huiyin.desk.api import schemas
from huiyin.desk.api.resources.resource import ReadQuery, Resource
from huiyin.desk.core.site_urls import build_url
from huiyin.desk.initiatives.access import ANYBODY
from huiyin.desk.initiatives.api.goals import select_goals
from huiyin.desk.initiatives.api.lists import InitiativeFilters, find_tie_state, select_initiatives
from huiyin.desk.initiatives.data import InitiativeKind


def _select_initiatives(query: ReadQuery) -> Any:
    filters = InitiativeFilters(**query.filters)
    return select_initiatives(ANYBODY, filters).order_by("slug", "pk")


def _show_initiatives(rows: Sequence[Any], query: ReadQuery) -> list[dict[str, Any]]:
    return [
        {
            **{name: getattr(initiative, name) for name in _AS_THEY_ARE},
            "network": initiative.network.slug if initiative.network else None,
            "focuses": [focus.focus for focus in initiative.focuses.all()],
            "places": list(initiative.places),
            "organisations": [
                {
                    "organisation": part.organisation.slug,
                    "role": part.role,
                    "since": part.since,
                    "until": part.until,
                }
                for part in initiative.parts.all()
            ],
            "goal_state": find_tie_state(initiative).value,
            "url": build_url("initiative", initiative.slug),
        }
        for initiative in rows
    ]


_AS_THEY_ARE = (
    "slug", "kind", "state", "name", "name_zh", "name_en", "description_zh", "description_en", "results_zh", "results_en",
    "since", "until",
)  # fmt: skip


def _select_goals(query: ReadQuery) -> Any:
    rows = select_goals(ANYBODY)
    if query.filters.get("network"):
        rows = rows.filter(network__slug=query.filters["network"])
    return rows.order_by("pk")


def _show_goals(rows: Sequence[Any], query: ReadQuery) -> list[dict[str, Any]]:
    return [
        {
            "id": goal.pk,
            "title": goal.title,
            "title_zh": goal.title_zh,
            "title_en": goal.title_en,
            "description_zh": goal.description_zh,
            "description_en": goal.description_en,
            "network": goal.network.slug if goal.network else None,
            "initiative": goal.initiative.slug if goal.initiative else None,
            "parent": goal.parent_id if goal.parent and goal.parent.withdrawn_at is None else None,
            "sdgs": list(goal.targets),
            "url": build_url("goal", goal.pk),
        }
        for goal in rows
    ]


GOALS = Resource(
    "goals",
    schemas.Goal,
    ("pk",),
    _select_goals,
    _show_goals,
    key="id",
    lookup="pk",
    key_type=int,
    filters={"network": str},
)
INITIATIVES = Resource(
    "initiatives",
    schemas.Initiative,
    ("slug",),
    _select_initiatives,
    _show_initiatives,
    key="slug",
    lookup="slug",
    filters={"kind": InitiativeKind, "focus": str, "network": str},
)
