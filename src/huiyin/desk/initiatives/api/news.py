"""What moved above a consultation, told to everybody who spoke in it by the mails that they get already."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from huiyin.desk.core.site_urls import build_url
from huiyin.desk.initiatives.access import build_seen_filter, read_reader
from huiyin.desk.initiatives.hooks import CONSULTATIONS, SPOKEN
from huiyin.desk.initiatives.models import (
    ConsultationTie,
    GoalReview,
    GoalTie,
    Initiative,
    LineageSide,
    Observation,
)
from huiyin.desk.notifications.reminders import NewsItem
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

#: Things that one digest tells of.
_MOST = 20


def list_news(person: User, since: datetime, until: datetime) -> Iterator[NewsItem]:
    """What came of the campaigns that somebody's words belong to: goals that they serve, what they became, indicators that
    moved. Replies and laws are told of by the apps that know of them. As many queries for many as for one."""
    reader = read_reader(person)
    slugs = SPOKEN.item(person)
    ties = ConsultationTie.objects.filter(consultation__in=slugs, ended_on=None)
    rows = Initiative.objects.filter(build_seen_filter(reader), pk__in=ties.values("initiative"))
    mine = {one.pk: one for one in rows.order_by("pk")}
    if not mine:
        return
    facts = CONSULTATIONS.item(person, slugs)
    about = {
        tie.initiative_id: facts[tie.consultation].title
        for tie in ties.filter(initiative__in=mine).order_by("-tied_on", "-pk")
        if tie.consultation in facts
    }
    span = Q(created_at__gt=since, created_at__lte=until)
    news: list[tuple[int, str]] = []
    for tie in GoalTie.objects.filter(span, initiative__in=mine, ended_on=None).select_related(
        "goal"
    ):
        news.append((tie.initiative_id, say("mail.news.goal", goal=tie.goal.title)))
    for review in GoalReview.objects.filter(span, initiative__in=mine, withdrawn_at=None):
        news.append((review.initiative_id, say("mail.news.no_goal")))
    for side in _list_sides(mine, since, until):
        key = f"initiative.lineage.{side.event.kind}"
        news.append((side.initiative_id or 0, say(key)))
    news += _list_observations(mine, since, until)
    for number, words in news[:_MOST]:
        one = mine[number]
        title = about.get(number, one.name)
        yield NewsItem(title, f"{one.name}: {words}", build_url("chain_initiative", one.slug))


def _list_sides(
    mine: dict[int, Initiative], since: datetime, until: datetime
) -> Iterator[LineageSide]:
    rows = LineageSide.objects.filter(
        initiative__in=mine,
        event__created_at__gt=since,
        event__created_at__lte=until,
        event__withdrawn_at=None,
    )
    yield from rows.select_related("event").order_by("pk")


def _list_observations(
    mine: dict[int, Initiative], since: datetime, until: datetime
) -> Iterator[tuple[int, str]]:
    ties = GoalTie.objects.filter(initiative__in=mine, ended_on=None, goal__withdrawn_at=None)
    serving: dict[int, list[int]] = {}
    for initiative, goal in ties.order_by("pk").values_list("initiative", "goal"):
        serving.setdefault(goal, []).append(initiative)
    rows = Observation.objects.filter(
        indicator__goal__in=serving,
        indicator__withdrawn_at=None,
        withdrawn_at=None,
        created_at__gt=since,
        created_at__lte=until,
    )
    for observation in rows.select_related("indicator").order_by("pk"):
        words = say(
            "mail.news.indicator",
            name=observation.indicator.name,
            value=f"{observation.value:f}".rstrip("0").rstrip("."),
            unit=observation.indicator.unit,
        )
        for initiative in serving[observation.indicator.goal_id]:
            yield initiative, words
