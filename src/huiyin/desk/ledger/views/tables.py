"""Pages for importing registers: upload, column mapping, plan and result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from huiyin.desk.accounts.gates import team_only
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.core.isolated_process import UNREAD, say_unread
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.request_params import parse_day
from huiyin.desk.core.uploads import get_file_name, say_file_limit, too_large
from huiyin.desk.jobs.api import find_latest_job
from huiyin.desk.ledger.api import tables
from huiyin.desk.ledger.data import ExchangeDirection, TableStep
from huiyin.desk.ledger.forms import MappingForm, ReasonForm, TableActForm
from huiyin.desk.ledger.models import TableImport
from huiyin.desk.networks.api import find_networks
from huiyin.desk.registry.organisations import find_organisations
from huiyin.i18n import say

#: The most refused rows on the page.
_SHOWN = 200


@limit_rate("upload")
@require_http_methods(("GET", "POST"))
@team_only
def show_tables(request: SignedInRequest) -> HttpResponse:
    """All uploaded registers, and the upload form."""
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
    """One register: its columns, its plan, its progress, and the refused rows with reasons."""
    received = get_object_or_404(TableImport.objects.select_related("mapping"), pk=number)
    act = TableActForm(request.POST)
    if request.method == "POST" and act.is_valid():
        return _do(request, received, act.cleaned_data["act"])
    mapping = received.mapping
    if mapping is not None:
        initial = MappingForm.describe(mapping.columns, mapping.constants)
    else:
        initial = MappingForm.describe(tables.guess_columns(received), {})
    form = MappingForm(
        request.POST if request.method == "POST" else None,
        headings=received.headings,
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        try:
            tables.map_columns(received, form.read_columns(), form.read_constants(), request.user)
        except tables.UnmappedColumns as wrong:
            form.add_error(None, say(f"exchange.table.wrong.{wrong.code}"))
        except tables.WrongStep:
            messages.error(request, say("exchange.table.moved_on"))
            return redirect("ledger_table", number=number)
        else:
            return redirect("ledger_table", number=number)
    return _show(request, received, form)


def _do(request: SignedInRequest, received: TableImport, act: str) -> HttpResponse:
    """Carry out the pressed button; does nothing if somebody else was faster."""
    try:
        if act == "void":
            form = ReasonForm(request.POST)
            if not form.is_valid():
                return _show(request, received, MappingForm(headings=received.headings), form)
            tables.void_table(received, form.read_summary(), request.user)
        elif act == "confirm":
            tables.confirm_table(received, request.user)
        elif act == "now":
            tables.record_table_now(received, request.user)
        else:
            tables.drop_table(received, request.user)
    except tables.WrongStep:
        messages.error(request, say("exchange.table.moved_on"))
    else:
        messages.success(request, say(f"exchange.table.did.{act}"))
    return redirect("ledger_table", number=received.pk)


#: The job that does a step.
_JOBS = {
    TableStep.READING: tables.READING,
    TableStep.RECORDING: tables.TAKING,
    TableStep.VOIDING: tables.VOIDING,
}


def _show(
    request: SignedInRequest,
    received: TableImport,
    form: MappingForm,
    void_form: ReasonForm | None = None,
) -> HttpResponse:
    step = TableStep(received.step)
    job = find_latest_job(received, _JOBS[step]) if step in _JOBS else None
    is_wrong = bool(form.errors) or void_form is not None
    return render(
        request,
        "ledger/table.html",
        {
            "table": received,
            "form": form,
            "void_form": void_form or ReasonForm(),
            "is_void_wrong": void_form is not None,
            "job": job,
            "can_map": step in (TableStep.MAPPING, TableStep.READY)
            or (step is TableStep.READING and job is not None and job.state == "failed"),
            "planned": _name_planned(received.plan.get("shown", ())),
            "refused": [
                (row["row"], say(f"exchange.table.refused.{row['code']}", written=row["written"]))
                for row in received.refused[:_SHOWN]
            ],
            "more": max(0, len(received.refused) - _SHOWN),
        },
        status=422 if is_wrong else 200,
    )


def _name_planned(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of a plan with the parties' names in the reader's language. Two queries for all."""
    numbers = {row[role] for row in rows for role in ("authority", "organisation") if row[role]}
    organisations = find_organisations(numbers)
    networks = find_networks({row["network"] for row in rows if row["network"]})
    named = []
    for row in rows:
        authority = organisations.get(row["authority"])
        body = organisations.get(row["organisation"]) or networks.get(row["network"])
        sides = [str(body or row["body"] or say("exchange.civil")), str(authority or "—")]
        if row["direction"] == ExchangeDirection.FROM_AUTHORITY:
            sides.reverse()
        days = {name: parse_day(row[name]) for name in ("day", "replied")}
        named.append({**row, **days, "sender": sides[0], "receiver": sides[1]})
    return named
