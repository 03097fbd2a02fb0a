"""Replies and uptake of the suggestions in versions of a proposal, in the order of suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huiyin.desk.outcomes.models import Reply, Uptake

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from huiyin.desk.proposals.models import ProposalVersion


def list_replies_in(versions: QuerySet[ProposalVersion]) -> QuerySet[Reply]:
    found = Reply.objects.filter(suggestion__version__in=versions)
    return found.select_related("suggestion__version").order_by(
        "suggestion__version__number", "suggestion__position", "pk"
    )


def list_uptake_in(versions: QuerySet[ProposalVersion]) -> QuerySet[Uptake]:
    found = Uptake.objects.filter(suggestion__version__in=versions)
    return found.select_related("suggestion__version").order_by(
        "suggestion__version__number", "suggestion__position", "pk"
    )
