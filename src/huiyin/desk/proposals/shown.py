"""What the pages of a consultation show of the joint proposal: its tab, and what a search finds in it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import Access
from huiyin.desk.consultations.tabs import Tab
from huiyin.desk.consultations.views.searching import MOST, around
from huiyin.desk.proposals.models import Edition, Suggestion
from huiyin.desk.proposals.views.reading import sees_unfixed
from huiyin.words import say


def tab(access: Access) -> Tab | None:
    """There for who writes it, and for everybody once there is something to see."""
    if not access.may(Action.DRAFT) and _newest(access) is None:
        return None
    url = reverse("proposal", args=(access.consultation.slug,))
    return Tab("proposal", say("proposal.tab"), url)


def _newest(access: Access) -> Edition | None:
    found = Edition.objects.filter(proposal__consultation=access.consultation)
    if not sees_unfixed(access):
        found = found.filter(fixed__isnull=False)
    return found.order_by("-number").first()


def suggestions(access: Access, words: str) -> list[dict[str, Any]]:
    """Suggestions of the newest edition the reader may see that hold the words."""
    newest = _newest(access)
    if newest is None:
        return []
    fields = ("wording", "text", "reason", "divergence")
    holds = Q()
    for name in fields:
        holds |= Q(**{f"{name}__icontains": words})
    url = reverse("edition", args=(access.consultation.slug, newest.number))
    return [
        {
            "url": f"{url}?at={one.pk}#s-{one.pk}",
            "title": one.target,
            "pieces": around(_holding(one, fields, words), words),
        }
        for one in newest.suggestions.filter(holds)[:MOST]
    ]


def _holding(one: Suggestion, fields: tuple[str, ...], words: str) -> str:
    texts = [getattr(one, name) for name in fields]
    return next((t for t in texts if words.casefold() in t.casefold()), texts[0])
