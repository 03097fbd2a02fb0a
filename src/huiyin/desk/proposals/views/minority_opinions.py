"""Minority opinions: attached, changed and taken back while an edition is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.audit.api import find_last_editor
from huiyin.desk.consultations.access import ParticipantRequest, require_action
from huiyin.desk.core import edit_conflicts
from huiyin.desk.core.request_params import find_choice
from huiyin.desk.proposals.api import minority_opinions as api
from huiyin.desk.proposals.api.signatures import NotUpForSigning, NotYourOrganisation
from huiyin.desk.proposals.models import MinorityOpinion, ProposalVersion
from huiyin.desk.proposals.views.drafts import LONGEST
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation


def _redirect_to_suggestion(
    edition: ProposalVersion, consultation: Consultation, at: str, key: str = ""
) -> HttpResponse:
    """To the page that shows the suggestion with ``key``, or to the first one."""
    back = redirect("proposal", slug=consultation.slug)
    on = edition.suggestions.filter(key=key).values_list("pk", flat=True).first() if key else None
    back["Location"] += f"?at={on}#{at}" if on is not None else f"#{at}"
    return back


@require_POST
@require_action(Action.DIFFER)
def edit_opinion(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """Attach an organisation's opinion to one suggestion or to the whole, or change what it said there."""
    edition = get_object_or_404(ProposalVersion, proposal__consultation=consultation, number=number)
    organisation = find_choice(
        api.may_differ_for(request.access), request.POST.get("organisation", "")
    )
    if organisation is None:
        raise Http404
    key = request.POST.get("key", "")[:40]
    text = request.POST.get("text", "").replace("\r\n", "\n")[:LONGEST]
    at = "minority"
    try:
        seen = request.POST.get(edit_conflicts.NAME, "")
        at = f"o-{api.save_opinion(edition, organisation, text, request.user, key=key, seen=seen).pk}"
        messages.success(request, say("proposal.differ.kept", who=organisation.name))
    except edit_conflicts.EditConflict as changed:
        there = MinorityOpinion.objects.filter(
            edition=edition, organisation=organisation, suggestion_key=key
        ).first()
        who = find_last_editor(there, "minority.add", "minority.change") if there else {}
        field = edit_conflicts.ConflictField("text", say("proposal.differ.words"))
        back = _redirect_to_suggestion(edition, consultation, at, key)["Location"]
        return edit_conflicts.show_both(request, changed, [field], back=back, **who)
    except api.EmptyOpinion:
        messages.error(request, say("proposal.differ.nothing"))
    except api.NoSuchSuggestion as unknown:
        raise Http404 from unknown
    except NotUpForSigning:
        messages.error(request, say("proposal.not_up"))
    return _redirect_to_suggestion(edition, consultation, at, key)


@require_POST
@require_action(Action.DIFFER)
def differ_withdraw(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """Take an opinion back."""
    opinion = get_object_or_404(
        MinorityOpinion.objects.select_related("edition__proposal__consultation", "organisation"),
        pk=number, edition__proposal__consultation=consultation,
    )  # fmt: skip
    try:
        api.withdraw_opinion(opinion, request.user, seen=request.POST.get(edit_conflicts.NAME))
        messages.success(request, say("proposal.differ.gone", who=opinion.organisation.name))
    except edit_conflicts.EditConflict:
        messages.error(request, say("desk.both.look_again"))
    except NotUpForSigning:
        messages.error(request, say("proposal.not_up"))
    except NotYourOrganisation as foreign:
        raise Http404 from foreign
    return _redirect_to_suggestion(
        opinion.edition, consultation, "minority", opinion.suggestion_key
    )
