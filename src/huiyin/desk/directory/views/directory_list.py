"""The directory: who there is, on any day."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.pagination import make_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.directory.api.directory_table import DirectoryRow, list_rows
from huiyin.desk.directory.forms import DirectoryForm
from huiyin.desk.directory.views.csv_files import send_csv
from huiyin.desk.registry.api.organisation_facts import select_organisations
from huiyin.i18n import say

#: Rows of the table that is taken away at once.
_MOST = 20_000
_PART = 500


@require_safe
@cached_page
def show_directory(request: HttpRequest) -> HttpResponse:
    """A list or a table of those whom the form leaves."""
    form = DirectoryForm(request.GET)
    is_valid = form.is_valid()
    filters = form.read_filters()
    page = make_page(request, select_organisations(filters))
    rows = list_rows(page.rows, day=filters.day, known_on=filters.known_on)
    query = request.GET.copy()
    query.pop("page", None)
    as_table = query.pop("view", [""])[-1] == "table"
    return render(
        request,
        "directory/directory.html",
        {
            "form": form,
            "page": page,
            "rows": rows,
            "filters": filters,
            "query": query.urlencode(),
            "is_narrowed": any(request.GET.get(name) for name in form.fields),
            "as_table": as_table,
            "day_query": _write_day(filters.day, filters.known_on),
        },
        status=200 if is_valid else 422,
    )


def _write_day(day: object, known_on: object) -> str:
    """What an organisation's page is asked with, so that it shows the same day."""
    parts = [f"{name}={value}" for name, value in (("day", day), ("known_on", known_on)) if value]
    return f"?{'&'.join(parts)}" if parts else ""


@require_safe
@limit_rate("search")
def download_directory(request: HttpRequest) -> HttpResponse:
    """The same as CSV."""
    form = DirectoryForm(request.GET)
    form.is_valid()
    filters = form.read_filters()
    found = list(select_organisations(filters)[:_MOST])
    rows: list[list[str]] = []
    for start in range(0, len(found), _PART):
        part = list_rows(found[start : start + _PART], day=filters.day, known_on=filters.known_on)
        rows += map(_write_row, part)
    head = [say(f"directory.head.{name}") for name in _HEAD]
    return send_csv("directory", [head, *rows])


_HEAD = ("id", "name_zh", "name_en", "name_now", "kind", "focuses", "route", "place", "networks")


def _write_row(row: DirectoryRow) -> list[str]:
    return [
        row.slug,
        row.names.get("zh", ""),
        row.names.get("en", ""),
        row.name_now,
        say(f"directory.kind.{row.kind}"),
        "; ".join(row.focuses),
        row.route,
        row.place,
        "; ".join(row.networks),
    ]
