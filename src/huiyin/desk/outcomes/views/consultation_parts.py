"""What outcomes add to every consultation: tabs, and replies among what search finds."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse

from huiyin.desk.accounts.permissions import Stage
from huiyin.desk.consultations.access import Access
from huiyin.desk.consultations.search_sources import SearchHit
from huiyin.desk.consultations.tabs import Tab
from huiyin.desk.outcomes.api.replies import find_submitted_version
from huiyin.desk.outcomes.models import Reply
from huiyin.i18n import say

_SHOWN = (Stage.REPLYING, Stage.TRACING, Stage.CLOSED)


def find_tab(access: Access) -> Tab | None:
    """Told from the stage, so that no page asks the database for it."""
    if access.consultation.stage not in _SHOWN:
        return None
    return Tab("replies", say("reply.title"), reverse("replies", args=(access.consultation.slug,)))


def submission_tab(access: Access) -> Tab | None:
    """From signing on for who hands it in, and for everybody once that was done."""
    if access.consultation.stage not in _SHOWN and not access["submit"]:
        return None
    return Tab(
        "submission", say("submit.title"), reverse("submission", args=(access.consultation.slug,))
    )


def uptake_tab(access: Access) -> Tab | None:
    """Once there is an enacted text, and for those who may upload it before."""
    shown = access.consultation.stage in _SHOWN
    if not shown or not (access.consultation.enacted_id or access["enact"]):
        return None
    return Tab("uptake", say("uptake.title"), reverse("uptake", args=(access.consultation.slug,)))


def search_replies(access: Access, words: str) -> QuerySet[Reply]:
    """Replies that hold the words; they are public, as the proposal that they answer is."""
    edition = find_submitted_version(access.consultation)
    return (
        Reply.objects.filter(suggestion__edition=edition)
        .holding(words)
        .select_related("suggestion")
        .order_by("suggestion__position", "pk")
    )


def list_hits(access: Access, rows: list[Reply]) -> list[SearchHit]:
    page = reverse("replies", args=(access.consultation.slug,))
    return [
        SearchHit(
            f"{page}?at={one.suggestion_id}#s{one.suggestion_id}",
            f"{one.suggestion.key} · {say(f'run.reply.{one.status}')}",
            (one.reason,),
        )
        for one in rows
    ]
