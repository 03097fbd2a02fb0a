"""Import files of organisations: plan without writing, confirm, undo."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.registry.api import change_events, deltas, facts
from huiyin.desk.registry.api.current_facts import refresh_present
from huiyin.desk.registry.api.deltas import FactDelta
from huiyin.desk.registry.api.focus_list import map_focuses
from huiyin.desk.registry.data import (
    LEGAL_FORMS,
    RULES,
    UNKNOWN,
    ChangeInput,
    ChangeKind,
    FactInput,
    FactKind,
)
from huiyin.desk.registry.hooks import NETWORK_NAMES
from huiyin.desk.registry.lookups import map_numbers
from huiyin.desk.registry.models import ChangeEvent, Fact, FileImport, Organisation
from huiyin.desk.registry.periods import UnusableFact, read_days
from huiyin.desk.registry.places import find_place, list_place_names
from huiyin.i18n import say
from huiyin.intake.identifiers import check_identifier
from huiyin.intake.organisations import FactStated, MergerStated, OrganisationStated
from huiyin.intake.rows import make_key

if TYPE_CHECKING:
    from django.db.models import ForeignObjectRel

    from huiyin.desk.accounts.models import User

#: Organisations read and written at once.
AT_ONCE = 500
#: Kinds that a snapshot lists completely: what is missing is over.
_LISTED = (FactKind.FOCUS, FactKind.NETWORK, FactKind.SERVICE, FactKind.LANGUAGE)
_GRANTING = (FactKind.KIND, FactKind.NETWORK)
ADDED, CHANGED, ENDED, SAME, REFUSED = "added", "changed", "ended", "same", "refused"


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """``as_of``: the day of the snapshot; only differences become facts. ``kind``: of new organisations.
    ``source``: for rows without one. ``may_grant``: rows may change people's permissions.
    """

    as_of: date | None = None
    kind: str = "member"
    source: str = ""
    may_grant: bool = False


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What a row changes: ``action``, organisation, and the fact before and after. ``problem``: why it is
    refused, a code of ``registry.wrong``.
    """

    action: str
    row: int
    organisation: str
    before: Fact | None = None
    after: Fact | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """``new``: number of new organisations; ``rows``: the changes, without unchanged facts."""

    new: int
    same: int
    rows: tuple[PlannedRow, ...]

    def count(self) -> dict[str, int]:
        counted = dict.fromkeys((ADDED, CHANGED, ENDED, REFUSED), 0)
        for row in self.rows:
            counted[row.action] += 1
        return {"organisations": self.new, **counted, "same": self.same}


def _map_focus_words() -> dict[str, str]:
    return {
        make_key(word): slug
        for slug, one in map_focuses().items()
        for word in (slug, one.name_zh, one.name_en)
        if word
    }


def _map_network_words() -> dict[str, str]:
    return {
        make_key(word): slug
        for slug, names in NETWORK_NAMES.item().items()
        for word in (slug, *names)
        if word
    }


class RegistryIndex:
    """Finds existing organisations by what files call them, and keeps track of new ones."""

    def __init__(
        self,
        schemes: Collection[str],
        choices: ImportChoices,
        by: User | None,
        *,
        going_on: FileImport | None = None,
    ) -> None:
        """``going_on``: a partly imported file; organisations that it brought do not count as earlier ones."""
        self.choices, self.by = choices, by
        rows = Organisation.objects.order_by().values_list(
            "pk", "slug", "name_zh", "name_en", "file_import"
        )
        self.slugs: dict[str, int] = {}
        self.numbers = map_numbers(schemes)
        self.names: dict[str, set[int]] = {}
        own = going_on.pk if going_on is not None else 0
        for pk, slug, zh, en, came_with in rows.iterator(chunk_size=5_000):
            self.slugs[slug] = pk
            if came_with == own:
                continue
            for name in filter(None, (zh, en)):
                self.names.setdefault(name.casefold(), set()).add(pk)
        self.focuses, self.networks = _map_focus_words(), _map_network_words()
        self.focus_slugs = frozenset(self.focuses.values())

    def find(self, stated: OrganisationStated) -> int | None:
        """The organisation meant: by slug, number, or unique name. Raises :class:`UnusableFact` (``ambiguous``)."""
        if stated.slug in self.slugs:
            return self.slugs[stated.slug]
        by_number = {
            self.numbers[key]
            for scheme, number in stated.identifiers
            if (key := (scheme, check_identifier(scheme, number).number)) in self.numbers
        }
        if len(by_number) > 1:
            raise UnusableFact("ambiguous")
        if by_number or stated.slug or stated.identifiers:
            return by_number.pop() if by_number else None
        called = {pk for name in stated.list_names() for pk in self.names.get(name.casefold(), ())}
        if len(called) > 1:
            raise UnusableFact("ambiguous")
        return called.pop() if called else None

    def make_slug(self, stated: OrganisationStated) -> str:
        wanted = slugify(stated.slug)[:60]
        if not wanted and stated.identifiers:
            wanted = slugify("-".join(stated.identifiers[0]))[:60]
        if not wanted:
            wanted = slugify(" ".join(stated.list_names()))[:50] or "organisation"
        slug, number = wanted, 1
        while slug in self.slugs:
            number += 1
            slug = f"{wanted[:52]}-{number}"
        return slug


