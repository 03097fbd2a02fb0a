"""Agree, disagree or pass: one statement at a time, the most telling first."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import ParticipantRequest, require_action, speaks_for
from huiyin.desk.consultations.api import votes as api
from huiyin.desk.consultations.models import Consultation, Statement
from huiyin.desk.consultations.word_forms import VoteForm
from huiyin.desk.core.edit_conflicts import (
    ConflictField,
    EditConflict,
    digest_version,
    show_both,
)
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.request_params import parse_number
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.registry.models import Organisation


_WORDS = {value: word for word, value in api.VOTES.items()}


@require_http_methods(["GET", "HEAD", "POST"])
@cached_page
@require_action(Action.VOTE)
def show_ballot(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """The statement to vote on; at the end, one's votes, each to be changed."""
    seats = list(speaks_for(request.user, consultation))
    form = VoteForm(request.POST or request.GET)
    asked = form.cleaned_data["organisation"]
    organisation = next((one for one in seats if one.pk == asked), None if asked else seats[0])
    if organisation is None:
        raise Http404
    if request.method == "POST":
        return _cast_vote(request, consultation, organisation, form.cleaned_data)
    statements = api.list_tallied(consultation)
    voted = api.own_votes(consultation, organisation)
    wanted = parse_number(request.GET.get("statement", ""))
    shown = next((s for s in statements if s.pk == wanted), None)
    if shown is None:
        shown = next(iter(api.list_upcoming(consultation, statements, voted)), None)
    mine = voted.get(shown.pk) if shown is not None else None
    last = request.session.get(_make_session_key(consultation))
    return render(
        request,
        "consultations/vote.html",
        {
            "tab": "statements",
            "seats": seats,
            "organisation": organisation,
            "statement": shown,
            "now": _WORDS.get(mine),
            "version": digest_version(api.snapshot_vote(mine)),
            "read": api.digest_wording(shown) if shown is not None else "",
            "done": len(voted),
            "total": len(statements),
            "votes": [(s, _WORDS[voted[s.pk]]) for s in statements if s.pk in voted],
            "can_undo": last is not None and last["organisation"] == organisation.pk,
        },
    )


def _make_session_key(consultation: Consultation) -> str:
    return f"vote-{consultation.pk}"


def _cast_vote(
    request: ParticipantRequest,
    consultation: Consultation,
    organisation: Organisation,
    given: dict[str, Any],
) -> HttpResponse:
    statement = get_object_or_404(
        Statement.objects.select_related("consultation"),
        consultation=consultation,
        pk=given["statement"] or 0,
    )
    word = given["vote"]
    if not word:
        raise Http404
    seen, read = given["version"] or "", given["read"]
    try:
        cast = api.cast_vote(
            statement, request.user, organisation, api.VOTES[word], seen=seen, read=read
        )
        request.session[_make_session_key(consultation)] = asdict(cast)
        messages.success(request, say(f"statement.voted.{word}"))
    except EditConflict as changed:
        return _show_both(request, statement, organisation, changed)
    except api.StatementReworded:
        messages.error(request, say("statement.reworded_meanwhile"))
        return _redirect_to_ballot(
            consultation, organisation=organisation.pk, statement=statement.pk
        )
    except api.StatementWithheld:
        messages.error(request, say("statement.closed"))
    except api.VotingClosed:
        messages.error(request, say("statement.ended"))
    return _redirect_to_ballot(consultation, organisation=organisation.pk)


def _show_both(
    request: HttpRequest, statement: Statement, organisation: Organisation, changed: EditConflict
) -> HttpResponse:
    """What another delegate of the organisation voted meanwhile, beside what was chosen here."""
    choices = {word: say(f"statement.{word}") for word in api.VOTES}
    return show_both(
        request,
        changed,
        [ConflictField("vote", f"{organisation.name}: {statement.text}", choices)],
        back=f"{reverse('vote', args=(statement.consultation.slug,))}?organisation={organisation.pk}",
        **api.find_voter(statement, organisation),
    )


@require_POST
@require_action(Action.VOTE)
def undo_vote(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """Take back the vote cast last, and show its statement again."""
    last = request.session.pop(_make_session_key(consultation), None)
    if last is None:
        return _redirect_to_ballot(consultation)
    try:
        statement = api.take_back(api.CastVote(**last), request.user, consultation)
    except api.VoteReplaced:
        messages.error(request, say("desk.both.look_again"))
        return _redirect_to_ballot(
            consultation, organisation=last["organisation"], statement=last["statement"]
        )
    except (api.NotYourVote, api.VotingClosed, Statement.DoesNotExist):
        raise Http404 from None
    messages.success(request, say("statement.taken_back"))
    return _redirect_to_ballot(
        consultation, organisation=last["organisation"], statement=statement.pk
    )


def _redirect_to_ballot(consultation: Consultation, **details: int) -> HttpResponse:
    address = reverse("vote", args=(consultation.slug,))
    return redirect(f"{address}?{urlencode(details)}" if details else address)
