"""Facts: record, change, correct, end, withdraw, confirm. Every action is in the audit log."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.registry.api.current_facts import refresh_present
from huiyin.desk.registry.data import (
    MONEY,
    OPEN,
    ROUTES,
    RULES,
    UNKNOWN,
    FactInput,
    FactKind,
    FactRecord,
)
from huiyin.desk.registry.models import Fact, FileImport, FocusArea, Organisation
from huiyin.desk.registry.periods import (
    StoredPeriod,
    UnusableFact,
    day_before,
    earliest_end,
    latest_start,
    make_period,
)
from huiyin.intake.identifiers import check_identifier
from huiyin.text import is_whole, strip_direction_marks

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

_DAY = timedelta(days=1)
_LONGEST_NAME, _LONGEST_TEXT, _LONGEST_SOURCE = 200, 20_000, 500
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
#: ISO 3166-1 or 3166-2, or GB/T 2260.
_PLACE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?|[1-9]\d{5}")
_SCHEME = re.compile(r"[A-Z0-9][A-Z0-9_-]{1,39}")
#: The digest of a logo redrawn by the desk.
_DIGEST = re.compile(r"[0-9a-f]{64}")
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class CheckedFact:
    """A validated fact, ready to be stored."""

    given: FactInput
    period: StoredPeriod
    is_public: bool


def check_fact(given: FactInput) -> FactInput:
    """Validate and normalise. Raises :class:`UnusableFact`."""
    rule = RULES[given.kind]
    text = strip_direction_marks(given.text).strip()
    text = " ".join(text.split()) if given.kind == FactKind.NAME else text
    given = replace(given, code=given.code.strip(), text=text, source=given.source.strip())
    if not (is_whole(given.code) and is_whole(text) and is_whole(given.source)):
        raise UnusableFact("characters")
    longest = _LONGEST_NAME if given.kind in (FactKind.NAME, FactKind.OTHER_NAME) else _LONGEST_TEXT
    if len(text) > longest or len(given.source) > _LONGEST_SOURCE:
        raise UnusableFact("long")
    if rule.codes is not None and given.code not in (rule.codes or ("",)):
        raise UnusableFact("code")
    if rule.codes is None:
        given = replace(given, code=_check_code(given))
    if "text" in rule.needs and not text:
        raise UnusableFact("no_text")
    if given.kind == FactKind.LOGO and not _DIGEST.fullmatch(text):
        raise UnusableFact("logo")
    if given.kind == FactKind.IDENTIFIER:
        given = replace(given, text=_check_number(given.code, text))
    return _check_amounts(given)


def _check_code(given: FactInput) -> str:
    code, kind = given.code, given.kind
    patterns = {FactKind.LANGUAGE: _LANGUAGE, FactKind.PLACE: _PLACE, FactKind.IDENTIFIER: _SCHEME}
    if kind in (FactKind.PLACE, FactKind.IDENTIFIER):
        code = code.upper()
    if kind in patterns and not patterns[kind].fullmatch(code):
        raise UnusableFact(kind.value)
    if not code or len(code) > 80:
        raise UnusableFact("code")
    return code


def _check_number(scheme: str, number: str) -> str:
    checked = check_identifier(scheme, number)
    if checked.problem:
        raise UnusableFact(checked.problem)
    return checked.number


def _check_amounts(given: FactInput) -> FactInput:
    rule = RULES[given.kind]
    if "number" in rule.needs:
        number = given.number
        if number is None or not 0 <= number <= 1e15:
            raise UnusableFact("number")
        if given.kind == FactKind.REACH and given.code != "countries" and number > 1:
            raise UnusableFact("share")
        currency = given.data.get("currency", "")
        if given.code in MONEY and not _CURRENCY.fullmatch(str(currency)):
            raise UnusableFact("currency")
    if given.kind == FactKind.ROUTE:
        return replace(given, data=_check_shares(given))
    return given


def _check_shares(given: FactInput) -> dict[str, object]:
    """The shares of the three routes, scaled to a sum of one."""
    shares = [given.data.get(route, 0.0) for route in ROUTES]
    numbers = [float(one) for one in shares if isinstance(one, int | float)]
    total = sum(numbers)
    if len(numbers) != len(ROUTES) or min(numbers) < 0 or not 0 < total < 1e6:
        raise UnusableFact("shares")
    return {route: number / total for route, number in zip(ROUTES, numbers, strict=True)}


def check_period(given: FactInput) -> CheckedFact:
    """Validate a fact with its period. Raises :class:`UnusableFact`."""
    given = check_fact(given)
    today = timezone.localdate()
    period = make_period(
        given.since, given.until, seen_on=given.seen_on or today, over_on=given.over_on or today
    )
    is_public = RULES[given.kind].is_public if given.is_public is None else given.is_public
    return CheckedFact(given, period, is_public)


def check_focus(given: FactInput) -> None:
    """Raises :class:`UnusableFact` if a focus is not in the list."""
    if given.kind == FactKind.FOCUS and not FocusArea.objects.filter(slug=given.code).exists():
        raise UnusableFact("focus")


# ---- one fact ---------------------------------------------------------------------------------------------


@transaction.atomic
def record_fact(
    organisation: Organisation,
    given: FactInput,
    by: User | None,
    *,
    file_import: FileImport | None = None,
) -> FactRecord:
    """Record a fact. For facts from a file, the caller updates current columns and records the file. Raises
    :class:`UnusableFact`, also (``overlap``) if its period overlaps one with the same key.
    """
    checked = check_period(given)
    check_focus(given)
    own = _lock_facts(organisation, checked.given.kind)
    check_overlap(checked, select_same_key(own, checked.given))
    row = _store(organisation, checked, by, file_import)
    return _finish(organisation, row, by, "record")


@transaction.atomic
def change_fact(
    organisation: Organisation,
    given: FactInput,
    by: User | None,
    *,
    file_import: FileImport | None = None,
) -> FactRecord:
    """Record that something else is valid from ``given.since``: the current fact with the same key ends then
    and remains for earlier days. If it is the same already, it is confirmed. Files as in :func:`record_fact`.
    Raises :class:`UnusableFact`.
    """
    checked = check_period(given)
    check_focus(given)
    own = select_same_key(_lock_facts(organisation, checked.given.kind), checked.given)
    first = checked.period.first_day or date.min
    standing = [row for row in own if row.as_record().holds_on(first)]
    same = [row for row in standing if says_same(row, checked)]
    if same:
        confirm_rows(same, checked.given.confirmed_on or first)
        return same[0].as_record()
    for row in standing:
        end_before(row, checked.period, by, file_import)
    checked = end_before_next(checked, own)
    kept = [row for row in own if row not in standing]
    check_overlap(checked, kept)
    row = _store(organisation, checked, by, file_import)
    return _finish(organisation, row, by, "change")


@transaction.atomic
def replace_fact(number: int, given: FactInput, by: User) -> FactRecord:
    """Record that something else replaces this fact from ``given.since``. Other facts of the same kind stay.
    Raises :class:`UnusableFact`.
    """
    old = _lock_fact(number)
    checked = check_period(given)
    check_focus(given)
    first = checked.period.first_day or date.min
    if not old.as_record().holds_on(first) or old.first_day == first:
        raise UnusableFact("not_then")
    end_before(old, checked.period, by, None)
    own = select_same_key(_lock_facts(old.organisation, checked.given.kind), checked.given)
    checked = end_before_next(checked, own)
    check_overlap(checked, own)
    row = _store(old.organisation, checked, by, None)
    return _finish(old.organisation, row, by, "change")


@transaction.atomic
def correct_fact(number: int, given: FactInput, by: User) -> FactRecord:
    """Replace a fact that was always wrong. Raises :class:`UnusableFact`."""
    old = _lock_fact(number)
    checked = check_period(given)
    check_focus(given)
    _withdraw(old)
    others = select_same_key(_lock_facts(old.organisation, checked.given.kind), checked.given)
    check_overlap(checked, others)
    row = _store(old.organisation, checked, by, None)
    return _finish(old.organisation, row, by, "correct", before=_describe(old))


@transaction.atomic
def end_fact(
    number: int, until: str, by: User | None, *, over_on: date | None = None
) -> FactRecord:
    """End a fact at ``until``, or with :data:`UNKNOWN` note that it was over on ``over_on``. Raises
    :class:`UnusableFact`.
    """
    old = _lock_fact(number)
    row = _replace_end(old, until, by, over_on=over_on or timezone.localdate())
    return _finish(old.organisation, row, by, "end")


@transaction.atomic
def withdraw_fact(number: int, by: User | None) -> None:
    """Withdraw a fact recorded by mistake, except the last name. Raises :class:`UnusableFact`."""
    old = _lock_fact(number)
    names = Fact.objects.filter(
        organisation=old.organisation_id, kind=FactKind.NAME.value, withdrawn_at=None
    )
    if old.kind == FactKind.NAME and not names.exclude(pk=old.pk).exists():
        raise UnusableFact("last_name")
    _withdraw(old)
    refresh_present([old.organisation_id])
    record_audit_entry(by, "fact.withdraw", old.organisation, **_describe(old))


@transaction.atomic
def confirm_facts(numbers: Collection[int], day: date, by: User) -> int:
    """Note that facts were still valid on ``day``; returns how many."""
    rows = list(Fact.objects.select_for_update().filter(pk__in=numbers, withdrawn_at=None))
    confirm_rows(rows, day)
    for organisation in {row.organisation_id: row.organisation for row in rows}.values():
        own = [row.pk for row in rows if row.organisation_id == organisation.pk]
        record_audit_entry(
            by, "fact.confirm", organisation, facts=own, day=day.isoformat(), name=str(organisation)
        )
    return len(rows)


@transaction.atomic
def record_facts(
    rows: Iterable[tuple[Organisation, FactInput]],
    by: User | None,
    *,
    file_import: FileImport | None = None,
) -> int:
    """Record many facts, with one log entry per organisation. Raises :class:`UnusableFact` for the first
    invalid one, and then none is recorded.
    """
    by_organisation: dict[int, tuple[Organisation, list[FactInput]]] = {}
    for organisation, given in rows:
        by_organisation.setdefault(organisation.pk, (organisation, []))[1].append(given)
    focuses = frozenset(FocusArea.objects.values_list("slug", flat=True))
    made: list[Fact] = []
    for organisation, inputs in by_organisation.values():
        own = list(Fact.objects.filter(organisation=organisation, withdrawn_at=None))
        for given in inputs:
            if given.kind == FactKind.FOCUS and given.code not in focuses:
                raise UnusableFact("focus")
            checked = check_period(given)
            check_overlap(checked, select_same_key(own, checked.given))
            row = make_row(organisation, checked, by, file_import)
            own.append(row)
            made.append(row)
        record_audit_entry(
            by, "fact.record_many", organisation, name=str(organisation), n=len(inputs)
        )
    Fact.objects.bulk_create(made, batch_size=500)
    refresh_present(by_organisation)
    return len(made)


@transaction.atomic
def state_columns(
    organisation: Organisation, details: Mapping[str, str], by: User, *, is_correction: bool
) -> None:
    """Record a form's names and kind as facts from today, or with ``is_correction`` as always valid. The form
    has a log entry of its own.
    """
    today = timezone.localdate().isoformat()
    for column, kind, code in _COLUMNS:
        given = details[column]
        if given == getattr(organisation, column):
            continue
        fact = FactInput(kind, code or given, given if code else "", since=today)
        own = [row for row in _lock_facts(organisation, kind) if not code or row.code == code]
        standing = [row for row in own if row.as_record().holds_on(timezone.localdate())]
        if is_correction and standing and given:
            fact = replace(fact, since=standing[-1].since, until=standing[-1].until)
            fact = replace(fact, seen_on=standing[-1].first_day, source=standing[-1].source)
            _withdraw(standing[-1])
            _store(organisation, check_period(fact), by, None)
            continue
        checked = check_period(fact if given else replace(fact, text="-"))
        for row in standing:
            end_before(row, checked.period, by, None)
        if given:
            _store(organisation, end_before_next(checked, own), by, None)
    refresh_present([organisation.pk])


#: Column of an organisation → kind and code of the facts that it shows.
_COLUMNS = (
    ("name_zh", FactKind.NAME, "zh"),
    ("name_en", FactKind.NAME, "en"),
    ("kind", FactKind.KIND, ""),
)


# ---- rows -------------------------------------------------------------------------------------------------


def _lock_facts(organisation: Organisation, kind: FactKind) -> list[Fact]:
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    rows = Fact.objects.filter(organisation=organisation, kind=kind.value, withdrawn_at=None)
    return list(rows.order_by("first_day", "id"))


def _lock_fact(number: int) -> Fact:
    row = (
        Fact.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .filter(pk=number, withdrawn_at=None)
        .first()
    )
    if row is None:
        raise UnusableFact("gone")
    return row


def select_same_key(rows: Iterable[Fact], given: FactInput) -> list[Fact]:
    rule = RULES[given.kind]
    return [
        row
        for row in rows
        if row.kind == given.kind and all(getattr(row, n) == getattr(given, n) for n in rule.key)
    ]


def says_same(row: Fact, checked: CheckedFact) -> bool:
    given = checked.given
    return (row.code, row.text, row.number, row.data) == (
        given.code,
        given.text,
        given.number,
        dict(given.data),
    )


def check_overlap(checked: CheckedFact, others: Sequence[Fact]) -> None:
    """Periods that may meet within a year or month do not count as overlapping, since that is not known."""
    period = checked.period
    first, last = (
        latest_start(period.since, period.first_day),
        earliest_end(period.until, period.last_day),
    )
    for row in others:
        begins, ends = (
            latest_start(row.since, row.first_day),
            earliest_end(row.until, row.last_day),
        )
        is_same_start = period.first_day == row.first_day and period.since == row.since
        if (begins <= last and first <= ends) or is_same_start:
            raise UnusableFact("overlap", other=row.pk)


def end_before(
    row: Fact, period: StoredPeriod, by: User | None, file_import: FileImport | None
) -> None:
    """End a fact where the other begins. One that began on the same day is withdrawn."""
    if period.first_day is None or (row.first_day and row.first_day >= period.first_day):
        _withdraw(row, file_import)
        return
    if period.since == UNKNOWN:
        _replace_end(row, UNKNOWN, by, over_on=period.first_day, file_import=file_import)
    else:
        until = day_before(period.since, period.first_day)
        _replace_end(row, until, by, over_on=period.first_day, file_import=file_import)


def end_before_next(checked: CheckedFact, own: Sequence[Fact]) -> CheckedFact:
    """If a later fact is known, an open end becomes the day before it."""
    first = checked.period.first_day or date.min
    later = [row for row in own if row.first_day is not None and row.first_day > first]
    if checked.given.until != OPEN or not later:
        return checked
    following = min(later, key=lambda row: row.first_day or date.max)
    assert following.first_day is not None
    stated = following.since not in (UNKNOWN, OPEN)
    until = day_before(following.since, following.first_day) if stated else UNKNOWN
    return check_period(replace(checked.given, until=until, over_on=following.first_day))


def _replace_end(
    row: Fact,
    until: str,
    by: User | None,
    *,
    over_on: date,
    file_import: FileImport | None = None,
) -> Fact:
    _withdraw(row, file_import)
    row = copy_with_end(row, until, over_on=over_on)
    row.recorded_by, row.file_import = by, file_import
    row.save(force_insert=True)
    return row


def copy_with_end(row: Fact, until: str, *, over_on: date) -> Fact:
    """An unsaved copy of the fact with another end. Raises :class:`UnusableFact`."""
    period = make_period(row.since, until, seen_on=row.first_day or over_on, over_on=over_on)
    made = Fact(**{name: getattr(row, name) for name in _KEPT})
    made.until, made.first_day, made.last_day = period.until, period.first_day, period.last_day
    if period.until != UNKNOWN:
        made.confirmed_on = period.last_day
    return made


def copy_whole(row: Fact) -> Fact:
    """An unsaved copy of the fact."""
    made = Fact(**{name: getattr(row, name) for name in _KEPT})
    made.until, made.last_day = row.until, row.last_day
    return made


def as_checked(row: Fact) -> CheckedFact:
    """The input that corresponds to a row."""
    given = FactInput(
        FactKind(row.kind), row.code, row.text, row.number, row.data, row.since, row.until, row.source, row.is_public
    )  # fmt: skip
    period = StoredPeriod(row.since, row.until, row.first_day, row.last_day)
    return CheckedFact(given, period, row.is_public)


#: Fields that stay the same when a fact's end changes.
_KEPT = (
    "organisation", "kind", "code", "text", "number", "data", "is_public", "since", "source", "first_day", "confirmed_on",
)  # fmt: skip


def _withdraw(row: Fact, file_import: FileImport | None = None) -> None:
    row.withdrawn_at = timezone.now()
    row.withdrawn_by_import = file_import
    Fact.objects.filter(pk=row.pk).update(
        withdrawn_at=row.withdrawn_at, withdrawn_by_import=file_import
    )


def confirm_rows(rows: Iterable[Fact], day: date) -> None:
    """Note a confirmation on ``day``, unless there is a later one."""
    behind = [row for row in rows if row.confirmed_on is None or row.confirmed_on < day]
    for row in behind:
        row.confirmed_on = min(day, row.last_day) if row.last_day else day
    Fact.objects.bulk_update(behind, ("confirmed_on",), batch_size=500)


def make_row(
    organisation: Organisation,
    checked: CheckedFact,
    by: User | None,
    file_import: FileImport | None,
) -> Fact:
    given, period = checked.given, checked.period
    return Fact(
        organisation=organisation, kind=given.kind.value, code=given.code, text=given.text, number=given.number,
        data=dict(given.data), is_public=checked.is_public, source=given.source,
        confirmed_on=given.confirmed_on or (period.first_day if period.until == UNKNOWN else timezone.localdate()),
        recorded_by=by, file_import=file_import, **asdict(period),
    )  # fmt: skip


def _store(
    organisation: Organisation,
    checked: CheckedFact,
    by: User | None,
    file_import: FileImport | None,
) -> Fact:
    row = make_row(organisation, checked, by, file_import)
    row.save(force_insert=True)
    return row


def _finish(
    organisation: Organisation, row: Fact, by: User | None, deed: str, **details: object
) -> FactRecord:
    if row.file_import_id is None:  # else there are more to come, and one entry for all
        refresh_present([organisation.pk])
        record_audit_entry(by, f"fact.{deed}", organisation, **_describe(row), **details)
    return row.as_record()


def _describe(row: Fact) -> dict[str, object]:
    """What the audit log says about a fact: its subject and period, not its text."""
    return {
        "fact": row.pk,
        "kind": row.kind,
        "code": row.code,
        "since": row.since,
        "until": row.until,
    }
