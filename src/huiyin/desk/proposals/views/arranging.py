"""Arrange what is being written: up and down, in the law's order, left out and put back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import ParticipantRequest, needs
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.frame.versions import NAME
from huiyin.desk.proposals.api import arranging as api
from huiyin.desk.proposals.models import Edition
from huiyin.desk.proposals.views.drafting import unfixed, while_written
from huiyin.words import say


def _back(consultation: Consultation, suggestion: int | None = None, at: str = "") -> HttpResponse:
    """To the page of the proposal that shows ``suggestion``; ``at`` names the element where the keyboard goes on."""
    back = redirect("proposal", slug=consultation.slug)
    back["Location"] += f"?at={suggestion}" if suggestion is not None else ""
    back["Location"] += f"#{at}" if at else ""
    return back


@require_POST
@needs(Action.DRAFT)
@while_written
def suggestion_move(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """One place up or, with ``down``, one place down."""
    is_up = "down" not in request.POST
    seen = request.POST.get(NAME)
    api.move(unfixed(consultation, number), is_up, request.user, seen=seen)
    return _back(consultation, number, f"m-{number}")


@require_POST
@needs(Action.DRAFT)
@while_written
def proposal_order(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    edition = get_object_or_404(Edition, proposal__consultation=consultation, fixed__isnull=True)
    api.follow_the_law(edition, request.user, seen=request.POST.get(NAME))
    messages.success(request, say("proposal.ordered"))
    return _back(consultation)


@require_POST
@needs(Action.DRAFT)
@while_written
def suggestion_drop(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    api.drop(unfixed(consultation, number), request.user)
    messages.success(request, say("proposal.dropped"))
    return _back(consultation, at="left-out")


@require_POST
@needs(Action.DRAFT)
@while_written
def suggestion_put_back(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    api.put_back(unfixed(consultation, number), request.user)
    messages.success(request, say("proposal.put_back_done"))
    return _back(consultation, number, f"s-{number}")
