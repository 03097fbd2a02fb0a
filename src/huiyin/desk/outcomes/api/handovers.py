"""Hand a submission to further authorities; each has its own exchange and clock, and answers for itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.edit_conflicts import check_unchanged
from huiyin.desk.ledger.api import record_exchange
from huiyin.desk.ledger.api.threads import map_thread_clocks
from huiyin.desk.ledger.data import ExchangeDirection, ExchangeKind, Promise, ThreadClock
from huiyin.desk.notifications import outbox
from huiyin.desk.outcomes.api.replies import parse_reply, snapshot_reply
from huiyin.desk.outcomes.models import Handover, HandoverReply, Submission
from huiyin.desk.proposals.api.drafts import count_suggestions
from huiyin.desk.registry.api.seats import list_speakers
from huiyin.desk.registry.organisations import select_authorities

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.proposals.models import Suggestion
    from huiyin.desk.registry.models import Organisation


class UnusableHandover(ValueError):
    """This cannot be done; text ``handover.wrong.<code>``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def list_handovers(submission: Submission) -> QuerySet[Handover]:
    """The handovers of a submission with their replies, in order. Three queries."""
    rows = submission.handovers.select_related("authority")
    return rows.prefetch_related("replies__suggestion").order_by("day", "pk")


def map_clocks(handovers: list[Handover]) -> dict[int, ThreadClock]:
    """Exchange → the state of its clock. One query."""
    return map_thread_clocks([one.exchange for one in handovers])


def select_further(submission: Submission) -> QuerySet[Organisation]:
    """Authorities that do not have the submission yet."""
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
    """Hand a submission to another authority. Raises :class:`UnusableHandover`."""
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
    outbox.post_all(list_speakers([body.pk]), "handed_on_officer", handover=made.pk)
    return made


def find_handover(submission: Submission, number: int) -> Handover | None:
    return list_handovers(submission).filter(pk=number).first()


def find_further(authorities: Collection[int], consultations: Collection[int]) -> set[int]:
    """The consultations whose proposal was also handed to one of these authorities. One query."""
    return set(_select_of(authorities, consultations).values_list(_CONSULTATION, flat=True))


_CONSULTATION = "submission__version__proposal__consultation"


def _select_of(authorities: Collection[int], consultations: Collection[int]) -> QuerySet[Handover]:
    there = Handover.objects.filter(authority__in=list(authorities))
    return there.filter(**{f"{_CONSULTATION}__in": list(consultations)}).order_by("pk")


def find_answered_further(user: User, consultations: Sequence[Consultation]) -> set[int]:
    """The consultations in which every further authority of the user has answered all suggestions. Three queries."""
    keys = [one.pk for one in consultations]
    seats = list(user.seats.values_list("organisation", flat=True))
    rows = _select_of(seats, keys).annotate(answered=Count("replies"))
    held = list(rows.values_list(_CONSULTATION, "submission__version", "answered"))
    asked = count_suggestions([version for _, version, _ in held])
    open_still = {one for one, version, answered in held if answered < asked.get(version, 0)}
    return {one for one, _, _ in held} - open_still


def count_unanswered(handover: Handover) -> int:
    """How many suggestions a further authority has not answered."""
    of_version = handover.submission.version.suggestions.filter(dropped_at=None)
    return of_version.exclude(pk__in=handover.replies.values("suggestion")).count()


def list_overdue(today: date) -> list[Handover]:
    """Handovers whose due day has passed, answered or not. One query."""
    late = Handover.objects.filter(due_on__lt=today).select_related("authority", "submission")
    return list(late.order_by("pk"))


def get_handover(number: int) -> Handover:
    """The handover with the related rows that mails need. Raises ``Handover.DoesNotExist``."""
    return Handover.objects.select_related(
        "authority", "submission__version__proposal__consultation"
    ).get(pk=number)


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
    """Save a further authority's reply to a suggestion; returns whether anything changed.

    Raises :class:`huiyin.desk.outcomes.api.replies.NoReplyReason`, :class:`UnusableHandover` for an impossible
    day, and :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
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
        # Not under "suggestion": that key is used to find the replies of the authority that is
        # asked.
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
