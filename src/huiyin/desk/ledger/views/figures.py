"""Pages with figures of the whole ledger, an authority or a network: charts, tables, findings, CSV."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.ledger.api.figures import AUTHORITY, NETWORK, WHOLE, find_figures, find_last
from huiyin.desk.ledger.models import FigureSet
from huiyin.desk.networks.api import find_network
from huiyin.desk.registry.organisations import find_authority
from huiyin.i18n import current_language
from huiyin.presentation.measures.ledger import list_tables
from huiyin.presentation.spreadsheets import csv_bytes


@require_safe
@cached_page
def show_figures(request: HttpRequest, scope: str = WHOLE, slug: str = "") -> HttpResponse:
    """The figures of one scope."""
    party, figures = _find(scope, slug)
    views = figures.views[current_language()] if figures else []
    return render(
        request,
        "ledger/figures.html",
        {
            "party": party,
            "figures": figures,
            "views": views,
            "scope": scope,
            "is_stale": figures is not None and figures.last < find_last(),
            "part": "figures",
        },
    )


@limit_rate("export", ("GET", "HEAD"))
@require_safe
def download_figures(request: HttpRequest, scope: str = WHOLE, slug: str = "") -> HttpResponse:
    """All tables of the figures in one CSV file, each under its title."""
    _, figures = _find(scope, slug)
    if figures is None:
        raise Http404
    tables = list_tables(figures.views[current_language()])
    rows = (row for one in tables for row in ([one["title"]], one["head"], *one["rows"], []))
    answer = HttpResponse(csv_bytes(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="ledger-{scope}.csv"'
    return answer


def _find(scope: str, slug: str) -> tuple[object, FigureSet | None]:
    if scope == WHOLE:
        return None, find_figures(WHOLE)
    party = find_authority(slug) if scope == AUTHORITY else find_network(slug)
    if party is None:
        raise Http404
    return party, find_figures(AUTHORITY if scope == AUTHORITY else NETWORK, party.pk)
