"""Requests for research: listed, asked, offered to, steered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huiyin.desk.accounts.gates import signed_in
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.core.form_fields import ButtonForm
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.pagination import make_page
from huiyin.desk.registry.organisations import find_organisations, list_bodies
from huiyin.desk.research.api import library
from huiyin.desk.research.api import requests as acts
from huiyin.desk.research.data import RequestState
from huiyin.desk.research.forms import ExtendForm, NumberForm, OfferForm, RequestForm
from huiyin.desk.research.models import ResearchRequest
from huiyin.desk.research.readers import Reader, read_reader
from huiyin.desk.research.rights import Deed, may_on_request
from huiyin.i18n import say


def _find(request: HttpRequest, number: int) -> tuple[ResearchRequest, Reader]:
    """The request and who asks for it; 404 where they may not know of it."""
    reader = read_reader(request.user)
    found = acts.find_request(reader, number)
    if found is None:
        raise Http404
    return found, reader


@require_safe
@cached_page
def show_requests(request: HttpRequest) -> HttpResponse:
    """What is asked for, open or not."""
    reader = read_reader(request.user)
    rows = acts.select_requests(reader)
    states = list(RequestState)
    asked_for = request.GET.get("state", "")
    state = asked_for if asked_for in states else ""
    if state:
        rows = rows.filter(state=state)
    return render(
        request,
        "research/requests.html",
        {
            "page": make_page(request, rows),
            "states": states,
            "state": state,
            "reader": reader,
            "part": "requests",
        },
    )


@require_safe
@cached_page
def show_request(request: HttpRequest, number: int) -> HttpResponse:
    """A request, its offers as the reader may see them, and what was delivered."""
    found, reader = _find(request, number)
    return _show(request, found, reader)


def _show(
    request: HttpRequest,
    found: ResearchRequest,
    reader: Reader,
    *,
    offer: OfferForm | None = None,
    extend: ExtendForm | None = None,
) -> HttpResponse:
    offers = acts.list_offers(found, reader)
    may_steer = may_on_request(reader, Deed.STEER, found)
    may_offer = _may_offer(reader, found)
    works = library.select_for_request(reader, found)
    own = {one.organisation_id for one in offers.given} & reader.members
    return render(
        request,
        "research/request.html",
        {
            "asked": found,
            "offers": offers,
            "works": works,
            "may_steer": may_steer,
            "may_deliver": bool(own) or reader.is_team or found.network_id in reader.networks,
            "offer_form": (offer or OfferForm(_list_offering(reader, found)))
            if may_offer
            else None,
            "extend_form": (extend or ExtendForm()) if may_steer else None,
            "members": reader.members,
            "reader": reader,
            "part": "requests",
        },
        status=422 if offer is not None or extend is not None else 200,
    )


def _may_offer(reader: Reader, found: ResearchRequest) -> bool:
    return found.is_open and found.is_from_authority and may_on_request(reader, Deed.OFFER, found)


def _list_offering(reader: Reader, found: ResearchRequest) -> list[Any]:
    """The organisations in whose name the reader may offer."""
    bodies = list_bodies() if reader.is_team else list(find_organisations(reader.members).values())
    return [one for one in bodies if found.organisation_id in (None, one.pk)]


@require_http_methods(("GET", "POST"))
@signed_in
def enter_request(request: SignedInRequest) -> HttpResponse:
    """Ask for research, in the name of whom one speaks for."""
    reader = read_reader(request.user)
    if not reader.may_ask:
        raise PermissionDenied
    form = RequestForm(reader, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        made = acts.ask_research(form.make_input(), request.user)
        messages.success(request, say("research.asked"))
        return redirect("research_request", number=made.pk)
    return render(
        request,
        "research/ask.html",
        {"form": form, "reader": reader, "part": "requests"},
        status=422 if form.is_bound else 200,
    )


@require_POST
@signed_in
def offer_work(request: SignedInRequest, number: int) -> HttpResponse:
    """Offer to do it."""
    research_request, reader = _find(request, number)
    if not may_on_request(reader, Deed.OFFER, research_request):
        raise PermissionDenied
    form = OfferForm(_list_offering(reader, research_request), request.POST)
    if not form.is_valid():
        return _show(request, research_request, reader, offer=form)
    given = form.cleaned_data
    organisation = int(given["organisation"])
    return _act(
        request,
        number,
        "research.offered",
        lambda: acts.offer_research(
            research_request, organisation, given["words"], given["due_on"], request.user
        ),
    )


@require_POST
@signed_in
def steer_request(request: SignedInRequest, number: int) -> HttpResponse:
    """Accept or decline an offer, give more time, withdraw the request, confirm what came; take one's own offer back."""
    research_request, reader = _find(request, number)
    what = ButtonForm(request.POST).pressed
    if what == "unoffer":
        return _take_back(request, research_request, reader)
    if not may_on_request(reader, Deed.STEER, research_request):
        raise PermissionDenied
    if what == "extend":
        form = ExtendForm(request.POST)
        if not form.is_valid():
            return _show(request, research_request, reader, extend=form)
        day = form.cleaned_data["deadline"]
        return _act(
            request,
            number,
            "research.extended",
            lambda: acts.extend_deadline(research_request, day, request.user),
        )
    if what in ("accept", "decline"):
        chosen = NumberForm(request.POST)
        offer_number = chosen.cleaned_data["number"] if chosen.is_valid() else 0
        accepts = what == "accept"
        return _act(
            request,
            number,
            "research.accepted" if accepts else "research.declined",
            lambda: acts.decide_offer(
                research_request, offer_number, request.user, accepts=accepts
            ),
        )
    if what == "withdraw":
        return _act(
            request,
            number,
            "research.withdrawn",
            lambda: acts.withdraw_request(research_request, request.user),
        )
    return _act(
        request,
        number,
        "research.confirmed",
        lambda: acts.confirm_delivery(research_request, request.user),
    )


def _take_back(request: SignedInRequest, found: ResearchRequest, reader: Reader) -> HttpResponse:
    chosen = NumberForm(request.POST)
    number = chosen.cleaned_data["number"] if chosen.is_valid() else 0
    own = found.offers.filter(pk=number).first()
    if own is None or not (reader.is_team or own.organisation_id in reader.members):
        raise PermissionDenied
    return _act(
        request,
        found.pk,
        "research.unoffered",
        lambda: acts.take_offer_back(found, number, request.user),
    )


def _act(
    request: SignedInRequest, number: int, done: str, deed: Callable[[], object]
) -> HttpResponse:
    """Do it, and say so, or why it could not be done."""
    try:
        deed()
    except acts.UnusableResearch as wrong:
        messages.error(request, say(f"research.wrong.{wrong.code}"))
    else:
        messages.success(request, say(done))
    return redirect("research_request", number=number)
