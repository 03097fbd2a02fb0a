"""Networks: their names, their members, who coordinates them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods

from huiyin.desk.accounts.api import record
from huiyin.desk.accounts.gates import team_only
from huiyin.desk.frame.given import as_numbers
from huiyin.desk.frame.paging import page_of
from huiyin.desk.networks.models import Network
from huiyin.desk.registry.models import Organisation
from huiyin.words import say

_SHOWN = 30


@require_http_methods(("GET", "POST"))
@team_only
def networks(request: HttpRequest) -> HttpResponse:
    """All networks, and the form for a new one."""
    error = ""
    if request.method == "POST":
        made = _keep(request, Network())
        if made is not None:
            return redirect("network", number=made.pk)
        error = say("registry.wrong.no_name")
    found = Network.objects.annotate(size=Count("members", distinct=True)).order_by("slug")
    return render(
        request,
        "networks/networks.html",
        {"page": page_of(request, found), "error": error, "given": request.POST},
        status=422 if error else 200,
    )


@transaction.atomic
def _keep(request: HttpRequest, network: Network) -> Network | None:
    """The network with its names as given; None where there is no name."""
    names = [" ".join(request.POST.get(f"name_{n}", "").split())[:200] for n in ("zh", "en")]
    if not any(names):
        return None
    is_new = network.pk is None
    network.name_zh, network.name_en = names
    if is_new:
        base = slugify(network.name_en)[:50] or "network"
        taken = set(Network.objects.filter(slug__startswith=base).values_list("slug", flat=True))
        network.slug = next(s for n in range(1, len(taken) + 2) if (s := base if n == 1 else f"{base}-{n}") not in taken)  # fmt: skip
    network.save()
    record(request.user, "network.add" if is_new else "network.keep", network, name=str(network))
    return network


@require_http_methods(("GET", "POST"))
@team_only
def network(request: HttpRequest, number: int) -> HttpResponse:
    """One network: rename it, add members by search, take members out."""
    found = get_object_or_404(Network, pk=number)
    error = ""
    if request.method == "POST":
        error = _change(request, found)
        if not error:
            return redirect("network", number=found.pk)
    words = request.GET.get("q", "").strip()[:100]
    members = Organisation.objects.filter(kind=Organisation.Kind.MEMBER)
    named = Q(name_zh__icontains=words) | Q(name_en__icontains=words) | Q(slug__icontains=words)
    return render(
        request,
        "networks/network.html",
        {
            "network": found,
            "page": page_of(request, found.members.order_by("slug")),
            "count": found.members.count(),
            "coordinators": found.coordinators.order_by("name", "email"),
            "q": words,
            "found": members.filter(named).exclude(networks=found).order_by("slug")[:_SHOWN]
            if words
            else (),
            "error": error,
        },
        status=422 if error else 200,
    )


def _change(request: HttpRequest, network: Network) -> str:
    given: Any = request.POST
    chosen = Organisation.objects.filter(
        kind=Organisation.Kind.MEMBER, pk__in=as_numbers(given.getlist("organisation"))
    )
    match given.get("what"):
        case "name":
            if _keep(request, network) is None:
                return say("registry.wrong.no_name")
            messages.success(request, say("registry.kept"))
        case "add" | "remove" as what:
            if not chosen:
                return say("invite.nobody")
            with transaction.atomic():
                names = [str(one) for one in chosen]
                (network.members.add if what == "add" else network.members.remove)(*chosen)
                record(request.user, f"network.{what}_members", network, names=names)
            messages.success(request, say("registry.kept"))
        case "dismiss":
            people = network.coordinators.filter(pk__in=as_numbers(given.getlist("person")))
            with transaction.atomic():
                record(request.user, "network.dismiss", network, names=[str(p) for p in people])
                network.coordinators.remove(*people)
            messages.success(request, say("registry.kept"))
    return ""
