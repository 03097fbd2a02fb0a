"""The network's own list of focuses, and what became of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huiyin.desk.accounts.gates import team_only
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.audit.api import find_last_editor
from huiyin.desk.core import edit_conflicts
from huiyin.desk.core.request_params import parse_numbers
from huiyin.desk.registry.api import focus_list
from huiyin.desk.registry.forms import FocusDeedForm, FocusForm
from huiyin.desk.registry.models import FocusArea
from huiyin.desk.registry.periods import UnusableFact
from huiyin.i18n import say


@require_http_methods(("GET", "POST"))
@team_only
def show_focuses(request: SignedInRequest) -> HttpResponse:
    """The list with its classes, a form for one more, and its history."""
    error = ""
    form = FocusForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            focus_list.add_focus(_read_focus(form), request.user)
        except UnusableFact as wrong:
            error = say(f"registry.wrong.{wrong.code}")
        else:
            messages.success(request, say("registry.focuses.added"))
            return redirect("focuses")
    is_wrong = bool(error) or (request.method == "POST" and bool(form.errors))
    return render(
        request,
        "registry/focuses.html",
        {
            "focuses": focus_list.list_focuses(with_retired=True),
            "merged": focus_list.list_merged(),
            "changes": focus_list.list_focus_changes()[:50],
            "form": form,
            "error": error,
        },
        status=422 if is_wrong else 200,
    )


@require_http_methods(("GET", "POST"))
@team_only
def edit_focus(request: SignedInRequest, focus: str) -> HttpResponse:
    """One focus: other names or classes; merged, retired, restored."""
    row = FocusArea.objects.filter(slug=focus).first()
    if row is None:
        raise Http404
    shown = focus_list.snapshot_focus(row)
    initial = {**shown, "sdgs": shown["sdgs"].split()}
    is_details = request.method == "POST" and "what" not in request.POST
    form = FocusForm(request.POST if is_details else None, initial=initial)
    error = ""
    if request.method == "POST":
        try:
            error = _change(request, focus, form)
        except edit_conflicts.EditConflict as changed:
            return _show_both(request, row, changed)
        if not error and not form.errors:
            messages.success(request, say("registry.focuses.kept"))
            return redirect("focuses")
    return render(
        request,
        "registry/focus.html",
        {
            "focus": row,
            "form": form,
            "others": [o for o in focus_list.list_focuses() if o.slug != focus],
            "error": error,
            "version": edit_conflicts.find_version(request, shown),
        },
        status=422 if error or (is_details and form.errors) else 200,
    )


def _change(request: SignedInRequest, slug: str, form: FocusForm) -> str:
    """What is wrong, or nothing."""
    given, by = FocusDeedForm(request.POST).cleaned_data, request.user
    try:
        match given["what"]:
            case "merge":
                focus_list.merge_focus(slug, given["into"], by)
            case "retire":
                focus_list.retire_focus(slug, by)
            case "restore":
                focus_list.restore_focus(slug, by)
            case _ if form.is_valid():
                seen = given["version"] or ""
                focus_list.change_focus(slug, _read_focus(form), by, seen=seen)
    except UnusableFact as wrong:
        return say(f"registry.wrong.{wrong.code}")
    return ""


def _read_focus(form: FocusForm) -> focus_list.FocusInput:
    given = form.cleaned_data
    return focus_list.FocusInput(
        given["name_zh"], given["name_en"], given["icnptso"].split(), given["civil_class"],
        parse_numbers(given["sdgs"]),
    )  # fmt: skip


def _show_both(
    request: HttpRequest, row: FocusArea, changed: edit_conflicts.EditConflict
) -> HttpResponse:
    fields = [
        edit_conflicts.ConflictField(
            name, say(f"registry.focus_form.{name}"), is_line=True,
            language={"name_zh": "zh", "name_en": "en"}.get(name, ""),
        )
        for name in focus_list.snapshot_focus(row)
    ]  # fmt: skip
    who = find_last_editor(row, "focus.changed", "focus.added")
    back = reverse("focus", args=(row.slug,))
    return edit_conflicts.show_both(request, changed, fields, back=back, **who)
