"""Consultations and provisions as something to follow: their public news.

The key of a provision is ``<consultation>:<eid>``. Apps above add their news about a whole consultation or one
unit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from django.db.models import Count, Max
from django.db.models.functions import TruncDate

from huiyin.desk.accounts.permissions import Stage
from huiyin.desk.audit.api import list_entries_on
from huiyin.desk.consultations.api.lookups import select_public_consultations
from huiyin.desk.consultations.mails import cite_provision
from huiyin.desk.consultations.models import Comment, Consultation
from huiyin.desk.core.registration import Registry
from huiyin.desk.core.site_urls import build_url
from huiyin.desk.laws.api import find_unit_of
from huiyin.desk.notifications.followings import FollowedThing, FollowNews
from huiyin.i18n import say

#: Functions that return the news of a public consultation, or of a unit of its draft ("" for all),
#: between two times.
NEWS: Registry[Callable[[Consultation, str, datetime, datetime], Iterable[FollowNews]]] = Registry(
    "consultations.followed_things.NEWS"
)


def _find_public(slug: str) -> Consultation | None:
    return select_public_consultations().select_related("draft").filter(slug=slug).first()


def find_consultation_thing(key: str) -> FollowedThing | None:
    one = _find_public(key)
    if one is None:
        return None
    return FollowedThing("consultation", key, one.title, build_url("overview", one.slug))


def list_consultation_news(key: str, since: datetime, until: datetime) -> Iterator[FollowNews]:
    one = _find_public(key)
    for find in NEWS if one is not None else ():
        assert one is not None
        yield from find(one, "", since, until)


def find_provision_thing(key: str) -> FollowedThing | None:
    slug, _, eid = key.partition(":")
    one = _find_public(slug)
    if one is None or not eid or not find_unit_of(one.draft, eid):
        return None
    title = say("follow.provision", provision=cite_provision(one, eid), title=one.title)
    return FollowedThing("provision", key, title, build_url("place", one.slug, eid))


def list_provision_news(key: str, since: datetime, until: datetime) -> Iterator[FollowNews]:
    slug, _, eid = key.partition(":")
    one = _find_public(slug)
    unit = find_unit_of(one.draft, eid) if one is not None else ""
    for find in NEWS if unit else ():
        assert one is not None
        yield from find(one, unit, since, until)


def list_stage_news(
    consultation: Consultation, unit: str, since: datetime, until: datetime
) -> Iterator[FollowNews]:
    """The stages that the consultation was moved to. One query."""
    if unit:
        return
    moves = list_entries_on("consultation", consultation.pk).filter(
        verb="move", created_at__gt=since, created_at__lte=until
    )
    for act in moves:
        after = act.details.get("after", "")
        if after in set(Stage) - {Stage.PREPARING}:
            words = say("mail.news.stage", stage=say(f"desk.stage.{after}"))
            url = build_url("overview", consultation.slug)
            yield FollowNews(f"move-{act.pk}", act.created_at, words, url)


def list_comment_news(
    consultation: Consultation, unit: str, since: datetime, until: datetime
) -> Iterator[FollowNews]:
    """The number of public comments per day. One query."""
    sent = Comment.objects.public().filter(
        consultation=consultation, submitted_at__gt=since, submitted_at__lte=until
    )
    if unit:
        sent = sent.filter(unit=unit)
    days = (
        sent.order_by()
        .annotate(day=TruncDate("submitted_at"))
        .values("day")
        .annotate(n=Count("pk"), last=Max("submitted_at"))
    )
    page = ("place", consultation.slug, unit) if unit else ("consultation", consultation.slug)
    for row in days.order_by("day"):
        words = say("mail.news.comments", n=row["n"])
        yield FollowNews(f"comments-{row['day']}", row["last"], words, build_url(*page))
