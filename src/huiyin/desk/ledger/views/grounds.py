"""Pages of legal grounds: the public list, and the secretariat's form."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from huiyin.desk.accounts.gates import team_only
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.audit.api import find_last_editor
from huiyin.desk.core.edit_conflicts import ConflictField, EditConflict, find_version, show_both
from huiyin.desk.core.form_fields import ButtonForm
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.ledger.access import is_team
from huiyin.desk.ledger.api import grounds
from huiyin.desk.ledger.forms import GroundTermsForm, say_jurisdiction, say_period, say_unit
from huiyin.desk.ledger.models import LegalGround
from huiyin.i18n import say


@require_safe
@cached_page
def show_grounds(request: HttpRequest) -> HttpResponse:
    """All provisions with their terms and periods."""
    described = [
        {
            "row": ground,
            "jurisdiction": say_jurisdiction(ground.jurisdiction),
            "term": f"{ground.amount} {say_unit(ground.unit)}",
            "extension": f"{ground.extension_amount} {say_unit(ground.extension_unit or ground.unit)}"
            if ground.extension_amount
            else "",
            "period": say_period(ground.since, ground.until),
        }
        for ground in grounds.list_counted_grounds()
    ]
    context = {"grounds": described, "is_keeper": is_team(request.user), "part": "due"}
    return render(request, "ledger/grounds.html", context)


@require_http_methods(("GET", "POST"))
@team_only
def enter_ground(request: SignedInRequest) -> HttpResponse:
    """Add a provision."""
    form = GroundTermsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        ground = grounds.create_ground(form.make_input(), request.user)
        messages.success(request, say("exchange.ground.added", name=ground))
        return redirect("ledger_grounds")
    return _show_form(request, form)


@require_http_methods(("GET", "POST"))
@team_only
def edit_ground(request: SignedInRequest, number: int) -> HttpResponse:
    """Correct a provision, or set until when it was in force."""
    ground = get_object_or_404(LegalGround, pk=number)
    stored = grounds.snapshot_ground_terms(ground)
    form = GroundTermsForm(request.POST if request.method == "POST" else None, initial=stored)
    if request.method == "POST" and form.is_valid():
        seen = ButtonForm(request.POST).seen
        try:
            count = grounds.change_ground(ground, form.make_input(), request.user, seen=seen)
        except EditConflict as changed:
            return _show_conflict(request, ground, form, changed)
        messages.success(request, say("exchange.ground.changed", threads=count))
        return redirect("ledger_grounds")
    return _show_form(request, form, ground, find_version(request, stored))


def _show_form(
    request: HttpRequest,
    form: GroundTermsForm,
    ground: LegalGround | None = None,
    version: str = "",
) -> HttpResponse:
    return render(
        request,
        "ledger/ground.html",
        {"form": form, "ground": ground, "version": version, "part": "due"},
        status=422 if form.errors else 200,
    )


def _show_conflict(
    request: HttpRequest, ground: LegalGround, form: GroundTermsForm, changed: EditConflict
) -> HttpResponse:
    """The page with the provision as somebody else saved it beside what was typed."""
    yes_no = {"True": say("desk.both.yes"), "False": say("desk.both.no")}
    units = dict(form.fields["unit"].choices)  # type: ignore[attr-defined]
    choices = {
        "unit": units,
        "extension_unit": {"": "—", **units},
        "counts_first_day": yes_no,
        "rolls": yes_no,
    }
    fields = [
        ConflictField(name, str(field.label), choices.get(name, {}), is_line=True)
        for name, field in form.fields.items()
    ]
    last = find_last_editor(ground, "ledger.ground_change", "ledger.ground_add")
    return show_both(request, changed, fields, back=reverse("ledger_grounds"), **last)
