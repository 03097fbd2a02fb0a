"""Campaigns, and other initiatives that are public, as something to follow: what happened to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q

from huiyin.desk.accounts.permissions import InitiativeState
from huiyin.desk.audit.api import list_entries_on
from huiyin.desk.core.site_urls import build_url
from huiyin.desk.initiatives.models import GoalReview, GoalTie, Initiative, LineageSide
from huiyin.desk.notifications.followings import FollowedThing, FollowNews
from huiyin.i18n import say


def _find_public(slug: str) -> Initiative | None:
    return Initiative.objects.filter(slug=slug, is_public=True).first()


def find_campaign(key: str) -> FollowedThing | None:
    one = _find_public(key)
    return (
        FollowedThing("campaign", key, one.name, build_url("initiative", one.slug)) if one else None
    )


def list_campaign_news(key: str, since: datetime, until: datetime) -> Iterator[FollowNews]:
    """Where it stands, the goals that it serves or not, what it grew from and into. Five queries."""
    campaign = _find_public(key)
    if campaign is None:
        return
    url = build_url("initiative", campaign.slug)
    span = Q(created_at__gt=since, created_at__lte=until)
    for act in list_entries_on("initiative", campaign.pk).filter(span, verb="initiative.state"):
        state = act.details.get("state", "")
        if state in set(InitiativeState):
            yield FollowNews(
                f"state-{act.pk}", act.created_at, say(f"initiative.state.{state}"), url
            )
    ties = GoalTie.objects.filter(span, initiative=campaign, ended_on=None, goal__withdrawn_at=None)
    for tie in ties.select_related("goal").order_by("pk"):
        words = say("mail.news.goal", goal=tie.goal.title)
        yield FollowNews(f"goal-{tie.pk}", tie.created_at, words, url)
    for review in GoalReview.objects.filter(span, initiative=campaign, withdrawn_at=None).order_by(
        "pk"
    ):
        yield FollowNews(f"review-{review.pk}", review.created_at, say("mail.news.no_goal"), url)
    sides = LineageSide.objects.filter(
        initiative=campaign,
        event__created_at__gt=since,
        event__created_at__lte=until,
        event__withdrawn_at=None,
    )
    for side in sides.select_related("event").order_by("pk"):
        words = say(f"initiative.lineage.{side.event.kind}")
        yield FollowNews(f"lineage-{side.pk}", side.event.created_at, words, url)
