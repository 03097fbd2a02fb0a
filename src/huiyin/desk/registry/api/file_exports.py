"""Exports of the registry: a table of facts, Popolo with intervals, an IATI organisation file."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter

from huiyin.desk.registry.data import UNKNOWN, FactKind, FactRecord
from huiyin.desk.registry.models import Fact
from huiyin.desk.registry.rows import filter_known
from huiyin.intake.organisations import (
    FactStated,
    OrganisationStated,
    write_fact_rows,
    write_iati,
    write_popolo,
)

_DAY = timedelta(days=1)
#: Facts that an IATI organisation file can contain.
_OF_IATI = (FactKind.IDENTIFIER, FactKind.NAME, FactKind.LEGAL_FORM, FactKind.FIGURE)


def list_stated(
    *,
    with_private: bool = False,
    known_on: date | None = None,
    kinds: Collection[FactKind] | None = None,
) -> Iterator[OrganisationStated]:
    """Yield all organisations with their facts, by slug."""
    rows = Fact.objects.filter(filter_known(known_on)).select_related("organisation")
    if not with_private:
        rows = rows.filter(is_public=True)
    if kinds is not None:
        rows = rows.filter(kind__in=[kind.value for kind in kinds])
    in_order = rows.order_by("organisation__slug", "kind", "code", "first_day", "id")
    for slug, own in groupby(in_order.iterator(), key=attrgetter("organisation.slug")):
        yield OrganisationStated(slug, tuple(_state(row.as_record()) for row in own))


def _state(fact: FactRecord) -> FactStated:
    seen = fact.first_day if fact.since == UNKNOWN else None
    over = fact.last_day + _DAY if fact.until == UNKNOWN and fact.last_day else None
    return FactStated(
        fact.kind.value, fact.code, fact.text, fact.number, fact.data, fact.since, fact.until, fact.source,
        fact.is_public, _write(seen), _write(over), _write(fact.confirmed_on),
    )  # fmt: skip


def _write(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def list_fact_rows(
    *, with_private: bool = False, known_on: date | None = None
) -> Iterator[tuple[str | float | None, ...]]:
    """Yield one row per fact, headings first, for CSV and XLSX."""
    return write_fact_rows(list_stated(with_private=with_private, known_on=known_on))


def export_popolo(*, with_private: bool = False, known_on: date | None = None) -> str:
    return write_popolo(list_stated(with_private=with_private, known_on=known_on))


def export_iati(day: date) -> bytes:
    """Organisations with a registration number; public facts only."""
    return write_iati(list_stated(kinds=_OF_IATI), day=day)
