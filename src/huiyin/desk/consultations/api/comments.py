"""Write, send, withdraw and find comments."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Model, Q
from django.utils import timezone

from huiyin.desk.accounts.permissions import Stage
from huiyin.desk.accounts.requests import Visitor
from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.consultations.api.withdrawal import lock_groups, take_out
from huiyin.desk.consultations.models import Comment, Consultation, Tally
from huiyin.desk.consultations.models.comment import CommentQuerySet
from huiyin.desk.core.edit_conflicts import EditConflict
from huiyin.desk.laws.api import find_unit, map_laws
from huiyin.desk.ledger.api import log_act, log_acts, log_acts_in_bulk
from huiyin.desk.notifications.outbox import gather_item
from huiyin.text import detect_language

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.laws.models import Provision
    from huiyin.desk.registry.models import Organisation


SENT, DRAFT = Comment.State.SENT, Comment.State.DRAFT
WITHDRAWN, DROPPED = Comment.State.WITHDRAWN, Comment.State.DROPPED


@dataclass(frozen=True, slots=True)
class CommentInput:
    """A comment from the form. ``key`` is created by the page, so that a form submitted twice yields one
    comment; ``eid`` is empty for a comment on the whole law.
    """

    key: UUID
    eid: str
    text: str
    wording: str = ""
    quote: str = ""
    is_private: bool = False


class EmptyComment(ValueError):
    """The comment has neither text nor a wording that differs from the draft's."""


class NotYourComment(Exception):
    """The comment belongs to somebody else."""


class DraftClosed(Exception):
    """The comment is no longer a draft; ``state`` is what it became. The new input was not saved and nothing
    was changed.
    """

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


def save_draft(
    consultation: Consultation,
    author: User,
    organisation: Organisation | None,
    said: CommentInput,
    *,
    seen: int | None = None,
) -> Comment:
    """Save a comment being written, visible to its author only.

    ``seen``: the :func:`version_of_draft` on which the page is based, 0 if it started empty; None skips the
    check. Raises :class:`NotYourComment`, :class:`DraftClosed`, and
    :class:`huiyin.desk.core.edit_conflicts.EditConflict` if the draft was changed elsewhere.
    """
    with transaction.atomic():
        draft, is_new = _claim_comment(consultation, author, organisation, said, DRAFT)
        if is_new:
            if seen:  # what this page goes on from is not there: begun anew it would rise again
                raise DraftClosed(DROPPED)
            return draft
        if draft.state != DRAFT:
            raise DraftClosed(draft.state)
        return _rewrite_draft(draft, consultation, organisation, said, DRAFT, seen)


@transaction.atomic
def send_comment(
    consultation: Consultation,
    author: User,
    organisation: Organisation | None,
    said: CommentInput,
    *,
    seen: int | None = None,
) -> Comment:
    """Send a comment. Sending the same text with the same ``key`` again changes nothing and returns the
    existing comment. ``seen``: as in :func:`save_draft`.

    Raises :class:`EmptyComment`, :class:`NotYourComment`, :class:`DraftClosed` if another text was sent or it
    was withdrawn or deleted, and :class:`huiyin.desk.core.edit_conflicts.EditConflict` if the draft was changed
    elsewhere.
    """
    if not (said.text.strip() or _changed_wording(consultation, said)):
        raise EmptyComment
    comment, is_new = _claim_comment(consultation, author, organisation, said, SENT)
    if not is_new:
        if comment.state == SENT and _snapshot_words(comment) == _snapshot_input(
            consultation, organisation, said
        ):
            return comment
        if comment.state != DRAFT:
            raise DraftClosed(comment.state)
        _rewrite_draft(comment, consultation, organisation, said, SENT, seen)
    if not comment.is_private:
        add_to_tally(consultation, comment.unit, 1)
    record_audit_entry(author, "send", comment)
    _log_comment(comment, organisation)
    gather_item(author, "comments", comment.pk, consultation=consultation.pk)
    return comment


def _log_comment(comment: Comment, organisation: Organisation | None) -> None:
    """Log the comment publicly, as digests only, so that its author has a receipt."""
    fields, values, own = _describe_for_log(comment, organisation)
    log_act("comment", fields, values, subject=own, by=comment.author)


def log_comments_of_file(comments: Iterable[Comment]) -> None:
    """The same for comments imported from a file; their senders have no account and get receipts from the team."""
    log_acts("comment", [_describe_for_log(one, one.organisation) for one in comments])


def log_new_rows(comments: CommentQuerySet, logged: Collection[int]) -> None:
    """The same for rows written in bulk, except those already ``logged``."""
    rows = comments.order_by("pk").values_list(
        "pk", "consultation_id", "eid", "quote", "text", "wording", "organisation__slug"
    )
    acts = []
    for pk, consultation, eid, quote, text, wording, organisation in rows:
        if pk not in logged:
            values = {"words_sha256": _digest_words(eid, quote, text, wording)}
            if organisation is not None:
                values["organisation"] = organisation
            acts.append(({"consultation": consultation}, values, ("comment", pk)))
    log_acts_in_bulk("comment", acts)


