"""The secretariat's pages for networks: names, members, coordinators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huiyin.desk.accounts.gates import ask_again, signed_in, team_only, typed_again
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.audit.api import find_last_editor
from huiyin.desk.core import edit_conflicts
from huiyin.desk.core.form_fields import ButtonForm, find_error
from huiyin.desk.core.pagination import make_page
from huiyin.desk.core.request_params import parse_numbers
from huiyin.desk.networks import forwarding_lines, network_members
from huiyin.desk.networks.forms import NetworkChangeForm, NetworkNamesForm
from huiyin.desk.networks.membership_requests import RequestRefused
from huiyin.desk.networks.models import ForwardingLine, Network
from huiyin.desk.networks.network_pages import list_lines
from huiyin.desk.registry.api.memberships import list_former_members
from huiyin.desk.registry.organisations import filter_by_name, select_members
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.registry.models import Organisation

_SHOWN = 30


@require_http_methods(("GET", "POST"))
@team_only
def show_networks(request: SignedInRequest) -> HttpResponse:
    """All networks, and the form for a new one."""
    error = ""
    if request.method == "POST":
        form = NetworkNamesForm(request.POST)
        if form.is_valid():
            made = network_members.save_network(None, **form.cleaned_data, by=request.user)
            return redirect("network", number=made.pk)
        error = find_error(form)
    found = Network.objects.annotate(size=Count("members", distinct=True)).order_by("slug")
    return render(
        request,
        "networks/networks.html",
        {"page": make_page(request, found), "error": error, "given": request.POST},
        status=422 if error else 200,
    )


@require_http_methods(("GET", "POST"))
@signed_in
def find_network_page(request: SignedInRequest, number: int) -> HttpResponseBase:
    """The secretariat's page of a network; coordinators are redirected to their working page, others to the
    public page.
    """
    if request.user.is_secretariat or request.user.is_superuser:
        return edit_network(request, number)
    if request.method != "GET":
        raise PermissionDenied
    network = get_object_or_404(Network, pk=number)
    leads = network.coordinators.filter(pk=request.user.pk).exists()
    return redirect("network_work" if leads else "network_page", slug=network.slug)


@require_http_methods(("GET", "POST"))
@team_only
def edit_network(request: SignedInRequest, number: int) -> HttpResponse:
    """One network: names, members, and where it forwards to."""
    network = get_object_or_404(Network, pk=number)
    error = ""
    if request.method == "POST":
        # Adding a member gives its representatives rights in the network's consultations.
        form = NetworkChangeForm(request.POST)
        is_granting = form.cleaned_data["what"] == "add" and form.cleaned_data["organisation"]
        if is_granting and (again := ask_again(request)) is not None:
            return again
        try:
            error = _change_network(request, network, form.cleaned_data)
        except edit_conflicts.EditConflict as changed:
            return _show_conflict(request, network, changed)
        if not error:
            return redirect("network", number=network.pk)
    typed = typed_again(request)
    marked = parse_numbers(typed.getlist("organisation")) if typed is not None else []
    words = request.GET.get("q", "").strip()[:100]
    return render(
        request,
        "networks/network.html",
        {
            "network": network,
            "page": make_page(request, network.members.order_by("slug")),
            "count": network.members.count(),
            "former": list_former_members(network.slug),
            "coordinators": network.coordinators.order_by("name", "email", "pk"),
            "q": words,
            "found": _list_offered_members(network, words, marked),
            "marked": marked,
            "lines": list_lines(network),
            "uppers": Network.objects.exclude(pk=network.pk).order_by("slug"),
            "error": error,
            "version": edit_conflicts.digest_version(network_members.snapshot_network(network)),
        },
        status=422 if error else 200,
    )


def _list_offered_members(
    network: Network, words: str, marked: list[int]
) -> QuerySet[Organisation] | tuple[()]:
    """The organisations that the form offers to add: those marked before, otherwise search results."""
    members = select_members()
    if marked:
        return members.filter(pk__in=marked)
    return filter_by_name(members, words).exclude(networks=network)[:_SHOWN] if words else ()


def _change_network(request: SignedInRequest, network: Network, given: dict[str, Any]) -> str:
    """Carry out the form; returns an error message, or ""."""
    by = request.user
    chosen = select_members().filter(pk__in=given["organisation"])
    match given.get("what"):
        case "name":
            names = NetworkNamesForm(request.POST)
            if not names.is_valid():
                return find_error(names)
            seen = ButtonForm(request.POST).seen
            network_members.save_network(network, **names.cleaned_data, by=by, seen=seen)
        case "add" | "remove" as what:
            if not chosen:
                return say("invite.nobody")
            change = (
                network_members.add_members if what == "add" else network_members.remove_members
            )
            change(network, list(chosen), by)
        case "dismiss":
            people = network.coordinators.filter(pk__in=given["person"])
            network_members.dismiss_coordinators(network, list(people), by)
        case "line" | "line_end" as what:
            if wrong := _change_lines(network, what, given, by):
                return wrong
        case _:
            return ""
    messages.success(request, say("registry.kept"))
    return ""


def _change_lines(network: Network, what: str, given: dict[str, Any], by: User) -> str:
    """Declare or end a line; returns an error message, or ""."""
    if what == "line_end":
        line = (
            ForwardingLine.objects.select_related("lower", "upper")
            .filter(lower=network, pk=given["line"] or 0)
            .first()
        )
        if line is not None:
            forwarding_lines.end_line(line, by)
        return ""
    upper = Network.objects.filter(pk=given["upper"]).first() if given["upper"] else None
    if given["upper"] and upper is None:
        return say("invite.nobody")
    try:
        forwarding_lines.declare_line(network, upper, by)
    except RequestRefused as refused:
        return say(f"network.wrong.{refused.code}")
    return ""


def _show_conflict(
    request: HttpRequest, network: Network, changed: edit_conflicts.EditConflict
) -> HttpResponse:
    """The names that somebody else saved beside the typed ones."""
    fields = [
        edit_conflicts.ConflictField(
            f"name_{n}", say(f"registry.field.name_{n}"), is_line=True, language=n
        )
        for n in ("zh", "en")
    ]
    who = find_last_editor(network, "network.keep", "network.add")
    back = reverse("network", args=(network.pk,))
    return edit_conflicts.show_both(request, changed, fields, back=back, **who)
