"""Organisations on a given day, focuses and networks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from huiyin.desk.api import schemas
from huiyin.desk.api.resources.resource import ReadQuery, Resource
from huiyin.desk.core.site_urls import build_url
from huiyin.desk.networks.api import list_member_slugs, select_networks
from huiyin.desk.registry.api.focus_list import list_focuses
from huiyin.desk.registry.api.organisation_facts import (
    describe_organisations,
    filter_changed_since,
    select_organisations,
)
from huiyin.desk.registry.data import (
    DirectoryFilters,
    FactKind,
    FactRecord,
    FocusListed,
    OrganisationKind,
)


def _select_organisations(query: ReadQuery) -> Any:
    filters = DirectoryFilters(**query.filters)
    rows = select_organisations(replace(filters, day=query.as_of or query.today))
    if query.since is not None:
        rows = filter_changed_since(rows, query.since)
    return rows.order_by("slug", "pk")


def _show_organisations(rows: Sequence[Any], query: ReadQuery) -> list[dict[str, Any]]:
    day = query.as_of or query.today
    described = describe_organisations([row.pk for row in rows], day=day)
    shown = []
    for row in rows:
        there = described[row.pk]
        kind = there.first(FactKind.KIND)
        shown.append(
            {
                "slug": row.slug,
                "kind": kind.code if kind else row.kind,
                "name": there.name,
                "name_zh": there.names.get("zh", ""),
                "name_en": there.names.get("en", ""),
                "as_of": day,
                "founded_on": row.founded_on,
                "ended_on": row.ended_on,
                "focuses": sorted({fact.code for fact in there.of(FactKind.FOCUS)}),
                "networks": sorted({fact.code for fact in there.of(FactKind.NETWORK)}),
                "facts": [_show_fact(fact) for fact in there.facts if fact.kind not in _INNER],
                "url": build_url("organisation", row.slug),
            }
        )
    return shown


#: Facts for internal use.
_INNER = (FactKind.SORT_KEY, FactKind.LOGO)


def _show_fact(fact: FactRecord) -> dict[str, Any]:
    return {
        "kind": fact.kind.value,
        "code": fact.code,
        "text": fact.text,
        "number": fact.number,
        "data": dict(fact.data),
        "since": fact.since,
        "until": fact.until,
        "source": fact.source,
        "confirmed_on": fact.confirmed_on,
    }


def _select_focuses(query: ReadQuery) -> list[FocusListed]:
    return list(list_focuses(with_retired=True))


def _show_focuses(rows: Sequence[Any], query: ReadQuery) -> list[dict[str, Any]]:
    return [
        {
            "slug": focus.slug,
            "name": focus.name,
            "name_zh": focus.name_zh,
            "name_en": focus.name_en,
            "icnptso": list(focus.icnptso),
            "civil_class": focus.civil_class,
            "sdgs": list(focus.sdgs),
            "retired_on": focus.retired_on,
        }
        for focus in rows
    ]


def _select_networks(query: ReadQuery) -> Any:
    return select_networks().order_by("slug", "pk")


def _show_networks(rows: Sequence[Any], query: ReadQuery) -> list[dict[str, Any]]:
    members = list_member_slugs([row.pk for row in rows])
    return [
        {
            "slug": row.slug,
            "name": row.name,
            "name_zh": row.name_zh,
            "name_en": row.name_en,
            "members": members.get(row.pk, []),
            "url": build_url("ledger_network", row.slug),
        }
        for row in rows
    ]


ORGANISATIONS = Resource(
    "organisations",
    schemas.Organisation,
    ("slug",),
    _select_organisations,
    _show_organisations,
    key="slug",
    lookup="slug",
    filters={
        "kind": OrganisationKind,
        "focus": str,
        "network": str,
        "place": str,
        "with_ended": bool,
    },
    has_since=True,
    has_as_of=True,
)
FOCUSES = Resource(
    "focuses",
    schemas.Focus,
    ("slug",),
    _select_focuses,
    _show_focuses,
    key="slug",
    lookup="slug",
)
NETWORKS = Resource(
    "networks",
    schemas.Network,
    ("slug",),
    _select_networks,
    _show_networks,
    key="slug",
    lookup="slug",
)
