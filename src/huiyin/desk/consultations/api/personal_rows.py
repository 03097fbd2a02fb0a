"""Rows about a person, for giving people their data and erasing it (:mod:`huiyin.desk.personal`)."""

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

#: The prefix of a participant's name after erasure.
ERASED = "erased:"


# ---- comments ------------------------------------------------------------------------------------------


def list_comments_by(person: User) -> QuerySet[Comment]:
    """All comments by a person, drafts and withdrawn ones too."""
    return Comment.objects.filter(author=person).order_by("pk")


def list_comments_of(person: User) -> QuerySet[Comment]:
    """Comments by a person, and imported ones with their address; without deleted drafts."""
    found = Comment.objects.filter(_said_by(person, "author", "speaker"))
    return found.exclude(state=Comment.State.DROPPED).select_related("consultation", "organisation").order_by("pk")  # fmt: skip


def list_spoken_comments() -> QuerySet[Comment]:
    """Imported comments with the speaker named in the file."""
    return Comment.objects.filter(author=None).exclude(speaker="").order_by("pk")


def list_speakers() -> QuerySet[Comment]:
    """Comments that name a speaker, also those by people with accounts."""
    return Comment.objects.exclude(speaker="").order_by("pk")


def select_unkept(comments: QuerySet[Comment]) -> QuerySet[Comment]:
    """Those of ``comments`` that are deleted with their author: all but those sent for an organisation."""
    return comments.exclude(state=Comment.State.SENT, organisation__isnull=False)


def count_by_fate(person: User) -> dict[str, int]:
    """The number of a person's comments by how erasure treats them."""
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
    """Erase comments, grouped by consultation."""
    keys: dict[int, list[int]] = defaultdict(list)
    for comment in comments:
        keys[comment.consultation_id].append(comment.pk)
    for number, of_it in sorted(keys.items()):
        erase_comments(Consultation.objects.get(pk=number), of_it)


def list_stale_drafts(before: datetime, stages: Collection[str]) -> QuerySet[Comment]:
    """Unsent comments, and keys of deleted drafts, in consultations no longer in one of ``stages``."""
    unsent = (Comment.State.DRAFT, Comment.State.DROPPED)
    found = Comment.objects.filter(state__in=unsent, updated_at__lt=before)
    return found.exclude(consultation__stage__in=stages)


# ---- votes and statements ------------------------------------------------------------------------------


def list_votes_of(person: User) -> QuerySet[Vote]:
    """Votes of a person, and imported ones under their address."""
    found = Vote.objects.filter(_said_by(person, "user", "participant"), value__isnull=False)
    return found.select_related("statement__consultation", "organisation").order_by("pk")


def list_votes_by(person: User) -> QuerySet[Vote]:
    return Vote.objects.filter(user=person, value__isnull=False).order_by("pk")


def list_filed_votes() -> QuerySet[Vote]:
    """Imported votes with the participant's name in the file."""
    found = Vote.objects.filter(organisation=None)
    return found.select_related("statement__consultation").order_by("pk")


def list_votes_beside(vote: Vote) -> QuerySet[Vote]:
    """All votes of the same imported participant in the consultation."""
    found = list_filed_votes().filter(participant=vote.participant)
    return found.filter(statement__consultation=vote.statement.consultation_id)


def forget_voters(firsts: Iterable[Vote]) -> None:
    """Remove the names of imported voters; their votes stay, and the map is recomputed."""
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
    """Imported files."""
    return Intake.objects.select_related("consultation").order_by("pk")


def list_intakes_by(person: User) -> QuerySet[Intake]:
    return list_intakes().filter(created_by=person)


def scrub_intake(intake: Intake, **columns: Any) -> None:
    """Overwrite data stored about a file, apart from its comments."""
    Intake.objects.filter(pk=intake.pk).update(**columns)


def list_decisions_by(person: User) -> QuerySet[Decision]:
    found = Decision.objects.filter(created_by=person)
    return found.select_related("consultation").order_by("pk")


def list_opened_by(person: User) -> QuerySet[Consultation]:
    return Consultation.objects.filter(created_by=person).order_by("pk")


def find_consultation(number: int) -> Consultation | None:
    return Consultation.objects.filter(pk=number).first()


def _said_by(person: User, account: str, words: str) -> Q:
    """Rows of the account, and rows without an account that may contain its address."""
    of_nobody = Q(**{account: None, f"{words}__icontains": person.email})
    return Q(**{account: person}) | of_nobody
