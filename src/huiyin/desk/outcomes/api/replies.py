"""The authority's replies to the suggestions of a submission, entered one by one or by a table.

Earlier versions of an amended reply are in the ledger, where nothing changes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.edit_conflicts import check_unchanged
from huiyin.desk.core.isolated_process import read_apart
from huiyin.desk.core.isolated_readers import read_answers
from huiyin.desk.ledger.api import find_exchange, list_replies, record_exchange
from huiyin.desk.ledger.data import ExchangeDirection, ExchangeEntry, ExchangeKind
from huiyin.desk.outcomes.models import HandoverReply, Reply, Submission, Uptake
from huiyin.desk.proposals.api.drafts import count_suggestions, lock_suggestion
from huiyin.i18n import say
from huiyin.intake import Refusal, RefusalCode, ReplyStatus

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.proposals.models import ProposalVersion, Suggestion


#: Replies that reject a suggestion at least in part must give a reason.
NEEDS_REASON = (ReplyStatus.PARTLY, ReplyStatus.REJECTED, ReplyStatus.OUT_OF_SCOPE)


class NoReplyReason(ValueError):
    """The reply must have a reason and has none."""


@dataclass(frozen=True, slots=True)
class RefusedReplyRow:
    """A row that was not taken: ``why``: text ``reply.row.<why>``; ``key``: the suggestion as the row names it;
    ``first``: the row that answered it before.
    """

    sheet: str
    row: int
    why: str
    key: str
    first: int = 0


@dataclass(slots=True)
class ImportedReplies:
    """The result of a table: new or amended replies, unchanged ones, rows without an answer, and rows refused
    by the table reader or here.
    """

    changed: int = 0
    same: int = 0
    open: list[int] = field(default_factory=list)
    unread: list[Refusal] = field(default_factory=list)
    refused: list[RefusedReplyRow] = field(default_factory=list)


def find_submitted_version(consultation: Consultation) -> ProposalVersion | None:
    """The submitted edition, the newest if there are several; None before. One query."""
    submission = (
        Submission.objects.filter(version__proposal__consultation=consultation)
        .select_related("version")
        .order_by("-version__number", "-version__pk")
        .first()
    )
    return submission.version if submission else None


def find_answered(_user: User, consultations: Sequence[Consultation]) -> set[int]:
    """The submitted consultations in which all suggestions have a reply, by whichever officer. Three queries."""
    newest = dict(
        Submission.objects.filter(version__proposal__consultation__in=consultations)
        .order_by("version__number", "version__pk")
        .values_list("version__proposal__consultation", "version")
    )
    asked = count_suggestions(newest.values())
    answered = dict(
        Reply.objects.filter(suggestion__version__in=newest.values(), suggestion__dropped_at=None)
        .order_by()
        .values_list("suggestion__version")
        .annotate(Count("pk"))
    )
    return {
        number
        for number, edition in newest.items()
        if answered.get(edition, 0) >= asked.get(edition, 0)
    }


def list_own_outcomes(
    person: User, most: int
) -> list[tuple[Suggestion, Reply | None, Uptake | None]]:
    """Suggestions based on comments of the person or their organisations, with reply and uptake, most recent
    news first. Two queries.
    """
    said = Q(suggestion__groups__comments__author=person) | Q(
        suggestion__groups__comments__organisation__seats__user=person
    )
    own = Q(said, suggestion__groups__comments__state="sent", suggestion__dropped_at=None)
    with_all = ("suggestion__version__proposal__consultation", "suggestion__version__submission")
    replies = (
        Reply.objects.filter(own)
        .select_related(*with_all)
        .distinct()
        .order_by("-created_at", "-pk")
    )
    uptakes = (
        Uptake.objects.filter(own)
        .select_related(*with_all)
        .distinct()
        .order_by("-computed_at", "-pk")
    )
    answered = {one.suggestion_id: one for one in replies[:most]}
    traced = {one.suggestion_id: one for one in uptakes[:most]}
    rows: list[Reply | Uptake] = sorted(
        [*traced.values(), *answered.values()],
        key=lambda row: row.created_at if isinstance(row, Reply) else row.computed_at,
        reverse=True,
    )
    suggestions = {row.suggestion_id: row.suggestion for row in rows}
    return [
        (suggestion, answered.get(number), traced.get(number))
        for number, suggestion in list(suggestions.items())[:most]
    ]


def parse_reply(status: str, reason: str) -> tuple[ReplyStatus, str]:
    """A validated reply. Raises ``ValueError`` for an unknown status, :class:`NoReplyReason` if it needs a reason."""
    given, reason = ReplyStatus(status), reason.strip()
    if given in NEEDS_REASON and not reason:
        raise NoReplyReason(given)
    return given, reason


def snapshot_reply(reply: Reply | HandoverReply | None) -> dict[str, str]:
    """The values of a reply's form, for the version."""
    return {"status": reply.status, "reason": reply.reason} if reply else {}


