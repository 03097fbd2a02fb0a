"""The public page of an organisation, as of any day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.pagination import ROWS, page_beside, read_page_number
from huiyin.desk.core.site_urls import build_url
from huiyin.desk.directory.api.directory_table import list_contacts, list_details, list_moments
from huiyin.desk.directory.api.json_ld import describe_json_ld
from huiyin.desk.directory.forms import DayForm
from huiyin.desk.directory.hooks import ACT_SOURCES
from huiyin.desk.networks.api import list_networks
from huiyin.desk.registry.api.change_events import find_predecessors, find_successors
from huiyin.desk.registry.api.focus_list import map_focuses
from huiyin.desk.registry.api.logos import find_logos
from huiyin.desk.registry.api.organisation_facts import describe_organisation, find_organisation
from huiyin.desk.registry.data import FactKind

if TYPE_CHECKING:
    from huiyin.desk.registry.data import OrganisationOn
    from huiyin.desk.registry.models import Organisation

#: Acts of a kind that the page of an organisation shows; the others stand on a page of their own.
_FIRST_ACTS = 20


@require_safe
@cached_page
def show_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Who it is, its time line, what it said and signed, and how to reach it."""
    organisation = find_organisation(slug)
    if organisation is None:
        raise Http404
    form = DayForm(request.GET)
    is_valid = form.is_valid()
    day, known_on = form.read_day(), form.cleaned_data.get("known_on")
    there = describe_organisation(organisation, day=day, known_on=known_on)
    logo = next(iter(find_logos([there.first(FactKind.LOGO)]).values()), None)
    url = build_url("organisation", organisation.slug)
    words = {f"focus:{slug}": one.name for slug, one in map_focuses().items()}
    words |= {f"network:{one.slug}": one.name for one in list_networks()}
    acts = [
        (source.name, made)
        for source in ACT_SOURCES
        if (made := source.list_acts(organisation.pk, slice(_FIRST_ACTS))) is not None
    ]
    return render(
        request,
        "directory/organisation.html",
        {
            "organisation": organisation,
            "there": there,
            "logo": logo,
            "name": there.name if there.names else organisation.name,
            "other_names": _list_other_names(organisation, there),
            "form": form,
            "day": day,
            "details": list_details(there),
            "contacts": list_contacts(there),
            "moments": list_moments(organisation, known_on=known_on),
            "successors": find_successors(organisation),
            "predecessors": find_predecessors(organisation),
            "acts": acts,
            "json_ld": describe_json_ld(organisation, there, url, words),
        },
        status=200 if is_valid else 422,
    )


@require_safe
@cached_page
def show_acts(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Everything of one kind that an organisation said or signed, a page at a time."""
    organisation = find_organisation(slug)
    source = next((one for one in ACT_SOURCES if one.name == kind), None)
    if organisation is None or source is None:
        raise Http404
    number = read_page_number(request)
    start = (number - 1) * ROWS
    listed = source.list_acts(organisation.pk, slice(start, start + ROWS))
    if listed is None:
        raise Http404
    page = page_beside(request, number, has_next=listed.total > start + ROWS)
    return render(
        request,
        "directory/acts.html",
        {"organisation": organisation, "list": listed, "page": page},
    )


def _list_other_names(organisation: Organisation, there: OrganisationOn) -> list[tuple[str, str]]:
    """Language and name, of each that is not the heading."""
    heading = there.name if there.names else organisation.name
    return [(code, name) for code, name in sorted(there.names.items()) if name != heading]
