"""Changes of organisations: renamed, merged, split, re-registered, dissolved; and their consequences."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.registry.api import facts
from huiyin.desk.registry.api.current_facts import refresh_present
from huiyin.desk.registry.data import (
    ACTIVE,
    ENDED,
    ChangeInput,
    ChangeKind,
    ChangeParty,
    ChangeRecord,
    FactInput,
    FactKind,
)
from huiyin.desk.registry.models import ChangeEvent, ChangeSide, Fact, FileImport, Organisation
from huiyin.desk.registry.periods import (
    StoredPeriod,
    UnusableFact,
    latest_start,
    read_days,
    write_days,
)
from huiyin.desk.registry.rows import filter_known, holding_on
from huiyin.intake.identifiers import check_identifier
from huiyin.text import is_whole

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

#: Kind → the least and most organisations that go in, and that come out.
_SIDES: Mapping[ChangeKind, tuple[int, int, int, int]] = {
    ChangeKind.RENAME: (1, 1, 0, 0),
    ChangeKind.MERGER: (1, 50, 1, 1),
    ChangeKind.SPLIT: (1, 1, 1, 50),
    ChangeKind.RE_REGISTRATION: (1, 1, 0, 0),
    ChangeKind.DISSOLUTION: (1, 1, 0, 0),
}
#: Facts that end with an organisation; its names, numbers and kind remain known.
_ENDING = (
    FactKind.STATUS, FactKind.MEMBERSHIP, FactKind.NETWORK, FactKind.FOCUS, FactKind.SERVICE, FactKind.MEMBER_SERVICE,
    FactKind.ROUTE, FactKind.CONTACT,
)  # fmt: skip
_LONGEST_NOTE = 5_000
_DAY = timedelta(days=1)


@transaction.atomic
def record_change(given: ChangeInput, by: User | None) -> ChangeRecord:
    """Record a change and update facts: organisations that ceased are members of nothing from that day, renamed
    ones have the new name. Representatives keep their seats until these are ended. Raises
    :class:`UnusableFact`.
    """
    event, organisations = _record_event(given, by, None)
    refresh_present(organisations)
    for organisation in organisations.values():
        record_audit_entry(
            by, f"change.{given.kind.value}", organisation, name=str(organisation), on=event.since, event=event.pk,
        )  # fmt: skip
    return list_changes(events=[event.pk])[0]


@transaction.atomic
def record_change_of_file(given: ChangeInput, by: User | None, file_import: FileImport) -> None:
    """Record one of many changes; the caller updates current columns and records the file. Raises
    :class:`UnusableFact`.
    """
    _record_event(given, by, file_import)


def _record_event(
    given: ChangeInput, by: User | None, file_import: FileImport | None
) -> tuple[ChangeEvent, dict[int, Organisation]]:
    period = _check(given)
    sides = [*given.ins, *given.outs]
    organisations = Organisation.objects.select_for_update().in_bulk(sorted(set(sides)))
    if len(organisations) != len(set(sides)):
        raise UnusableFact("gone")
    if _find_same(given, period):
        raise UnusableFact("change_there")
    _check_alive(given, period, organisations)
    _check_difference(given, period)
    event = ChangeEvent.objects.create(
        kind=given.kind.value, since=period.since, first_day=period.first_day, source=given.source.strip(),
        note=given.note.strip(), recorded_by=by, file_import=file_import,
    )  # fmt: skip
    ChangeSide.objects.bulk_create(
        ChangeSide(event=event, organisation=organisations[number], is_outcome=is_outcome)
        for numbers, is_outcome in ((given.ins, False), (given.outs, True))
        for number in dict.fromkeys(numbers)
    )
    _FOLLOWING[given.kind](given, period, organisations, by, file_import)
    return event, organisations


def _check(given: ChangeInput) -> StoredPeriod:
    span = read_days(given.on)
    ins, outs = set(given.ins), set(given.outs)
    least_in, most_in, least_out, most_out = _SIDES[given.kind]
    if not (least_in <= len(ins) <= most_in and least_out <= len(outs) <= most_out):
        raise UnusableFact("sides")
    if span.first > timezone.localdate():
        raise UnusableFact("change_ahead")
    if outs and ins <= outs and (given.kind == ChangeKind.MERGER or ins == outs):
        raise UnusableFact("into_itself")
    if given.kind == ChangeKind.RENAME and not (given.name_zh.strip() or given.name_en.strip()):
        raise UnusableFact("no_name")
    words = (given.name_zh, given.name_en, given.source, given.note)
    if not all(map(is_whole, words)):
        raise UnusableFact("characters")
    if len(given.note) > _LONGEST_NOTE or len(given.source) > 500:
        raise UnusableFact("long")
    return StoredPeriod(write_days(span), "", span.first, None)


def _find_same(given: ChangeInput, period: StoredPeriod) -> bool:
    """Whether the same change is recorded already."""
    same = ChangeEvent.objects.filter(
        kind=given.kind.value, first_day=period.first_day, withdrawn_at=None,
        sides__organisation__in=given.ins, sides__is_outcome=False,
    )  # fmt: skip
    sides = {(number, False) for number in given.ins} | {(number, True) for number in given.outs}
    return any(
        set(event.sides.values_list("organisation", "is_outcome")) == sides
        for event in same.distinct()
    )


def _check_alive(
    given: ChangeInput, period: StoredPeriod, organisations: Mapping[int, Organisation]
) -> None:
    """An organisation cannot change before it began or after it ended, and nothing can become one that has ended."""
    assert period.first_day is not None
    last = latest_start(period.since, period.first_day)
    if any(_has_not_begun(organisations[number].founded_on, last) for number in given.ins):
        raise UnusableFact("not_begun")
    ended = Fact.objects.filter(
        holding_on(period.first_day), organisation__in=organisations, kind=FactKind.STATUS.value, code=ENDED,
        withdrawn_at=None,
    )  # fmt: skip
    for row in ended:
        if latest_start(row.since, row.first_day) <= period.first_day:
            raise UnusableFact("ended_before")


def _has_not_begun(founded_on: date | None, day: date) -> bool:
    return founded_on is not None and founded_on > day


def _check_difference(given: ChangeInput, period: StoredPeriod) -> None:
    """A rename needs another name, a re-registration a new name or number."""
    assert period.first_day is not None
    stated = {
        (FactKind.NAME.value, code, " ".join(words.split()))
        for code, words in (("zh", given.name_zh), ("en", given.name_en))
        if words.strip()
    }
    if given.identifier is not None:
        scheme, number = given.identifier
        checked = check_identifier(scheme, number).number
        stated.add((FactKind.IDENTIFIER.value, scheme, checked))
    if not stated:
        return
    standing = Fact.objects.filter(
        holding_on(period.first_day), organisation__in=given.ins, withdrawn_at=None,
        kind__in=(FactKind.NAME.value, FactKind.IDENTIFIER.value),
    )  # fmt: skip
    if stated <= set(standing.values_list("kind", "code", "text")):
        raise UnusableFact("same_as_before")


_Follow = Callable[
    [ChangeInput, StoredPeriod, Mapping[int, Organisation], "User | None", "FileImport | None"],
    None,
]


def _rename(
    given: ChangeInput,
    period: StoredPeriod,
    organisations: Mapping[int, Organisation],
    by: User | None,
    file_import: FileImport | None,
) -> None:
    (number,) = set(given.ins)
    organisation = organisations[number]
    stated = [
        FactInput(FactKind.NAME, code, words, since=period.since, source=given.source)
        for code, words in (("zh", given.name_zh), ("en", given.name_en))
        if words.strip()
    ]
    if given.identifier is not None:
        scheme, text = given.identifier
        stated.append(
            FactInput(FactKind.IDENTIFIER, scheme, text, since=period.since, source=given.source)
        )
    for fact in stated:
        facts.change_fact(organisation, fact, by, file_import=file_import)


def _merge(
    given: ChangeInput,
    period: StoredPeriod,
    organisations: Mapping[int, Organisation],
    by: User | None,
    file_import: FileImport | None,
) -> None:
    """Organisations that went in and did not come out have ceased; the others are known to exist from then on."""
    ceased = [organisations[n] for n in dict.fromkeys(given.ins) if n not in set(given.outs)]
    for organisation in ceased:
        _cease(organisation, period, given.source, by, file_import)


def _split(
    given: ChangeInput,
    period: StoredPeriod,
    organisations: Mapping[int, Organisation],
    by: User | None,
    file_import: FileImport | None,
) -> None:
    _merge(given, period, organisations, by, file_import)
    for number in set(given.outs) - set(given.ins):
        status = Fact.objects.filter(organisation=number, kind=FactKind.STATUS, withdrawn_at=None)
        if not status.exists():
            begun = FactInput(FactKind.STATUS, ACTIVE, since=period.since, source=given.source)
            facts.record_fact(organisations[number], begun, by, file_import=file_import)


_FOLLOWING: Mapping[ChangeKind, _Follow] = {
    ChangeKind.RENAME: _rename,
    ChangeKind.RE_REGISTRATION: _rename,
    ChangeKind.MERGER: _merge,
    ChangeKind.SPLIT: _split,
    ChangeKind.DISSOLUTION: _merge,
}


def _cease(
    organisation: Organisation,
    period: StoredPeriod,
    source: str,
    by: User | None,
    file_import: FileImport | None,
) -> None:
    """End the facts of an organisation on the day before, or within the month or year if the day is unknown.
    Facts that would begin later are withdrawn.
    """
    assert period.first_day is not None
    kinds = [kind.value for kind in _ENDING if kind is not FactKind.STATUS]
    not_over = Q(last_day=None) | Q(last_day__gte=period.first_day)
    rows = Fact.objects.select_for_update().filter(
        not_over, organisation=organisation, kind__in=kinds, withdrawn_at=None
    )
    for row in rows:
        facts.end_before(row, period, by, file_import)
    ended = FactInput(FactKind.STATUS, ENDED, since=period.since, source=source)
    facts.change_fact(organisation, ended, by, file_import=file_import)


@transaction.atomic
def withdraw_change(number: int, by: User) -> None:
    """Withdraw a change recorded by mistake. Facts that followed from it stay and must be corrected by a
    person, since some may have been changed since.
    """
    event = ChangeEvent.objects.select_for_update().filter(pk=number, withdrawn_at=None).first()
    if event is None:
        raise UnusableFact("gone")
    event.withdrawn_at = timezone.now()
    event.save(update_fields=("withdrawn_at",))
    for side in event.sides.select_related("organisation"):
        record_audit_entry(
            by, "change.withdraw", side.organisation, name=str(side.organisation), event=event.pk
        )


def select_changes() -> QuerySet[ChangeEvent]:
    """All changes, newest first; :func:`list_changes` describes the rows of a page."""
    return ChangeEvent.objects.filter(withdrawn_at=None).order_by("-first_day", "-pk")


def list_changes(
    organisation: Organisation | None = None,
    *,
    events: Collection[int] | None = None,
    known_on: date | None = None,
) -> tuple[ChangeRecord, ...]:
    """The changes of an organisation, or all, by day. Three queries."""
    rows = ChangeEvent.objects.filter(filter_known(known_on))
    if organisation is not None:
        rows = rows.filter(sides__organisation=organisation).distinct()
    if events is not None:
        rows = rows.filter(pk__in=events)
    rows = rows.prefetch_related("sides__organisation").order_by("first_day", "pk")
    return tuple(map(_as_record, rows))


def _as_record(event: ChangeEvent) -> ChangeRecord:
    day = event.first_day or date.min
    sides = list(event.sides.all())
    return ChangeRecord(
        id=event.pk, kind=ChangeKind(event.kind), on=event.since, day=day,
        ins=_name_sides([s for s in sides if not s.is_outcome], day - _DAY if day > date.min else day),
        outs=_name_sides([s for s in sides if s.is_outcome], day),
        source=event.source, note=event.note,
    )  # fmt: skip


def _name_sides(sides: Iterable[ChangeSide], day: date) -> tuple[ChangeParty, ...]:
    return tuple(
        ChangeParty(s.organisation_id, s.organisation.slug, s.organisation.name_on(day))
        for s in sides
    )


def find_predecessors(organisation: Organisation) -> tuple[Organisation, ...]:
    """The organisations merged or split into this one. Two queries."""
    events = ChangeEvent.objects.filter(
        withdrawn_at=None, sides__organisation=organisation, sides__is_outcome=True
    )
    went_in = ChangeSide.objects.filter(event__in=events, is_outcome=False)
    grown = Organisation.objects.filter(pk__in=went_in.values("organisation"))
    return tuple(grown.exclude(pk=organisation.pk).order_by("pk"))


def find_successors(organisation: Organisation) -> tuple[Organisation, ...]:
    """What it became, to the end of the chain; empty if it still exists as such."""
    seen, ends, frontier = {organisation.pk}, [], [organisation.pk]
    while frontier:
        outcomes = _list_outcomes(frontier)
        ends += [number for number in frontier if not outcomes[number]]
        following = dict.fromkeys(out for number in frontier for out in outcomes[number])
        frontier = [number for number in following if number not in seen]
        seen.update(frontier)
    became = Organisation.objects.filter(pk__in=[n for n in ends if n != organisation.pk])
    return tuple(became.order_by("pk"))


def _list_outcomes(numbers: Sequence[int]) -> dict[int, list[int]]:
    """Organisation that ceased → the organisations that came out of the change."""
    events = ChangeEvent.objects.filter(
        withdrawn_at=None, sides__organisation__in=numbers, sides__is_outcome=False
    )
    outcomes: dict[int, list[int]] = {number: [] for number in numbers}
    for event in events.distinct().prefetch_related("sides"):
        sides = list(event.sides.all())
        outs = [side.organisation_id for side in sides if side.is_outcome]
        for side in sides:
            if (
                not side.is_outcome
                and side.organisation_id in outcomes
                and side.organisation_id not in outs
            ):
                outcomes[side.organisation_id] += outs
    return outcomes
