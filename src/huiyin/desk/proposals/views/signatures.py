"""Sign a version for an organisation or withdraw the signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import ParticipantRequest, require_action, speaks_for
from huiyin.desk.core.receipts import leave_receipt, redirect_to_receipt
from huiyin.desk.proposals.api import signatures as api
from huiyin.desk.proposals.models import ProposalVersion
from huiyin.desk.proposals.opinion_forms import SignatureForm
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation


@require_POST
@require_action(Action.SIGN)
def sign_proposal(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    edition = get_object_or_404(
        ProposalVersion.objects.select_related("proposal__consultation"),
        proposal__consultation=consultation, number=number,
    )  # fmt: skip
    form = SignatureForm(request.POST)
    mine = speaks_for(request.user, consultation)
    organisation = mine.filter(pk=form.cleaned_data["organisation"] or 0).first()
    if organisation is None:
        raise Http404
    try:
        if form.is_withdrawal:
            api.withdraw_signature(edition, organisation, request.user)
            leave_receipt(request, say("proposal.unsigned", who=organisation.name), "signatures")
        else:
            api.sign_proposal(edition, organisation, request.user)
            leave_receipt(request, say("proposal.signed", who=organisation.name), "signatures")
    except api.NotUpForSigning:
        leave_receipt(request, say("proposal.not_up"), "signatures", is_refusal=True)
    return redirect_to_receipt(reverse("proposal", args=(consultation.slug,)))
