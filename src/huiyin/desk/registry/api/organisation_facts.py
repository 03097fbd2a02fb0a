"""The state of organisations on a day, as known now or on an earlier day."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache, reduce
from itertools import groupby
from operator import attrgetter, or_
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from huiyin.desk.core.search import fold_for_search
from huiyin.desk.registry.api.focus_list import list_slugs_of, map_focuses
from huiyin.desk.registry.data import (
    COUNTRIES,
    ROUTES,
    UNKNOWN,
    DirectoryFilters,
    FactKind,
    FactRecord,
    OrganisationOn,
)
from huiyin.desk.registry.models import Fact, Organisation, Seat
from huiyin.desk.registry.places import list_place_codes
from huiyin.desk.registry.rows import end_of_day, filter_known, holding_on
from huiyin.i18n import current_language
from huiyin.text import fold_text

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.measures.focus_history import FocusHeld
    from huiyin.measures.periods import DatedFact
    from huiyin.measures.reach_history import ReachStated
    from huiyin.measures.route_history import RouteMix

T = TypeVar("T")


def list_facts(
    organisation: Organisation | None = None,
    *,
    kinds: Collection[FactKind] | None = None,
    known_on: date | None = None,
    with_private: bool = False,
) -> tuple[FactRecord, ...]:
    """The history of an organisation, or of all, by organisation and first day."""
    rows = _select_facts(kinds, known_on, with_private=with_private)
    if organisation is not None:
        rows = rows.filter(organisation=organisation)
    return tuple(_read_facts(rows))


def find_fact(organisation: Organisation, number: int) -> FactRecord | None:
    """One fact of the organisation, also a private one; None if it was withdrawn."""
    row = Fact.objects.filter(organisation=organisation, pk=number, withdrawn_at=None).first()
    return row.as_record() if row is not None else None


def describe_organisation(
    organisation: Organisation,
    *,
    day: date | None = None,
    known_on: date | None = None,
    with_private: bool = False,
) -> OrganisationOn:
    """Its state on ``day`` or today."""
    there = describe_organisations(
        [organisation.pk], day=day, known_on=known_on, with_private=with_private
    )
    return there[organisation.pk]


def describe_organisations(
    numbers: Collection[int],
    *,
    day: date | None = None,
    known_on: date | None = None,
    kinds: Collection[FactKind] | None = None,
    with_private: bool = False,
) -> dict[int, OrganisationOn]:
    """The state of each on ``day``. Two queries."""
    day = day or timezone.localdate()
    slugs = dict(Organisation.objects.filter(pk__in=numbers).values_list("pk", "slug"))
    rows = _select_facts(kinds, known_on, with_private=with_private)
    # Of names those too that do not hold: the nearest stands in for one that is not known.
    told = rows.filter(holding_on(day) | Q(kind=FactKind.NAME.value), organisation__in=numbers)
    facts = {
        number: _pick_facts(own, day)
        for number, own in groupby(_read_facts(told), key=attrgetter("organisation"))
    }
    return {
        number: OrganisationOn(number, slug, day, known_on, facts.get(number, ()))
        for number, slug in slugs.items()
    }


def name_organisations(numbers: Collection[int]) -> dict[int, dict[str, str]]:
    """Current names by language. One query, without facts."""
    rows = Organisation.objects.order_by("pk").values_list("pk", "name_zh", "name_en")
    return {pk: {"zh": zh, "en": en} for pk, zh, en in rows.iterator(10_000) if pk in numbers}


def name_on_days(
    wanted: Mapping[int, Collection[date]],
) -> dict[tuple[int, date], dict[str, str]]:
    """Names on given days: (organisation, day) → names by language; no entry if unknown. One query."""
    rows = _select_facts((FactKind.NAME,), None, with_private=False)
    told = _read_facts(rows.filter(organisation__in=wanted))
    named = {}
    for number, own in groupby(told, key=attrgetter("organisation")):
        facts = list(own)
        for day in wanted[number]:
            named[number, day] = {fact.code: fact.text for fact in _pick_facts(facts, day)}
    return named


def _select_facts(
    kinds: Collection[FactKind] | None, known_on: date | None, *, with_private: bool
) -> QuerySet[Fact]:
    rows = Fact.objects.filter(filter_known(known_on))
    if kinds is not None:
        rows = rows.filter(kind__in=[kind.value for kind in kinds])
    return rows if with_private else rows.filter(is_public=True)


#: What a record has, in its order.
_COLUMNS = (
    "id", "organisation_id", "kind", "code", "text", "number", "data", "since", "until", "first_day", "last_day", "source",
    "is_public", "recorded_by_id", "recorded_at", "confirmed_on", "withdrawn_at",
)  # fmt: skip
_KINDS = {kind.value: kind for kind in FactKind}


def _read_facts(rows: QuerySet[Fact]) -> Iterator[FactRecord]:
    """By organisation and the days on which they began. A page may need a thousand: no row becomes an object of the
    model first."""
    ordered = rows.order_by("organisation_id", "first_day", "id").values_list(*_COLUMNS)
    for number, organisation, kind, *rest in ordered:
        yield FactRecord(number, organisation, _KINDS[kind], *rest)


def _pick_facts(facts: Iterable[FactRecord], day: date) -> tuple[FactRecord, ...]:
    """One fact per key valid on ``day``, the later if two overlap within a year; for names without a valid one,
    the nearest.
    """
    picked: dict[tuple[str, ...], FactRecord] = {}
    nearest: dict[tuple[str, ...], FactRecord] = {}
    for fact in facts:  # in the order in which they began
        if fact.holds_on(day):
            picked[fact.key] = fact
        elif fact.kind == FactKind.NAME and (
            fact.key not in nearest or (fact.last_day is not None and fact.last_day < day)
        ):
            nearest[fact.key] = fact
    return tuple((nearest | picked).values())


def list_codes(kind: FactKind) -> tuple[str, ...]:
    """The codes of public facts of a kind, sorted. Each is looked up after the previous one, so that as many
    rows are read as there are codes (a loose index scan).
    """
    following = (
        "SELECT code FROM registry_fact WHERE kind = %s AND is_public AND withdrawn_at IS NULL{after} "
        "ORDER BY code LIMIT 1"
    )
    first, after = following.format(after=""), following.format(after=" AND code > found.code")
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE found(code) AS (SELECT ({first}) UNION ALL SELECT ({after}) FROM found "
            "WHERE found.code IS NOT NULL) SELECT code FROM found WHERE code IS NOT NULL",
            [kind.value, kind.value],
        )
        return tuple(sorted(code for (code,) in cursor.fetchall()))


def find_organisation(slug: str) -> Organisation | None:
    """The organisation with this slug, or None."""
    return Organisation.objects.filter(slug=slug).first()


def select_all_organisations() -> QuerySet[Organisation]:
    """All organisations by slug."""
    return Organisation.objects.order_by("slug")


def list_delegates(numbers: Collection[int]) -> list[tuple[int, User]]:
    """(organisation, user) for active representatives. One query."""
    seats = Seat.objects.filter(organisation__in=numbers, user__is_active=True)
    return [(seat.organisation_id, seat.user) for seat in seats.select_related("user")]


def select_organisations(filters: DirectoryFilters) -> QuerySet[Organisation]:
    """The organisations that match ``filters``, by name in the reader's language; Chinese by pinyin."""
    day = filters.day or timezone.localdate()
    key = "sort_key_en" if current_language() == "en" else "sort_key"
    rows: QuerySet[Organisation] = Organisation.objects.order_by(key, "pk")
    if filters.known_on is not None:
        rows = rows.filter(Q(created_at=None) | Q(created_at__lt=end_of_day(filters.known_on)))
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if not filters.with_ended:
        rows = rows.filter(Q(founded_on=None) | Q(founded_on__lte=day))
        rows = rows.filter(Q(ended_on=None) | Q(ended_on__gte=day))
    for word in filters.words.split()[:5]:
        folded = fold_text(word, traditional=True)
        # A word without letters or digits is in no name; ignoring it would match everything.
        rows = _filter_by_word(rows, word, folded) if folded else rows.none()
    for condition in _list_conditions(filters):
        held = Fact.objects.filter(
            condition, holding_on(day), filter_known(filters.known_on), is_public=True
        )
        rows = _filter_by_fact(rows, held)
    return rows


