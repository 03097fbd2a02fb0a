"""Pages about further authorities and their replies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import ConsultationRequest, ParticipantRequest, require_action
from huiyin.desk.core.edit_conflicts import ConflictField, EditConflict, digest_version, show_both
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.outcomes.api import handovers as api
from huiyin.desk.outcomes.api.replies import NoReplyReason, find_submitted_version
from huiyin.desk.outcomes.forms import FurtherReplyForm, HandOnForm
from huiyin.desk.proposals.api.drafts import list_suggestions
from huiyin.i18n import say
from huiyin.intake import ReplyStatus

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.outcomes.models import Handover
    from huiyin.desk.proposals.models import ProposalVersion


def _find_edition(consultation: Consultation) -> ProposalVersion:
    """The submitted edition; 404 before."""
    edition = find_submitted_version(consultation)
    if edition is None:
        raise Http404
    return edition


@require_safe
@cached_page
@require_action(Action.SEE)
def show_handovers(request: ConsultationRequest, consultation: Consultation) -> HttpResponse:
    """Every authority that has the submission, its due day and replies."""
    return _show(request, consultation)


def _show(
    request: ConsultationRequest,
    consultation: Consultation,
    *,
    form: HandOnForm | None = None,
    replying: tuple[int, FurtherReplyForm] | None = None,
) -> HttpResponse:
    edition = _find_edition(consultation)
    submission = edition.submission
    handovers = list(api.list_handovers(submission))
    suggestions = list(list_suggestions(edition)[:500])
    clocks = api.map_clocks(handovers)
    may_hand_on = request.access.may(Action.HAND_ON)
    today = timezone.localdate()
    may_reply = request.access.may(Action.REPLY_FURTHER)
    own = (
        set(request.access.person.seats.values_list("organisation", flat=True)) if may_reply else ()
    )
    rows = [
        _make_row(one, clocks, replying, suggestions if may_hand_on else [], today)
        | {"is_own": one.authority_id in own}
        for one in handovers
    ]
    further = api.select_further(submission) if may_hand_on else ()
    is_wrong = form is not None or replying is not None
    return render(
        request,
        "outcomes/handovers.html",
        {
            "tab": "submission",
            "submission": submission,
            "rows": rows,
            "total": len(suggestions),
            "form": (form or HandOnForm(further)) if may_hand_on else None,
        },
        status=422 if is_wrong else 200,
    )


def _make_row(
    handover: Handover,
    clocks: dict[int, Any],
    replying: tuple[int, FurtherReplyForm] | None,
    suggestions: list[Any],
    today: Any,
) -> dict[str, Any]:
    clock = clocks.get(handover.exchange)
    form = None
    if suggestions:
        is_this = replying is not None and replying[0] == handover.pk
        form = replying[1] if replying and is_this else FurtherReplyForm(suggestions, handover.pk)
    return {
        "handover": handover,
        "clock": clock,
        "state": str(clock.state) if clock else "",
        "is_late": clock is not None and clock.is_overdue(today),
        "replies": sorted(handover.replies.all(), key=lambda one: one.suggestion.key),
        "form": form,
    }


@require_POST
@require_action(Action.HAND_ON)
def hand_on(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """Hand the submission to another authority."""
    submission = _find_edition(consultation).submission
    form = HandOnForm(api.select_further(submission), request.POST)
    if not form.is_valid():
        return _show(request, consultation, form=form)
    given = form.cleaned_data
    try:
        made = api.hand_on(
            consultation, submission, int(given["authority"]), given["due_on"], request.user
        )
    except api.UnusableHandover as wrong:
        messages.error(request, say(f"handover.wrong.{wrong.code}"))
    else:
        messages.success(request, say("handover.made", authority=made.authority.name))
    return redirect("handovers", slug=consultation.slug)


@require_POST
@require_action(Action.HAND_ON)
def reply_further(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """Enter a further authority's reply to a suggestion."""
    edition = _find_edition(consultation)
    handover = api.find_handover(edition.submission, number)
    if handover is None:
        raise Http404
    suggestions = list(list_suggestions(edition))
    form = FurtherReplyForm(suggestions, handover.pk, request.POST)
    if not form.is_valid():
        return _show(request, consultation, replying=(handover.pk, form))
    given = form.cleaned_data
    suggestion = next(one for one in suggestions if str(one.pk) == given["suggestion"])
    before = handover.replies.filter(suggestion=suggestion).first()
    # The form does not show an existing reply, so an existing one leads to the conflict page before
    # it is replaced.
    seen = given["version"] or digest_version({})
    try:
        api.save_reply(
            consultation,
            handover,
            suggestion,
            given["status"],
            given["reason"],
            request.user,
            seen=seen,
            day=given["day"],
        )
    except NoReplyReason:
        form.add_error("reason", say("handover.wrong.no_reason"))
        return _show(request, consultation, replying=(handover.pk, form))
    except api.UnusableHandover as wrong:
        form.add_error("day", say(f"handover.wrong.{wrong.code}"))
        return _show(request, consultation, replying=(handover.pk, form))
    except EditConflict as changed:
        named = {str(one): say(f"run.reply.{one}") for one in ReplyStatus}
        fields = [
            ConflictField("status", say("handover.status"), named),
            ConflictField("reason", say("handover.reason")),
        ]
        back = reverse("handovers", args=(consultation.slug,))
        who = str(before.created_by or "") if before else ""
        return show_both(request, changed, fields, back=back, who=who)
    messages.success(request, say("handover.replied"))
    return redirect("handovers", slug=consultation.slug)
