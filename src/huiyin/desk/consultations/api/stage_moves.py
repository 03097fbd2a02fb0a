"""The effects of moving a consultation to a stage, and undoing a move while nothing depends on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from huiyin.desk.accounts.permissions import Stage
from huiyin.desk.audit.api import list_entries_in, record_audit_entry
from huiyin.desk.consultations.access import list_invited
from huiyin.desk.consultations.api.stages import STAGES, snapshot_stage
from huiyin.desk.consultations.models import Consultation, Statement, Vote
from huiyin.desk.core.edit_conflicts import check_unchanged

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

#: How long a move can be undone.
GRACE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class MoveEffect:
    """An effect of a move: text ``stage.does.<code>`` with its arguments. ``is_warning``: it may be unexpected."""

    code: str
    details: dict[str, Any]
    is_warning: bool = False


@dataclass(frozen=True, slots=True)
class RevocableMove:
    """The last move, which can be undone ``until`` then."""

    entry: int
    before: Stage
    after: Stage
    until: datetime


def describe_move(consultation: Consultation, stage: Stage) -> list[MoveEffect]:
    """The effects of moving to ``stage``, most important first."""
    if STAGES.index(stage) < STAGES.index(Stage(consultation.stage)):
        return [MoveEffect(f"back_to_{stage.value}", {})]
    return [*_list_endings(consultation), *_list_openings(consultation, stage)]


def _list_endings(consultation: Consultation) -> Iterator[MoveEffect]:
    """What ends with the current stage."""
    match Stage(consultation.stage):
        case Stage.COMMENTING:
            yield _describe_end("comments", consultation.days_left, consultation.closes) or (
                MoveEffect("comments_end", {})
            )
        case Stage.DELIBERATING:
            invited, counted = count_voters(consultation)
            yield MoveEffect("votes_end", {"counted": counted, "invited": invited})
            days = consultation.voting_days_left, consultation.voting_closes
            if (early := _describe_end("votes", *days)) is not None:
                yield early
        case Stage.SIGNING:
            yield MoveEffect("signing_ends", {})


def _describe_end(what: str, left: int | None, last: date | None) -> MoveEffect | None:
    """That ``what`` ends before its last day, ``left`` days from today; None if that day is over or not set."""
    if left is None or left < 0:
        return None
    if left == 0:
        return MoveEffect(f"{what}_end_today", {}, is_warning=True)
    return MoveEffect(f"{what}_end_early", {"n": left, "day": last}, is_warning=True)


def _list_openings(consultation: Consultation, stage: Stage) -> Iterator[MoveEffect]:
    """What begins with the next stage."""
    match stage:
        case Stage.COMMENTING:
            yield MoveEffect("published", {"n": list_invited(consultation).count()})
            if consultation.closes is None:
                yield MoveEffect("no_last_day", {}, is_warning=True)
        case Stage.DELIBERATING:
            statements = Statement.objects.filter(consultation=consultation, is_moderated_out=False)
            n = statements.count()
            yield MoveEffect("voting", {"n": n}) if n else MoveEffect("no_statements", {}, True)
        case _:
            yield MoveEffect(stage.value, {})


def count_voters(consultation: Consultation) -> tuple[int, int]:
    """The number of organisations that may vote, and of those with counted votes; unpublished votes do not count."""
    invited = list_invited(consultation)
    counted = Vote.objects.filter(
        statement__consultation=consultation, published__isnull=False, organisation__in=invited
    )
    return invited.count(), counted.values("organisation").distinct().count()


def list_uncounted(consultation: Consultation) -> list[str]:
    """The names of organisations without counted votes. Some may have voted: nothing reveals who, before five
    have (:mod:`huiyin.desk.consultations.api.votes`).
    """
    counted = Vote.objects.filter(
        statement__consultation=consultation, published__isnull=False, organisation__isnull=False
    )
    invited = list_invited(consultation).exclude(pk__in=counted.values("organisation"))
    return [one.name for one in invited.order_by("slug")]


def find_revocable_move(consultation: Consultation) -> RevocableMove | None:
    """The last move, if it is at most a day old and nothing since depends on it. A move that published votes
    cannot be undone, since they may have been read.
    """
    entries = list_entries_in(consultation.pk, with_private=True).order_by("-pk")
    last = entries.filter(verb__in=("move", "move.take_back")).first()
    if last is None or last.verb != "move" or last.created_at < timezone.now() - GRACE:
        return None
    before, after = Stage(last.details["before"]), Stage(last.details["after"])
    if after != consultation.stage or entries.filter(pk__gt=last.pk).exists():
        return None
    votes = Vote.objects.filter(statement__consultation=consultation)
    made_public = STAGES.index(before) <= STAGES.index(Stage.DELIBERATING) < STAGES.index(after)
    if votes.filter(cast_at__gt=last.created_at).exists() or (made_public and votes.exists()):
        return None
    return RevocableMove(last.pk, before, after, last.created_at + GRACE)


class NothingToTakeBack(ValueError):
    """The last move can no longer be undone."""


@transaction.atomic
def take_back_move(consultation: Consultation, by: User, *, seen: str | None = None) -> Stage:
    """Undo the last move; returns the stage. ``seen``: the version of the stage on the page. Raises
    :class:`NothingToTakeBack`, and :class:`huiyin.desk.core.edit_conflicts.EditConflict` if it was moved since.
    """
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    move = find_revocable_move(consultation)
    if move is None:
        raise NothingToTakeBack
    check_unchanged(seen, snapshot_stage(consultation), {"stage": move.before.value})
    consultation.stage = move.before.value
    consultation.save(update_fields=("stage",))
    record_audit_entry(
        by,
        "move.take_back",
        consultation,
        before=move.after.value,
        after=move.before.value,
        move=move.entry,
    )
    return move.before
