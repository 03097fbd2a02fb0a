"""The first page after signing in: what is asked of the user and by when, results, and news."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from huiyin.desk.accounts.gates import signed_in
from huiyin.desk.accounts.permissions import Action, Role, Stage
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.audit.api import list_entries_since
from huiyin.desk.consultations.access import roles_in, seen_by
from huiyin.desk.consultations.api.stages import get_day_of_move
from huiyin.desk.consultations.for_you import RETURNS, ReturnItem
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.consultations.prompts import LEAD, Prompt, choose_prompt
from huiyin.desk.networks.api import list_own_networks
from huiyin.desk.notifications.notices import list_notices, mark_notices_seen
from huiyin.desk.returns.api.rounds import list_waiting_of
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

#: The most consultations examined, rows per section, and days of news.
_CONSULTATIONS, _ROWS, _DAYS = 200, 10, 30


@dataclass(frozen=True, slots=True)
class AskedItem:
    """What a consultation asks of the reader; ``day``: the deadline, if any; ``is_done``: they have done it."""

    consultation: Consultation
    words: str
    url: str
    day: date | None
    is_done: bool

    @property
    def days_left(self) -> int | None:
        """Days until the deadline; negative afterwards."""
        return (self.day - timezone.localdate()).days if self.day else None


@dataclass(frozen=True, slots=True)
class NewsLine:
    """A consultation that entered a stage."""

    consultation: Consultation
    stage: str
    day: date


@require_safe
@signed_in
def show_for_you(request: SignedInRequest) -> HttpResponse:
    """What is asked of the user, results of their contributions, and news from their networks."""
    user = request.user
    found = Consultation.objects.filter(seen_by(user)).select_related("authority", "network")
    shown = list(found[:_CONSULTATIONS])
    roles = roles_in(user, shown)
    chosen = {one.pk: prompt for one in shown if (prompt := choose_prompt(roles[one.pk], one))}
    done = _find_done(user, shown, chosen)
    asked = [_describe(one, chosen[one.pk], one.pk in done) for one in shown if one.pk in chosen]
    own = [one for one in asked if chosen[one.consultation.pk] is not LEAD]
    networks = list(list_own_networks(user))
    near = _list_near(user, shown, roles, {network.pk for network in networks})
    came_back: list[ReturnItem] = [item for source in RETURNS for item in source(user)]
    return render(
        request,
        "consultations/for_you.html",
        {
            "asked": sorted((one for one in own if not one.is_done), key=_get_urgency),
            "yearly": list_waiting_of(user),
            "done": [one for one in own if one.is_done],
            "leads": [one for one in asked if chosen[one.consultation.pk] is LEAD][:_ROWS],
            "returns": came_back[:_ROWS],
            "networks": networks,
            "near": near[:_ROWS],
            "news": _list_news(shown)[:_ROWS],
            "notices": list_notices(user),
            "is_team": user.is_secretariat or user.is_superuser,
        },
    )


def _find_done(user: User, shown: Sequence[Consultation], chosen: Mapping[int, Prompt]) -> set[int]:
    """The consultations in which the reader has nothing left to do."""
    by_prompt: dict[Prompt, list[Consultation]] = {}
    for one in shown:
        if (prompt := chosen.get(one.pk)) is not None:
            by_prompt.setdefault(prompt, []).append(one)
    return {
        number
        for prompt, asking in by_prompt.items()
        if prompt.find_done is not None
        for number in prompt.find_done(user, asking)
    }


def _describe(one: Consultation, prompt: Prompt, is_done: bool) -> AskedItem:
    days = {
        Action.COMMENT: one.closes,
        Action.VOTE: one.voting_closes,
        Action.REPLY: one.reply_due,
    }
    return AskedItem(
        one,
        say(f"desk.call.{prompt.action}"),
        reverse(prompt.page, args=(one.slug,)),
        days.get(prompt.action),
        is_done,
    )


def _get_urgency(item: AskedItem) -> tuple[bool, date]:
    """Sort key: items with a deadline first, nearest first."""
    return item.day is None, item.day or date.max


def _list_near(
    user: User,
    shown: Sequence[Consultation],
    roles: Mapping[int, frozenset[Role]],
    networks: set[int],
) -> list[Consultation]:
    """Consultations of the reader's networks, and those in which they have a role."""
    part = {
        Role.DELEGATE,
        Role.OFFICER,
        Role.ADDRESSEE,
        Role.INITIATOR,
        Role.COORDINATOR,
        Role.SECRETARIAT,
    }
    return [one for one in shown if one.network_id in networks or roles[one.pk] & part]


def _list_news(shown: Sequence[Consultation]) -> list[NewsLine]:
    """The last stage change of each consultation in recent weeks, newest first."""
    there = {one.pk: one for one in shown}
    lines: dict[int, NewsLine] = {}
    for entry in list_entries_since("move", timezone.now() - timedelta(days=_DAYS)):
        one = there.get(entry.consultation or 0)
        if one is not None and one.pk not in lines and one.stage != Stage.PREPARING:
            day = get_day_of_move(entry.created_at, entry.details)
            if day > timezone.localdate() - timedelta(days=_DAYS):  # not what is only entered later
                lines[one.pk] = NewsLine(one, one.stage, day)
    return list(lines.values())


@require_POST
@signed_in
def mark_seen(request: SignedInRequest) -> HttpResponse:
    """Mark the reader's notices as seen."""
    mark_notices_seen(request.user)
    messages.success(request, say("foryou.seen"))
    return redirect("for_you")
