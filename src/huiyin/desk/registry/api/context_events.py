"""Dated policies, technologies and crises that members name as reasons for change; no evidence of causation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.registry.api.focus_list import list_slugs_of, map_focuses
from huiyin.desk.registry.data import OPEN, UNKNOWN, ContextInput, ContextKind, ContextRecord
from huiyin.desk.registry.models import ContextEvent, FocusArea
from huiyin.desk.registry.periods import StoredPeriod, UnusableFact, make_period
from huiyin.text import is_whole

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User


def list_context_events(
    *, focus: str = "", since: date | None = None, until: date | None = None
) -> tuple[ContextRecord, ...]:
    """Events linked to ``focus``, or all, that overlap ``since`` to ``until``, by day."""
    rows = ContextEvent.objects.filter(withdrawn_at=None)
    if focus:
        rows = rows.filter(focuses__slug__in=list_slugs_of(focus)).distinct()
    if since is not None:
        rows = rows.filter(Q(last_day=None) | Q(last_day__gte=since))
    if until is not None:
        rows = rows.filter(first_day__lte=until)
    focuses = map_focuses()
    return tuple(
        _as_record(row, {slug: focuses[slug].slug for slug in focuses})
        for row in rows.prefetch_related("focuses").order_by("first_day", "pk")
    )


def find_context_event(number: int) -> ContextRecord | None:
    row = ContextEvent.objects.filter(pk=number, withdrawn_at=None).first()
    return _as_record(row, {}) if row is not None else None


def _as_record(row: ContextEvent, now: Mapping[str, str]) -> ContextRecord:
    slugs = (now.get(one.slug, one.slug) for one in row.focuses.all())
    return ContextRecord(
        id=row.pk, kind=ContextKind(row.kind), since=row.since, until=row.until,
        first_day=row.first_day or date.min, last_day=row.last_day, title_zh=row.title_zh, title_en=row.title_en,
        note_zh=row.note_zh, note_en=row.note_en, source=row.source, url=row.url, focuses=tuple(dict.fromkeys(slugs)),
    )  # fmt: skip


@transaction.atomic
def save_context_event(
    given: ContextInput, by: User | None, *, number: int | None = None
) -> ContextRecord:
    """Create an event, or change the one with key ``number``. Raises :class:`UnusableFact`."""
    period = _check(given)
    details = {
        name: getattr(given, name).strip()
        for name in ("title_zh", "title_en", "note_zh", "note_en", "source", "url")
    }
    details |= {"kind": given.kind.value} | asdict(period)
    if number is None:
        row = ContextEvent.objects.create(recorded_by=by, **details)
    else:
        row = _lock(number)
        for name, value in details.items():
            setattr(row, name, value)
        row.save(update_fields=tuple(details))
    focuses = FocusArea.objects.filter(slug__in=given.focuses)
    if len(focuses) != len(set(given.focuses)):
        raise UnusableFact("focus")
    row.focuses.set(focuses)
    record_audit_entry(by, "context.change" if number else "context.add", row, name=str(row))
    return _as_record(row, {})


@transaction.atomic
def withdraw_context_event(number: int, by: User) -> None:
    """Raises :class:`UnusableFact`."""
    row = _lock(number)
    row.withdrawn_at = timezone.now()
    row.save(update_fields=("withdrawn_at",))
    record_audit_entry(by, "context.withdraw", row, name=str(row))


def _lock(number: int) -> ContextEvent:
    row = ContextEvent.objects.select_for_update().filter(pk=number, withdrawn_at=None).first()
    if row is None:
        raise UnusableFact("gone")
    return row


def _check(given: ContextInput) -> StoredPeriod:
    words = (given.title_zh, given.title_en, given.note_zh, given.note_en, given.source, given.url)
    if not all(map(is_whole, words)):
        raise UnusableFact("characters")
    if not (given.title_zh.strip() or given.title_en.strip()):
        raise UnusableFact("no_title")
    if max(len(given.title_zh), len(given.title_en)) > 200 or max(map(len, words)) > 5_000:
        raise UnusableFact("long")
    if len(given.source) > 500 or len(given.url) > 500:
        raise UnusableFact("long")
    if given.url.strip() and urlsplit(given.url.strip()).scheme not in ("http", "https"):
        raise UnusableFact("url")
    if given.since.strip() in (OPEN, UNKNOWN) or given.until.strip() == UNKNOWN:
        raise UnusableFact("date")
    today = timezone.localdate()
    return make_period(given.since, given.until, seen_on=today, over_on=today)