@dataclass(slots=True)
class _Target:
    organisation: Organisation
    stated: OrganisationStated
    is_new: bool


def plan_import(
    stated: Sequence[OrganisationStated],
    choices: ImportChoices,
    by: User | None,
    *,
    file_import: FileImport | None = None,
) -> ImportPlan:
    """Determine what the file would change; with ``file_import``, change it."""
    schemes = {scheme for one in stated for scheme, _ in one.identifiers}
    registry = RegistryIndex(schemes, choices, by)
    parts = [
        plan_part(stated[start : start + AT_ONCE], registry, file_import=file_import)
        for start in range(0, len(stated), AT_ONCE)
    ]
    rows = [row for part in parts for row in part.rows]
    return ImportPlan(
        sum(part.new for part in parts),
        sum(part.same for part in parts),
        tuple(sorted(rows, key=lambda row: (row.row, row.action))),
    )


def plan_part(
    stated: Sequence[OrganisationStated],
    registry: RegistryIndex,
    *,
    file_import: FileImport | None = None,
) -> ImportPlan:
    """The same for some of the organisations."""
    targets, refused = _find_targets(stated, registry, file_import)
    planned, found = _plan_targets(targets, registry)
    if file_import is not None:
        deltas.write_deltas(found, registry.by, file_import)
        refresh_present([target.organisation.pk for target in targets])
    return ImportPlan(
        sum(target.is_new for target in targets),
        sum(delta.action == SAME for delta in found),
        (*refused, *planned),
    )


def _find_targets(
    stated: Sequence[OrganisationStated], registry: RegistryIndex, file_import: FileImport | None
) -> tuple[list[_Target], list[PlannedRow]]:
    refused, wanted = [], []
    for organisation in stated:
        shown = organisation.slug or ", ".join(organisation.list_names())
        try:
            _check_stated(organisation)
            wanted.append((organisation, registry.find(organisation)))
        except UnusableFact as wrong:
            refused.append(PlannedRow(REFUSED, organisation.row, shown, problem=wrong.code))
    there = Organisation.objects.in_bulk([pk for _, pk in wanted if pk is not None])
    targets = [
        _Target(there[pk], one, False)
        if pk is not None and pk in there
        else _Target(_make_organisation(one, registry, file_import), one, True)
        for one, pk in wanted
    ]
    if file_import is not None:
        Organisation.objects.bulk_create(t.organisation for t in targets if t.is_new)
        for target in targets:
            registry.slugs[target.organisation.slug] = target.organisation.pk
            for scheme, number in target.stated.identifiers:
                key = (scheme, check_identifier(scheme, number).number)
                registry.numbers.setdefault(key, target.organisation.pk)
    return targets, refused


def _check_stated(one: OrganisationStated) -> None:
    """Raises :class:`UnusableFact` if the row cannot be used at all: with a wrong number the organisation could
    not be found again.
    """
    problems = [check_identifier(scheme, number).problem for scheme, number in one.identifiers]
    problem = one.problem or next(filter(None, problems), "")
    if problem:
        raise UnusableFact(problem)


