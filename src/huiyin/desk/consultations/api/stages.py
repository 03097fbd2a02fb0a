"""Where a consultation stands: move it on or back."""

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


#: Stages that a consultation may go without.
SKIPPABLE = (Stage.GROUPING, Stage.DELIBERATING)


def find_next_stage(stage: str, skips: Collection[str] = ()) -> Stage | None:
    """The stage after ``stage`` that is not skipped, or None after the last."""
    later = STAGES[STAGES.index(Stage(stage)) + 1 :]
    return next((one for one in later if one not in skips), None)


def find_previous_stage(stage: str, skips: Collection[str] = ()) -> Stage | None:
    earlier = STAGES[: STAGES.index(Stage(stage))]
    return next((one for one in reversed(earlier) if one not in skips), None)


def lock_consultation(number: int, *, only_to_wait: bool = False) -> Consultation:
    """The row, locked until the transaction ends. ``only_to_wait``: so that rows that lead to it can still be written by
    others."""
    return Consultation.objects.select_for_update(no_key=only_to_wait).get(pk=number)


class NoDraftText(ValueError):
    """No text of the draft could be read yet, so there is nothing to comment on."""


def snapshot_stage(consultation: Consultation) -> dict[str, str]:
    """The stage, for the version of what leads on from it."""
    return {"stage": consultation.stage}


def list_stage_days(consultation: Consultation) -> dict[Stage, date]:
    """The stages that somebody moved the consultation to, each with the day of the last time, the one that was given where
    it is entered later; what was taken back counts as if it had not been. One query."""
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
    """When a consultation came to a stage, of the entry of its move."""
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
    """Go to ``stage``, the next or the one before; nothing where it is there already. ``seen``: the version of
    :func:`shown` that the page had. ``day``: when it came there, where it is entered later.

    Raises ``ValueError`` for any other stage, :class:`NothingRead` where there is no text to go on with,
    :class:`huiyin.desk.core.edit_conflicts.EditConflict` where it was moved since.
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
    # Also where voting was gone back behind and is skipped on the way forward: what was cast is counted.
    if STAGES.index(Stage(before)) <= STAGES.index(Stage.DELIBERATING) < STAGES.index(stage):
        votes.end_voting(consultation)
    more = {"day": day.isoformat()} if day else {}
    record_audit_entry(by, "move", consultation, before=before, after=stage.value, **more)
    # Of what came by files the import had it done already; what was written on the page waits for this.
    if (before, stage) == (Stage.COMMENTING, Stage.GROUPING):
        groups.group_new_comments(consultation, by)
    if before == Stage.PREPARING:
        record_call(consultation, by, day)


def record_call(consultation: Consultation, by: User, day: date | None = None) -> None:
    """In the ledger, once: an authority asks for comments on ``day``, today unless it is given, until the last day of the
    window."""
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
