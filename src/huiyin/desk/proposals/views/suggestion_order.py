"""Order suggestions of the version being written, drop and restore them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import ParticipantRequest, require_action
from huiyin.desk.core.receipts import ANCHOR, leave_receipt
from huiyin.desk.proposals.api import suggestion_order as api
from huiyin.desk.proposals.models import ProposalVersion
from huiyin.desk.proposals.opinion_forms import OrderForm
from huiyin.desk.proposals.views.drafts import get_open_suggestion, while_written
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation


def _redirect_to_suggestion(
    consultation: Consultation, suggestion: int | None = None, at: str = ""
) -> HttpResponse:
    """Redirect to the proposal page with ``suggestion``; ``at`` is the element that receives keyboard focus."""
    back = redirect("proposal", slug=consultation.slug)
    back["Location"] += f"?at={suggestion}" if suggestion is not None else ""
    back["Location"] += f"#{at}" if at else ""
    return back


@require_POST
@require_action(Action.DRAFT)
@while_written
def suggestion_move(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """Move a suggestion one place up or, with ``down``, one place down."""
    form = OrderForm(request.POST)
    seen = form.cleaned_data["version"]
    asked = get_open_suggestion(consultation, number)
    api.move_suggestion(asked, form.is_up, request.user, seen=seen)
    return _redirect_to_suggestion(consultation, number, f"m-{number}")


@require_POST
@require_action(Action.DRAFT)
@while_written
def proposal_order(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    edition = get_object_or_404(
        ProposalVersion, proposal__consultation=consultation, locked_at__isnull=True
    )
    api.follow_the_law(edition, request.user, seen=OrderForm(request.POST).cleaned_data["version"])
    messages.success(request, say("proposal.ordered"))
    return _redirect_to_suggestion(consultation)


@require_POST
@require_action(Action.DRAFT)
@while_written
def suggestion_drop(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    api.drop_suggestion(get_open_suggestion(consultation, number), request.user)
    leave_receipt(request, say("proposal.dropped"), "left-out")
    return _redirect_to_suggestion(consultation, at=ANCHOR)


@require_POST
@require_action(Action.DRAFT)
@while_written
def suggestion_put_back(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    api.put_back(get_open_suggestion(consultation, number), request.user)
    leave_receipt(request, say("proposal.put_back_done"), f"s-{number}")
    return _redirect_to_suggestion(consultation, number, ANCHOR)
