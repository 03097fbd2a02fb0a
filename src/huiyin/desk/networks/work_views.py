"""The working page of a network: duties, requests, reminders, and its description."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huiyin.desk.accounts.permissions import NetworkAction
from huiyin.desk.audit.api import find_last_editor
from huiyin.desk.core import edit_conflicts
from huiyin.desk.core.form_fields import ButtonForm, find_error
from huiyin.desk.networks import duty_reminders, network_members
from huiyin.desk.networks import membership_requests as requests
from huiyin.desk.networks import network_pages as pages
from huiyin.desk.networks.data import ReminderCount
from huiyin.desk.networks.duties import Duty, list_duties
from huiyin.desk.networks.forms import DescriptionForm, MembershipForm, ReminderForm
from huiyin.desk.networks.models import MembershipRequest, Network
from huiyin.desk.networks.rights import NetworkAccess, NetworkRequest, needs_in_network
from huiyin.desk.registry.api.seats import list_seat_pairs
from huiyin.desk.registry.organisations import filter_by_name, find_organisations
from huiyin.i18n import say

_FOUND = 30


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """An organisation with an open duty: how often it was reminded, and whether it may be now."""

    number: int
    name: str
    count: ReminderCount | None
    is_spoken_for: bool
    may_remind: bool


@require_safe
@needs_in_network(NetworkAction.FOLLOW_WORK)
def show_work(request: NetworkRequest, network: Network) -> HttpResponse:
    """For coordinators everything open, for delegates what is open for their organisations."""
    access = request.network_access
    leads = access.may(NetworkAction.LEAD)
    duties = list_duties(network)
    own = {one.organisation.pk for one in access.may_for_own(NetworkAction.FOLLOW_WORK)}
    words = request.GET.get("q", "").strip()[:100]
    invitable = pages.select_invitable(network)
    return render(
        request,
        "networks/network_work.html",
        {
            "network": network,
            "leads": leads,
            "duties": list(_list_waiting(network, duties, None if leads else own)),
            "requests": pages.list_open_requests(network) if leads else (),
            "settled": pages.list_settled_requests(network) if leads else (),
            "q": words,
            "found": filter_by_name(invitable, words)[:_FOUND] if leads and words else (),
            "most": duty_reminders.MOST,
            "between": duty_reminders.BETWEEN.days,
        },
    )


def _list_waiting(
    network: Network, duties: Sequence[Duty], own: set[int] | None
) -> Iterator[tuple[Duty, list[WaitingRow]]]:
    """Each duty with the organisations that have not done it: all members, or ``own``."""
    numbers = {number for duty in duties for number in duty.waiting if own is None or number in own}
    names = find_organisations(numbers)
    counts = duty_reminders.count_reminders(network, [duty.key for duty in duties])
    spoken_for = {organisation for _, organisation in list_seat_pairs(numbers)}
    for duty in duties:
        rows = []
        for number in duty.waiting & names.keys():
            count = counts.get((duty.key, number))
            is_spoken_for = number in spoken_for
            may_remind = is_spoken_for and duty_reminders.may_be_reminded(count)
            rows.append(WaitingRow(number, names[number].name, count, is_spoken_for, may_remind))
        if rows or own is None:
            yield duty, sorted(rows, key=lambda row: (row.name, row.number))


@require_POST
@needs_in_network(NetworkAction.LEAD)
def settle_membership(request: NetworkRequest, network: Network) -> HttpResponse:
    """A coordinator accepts, declines, invites, or withdraws an invitation."""
    given = MembershipForm(request.POST).cleaned_data
    what, by = given["what"], request.user
    try:
        if what == "invite":
            chosen = find_organisations([given["organisation"] or 0]).get(
                given["organisation"] or 0
            )
            if chosen is None:
                raise requests.RequestRefused("nobody")
            requests.invite_organisation(network, chosen, given["words"], by)
        elif what in ("accept", "decline", "recall"):
            opened = _find_request(network, given["request"])
            if what == "recall":
                requests.take_back_request(opened, by)
            else:
                requests.answer_request(opened, by, accepts=what == "accept", reason=given["words"])
        else:
            raise PermissionDenied
        messages.success(request, say(f"network.led.{what}"))
    except requests.RequestRefused as refused:
        messages.error(request, say(f"network.wrong.{refused.code}"))
    return _go_back(request, network)


def _find_request(network: Network, number: int | None) -> MembershipRequest:
    found = pages.select_requests(network).select_related("network").filter(pk=number or 0).first()
    if found is None:
        raise requests.RequestRefused("settled")
    return found


def _go_back(request: NetworkRequest, network: Network) -> HttpResponse:
    """To the working page, or to the public page if they no longer lead the network."""
    still = NetworkAccess(request.user, network).may_somehow(NetworkAction.FOLLOW_WORK)
    return redirect("network_work" if still else "network_page", slug=network.slug)


@require_POST
@needs_in_network(NetworkAction.LEAD)
def remind_members(request: NetworkRequest, network: Network) -> HttpResponse:
    """Remind organisations, within the limits."""
    given = ReminderForm(request.POST).cleaned_data
    try:
        sent, left = duty_reminders.send_reminders(
            network, given["duty"], request.user, only=given["organisation"]
        )
        if sent:
            messages.success(request, say("network.reminded", n=sent))
        if left:
            messages.info(request, say("network.not_reminded", n=left))
    except requests.RequestRefused as refused:
        messages.error(request, say(f"network.wrong.{refused.code}"))
    return _go_back(request, network)


@require_http_methods(("GET", "HEAD", "POST"))
@needs_in_network(NetworkAction.DESCRIBE)
def edit_description(request: NetworkRequest, network: Network) -> HttpResponse:
    """Edit the network's description."""
    stored = network_members.snapshot_description(network)
    is_sent = request.method == "POST"
    form = DescriptionForm(request.POST if is_sent else None, initial=stored)
    if is_sent and form.is_valid():
        try:
            seen = ButtonForm(request.POST).seen
            network_members.describe_network(network, form.get_words(), request.user, seen=seen)
            messages.success(request, say("registry.kept"))
            return redirect("network_page", slug=network.slug)
        except requests.RequestRefused as refused:
            messages.error(request, say(f"network.wrong.{refused.code}"))
            return redirect("network_page", slug=network.slug)
        except edit_conflicts.EditConflict as changed:
            return _show_conflict(request, network, changed)
    return render(
        request,
        "networks/network_description.html",
        {
            "network": network,
            "form": form,
            "error": find_error(form) if is_sent else "",
            "version": ButtonForm(request.POST).seen
            if is_sent
            else edit_conflicts.digest_version(stored),
        },
        status=422 if is_sent else 200,
    )


def _show_conflict(
    request: HttpRequest, network: Network, changed: edit_conflicts.EditConflict
) -> HttpResponse:
    """What somebody else saved beside what was typed."""
    fields = []
    for name in network_members.DESCRIBED:
        stem, _, language = name.rpartition("_")
        label = say(f"network.field.{stem}") + say(f"network.in.{language}")
        fields.append(edit_conflicts.ConflictField(name, label, language=language))
    who = find_last_editor(network, "network.describe")
    back = reverse("network_description", args=(network.slug,))
    return edit_conflicts.show_both(request, changed, fields, back=back, **who)
