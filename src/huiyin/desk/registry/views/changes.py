"""Changes of organisations: what became of them, in the order of days; and the form that records one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from huiyin.desk.accounts.gates import team_only
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.core.pagination import make_page
from huiyin.desk.registry.api import change_events
from huiyin.desk.registry.data import ChangeInput, ChangeKind
from huiyin.desk.registry.forms import ChangeForm, WithdrawForm
from huiyin.desk.registry.lookups import UnknownOrganisation, find_by_lines
from huiyin.desk.registry.periods import UnusableFact
from huiyin.i18n import say
from huiyin.intake.identifiers import split_identifier


@require_http_methods(("GET", "POST"))
@team_only
def show_changes(request: SignedInRequest) -> HttpResponse:
    """All changes, the newest first; one that was recorded by mistake is taken back."""
    if request.method == "POST":
        number = WithdrawForm(request.POST).cleaned_data["withdraw"]
        try:
            if number is not None:
                change_events.withdraw_change(number, request.user)
                messages.success(request, say("registry.changes.withdrawn"))
        except UnusableFact as wrong:
            messages.error(request, say(f"registry.wrong.{wrong.code}"))
        return redirect("changes")
    page = make_page(request, change_events.select_changes())
    records = change_events.list_changes(events=[event.pk for event in page.rows])
    return render(
        request, "registry/changes.html", {"page": page, "changes": list(reversed(records))}
    )


@require_http_methods(("GET", "POST"))
@team_only
def record_change(request: SignedInRequest) -> HttpResponse:
    """The form of a change; the organisation that one comes from stands in it already."""
    error = ""
    first = request.GET.get("of", "")[:200]
    form = ChangeForm(request.POST if request.method == "POST" else None, initial={"ins": first})
    if request.method == "POST" and form.is_valid():
        try:
            change_events.record_change(_read_change(form), request.user)
        except UnusableFact as wrong:
            error = say(f"registry.wrong.{wrong.code}")
        except UnknownOrganisation as unknown:
            error = say("registry.wrong.unknown_organisation", name=unknown.written)
        else:
            messages.success(request, say("registry.changes.kept"))
            return redirect("changes")
    is_wrong = bool(error) or (request.method == "POST" and bool(form.errors))
    return render(
        request,
        "registry/change.html",
        {"form": form, "error": error},
        status=422 if is_wrong else 200,
    )


def _read_change(form: ChangeForm) -> ChangeInput:
    """Raises :class:`UnusableFact`, :class:`UnknownOrganisation`."""
    given = form.cleaned_data
    number = split_identifier(given["identifier"]) if given["identifier"].strip() else None
    if given["identifier"].strip() and number is None:
        raise UnusableFact("identifier")
    return ChangeInput(
        ChangeKind(given["kind"]), given["on"], find_by_lines(given["ins"]), find_by_lines(given["outs"]),
        name_zh=given["name_zh"], name_en=given["name_en"],
        identifier=(number.scheme, number.number) if number is not None else None,
        source=given["source"], note=given["note"],
    )  # fmt: skip