#: Up to this many matches are looked up by an index and then sorted. More matches occur so often in
#: the sorted list that walking it is quicker.
_FEW = 500


def _filter_by_word(rows: QuerySet[Organisation], word: str, folded: str) -> QuerySet[Organisation]:
    found: set[int] = set()
    for form in dict.fromkeys((folded, fold_for_search(word))):
        matches = Organisation.objects.holding(form).order_by()
        found.update(matches.values_list("pk", flat=True)[: _FEW + 1])
    if len(found) <= _FEW:
        return rows.filter(pk__in=found)
    return rows.filter(search_text__contains=folded)


def _filter_by_fact(rows: QuerySet[Organisation], held: QuerySet[Fact]) -> QuerySet[Organisation]:
    found = list(held.values_list("organisation", flat=True)[: _FEW + 1])
    if len(found) <= _FEW:
        return rows.filter(pk__in=set(found))
    return rows.filter(Exists(held.filter(organisation=OuterRef("pk"))))


def filter_changed_since(rows: QuerySet[Organisation], since: datetime) -> QuerySet[Organisation]:
    """Organisations with public facts recorded or withdrawn since then."""
    changed = Fact.objects.filter(
        Q(recorded_at__gte=since) | Q(withdrawn_at__gte=since), organisation=OuterRef("pk"), is_public=True
    )  # fmt: skip
    return rows.filter(Exists(changed) | Q(created_at__gte=since))


