"""The result of an import, row by row, with corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import ParticipantRequest, require_action
from huiyin.desk.consultations.api import intake_receipts
from huiyin.desk.consultations.api.citations import choose_text, make_citer
from huiyin.desk.consultations.api.intake_receipts import ALL, BY_PERSON, UNKNOWN
from huiyin.desk.consultations.intake_forms import ADD, LEAVE, PlacingForm, SpeakerForm
from huiyin.desk.consultations.models import Consultation, Intake
from huiyin.desk.core import excerpts
from huiyin.desk.core.pagination import make_page
from huiyin.desk.core.receipts import leave_receipt, redirect_to_receipt
from huiyin.desk.core.request_params import parse_numbers
from huiyin.desk.registry.api.organisation_facts import select_all_organisations
from huiyin.desk.registry.organisations import UnusableDetails
from huiyin.i18n import say
from huiyin.intake import Placing

if TYPE_CHECKING:
    from django.http import HttpRequest

#: Rows per page, unknown names shown at once, and articles suggested while typing.
_ROWS, _NAMES, _OFFERED = 30, 20, 600
#: Bytes of text per row.
_WORDS = 1_200
SHOWS = (ALL, *(placing.value for placing in Placing), BY_PERSON, UNKNOWN)


def _choose_show(request: HttpRequest, counts: intake_receipts.ReceiptCounts) -> str:
    """The chosen filter; by default the one with the most important problems."""
    wanted = request.GET.get("show", "")
    if wanted in SHOWS:
        return wanted
    there = dict(counts.placings)
    worst = (Placing.MISSING, Placing.UNCLEAR, Placing.ABOVE)
    return next((one.value for one in worst if there.get(one.value)), ALL)


def describe_receipt(
    request: ParticipantRequest, consultation: Consultation, intake: Intake
) -> dict[str, Any]:
    """The context of an import's result; empty if no text of the draft was read."""
    counts = intake_receipts.count_receipt(intake)
    if not counts.placings:
        return {"counts": None}
    text, _ = choose_text(request, consultation)
    cite = make_citer(request, consultation)
    show = _choose_show(request, counts)
    page = make_page(request, intake_receipts.list_receipt(intake, show), _ROWS, name="rows")
    units = list(text.provisions.filter(depth=0).exclude(unit="").values_list("eid", flat=True)[: _OFFERED + 1])  # fmt: skip
    return {
        "counts": counts,
        "show": show,
        "rows_page": page,
        "rows": [
            {
                "is": comment,
                "row": comment.place.split("·")[-2] if comment.place.count("·") >= 2 else "",
                "cited": cite(comment.eid) if comment.eid else "",
                "words": excerpts.cut_text(comment.words, _WORDS),
            }
            for comment in page.rows
        ],
        "unknown": counts.unknown[:_NAMES],
        "more_unknown": max(len(counts.unknown) - _NAMES, 0),
        "all_organisations": select_all_organisations() if counts.unknown else (),
        "offered": [cite(eid) for eid in units] if len(units) <= _OFFERED else (),
        "may_add": request.user.is_secretariat,
    }


def _get_address(consultation: Consultation, intake: Intake, **query: str) -> str:
    page = reverse("intake", args=(consultation.slug, intake.pk))
    return f"{page}?{urlencode(query)}" if query else page


@require_POST
@require_action(Action.TAKE_IN)
def place_rows(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """Assign comments of a file to provisions."""
    intake = get_object_or_404(Intake, consultation=consultation, pk=number)
    named = [name.removeprefix("place_") for name in request.POST if name.startswith("place_")]
    keys = parse_numbers(named[:_ROWS])
    form = PlacingForm(request.POST, intake.comments.filter(pk__in=keys))
    page = _get_address(consultation, intake, show=request.POST.get("show", ALL)[:10])
    if not form.is_valid():
        leave_receipt(request, say("receipt.too_long"), "rows", is_refusal=True)
        return redirect_to_receipt(page)
    wrong = intake_receipts.place_comments(intake, form.changed, request.user)
    placed = len(form.changed) - len(wrong)
    if placed:
        leave_receipt(request, say("receipt.was_placed", n=placed), "rows")
    for cited in wrong.values():
        leave_receipt(request, say("receipt.not_there", cited=cited), "rows", is_refusal=True)
    if not form.changed:
        leave_receipt(request, say("receipt.nothing_changed"), "rows", is_refusal=True)
    return redirect_to_receipt(page)


@require_POST
@require_action(Action.TAKE_IN)
def match_name(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """Identify an organisation named in a file: an existing one, a new one, or none."""
    intake = get_object_or_404(Intake, consultation=consultation, pk=number)
    may_add = request.user.is_secretariat
    form = SpeakerForm(request.POST, select_all_organisations(), may_add=may_add)
    page = _get_address(consultation, intake)
    if not form.is_valid():
        leave_receipt(request, say("receipt.choose"), "names", is_refusal=True)
        return redirect_to_receipt(page)
    written, meant = form.cleaned_data["written"], form.cleaned_data["meant"]
    if meant == ADD:
        try:
            made = intake_receipts.add_speaker(intake, written, request.user)
        except UnusableDetails as reason:
            words = say(f"registry.wrong.{reason.code}")
            leave_receipt(request, words, "names", is_refusal=True)
        else:
            leave_receipt(request, say("receipt.was_added", name=made.name), "names")
        return redirect_to_receipt(page)
    organisation = None if meant == LEAVE else form.organisations[meant]
    count = intake_receipts.match_speaker(intake, written, organisation, request.user)
    if organisation is None:
        leave_receipt(request, say("receipt.was_left", name=written, n=count), "names")
    else:
        words = say("receipt.was_matched", name=written, organisation=organisation.name, n=count)
        leave_receipt(request, words, "names")
    return redirect_to_receipt(page)
