"""The form of the yearly return, as an organisation answers it."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.desk.accounts.gates import signed_in
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.core.request_params import parse_number
from huiyin.desk.registry.api.standing import find_organisation
from huiyin.desk.returns.api import rounds
from huiyin.desk.returns.data import FIELDS, PARTS, SHARES
from huiyin.desk.returns.forms import ReturnForm
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.registry.models import Organisation
    from huiyin.desk.returns.models import Return, ReturnRound


def _find(request: SignedInRequest, year: int, member: str) -> tuple[ReturnRound, Organisation]:
    """The round and the organisation, where the person answers for it."""
    round_, organisation = rounds.find_round(year), find_organisation(member)
    if round_ is None or organisation is None or organisation.kind != "member":
        raise Http404
    if not rounds.may_answer(request.user, organisation):
        raise PermissionDenied
    return round_, organisation


@require_http_methods(("GET", "POST"))
@signed_in
def edit_return(request: SignedInRequest, year: int, member: str) -> HttpResponse:
    """What the registry holds, to be confirmed or changed."""
    round_, organisation = _find(request, year, member)
    given = rounds.find_return(round_, organisation)
    held = rounds.read_held(round_, organisation)
    form = ReturnForm(initial=held | given.answers)
    error, would_discard = "", False
    if request.method == "POST":
        what = request.POST.get("what", "")
        version = parse_number(request.POST.get("version", ""))
        page = _read_page(request)
        is_unchanged = what in ("unchanged", "discard")
        if not is_unchanged:
            form = ReturnForm(request.POST, initial=held)
        try:
            if is_unchanged:
                is_sure = what == "discard"
                rounds.send_return(round_, organisation, None, request.user, discards_draft=is_sure)
            elif what == "draft":
                version = version or 0
                typed = _read_typed(request.POST)
                rounds.save_draft(round_, organisation, typed, version, page=page, is_final=True)
                messages.success(request, say("returns.draft_saved"))
                return redirect("return_form", year=year, member=member)
            elif form.is_valid():
                answers = form.cleaned_data
                rounds.send_return(
                    round_, organisation, answers, request.user, version=version, page=page
                )
            else:
                error = say("returns.look_again")
        except rounds.UnusableReturn as wrong:
            error, would_discard = say(f"returns.wrong.{wrong.code}"), wrong.code == "draft"
        if not error:
            messages.success(request, say("returns.was_sent", name=organisation.name))
            return redirect("return_form", year=year, member=member)
    return render(
        request,
        "returns/form.html",
        {
            "round": round_,
            "organisation": organisation,
            "given": given,
            "form": form,
            "page": _read_page(request) or secrets.token_urlsafe(12),
            "parts": _lay_out(form),
            "percents": SHARES,
            "summary": _summarise(ReturnForm(initial=held), held),
            "may_write": round_.is_open and given.is_with_organisation,
            "error": error,
            "would_discard": would_discard,
        },
        status=422 if error else 200,
    )


def _read_page(request: HttpRequest) -> str:
    """The name that the page of a form was given, so that its own saves are told from somebody else's."""
    return request.POST.get("page", "")[:24]


def _lay_out(form: ReturnForm) -> list[tuple[Any, list[Any], Any]]:
    """Each part, its fields, and the field by which its answers are made public."""
    return [
        (part, [form[name] for name in part.fields], form[part.choice] if part.choice else None)
        for part in PARTS
    ]


def _summarise(form: ReturnForm, held: dict[str, Any]) -> list[tuple[str, str]]:
    """What the registry holds, in a few lines: label and words."""
    lines = []
    for name, field in form.fields.items():
        value = held.get(name)
        if value in (None, "", [], False) or name == "main_focus":
            continue
        choices = dict(getattr(field, "choices", ()))
        if isinstance(value, list):
            words = say("run.list.join").join(str(choices.get(one, one)) for one in value)
        else:
            words = say("returns.yes") if value is True else str(value)
        lines.append((str(field.label), words))
    return lines


def _read_typed(posted: QueryDict) -> dict[str, Any]:
    """What was typed, right or not yet: a draft keeps it as it is."""
    typed: dict[str, Any] = {name: posted.get(name, "")[:5_000] for name in FIELDS}
    typed["focuses"] = posted.getlist("focuses")[:100]
    return typed


@require_POST
@signed_in
def keep_draft(request: SignedInRequest, year: int, member: str) -> HttpResponse:
    """The form saves itself while it is filled in: a line that says so, and the new number of the draft."""
    round_, organisation = _find(request, year, member)
    version = parse_number(request.POST.get("version", "")) or 0
    given: Return | None = None
    error = ""
    try:
        typed = _read_typed(request.POST)
        given = rounds.save_draft(round_, organisation, typed, version, page=_read_page(request))
    except rounds.UnusableReturn as wrong:
        error = say(f"returns.wrong.{wrong.code}")
    return render(
        request,
        "returns/part_saved.html",
        {"given": given, "error": error, "now": timezone.localtime()},
    )
