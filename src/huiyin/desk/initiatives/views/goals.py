"""Goals in public, the pages on which they are written, and the board's page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from huiyin.desk.accounts.gates import second_step_first, signed_in
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.audit.api import find_last_editor
from huiyin.desk.core.edit_conflicts import (
    ConflictField,
    EditConflict,
    digest_version,
    show_both,
)
from huiyin.desk.core.form_fields import ButtonForm
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.pagination import make_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.row_deeds import make_row_deed
from huiyin.desk.initiatives import forms, goal_forms
from huiyin.desk.initiatives.access import Reader, may_change_goal, read_reader
from huiyin.desk.initiatives.api import board
from huiyin.desk.initiatives.api import goals as acts
from huiyin.desk.initiatives.api.initiatives import UnusableInitiative
from huiyin.desk.initiatives.api.lists import select_initiatives
from huiyin.desk.networks.api import list_networks
from huiyin.i18n import say
from huiyin.presentation.spreadsheets import csv_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from huiyin.desk.initiatives.models import Goal, Initiative

#: Rows of the table that is taken away at once.
_MOST = 20_000


@require_safe
@cached_page
def show_goals(request: HttpRequest) -> HttpResponse:
    """The goals of the umbrella and of the networks, nested."""
    reader = read_reader(request.user)
    goals = list(acts.select_goals(reader))
    owners: dict[tuple[int, str], list[Goal]] = {}
    for one in goals:
        rank = 0 if not acts.write_owner(one) else 1 if one.network_id else 2
        owners.setdefault((rank, forms.name_owner(one)), []).append(one)
    return render(
        request,
        "initiatives/goals.html",
        {
            "owners": [(name, acts.nest_goals(own)) for (_, name), own in sorted(owners.items())],
            "reader": reader,
            "part": "goals",
        },
    )


def _find_goal(request: HttpRequest, number: int) -> tuple[Goal, Reader]:
    reader = read_reader(request.user)
    goal = acts.find_goal(reader, number)
    if goal is None:
        raise Http404
    return goal, reader


def _show_goal(request: HttpRequest, goal: Goal, reader: Reader, **bound: Any) -> HttpResponse:
    readings = acts.read_indicators(goal, request.user)
    may_write = may_change_goal(reader, goal)
    tied = goal.ties.filter(ended_on=None).values("initiative")
    serving = select_initiatives(reader).filter(pk__in=tied)
    shown = {
        "indicator": goal_forms.IndicatorForm(),
        "observation": goal_forms.ObservationForm(readings),
    }
    return render(
        request,
        "initiatives/goal.html",
        {
            "goal": goal,
            "owner": forms.name_owner(goal),
            "readings": readings,
            "beneath": list(acts.select_goals(reader).filter(parent=goal)),
            "page": make_page(request, serving),
            "may_write": may_write,
            "forms": shown | bound if may_write else {},
            "has_hand": any(one.indicator.source == "hand" for one in readings),
            "reader": reader,
            "part": "goals",
        },
        status=422 if bound else 200,
    )


@require_safe
@cached_page
def show_goal(request: HttpRequest, number: int) -> HttpResponse:
    """A goal: what it is measured by, how far it is, and what serves it."""
    return _show_goal(request, *_find_goal(request, number))


@require_http_methods(("POST",))
@signed_in
@second_step_first
def measure_goal(request: SignedInRequest, number: int) -> HttpResponse:
    """Indicators and their values, each a form that says ``what``."""
    goal, reader = _find_goal(request, number)
    if not may_change_goal(reader, goal):
        raise PermissionDenied
    act = _DEEDS.get(ButtonForm(request.POST).pressed)
    refused = None
    if act is not None:
        try:
            refused = act(request, goal, reader)
        except UnusableInitiative as wrong:
            messages.error(request, say(f"initiative.wrong.{wrong.code}"))
    return refused or redirect("goal", number=goal.pk)


def _add_indicator(request: SignedInRequest, goal: Goal, reader: Reader) -> HttpResponse | None:
    form = goal_forms.IndicatorForm(request.POST)
    if not form.is_valid():
        return _show_goal(request, goal, reader, indicator=form)
    acts.add_indicator(goal, form.make_input(), request.user)
    messages.success(request, say("initiative.indicator_added"))
    return None


def _observe(request: SignedInRequest, goal: Goal, reader: Reader) -> HttpResponse | None:
    form = goal_forms.ObservationForm(acts.read_indicators(goal, request.user), request.POST)
    if not form.is_valid():
        return _show_goal(request, goal, reader, observation=form)
    number = int(form.cleaned_data["indicator"])
    acts.record_observation(goal, number, form.make_input(), request.user)
    messages.success(request, say("initiative.observed"))
    return None


_DEEDS: dict[str, Callable[[SignedInRequest, Goal, Reader], HttpResponse | None]] = {
    "indicator": _add_indicator,
    "observation": _observe,
    "indicator_withdraw": make_row_deed(acts.withdraw_indicator, "initiative.removed"),
    "observation_withdraw": make_row_deed(acts.withdraw_observation, "initiative.removed"),
}


# ---- written ---------------------------------------------------------------------------------------------


def _list_owners(reader: Reader) -> list[Initiative]:
    """Initiatives whose goals somebody writes."""
    rows = select_initiatives(reader)
    if not reader.is_secretariat:
        rows = rows.filter(network__in=reader.networks)
    return list(rows)


def _make_form(
    reader: Reader, goal: Goal | None, given: Any, initial: dict[str, Any] | None = None
) -> goal_forms.GoalForm:
    goals = [one for one in acts.select_goals(reader) if goal is None or one.pk != goal.pk]
    shown = goal_forms.GoalForm.describe(goal) if goal is not None else initial
    return goal_forms.GoalForm(reader, goals, _list_owners(reader), given, initial=shown)


@require_http_methods(("GET", "POST"))
@signed_in
@second_step_first
def begin_goal(request: SignedInRequest) -> HttpResponse:
    """A new goal; ``?beneath=`` names the one that it lies beneath."""
    reader = read_reader(request.user)
    if not reader.may_begin:
        raise PermissionDenied
    first = next((f"n{one}" for one in sorted(reader.networks)), "")
    initial = {"owner": first, "parent": request.GET.get("beneath", "")}
    form = _make_form(reader, None, request.POST if request.method == "POST" else None, initial)
    if form.is_bound and form.is_valid():
        try:
            goal = acts.save_goal(None, form.make_input(), request.user)
        except UnusableInitiative as wrong:
            form.add_error("parent", say(f"initiative.wrong.{wrong.code}"))
        else:
            messages.success(request, say("initiative.goal_kept"))
            return redirect("goal", number=goal.pk)
    return _show_form(request, form, reader)


def _show_form(
    request: SignedInRequest, form: goal_forms.GoalForm, reader: Reader, goal: Goal | None = None
) -> HttpResponse:
    return render(
        request,
        "initiatives/goal_edit.html",
        {
            "form": form,
            "goal": goal,
            "version": digest_version(acts.snapshot_goal(goal)) if goal is not None else "",
            "reader": reader,
            "part": "goals",
        },
        status=422 if form.is_bound else 200,
    )


@require_http_methods(("GET", "POST"))
@signed_in
@second_step_first
def edit_goal(request: SignedInRequest, number: int) -> HttpResponse:
    """Other words of a goal, or that it is one no more."""
    goal, reader = _find_goal(request, number)
    if not may_change_goal(reader, goal):
        raise PermissionDenied
    if request.method == "POST" and ButtonForm(request.POST).pressed == "withdraw":
        return _withdraw_goal(request, goal)
    form = _make_form(reader, goal, request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _show_form(request, form, reader, goal)
    try:
        acts.save_goal(goal, form.make_input(), request.user, seen=ButtonForm(request.POST).seen)
    except UnusableInitiative as wrong:
        form.add_error("parent", say(f"initiative.wrong.{wrong.code}"))
        return _show_form(request, form, reader, goal)
    except EditConflict as changed:
        return _show_conflict(request, form, goal, changed)
    messages.success(request, say("initiative.goal_kept"))
    return redirect("goal", number=goal.pk)


def _withdraw_goal(request: SignedInRequest, goal: Goal) -> HttpResponse:
    try:
        acts.withdraw_goal(goal, request.user)
    except UnusableInitiative as wrong:
        messages.error(request, say(f"initiative.wrong.{wrong.code}"))
        return redirect("goal", number=goal.pk)
    messages.success(request, say("initiative.goal_withdrawn"))
    return redirect("goals")


def _show_conflict(
    request: SignedInRequest, form: goal_forms.GoalForm, goal: Goal, changed: EditConflict
) -> HttpResponse:
    fields = []
    for name, field in form.fields.items():
        stem, _, language = name.rpartition("_")
        choices = {str(value): str(words) for value, words in getattr(field, "choices", ())}
        is_worded = stem in ("title", "description")
        fields.append(
            ConflictField(
                name,
                str(field.label),
                choices,
                is_line=stem != "description",
                language=language if is_worded else "",
            )
        )
    who = find_last_editor(goal, "goal.keep", "goal.add")
    return show_both(request, changed, fields, back=reverse("goal", args=(goal.pk,)), **who)


# ---- the board -------------------------------------------------------------------------------------------


def _read_network(request: HttpRequest) -> str:
    """The network that ``?network=`` names, as the form offers it; nothing for all."""
    form = goal_forms.BoardForm(request.GET)
    form.is_valid()
    return str(form.cleaned_data.get("network", ""))


@require_safe
@limit_rate("search", ("GET", "HEAD"))
@cached_page
def show_board(request: HttpRequest) -> HttpResponse:
    """Goals and campaigns as a matrix, what is served by none and serves none, and the shares over the years."""
    reader = read_reader(request.user)
    network = _read_network(request)
    columns = board.list_columns(reader, network)
    page = make_page(request, board.select_campaigns(reader, network))
    return render(
        request,
        "initiatives/board.html",
        {
            "form": goal_forms.BoardForm(request.GET),
            "columns": columns,
            "unserved": [one for one in columns if not one.campaigns],
            "page": page,
            "rows": board.list_campaign_rows(page.rows, columns),
            "shares": board.count_shares(reader, network),
            "states": board.list_states(),
            "network": network,
            "has_networks": bool(list_networks()),
            "reader": reader,
            "part": "board",
        },
    )


@require_safe
@limit_rate("export")
def download_board(request: HttpRequest, table: str) -> HttpResponse:
    """The matrix, or the shares of the years, as CSV."""
    reader = read_reader(request.user)
    network = _read_network(request)
    if table == "matrix":
        columns = board.list_columns(reader, network)
        campaigns = list(board.select_campaigns(reader, network)[:_MOST])
        rows = board.list_matrix_table(campaigns, columns)
    elif table == "years":
        rows = board.list_shares_table(board.count_shares(reader, network))
    else:
        raise Http404
    made = HttpResponse(csv_bytes(rows), content_type="text/csv; charset=utf-8")
    made["Content-Disposition"] = f'attachment; filename="goals-{table}.csv"'
    return made
