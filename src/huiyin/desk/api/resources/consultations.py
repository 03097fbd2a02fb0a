"""Consultations and their parts as far as they are public, decided by the queries of the pages and by the
public export (:mod:`huiyin.desk.exports.api`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from huiyin.desk.accounts.permissions import Stage
from huiyin.desk.api import schemas
from huiyin.desk.api.resources.resource import ReadQuery, Resource, show_dicts
from huiyin.desk.consultations.api.comments import list_sent_in
from huiyin.desk.consultations.api.groups import list_groups
from huiyin.desk.consultations.api.lookups import select_public_consultations
from huiyin.desk.core.site_urls import build_url
from huiyin.desk.exports.api import build_tables, list_public_versions
from huiyin.desk.laws.api import list_provisions_of_versions
from huiyin.desk.outcomes.api.submissions import find_submission_day
from huiyin.desk.proposals.api.version_rows import (
    list_opinions_in,
    list_signatures_in,
    list_suggestions_in,
    select_versions,
)


def select_consultations(query: ReadQuery) -> Any:
    """The public consultations."""
    rows = select_public_consultations().select_related("authority", "initiator", "network")
    if query.since is not None:
        rows = rows.filter(created_at__gte=query.since)
    given = query.filters
    if given.get("stage"):
        rows = rows.filter(stage=given["stage"])
    for name in ("authority", "network"):
        if given.get(name):
            rows = rows.filter(**{f"{name}__slug": given[name]})
    return rows.order_by("created_at", "pk")


def _show_consultations(rows: Sequence[Any], query: ReadQuery) -> list[dict[str, Any]]:
    return [
        {
            **{name: getattr(consultation, name) for name in _AS_THEY_ARE},
            "authority": consultation.authority.slug,
            "initiator": consultation.initiator.slug if consultation.initiator else None,
            "network": consultation.network.slug if consultation.network else None,
            "by_invitation": consultation.is_by_invitation,
            "enacted": "enacted" in list_public_versions(consultation),
            "url": build_url("overview", consultation.slug),
        }
        for consultation in rows
    ]


_AS_THEY_ARE = (
    "slug", "title", "title_zh", "title_en", "intro_zh", "intro_en", "stage", "opens", "closes", "voting_closes", "reply_due",
)  # fmt: skip


def _select_provisions(query: ReadQuery) -> Any:
    versions = list_public_versions(query.parent)
    wanted = [
        number
        for name, number in versions.items()
        if query.filters.get("version") in (None, "", name)
    ]
    rows = list_provisions_of_versions(wanted)
    if query.filters.get("language"):
        rows = rows.filter(expression__language=query.filters["language"])
    return rows


def _show_provisions(rows: Sequence[Any], query: ReadQuery) -> list[dict[str, Any]]:
    names = {number: name for name, number in list_public_versions(query.parent).items()}
    return [
        {
            "consultation": query.parent.slug,
            "version": names[one.expression.version_id],
            "language": one.expression.language,
            **{name: getattr(one, name) for name in ("eid", "parent", "num", "kind", "heading", "text")},
        }
        for one in rows
    ]  # fmt: skip


def _select_comments(query: ReadQuery) -> Any:
    rows = list_sent_in(query.parent, with_private=False)
    if query.since is not None:
        rows = rows.filter(updated_at__gte=query.since)
    if query.filters.get("eid"):
        rows = rows.filter(unit=query.filters["eid"])
    if query.filters.get("group"):
        rows = rows.filter(group__in=list_groups(query.parent, with_private=False).values("pk"))
        rows = rows.filter(group=query.filters["group"])
    rows = rows.select_related("organisation", "group")
    return rows.order_by("submitted_at", "public_id")


def _show_comments(rows: Sequence[Any], query: ReadQuery) -> list[dict[str, Any]]:
    return [
        {
            "id": str(comment.public_id),
            "consultation": query.parent.slug,
            "organisation": comment.organisation.slug if comment.organisation else None,
            "organisation_name": comment.organisation.name_on(comment.submitted_at) if comment.organisation else "",
            "at": comment.submitted_at,
            "group": comment.group_id if comment.group and comment.group.is_open else None,
            **{
                name: getattr(comment, name)
                for name in ("speaker", "eid", "reference", "quote", "text", "wording", "language")
            },
        }
        for comment in rows
    ]  # fmt: skip


def _select_groups(query: ReadQuery) -> Any:
    rows = list_groups(query.parent, with_private=False).select_related("representative")
    if query.filters.get("eid"):
        rows = rows.filter(eid=query.filters["eid"])
    return rows.order_by("pk")


def _show_groups(rows: Sequence[Any], query: ReadQuery) -> list[dict[str, Any]]:
    return [
        {
            "id": group.pk,
            "consultation": query.parent.slug,
            "name": group.name,
            "name_zh": group.name_zh,
            "name_en": group.name_en,
            "eid": group.eid,
            "text": group.words,
            "comments": group.size,
            "organisations": group.organisations,
            "url": build_url("group", query.parent.slug, group.pk),
        }
        for group in rows
    ]


def _list_table(query: ReadQuery, name: str) -> list[dict[str, Any]]:
    """The rows of a table of the public export."""
    table = next(one for one in build_tables(query.parent) if one.name == name)
    rows = (dict(zip(table.columns, row, strict=True)) for row in table.rows())
    return [{**row, "consultation": query.parent.slug} for row in rows]


def _select_statements(query: ReadQuery) -> list[dict[str, Any]]:
    rows = _list_table(query, "statements")
    return [
        {name: value for name, value in row.items() if name != "withheld"}
        for row in rows
        if not row["withheld"]
    ]


def _select_proposals(query: ReadQuery) -> Any:
    return select_versions(query.parent, with_unfixed=False).order_by("number", "pk")


def _show_proposals(rows: Sequence[Any], query: ReadQuery) -> list[dict[str, Any]]:
    versions = select_versions(query.parent, with_unfixed=False)
    signatures = [
        {"organisation": version.organisation.name_on(version.created_at), "at": version.created_at}
        for version in list_signatures_in(versions)
    ]
    opinions = [
        {
            "organisation": version.organisation.name_on(version.created_at),
            "suggestion": version.suggestion_key,
            "text": version.text,
        }
        for version in list_opinions_in(versions)
    ]
    return [
        {
            "edition": version.number,
            "consultation": query.parent.slug,
            "fixed_at": version.locked_at,
            "submitted_on": find_submission_day(version),
            "suggestions": list_suggestions_in(versions).count(),
            "signatures": signatures,
            "minority_opinions": opinions,
            "url": build_url("proposal", query.parent.slug),
        }
        for version in rows  # one at most: the newest that was fixed
    ]


def _select_suggestions(query: ReadQuery) -> list[dict[str, Any]]:
    return [
        {**row, "groups": [int(one) for one in row["groups"].split()]}
        for row in _list_table(query, "suggestions")
    ]


def _select_replies(query: ReadQuery) -> list[dict[str, Any]]:
    return [
        {**row, "on": date.fromisoformat(row["on"]) if row["on"] else None}
        for row in _list_table(query, "replies")
    ]


def _select_uptake(query: ReadQuery) -> list[dict[str, Any]]:
    return _list_table(query, "uptake")


CONSULTATIONS = Resource(
    "consultations",
    schemas.Consultation,
    ("created_at", "pk"),
    select_consultations,
    _show_consultations,
    key="slug",
    lookup="slug",
    filters={"stage": Stage, "authority": str, "network": str},
    has_since=True,
)
PROVISIONS = Resource(
    "provisions",
    schemas.Provision,
    ("expression_id", "position", "pk"),
    _select_provisions,
    _show_provisions,
    filters={"version": str, "language": str},
    is_part=True,
)
COMMENTS = Resource(
    "comments",
    schemas.Comment,
    ("submitted_at", "public_id"),
    _select_comments,
    _show_comments,
    filters={"eid": str, "group": int},
    is_part=True,
    has_since=True,
)
GROUPS = Resource(
    "groups",
    schemas.Group,
    ("pk",),
    _select_groups,
    _show_groups,
    filters={"eid": str},
    is_part=True,
)
STATEMENTS = Resource(
    "statements", schemas.Statement, ("id",), _select_statements, show_dicts, is_part=True
)
PROPOSALS = Resource(
    "proposals",
    schemas.Proposal,
    ("number", "pk"),
    _select_proposals,
    _show_proposals,
    is_part=True,
)
SUGGESTIONS = Resource(
    "suggestions", schemas.Suggestion, ("id",), _select_suggestions, show_dicts, is_part=True
)
REPLIES = Resource(
    "replies", schemas.Reply, ("suggestion",), _select_replies, show_dicts, is_part=True
)
UPTAKE = Resource(
    "uptake", schemas.Uptake, ("suggestion",), _select_uptake, show_dicts, is_part=True
)
