"""Exchanges of the public ledger, and the desk's figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from huiyin.desk.api import schemas
from huiyin.desk.api.resources.resource import ReadQuery, Resource, show_dicts
from huiyin.desk.core.site_urls import build_url
from huiyin.desk.directory.api.figures import get_figures
from huiyin.desk.ledger.api.archive import describe_exchange, select_public
from huiyin.desk.ledger.api.figures import AUTHORITY, NETWORK, WHOLE, list_figure_sets
from huiyin.desk.ledger.data import ExchangeDirection, ExchangeKind
from huiyin.desk.networks.api import find_networks
from huiyin.desk.registry.organisations import find_organisations
from huiyin.i18n import current_language
from huiyin.presentation.measures.ledger import list_tables


def _select_exchanges(query: ReadQuery) -> Any:
    rows = select_public(query.today, since=query.since)
    given = query.filters
    for name in ("kind", "direction", "thread__ask__number"):
        value = given.get("thread" if name.startswith("thread") else name)
        if value:
            rows = rows.filter(**{name: value})
    for name in ("authority", "network"):
        if given.get(name):
            rows = rows.filter(**{f"{name}__slug": given[name]})
    return rows.order_by("number", "pk")


def _show_exchanges(rows: Sequence[Any], query: ReadQuery) -> list[dict[str, Any]]:
    shown = []
    for one in rows:
        told = describe_exchange(one)
        told["url"] = told.pop("address")
        shown.append(told)
    return shown


def _select_figures(query: ReadQuery) -> list[dict[str, Any]]:
    return [*_list_member_tables(), *_list_ledger_tables()]


def _list_member_tables() -> Iterator[dict[str, Any]]:
    figures = get_figures()
    for section in figures.sections or ():
        for table in (*(chart.table for chart in section.charts), *section.tables):
            yield {
                "id": f"members.{table.name}",
                "language": current_language(),
                "scope": "members",
                "subject": "",
                "title": table.title,
                "columns": list(table.head),
                "rows": [list(map(_read_cell, row)) for row in table.rows],
                "computed_at": figures.computed_at,
                "url": build_url("members"),
            }


def _list_ledger_tables() -> Iterator[dict[str, Any]]:
    sets = list_figure_sets()
    parties: dict[str, dict[int, Any]] = {
        AUTHORITY: find_organisations(
            [figures.subject_id for figures in sets if figures.scope == AUTHORITY]
        ),
        NETWORK: find_networks(
            [figures.subject_id for figures in sets if figures.scope == NETWORK]
        ),
    }
    for figures in sets:
        party = parties.get(figures.scope, {}).get(figures.subject_id)
        if figures.scope != WHOLE and party is None:
            continue
        slug = party.slug if party is not None else ""
        place = ("ledger_figures",) if party is None else (f"ledger_{figures.scope}_figures", slug)
        for table in list_tables(figures.views[current_language()]):
            yield {
                "id": ".".join(filter(None, ("ledger", figures.scope, slug, table["name"]))),
                "language": current_language(),
                "scope": f"ledger.{figures.scope}",
                "subject": slug,
                "title": table["title"],
                "columns": list(table["head"]),
                "rows": [list(map(_read_cell, row)) for row in table["rows"]],
                "computed_at": figures.computed_at,
                "url": build_url(*place),
            }


def _read_cell(cell: Any) -> str | int | float | None:
    return cell if cell is None or isinstance(cell, int | float | str) else str(cell)


EXCHANGES = Resource(
    "exchanges",
    schemas.Exchange,
    ("number", "pk"),
    _select_exchanges,
    _show_exchanges,
    key="number",
    lookup="number",
    key_type=int,
    filters={
        "kind": ExchangeKind,
        "direction": ExchangeDirection,
        "authority": str,
        "network": str,
        "thread": int,
    },
    has_since=True,
)
FIGURES = Resource(
    "figures", schemas.FigureTable, ("id",), _select_figures, show_dicts, key="id", lookup="id"
)
