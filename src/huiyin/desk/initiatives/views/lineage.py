"""What grew from what: the tree of an initiative or a network, events, a split, a network that is founded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from huiyin.desk.accounts.gates import ask_again, signed_in, typed_again
from huiyin.desk.accounts.permissions import InitiativeDeed
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.core.edit_conflicts import EditConflict, digest_version
from huiyin.desk.core.form_fields import ButtonForm
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.pagination import make_page
from huiyin.desk.initiatives import forms, lineage_forms
from huiyin.desk.initiatives.access import (
    InitiativeRequest,
    WorkingRequest,
    read_reader,
    require_deed,
)
from huiyin.desk.initiatives.api import founders, lineage
from huiyin.desk.initiatives.api.goals import nest_goals, select_goals
from huiyin.desk.initiatives.api.initiatives import UnusableInitiative
from huiyin.desk.initiatives.hooks import CONSULTATIONS, WAITING
from huiyin.desk.networks.api import find_network
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.initiatives.models import Initiative


@require_safe
@cached_page
@require_deed(InitiativeDeed.SEE)
def show_lineage(request: InitiativeRequest, initiative: Initiative) -> HttpResponse:
    """What an initiative grew from, and into."""
    tree = lineage.draw_tree(request.rights.reader, initiative=initiative)
    return render(
        request,
        "initiatives/lineage.html",
        {
            "initiative": initiative,
            "name": initiative.name,
            "tree": tree,
            "access": request.rights,
            "reader": request.rights.reader,
            "part": "list",
        },
    )


@require_safe
@cached_page
def show_network_lineage(request: HttpRequest, slug: str) -> HttpResponse:
    """What a network grew from, its goals, and who was invited to found it."""
    network = find_network(slug)
    if network is None:
        raise Http404
    reader = read_reader(request.user)
    goals = select_goals(reader).filter(network=network)
    asked = founders.list_founders(network)
    may_see = reader.is_secretariat or network.pk in reader.networks
    return render(
        request,
        "initiatives/lineage.html",
        {
            "network": network,
            "name": network.name,
            "tree": lineage.draw_tree(reader, network=network),
            "goals": nest_goals(list(goals)),
            # Who has declined, or not answered yet, is told to those who asked.
            "founders": [one for one in asked if may_see or one.state == "accepted"],
            "reader": reader,
            "part": "list",
        },
    )


@require_http_methods(("GET", "POST"))
@require_deed(InitiativeDeed.RELATE)
def enter_lineage(request: WorkingRequest, initiative: Initiative) -> HttpResponse:
    """Write down an event, or take back one that was written down by mistake."""
    reader = request.rights.reader
    others, networks = lineage.list_relatable(reader)
    form = lineage_forms.RelateForm(initiative, others, networks)
    if request.method == "POST":
        if ButtonForm(request.POST).pressed == "withdraw":
            return _withdraw(request, initiative)
        form = lineage_forms.RelateForm(initiative, others, networks, request.POST)
        if form.is_valid():
            try:
                lineage.relate_own(form.make_input(), reader, request.user)
            except UnusableInitiative as wrong:
                form.add_error(None, say(f"initiative.wrong.{wrong.code}"))
            else:
                messages.success(request, say("initiative.related"))
                return redirect("initiative_lineage", slug=initiative.slug)
    sides = initiative.lineage.filter(event__withdrawn_at=None)
    return render(
        request,
        "initiatives/relate.html",
        {
            "initiative": initiative,
            "form": form,
            "events": [one.event for one in sides.select_related("event").order_by("pk")],
            "access": request.rights,
            "reader": reader,
            "part": "list",
        },
        status=422 if form.is_bound else 200,
    )


def _withdraw(request: WorkingRequest, initiative: Initiative) -> HttpResponse:
    form = forms.NumberForm(request.POST)
    try:
        lineage.withdraw_event(
            initiative, form.cleaned_data["number"] if form.is_valid() else 0, request.user
        )
    except UnusableInitiative as wrong:
        messages.error(request, say(f"initiative.wrong.{wrong.code}"))
    else:
        messages.success(request, say("initiative.removed"))
    return redirect("initiative_relate", slug=initiative.slug)


def _name_consultations(request: WorkingRequest, held: lineage.Held) -> dict[str, str]:
    slugs = [one.consultation for one in held.consultations]
    facts = CONSULTATIONS.item(request.user, slugs)
    return {slug: one.title for slug, one in facts.items()}


def _describe_handed(request: WorkingRequest, held: lineage.Held) -> dict[str, str]:
    """The consultations with what handing them over means to others: an umbrella's receives what networks forward."""
    slugs = [one.consultation for one in held.consultations]
    waiting = WAITING.item(slugs) if slugs else {}
    described = {}
    for slug, one in CONSULTATIONS.item(request.user, slugs).items():
        notes = [one.title]
        if one.is_open and one.network is None:
            notes.append(say("initiative.umbrella_holds"))
        if one.is_open and waiting.get(slug):
            notes.append(say("initiative.forwarded_waits", n=waiting[slug]))
        described[slug] = " · ".join(notes)
    return described


