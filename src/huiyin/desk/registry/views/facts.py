"""What the registry holds of an organisation: its facts with their periods, and the forms that change them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import attrgetter

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from huiyin.desk.accounts.gates import ask_again, team_only, typed_again
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.core.request_params import parse_day
from huiyin.desk.registry.api import change_events, facts, organisation_facts
from huiyin.desk.registry.data import FactInput, FactKind, FactRecord
from huiyin.desk.registry.forms import (
    EDITABLE,
    FactDeedForm,
    FactForm,
    describe_initial,
    list_kind_choices,
)
from huiyin.desk.registry.labels import FactLabels, FactWords, describe_period
from huiyin.desk.registry.models import Organisation
from huiyin.desk.registry.periods import UnusableFact
from huiyin.i18n import say

#: Kinds that give or take rights: who belongs to a network is consulted with it.
_GRANTING = frozenset({FactKind.NETWORK})


@dataclass(frozen=True, slots=True)
class _FactShown:
    fact: FactRecord
    words: FactWords
    period: str
    is_standing: bool


@dataclass(frozen=True, slots=True)
class _KindShown:
    kind: FactKind
    label: str
    facts: tuple[_FactShown, ...]


@require_GET
@team_only
def show_facts(request: SignedInRequest, number: int) -> HttpResponse:
    """Everything with its periods, as it is known or was known on a day; what held on a day is marked."""
    organisation = get_object_or_404(Organisation, pk=number)
    day, known_on = _read_days(request)
    held = organisation_facts.list_facts(organisation, known_on=known_on, with_private=True)
    return render(
        request,
        "registry/facts.html",
        {
            "organisation": organisation,
            "kinds": _group(held, day),
            "choices": list_kind_choices(),
            "changes": change_events.list_changes(organisation, known_on=known_on),
            "successors": change_events.find_successors(organisation),
            "predecessors": change_events.find_predecessors(organisation),
            "day": day,
            "known_on": known_on,
            "today": timezone.localdate(),
        },
    )


def _read_days(request: HttpRequest) -> tuple[date, date | None]:
    day = parse_day(request.GET.get("on", "")) or timezone.localdate()
    return day, parse_day(request.GET.get("known", ""))


def _group(held: tuple[FactRecord, ...], day: date) -> list[_KindShown]:
    labels = FactLabels()
    order = {kind: place for place, kind in enumerate(FactKind)}
    in_order = sorted(held, key=lambda fact: order[fact.kind])
    return [
        _KindShown(
            kind,
            say(f"registry.fact.{kind.value}"),
            tuple(
                _FactShown(f, labels.describe(f), describe_period(f), f.holds_on(day)) for f in own
            ),
        )
        for kind, own in groupby(in_order, key=attrgetter("kind"))
    ]


@require_http_methods(("GET", "POST"))
@team_only
def edit_fact(
    request: SignedInRequest, number: int, fact: int | None = None, kind: str = ""
) -> HttpResponse:
    """State a fact; or change one from a day on, correct it, end it, take it back."""
    organisation = get_object_or_404(Organisation, pk=number)
    there = _find_fact(organisation, fact) if fact is not None else None
    chosen = there.kind if there is not None else _read_kind(kind)
    typed = request.POST if request.method == "POST" else typed_again(request)
    is_form = typed is not None and "what" not in typed
    initial = describe_initial(there) if there is not None else {}
    form = FactForm(chosen, typed if is_form else None, initial=initial)
    error = ""
    if request.method == "POST":
        if chosen in _GRANTING and (again := ask_again(request)) is not None:
            return again
        error = _save(request, organisation, there, form)
        if not error and not form.errors:
            messages.success(request, say("registry.facts.kept"))
            return redirect("facts", number=organisation.pk)
    labels = FactLabels()
    return render(
        request,
        "registry/fact.html",
        {
            "organisation": organisation,
            "fact": there,
            "words": labels.describe(there) if there is not None else None,
            "kind": say(f"registry.fact.{chosen.value}"),
            "form": form,
            "how": typed.get("how", "change") if typed is not None else "change",
            "error": error,
            "today": timezone.localdate(),
        },
        status=422 if error or (request.method == "POST" and form.errors) else 200,
    )


def _find_fact(organisation: Organisation, number: int) -> FactRecord:
    found = organisation_facts.find_fact(organisation, number)
    if found is None or found.kind not in EDITABLE:
        raise Http404
    return found


def _read_kind(written: str) -> FactKind:
    kinds = {kind.value: kind for kind in EDITABLE}
    if written not in kinds:
        raise Http404
    return kinds[written]


def _save(
    request: SignedInRequest, organisation: Organisation, there: FactRecord | None, form: FactForm
) -> str:
    """What is wrong, or nothing. What needs no form (an end, taking back) is done first."""
    given = FactDeedForm(request.POST).cleaned_data
    what = given["what"]
    try:
        if there is not None and what == "withdraw":
            facts.withdraw_fact(there.id, request.user)
        elif there is not None and what == "end":
            facts.end_fact(there.id, given["ended"] or "?", request.user)
        elif form.is_valid():
            _keep(organisation, there, form.read_fact(), given["how"], request)
    except UnusableFact as wrong:
        return say(f"registry.wrong.{wrong.code}")
    return ""


def _keep(
    organisation: Organisation,
    there: FactRecord | None,
    given: FactInput,
    how: str,
    request: SignedInRequest,
) -> None:
    if there is None:
        facts.record_fact(organisation, given, request.user)
    elif how == "correct":
        given = replace(given, seen_on=there.first_day, confirmed_on=there.confirmed_on)
        facts.correct_fact(there.id, given, request.user)
    else:
        facts.replace_fact(there.id, given, request.user)