def _list_conditions(filters: DirectoryFilters) -> Iterable[Q]:
    if filters.focus:
        yield Q(kind=FactKind.FOCUS.value, code__in=list_slugs_of(filters.focus))
    if filters.network:
        yield Q(kind=FactKind.NETWORK.value, code=filters.network)
    if filters.place:
        begins = [Q(code__startswith=code) for code in list_place_codes(filters.place)]
        yield Q(kind=FactKind.PLACE.value) & reduce(or_, begins)
    if filters.route in ROUTES:
        yield Q(kind=FactKind.ROUTE.value, **{f"data__{filters.route}__gte": 0.5})


# ---- for the figures --------------------------------------------------------------------------------------


def list_dated_focuses(
    *, known_on: date | None = None, with_private: bool = True
) -> list[DatedFact[FocusHeld]]:
    """Focuses with periods, for :func:`huiyin.measures.measure_focus_history`; merged focuses count as one.
    Members of networks have a fact for each network and period.
    """
    from huiyin.measures.focus_history import FocusHeld

    slugs = {code: one.slug for code, one in map_focuses().items()}
    memberships: dict[int, list[tuple[str, date, date]]] = {}
    for one, span, code in _list_spans(FactKind.NETWORK, known_on, "code"):
        memberships.setdefault(one, []).append((code, *span[:2]))
    held: dict[tuple[str, bool, str], FocusHeld] = {}
    dated: list[DatedFact[FocusHeld]] = []
    for organisation, span, code, data in _list_spans(
        FactKind.FOCUS, known_on, "code", "data", with_private=with_private
    ):
        for network, since, until in _split_by_network(span, memberships.get(organisation, ())):
            said = (slugs.get(code, code), bool(_read_data(data).get("main")), network)
            value = held.setdefault(said, FocusHeld(*said))
            dated.append(_date_fact(organisation, value, (since, until, *span[2:])))
    return dated


def list_dated_routes(
    *, known_on: date | None = None, with_private: bool = True
) -> list[DatedFact[RouteMix]]:
    """Routes with periods, for :func:`huiyin.measures.measure_route_history`."""
    from huiyin.measures.route_history import RouteMix

    return [
        _date_fact(organisation, RouteMix(_read_shares(_read_data(data))), span)
        for organisation, span, data in _list_spans(
            FactKind.ROUTE, known_on, "data", with_private=with_private
        )
    ]


