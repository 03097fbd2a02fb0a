"""Agree, disagree or pass: one statement at a time, the most telling first."""

from __future__ import annotations

from dataclasses import asdict
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import ParticipantRequest, needs, speaks_for
from huiyin.desk.consultations.api import votes as api
from huiyin.desk.consultations.models import Consultation, Statement
from huiyin.desk.frame.given import as_number
from huiyin.desk.frame.versions import NAME, Changed, Field, show_both, version_of
from huiyin.desk.registry.models import Organisation
from huiyin.words import say

_WORDS = {value: word for word, value in api.VOTES.items()}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Action.VOTE)
def vote(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """The statement to vote on; at the end, one's votes, each to be changed."""
    seats = list(speaks_for(request.user, consultation))
    asked = as_number(request.POST.get("organisation", request.GET.get("organisation", "")))
    organisation = next((one for one in seats if one.pk == asked), None if asked else seats[0])
    if organisation is None:
        raise Http404
    if request.method == "POST":
        return _cast(request, consultation, organisation)
    statements = api.tallied(consultation)
    voted = api.own_votes(consultation, organisation)
    wanted = as_number(request.GET.get("statement", ""))
    shown = next((s for s in statements if s.pk == wanted), None)
    if shown is None:
        shown = next(iter(api.upcoming(consultation, statements, voted)), None)
    mine = voted.get(shown.pk) if shown is not None else None
    last = request.session.get(_key(consultation))
    return render(
        request,
        "consultations/vote.html",
        {
            "tab": "statements",
            "seats": seats,
            "organisation": organisation,
            "statement": shown,
            "now": _WORDS.get(mine),
            "version": version_of(api.shown(mine)),
            "read": api.wording(shown) if shown is not None else "",
            "done": len(voted),
            "total": len(statements),
            "votes": [(s, _WORDS[voted[s.pk]]) for s in statements if s.pk in voted],
            "can_undo": last is not None and last["organisation"] == organisation.pk,
        },
    )


def _key(consultation: Consultation) -> str:
    return f"vote-{consultation.pk}"


def _cast(
    request: ParticipantRequest, consultation: Consultation, organisation: Organisation
) -> HttpResponse:
    statement = get_object_or_404(
        Statement.objects.select_related("consultation"),
        consultation=consultation,
        pk=as_number(request.POST.get("statement", "")) or 0,
    )
    given = request.POST
    word = given.get("vote", "")
    if word not in api.VOTES:
        raise Http404
    seen, read = given.get(NAME, ""), given.get("read", "")
    try:
        cast = api.cast(
            statement, request.user, organisation, api.VOTES[word], seen=seen, read=read
        )
        request.session[_key(consultation)] = asdict(cast)
        messages.success(request, say(f"statement.voted.{word}"))
    except Changed as changed:
        return _show_both(request, statement, organisation, changed)
    except api.Reworded:
        messages.error(request, say("statement.reworded_meanwhile"))
        return _back(consultation, organisation=organisation.pk, statement=statement.pk)
    except api.Withheld:
        messages.error(request, say("statement.closed"))
    except api.Ended:
        messages.error(request, say("statement.ended"))
    return _back(consultation, organisation=organisation.pk)


def _show_both(
    request: HttpRequest, statement: Statement, organisation: Organisation, changed: Changed
) -> HttpResponse:
    """What another delegate of the organisation voted meanwhile, beside what was chosen here."""
    choices = {word: say(f"statement.{word}") for word in api.VOTES}
    return show_both(
        request,
        changed,
        [Field("vote", f"{organisation.name}: {statement.text}", choices)],
        back=f"{reverse('vote', args=(statement.consultation.slug,))}?organisation={organisation.pk}",
        **api.who_voted(statement, organisation),
    )


@require_POST
@needs(Action.VOTE)
def undo(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """Take back the vote cast last, and show its statement again."""
    last = request.session.pop(_key(consultation), None)
    if last is None:
        return _back(consultation)
    try:
        statement = api.take_back(api.Cast(**last), request.user, consultation)
    except api.Replaced:
        messages.error(request, say("desk.both.look_again"))
        return _back(consultation, organisation=last["organisation"], statement=last["statement"])
    except (api.NotYours, api.Ended, Statement.DoesNotExist):
        raise Http404 from None
    messages.success(request, say("statement.taken_back"))
    return _back(consultation, organisation=last["organisation"], statement=statement.pk)


def _back(consultation: Consultation, **details: int) -> HttpResponse:
    address = reverse("vote", args=(consultation.slug,))
    return redirect(f"{address}?{urlencode(details)}" if details else address)
