"""Say something about a provision; find what was said."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from huiyin.desk.accounts.api import record
from huiyin.desk.accounts.mails.outbox import gather
from huiyin.desk.accounts.models import User
from huiyin.desk.consultations.api.laws import laws_of
from huiyin.desk.consultations.models import Comment, Consultation, Provision, Tally
from huiyin.desk.registry.models import Organisation, Seat
from huiyin.text import detect_language

SENT, DRAFT, WITHDRAWN = Comment.State.SENT, Comment.State.DRAFT, Comment.State.WITHDRAWN


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody wrote in the form. ``key`` was made by the page, so that what is sent twice is there
    once; ``eid`` is empty for a comment on the whole law."""

    key: UUID
    eid: str
    text: str
    wording: str = ""
    quote: str = ""
    is_private: bool = False


class NothingSaid(ValueError):
    """Neither words nor a wording that differs from the draft's."""


class NotYours(Exception):
    """Somebody else's comment, or one that was sent already."""


def keep_draft(
    consultation: Consultation, author: User, organisation: Organisation | None, said: Said
) -> Comment:
    """Save what is being written, for its author alone. Raises :class:`NotYours`."""
    return _save(consultation, author, organisation, said, DRAFT)


@transaction.atomic
def send(
    consultation: Consultation, author: User, organisation: Organisation | None, said: Said
) -> Comment:
    """Send a comment. Sending the same ``key`` again changes nothing and gives the comment that is there.

    Raises :class:`NothingSaid` and :class:`NotYours`.
    """
    there = Comment.objects.select_for_update().filter(public_id=said.key).first()
    if there is not None and there.state != DRAFT:
        if there.author_id != author.pk:
            raise NotYours
        return there
    if not (said.text.strip() or _changed_wording(consultation, said)):
        raise NothingSaid
    comment = _save(consultation, author, organisation, said, SENT)
    if not comment.is_private:
        count(consultation, comment.unit, 1)
    record(author, "send", comment)
    gather(author, "comments", comment.pk, consultation=consultation.pk)
    return comment


def _save(
    consultation: Consultation,
    author: User,
    organisation: Organisation | None,
    said: Said,
    state: str,
) -> Comment:
    place = _place(consultation, said.eid)
    wording = _changed_wording(consultation, said)
    comment = Comment.objects.filter(public_id=said.key).first() or Comment(public_id=said.key)
    if comment.pk is not None and (comment.author_id != author.pk or comment.state != DRAFT):
        raise NotYours
    comment.consultation = consultation
    comment.author = author
    comment.at = timezone.now()
    comment.organisation = organisation
    comment.state = state
    comment.is_private = said.is_private
    comment.eid = said.eid if place else ""
    comment.unit = place.unit if place else ""
    comment.quote = said.quote.strip()
    comment.text = said.text.strip()
    comment.wording = wording
    comment.language = detect_language(comment.text or comment.wording)[:2]
    comment.save()
    return comment


def _place(consultation: Consultation, eid: str) -> Provision | None:
    if not eid:
        return None
    return Provision.objects.filter(text_of__version=consultation.draft, eid=eid).first()


def _changed_wording(consultation: Consultation, said: Said) -> str:
    """The wording asked for, or nothing where it is the draft's own."""
    wanted = said.wording.strip()
    if not wanted or not said.eid:
        return wanted
    drafts = (law.by_eid.get(said.eid) for law in laws_of(consultation.draft).values())
    own = {_bare(provision.full_text) for provision in drafts if provision is not None}
    return "" if _bare(wanted) in own else wanted


def _bare(text: str) -> str:
    return "".join(text.split())


@transaction.atomic
def withdraw(comment: Comment, by: User) -> None:
    """Take one's own comment back; it stays with its author, and the act is recorded."""
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if comment.author_id != by.pk:
        raise NotYours
    if comment.state != SENT:
        return
    comment.state = WITHDRAWN
    comment.save(update_fields=("state", "changed"))
    if not comment.is_private:
        count(comment.consultation, comment.unit, -1)
    record(by, "withdraw", comment)


def count(consultation: Consultation, unit: str, more: int) -> None:
    """Add to the tally of a unit. Call it in the transaction of what is counted."""
    Tally.objects.filter(consultation=consultation, unit=unit).update(comments=F("comments") + more)


def visible(consultation: Consultation, user: User, *, sees_private: bool) -> QuerySet[Comment]:
    """The comments that ``user`` may read, newest first: public ones, their own, and, where
    ``sees_private``, private ones. Drafts are not among them."""
    sent = Comment.objects.filter(consultation=consultation, state=SENT)
    if not sees_private:
        public = Q(is_private=False)
        sent = sent.filter(public | Q(author=user) if user.is_authenticated else public)
    return sent.select_related("organisation", "author").order_by("-id")


def own(consultation: Consultation, user: User) -> QuerySet[Comment]:
    """What ``user`` has said, drafts among it, and what organisations they speak for sent in a file; newest
    first."""
    sent_in_files = Q(
        intake__isnull=False,
        organisation__in=Seat.objects.filter(user=user).values("organisation"),
    )
    return (
        Comment.objects.filter(Q(author=user) | sent_in_files, consultation=consultation)
        .select_related("organisation", "group", "intake")
        .order_by("-id")
    )


def drafts_of(consultation: Consultation, user: User, unit: str) -> Comment | None:
    """What ``user`` was writing about a unit and has not sent."""
    return (
        Comment.objects.filter(consultation=consultation, author=user, unit=unit, state=DRAFT)
        .order_by("-changed")
        .first()
    )
