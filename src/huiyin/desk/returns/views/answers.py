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
from huiyin.desk.core.form_fields import ButtonForm
from huiyin.desk.core.request_params import parse_number
from huiyin.desk.registry.api.organisation_facts import find_organisation
from huiyin.desk.returns.api import rounds
from huiyin.desk.returns.data import FIELDS, PARTS, SHARES
from huiyin.desk.returns.forms import PageForm, ReturnForm
from huiyin.desk.returns.views.comparison import compare_answers
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.registry.models import Organisation
    from huiyin.desk.returns.models import Return, ReturnRound


def _find(request: SignedInRequest, year: int, member: str) -> tuple[ReturnRound, Organisation]:
    """The round and the organisation, where the person answers for it."""
    round_, organisation = rounds.find_round(year), find_organisation(member)
    if round_ is None or organisation is None or not rounds.is_asked(round_, organisation):
        raise Http404
    if not rounds.may_answer(request.user, organisation):
        raise PermissionDenied
    return round_, organisation


@require_http_methods(("GET", "POST"))
@signed_in
def edit_return(request: SignedInRequest, year: int, member: str) -> HttpResponse:
    """What the registry holds, to be confirmed or changed; what was sent, to be read or taken back."""
    round_, organisation = _find(request, year, member)
    given = rounds.find_return(round_, organisation)
    if request.method != "POST" and _is_for_review(request, given):
        return redirect("return_decide", year=year, number=given.pk)
    held = rounds.read_held(round_, organisation)
    form = _fill_form(given, held)
    code = ""
    if request.method == "POST":
        if ButtonForm(request.POST).pressed in ("send", "draft"):
            form = ReturnForm(request.POST, initial=held)
        try:
            done = _act(request, round_, organisation, form)
        except rounds.UnusableReturn as wrong:
            code = wrong.code
        else:
            messages.success(request, done)
            return redirect("return_form", year=year, member=member)
    may_write = round_.is_open and given.is_with_organisation
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
            "sent": [] if given.is_with_organisation else compare_answers(given.answers, held),
            "may_write": may_write,
            "may_take_back": round_.is_open and given.state == given.State.SENT,
            "is_draft": may_write and bool(given.answers) and given.saved_at is not None,
            "error": say(f"returns.wrong.{code}") if code else "",
            "would_discard": code == "draft",
        },
        status=422 if code else 200,
    )


def _is_for_review(request: SignedInRequest, given: Return) -> bool:
    """Whether the secretariat looks for what it has to decide on, of an organisation for which it does not speak."""
    speaks = request.user.seats.filter(organisation=given.organisation_id).exists()
    return request.user.is_secretariat and given.state in rounds.SENT and not speaks


def _fill_form(given: Return, held: dict[str, Any]) -> ReturnForm:
    """The form with what the registry holds; with what was saved, and beside its fields what cannot stand, once something
    was."""
    if not given.answers:
        return ReturnForm(initial=held)
    return ReturnForm(held | given.answers, initial=held)


def _act(
    request: SignedInRequest, round_: ReturnRound, organisation: Organisation, form: ReturnForm
) -> str:
    """Do what the button says: what is said of it. Raises :class:`rounds.UnusableReturn`."""
    what = ButtonForm(request.POST).pressed
    version = parse_number(ButtonForm(request.POST).seen)
    page = _read_page(request)
    if what == "take_back":
        rounds.take_back(round_, organisation, request.user)
        return say("returns.was_taken_back")
    if what == "draft":
        typed = _read_typed(request.POST)
        rounds.save_draft(round_, organisation, typed, version or 0, page=page, is_final=True)
        return say("returns.draft_saved")
    if what in ("unchanged", "discard"):
        is_sure = what == "discard"
        rounds.send_return(round_, organisation, None, request.user, discards_draft=is_sure)
    elif form.is_bound and form.is_valid():
        answers = form.cleaned_data
        rounds.send_return(round_, organisation, answers, request.user, version=version, page=page)
    else:
        raise rounds.UnusableReturn("look_again")
    return say("returns.was_sent", name=organisation.name)


def _read_page(request: HttpRequest) -> str:
    """The name that the page of a form was given, so that its own saves are told from somebody else's."""
    page: str = PageForm(request.POST).cleaned_data["page"]
    return page


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
    version = parse_number(ButtonForm(request.POST).seen) or 0
    given: Return | None = None
    error = ""
    try:
        typed = _read_typed(request.POST)
        given = rounds.save_draft(round_, organisation, typed, version, page=_read_page(request))
    except rounds.UnusableReturn as wrong:
        error = say(f"returns.wrong.{wrong.code}")
    form = ReturnForm(_read_typed(request.POST), initial={})
    return render(
        request,
        "returns/part_saved.html",
        {
            "given": given,
            "error": error,
            "now": timezone.localtime(),
            "hints": [
                (form.fields[name].label, problems[0]) for name, problems in form.errors.items()
            ],
        },
    )
