"""News about the outcome of suggestions, for followers of a consultation or provision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Max
from django.db.models.functions import TruncDate

from huiyin.desk.core.site_urls import build_url
from huiyin.desk.notifications.followings import FollowNews
from huiyin.desk.outcomes.models import Reply, Submission, Uptake
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation


def list_outcome_news(
    consultation: Consultation, unit: str, since: datetime, until: datetime
) -> Iterator[FollowNews]:
    """The submission, replies per day, and traced suggestions. Three queries."""
    slug = consultation.slug
    if not unit:
        handed = Submission.objects.filter(
            version__proposal__consultation=consultation,
            created_at__gt=since,
            created_at__lte=until,
        )
        for one in handed.select_related("authority").order_by("created_at", "pk"):
            words = say("mail.news.submitted", authority=one.authority.name)
            yield FollowNews(
                f"submitted-{one.pk}", one.created_at, words, build_url("submission", slug)
            )
    of_unit = {"suggestion__unit": unit} if unit else {}
    replies = Reply.objects.filter(
        suggestion__version__proposal__consultation=consultation,
        created_at__gt=since, created_at__lte=until, **of_unit,
    )  # fmt: skip
    days = replies.order_by().annotate(on=TruncDate("created_at")).values("on")
    for row in days.annotate(n=Count("pk"), last=Max("created_at")).order_by("on"):
        words = say("mail.news.replies", n=row["n"])
        yield FollowNews(f"replies-{row['on']}", row["last"], words, build_url("replies", slug))
    traced = Uptake.objects.filter(
        suggestion__version__proposal__consultation=consultation,
        computed_at__gt=since, computed_at__lte=until, **of_unit,
    ).aggregate(n=Count("pk"), last=Max("computed_at"))  # fmt: skip
    if traced["n"]:
        words = say("follow.news.traced", n=traced["n"])
        key = f"traced-{traced['last']:%Y-%m-%d}"
        yield FollowNews(key, traced["last"], words, build_url("uptake", slug))
