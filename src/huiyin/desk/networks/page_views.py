"""Public pages of networks, and membership actions by delegates."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from huiyin.desk.accounts.permissions import NetworkAction, Standing
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.pagination import make_page
from huiyin.desk.networks import membership_requests as requests
from huiyin.desk.networks import network_pages as pages
from huiyin.desk.networks.data import OwnStanding
from huiyin.desk.networks.forms import MembershipForm
from huiyin.desk.networks.hooks import PAGE_PARTS
from huiyin.desk.networks.models import Network
from huiyin.desk.networks.rights import NetworkAccess, NetworkRequest, needs_in_network
from huiyin.i18n import say


@require_safe
@cached_page
def show_list(request: HttpRequest) -> HttpResponse:
    """All networks."""
    page = make_page(request, pages.select_public_networks())
    return render(request, "networks/network_list.html", {"page": page})


@require_safe
@cached_page
def show_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A network: description, members with periods, and its work."""
    network = get_object_or_404(Network, slug=slug)
    access = NetworkAccess(request.user, network)
    members, former = pages.list_members(network)
    made = [make(network, request.user) for make in PAGE_PARTS]
    parts = [part for part in made if part.lines or part.more]
    return render(
        request,
        "networks/network_page.html",
        {
            "network": network,
            "access": access,
            "own": access.own,
            "members": members,
            "former": former,
            "coordinations": pages.list_coordinations(network),
            "lines": pages.list_lines(network),
            "parts": parts,
            "works_here": access.may_somehow(NetworkAction.FOLLOW_WORK),
        },
    )


#: Action of a delegate → action in the permission table.
_OWN = {
    "ask": NetworkAction.ASK,
    "withdraw": NetworkAction.WITHDRAW,
    "accept": NetworkAction.ANSWER,
    "decline": NetworkAction.ANSWER,
    "leave": NetworkAction.LEAVE,
}


@require_POST
@needs_in_network(
    NetworkAction.ASK, NetworkAction.WITHDRAW, NetworkAction.ANSWER, NetworkAction.LEAVE
)
def change_membership(request: NetworkRequest, network: Network) -> HttpResponse:
    """An organisation asks to join, withdraws that, answers an invitation, or leaves."""
    form = MembershipForm(request.POST)
    given = form.cleaned_data
    what = given["what"]
    if what not in _OWN:
        raise PermissionDenied
    own = {one.organisation.pk: one for one in request.network_access.own}
    chosen = own.get(given["organisation"] or 0)
    if chosen is None:
        raise PermissionDenied
    if what == "leave" and not given["sure"] and chosen.standing == Standing.MEMBER:
        context = {"network": network, "organisation": chosen.organisation}
        return render(request, "networks/network_leave.html", context)
    try:
        _choose_deed(request, network, chosen, what, given["words"])()
        messages.success(request, say(f"network.done.{what}"))
    except requests.RequestRefused as refused:
        messages.error(request, say(f"network.wrong.{refused.code}"))
    return redirect("network_page", slug=network.slug)


def _choose_deed(
    request: NetworkRequest, network: Network, chosen: OwnStanding, what: str, words: str
) -> Callable[[], object]:
    organisation, by = chosen.organisation, request.user
    if what == "ask":
        return lambda: requests.ask_to_join(network, organisation, words, by)
    if what == "leave":
        return lambda: requests.leave_as_member(network, organisation, by)
    opened = chosen.request
    if opened is None:
        raise requests.RequestRefused("settled")
    if what == "withdraw":
        return lambda: requests.take_back_request(opened, by)
    return lambda: requests.answer_request(opened, by, accepts=what == "accept", reason=words)
