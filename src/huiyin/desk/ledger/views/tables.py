"""Registers taken in as exchanges: upload one, say once what its columns hold, see what came of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from huiyin.desk.accounts.gates import team_only
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.core.isolated_process import UNREAD, say_unread
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.uploads import get_file_name, say_file_limit, too_large
from huiyin.desk.jobs.api import find_latest_job
from huiyin.desk.ledger.api import tables
from huiyin.desk.ledger.forms import MappingForm
from huiyin.desk.ledger.models import TableImport
from huiyin.i18n import say

#: Refused rows on the page.
_SHOWN = 200


@limit_rate("upload")
@require_http_methods(("GET", "POST"))
@team_only
def show_tables(request: SignedInRequest) -> HttpResponse:
    """All registers that were sent in, and the form for one more."""
    error = ""
    file = request.FILES.get("file")
    if request.method == "POST":
        error = say("desk.open.no_file") if file is None else too_large(file)
        if file is not None and not error:
            try:
                received = tables.receive_table(get_file_name(file), file.read(), request.user)
            except UNREAD as unread:
                error = say_unread(unread, get_file_name(file))
            else:
                return redirect("ledger_table", number=received.pk)
    return render(
        request,
        "ledger/tables.html",
        {"tables": TableImport.objects.all()[:100], "error": error, "limit": say_file_limit()},
        status=422 if error else 200,
    )


@require_http_methods(("GET", "POST"))
@team_only
def show_table(request: SignedInRequest, number: int) -> HttpResponse:
    """One register: its columns, how far it is, what was refused and why."""
    received = get_object_or_404(TableImport.objects.select_related("mapping"), pk=number)
    mapping = received.mapping
    form = MappingForm(
        request.POST or None,
        headings=received.headings,
        initial=MappingForm.describe(mapping.columns, mapping.constants) if mapping else {},
    )
    if request.method == "POST" and form.is_valid():
        try:
            tables.map_columns(received, form.read_columns(), form.read_constants(), request.user)
        except tables.UnmappedColumns as wrong:
            form.add_error(None, say(f"exchange.table.wrong.{wrong.code}"))
        else:
            messages.success(request, say("exchange.table.begun"))
            return redirect("ledger_table", number=number)
    return render(
        request,
        "ledger/table.html",
        {
            "table": received,
            "form": form,
            "job": find_latest_job(received, tables.TAKING),
            "refused": [
                (row["row"], say(f"exchange.table.refused.{row['code']}", written=row["written"]))
                for row in received.refused[:_SHOWN]
            ],
            "more": max(0, len(received.refused) - _SHOWN),
        },
        status=422 if form.errors else 200,
    )
