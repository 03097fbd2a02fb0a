"""Attach, change and withdraw minority opinions while a version is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.audit.api import find_last_editor
from huiyin.desk.consultations.access import ParticipantRequest, require_action
from huiyin.desk.core import edit_conflicts
from huiyin.desk.core.receipts import leave_receipt, redirect_to_receipt
from huiyin.desk.proposals.api import minority_opinions as api
from huiyin.desk.proposals.api.signatures import NotUpForSigning, NotYourOrganisation
from huiyin.desk.proposals.forms import LONGEST
from huiyin.desk.proposals.models import MinorityOpinion, ProposalVersion
from huiyin.desk.proposals.opinion_forms import OpinionForm
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation


def _find_suggestion(edition: ProposalVersion, key: str) -> int | None:
    if not key:
        return None
    return edition.suggestions.filter(key=key).values_list("pk", flat=True).first()


def _get_address(consultation: Consultation, suggestion: int | None) -> str:
    """Return the address of the page that shows a suggestion, or of the first page."""
    page = reverse("proposal", args=(consultation.slug,))
    return page if suggestion is None else f"{page}?at={suggestion}"


def _name_place(suggestion: int | None) -> str:
    """Return the element id of the opinions on a suggestion or on the whole proposal."""
    return "minority" if suggestion is None else f"s-{suggestion}"


@require_POST
@require_action(Action.DIFFER)
def edit_opinion(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """Store an organisation's opinion on one suggestion or on the whole proposal."""
    edition = get_object_or_404(ProposalVersion, proposal__consultation=consultation, number=number)
    given = OpinionForm(request.POST, longest=LONGEST).cleaned_data
    allowed = api.may_differ_for(request.access)
    organisation = allowed.filter(pk=given["organisation"] or 0).first()
    if organisation is None:
        raise Http404
    key, text = given["key"][:40], given["text"]
    on = _find_suggestion(edition, key)
    page, place = _get_address(consultation, on), _name_place(on)
    try:
        seen = given["version"] or ""
        kept = api.save_opinion(edition, organisation, text, request.user, key=key, seen=seen)
        leave_receipt(request, say("proposal.differ.kept", who=organisation.name), f"o-{kept.pk}")
    except edit_conflicts.EditConflict as changed:
        there = MinorityOpinion.objects.filter(
            version=edition, organisation=organisation, suggestion_key=key
        ).first()
        who = find_last_editor(there, "minority.add", "minority.change") if there else {}
        field = edit_conflicts.ConflictField("text", say("proposal.differ.words"))
        return edit_conflicts.show_both(request, changed, [field], back=f"{page}#{place}", **who)
    except api.EmptyOpinion:
        leave_receipt(request, say("proposal.differ.nothing"), place, is_refusal=True)
    except api.NoSuchSuggestion as unknown:
        raise Http404 from unknown
    except NotUpForSigning:
        leave_receipt(request, say("proposal.not_up"), place, is_refusal=True)
    return redirect_to_receipt(page)


@require_POST
@require_action(Action.DIFFER)
def differ_withdraw(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """Withdraw an opinion."""
    opinion = get_object_or_404(
        MinorityOpinion.objects.select_related("version__proposal__consultation", "organisation"),
        pk=number, version__proposal__consultation=consultation,
    )  # fmt: skip
    on = _find_suggestion(opinion.version, opinion.suggestion_key)
    place = _name_place(on)
    try:
        seen = OpinionForm(request.POST, longest=LONGEST).cleaned_data["version"]
        api.withdraw_opinion(opinion, request.user, seen=seen)
        leave_receipt(request, say("proposal.differ.gone", who=opinion.organisation.name), place)
    except edit_conflicts.EditConflict:
        leave_receipt(request, say("desk.both.look_again"), place, is_refusal=True)
    except NotUpForSigning:
        leave_receipt(request, say("proposal.not_up"), place, is_refusal=True)
    except NotYourOrganisation as foreign:
        raise Http404 from foreign
    return redirect_to_receipt(_get_address(consultation, on))
