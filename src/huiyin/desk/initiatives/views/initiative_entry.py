"""The pages on which people work at an initiative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huiyin.desk.accounts.gates import second_step_first, signed_in
from huiyin.desk.accounts.permissions import InitiativeDeed
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.audit.api import find_last_editor
from huiyin.desk.core.edit_conflicts import (
    ConflictField,
    EditConflict,
    digest_version,
    show_both,
)
from huiyin.desk.core.form_fields import ButtonForm
from huiyin.desk.initiatives import forms
from huiyin.desk.initiatives.access import Reader, WorkingRequest, read_reader, require_deed
from huiyin.desk.initiatives.api import initiatives as acts
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.initiatives.models import Initiative


def _show_form(
    request: SignedInRequest,
    form: forms.DescribeForm,
    reader: Reader,
    initiative: Initiative | None = None,
) -> HttpResponse:
    shown = acts.snapshot_initiative(initiative) if initiative is not None else {}
    return render(
        request,
        "initiatives/describe.html",
        {
            "form": form,
            "initiative": initiative,
            "version": digest_version(shown) if initiative is not None else "",
            "reader": reader,
            "part": "list",
        },
        status=422 if form.is_bound else 200,
    )


@require_http_methods(("GET", "POST"))
@signed_in
@second_step_first
def begin_initiative(request: SignedInRequest) -> HttpResponse:
    """Write down an initiative."""
    reader = read_reader(request.user)
    if not reader.may_begin:
        raise PermissionDenied
    first = next(iter(sorted(reader.networks)), None)
    form = forms.DescribeForm(
        reader, request.POST if request.method == "POST" else None, initial={"network": first}
    )
    if form.is_bound and form.is_valid():
        made = acts.begin_initiative(form.make_input(), request.user)
        messages.success(request, say("initiative.begun"))
        return redirect("initiative_manage", slug=made.slug)
    return _show_form(request, form, reader)


#: Fields of the page of both texts, by whether they are of one line.
_COMPARED = {"name": True, "description": False, "results": False}


@require_http_methods(("GET", "POST"))
@require_deed(InitiativeDeed.DESCRIBE)
def describe_initiative(request: WorkingRequest, initiative: Initiative) -> HttpResponse:
    """Change what is said of an initiative."""
    reader = request.rights.reader
    form = forms.DescribeForm(
        reader,
        request.POST if request.method == "POST" else None,
        held=initiative,
        initial=forms.DescribeForm.describe(initiative),
    )
    if not form.is_bound or not form.is_valid():
        return _show_form(request, form, reader, initiative)
    try:
        acts.describe_initiative(
            initiative, form.make_input(), request.user, seen=ButtonForm(request.POST).seen
        )
    except EditConflict as changed:
        return _show_conflict(request, form, initiative, changed)
    messages.success(request, say("initiative.kept"))
    return redirect("initiative", slug=initiative.slug)


def _show_conflict(
    request: WorkingRequest,
    form: forms.DescribeForm,
    initiative: Initiative,
    changed: EditConflict,
) -> HttpResponse:
    """What somebody else wrote, beside what was typed."""
    fields = []
    for name, field in form.fields.items():
        stem, _, language = name.rpartition("_")
        choices = dict(getattr(field, "choices", ()))
        fields.append(
            ConflictField(
                name,
                str(field.label),
                {"yes": say("desk.both.yes"), "": say("desk.both.no")}
                if name == "is_public"
                else {str(value): str(words) for value, words in choices.items()},
                is_several=name == "focuses",
                is_line=_COMPARED.get(stem, name in ("since", "until")),
                language=language if stem in _COMPARED else "",
            )
        )
    who = find_last_editor(initiative, "initiative.describe", "initiative.begin")
    back = reverse("initiative", args=(initiative.slug,))
    return show_both(request, changed, fields, back=back, **who)
