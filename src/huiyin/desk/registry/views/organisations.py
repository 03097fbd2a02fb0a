"""Organisations, and who speaks for them."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huiyin.desk.accounts.gates import ask_again, team_only, typed_again
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.audit.api import find_last_editor
from huiyin.desk.core import edit_conflicts
from huiyin.desk.core.form_fields import collect_given
from huiyin.desk.core.isolated_process import UNREAD, say_unread
from huiyin.desk.core.pagination import make_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.uploads import get_file_name, say_file_limit, too_large
from huiyin.desk.registry import organisations
from huiyin.desk.registry.api.organisation_facts import select_organisations
from huiyin.desk.registry.data import DirectoryFilters
from huiyin.desk.registry.models import Organisation
from huiyin.desk.registry.organisation_forms import OrganisationForm, RefusedRowsForm
from huiyin.i18n import say


@limit_rate("upload")
@require_http_methods(("GET", "POST"))
@team_only
def show_registry(request: SignedInRequest) -> HttpResponse:
    """All organisations by their names, found by a part of these; take more in from a table, and mend what was refused."""
    error = ""
    refused: tuple[tuple[organisations.OrganisationRow, str], ...] = ()
    if (typed := typed_again(request)) is not None:
        refused = tuple((row, "grants") for row in RefusedRowsForm(typed).read_rows())
    if request.method == "POST":
        # Rows that change who may do what come from the page, where they are seen once more, never from a file at once.
        may_grant = organisations.has_rights_change(RefusedRowsForm(request.POST).read_rows())
        if may_grant and (again := ask_again(request)) is not None:
            return again
        try:
            taken = organisations.import_organisations(
                _read_rows(request), request.user, may_grant=may_grant
            )
        except organisations.UnusableDetails as wrong:
            error = say(f"registry.wrong.{wrong.code}")
        except _FileRefused as refusal:
            error = str(refusal)
        else:
            refused = taken.refused
            if taken.added or taken.changed:
                n = taken.added
                messages.success(request, say("registry.taken", n=n, changed=taken.changed))
            if not refused:
                return redirect("organisations")
    words = request.GET.get("q", "").strip()[:100]
    listed = select_organisations(DirectoryFilters(words=words, with_ended=True)).annotate(
        people=Count("seats", distinct=True)
    )
    return render(
        request,
        "registry/organisations.html",
        {
            "q": words,
            "page": make_page(request, listed),
            "error": error,
            "fields": organisations.FIELDS,
            "refused": [
                (row.number, say(f"registry.wrong.{code}"), [(f, row.given.get(f, "")) for f in organisations.FIELDS])
                for row, code in refused[:100]
            ],
            "limit": say_file_limit(),
        },
        status=422 if error or (refused and not typed) else 200,
    )  # fmt: skip


class _FileRefused(Exception):
    """A file that cannot be taken, in words."""


def _read_rows(request: HttpRequest) -> list[organisations.OrganisationRow]:
    """The rows of the file, or those that were mended on the page."""
    if rows := RefusedRowsForm(request.POST).read_rows():
        return rows
    file = request.FILES.get("file")
    if file is None:
        raise _FileRefused(say("desk.open.no_file"))
    if refusal := too_large(file):
        raise _FileRefused(refusal)
    try:
        return organisations.read_rows(get_file_name(file), file.read())
    except UNREAD as unread:
        raise _FileRefused(say_unread(unread, get_file_name(file))) from unread
    except organisations.UnusableDetails as wrong:
        raise _FileRefused(
            f"{get_file_name(file)}: " + say(f"registry.wrong.{wrong.code}")
        ) from wrong


@require_http_methods(("GET", "POST"))
@team_only
def edit_organisation(request: SignedInRequest, number: int | None = None) -> HttpResponse:
    """One organisation, or a new one: its details, who speaks for it, its networks."""
    organisation = get_object_or_404(Organisation, pk=number) if number is not None else None
    error = ""
    form = OrganisationForm(request.POST) if request.method == "POST" else None
    if form is not None and organisation is not None and "unseat" in form.data:
        chosen = form.cleaned_data["unseat"]
        if chosen is not None:
            organisations.remove_seat(organisation, chosen, request.user)
            messages.success(request, say("registry.unseated"))
        return redirect("organisation_edit", number=organisation.pk)
    if form is not None:
        given = form.cleaned_data
        # Who speaks for an authority may do other things than who speaks for a member.
        is_granting = (
            organisation is not None
            and given["kind"] != organisation.kind
            and organisation.seats.exists()
        )
        if is_granting and (again := ask_again(request)) is not None:
            return again
        try:
            kept = organisations.save_organisation(
                organisation,
                form.read_details(),
                request.user,
                seen=given["version"] or "",
                is_correction=given["is_correction"],
            )
        except edit_conflicts.EditConflict as changed:
            assert organisation is not None
            return _both_details(request, organisation, changed)
        except organisations.UnusableDetails as wrong:
            error = say(f"registry.wrong.{wrong.code}")
        else:
            messages.success(request, say("registry.kept"))
            return redirect("organisation_edit", number=kept.pk)
    elif (typed := typed_again(request)) is not None:
        form = OrganisationForm(typed)
    shown = organisations.snapshot_organisation(organisation) if organisation else {}
    return render(
        request,
        "registry/organisation.html",
        {
            "organisation": organisation,
            "given": collect_given(form) if form is not None else shown or {"kind": "member"},
            "kinds": Organisation.Kind.values,
            "seats": organisation.seats.select_related("user").order_by("user__name", "pk")
            if organisation
            else (),
            "error": error,
            "version": edit_conflicts.find_version(request, shown),
        },
        status=422 if error else 200,
    )


def _both_details(
    request: HttpRequest, found: Organisation, changed: edit_conflicts.EditConflict
) -> HttpResponse:
    """The organisation as somebody else saved it, beside what was typed."""
    choices = {
        "kind": {one: say(f"registry.kind.{one}") for one in Organisation.Kind.values},
        "language": dict(settings.LANGUAGES),
    }
    fields = [
        edit_conflicts.ConflictField(
            name, say(f"registry.field.{name}"), choices.get(name, {}), is_line=True,
            language={"name_zh": "zh", "name_en": "en"}.get(name, ""),
        )
        for name in organisations.FIELDS
    ]  # fmt: skip
    who = find_last_editor(found, "organisation.keep", "organisation.add")
    back = reverse("organisation_edit", args=(found.pk,))
    return edit_conflicts.show_both(request, changed, fields, back=back, **who)