@transaction.atomic
def save_reply(
    consultation: Consultation,
    suggestion: Suggestion,
    status: str,
    reason: str,
    by: User,
    *,
    seen: str | None = None,
    day: date | None = None,
) -> bool:
    """Save or amend the reply to a suggestion, given on ``day`` or today; returns whether anything changed.
    ``seen``: the version that the form showed.

    Raises ``ValueError`` for an unknown status, :class:`NoReplyReason`, and
    :class:`huiyin.desk.core.edit_conflicts.EditConflict` if another officer replied since.
    """
    status, reason = parse_reply(status, reason)
    # Locked, so that of two officers at the same suggestion neither overwrites the other unseen.
    lock_suggestion(suggestion)
    before = Reply.objects.filter(suggestion=suggestion).first()
    if before is not None and (before.status, before.reason) == (status, reason):
        return False
    check_unchanged(seen, snapshot_reply(before), {"status": str(status), "reason": reason})
    replied_on = day or timezone.localdate()
    Reply.objects.update_or_create(
        suggestion=suggestion,
        defaults={
            "status": status, "reason": reason, "created_by": by, "replied_on": replied_on, "created_at": timezone.now(),
        },
    )  # fmt: skip
    record_exchange(
        ExchangeKind.REPLY,
        ExchangeDirection.FROM_AUTHORITY,
        replied_on,
        authority=consultation.authority_id,
        network=consultation.network_id,
        consultation=consultation.pk,
        details={
            "suggestion": suggestion.key,
            "status": str(status),
            "reason": reason,
            "amends": before is not None,
            "left": _count_unanswered(suggestion),
        },
        answers=find_exchange(
            consultation.pk,
            ExchangeKind.SUBMISSION,
            ExchangeKind.PROPOSAL,
            authority=consultation.authority_id,
        ),
        subject=_name_reply(consultation, suggestion, status),
        link=reverse("replies", args=(consultation.slug,)),
        by=by,
    )
    record_audit_entry(
        by, "reply.amend" if before else "reply.give", suggestion, status=str(status)
    )
    return True


def _name_reply(
    consultation: Consultation, suggestion: Suggestion, status: ReplyStatus
) -> dict[str, str]:
    """The subject of the reply in the ledger, by language; it names the suggestion, since a proposal has many
    replies.
    """
    titles = {"zh": consultation.title_zh, "en": consultation.title_en}
    return {
        code: say(
            "reply.in_ledger", code, suggestion=suggestion.key, status=say(f"run.reply.{status}", code), title=title,
        )[:300]
        for code, title in titles.items()
        if title
    }  # fmt: skip


def _count_unanswered(suggestion: Suggestion) -> int:
    """How many suggestions of the same version have no reply."""
    return suggestion.version.suggestions.filter(reply__isnull=True).count()


def map_reply_history(
    consultation: Consultation, keys: Sequence[str], *, asked: int | None = None
) -> dict[str, list[ExchangeEntry]]:
    """Key of a suggestion → all its replies, oldest first, by the authority that is asked, or by the further
    one that was asked by the exchange ``asked``. One query.
    """
    answers: dict[str, list[ExchangeEntry]] = {}
    named = "suggestion" if asked is None else "further"
    for entry in list_replies(consultation.pk, keys, answers=asked):
        answers.setdefault(entry.details[named], []).append(entry)
    return answers


def take_table(
    consultation: Consultation,
    name: str,
    content: bytes,
    by: User,
    *,
    day: date | None = None,
    save: Callable[[Suggestion, str, str], bool] | None = None,
    asked: int | None = None,
) -> ImportedReplies:
    """Import the replies of a table, given on ``day`` or today. Valid rows are taken, all others are listed
    with the reason. For a further authority, asked by the exchange ``asked``, ``save`` stores its replies.

    Of two rows for a suggestion the first counts; a row without an answer changes nothing. Raises
    :class:`huiyin.desk.core.isolated_process.WorkUnfinished`, and then nothing was taken.
    """
    read = read_apart(read_answers, content, name)
    taken = ImportedReplies()
    for refusal in read.refused:
        is_blank = refusal.reason is RefusalCode.UNKNOWN_STATUS and not dict(refusal.details).get(
            "written"
        )
        if is_blank:
            taken.open.append(refusal.row)
        else:
            taken.unread.append(refusal)
    edition = find_submitted_version(consultation)
    known = {one.key: one for one in edition.suggestions.all()} if edition else {}
    former = map_reply_history(consultation, list(known), asked=asked)
    save = save or (
        lambda one, status, reason: save_reply(consultation, one, status, reason, by, day=day)
    )
    rows: dict[str, int] = {}
    for given in read.taken:
        source, key = given.source, given.suggestion
        if key not in known:
            taken.refused.append(RefusedReplyRow(source.sheet, source.row, "unknown", key))
        elif key in rows:
            taken.refused.append(RefusedReplyRow(source.sheet, source.row, "twice", key, rows[key]))
        else:
            rows[key] = source.row
            try:
                if _is_former(former.get(key, ()), given.status, given.reason):
                    taken.refused.append(RefusedReplyRow(source.sheet, source.row, "former", key))
                elif save(known[key], given.status, given.reason):
                    taken.changed += 1
                else:
                    taken.same += 1
            except NoReplyReason:
                taken.refused.append(RefusedReplyRow(source.sheet, source.row, "no_reason", key))
    return taken


def _is_former(answers: Sequence[ExchangeEntry], status: str, reason: str) -> bool:
    """Whether a row repeats a reply that was amended since: the table is probably outdated."""
    said = [(one.details["status"], one.details["reason"]) for one in answers]
    given = (str(status), reason.strip())
    return given in said[:-1] and given != said[-1]
