"""Initiatives: begin one, describe it, and say who takes part, what it cost, what it wrote."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.edit_conflicts import check_unchanged
from huiyin.desk.core.slugs import find_free_slug
from huiyin.desk.core.stored_files import make_stored_name, shorten_name
from huiyin.desk.initiatives.data import DocumentInput, InitiativeInput, MoneyInput, PartInput
from huiyin.desk.initiatives.models import (
    Initiative,
    InitiativeDocument,
    InitiativeFocus,
    InitiativeMoney,
    InitiativePart,
)
from huiyin.desk.registry.periods import UnusableFact, make_period

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User


class UnusableInitiative(ValueError):
    """What cannot be done: ``initiative.wrong.<code>``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def date_period(since: str, until: str) -> dict[str, Any]:
    """Column → value, of what has a period. Raises :class:`UnusableInitiative`."""
    today = timezone.localdate()
    try:
        made = make_period(since, until, seen_on=today, over_on=today)
    except UnusableFact as wrong:
        raise UnusableInitiative("backwards" if wrong.code == "backwards" else "days") from None
    return {
        "since": made.since,
        "until": made.until,
        "first_day": made.first_day,
        "last_day": made.last_day,
    }


_WORDED = ("name", "description", "results")


def snapshot_initiative(initiative: Initiative) -> dict[str, Any]:
    """What the form shows of an initiative, for its version."""
    names = [f"{stem}_{language}" for stem in _WORDED for language in ("zh", "en")]
    shown = {
        name: getattr(initiative, name) for name in (*names, "kind", "state", "since", "until")
    }
    return shown | {
        "network": initiative.network_id,
        "focuses": [one.focus for one in initiative.focuses.all()],
        "places": "\n".join(initiative.places),
        "is_public": "yes" if initiative.is_public else "",
    }


def _describe(given: InitiativeInput) -> dict[str, Any]:
    """Column → value."""
    words = {"name": given.names, "description": given.descriptions, "results": given.results}
    return {
        "kind": given.kind.value,
        "state": given.state.value,
        "network_id": given.network,
        "places": list(given.places),
        "is_public": given.is_public,
        **{
            f"{stem}_{language}": said.get(language, "")
            for stem, said in words.items()
            for language in ("zh", "en")
        },
        **date_period(given.since, given.until),
    }


@transaction.atomic
def begin_initiative(given: InitiativeInput, by: User | None) -> Initiative:
    """A new one. Raises :class:`UnusableInitiative`."""
    columns = _describe(given)
    latin = slugify(unicodedata.normalize("NFKD", columns["name_en"]))
    if len(latin) > 60:
        latin = latin[:60].rpartition("-")[0]
    slug = find_free_slug(Initiative.objects, latin or "initiative")
    made = Initiative.objects.create(slug=slug, created_by=by, **columns)
    _set_focuses(made, given.focuses)
    record_audit_entry(by, "initiative.begin", made, name=str(made))
    return made


@transaction.atomic
def describe_initiative(
    initiative: Initiative, given: InitiativeInput, by: User, *, seen: str | None = None
) -> Initiative:
    """Other words, another state. Raises :class:`huiyin.desk.core.edit_conflicts.EditConflict`, :class:`UnusableInitiative`."""
    held = lock_initiative(initiative)
    columns = _describe(given)
    shown = snapshot_initiative(held)
    for name, value in columns.items():
        setattr(held, name, value)
    typed = snapshot_initiative(held) | {"focuses": list(given.focuses)}
    check_unchanged(seen, shown, typed)
    held.save(update_fields=tuple(columns))
    _set_focuses(held, given.focuses)
    record_audit_entry(by, "initiative.describe", held, name=str(held))
    if shown["state"] != held.state:
        record_audit_entry(by, "initiative.state", held, name=str(held), state=held.state)
    return held


def lock_initiative(initiative: Initiative) -> Initiative:
    return Initiative.objects.select_for_update().get(pk=initiative.pk)


def _set_focuses(initiative: Initiative, slugs: Sequence[str]) -> None:
    initiative.focuses.exclude(focus__in=slugs).delete()
    there = set(initiative.focuses.values_list("focus", flat=True))
    InitiativeFocus.objects.bulk_create(
        InitiativeFocus(initiative=initiative, focus=slug)
        for slug in dict.fromkeys(slugs)
        if slug not in there
    )


# ---- who takes part ------------------------------------------------------------------------------------


