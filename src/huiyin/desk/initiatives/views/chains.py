"""The chain on one page, from a goal, an initiative, a consultation or one of its suggestions."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiyin.desk.accounts.permissions import InitiativeDeed
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.initiatives.access import (
    InitiativeRequest,
    Reader,
    read_reader,
    require_deed,
)
from huiyin.desk.initiatives.api import chains
from huiyin.desk.initiatives.api.goals import find_goal
from huiyin.desk.initiatives.models import Initiative


def _show(request: HttpRequest, reader: Reader, chain: chains.Chain, **more: Any) -> HttpResponse:
    context = {"chain": chain, "reader": reader, "part": "goals", **more}
    # From the law's end the same links stand in the other order.
    context["is_from_law"] = request.GET.get("from") == "law"
    return render(request, "initiatives/chain.html", context)


@require_safe
@cached_page
def show_goal_chain(request: HttpRequest, number: int) -> HttpResponse:
    reader = read_reader(request.user)
    goal = find_goal(reader, number)
    if goal is None:
        raise Http404
    chain = chains.read_goal_chain(reader, request.user, goal)
    return _show(request, reader, chain, goal=goal, name=goal.title)


@require_safe
@cached_page
@require_deed(InitiativeDeed.SEE)
def show_initiative_chain(request: InitiativeRequest, initiative: Initiative) -> HttpResponse:
    reader = request.rights.reader
    chain = chains.read_initiative_chain(reader, request.user, initiative)
    return _show(request, reader, chain, initiative=initiative, name=initiative.name)


@require_safe
@cached_page
def show_consultation_chain(request: HttpRequest, slug: str) -> HttpResponse:
    """``?suggestion=`` names one of its suggestions."""
    reader = read_reader(request.user)
    chosen = request.GET.get("suggestion", "")[:40]
    chain = chains.read_consultation_chain(reader, request.user, slug, chosen)
    if chain is None:
        raise Http404
    link = next(
        iter([*chain.loose, *(two for one in chain.initiatives for two in one.consultations)]), None
    )
    name = link.fact.title if link is not None else slug
    return _show(request, reader, chain, slug=slug, name=name, chosen=chosen)
