"""What organisations were on a day, as it is known now, or was known on an earlier day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import reduce
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
    """The whole history of one organisation, or of all, by organisation and the days on which facts began."""
    rows = _select_facts(kinds, known_on, with_private=with_private)
    if organisation is not None:
        rows = rows.filter(organisation=organisation)
    return tuple(row.as_record() for row in rows.order_by("organisation_id", "first_day", "id"))


def find_fact(organisation: Organisation, number: int) -> FactRecord | None:
    """One fact of the organisation, private or not; None where it is gone."""
    row = Fact.objects.filter(organisation=organisation, pk=number, withdrawn_at=None).first()
    return row.as_record() if row is not None else None


def describe_organisation(
    organisation: Organisation,
    *,
    day: date | None = None,
    known_on: date | None = None,
    with_private: bool = False,
) -> OrganisationOn:
    """What it was on ``day``, today unless it is given."""
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
    """What each of them was on ``day``. Two queries however many there are."""
    day = day or timezone.localdate()
    slugs = dict(Organisation.objects.filter(pk__in=numbers).values_list("pk", "slug"))
    rows = _select_facts(kinds, known_on, with_private=with_private)
    rows = rows.filter(organisation__in=numbers).order_by("organisation_id", "first_day", "id")
    facts = {
        number: _pick_facts([row.as_record() for row in own], day)
        for number, own in groupby(rows, key=attrgetter("organisation_id"))
    }
    return {
        number: OrganisationOn(number, slug, day, known_on, facts.get(number, ()))
        for number, slug in slugs.items()
    }


def name_organisations(numbers: Collection[int]) -> dict[int, dict[str, str]]:
    """What many are called today, by language. One query, and none of the facts."""
    rows = Organisation.objects.order_by("pk").values_list("pk", "name_zh", "name_en")
    return {pk: {"zh": zh, "en": en} for pk, zh, en in rows.iterator(10_000) if pk in numbers}


def name_on_days(
    wanted: Mapping[int, Collection[date]],
) -> dict[tuple[int, date], dict[str, str]]:
    """What organisations were called on days, by language: ``wanted`` has the days of each. Of whom no name is known there
    is nothing. One query."""
    rows = _select_facts((FactKind.NAME,), None, with_private=False)
    rows = rows.filter(organisation__in=wanted).order_by("organisation_id", "first_day", "id")
    named = {}
    for number, own in groupby(rows, key=attrgetter("organisation_id")):
        facts = [row.as_record() for row in own]
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


def _pick_facts(facts: Sequence[FactRecord], day: date) -> tuple[FactRecord, ...]:
    """One of each key that holds on ``day``, the later one where two periods meet within a year; of a name of which none
    is known to hold the nearest."""
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
    """The codes that public facts of a kind have, in their order: each is looked up after the one before it, so that as
    many rows are read as there are codes, and not all facts."""
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
    """The one whose address says ``slug``."""
    return Organisation.objects.filter(slug=slug).first()


def select_all_organisations() -> QuerySet[Organisation]:
    """Every organisation, by its address."""
    return Organisation.objects.order_by("slug")


def list_delegates(numbers: Collection[int]) -> list[tuple[int, User]]:
    """Who speaks for which of these organisations, with an account that is open. One query."""
    seats = Seat.objects.filter(organisation__in=numbers, user__is_active=True)
    return [(seat.organisation_id, seat.user) for seat in seats.select_related("user")]


def select_organisations(filters: DirectoryFilters) -> QuerySet[Organisation]:
    """The organisations that ``filters`` leave, by name as the reader's language sorts: Chinese by pinyin."""
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
        # A word of signs alone is in no name; to pass over it would find everybody.
        rows = _filter_by_word(rows, word, folded) if folded else rows.none()
    for condition in _list_conditions(filters):
        held = Fact.objects.filter(
            condition, holding_on(day), filter_known(filters.known_on), is_public=True
        )
        rows = _filter_by_fact(rows, held)
    return rows


#: So many are looked up by an index and then put in order. Of more, some stand on every page of the list that is in order
#: already: they are met on the way, and no others are read.
_FEW = 500


