"""Show log entries as a page or download them as a table. The caller selects the entries."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from huiyin.desk.accounts.api import list_accounts
from huiyin.desk.audit.entry_words import (
    describe_entry,
    describe_object,
    is_of_the_day,
    name_actor,
    say_verb,
)
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.audit.places import PLACES, EntryPlace
from huiyin.desk.core.pagination import make_page
from huiyin.desk.core.request_params import parse_day, parse_number
from huiyin.i18n import say
from huiyin.presentation.spreadsheets import sheet_bytes

#: The filter's groups of acts: name (text ``audit.kind.<name>``) → beginnings of verbs.
KINDS: dict[str, tuple[str, ...]] = {
    "comments": ("send", "withdraw", "take_in", "map_columns"),
    "groups": ("group.",),
    "statements": ("statement.", "vote."),
    "proposal": ("suggestion.", "remark.", "edition.", "minority."),
    "replies": ("reply.",),
    "uptake": ("enact", "uptake."),
    "leading": ("open", "prepare", "mend", "move", "export"),
    "people": ("account.", "person.", "personal.", "mail.", "invit", "join"),
}
#: The most rows of a download; the filter by days gives access to more.
MOST = 50_000
_KINDS_OF_FILE = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def render_entries(
    request: HttpRequest, found: QuerySet[AuditEntry], template: str, more: dict[str, Any]
) -> HttpResponse:
    who = list_accounts().filter(pk__in=found.order_by().values("actor"))
    page = make_page(request, _filter_entries(request, found).select_related("actor"))
    places = _find_places(request, page.rows)
    given = request.GET.copy()
    given.pop("page", None)
    return render(
        request,
        template,
        more
        | {
            "page": page,
            "acts": [
                (act, describe_entry(act), places.get(act.consultation), is_of_the_day(act))
                for act in page.rows
            ],
            "who": who.order_by("name", "email", "pk")[:1000],
            "kinds": list(KINDS),
            "given": request.GET,
            "filters": given.urlencode(),
        },
    )


def render_entries_file(
    request: HttpRequest, found: QuerySet[AuditEntry], name: str
) -> HttpResponse:
    rows = list(_filter_entries(request, found).select_related("actor")[:MOST])
    places = _find_places(request, rows)
    heads = [
        say(f"audit.column.{column}") for column in ("at", "who", "email", "did", "on", "where")
    ]
    table = [heads] + [
        [
            timezone.localtime(act.created_at).strftime(
                "%Y-%m-%d" if is_of_the_day(act) else "%Y-%m-%d %H:%M:%S"
            ),
            name_actor(act),
            act.actor.email if act.actor else "",
            say_verb(act),
            describe_object(act),
            places[act.consultation].title if act.consultation in places else "",
        ]
        for act in rows
    ]
    return HttpResponse(
        sheet_bytes(Path(name), table),
        content_type=_KINDS_OF_FILE[name.rpartition(".")[2]],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _find_places(request: HttpRequest, rows: list[AuditEntry]) -> dict[int | None, EntryPlace]:
    """The places of acts that the reader may see."""
    numbers = {act.consultation for act in rows if act.consultation}
    return dict(PLACES.item(request, numbers).items())


def _filter_entries(request: HttpRequest, entries: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
    """The entries that match the filter; invalid values are ignored."""
    by, kind = parse_number(request.GET.get("by", "")), request.GET.get("kind", "")
    if by is not None:
        entries = entries.filter(actor=by)
    if kind in KINDS:
        begins = Q()
        for verb in KINDS[kind]:
            begins |= Q(verb__startswith=verb)
        entries = entries.filter(begins)
    since, until = (parse_day(request.GET.get(name, "").strip()) for name in ("since", "until"))
    if since:
        entries = entries.filter(created_at__gte=_get_day_start(since))
    if until:
        entries = entries.filter(created_at__lt=_get_day_start(until + timedelta(days=1)))
    return entries


def _get_day_start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
