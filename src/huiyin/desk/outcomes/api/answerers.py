"""Who answers the suggestions of a submission: the authority that is asked, or a further one, on the same pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from huiyin.desk.audit.api import find_last_editor
from huiyin.desk.outcomes.api import handovers, replies
from huiyin.desk.outcomes.models import Handover, HandoverReply, Reply
from huiyin.desk.proposals.api.drafts import list_suggestions

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.core.edit_conflicts import LastChange
    from huiyin.desk.ledger.data import ExchangeEntry
    from huiyin.desk.proposals.models import Suggestion
    from huiyin.desk.registry.models import Organisation


@dataclass(frozen=True, slots=True)
class Answerer:
    """The authority that ``consultation`` asks, or with a ``handover`` the further one."""

    consultation: Consultation
    handover: Handover | None = None

    @property
    def authority(self) -> Organisation:
        return self.handover.authority if self.handover else self.consultation.authority

    @property
    def due_on(self) -> date | None:
        return self.handover.due_on if self.handover else self.consultation.reply_due

    def select_suggestions(self) -> QuerySet[Suggestion]:
        """The submitted suggestions, in order."""
        edition = replies.find_submitted_version(self.consultation)
        return list_suggestions(edition).select_related("version")

    def select_replies(self) -> QuerySet[Reply] | QuerySet[HandoverReply]:
        """The replies of this authority. For the one that is asked these are of all consultations, so filter by
        suggestion.
        """
        return self.handover.replies.all() if self.handover else Reply.objects.all()

    def map_replies(self, suggestions: Iterable[Suggestion]) -> dict[int, Reply | HandoverReply]:
        """Suggestion → its reply, if any. One query."""
        found = self.select_replies().filter(suggestion__in=[one.pk for one in suggestions])
        return {one.suggestion_id: one for one in found}

    def map_history(self, keys: Sequence[str]) -> dict[str, list[ExchangeEntry]]:
        """Key of a suggestion → all its replies by this authority, oldest first. One query."""
        asked = self.handover.exchange if self.handover else None
        return replies.map_reply_history(self.consultation, keys, asked=asked)

    def find_last_editor(self, suggestion: Suggestion) -> LastChange:
        """Who replied last, and when."""
        if self.handover is None:
            return find_last_editor(suggestion, "reply.amend", "reply.give")
        held = self.handover.replies.filter(suggestion=suggestion).select_related("created_by")
        given = held.first()
        return {"who": str(given.created_by or ""), "at": given.created_at} if given else {}

    def save_reply(
        self, suggestion: Suggestion, status: str, reason: str, by: User, *, seen: str | None = None
    ) -> bool:
        """As :func:`huiyin.desk.outcomes.api.replies.save_reply`, for either authority."""
        if self.handover:
            return handovers.save_reply(
                self.consultation, self.handover, suggestion, status, reason, by, seen=seen
            )
        return replies.save_reply(self.consultation, suggestion, status, reason, by, seen=seen)

    def take_table(self, name: str, content: bytes, by: User) -> replies.ImportedReplies:
        """As :func:`huiyin.desk.outcomes.api.replies.take_table`, for either authority."""
        return replies.take_table(
            self.consultation,
            name,
            content,
            by,
            save=lambda one, status, reason: self.save_reply(one, status, reason, by),
            asked=self.handover.exchange if self.handover else None,
        )
