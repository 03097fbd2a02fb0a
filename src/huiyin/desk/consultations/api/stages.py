"""Move a consultation to the next or previous stage."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.permissions import Stage
from huiyin.desk.audit.api import list_entries_in, record_audit_entry
from huiyin.desk.consultations.api import groups, votes
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.core.edit_conflicts import check_unchanged
from huiyin.desk.ledger.api import find_exchange, record_exchange
from huiyin.desk.ledger.data import ExchangeDirection, ExchangeKind, Promise

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User


STAGES = tuple(Stage)


#: Stages that can be skipped.
SKIPPABLE = (Stage.GROUPING, Stage.DELIBERATING)


def find_next_stage(stage: str, skips: Collection[str] = ()) -> Stage | None:
    """The next stage that is not skipped, or None after the last."""
    later = STAGES[STAGES.index(Stage(stage)) + 1 :]
    return next((one for one in later if one not in skips), None)


def find_previous_stage(stage: str, skips: Collection[str] = ()) -> Stage | None:
    earlier = STAGES[: STAGES.index(Stage(stage))]
    return next((one for one in reversed(earlier) if one not in skips), None)


def lock_consultation(number: int, *, only_to_wait: bool = False) -> Consultation:
    """The row, locked until the transaction ends. ``only_to_wait``: others may still write rows that refer to
    it (FOR NO KEY UPDATE).
    """
    return Consultation.objects.select_for_update(no_key=only_to_wait).get(pk=number)


class NoDraftText(ValueError):
    """No text of the draft has been read, so there is nothing to comment on."""


def snapshot_stage(consultation: Consultation) -> dict[str, str]:
    """The stage, for the version."""
    return {"stage": consultation.stage}


def list_stage_days(consultation: Consultation) -> dict[Stage, date]:
    """Stage → the day on which it was last entered, or the day stated if it was recorded later; undone moves do
    not count. One query.
    """
    verbs = ("move", "move.take_back")
    entries = list_entries_in(consultation.pk, with_private=False).filter(verb__in=verbs)
    moves = list(
        entries.order_by("created_at", "pk").values_list("pk", "verb", "created_at", "details")
    )
    gone = {details["move"] for _, verb, _, details in moves if verb != "move"}
    return {
        Stage(details["after"]): get_day_of_move(moment, details)
        for pk, verb, moment, details in moves
        if verb == "move" and pk not in gone
    }


def get_day_of_move(moment: datetime, details: Mapping[str, Any]) -> date:
    """The day of a move, from its log entry."""
    given = details.get("day")
    return date.fromisoformat(given) if given else timezone.localdate(moment)


@transaction.atomic
def move_to_stage(
    consultation: Consultation,
    stage: Stage,
    by: User,
    *,
    seen: str | None = None,
    day: date | None = None,
) -> None:
    """Move to ``stage``, the next or previous one; does nothing if it is there. ``seen``: the version of the
    stage on the page. ``day``: the actual day, if recorded later.

    Raises ``ValueError`` for any other stage, :class:`NoDraftText`, and
    :class:`huiyin.desk.core.edit_conflicts.EditConflict` if it was moved since.
    """
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    stage_before, skips = consultation.stage, consultation.skips
    if stage == stage_before:
        return
    check_unchanged(seen, snapshot_stage(consultation), {"stage": stage.value})
    if stage not in (
        find_next_stage(stage_before, skips),
        find_previous_stage(stage_before, skips),
    ):
        raise ValueError(f"{stage} does not border on {consultation.stage}")
    if stage_before == Stage.PREPARING and not consultation.draft.expressions.exists():
        raise NoDraftText
    before, consultation.stage = consultation.stage, stage.value
    consultation.save(update_fields=("stage",))
    # Also if voting was left backwards and is now skipped: votes cast are counted.
    if STAGES.index(Stage(before)) <= STAGES.index(Stage.DELIBERATING) < STAGES.index(stage):
        votes.end_voting(consultation)
    more = {"day": day.isoformat()} if day else {}
    record_audit_entry(by, "move", consultation, before=before, after=stage.value, **more)
    # Imports have started grouping for their comments; those written on the page wait for this.
    if (before, stage) == (Stage.COMMENTING, Stage.GROUPING):
        groups.group_new_comments(consultation, by)
    if before == Stage.PREPARING:
        record_call(consultation, by, day)


def record_call(consultation: Consultation, by: User, day: date | None = None) -> None:
    """Record in the ledger, once, that an authority asks for comments, on ``day`` or today, until the closing day."""
    if consultation.initiator is None or find_exchange(consultation.pk, ExchangeKind.CALL):
        return
    page = reverse("consultation", args=(consultation.slug,))
    record_exchange(
        ExchangeKind.CALL,
        ExchangeDirection.FROM_AUTHORITY,
        day or timezone.localdate(),
        authority=consultation.initiator.pk,
        network=consultation.network_id,
        consultation=consultation.pk,
        details={},
        subject={"zh": consultation.title_zh, "en": consultation.title_en},
        link=page,
        promise=Promise(consultation.closes, source=page) if consultation.closes else None,
        by=by,
    )
