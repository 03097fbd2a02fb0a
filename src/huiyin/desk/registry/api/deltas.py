"""What a fact from a file changes: determined without writing, then written in bulk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from huiyin.desk.registry.api import facts
from huiyin.desk.registry.data import OPEN, UNKNOWN, FactInput, FactKind
from huiyin.desk.registry.models import Fact, FileImport
from huiyin.desk.registry.periods import UnusableFact, day_before

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.registry.models import Organisation

ADDED, CHANGED, ENDED, SAME = "added", "changed", "ended", "same"


@dataclass(slots=True)
class FactDelta:
    """``action``: added, changed, ended or same. ``before``: the fact that is replaced."""

    action: str
    after: Fact | None = None
    before: Fact | None = None
    withdrawn: list[Fact] = field(default_factory=list)
    added: list[Fact] = field(default_factory=list)
    confirmed: list[tuple[Fact, date]] = field(default_factory=list)


def find_delta(
    organisation: Organisation, own: list[Fact], checked: facts.CheckedFact
) -> FactDelta:
    """What ``checked`` changes in the current facts ``own``, which are updated. Raises :class:`UnusableFact`."""
    rows = facts.select_same_key(own, checked.given)
    first = checked.period.first_day or date.min
    same = _find_same(rows, checked, first)
    if same is not None:
        delta = FactDelta(SAME, after=same, confirmed=[(same, checked.given.confirmed_on or first)])
    else:
        delta = _find_change(organisation, rows, checked, first)
    _keep_own(own, delta)
    return delta


def _find_same(rows: Iterable[Fact], checked: facts.CheckedFact, first: date) -> Fact | None:
    """A row that already says it: for the same period, or, if only an observation, on that day."""
    for row in rows:
        if not facts.says_same(row, checked):
            continue
        if (row.since, row.until) == (checked.period.since, checked.period.until) and (
            row.first_day == checked.period.first_day
        ):
            return row
        is_seen = checked.period.since == UNKNOWN and checked.period.until == OPEN
        if is_seen and row.as_record().holds_on(first):
            return row
    return None


def _find_change(
    organisation: Organisation, rows: list[Fact], checked: facts.CheckedFact, first: date
) -> FactDelta:
    delta = FactDelta(ADDED)
    restated = [
        row for row in rows if facts.says_same(row, checked) and _touches(row, checked, first)
    ]
    standing = [row for row in rows if row.as_record().holds_on(first) and row not in restated]
    for row in restated:  # the same, of which the period is known better now
        delta.withdrawn.append(row)
    for row in standing:
        delta.withdrawn.append(row)
        ended = _end_at(row, checked)
        if ended is not None:
            delta.added.append(ended)
    kept = [row for row in rows if row not in delta.withdrawn]
    checked = facts.end_before_next(checked, kept)
    facts.check_overlap(checked, kept)
    delta.after = facts.make_row(organisation, checked, None, None)
    delta.added.append(delta.after)
    if standing or restated:
        delta.action, delta.before = CHANGED, (standing or restated)[0]
    return delta


def _touches(row: Fact, checked: facts.CheckedFact, first: date) -> bool:
    """Whether periods of the same value overlap, one of them being less precise."""
    last = checked.period.last_day or date.max
    meets = (row.first_day or date.min) <= last and first <= (row.last_day or date.max)
    return meets and (UNKNOWN in (row.since, row.until) or checked.period.since != UNKNOWN)


def _end_at(row: Fact, checked: facts.CheckedFact) -> Fact | None:
    """A copy of the row that ends before the other begins; None if nothing is left of it."""
    period = checked.period
    if period.first_day is None or (row.first_day and row.first_day >= period.first_day):
        return None
    is_stated = period.since != UNKNOWN
    until = day_before(period.since, period.first_day) if is_stated else UNKNOWN
    return facts.copy_with_end(row, until, over_on=period.first_day)


def end_unseen(row: Fact, own: list[Fact], day: date) -> FactDelta:
    """End a fact that is missing in the list of ``day``: it is over since an unknown day."""
    if row.first_day and row.first_day >= day:
        delta = FactDelta(ENDED, before=row, withdrawn=[row])
    else:
        ended = facts.copy_with_end(row, UNKNOWN, over_on=day)
        delta = FactDelta(ENDED, after=ended, before=row, withdrawn=[row], added=[ended])
    _keep_own(own, delta)
    return delta


def _keep_own(own: list[Fact], delta: FactDelta) -> None:
    for row in delta.withdrawn:
        own.remove(row)
    own.extend(delta.added)


def revert_delta(own: list[Fact], delta: FactDelta) -> None:
    """Restore ``own`` to its state before the delta."""
    for row in delta.added:
        own.remove(row)
    own.extend(delta.withdrawn)


def write_deltas(
    deltas: Iterable[FactDelta], by: User | None, file_import: FileImport | None
) -> None:
    """Write all deltas. A row added and removed within one file is never written."""
    now = timezone.now()
    added: dict[int, Fact] = {}
    withdrawn: list[Fact] = []
    confirmed: dict[int, tuple[Fact, date]] = {}
    for delta in deltas:
        for row in delta.withdrawn:
            if added.pop(id(row), None) is None:
                row.withdrawn_at, row.withdrawn_by_import = now, file_import
                withdrawn.append(row)
        for row in delta.added:
            row.recorded_by, row.file_import, row.recorded_at = by, file_import, now
            added[id(row)] = row
        for row, day in delta.confirmed:
            confirmed[id(row)] = (row, day)
    Fact.objects.bulk_update(withdrawn, ("withdrawn_at", "withdrawn_by_import"), batch_size=300)
    for row, day in confirmed.values():
        if id(row) in added:
            row.confirmed_on = max(row.confirmed_on or day, day)
    stored = [(row, day) for row, day in confirmed.values() if row.pk and not row.withdrawn_at]
    for day in sorted({day for _, day in stored}):
        facts.confirm_rows([row for row, on in stored if on == day], day)
    Fact.objects.bulk_create(added.values(), batch_size=500)


def check_input(given: FactInput, focuses: frozenset[str]) -> facts.CheckedFact:
    """Raises :class:`UnusableFact`."""
    if given.kind == FactKind.FOCUS and given.code not in focuses:
        raise UnusableFact("focus")
    return facts.check_period(given)
