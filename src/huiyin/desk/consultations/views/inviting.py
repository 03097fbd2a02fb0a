"""Who is invited to comment: everybody, a network, some by hand, or those in a table."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import ParticipantRequest, needs
from huiyin.desk.consultations.api import settings
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.frame import versions
from huiyin.desk.frame.apart import UNREAD, read_apart, say_unread
from huiyin.desk.frame.given import as_numbers, choice
from huiyin.desk.frame.limits import limited
from huiyin.desk.frame.paging import page_of
from huiyin.desk.frame.reading import read_sheets
from huiyin.desk.frame.uploads import get_file_name, limit, too_large
from huiyin.desk.networks.models import Network
from huiyin.desk.registry.models import Organisation
from huiyin.words import say

#: Organisations that a search shows, and rows of a table that are taken at once.
_SHOWN, _ROWS = 30, 5_000


@limited("upload")
@require_http_methods(("GET", "POST"))
@needs(Action.PREPARE)
def inviting(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """Who may comment, and the ways to choose them."""
    error, status = "", 422
    if request.method == "POST":
        try:
            error = _change(request, consultation)
        except versions.Changed:
            error, status = say("desk.both.look_again"), 409
            consultation.refresh_from_db(fields=("is_by_invitation",))
        if not error:
            return redirect("inviting", slug=consultation.slug)
    words = request.GET.get("q", "").strip()[:100]
    members = Organisation.objects.filter(kind=Organisation.Kind.MEMBER)
    return render(
        request,
        "consultations/inviting.html",
        {
            "tab": "manage",
            "page": page_of(request, consultation.invited.order_by("slug")),
            "count": consultation.invited.count(),
            "q": words,
            "found": _named(members, words).exclude(consultations=consultation)[:_SHOWN]
            if words
            else (),
            "networks": Network.objects.all(),
            "error": error,
            "limit": limit(),
            "version": versions.version_of(settings.shown_invited(consultation)),
        },
        status=status if error else 200,
    )


def _named(among: QuerySet[Organisation], words: str) -> QuerySet[Organisation]:
    return among.filter(
        Q(name_zh__icontains=words) | Q(name_en__icontains=words) | Q(slug__icontains=words)
    ).order_by("slug")


def _change(request: ParticipantRequest, consultation: Consultation) -> str:
    """Do what the form asks; what is wrong with it, or nothing."""
    given, seen = request.POST, request.POST.get(versions.NAME)
    members = Organisation.objects.filter(kind=Organisation.Kind.MEMBER)
    chosen = members.filter(pk__in=as_numbers(given.getlist("organisation")))
    match given.get("what"):
        case "all":
            settings.choose_who(consultation, request.user, by_invitation=False, seen=seen)
            messages.success(request, say("invite.all_now"))
        case "chosen":
            settings.choose_who(consultation, request.user, by_invitation=True, seen=seen)
            messages.success(request, say("invite.chosen_now"))
        case "add":
            return _add(request, consultation, list(chosen))
        case "remove":
            settings.invite_fewer(consultation, list(chosen), request.user)
            messages.success(request, say("invite.removed", n=len(chosen)))
        case "network":
            network = choice(Network.objects, given.get("network", ""))
            if network is None:
                return say("invite.no_network")
            return _add(request, consultation, list(members.filter(networks=network)))
        case "file":
            return _take(request, consultation, members)
    return ""


def _add(request: ParticipantRequest, consultation: Consultation, more: list[Organisation]) -> str:
    if not more:
        return say("invite.nobody")
    seen = request.POST.get(versions.NAME)
    settings.invite_more(consultation, more, request.user, seen=seen)
    messages.success(request, say("invite.added", n=len(more)))
    return ""


def _take(
    request: ParticipantRequest, consultation: Consultation, members: QuerySet[Organisation]
) -> str:
    """Those whose name or short name stands in a row of the table; rows of nobody known are named."""
    file = request.FILES.get("file")
    if file is None:
        return say("desk.open.no_file")
    if refusal := too_large(file):
        return refusal
    try:
        tables = read_apart(read_sheets, file.read(), get_file_name(file), _ROWS)
    except UNREAD as unread:
        return say_unread(unread, get_file_name(file))
    known = {
        name.casefold().strip(): one
        for one in members
        for name in (one.slug, one.name_zh, one.name_en)
        if name
    }
    more: dict[int, Organisation] = {}
    strangers: list[str] = []
    for table in tables:
        for number, cells in table.rows:
            hits = [one for cell in cells if (one := known.get(cell.casefold().strip()))]
            more.update((one.pk, one) for one in hits)
            words = next((cell.strip() for cell in cells if cell.strip()), "")
            if not hits and number > 1 and (words or (number, -1) in table.wrong):
                strangers.append(f"{number} ({words[:40]})")
    if not more:
        return say("invite.nobody_in_file", name=get_file_name(file))
    if strangers:
        messages.error(request, say("invite.strangers", rows=", ".join(strangers[:20])))
    return _add(request, consultation, list(more.values()))