def _make_organisation(
    one: OrganisationStated, registry: RegistryIndex, file_import: FileImport | None
) -> Organisation:
    names = {fact.code: fact.text[:200] for fact in one.facts if fact.kind == "name"}
    slug = registry.make_slug(one)
    registry.slugs[slug] = 0
    return Organisation(
        slug=slug, kind=registry.choices.kind, name_zh=names.get("zh", ""),
        name_en=names.get("en", "") or ("" if names.get("zh") else slug), file_import=file_import,
    )  # fmt: skip


def _plan_targets(
    targets: Sequence[_Target], registry: RegistryIndex
) -> tuple[list[PlannedRow], list[FactDelta]]:
    numbers = [t.organisation.pk for t in targets if t.organisation.pk and not t.is_new]
    own = _read_own(numbers)
    rows: list[PlannedRow] = []
    deltas: list[FactDelta] = []
    for target in targets:
        for row, delta in _plan_one(target, own.setdefault(target.organisation.pk or -id(target), []), registry):  # fmt: skip
            if row is not None:
                rows.append(row)
            if delta is not None:
                deltas.append(delta)
    return rows, deltas


def _read_own(numbers: Collection[int]) -> dict[int, list[Fact]]:
    rows = Fact.objects.filter(organisation__in=numbers, withdrawn_at=None)
    in_order = rows.order_by("organisation_id", "first_day", "id")
    return {pk: list(own) for pk, own in groupby(in_order, key=attrgetter("organisation_id"))}


_Planned = Iterator[tuple[PlannedRow | None, FactDelta | None]]


def _plan_one(target: _Target, own: list[Fact], registry: RegistryIndex) -> _Planned:
    choices, name = registry.choices, target.organisation.name
    stated = list(target.stated.facts)
    if target.is_new and not any(fact.kind == FactKind.KIND for fact in stated):
        stated.append(FactStated("kind", choices.kind))
    seen: dict[FactKind, set[str]] = {}
    for place, fact in enumerate(stated):
        row = target.stated.find_row(place)
        try:
            given = read_fact(fact, registry)
            seen.setdefault(given.kind, set()).add(given.code)
            checked = deltas.check_input(given, registry.focus_slugs)
            delta = deltas.find_delta(target.organisation, own, checked)
        except UnusableFact as wrong:
            yield PlannedRow(REFUSED, row, name, problem=wrong.code), None
            continue
        if delta.action != SAME and _is_granting(target, given, registry):
            deltas.revert_delta(own, delta)
            yield PlannedRow(REFUSED, row, name, problem="grants"), None
            continue
        planned = PlannedRow(delta.action, row, name, delta.before, delta.after)
        yield None if delta.action == SAME else planned, delta
    if choices.as_of is not None:
        yield from _end_unseen(target, own, seen, choices.as_of)


def _is_granting(target: _Target, given: FactInput, registry: RegistryIndex) -> bool:
    """Whether a row changes people's permissions: members of a network are consulted with it, and
    representatives of an authority have other permissions than those of a member.
    """
    if registry.choices.may_grant or given.kind not in _GRANTING:
        return False
    return given.kind == FactKind.NETWORK or (
        not target.is_new and target.organisation.seats.exists()
    )


def _end_unseen(
    target: _Target, own: list[Fact], seen: Mapping[FactKind, set[str]], day: date
) -> _Planned:
    for kind in _LISTED:
        if kind not in seen:  # the file has no word on it
            continue
        standing = [r for r in own if r.kind == kind and r.as_record().holds_on(day)]
        for row in standing:
            if row.code not in seen[kind]:
                delta = deltas.end_unseen(row, own, day)
                yield (
                    PlannedRow(
                        ENDED, target.stated.row, target.organisation.name, row, delta.after
                    ),
                    delta,
                )


def list_known_words() -> dict[str, frozenset[str]]:
    """Role of a column → known values, normalised by :func:`huiyin.intake.rows.make_key`."""
    forms = (
        say(f"registry.legal_form.{code}", language)
        for code in LEGAL_FORMS
        for language in ("zh", "en")
    )
    return {
        "focus": frozenset(_map_focus_words()),
        "network": frozenset(_map_network_words()),
        "legal_form": frozenset(map(make_key, forms)),
        "place": list_place_names(),
    }


