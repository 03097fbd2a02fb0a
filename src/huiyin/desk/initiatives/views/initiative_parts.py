"""What belongs to an initiative: organisations, money, documents, pictures, goals, consultations; each a form of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from huiyin.desk.accounts.permissions import InitiativeDeed
from huiyin.desk.core.form_fields import ButtonForm
from huiyin.desk.core.isolated_pictures import redraw_picture
from huiyin.desk.core.isolated_process import UNREAD, read_apart, say_unread
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.row_deeds import make_row_deed
from huiyin.desk.core.uploads import get_file_name, say_file_limit, too_large
from huiyin.desk.initiatives import forms, part_forms
from huiyin.desk.initiatives.access import WorkingRequest, require_deed
from huiyin.desk.initiatives.api import goals as ties
from huiyin.desk.initiatives.api import initiatives as acts
from huiyin.desk.initiatives.api import lists
from huiyin.desk.initiatives.data import DocumentInput
from huiyin.desk.initiatives.hooks import CONSULTATIONS, OFFERED
from huiyin.desk.initiatives.models import Goal
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.initiatives.models import Initiative

_Answer = HttpResponse | None


def _list_goals(request: WorkingRequest) -> list[Goal]:
    return list(ties.select_goals(request.rights.reader))


def _show(request: WorkingRequest, initiative: Initiative, **bound: Any) -> HttpResponse:
    """The page; ``bound``: a form that was refused, in place of its empty one."""
    held = list(initiative.consultations.filter(ended_on=None))
    facts = CONSULTATIONS.item(request.user, [one.consultation for one in held])
    there = {one.consultation for one in held}
    offered = [one for one in OFFERED.item(request.user) if one.slug not in there]
    blank: dict[str, Any] = {
        "part": part_forms.PartForm(),
        "money": part_forms.MoneyForm(),
        "document": part_forms.DocumentForm(auto_id="document_%s"),
        "picture": part_forms.PictureForm(auto_id="picture_%s"),
        "tie": part_forms.TieForm(_list_goals(request)),
        "review": forms.DayForm(auto_id="review_%s"),
        "consultation": part_forms.ConsultationForm(offered),
    }
    documents = list(initiative.documents.filter(withdrawn_at=None))
    seen = lists.find_initiative(request.rights.reader, initiative.slug)
    return render(
        request,
        "initiatives/manage.html",
        {
            "initiative": initiative,
            "access": request.rights,
            "parts": list(initiative.parts.select_related("organisation")),
            "money": list(initiative.money.all()),
            "documents": [one for one in documents if not one.is_picture],
            "pictures": [one for one in documents if one.is_picture],
            "ties": list(
                initiative.ties.filter(ended_on=None).select_related(
                    "goal", "goal__network", "goal__initiative"
                )
            ),
            "tie_state": lists.find_tie_state(seen) if seen is not None else "",
            "review": initiative.reviews.filter(withdrawn_at=None).select_related("created_by").first(),
            "consultations": [(one, facts.get(one.consultation)) for one in held],
            "forms": blank | bound,
            "limit": say_file_limit(),
            "reader": request.rights.reader,
            "part": "list",
        },
        status=422 if bound else 200,
    )  # fmt: skip


@limit_rate("upload")
@require_http_methods(("GET", "POST"))
@require_deed(InitiativeDeed.DESCRIBE)
def manage_initiative(request: WorkingRequest, initiative: Initiative) -> HttpResponse:
    """Each form says ``what`` it does."""
    chosen = _DEEDS.get(ButtonForm(request.POST).pressed) if request.method == "POST" else None
    if chosen is None:
        return _show(request, initiative)
    deed, act = chosen
    if not request.rights.may(deed):
        raise PermissionDenied
    try:
        refused = act(request, initiative)
    except acts.UnusableInitiative as wrong:
        messages.error(request, say(f"initiative.wrong.{wrong.code}"))
        refused = None
    return refused or redirect("initiative_manage", slug=initiative.slug)


def _add_part(request: WorkingRequest, initiative: Initiative) -> _Answer:
    form = part_forms.PartForm(request.POST)
    if not form.is_valid():
        return _show(request, initiative, part=form)
    acts.add_part(initiative, form.make_input(), request.user)
    messages.success(request, say("initiative.part_added"))
    return None


def _end_part(request: WorkingRequest, initiative: Initiative) -> _Answer:
    form = part_forms.EndPartForm(request.POST)
    if not form.is_valid() or not form.cleaned_data["until"]:
        messages.error(request, say("initiative.wrong.days"))
        return None
    given = form.cleaned_data
    acts.end_part(initiative, given["number"], given["until"], request.user)
    messages.success(request, say("initiative.part_ended"))
    return None


def _add_money(request: WorkingRequest, initiative: Initiative) -> _Answer:
    form = part_forms.MoneyForm(request.POST)
    if not form.is_valid():
        return _show(request, initiative, money=form)
    acts.add_money(initiative, form.make_input(), request.user)
    messages.success(request, say("initiative.money_added"))
    return None


def _add_document(request: WorkingRequest, initiative: Initiative) -> _Answer:
    form = part_forms.DocumentForm(request.POST, auto_id="document_%s")
    return _take_file(request, initiative, form, is_picture=False)


def _add_picture(request: WorkingRequest, initiative: Initiative) -> _Answer:
    form = part_forms.PictureForm(request.POST, auto_id="picture_%s")
    return _take_file(request, initiative, form, is_picture=True)


def _take_file(
    request: WorkingRequest,
    initiative: Initiative,
    form: part_forms.DocumentForm,
    *,
    is_picture: bool,
) -> _Answer:
    sent = request.FILES.get("file")
    if sent is None:
        form.add_error(None, say("initiative.wrong.no_file"))
    elif refusal := too_large(sent):
        form.add_error(None, refusal)
    data = b""
    if sent is not None and form.is_valid():
        name, data = get_file_name(sent) or "file", sent.read()
        if is_picture:
            try:
                data = read_apart(redraw_picture, data)
            except UNREAD as wrong:
                form.add_error(None, say_unread(wrong, name))
    if not form.is_valid() or sent is None:
        shown = {"picture" if is_picture else "document": form}
        return _show(request, initiative, **shown)
    name = "picture.png" if is_picture else name
    given = DocumentInput(name, data, form.read_both("title"), is_picture=is_picture)
    acts.add_document(initiative, given, request.user)
    messages.success(request, say("initiative.document_added"))
    return None


def _tie(request: WorkingRequest, initiative: Initiative) -> _Answer:
    goals = _list_goals(request)
    form = part_forms.TieForm(goals, request.POST)
    if not form.is_valid():
        return _show(request, initiative, tie=form)
    given = form.cleaned_data
    goal = next(one for one in goals if str(one.pk) == given["goal"])
    ties.tie_goal(initiative, goal, request.user, day=given["day"], note=given["note"])
    messages.success(request, say("initiative.tied"))
    return None


def _review(request: WorkingRequest, initiative: Initiative) -> _Answer:
    form = forms.DayForm(request.POST, auto_id="review_%s")
    if not form.is_valid():
        return _show(request, initiative, review=form)
    given = form.cleaned_data
    ties.review_without_goal(initiative, request.user, day=given["day"], note=given["note"])
    messages.success(request, say("initiative.reviewed"))
    return None


def _unreview(request: WorkingRequest, initiative: Initiative) -> _Answer:
    ties.withdraw_review(initiative, request.user)
    messages.success(request, say("initiative.unreviewed"))
    return None


def _tie_consultation(request: WorkingRequest, initiative: Initiative) -> _Answer:
    form = part_forms.ConsultationForm(OFFERED.item(request.user), request.POST)
    if not form.is_valid():
        return _show(request, initiative, consultation=form)
    ties.tie_consultation(initiative, form.cleaned_data["consultation"], request.user)
    messages.success(request, say("initiative.consultation_tied"))
    return None


_D = InitiativeDeed
#: What a form says → what it takes to do it, and what does it.
_DEEDS: dict[str, tuple[InitiativeDeed, Callable[[WorkingRequest, Initiative], _Answer]]] = {
    "part": (_D.DESCRIBE, _add_part),
    "part_end": (_D.DESCRIBE, _end_part),
    "part_remove": (_D.DESCRIBE, make_row_deed(acts.remove_part, "initiative.removed")),
    "money": (_D.DESCRIBE, _add_money),
    "money_remove": (_D.DESCRIBE, make_row_deed(acts.remove_money, "initiative.removed")),
    "document": (_D.DESCRIBE, _add_document),
    "picture": (_D.DESCRIBE, _add_picture),
    "document_withdraw": (_D.DESCRIBE, make_row_deed(acts.withdraw_document, "initiative.removed")),
    "tie": (_D.TIE, _tie),
    "untie": (_D.TIE, make_row_deed(ties.untie_goal, "initiative.untied")),
    "review": (_D.TIE, _review),
    "unreview": (_D.TIE, _unreview),
    "consultation": (_D.TIE, _tie_consultation),
    "consultation_end": (_D.TIE, make_row_deed(ties.untie_consultation, "initiative.untied")),
}