def _digest_words(*words: str) -> str:
    return sha256("\0".join(words).encode("utf-8", "surrogatepass")).hexdigest()


def _describe_for_log(
    comment: Comment, organisation: Organisation | None
) -> tuple[dict[str, int], dict[str, str], tuple[str, int]]:
    """The log entry of a comment: its consultation openly, text and organisation as commitments."""
    words = (comment.eid, comment.quote, comment.text, comment.wording)
    values = {"words_sha256": _digest_words(*words)}
    if organisation is not None:
        values["organisation"] = organisation.slug
    return {"consultation": comment.consultation_id}, values, ("comment", comment.pk)


def _claim_comment(
    consultation: Consultation,
    author: User,
    organisation: Organisation | None,
    said: CommentInput,
    state: str,
) -> tuple[Comment, bool]:
    """The comment with this key, locked until the transaction ends; created in ``state`` if missing."""
    values = _make_values(consultation, organisation, said)
    comment, is_new = Comment.objects.select_for_update().get_or_create(
        public_id=said.key,
        defaults=values | {"consultation": consultation, "author": author, "state": state},
    )
    if comment.author_id != author.pk or comment.consultation_id != consultation.pk:
        raise NotYourComment
    return comment, is_new


def _rewrite_draft(
    draft: Comment,
    consultation: Consultation,
    organisation: Organisation | None,
    said: CommentInput,
    state: str,
    seen: int | None,
) -> Comment:
    """Replace the text of a locked draft."""
    there, given = _snapshot_words(draft), _snapshot_input(consultation, organisation, said)
    version = version_of_draft(draft)
    if seen is not None and seen != version and there != given:
        raise EditConflict(there, given, "", version=str(version))
    values = _make_values(consultation, organisation, said) | {"state": state}
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save(update_fields=(*values, "updated_at"))
    return draft


def version_of_draft(draft: Comment) -> int:
    """When the draft was saved, in microseconds since 1970."""
    return int(draft.updated_at.timestamp() * 1_000_000)


#: The fields that are compared, by their names in the form.
WORDS = ("text", "wording", "quote", "eid", "is_private", "organisation")


def _snapshot_words(comment: Comment) -> dict[str, str]:
    return {name: _as_given(getattr(comment, name)) for name in WORDS}


def _snapshot_input(
    consultation: Consultation, organisation: Organisation | None, said: CommentInput
) -> dict[str, str]:
    values = _make_values(consultation, organisation, said)
    return {name: _as_given(values[name]) for name in WORDS}


def _as_given(value: Any) -> str:
    """The value that a form field would submit for it."""
    if isinstance(value, Model):
        return str(value.pk)
    return ("on" if value else "") if isinstance(value, bool) else value or ""


def _make_values(
    consultation: Consultation, organisation: Organisation | None, said: CommentInput
) -> dict[str, Any]:
    place = _find_provision(consultation, said.eid)
    text, wording = said.text.strip(), _changed_wording(consultation, said)
    return {
        "submitted_at": timezone.now(),
        "organisation": organisation,
        "is_private": said.is_private,
        "eid": place.eid if place else "",
        "unit": place.unit if place else "",
        "quote": said.quote.strip(),
        "text": text,
        "wording": wording,
        "language": detect_language(text or wording)[:2],
    }


def _find_provision(consultation: Consultation, eid: str) -> Provision | None:
    return find_unit(consultation.draft.expressions.order_by("-language", "pk"), eid)


def _changed_wording(consultation: Consultation, said: CommentInput) -> str:
    """The requested wording; empty if it equals the draft's."""
    wanted = said.wording.strip()
    if not wanted or not said.eid:
        return wanted
    place = _find_provision(consultation, said.eid)
    eid = place.eid if place else ""
    drafts = (law.by_eid.get(eid) for law in map_laws(consultation.draft).values())
    own = {_remove_spaces(provision.full_text) for provision in drafts if provision is not None}
    return "" if _remove_spaces(wanted) in own else wanted


def _remove_spaces(text: str) -> str:
    return "".join(text.split())


@transaction.atomic
def withdraw_comment(comment: Comment, by: User) -> None:
    """Withdraw one's own comment. It stays visible to its author, leaves its group, and the act is recorded.
    Raises :class:`NotYourComment`, and :class:`DraftClosed` if it was never sent.
    """
    lock_groups(comment.consultation)
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if comment.author_id != by.pk:
        raise NotYourComment
    if comment.state == WITHDRAWN:
        return
    if comment.state != SENT:
        raise DraftClosed(comment.state)
    comment.state = WITHDRAWN
    comment.save(update_fields=("state", "updated_at"))
    if not comment.is_private:
        add_to_tally(comment.consultation, comment.unit, -1)
    take_out(comment.consultation, [comment])
    record_audit_entry(by, "withdraw", comment)


