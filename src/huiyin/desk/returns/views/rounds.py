"""Rounds of the yearly return, as the secretariat keeps them."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from huiyin.desk.accounts.gates import signed_in, team_only
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.core.form_fields import ButtonForm
from huiyin.desk.core.uploads import say_file_limit
from huiyin.desk.returns.api import rounds
from huiyin.desk.returns.forms import DecisionForm, MemberForm, RoundForm
from huiyin.desk.returns.models import Return, ReturnRound
from huiyin.desk.returns.views.comparison import compare_answers
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
            made = rounds.open_round(given["year"], request.user, closes_on=given["closes_on"])
        except rounds.UnusableReturn as wrong:
            error = say(f"returns.wrong.{wrong.code}")
        else:
            messages.success(request, say("returns.opened", year=str(given["year"])))
            asked = list(made.asked.values_list("pk", flat=True))
            if voiceless := rounds.count_voiceless(asked):
                message = say("returns.opened_voiceless", n=voiceless, total=len(asked))
                messages.warning(request, message)
            return redirect("return_round", year=given["year"])
    return render(
        request,
        "returns/returns.html",
        {
            "mine": rounds.list_open_of(request.user),
            "rounds": rounds.list_rounds() if is_team else [],
            "form": form if is_team else None,
            "members": rounds.count_members() if is_team else None,
            "error": error,
        },
        status=422 if error or (form.is_bound and form.errors) else 200,
    )


def get_round(year: int) -> ReturnRound:
    """The round of a year, or 404."""
    round_ = rounds.find_round(year)
    if round_ is None:
        raise Http404
    return round_


@require_http_methods(("GET", "POST"))
@team_only
def show_round(request: SignedInRequest, year: int) -> HttpResponse:
    """Who has answered; reminding, closing and opening again."""
    round_ = get_round(year)
    if request.method == "POST":
        match ButtonForm(request.POST).pressed:
            case "remind":
                n, voiceless = rounds.remind_members(round_, request.user)
                messages.success(request, say("returns.reminded", n=n))
                if voiceless:
                    messages.warning(request, say("returns.not_reminded", n=voiceless))
            case "ask" | "leave_out" as what:
                _change_asked(request, round_, what)
            case "close":
                rounds.close_round(round_, request.user)
            case "reopen":
                rounds.reopen_round(round_, request.user)
        return redirect("return_round", year=year)
    return render_round(request, round_)


def _change_asked(request: SignedInRequest, round_: ReturnRound, what: str) -> None:
    """Ask one more, or one no more."""
    form = MemberForm(request.POST)
    if not form.is_valid():
        messages.error(request, say("returns.wrong.choose_member"))
        return
    organisation = form.cleaned_data["organisation"]
    change = rounds.ask_member if what == "ask" else rounds.leave_out_member
    try:
        change(round_, organisation, request.user)
    except rounds.UnusableReturn as wrong:
        messages.error(request, say(f"returns.wrong.{wrong.code}"))
    else:
        name = organisation.name
        is_asked = what == "ask"
        told = (
            say("returns.is_asked", name=name)
            if is_asked
            else say("returns.is_left_out", name=name)
        )
        messages.success(request, told)


def render_round(request: SignedInRequest, round_: ReturnRound, *, error: str = "") -> HttpResponse:
    """The page of a round, with what is wrong with what was sent to it."""
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
            "voiceless": sum(not one.delegates for one in listed),
            "unasked": rounds.list_unasked(round_),
            "tables": round_.tables.select_related("created_by")[:50],
            "error": error,
            "limit": say_file_limit(),
        },
        status=422 if error else 200,
    )


@require_http_methods(("GET", "POST"))
@team_only
def decide_return(request: SignedInRequest, year: int, number: int) -> HttpResponse:
    """What was answered beside what the registry holds; accepted, or asked back."""
    round_ = get_round(year)
    given = Return.objects.filter(round=round_, pk=number).select_related("organisation").first()
    if given is None:
        raise Http404
    form = DecisionForm(request.POST if request.method == "POST" else None)
    error = ""
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            if form.cleaned_data["what"] == "accept":
                rounds.accept_return(number, request.user, version=version)
                messages.success(request, say("returns.accepted", name=given.organisation.name))
            else:
                rounds.ask_back(number, form.cleaned_data["note"], request.user, version=version)
                messages.success(request, say("returns.asked_back", name=given.organisation.name))
        except rounds.UnusableReturn as wrong:
            error = say(f"returns.wrong.{wrong.code}")
            given.refresh_from_db()  # what stands below the sentence is what there is now
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
            "lines": compare_answers(given.answers, rounds.read_held(round_, given.organisation)),
            "error": error,
            "note": form["note"].value() or "",
        },
        status=422 if error else 200,
    )
