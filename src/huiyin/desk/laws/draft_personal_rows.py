"""Rows of drafts about a person, for giving people their data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from huiyin.desk.laws.models import DraftEdition, DraftWords, WrittenDraft

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User


def list_unsaved_words(person: User) -> QuerySet[DraftWords]:
    """Texts that the person typed in drafts and did not save."""
    mine = DraftWords.objects.filter(person=person).select_related("draft__instrument")
    return mine.order_by("pk")


def list_edited_drafts(person: User) -> QuerySet[WrittenDraft]:
    """Drafts that the person was asked to edit."""
    return WrittenDraft.objects.filter(editors=person).select_related("instrument").order_by("pk")


def list_deeds(person: User) -> Iterator[tuple[str, str, str, datetime]]:
    """The person's actions: (code of ``personal.did.<code>``, object, organisation, time)."""
    begun = WrittenDraft.objects.filter(created_by=person).select_related("instrument")
    for draft in begun.order_by("pk"):
        yield "draft_begin", str(draft), "", draft.created_at
    kept = DraftEdition.objects.filter(kept_by=person).select_related("draft__instrument")
    for edition in kept.order_by("pk"):
        yield "draft_keep", str(edition), "", edition.kept_at