def read_fact(fact: FactStated, registry: RegistryIndex) -> FactInput:
    """A fact of a file as the registry's input, with codes for words. Raises :class:`UnusableFact`."""
    kind, choices = FactKind(fact.kind), registry.choices
    seen_on = _read_day(fact.seen_on) or choices.as_of
    return FactInput(
        kind, code=_find_code(kind, fact.code, registry), text=fact.text, number=fact.number, data=fact.data,
        since=fact.since, until=fact.until, source=fact.source or choices.source, is_public=fact.is_public,
        seen_on=seen_on, over_on=_read_day(fact.over_on),
        confirmed_on=_read_day(fact.confirmed_on) or (choices.as_of if fact.until != UNKNOWN else None),
    )  # fmt: skip


def _read_day(written: str) -> date | None:
    return read_days(written).first if written else None


def _find_code(kind: FactKind, written: str, registry: RegistryIndex) -> str:
    """The code for a word, or the word itself."""
    if kind is FactKind.FOCUS:
        return registry.focuses.get(make_key(written), written)
    if kind is FactKind.NETWORK:
        if make_key(written) not in registry.networks:
            raise UnusableFact("network")
        return registry.networks[make_key(written)]
    if kind is FactKind.PLACE:
        return find_place(written) or written
    codes = RULES[kind].codes
    if not codes or written in codes or kind in (FactKind.NAME, FactKind.ACTIVITY):
        return written
    words = {
        make_key(say(f"registry.{kind.value}.{code}", language)): code
        for code in codes
        for language in ("zh", "en")
    }
    return words.get(make_key(written), written)


# ---- taken in, and undone ---------------------------------------------------------------------------------


@transaction.atomic
def take_in(
    file_import: FileImport,
    stated: Sequence[OrganisationStated],
    choices: ImportChoices,
    by: User | None,
) -> ImportPlan:
    """Import the file; one log entry for the file."""
    plan = plan_import(stated, choices, by, file_import=file_import)
    refused = [[row.row, row.organisation, row.problem] for row in plan.rows if row.problem]
    FileImport.objects.filter(pk=file_import.pk).update(refused=refused)
    close_import(file_import, plan.count(), choices.as_of, by)
    return plan


def close_import(
    file_import: FileImport, counts: dict[str, int], as_of: date | None, by: User | None
) -> None:
    """Finish an import: store the numbers, write a log entry, delete the file."""
    now = timezone.now()
    FileImport.objects.filter(pk=file_import.pk).update(
        counts=counts, as_of=as_of, confirmed_at=now, content=b"", file="", plan={}
    )
    forget_file(file_import)
    record_audit_entry(by, "registry.take_in", file_import, name=file_import.file_name, **counts)


def forget_file(file_import: FileImport) -> None:
    """Delete the stored file after the transaction has committed."""
    stored = file_import.file
    if stored:
        name, storage = stored.name, stored.storage
        transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def undo_import(file_import: FileImport, by: User) -> dict[str, int]:
    """Undo an import: withdraw what it added and restore what it removed, except what somebody changed since.
    The history remains known. Raises :class:`UnusableFact`.
    """
    file_import = lock_undoable(file_import)
    withdraw_events(file_import)
    counts = dict.fromkeys(("withdrawn", "restored", "kept", "organisations"), 0)
    after = 0
    while numbers := list_touched(file_import, after):
        add_counts(counts, undo_part(file_import, numbers, by))
        after = numbers[-1]
    close_undone(file_import, counts, by)
    return counts


def lock_undoable(file_import: FileImport) -> FileImport:
    """The row, locked, of an import that can be undone. Raises :class:`UnusableFact`."""
    held = FileImport.objects.select_for_update().get(pk=file_import.pk)
    if held.undone_at is not None or not held.is_begun:
        raise UnusableFact("undone")
    return held


def withdraw_events(file_import: FileImport) -> None:
    """Withdraw the mergers that the file recorded."""
    file_import.events.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())


