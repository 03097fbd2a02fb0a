"""Who may comment: everybody, a network, chosen organisations, or those in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import ParticipantRequest, require_action
from huiyin.desk.consultations.api import settings
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.consultations.setting_forms import InvitedForm
from huiyin.desk.core import edit_conflicts
from huiyin.desk.core.isolated_process import UNREAD, read_apart, say_unread
from huiyin.desk.core.isolated_readers import read_sheets
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.pagination import make_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.uploads import get_file_name, say_file_limit, too_large
from huiyin.desk.networks.api import select_networks
from huiyin.desk.registry.organisations import filter_by_name, select_members
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.registry.models import Organisation

#: Search results shown, and the most rows of a table.
_SHOWN, _ROWS = 30, 5_000


@limit_rate("upload")
@require_http_methods(("GET", "POST"))
@cached_page
@require_action(Action.PREPARE)
def edit_invited(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """Who may comment, and the ways to choose."""
    error, status = "", 422
    if request.method == "POST":
        try:
            error = _change_invited(request, consultation)
        except edit_conflicts.EditConflict:
            error, status = say("desk.both.look_again"), 409
            consultation.refresh_from_db(fields=("is_by_invitation",))
        if not error:
            return redirect("inviting", slug=consultation.slug)
    words = request.GET.get("q", "").strip()[:100]
    members = select_members()
    return render(
        request,
        "consultations/inviting.html",
        {
            "tab": "manage",
            "page": make_page(request, consultation.invited.order_by("slug")),
            "count": consultation.invited.count(),
            "q": words,
            "found": filter_by_name(members, words).exclude(consultations=consultation)[:_SHOWN]
            if words
            else (),
            "networks": select_networks(),
            "error": error,
            "limit": say_file_limit(),
            "version": edit_conflicts.digest_version(settings.snapshot_invited(consultation)),
        },
        status=status if error else 200,
    )


def _change_invited(request: ParticipantRequest, consultation: Consultation) -> str:
    """Carry out the form; returns an error message, or ""."""
    given = InvitedForm(request.POST).cleaned_data
    seen = given["version"]
    members = select_members()
    chosen = members.filter(pk__in=given["organisation"])
    match given["what"]:
        case "all":
            settings.choose_who(consultation, request.user, by_invitation=False, seen=seen)
            messages.success(request, say("invite.all_now"))
        case "chosen":
            settings.choose_who(consultation, request.user, by_invitation=True, seen=seen)
            messages.success(request, say("invite.chosen_now"))
        case "add":
            return _invite_organisations(request, consultation, list(chosen), seen)
        case "remove":
            settings.invite_fewer(consultation, list(chosen), request.user)
            messages.success(request, say("invite.removed", n=len(chosen)))
        case "network":
            network = select_networks().filter(pk=given["network"] or 0).first()
            if network is None:
                return say("invite.no_network")
            of_it = list(members.filter(networks=network))
            return _invite_organisations(request, consultation, of_it, seen)
        case "file":
            return _import_organisations(request, consultation, members, seen)
    return ""


def _invite_organisations(
    request: ParticipantRequest,
    consultation: Consultation,
    more: list[Organisation],
    seen: str | None,
) -> str:
    if not more:
        return say("invite.nobody")
    settings.invite_more(consultation, more, request.user, seen=seen)
    messages.success(request, say("invite.added", n=len(more)))
    return ""


def _import_organisations(
    request: ParticipantRequest,
    consultation: Consultation,
    members: QuerySet[Organisation],
    seen: str | None,
) -> str:
    """Invite the organisations whose name or slug is in a row of the table; unknown rows are listed."""
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
            more |= {one.pk: one for one in hits}
            words = next((cell.strip() for cell in cells if cell.strip()), "")
            if not hits and number > 1 and (words or (number, -1) in table.wrong):
                strangers.append(f"{number} ({words[:40]})")
    if not more:
        return say("invite.nobody_in_file", name=get_file_name(file))
    if strangers:
        messages.error(request, say("invite.strangers", rows=", ".join(strangers[:20])))
    return _invite_organisations(request, consultation, list(more.values()), seen)