def _show_division(
    request: WorkingRequest,
    initiative: Initiative,
    form: Any,
    held: lineage.Held,
    template: str,
    *,
    is_changed: bool = False,
) -> HttpResponse:
    return render(
        request,
        template,
        {
            "initiative": initiative,
            "form": form,
            "held": held,
            "version": digest_version(held.digested),
            "is_changed": is_changed,
            "reader": request.rights.reader,
            "part": "list",
        },
        status=409 if is_changed else 422 if form.is_bound else 200,
    )


@require_http_methods(("GET", "POST"))
@require_deed(InitiativeDeed.RELATE)
def split_initiative(request: WorkingRequest, initiative: Initiative) -> HttpResponse:
    """Let an initiative become two; what belongs to it goes along as the form says."""
    held = lineage.list_held(initiative)
    names = _name_consultations(request, held)
    form = lineage_forms.SplitForm(held, names, request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _show_division(request, initiative, form, held, "initiatives/split.html")
    given = form.cleaned_data
    try:
        lineage.split_initiative(
            initiative,
            form.make_successors(),
            given["since"],
            request.user,
            evidence=given["evidence"],
            evidence_url=given["evidence_url"],
            ends=given["ends"],
            seen=ButtonForm(request.POST).seen,
        )
    except EditConflict:
        return _show_division(
            request, initiative, form, held, "initiatives/split.html", is_changed=True
        )
    except UnusableInitiative as wrong:
        form.add_error(None, say(f"initiative.wrong.{wrong.code}"))
        return _show_division(request, initiative, form, held, "initiatives/split.html")
    messages.success(request, say("initiative.split_done"))
    return redirect("initiative_lineage", slug=initiative.slug)


@require_http_methods(("GET", "POST"))
@require_deed(InitiativeDeed.FOUND)
def found_network(request: WorkingRequest, initiative: Initiative) -> HttpResponse:
    """Let an initiative become a network: its organisations are invited, and what the form marks goes along."""
    if request.method == "POST" and (again := ask_again(request)) is not None:
        return again  # who accepts may speak in the consultations of the network
    held = lineage.list_held(initiative)
    names = _describe_handed(request, held)
    typed = request.POST if request.method == "POST" else typed_again(request)
    form = lineage_forms.FoundForm(held, names, typed)
    if request.method != "POST" or not form.is_valid():
        return _show_division(request, initiative, form, held, "initiatives/found.html")
    given = form.cleaned_data
    try:
        done = lineage.found_network(
            initiative,
            given["since"],
            request.user,
            network=int(given["becomes"]) if given["becomes"] else None,
            names=form.read_both("name"),
            takes=form.read_takes(),
            evidence=given["evidence"],
            evidence_url=given["evidence_url"],
            ends=given["ends"],
            seen=ButtonForm(request.POST).seen,
        )
    except EditConflict:
        return _show_division(
            request, initiative, form, held, "initiatives/found.html", is_changed=True
        )
    except UnusableInitiative as wrong:
        form.add_error(None, say(f"initiative.wrong.{wrong.code}"))
        return _show_division(request, initiative, form, held, "initiatives/found.html")
    messages.success(request, say("initiative.founded", n=len(done.invited)))
    if done.others:
        messages.info(
            request, say("initiative.not_invited", names=say("run.list.join").join(done.others))
        )
    return redirect("network_lineage", slug=done.network.slug)


@require_http_methods(("GET", "POST"))
@signed_in
def answer_founders(request: SignedInRequest) -> HttpResponse:
    """What one's organisations are invited to found, and the answer."""
    reader = read_reader(request.user)
    if not reader.is_secretariat and not reader.organisations:
        raise PermissionDenied
    rows = founders.select_founders(reader)
    if request.method == "POST":
        form = lineage_forms.AnswerForm(request.POST)
        chosen = rows.filter(pk=form.cleaned_data["number"]).first() if form.is_valid() else None
        if chosen is None:
            raise Http404
        accepts = form.cleaned_data["accepts"] == "yes"
        try:
            founders.answer_founding(chosen, request.user, accepts=accepts)
        except UnusableInitiative as wrong:
            messages.error(request, say(f"initiative.wrong.{wrong.code}"))
        else:
            key = "initiative.accepted" if accepts else "initiative.declined"
            messages.success(request, say(key, network=chosen.network.name))
        return redirect("founding")
    return render(
        request,
        "initiatives/founding.html",
        {"page": make_page(request, rows), "reader": reader, "part": "founding"},
    )