def list_touched(file_import: FileImport, after: int = 0, most: int = AT_ONCE) -> list[int]:
    """Sorted keys of the first ``most`` organisations after ``after`` that the file brought or changed."""
    found: set[int] = set()
    for rows, column in (
        (file_import.facts.filter(withdrawn_at=None), "organisation_id"),
        (file_import.withdrawn.all(), "organisation_id"),
        (file_import.organisations.all(), "pk"),
    ):
        beyond = rows.filter(**{f"{column}__gt": after}).order_by(column)
        found.update(beyond.values_list(column, flat=True).distinct()[:most])
    return sorted(found)[:most]


def count_touched(file_import: FileImport) -> int:
    """The approximate number of organisations to undo."""
    facts_of = file_import.facts.filter(withdrawn_at=None)
    return facts_of.order_by().values("organisation_id").distinct().count()


def undo_part(file_import: FileImport, numbers: Sequence[int], by: User | None) -> dict[str, int]:
    """Undo the import for some organisations; returns the numbers."""
    added = file_import.facts.filter(withdrawn_at=None, organisation__in=numbers)
    withdrawn = added.update(withdrawn_at=timezone.now())
    restored, kept = _restore(file_import, numbers, by)
    removed = _remove_organisations(file_import, numbers)
    refresh_present(set(numbers) - removed)
    return {
        "withdrawn": withdrawn,
        "restored": restored,
        "kept": kept,
        "organisations": len(removed),
    }


def close_undone(file_import: FileImport, counts: Mapping[str, int], by: User | None) -> None:
    """Finish an undo with one log entry."""
    rows = FileImport.objects.filter(pk=file_import.pk)
    rows.update(undone_at=timezone.now(), undoing={}, file="", plan={})
    forget_file(file_import)
    record_audit_entry(by, "registry.undo", file_import, name=file_import.file_name, **counts)


def add_counts(counts: dict[str, int], more: Mapping[str, int]) -> None:
    for name, number in more.items():
        counts[name] = counts.get(name, 0) + number


def _restore(file_import: FileImport, numbers: Sequence[int], by: User | None) -> tuple[int, int]:
    """Record again the facts that the file removed; returns how many, and how many somebody has changed since."""
    withdrawn = list(file_import.withdrawn.filter(organisation__in=numbers))
    own = _read_own({row.organisation_id for row in withdrawn})
    restored = []
    for row in withdrawn:
        standing = own.setdefault(row.organisation_id, [])
        again = facts.copy_whole(row)
        again.recorded_by, again.recorded_at = by, timezone.now()
        given = facts.as_checked(again)
        try:
            facts.check_overlap(given, facts.select_same_key(standing, given.given))
        except UnusableFact:
            continue
        standing.append(again)
        restored.append(again)
    Fact.objects.bulk_create(restored, batch_size=500)
    return len(restored), len(withdrawn) - len(restored)


def _remove_organisations(file_import: FileImport, numbers: Sequence[int]) -> set[int]:
    """Delete organisations that came with the file and that nothing else refers to."""
    came = file_import.organisations.filter(pk__in=numbers)
    alone = set(came.values_list("pk", flat=True))
    for relation in Organisation._meta.related_objects:
        if alone:
            alone -= _list_spoken_of(relation, alone, file_import)
    Organisation.objects.filter(pk__in=alone).delete()
    return alone


def _list_spoken_of(
    relation: ForeignObjectRel, numbers: Collection[int], file_import: FileImport
) -> set[int]:
    """Those of the organisations that other rows of one relation refer to, apart from the file's own."""
    model, name = relation.related_model, relation.field.name
    assert not isinstance(model, str)
    rows = model._base_manager.filter(**{f"{name}__in": numbers})
    if model is Fact:
        rows = rows.exclude(file_import=file_import)
    elif relation.name == "changes":
        rows = rows.exclude(event__file_import=file_import)
    return set(rows.order_by().values_list(name, flat=True).distinct())


# ---- mergers ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PlannedMerger:
    """``problem``: a code of ``registry.wrong``; ``new``: names of organisations not in the registry."""

    merger: MergerStated
    problem: str = ""
    new: tuple[str, ...] = ()