@transaction.atomic
def drop_draft(comment: Comment, by: User) -> None:
    """Delete a draft. Its text is deleted; its key stays, so that a page that still shows it does not recreate
    it. Raises :class:`NotYourComment`, and :class:`DraftClosed` if it was sent meanwhile.
    """
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if comment.author_id != by.pk:
        raise NotYourComment
    if comment.state == DROPPED:
        return
    if comment.state != DRAFT:
        raise DraftClosed(comment.state)
    comment.state = DROPPED
    comment.text = comment.wording = comment.quote = comment.eid = comment.unit = ""
    comment.save(update_fields=("state", "text", "wording", "quote", "eid", "unit", "updated_at"))


@transaction.atomic
def erase_comments(consultation: Consultation, keys: Collection[int]) -> None:
    """Delete comments with their text; groups change as if they had been withdrawn. Not recorded here: the
    caller records the erasure.
    """
    lock_groups(consultation)
    gone = list(Comment.objects.select_for_update().filter(consultation=consultation, pk__in=keys))
    sent = [comment for comment in gone if comment.state == SENT]
    for comment in sent:
        comment.state = WITHDRAWN
        if not comment.is_private:
            add_to_tally(consultation, comment.unit, -1)
    Comment.objects.bulk_update(sent, ("state",))
    take_out(consultation, sent)
    Comment.objects.filter(pk__in=[comment.pk for comment in gone]).delete()


def add_to_tally(consultation: Consultation, unit: str, more: int) -> None:
    """Add to the count of a unit. Call it within the transaction of what is counted."""
    Tally.objects.filter(consultation=consultation, unit=unit).update(comments=F("comments") + more)


def add_to_tallies(consultation: Consultation, more: Mapping[str, int]) -> None:
    """The same for many units: unit → difference."""
    rows = [(times, consultation.pk, unit) for unit, times in more.items() if times]
    table = connection.ops.quote_name(Tally._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET comments = comments + %s WHERE consultation_id = %s AND unit = %s",
            rows,
        )


def list_visible_comments(
    consultation: Consultation, user: Visitor, *, sees_private: bool
) -> CommentQuerySet:
    """The comments that ``user`` may read, newest first: public ones, their own, and with ``sees_private``
    private ones. No drafts.
    """
    there = Comment.objects.filter(consultation=consultation)
    sent = there.sent() if sees_private else there.readable(user)
    return sent.select_related("organisation", "author").order_by("-id")


def list_public_comments(organisation: int) -> CommentQuerySet:
    """The public comments of an organisation, newest first, with consultation and group."""
    said = Comment.objects.public().filter(organisation=organisation)
    published = said.exclude(consultation__stage=Stage.PREPARING)
    return published.select_related("consultation__draft", "group").order_by("-submitted_at", "-pk")


def list_organisations_in_groups(groups: Collection[int]) -> set[tuple[int, int]]:
    """(group, organisation) for organisations with a public comment in one of ``groups``, without groups set
    aside. One query.
    """
    said = Comment.objects.public().filter(
        group__in=groups, organisation__isnull=False, group__aside=""
    )
    pairs = said.order_by().values_list("group", "organisation").distinct()
    return {(group, organisation) for group, organisation in pairs if group and organisation}


def find_commented(user: User, consultations: Sequence[Consultation]) -> set[int]:
    """Keys of the consultations in which the user, or an organisation they represent, sent a comment. One query."""
    own = Q(author=user) | Q(organisation__seats__user=user)
    sent = Comment.objects.sent().filter(own, consultation__in=consultations)
    return set(sent.order_by().values_list("consultation", flat=True).distinct())


def list_sent_comments(author: User, groups: Collection[int]) -> CommentQuerySet:
    """The user's sent comments in ``groups``, oldest first."""
    mine = Comment.objects.sent().filter(author=author, group__in=groups)
    return mine.select_related("consultation__draft").order_by("pk")


def list_own_comments(consultation: Consultation, user: User) -> CommentQuerySet:
    """The user's comments, drafts included, and those imported for their organisations; newest first."""
    sent_in_files = Q(
        intake__isnull=False,
        organisation__in=user.seats.values("organisation"),
    )
    return (
        Comment.objects.filter(Q(author=user) | sent_in_files, consultation=consultation)
        .exclude(state=DROPPED)
        .select_related("organisation", "group", "intake")
        .order_by("-id")
    )


def list_drafts(consultation: Consultation, user: User, unit: str) -> Comment | None:
    """The user's newest unsent draft on a unit, or None."""
    return (
        Comment.objects.filter(consultation=consultation, author=user, unit=unit, state=DRAFT)
        .order_by("-updated_at", "-pk")
        .first()
    )


def is_withdrawn_since(consultation: int, moment: datetime) -> bool:
    """Whether a comment was withdrawn or its text replaced since ``moment``: what was produced then still
    contains it.
    """
    gone = Q(state=Comment.State.WITHDRAWN) | ~Q(earlier="")
    return Comment.objects.filter(gone, consultation=consultation, updated_at__gte=moment).exists()


def list_sent_in(consultation: Consultation, *, with_private: bool) -> CommentQuerySet:
    """The comments of a consultation that were sent and not withdrawn; private ones only ``with_private``."""
    found = Comment.objects.filter(consultation=consultation)
    return found.sent() if with_private else found.public()
