"""Rows that say something of a person, for who gives people their data and erases them (:mod:`huiyin.desk.personal`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from huiyin.desk.consultations.api.comments import erase_comments
from huiyin.desk.consultations.models import (
    Comment,
    Consultation,
    Decision,
    Intake,
    OpinionResult,
    Statement,
    Vote,
)

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

#: How the name of a participant begins that was taken out.
ERASED = "erased:"


# ---- comments ------------------------------------------------------------------------------------------


def list_comments_by(person: User) -> QuerySet[Comment]:
    """What somebody wrote, drafts and what they withdrew too."""
    return Comment.objects.filter(author=person).order_by("pk")


def list_comments_of(person: User) -> QuerySet[Comment]:
    """What somebody wrote, and what others sent in that bears their address, without what was never more than a key."""
    found = Comment.objects.filter(_said_by(person, "author", "speaker"))
    return found.exclude(state=Comment.State.DROPPED).select_related("consultation", "organisation").order_by("pk")  # fmt: skip


def list_spoken_comments() -> QuerySet[Comment]:
    """Comments that came in a file, with who spoke as it stands there."""
    return Comment.objects.filter(author=None).exclude(speaker="").order_by("pk")


def list_speakers() -> QuerySet[Comment]:
    """Comments that say who spoke, also such as somebody with an account wrote."""
    return Comment.objects.exclude(speaker="").order_by("pk")


def select_unkept(comments: QuerySet[Comment]) -> QuerySet[Comment]:
    """Those of ``comments`` that go with who wrote them: all but what was sent in an organisation's name."""
    return comments.exclude(state=Comment.State.SENT, organisation__isnull=False)


def count_by_fate(person: User) -> dict[str, int]:
    """How many comments of somebody there are of each kind that erasing treats apart."""
    comments = Comment.objects.filter(author=person)
    sent = comments.sent()
    return {
        "drafts": comments.filter(state=Comment.State.DRAFT).count(),
        "withdrawn": comments.filter(state=Comment.State.WITHDRAWN).count(),
        "own_comments": sent.filter(organisation=None).count(),
        "comment": sent.exclude(organisation=None).count(),
    }


def set_speaker(comment: Comment, speaker: str) -> None:
    Comment.objects.filter(pk=comment.pk).update(speaker=speaker, updated_at=timezone.now())


def set_place(comment: Comment, place: str) -> None:
    Comment.objects.filter(pk=comment.pk).update(place=place)


def erase_each(comments: Iterable[Comment]) -> None:
    """Take comments away, of each consultation together."""
    keys: dict[int, list[int]] = defaultdict(list)
    for comment in comments:
        keys[comment.consultation_id].append(comment.pk)
    for number, of_it in sorted(keys.items()):
        erase_comments(Consultation.objects.get(pk=number), of_it)


def list_stale_drafts(before: datetime, stages: Collection[str]) -> QuerySet[Comment]:
    """Comments that were never sent, and the keys of drafts that were deleted, where the consultation is in none of
    ``stages`` any more."""
    unsent = (Comment.State.DRAFT, Comment.State.DROPPED)
    found = Comment.objects.filter(state__in=unsent, updated_at__lt=before)
    return found.exclude(consultation__stage__in=stages)


# ---- votes and statements ------------------------------------------------------------------------------


def list_votes_of(person: User) -> QuerySet[Vote]:
    """Votes that somebody cast, and such as came in a file under their address."""
    found = Vote.objects.filter(_said_by(person, "user", "participant"), value__isnull=False)
    return found.select_related("statement__consultation", "organisation").order_by("pk")


def list_votes_by(person: User) -> QuerySet[Vote]:
    return Vote.objects.filter(user=person, value__isnull=False).order_by("pk")


def list_filed_votes() -> QuerySet[Vote]:
    """Votes that came in a file, with what their participants are called there."""
    found = Vote.objects.filter(organisation=None)
    return found.select_related("statement__consultation").order_by("pk")


def list_votes_beside(vote: Vote) -> QuerySet[Vote]:
    """All votes under the name of one that came in a file, in its consultation."""
    found = list_filed_votes().filter(participant=vote.participant)
    return found.filter(statement__consultation=vote.statement.consultation_id)


def forget_voters(firsts: Iterable[Vote]) -> None:
    """Who voted by a file keeps the votes and loses the name; the map is drawn anew."""
    touched = set()
    for first in firsts:
        for vote in list_votes_beside(first):
            Vote.objects.filter(pk=vote.pk).update(participant=f"{ERASED}{vote.pk}")
        touched.add(first.statement.consultation_id)
    OpinionResult.objects.filter(consultation__in=touched).delete()


def list_statements(numbers: Collection[int]) -> QuerySet[Statement]:
    found = Statement.objects.filter(pk__in=numbers)
    return found.select_related("consultation").order_by("pk")


# ---- files, decisions, consultations -------------------------------------------------------------------


def list_intakes() -> QuerySet[Intake]:
    """Files of comments that were sent in."""
    return Intake.objects.select_related("consultation").order_by("pk")


def list_intakes_by(person: User) -> QuerySet[Intake]:
    return list_intakes().filter(created_by=person)


def scrub_intake(intake: Intake, **columns: Any) -> None:
    """What is kept of a file beside what was taken from it is changed."""
    Intake.objects.filter(pk=intake.pk).update(**columns)


def list_decisions_by(person: User) -> QuerySet[Decision]:
    found = Decision.objects.filter(created_by=person)
    return found.select_related("consultation").order_by("pk")


def list_opened_by(person: User) -> QuerySet[Consultation]:
    return Consultation.objects.filter(created_by=person).order_by("pk")


def find_consultation(number: int) -> Consultation | None:
    return Consultation.objects.filter(pk=number).first()


def _said_by(person: User, account: str, words: str) -> Q:
    """Rows of the account, and such of no account as may bear their address."""
    of_nobody = Q(**{account: None, f"{words}__icontains": person.email})
    return Q(**{account: person}) | of_nobody
