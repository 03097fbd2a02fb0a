"""Initiatives, as far as everybody may see them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from huiyin.desk.api import schemas
from huiyin.desk.api.resources.resource import ReadQuery, Resource
from huiyin.desk.core.site_urls import build_url
from huiyin.desk.initiatives.access import ANYBODY
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
