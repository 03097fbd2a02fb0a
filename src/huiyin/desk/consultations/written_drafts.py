"""What consultations and drafts that are written here know of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from huiyin.desk.consultations.access import seen_by
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.laws.drafters import read_drafter
from huiyin.desk.laws.hooks import DraftUse
from huiyin.desk.laws.written_drafts import find_draft, find_written

if TYPE_CHECKING:
    from huiyin.desk.accounts.requests import Visitor
    from huiyin.desk.laws.models import DraftEdition, WrittenDraft


def list_uses(draft: WrittenDraft, user: Visitor) -> list[DraftUse]:
    """The consultations held on versions of a draft, of which ``user`` may know; the newest first."""
    held = Consultation.objects.filter(seen_by(user), draft__written_as__draft=draft)
    rows = held.select_related("draft__written_as").order_by("-created_at", "-pk")[:50]
    return [
        DraftUse(
            one.draft.written_as.number if one.draft.written_as else 0,
            one.title,
            f"desk.stage.{one.stage}",
            reverse("consultation", args=(one.slug,)),
        )
        for one in rows
    ]


def find_own_draft(consultation: Consultation, user: Visitor) -> DraftEdition | None:
    """The version of a draft written here that a consultation is held on, where ``user`` may read that draft. No query where
    its draft came from elsewhere."""
    edition = find_written(consultation.draft)
    if edition is None or find_draft(read_drafter(user), edition.draft.slug) is None:
        return None
    return edition
