"""What is known of organisations on a day, from facts with periods; and of whom nothing is known.

A fact holds from a day to a day. Either end may be *stated*, or merely be the last day on which the fact is known to have
held (a yearly return says what was so in its year, not when it began). An organisation of which nothing holds on a day is
*absent* where what is next to that day has stated ends (it had not begun, had ended, or paused), and *unknown* where not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

T_co = TypeVar("T_co", covariant=True)
_Marks = NDArray[np.bool_]
_Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class DatedFact(Generic[T_co]):
    """``value`` applied to ``organisation`` from ``since`` to ``until``, both days included.

    ``until`` is ``date.max`` if it still applies. ``value`` is None if nobody has stated one. ``is_start_stated``
    and ``is_end_stated``: whether it is known to have begun and ended on these days, or only to have applied on
    them.
    """

    organisation: str
    value: T_co | None
    since: date
    until: date = date.max
    is_start_stated: bool = True
    is_end_stated: bool = True

    def holds_on(self, day: date) -> bool:
        return self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class Standing(Generic[T_co]):
    """What holds on ``day``: organisation → its values, in the order of the facts.

    ``unknown``: organisations for which nobody has stated a value. Both are sorted by name, so that the order of
    the facts changes no figure.
    """

    day: date
    held: Mapping[str, tuple[T_co, ...]]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class FactColumns(Generic[T_co]):
    """Many facts as columns, so that a day can be looked up for all of them at once.

    ``organisations``: sorted by name; the facts of one are adjacent, in the order given. ``owner``: the index of
    each fact's organisation. ``since``, ``until``: ordinals of days. ``is_said``: whether the fact has a value.
    """

    organisations: tuple[str, ...]
    values: tuple[T_co | None, ...]
    owner: _Places
    since: NDArray[np.int64]
    until: NDArray[np.int64]
    is_said: _Marks
    is_start_stated: _Marks
    is_end_stated: _Marks

    def find_holding(self, day: date) -> _Places:
        """Return the indices of the facts with a value that hold on ``day``."""
        return np.flatnonzero(self._hold_on(day) & self.is_said)

    def mark_known(self, holding: _Places) -> _Marks:
        """Mark the organisations to which the facts at these indices belong."""
        known = np.zeros(len(self.organisations), dtype=bool)
        known[self.owner[holding]] = True
        return known

    def mark_unknown(self, day: date, known: _Marks) -> _Marks:
        """Mark the organisations whose value on ``day`` is unknown. ``known``: those with a value."""
        if not len(self.owner):
            return known
        at = day.toordinal()
        is_over, is_ahead = self.until < at, self.since > at
        firsts = np.searchsorted(self.owner, np.arange(len(self.organisations)))
        last = np.maximum.reduceat(np.where(is_over, self.until, 0), firsts)
        following = np.minimum.reduceat(np.where(is_ahead, self.since, _LATEST), firsts)
        # The nearest end on either side of the day, if it is not stated, makes the day unknown.
        ends = is_over & (self.until == last[self.owner]) & ~self.is_end_stated
        begins = is_ahead & (self.since == following[self.owner]) & ~self.is_start_stated
        is_open = np.logical_or.reduceat(self._hold_on(day) | ends | begins, firsts)
        unknown: _Marks = is_open & ~known
        return unknown

    def name_marked(self, marks: _Marks) -> tuple[str, ...]:
        """Return the marked organisations by name."""
        return tuple(self.organisations[at] for at in np.flatnonzero(marks))

    def _hold_on(self, day: date) -> _Marks:
        at = day.toordinal()
        holding: _Marks = (self.since <= at) & (at <= self.until)
        return holding


#: Later than any day.
_LATEST = date.max.toordinal() + 1


def gather_facts(facts: Iterable[DatedFact[T_co]] | FactColumns[T_co]) -> FactColumns[T_co]:
    """Turn facts into columns."""
    if isinstance(facts, FactColumns):
        return facts
    by_organisation: dict[str, list[DatedFact[T_co]]] = {}
    for fact in facts:
        by_organisation.setdefault(fact.organisation, []).append(fact)
    names = tuple(sorted(by_organisation))
    ordered = [fact for name in names for fact in by_organisation[name]]
    values = tuple(fact.value for fact in ordered)
    return FactColumns(
        names,
        values,
        np.repeat(np.arange(len(names)), [len(by_organisation[name]) for name in names]),
        np.fromiter((fact.since.toordinal() for fact in ordered), np.int64, len(ordered)),
        np.fromiter((fact.until.toordinal() for fact in ordered), np.int64, len(ordered)),
        np.fromiter((value is not None for value in values), bool, len(ordered)),
        np.fromiter((fact.is_start_stated for fact in ordered), bool, len(ordered)),
        np.fromiter((fact.is_end_stated for fact in ordered), bool, len(ordered)),
    )


def list_standing(
    facts: Iterable[DatedFact[T_co]] | FactColumns[T_co], day: date
) -> Standing[T_co]:
    """Return what holds on ``day``."""
    columns = gather_facts(facts)
    holding = columns.find_holding(day)
    pairs = zip(columns.owner[holding].tolist(), holding.tolist(), strict=True)
    held = {
        columns.organisations[owner]: tuple(
            value for _, at in own if (value := columns.values[at]) is not None
        )
        for owner, own in groupby(pairs, key=itemgetter(0))
    }
    unknown = columns.mark_unknown(day, columns.mark_known(holding))
    return Standing(day, held, columns.name_marked(unknown))


def limit_to_stays(
    facts: Iterable[DatedFact[T_co]], stays: Iterable[DatedFact[Any]]
) -> list[DatedFact[T_co]]:
    """Restrict ``facts`` to the periods during which their organisations existed.

    An organisation is absent before its stay begins and after it ends; in between it is unknown when no fact holds.
    ``stays``: the periods, without values; organisations without one are left out.
    """
    stays_of: dict[str, list[DatedFact[Any]]] = {}
    for stay in stays:
        stays_of.setdefault(stay.organisation, []).append(stay)
    limited: list[DatedFact[T_co]] = [stay for own in stays_of.values() for stay in own]
    for fact in facts:
        limited += [
            _clip_fact(fact, stay)
            for stay in stays_of.get(fact.organisation, ())
            if fact.since <= stay.until and stay.since <= fact.until
        ]
    return limited


def _clip_fact(fact: DatedFact[T_co], stay: DatedFact[Any]) -> DatedFact[T_co]:
    is_late, is_early = fact.since < stay.since, fact.until > stay.until
    if not is_late and not is_early:
        return fact
    return DatedFact(
        fact.organisation,
        fact.value,
        stay.since if is_late else fact.since,
        stay.until if is_early else fact.until,
        stay.is_start_stated if is_late else fact.is_start_stated,
        stay.is_end_stated if is_early else fact.is_end_stated,
    )


def end_of_year(year: int) -> date:
    """Return the last day of a year, which its figures refer to."""
    return date(year, 12, 31)


def list_years(facts: Iterable[DatedFact[object]]) -> tuple[int, ...]:
    """Return the years from the first to the last day that any fact names; empty without facts."""
    named = {day for fact in facts for day in (fact.since, fact.until)} - {date.min, date.max}
    if not named:
        return ()
    return tuple(range(min(named).year, max(named).year + 1))
