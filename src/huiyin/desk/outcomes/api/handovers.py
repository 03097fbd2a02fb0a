"""What was handed in goes to further authorities, each with an exchange and a clock of its own, and each answers for itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.edit_conflicts import check_unchanged
from huiyin.desk.ledger.api import record_exchange
from huiyin.desk.ledger.api.threads import map_thread_clocks
from huiyin.desk.ledger.data import ExchangeDirection, ExchangeKind, Promise, ThreadClock
from huiyin.desk.outcomes.api.replies import parse_reply, snapshot_reply
from huiyin.desk.outcomes.models import Handover, HandoverReply, Submission
from huiyin.desk.registry.organisations import select_authorities

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.proposals.models import Suggestion
    from huiyin.desk.registry.models import Organisation


class UnusableHandover(ValueError):
    """What cannot be done: ``handover.wrong.<code>``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def list_handovers(submission: Submission) -> QuerySet[Handover]:
    """To whom it was handed besides, with what each answered, in the order in which it was. Three queries."""
    rows = submission.handovers.select_related("authority")
    return rows.prefetch_related("replies__suggestion").order_by("day", "pk")


def map_clocks(handovers: list[Handover]) -> dict[int, ThreadClock]:
    """Exchange → what its clock says. One query."""
    return map_thread_clocks([one.exchange for one in handovers])


def select_further(submission: Submission) -> QuerySet[Organisation]:
    """Authorities that it was not handed to yet."""
    known = submission.handovers.values("authority")
    return select_authorities().exclude(pk=submission.authority_id).exclude(pk__in=known)


@transaction.atomic
def hand_on(
    consultation: Consultation,
    submission: Submission,
    authority: int,
    due_on: date | None,
    by: User,
    *,
    day: date | None = None,
) -> Handover:
    """Hand what was handed in to one more authority. Raises :class:`UnusableHandover`."""
    held = Submission.objects.select_for_update().get(pk=submission.pk)
    body = select_further(held).filter(pk=authority).first()
    if body is None:
        raise UnusableHandover("no_authority")
    day = day or timezone.localdate()
    if due_on is not None and due_on <= day:
        raise UnusableHandover("due_first")
    link = reverse("handovers", args=(consultation.slug,))
    entry = record_exchange(
        ExchangeKind.PROPOSAL,
        ExchangeDirection.TO_AUTHORITY,
        day,
        authority=body.pk,
        network=consultation.network_id,
        consultation=consultation.pk,
        details={"edition": held.version.number, "digests": dict(held.digests)},
        subject={"zh": consultation.title_zh, "en": consultation.title_en},
        link=link,
        wants_answer=True,
        promise=Promise(due_on, source=link) if due_on else None,
        documents=held.digests.values(),
        by=by,
    )
    made = Handover.objects.create(
        submission=held,
        authority=body,
        day=day,
        due_on=due_on,
        exchange=entry.number,
        created_by=by,
    )
    record_audit_entry(by, "handover.make", held.version, authority=body.name)
    return made


def find_handover(submission: Submission, number: int) -> Handover | None:
    return list_handovers(submission).filter(pk=number).first()


@transaction.atomic
def save_reply(
    consultation: Consultation,
    handover: Handover,
    suggestion: Suggestion,
    status: str,
    reason: str,
    by: User,
    *,
    seen: str | None = None,
    day: date | None = None,
) -> bool:
    """Keep what a further authority answers to a suggestion, or amend it; whether that changed anything.

    Raises :class:`huiyin.desk.outcomes.api.replies.NoReplyReason`, :class:`UnusableHandover` for a day that cannot be, and
    :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
    """
    given, reason = parse_reply(status, reason)
    held = Handover.objects.select_for_update().get(pk=handover.pk)
    day = day or timezone.localdate()
    if not held.day <= day <= timezone.localdate():
        raise UnusableHandover("day")
    before = held.replies.filter(suggestion=suggestion).first()
    if before is not None and (before.status, before.reason) == (given, reason):
        return False
    check_unchanged(seen, snapshot_reply(before), {"status": str(given), "reason": reason})
    HandoverReply.objects.update_or_create(
        handover=held,
        suggestion=suggestion,
        defaults={
            "status": given, "reason": reason, "replied_on": day, "created_by": by, "created_at": timezone.now(),
        },
    )  # fmt: skip
    answered = held.replies.values("suggestion")
    left = suggestion.version.suggestions.filter(dropped_at=None).exclude(pk__in=answered).count()
    record_exchange(
        ExchangeKind.REPLY,
        ExchangeDirection.FROM_AUTHORITY,
        day,
        authority=held.authority_id,
        network=consultation.network_id,
        consultation=consultation.pk,
        # Not under "suggestion": by that name the answers of the authority that is asked are found.
        details={
            "further": suggestion.key, "status": str(given), "reason": reason, "amends": before is not None, "left": left,
        },
        answers=held.exchange,
        subject={"zh": consultation.title_zh, "en": consultation.title_en},
        link=reverse("handovers", args=(consultation.slug,)),
        by=by,
    )  # fmt: skip
    record_audit_entry(by, "handover.reply", suggestion, status=str(given))
    return True
