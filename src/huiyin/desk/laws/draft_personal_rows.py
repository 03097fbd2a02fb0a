"""What drafts hold of a person: given to them when they take all away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from huiyin.desk.laws.models import DraftEdition, DraftWords, WrittenDraft

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User


def list_unsaved_words(person: User) -> QuerySet[DraftWords]:
    """What somebody typed in drafts and did not save."""
    mine = DraftWords.objects.filter(person=person).select_related("draft__instrument")
    return mine.order_by("pk")


def list_edited_drafts(person: User) -> QuerySet[WrittenDraft]:
    """Drafts that somebody was asked to write."""
    return WrittenDraft.objects.filter(editors=person).select_related("instrument").order_by("pk")


def list_deeds(person: User) -> Iterator[tuple[str, str, str, datetime]]:
    """What somebody did: its code (``personal.did.<code>``), on what, for which organisation, when."""
    begun = WrittenDraft.objects.filter(created_by=person).select_related("instrument")
    for draft in begun.order_by("pk"):
        yield "draft_begin", str(draft), "", draft.created_at
    kept = DraftEdition.objects.filter(kept_by=person).select_related("draft__instrument")
    for edition in kept.order_by("pk"):
        yield "draft_keep", str(edition), "", edition.kept_at