def _filter_by_word(rows: QuerySet[Organisation], word: str, folded: str) -> QuerySet[Organisation]:
    found: set[int] = set()
    for form in dict.fromkeys((folded, fold_for_search(word))):
        found.update(Organisation.objects.holding(form).values_list("pk", flat=True)[: _FEW + 1])
    if len(found) <= _FEW:
        return rows.filter(pk__in=found)
    return rows.filter(search_text__contains=folded)


def _filter_by_fact(rows: QuerySet[Organisation], held: QuerySet[Fact]) -> QuerySet[Organisation]:
    found = list(held.values_list("organisation", flat=True)[: _FEW + 1])
    if len(found) <= _FEW:
        return rows.filter(pk__in=set(found))
    return rows.filter(Exists(held.filter(organisation=OuterRef("pk"))))


def filter_changed_since(rows: QuerySet[Organisation], since: datetime) -> QuerySet[Organisation]:
    """Of some organisations those of which something that everybody may know was recorded or taken back since."""
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
    """Who worked on what and when, for :func:`huiyin.measures.measure_focus_history`; focuses that were merged are one.
    Of an organisation that belongs to networks, a fact for each of them and each stretch of days."""
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
            said = (slugs.get(code, code), bool(data.get("main")), network)
            value = held.setdefault(said, FocusHeld(*said))
            dated.append(_date_fact(organisation, value, (since, until, *span[2:])))
    return dated


def list_dated_routes(
    *, known_on: date | None = None, with_private: bool = True
) -> list[DatedFact[RouteMix]]:
    """How each developed and when, for :func:`huiyin.measures.measure_route_history`."""
    from huiyin.measures.route_history import RouteMix

    return [
        _date_fact(organisation, RouteMix(_read_shares(data)), span)
        for organisation, span, data in _list_spans(
            FactKind.ROUTE, known_on, "data", with_private=with_private
        )
    ]


def list_dated_reach(*, known_on: date | None = None) -> list[DatedFact[ReachStated]]:
    """How international and how local each was, for :func:`huiyin.measures.measure_reach_history`. Private facts are among
    them: publish figures of groups of five or more alone."""
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
    """When each was a member of the umbrella body, without values."""
    from huiyin.measures.periods import DatedFact

    return [
        DatedFact(str(organisation), None, *span[:4])
        for organisation, span in _list_spans(FactKind.MEMBERSHIP, known_on)
    ]


def list_open_about(kind: FactKind) -> set[int]:
    """The organisations that have said something of this kind, and nothing of it in private."""
    rows = Fact.objects.filter(filter_known(None), kind=kind.value).order_by()
    said = set(rows.values_list("organisation", "is_public").distinct())
    return {number for number, _ in said} - {number for number, is_public in said if not is_public}


#: The days of a fact, those without a bound the first and the last that there are; whether its ends are stated; when it was
#: last confirmed.
_Span = tuple[date, date, bool, bool, date | None]


def _list_spans(
    kind: FactKind, known_on: date | None, *columns: str, with_private: bool = True
) -> Iterator[tuple[Any, ...]]:
    """Of each fact of a kind the organisation, its days (:data:`_Span`), and ``columns``, in the order of
    :func:`list_facts`. There may be a million: no row becomes an object."""
    rows = _select_facts((kind,), known_on, with_private=with_private)
    ordered = rows.order_by("organisation_id", "first_day", "id").values_list(
        "organisation_id", "since", "until", "first_day", "last_day", "confirmed_on", *columns
    )
    for row in ordered.iterator(chunk_size=10_000):
        organisation, since, until, first_day, last_day, confirmed_on = row[:6]
        span = (first_day or date.min, last_day or date.max, since != UNKNOWN, until != UNKNOWN, confirmed_on)  # fmt: skip
        yield organisation, span, *row[6:]


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
    """The days of the fact without a network, and once more for each network of its organisation at that time."""
    yield "", *span[:2]
    for network, since, until in memberships:
        first, last = max(span[0], since), min(span[1], until)
        if first <= last:
            yield network, first, last
