"""What is known of organisations on a day, from facts with periods; and of whom nothing is known.

A fact holds from a day to a day. Either end may be *stated*, or merely be the last day on which the fact is known to have
held (a yearly return says what was so in its year, not when it began). An organisation of which nothing holds on a day is
*absent* where what is next to that day has stated ends (it had not begun, had ended, or paused), and *unknown* where not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class DatedFact(Generic[T_co]):
    """``value`` held of ``organisation`` from ``since`` to ``until``, both days included; ``date.max`` where it still
    does. ``value`` None: nobody has said what was so. ``is_start_stated``, ``is_end_stated``: whether it began and ended
    on these days, or is only known to have held on them."""

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
    """What holds on ``day``: organisation → its values, in the order of the facts; ``unknown``: organisations of which
    nobody has said what was so. Both in the order of names, so that the order of the facts changes no figure."""

    day: date
    held: Mapping[str, tuple[T_co, ...]]
    unknown: tuple[str, ...]


def list_standing(facts: Iterable[DatedFact[T_co]], day: date) -> Standing[T_co]:
    """What holds on ``day``."""
    return list_standings(facts, [day])[0]


def list_standings(facts: Iterable[DatedFact[T_co]], days: Iterable[date]) -> list[Standing[T_co]]:
    """What holds on each of ``days``; of many days quicker than one after the other."""
    by_organisation: dict[str, list[DatedFact[T_co]]] = {}
    for fact in facts:
        by_organisation.setdefault(fact.organisation, []).append(fact)
    named = sorted(by_organisation.items())
    return [_find_standing(named, day) for day in days]


def _find_standing(
    named: Sequence[tuple[str, Sequence[DatedFact[T_co]]]], day: date
) -> Standing[T_co]:
    held: dict[str, tuple[T_co, ...]] = {}
    unknown: list[str] = []
    for organisation, own in named:
        holding = [fact for fact in own if fact.holds_on(day)]
        values = tuple(fact.value for fact in holding if fact.value is not None)
        if values:
            held[organisation] = values
        elif holding or _is_unknown_between(own, day):
            unknown.append(organisation)
    return Standing(day, held, tuple(unknown))


def limit_to_stays(
    facts: Iterable[DatedFact[T_co]], stays: Iterable[DatedFact[Any]]
) -> list[DatedFact[T_co]]:
    """``facts`` as far as their organisations were there: before it came and after it left an organisation is absent, and
    in between it is unknown where nothing holds. ``stays``: when each was there, without a value; who has none is left out."""
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
    return replace(
        fact,
        since=max(fact.since, stay.since),
        until=min(fact.until, stay.until),
        is_start_stated=stay.is_start_stated if is_late else fact.is_start_stated,
        is_end_stated=stay.is_end_stated if is_early else fact.is_end_stated,
    )


def _is_unknown_between(facts: Sequence[DatedFact[T_co]], day: date) -> bool:
    """Whether an end that is next to a day on which nothing holds is not stated."""
    last = max((fact.until for fact in facts if fact.until < day), default=None)
    first = min((fact.since for fact in facts if fact.since > day), default=None)
    return any(
        (fact.until == last and not fact.is_end_stated)
        or (fact.since == first and not fact.is_start_stated)
        for fact in facts
    )


def end_of_year(year: int) -> date:
    """The day for which a year's figures are: its last."""
    return date(year, 12, 31)


def list_years(facts: Iterable[DatedFact[object]]) -> tuple[int, ...]:
    """From the year of the first day that any fact names to that of the last; none where there is no fact."""
    days = [day for fact in facts for day in (fact.since, fact.until) if date.min < day < date.max]
    if not days:
        return ()
    return tuple(range(min(days).year, max(days).year + 1))