def plan_mergers(
    mergers: Sequence[MergerStated], *, with_unknown: bool = False
) -> list[PlannedMerger]:
    """What a table of mergers would record. Mergers of unknown organisations are refused unless ``with_unknown``."""
    registry = RegistryIndex(_list_schemes(mergers), ImportChoices(), None)
    recorded = set(
        ChangeEvent.objects.filter(kind=ChangeKind.MERGER.value, withdrawn_at=None, sides__is_outcome=False)
        .values_list("first_day", "sides__organisation")
    )  # fmt: skip
    planned = []
    for merger in mergers:
        sides = [(party.name, _find_party(party, registry)) for party in (merger.old, merger.new)]
        new = tuple(name for name, number in sides if number is None)
        problem = merger.problem
        if not problem and new and not with_unknown:
            problem = "unknown_side"
        elif not problem and (_read_day(merger.day), sides[0][1]) in recorded:
            problem = "change_there"
        planned.append(PlannedMerger(merger, problem, () if problem else new))
    return planned


def _find_party(party: object, registry: RegistryIndex) -> int | None:
    number, name = getattr(party, "number", None), getattr(party, "name", "")
    facts_of = [FactStated("identifier", *number)] if number is not None else []
    named = [FactStated("name", "en", name)] if name else []
    try:
        return registry.find(OrganisationStated("", (*facts_of, *named)))
    except UnusableFact:
        return None


@dataclass(frozen=True, slots=True)
class MergersTaken:
    """``refused``: mergers that cannot be recorded, with the code of the reason."""

    counts: dict[str, int]
    refused: tuple[tuple[MergerStated, str], ...]


@transaction.atomic
def take_in_mergers(
    file_import: FileImport,
    mergers: Sequence[MergerStated],
    by: User | None,
    *,
    with_unknown: bool = False,
    kind: str = "partner",
) -> dict[str, int]:
    """Record each merger on its day. With ``with_unknown``, unknown organisations are added with name and
    number from the table.
    """
    taken = take_in_some_mergers(file_import, mergers, by, with_unknown=with_unknown, kind=kind)
    refused = [[merger.row, merger.old.name, code] for merger, code in taken.refused]
    FileImport.objects.filter(pk=file_import.pk).update(refused=refused)
    close_import(file_import, taken.counts, None, by)
    return taken.counts


def take_in_some_mergers(
    file_import: FileImport,
    mergers: Sequence[MergerStated],
    by: User | None,
    *,
    with_unknown: bool = False,
    kind: str = "partner",
) -> MergersTaken:
    """The same for some of the rows."""
    planned = plan_mergers(mergers, with_unknown=with_unknown)
    taken = [one.merger for one in planned if not one.problem]
    unusable = [(one.merger, one.problem) for one in planned if one.problem]
    new = 0
    if with_unknown:
        choices = ImportChoices(kind=kind, source=file_import.file_name)
        new = plan_import(list(_list_parties(taken)), choices, by, file_import=file_import).new
    registry = RegistryIndex(_list_schemes(taken), ImportChoices(), by)
    touched: set[int] = set()
    for merger in taken:
        ins, outs = (_find_party(party, registry) for party in (merger.old, merger.new))
        given = ChangeInput(
            ChangeKind.MERGER, merger.day, [ins or 0], [outs or 0], source=file_import.file_name
        )
        try:
            change_events.record_change_of_file(given, by, file_import)
        except UnusableFact as wrong:
            unusable.append((merger, wrong.code))
        else:
            touched |= {ins or 0, outs or 0}
    refresh_present(touched - {0})
    counts = {
        "events": len(planned) - len(unusable),
        "refused": len(unusable),
        "organisations": new,
    }
    return MergersTaken(counts, tuple(unusable))


def _list_schemes(mergers: Iterable[MergerStated]) -> set[str]:
    return {p.number.scheme for m in mergers for p in (m.old, m.new) if p.number is not None}


def _list_parties(mergers: Iterable[MergerStated]) -> Iterator[OrganisationStated]:
    """Each organisation once, with its number and the first name in the table."""
    seen: set[object] = set()
    for merger in mergers:
        for party in (merger.old, merger.new):
            key = party.number or party.name.casefold()
            if key in seen:
                continue
            seen.add(key)
            stated = [FactStated("name", "en", party.name)] if party.name else []
            if party.number is not None:
                stated.append(FactStated("identifier", *party.number))
            yield OrganisationStated("", tuple(stated), merger.row)