@transaction.atomic
def add_part(initiative: Initiative, given: PartInput, by: User | None) -> InitiativePart:
    """That an organisation leads it or takes part, during a period. Raises :class:`UnusableInitiative` where it does so at
    that time already."""
    held = lock_initiative(initiative)
    period = date_period(given.since, given.until)
    for part in held.parts.filter(organisation=given.organisation, role=given.role.value):
        begins, ends = period["first_day"] or date.min, period["last_day"] or date.max
        if begins <= (part.last_day or date.max) and (part.first_day or date.min) <= ends:
            raise UnusableInitiative("part_there")
    part = InitiativePart.objects.create(
        initiative=held,
        organisation_id=given.organisation,
        role=given.role.value,
        created_by=by,
        **period,
    )
    record_audit_entry(by, "initiative.part_add", held, name=str(part.organisation))
    return part


@transaction.atomic
def end_part(initiative: Initiative, number: int, until: str, by: User) -> None:
    """It leads it, or takes part, no more since ``until``. Raises :class:`UnusableInitiative`."""
    held = lock_initiative(initiative)
    part = held.parts.select_for_update().filter(pk=number).first()
    if part is None:
        raise UnusableInitiative("gone")
    for name, value in date_period(part.since, until).items():
        setattr(part, name, value)
    part.save(update_fields=("since", "until", "first_day", "last_day"))
    record_audit_entry(by, "initiative.part_end", held, name=str(part.organisation))


@transaction.atomic
def remove_part(initiative: Initiative, number: int, by: User) -> None:
    """It was written down by mistake. Raises :class:`UnusableInitiative`."""
    held = lock_initiative(initiative)
    part = held.parts.filter(pk=number).first()
    if part is None:
        raise UnusableInitiative("gone")
    name = str(part.organisation)
    part.delete()
    record_audit_entry(by, "initiative.part_remove", held, name=name)


# ---- money and documents ---------------------------------------------------------------------------------


@transaction.atomic
def add_money(initiative: Initiative, given: MoneyInput, by: User | None) -> InitiativeMoney:
    held = lock_initiative(initiative)
    money = InitiativeMoney.objects.create(
        initiative=held,
        amount=given.amount,
        currency=given.currency,
        source=given.source.value,
        year=given.year,
        note=given.note,
        created_by=by,
    )
    record_audit_entry(by, "initiative.money_add", held, name=str(held))
    return money


@transaction.atomic
def remove_money(initiative: Initiative, number: int, by: User) -> None:
    """Raises :class:`UnusableInitiative`."""
    held = lock_initiative(initiative)
    money = held.money.filter(pk=number).first()
    if money is None:
        raise UnusableInitiative("gone")
    money.delete()
    record_audit_entry(by, "initiative.money_remove", held, name=str(held))


@transaction.atomic
def add_document(
    initiative: Initiative, given: DocumentInput, by: User | None
) -> InitiativeDocument:
    """A document as it was sent, or a picture as it was redrawn."""
    held = lock_initiative(initiative)
    row = InitiativeDocument(
        initiative=held,
        name=shorten_name(given.name),
        title_zh=given.titles.get("zh", ""),
        title_en=given.titles.get("en", ""),
        is_picture=given.is_picture,
        size=len(given.data),
        sha256=hashlib.sha256(given.data).hexdigest(),
        created_by=by,
    )
    row.file.save(make_stored_name(given.name), ContentFile(given.data), save=False)
    row.save(force_insert=True)
    record_audit_entry(by, "initiative.document_add", held, name=str(row))
    return row


@transaction.atomic
def withdraw_document(initiative: Initiative, number: int, by: User) -> None:
    """It is shown no more; the file stays, for the record names it. Raises :class:`UnusableInitiative`."""
    held = lock_initiative(initiative)
    row = held.documents.select_for_update().filter(pk=number, withdrawn_at=None).first()
    if row is None:
        raise UnusableInitiative("gone")
    row.withdrawn_at = timezone.now()
    row.save(update_fields=("withdrawn_at",))
    record_audit_entry(by, "initiative.document_withdraw", held, name=str(row))


def sum_money(rows: Sequence[InitiativeMoney]) -> Mapping[tuple[str, str], Any]:
    """(source, currency) → total. Currencies are never added to each other."""
    totals: dict[tuple[str, str], Any] = {}
    for one in rows:
        key = (one.source, one.currency)
        totals[key] = totals.get(key, 0) + one.amount
    return totals
