"""A consultation's settings: titles, days, skipped stages, and who may comment."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.consultations.api.stages import SKIPPABLE
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.core.edit_conflicts import check_unchanged

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.registry.models import Organisation


@dataclass(frozen=True, slots=True)
class SettingsInput:
    """Settings as entered. ``reply_due``: computes the due day from the current one. ``with_stages``: the
    optional stages that are not skipped, or None if that was not asked.
    """

    title_zh: str
    title_en: str
    intro_zh: str
    intro_en: str
    opens: date | None
    closes: date | None
    reply_due: Callable[[date | None], date | None]
    with_stages: Collection[str] | None = None


_WORDS = ("title_zh", "title_en", "intro_zh", "intro_en", "opens", "closes", "reply_due")


def snapshot_settings(consultation: Consultation) -> dict[str, Any]:
    """The values in the settings form, for the version."""
    kept = {name: getattr(consultation, name) for name in _WORDS}
    for day in ("opens", "closes", "reply_due"):
        kept[day] = kept[day].isoformat() if kept[day] else ""
    return kept | {"with_stage": [s.value for s in SKIPPABLE if s.value not in consultation.skips]}


@transaction.atomic
def add_title(consultation: Consultation, language: str, title: str, by: User) -> bool:
    """Set the title in ``language`` if there is none; returns whether it was set."""
    held = Consultation.objects.select_for_update().get(pk=consultation.pk)
    name, title = f"title_{language}", title.strip()[:300]
    if getattr(held, name) or not title:
        return False
    setattr(held, name, title)
    held.save(update_fields=(name,))
    record_audit_entry(by, "prepare", held, **{name: title})
    return True


@transaction.atomic
def save_settings(
    consultation: Consultation, settings: SettingsInput, by: User, *, seen: str | None = None
) -> None:
    """Save the settings; other columns, above all the stage, stay as they are. ``seen``: the version that the
    form showed. Raises :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
    """
    held = Consultation.objects.select_for_update().get(pk=consultation.pk)
    stored = snapshot_settings(held)
    due = settings.reply_due(held.reply_due)
    given = {name: getattr(settings, name) for name in _WORDS} | {"reply_due": due}
    stages = stored["with_stage"] if settings.with_stages is None else settings.with_stages
    typed = [one.value for one in SKIPPABLE if one.value in stages]
    check_unchanged(
        seen, stored, given | {"with_stage": typed}
    )  # a day is compared as it is written
    for name, value in given.items():
        setattr(held, name, value)
    # The current stage cannot be skipped.
    held.skips = sorted({one.value for one in SKIPPABLE} - {*typed, held.stage})
    held.save(update_fields=(*_WORDS, "skips"))
    record_audit_entry(by, "prepare", held)


# ---- who may comment ---------------------------------------------------------------------------------


def snapshot_invited(consultation: Consultation) -> dict[str, str]:
    """Whether only invited organisations may comment, for the version."""
    return {"is_by_invitation": "on" if consultation.is_by_invitation else ""}


def _lock_consultation(
    consultation: Consultation, seen: str | None, *, by_invitation: bool
) -> Consultation:
    held = Consultation.objects.select_for_update().get(pk=consultation.pk)
    wanted = {"is_by_invitation": "on" if by_invitation else ""}
    check_unchanged(seen, snapshot_invited(held), wanted)
    return held


@transaction.atomic
def choose_who(
    consultation: Consultation, by: User, *, by_invitation: bool, seen: str | None = None
) -> None:
    """Let only invited organisations comment, or all. Raises
    :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
    """
    held = _lock_consultation(consultation, seen, by_invitation=by_invitation)
    held.is_by_invitation = by_invitation
    held.save(update_fields=("is_by_invitation",))
    record_audit_entry(by, "prepare", held)


@transaction.atomic
def invite_more(
    consultation: Consultation, more: Sequence[Organisation], by: User, *, seen: str | None = None
) -> None:
    """Invite organisations, and let only invited ones comment from now on. Raises
    :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
    """
    held = _lock_consultation(consultation, seen, by_invitation=True)
    held.invited.add(*more)
    held.is_by_invitation = True
    held.save(update_fields=("is_by_invitation",))
    record_audit_entry(by, "invite.add", held, n=len(more))


@transaction.atomic
def invite_fewer(consultation: Consultation, fewer: Sequence[Organisation], by: User) -> None:
    """Remove organisations from the invited."""
    consultation.invited.remove(*fewer)
    record_audit_entry(by, "invite.remove", consultation, n=len(fewer))


@transaction.atomic
def save_voting_day(consultation: Consultation, day: date | None, by: User) -> None:
    """Voting ends at the end of ``day``; None: with the stage."""
    held = Consultation.objects.select_for_update().get(pk=consultation.pk)
    held.voting_closes = day
    held.save(update_fields=("voting_closes",))
    record_audit_entry(by, "voting_day", held, day=day.isoformat() if day else "")