def list_dated_reach(*, known_on: date | None = None) -> list[DatedFact[ReachStated]]:
    """Reach with periods, for :func:`huiyin.measures.measure_reach_history`. Includes private facts: publish
    only figures of five or more organisations.
    """
    from huiyin.measures.reach_history import ReachStated

    return [
        _date_fact(
            organisation,
            ReachStated((), number) if code == COUNTRIES else ReachStated(((code, number or 0.0),)),
            span,
        )
        for organisation, span, code, number in _list_spans(
            FactKind.REACH, known_on, "code", "number"
        )
    ]


def list_dated_memberships(*, known_on: date | None = None) -> list[DatedFact[Any]]:
    """Periods of membership in the umbrella organisation, without values."""
    from huiyin.measures.periods import DatedFact

    return [
        DatedFact(str(organisation), None, *span[:4])
        for organisation, span in _list_spans(FactKind.MEMBERSHIP, known_on)
    ]


def list_open_about(kind: FactKind) -> set[int]:
    """Organisations with facts of this kind, all of them public."""
    rows = Fact.objects.filter(filter_known(None), kind=kind.value).order_by()
    said = set(rows.values_list("organisation", "is_public").distinct())
    return {number for number, _ in said} - {number for number, is_public in said if not is_public}


#: First and last day of a fact, with the earliest and latest date if open; whether each is stated;
#: and the last confirmation.
_Span = tuple[date, date, bool, bool, date | None]


def _list_spans(
    kind: FactKind, known_on: date | None, *columns: str, with_private: bool = True
) -> Iterator[tuple[Any, ...]]:
    """For each fact of a kind: organisation, days (:data:`_Span`) and ``columns``, in the order of
    :func:`list_facts`. There may be a million, so no objects are made.
    """
    rows = _select_facts((kind,), known_on, with_private=with_private)
    ordered = rows.order_by("organisation_id", "first_day", "id").values_list(
        "organisation_id", "since", "until", "first_day", "last_day", "confirmed_on", *columns
    )
    # Past the model: few days are named, and each is read from its text once.
    with connection.chunked_cursor() as cursor:
        cursor.execute(*ordered.query.sql_with_params())
        while told := cursor.fetchmany(10_000):
            for organisation, since, until, *days in told:
                first_day, last_day, confirmed_on = map(_read_day, days[:3])
                span = (first_day or date.min, last_day or date.max, since != UNKNOWN, until != UNKNOWN, confirmed_on)  # fmt: skip
                yield organisation, span, *days[3:]


@lru_cache(maxsize=10_000)
def _read_day(told: date | str | None) -> date | None:
    """A day as PostgreSQL or SQLite tells it."""
    return date.fromisoformat(told) if isinstance(told, str) else told


@lru_cache(maxsize=10_000)
def _read_data(told: str) -> Mapping[str, Any]:
    """What a fact has in its ``data``, as either database tells it."""
    data: Mapping[str, Any] = json.loads(told)
    return data


def _read_shares(data: Mapping[str, object]) -> tuple[float, float, float]:
    first, second, third = (float(str(data.get(route, 0.0))) for route in ROUTES)
    return first, second, third


def _date_fact(organisation: int, value: T | None, span: _Span) -> DatedFact[T]:
    from huiyin.measures.periods import DatedFact

    since, until, is_start_stated, is_end_stated, confirmed_on = span
    if not is_end_stated:  # then only the last day is known on which it was confirmed
        until = confirmed_on or date.max
    return DatedFact(
        str(organisation), value, since, max(since, until), is_start_stated, is_end_stated
    )


def _split_by_network(
    span: _Span, memberships: Sequence[tuple[str, date, date]]
) -> Iterator[tuple[str, date, date]]:
    """The days of the fact without a network, and again for each network of its organisation at that time."""
    yield "", *span[:2]
    for network, since, until in memberships:
        first, last = max(span[0], since), min(span[1], until)
        if first <= last:
            yield network, first, last
