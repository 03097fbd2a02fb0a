"""Minority opinions: attached, changed and taken back while an edition is signed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from huiyin.desk.accounts.api import who_changed
from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import ParticipantRequest, needs
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.frame import versions
from huiyin.desk.frame.given import choice
from huiyin.desk.proposals.api import differing as api
from huiyin.desk.proposals.api.signing import NotUpForSigning, NotYours
from huiyin.desk.proposals.models import Edition, MinorityOpinion
from huiyin.desk.proposals.views.drafting import LONGEST
from huiyin.words import say


def _back(edition: Edition, consultation: Consultation, at: str, key: str = "") -> HttpResponse:
    """To the page that shows the suggestion with ``key``, or to the first one."""
    back = redirect("proposal", slug=consultation.slug)
    on = edition.suggestions.filter(key=key).values_list("pk", flat=True).first() if key else None
    back["Location"] += f"?at={on}#{at}" if on is not None else f"#{at}"
    return back


@require_POST
@needs(Action.DIFFER)
def differ(request: ParticipantRequest, consultation: Consultation, number: int) -> HttpResponse:
    """Attach an organisation's opinion to one suggestion or to the whole, or change what it said there."""
    edition = get_object_or_404(Edition, proposal__consultation=consultation, number=number)
    organisation = choice(api.may_differ_for(request.access), request.POST.get("organisation", ""))
    if organisation is None:
        raise Http404
    key = request.POST.get("key", "")[:40]
    text = request.POST.get("text", "").replace("\r\n", "\n")[:LONGEST]
    at = "minority"
    try:
        seen = request.POST.get(versions.NAME, "")
        at = f"o-{api.differ(edition, organisation, text, request.user, key=key, seen=seen).pk}"
        messages.success(request, say("proposal.differ.kept", who=organisation.name))
    except versions.Changed as changed:
        there = MinorityOpinion.objects.filter(
            edition=edition, organisation=organisation, suggestion_key=key
        ).first()
        who = who_changed(there, "minority.add", "minority.change") if there else {}
        field = versions.Field("text", say("proposal.differ.words"))
        back = _back(edition, consultation, at, key)["Location"]
        return versions.show_both(request, changed, [field], back=back, **who)
    except api.NothingSaid:
        messages.error(request, say("proposal.differ.nothing"))
    except api.NoSuchSuggestion as unknown:
        raise Http404 from unknown
    except NotUpForSigning:
        messages.error(request, say("proposal.not_up"))
    return _back(edition, consultation, at, key)


@require_POST
@needs(Action.DIFFER)
def differ_withdraw(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """Take an opinion back."""
    opinion = get_object_or_404(
        MinorityOpinion.objects.select_related("edition__proposal__consultation", "organisation"),
        pk=number, edition__proposal__consultation=consultation,
    )  # fmt: skip
    try:
        api.withdraw(opinion, request.user, seen=request.POST.get(versions.NAME))
        messages.success(request, say("proposal.differ.gone", who=opinion.organisation.name))
    except versions.Changed:
        messages.error(request, say("desk.both.look_again"))
    except NotUpForSigning:
        messages.error(request, say("proposal.not_up"))
    except NotYours as foreign:
        raise Http404 from foreign
    return _back(opinion.edition, consultation, "minority", opinion.suggestion_key)
