"""Rounds of the yearly return, as the secretariat keeps them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huiyin.desk.accounts.gates import signed_in, team_only
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.core.isolated_process import UNREAD, say_unread
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.uploads import get_file_name, say_file_limit, too_large
from huiyin.desk.registry.api.standing import find_organisation
from huiyin.desk.returns.api import rounds
from huiyin.desk.returns.api.tables import read_table, write_table
from huiyin.desk.returns.data import PARTS, RowRead
from huiyin.desk.returns.forms import DecisionForm, ReturnForm, RoundForm, TableForm
from huiyin.desk.returns.models import Return, ReturnRound
from huiyin.i18n import say

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(("GET", "POST"))
@signed_in
def show_returns(request: SignedInRequest) -> HttpResponse:
    """Of a delegate what there is to answer; of the secretariat the rounds, and a form to open one."""
    is_team = request.user.is_secretariat
    if request.method == "POST" and not is_team:
        raise PermissionDenied
    form = RoundForm(request.POST if request.method == "POST" else None)
    error = ""
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            rounds.open_round(given["year"], request.user, closes_on=given["closes_on"])
        except rounds.UnusableReturn as wrong:
            error = say(f"returns.wrong.{wrong.code}")
        else:
            messages.success(request, say("returns.opened", year=str(given["year"])))
            return redirect("return_round", year=given["year"])
    return render(
        request,
        "returns/returns.html",
        {
            "mine": rounds.list_open_of(request.user),
            "rounds": rounds.list_rounds() if is_team else [],
            "form": form if is_team else None,
            "error": error,
        },
        status=422 if error or (form.is_bound and form.errors) else 200,
    )


def _get_round(year: int) -> ReturnRound:
    round_ = rounds.find_round(year)
    if round_ is None:
        raise Http404
    return round_


@require_http_methods(("GET", "POST"))
@team_only
def show_round(request: SignedInRequest, year: int) -> HttpResponse:
    """Who has answered; reminding, closing and opening again."""
    round_ = _get_round(year)
    if request.method == "POST":
        match request.POST.get("what"):
            case "remind":
                n = rounds.remind(round_, request.user)
                messages.success(request, say("returns.reminded", n=n))
            case "close":
                rounds.close_round(round_, request.user)
            case "reopen":
                rounds.reopen_round(round_, request.user)
        return redirect("return_round", year=year)
    return _render_round(request, round_)


def _render_round(
    request: SignedInRequest, round_: ReturnRound, *, refused: Any = (), error: str = ""
) -> HttpResponse:
    listed = rounds.list_returns(round_)
    answered = [one for one in listed if one.state in rounds.SENT]
    return render(
        request,
        "returns/round.html",
        {
            "round": round_,
            "returns": listed,
            "answered": len(answered),
            "silent": len(listed) - len(answered),
            "refused": refused,
            "error": error,
            "limit": say_file_limit(),
        },
        status=422 if error or refused else 200,
    )


@require_safe
@team_only
def download_table(_request: SignedInRequest, year: int) -> HttpResponse:
    """The form as a table, filled with what the registry holds."""
    round_ = _get_round(year)
    answer = HttpResponse(write_table(round_), content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="returns-{year}.xlsx"'
    return answer


@limit_rate("upload")
@require_POST
@team_only
def upload_table(request: SignedInRequest, year: int) -> HttpResponse:
    """Take in what was filled in off-line: each row is sent as a return, or refused with the reason."""
    round_ = _get_round(year)
    form = TableForm(request.POST, request.FILES)
    if not form.is_valid():
        return _render_round(request, round_, error=say("returns.wrong.no_file"))
    file = form.cleaned_data["file"]
    if refusal := too_large(file):
        return _render_round(request, round_, error=refusal)
    name = get_file_name(file)
    try:
        rows = read_table(name, file.read())
    except UNREAD as wrong:
        return _render_round(request, round_, error=say_unread(wrong, name))
    if not rows:
        return _render_round(request, round_, error=say("returns.wrong.no_rows", name=name))
    refused = [
        (row.number, row.organisation, why)
        for row in rows
        if (why := _take_row(request, round_, row))
    ]
    taken = len(rows) - len(refused)
    if taken:
        messages.success(request, say("returns.taken", n=taken))
    if refused:
        return _render_round(request, round_, refused=refused)
    return redirect("return_round", year=year)


def _take_row(request: SignedInRequest, round_: ReturnRound, row: RowRead) -> str:
    """Send it as a return; why it was refused, or nothing."""
    organisation = find_organisation(row.organisation)
    if organisation is None or organisation.kind != "member":
        return say("returns.wrong.organisation")
    held = rounds.read_held(round_, organisation)
    choices = {part.choice: held.get(part.choice, False) for part in PARTS if part.choice}
    form = ReturnForm(choices | row.answers, initial=held)
    if not form.is_valid():
        return "; ".join(
            f"{form.fields[name].label if name in form.fields else ''}: {problems[0]}"
            for name, problems in form.errors.items()
        )
    try:
        rounds.send_return(round_, organisation, form.cleaned_data, request.user)
    except rounds.UnusableReturn as wrong:
        return say(f"returns.wrong.{wrong.code}")
    return ""


@require_http_methods(("GET", "POST"))
@team_only
def decide_return(request: SignedInRequest, year: int, number: int) -> HttpResponse:
    """What was answered beside what the registry holds; accepted, or asked back."""
    round_ = _get_round(year)
    given = Return.objects.filter(round=round_, pk=number).select_related("organisation").first()
    if given is None:
        raise Http404
    form = DecisionForm(request.POST if request.method == "POST" else None)
    error = ""
    if form.is_bound and form.is_valid():
        try:
            if form.cleaned_data["what"] == "accept":
                rounds.accept_return(number, request.user)
                messages.success(request, say("returns.accepted", name=given.organisation.name))
            else:
                rounds.ask_back(number, form.cleaned_data["note"], request.user)
                messages.success(request, say("returns.asked_back", name=given.organisation.name))
        except rounds.UnusableReturn as wrong:
            error = say(f"returns.wrong.{wrong.code}")
        else:
            return redirect("return_round", year=year)
    elif form.is_bound:
        error = " ".join(str(problem) for own in form.errors.values() for problem in own)
    return render(
        request,
        "returns/decide.html",
        {
            "round": round_,
            "given": given,
            "lines": _compare(given, rounds.read_held(round_, given.organisation)),
            "error": error,
        },
        status=422 if error else 200,
    )


def _compare(given: Return, held: dict[str, Any]) -> list[tuple[str, str, str, bool]]:
    """Field by field: label, what stands, what was answered, whether they differ."""
    form = ReturnForm(initial=held)
    lines = []
    for part in PARTS:
        for name in (*part.fields, part.choice):
            if not name:
                continue
            old, new = (_write(form, name, own.get(name)) for own in (held, given.answers))
            if old or new:
                lines.append((str(form.fields[name].label), old, new, bool(new) and old != new))
    return lines


def _write(form: ReturnForm, name: str, value: Any) -> str:
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return say("returns.yes") if value else say("returns.no")
    choices = dict(getattr(form.fields[name], "choices", ()))
    if isinstance(value, list):
        return say("run.list.join").join(sorted(str(choices.get(one, one)) for one in value))
    return str(choices.get(value, value))
