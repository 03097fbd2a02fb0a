"""What the pages of a consultation show of the joint proposal: its tab, and what a search finds in it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import Access
from huiyin.desk.consultations.search_sources import SearchHit
from huiyin.desk.consultations.tabs import Tab
from huiyin.desk.proposals.api.drafts import sees_unfixed
from huiyin.desk.proposals.models import ProposalVersion, Suggestion
from huiyin.i18n import say


def find_tab(access: Access) -> Tab | None:
    """There for who writes it, and for everybody once there is something to see."""
    if not access.may(Action.DRAFT) and _find_newest(access) is None:
        return None
    url = reverse("proposal", args=(access.consultation.slug,))
    return Tab("proposal", say("proposal.tab"), url)


def _find_newest(access: Access) -> ProposalVersion | None:
    found = ProposalVersion.objects.filter(proposal__consultation=access.consultation)
    if not sees_unfixed(access):
        found = found.filter(fixed__isnull=False)
    return found.order_by("-number", "-pk").first()


def search_suggestions(access: Access, words: str) -> QuerySet[Suggestion]:
    """Suggestions of the newest edition the reader may see that hold the words."""
    newest = _find_newest(access)
    if newest is None:
        return Suggestion.with_dropped.none()
    found: QuerySet[Suggestion] = newest.suggestions.holding(words, [newest.pk])
    return found.select_related("edition")


def list_hits(access: Access, rows: list[Suggestion]) -> list[SearchHit]:
    slug = access.consultation.slug
    return [
        SearchHit(
            reverse("edition", args=(slug, one.edition.number)) + f"?at={one.pk}#s-{one.pk}",
            f"{one.key} · {one.target}" if one.target else one.key,
            (one.wording, one.text, one.reason, one.divergence),
        )
        for one in rows
    ]
