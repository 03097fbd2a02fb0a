"""Initiatives and goals, as far as everybody may see them."""

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
            **{name: getattr(one, name) for name in _AS_THEY_ARE},
            "network": one.network.slug if one.network else None,
            "focuses": [focus.focus for focus in one.focuses.all()],
            "places": list(one.places),
            "organisations": [
                {
                    "organisation": part.organisation.slug,
                    "role": part.role,
                    "since": part.since,
                    "until": part.until,
                }
                for part in one.parts.all()
            ],
            "goal_state": find_tie_state(one).value,
            "url": build_url("initiative", one.slug),
        }
        for one in rows
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
            "id": one.pk,
            "title": one.title,
            "title_zh": one.title_zh,
            "title_en": one.title_en,
            "description_zh": one.description_zh,
            "description_en": one.description_en,
            "network": one.network.slug if one.network else None,
            "initiative": one.initiative.slug if one.initiative else None,
            "parent": one.parent_id if one.parent and one.parent.withdrawn_at is None else None,
            "sdgs": list(one.targets),
            "url": build_url("goal", one.pk),
        }
        for one in rows
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
