"""When an answer is due, counted day by day in the calendar of the body that owes it.

The day on which an ask comes is day zero, unless the rule counts it. A question back stops the clock, its answer lets it go
on; an extension moves the end; passing the ask on to another body starts again there. Late and very late are days of
their own. Every day that was looked at is told, so that anybody can count again.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

#: Months of silence after which a thread sleeps.
SLEEPS_AFTER = 6
#: No term is counted further: longer ones are promises of a day.
FURTHEST = timedelta(days=10 * 366)
_DAY = timedelta(days=1)


class TermUnit(StrEnum):
    """What a term is counted in."""

    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"


class ActKind(StrEnum):
    """What moves a clock."""

    ASK = "ask"
    QUESTION = "question"  # a clarification is asked: the clock stands
    EXPLANATION = "explanation"  # and is given: it goes on
    EXTENSION = "extension"
    REDIRECTION = "redirection"
    ANSWER = "answer"
    WITHDRAWAL = "withdrawal"
    WAKING = "waking"  # a person takes a sleeping thread up again
    OTHER = "other"  # a reminder, an acknowledgement: a sign of life


class DayNote(StrEnum):
    """What became of a day."""

    ZERO = "zero"  # the day on which it begins, which is not counted
    COUNTED = "counted"
    EXTENDED = "extended"  # counted, for an extension added it
    OFF = "off"  # not worked, and only working days count
    STANDS = "stands"  # a question is open
    ROLLED = "rolled"  # the term ended on a day off, so it goes on
    AGAIN = "again"  # passed on: counted from here anew


class WorkingCalendar(Protocol):
    """Who knows which days a body works."""

    def is_worked(self, day: date) -> bool: ...


class EveryDay:
    """A calendar without days off."""

    def is_worked(self, day: date) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Term:
    """So many days, working days or months. Raises ``ValueError`` for none, or for more than ten years."""

    amount: int
    unit: TermUnit

    def __post_init__(self) -> None:
        days = self.amount * (31 if self.unit is TermUnit.MONTH else 1)
        if self.amount < 1 or timedelta(days=days) > FURTHEST:
            raise ValueError(f"no term of {self.amount} {self.unit}")


@dataclass(frozen=True, slots=True)
class ClockRule:
    """A term as a law or a promise gives it.

    ``counts_first_day``: the day on which the ask comes is the first. ``rolls``: a term that would end on a day off ends on
    the next day that is worked. ``extension``: what one extension adds where it names no day; None where there is none.
    """

    term: Term
    counts_first_day: bool = False
    rolls: bool = True
    extension: Term | None = None


@dataclass(frozen=True, slots=True)
class ClockAct:
    """An act of a thread, on the day when it happened. ``until``: the day to which an extension goes, where it names one;
    ``calendar``: that of the body to which it was passed on."""

    kind: ActKind
    day: date
    until: date | None = None
    calendar: WorkingCalendar | None = None


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day of the counting. ``number``: which day of the term it is, where it was counted."""

    day: date
    note: DayNote
    number: int | None = None


@dataclass(frozen=True, slots=True)
class ClockReading:
    """What the clock says. Days are None where there is no such day: a clock without rule or promise is never due.

    ``late_before``: the days on which it became late with bodies that passed it on.
    ``late_on`` and ``very_late_on``: the days on which it became so, None where it has not; ``late_from`` and
    ``very_late_from``: the days from which it is or would be. ``stands_since``: since when a question is open.
    ``asleep_on``: since when nothing was heard for six months and nobody has woken it. ``days``: how it was counted, up to
    the due day or today; empty where the due day was promised by name.
    """

    begins_on: date
    due_on: date | None
    late_from: date | None
    very_late_from: date | None
    late_on: date | None
    very_late_on: date | None
    answered_on: date | None
    withdrawn_on: date | None
    stands_since: date | None
    asleep_on: date | None
    late_before: tuple[date, ...] = ()
    days: tuple[CountedDay, ...] = field(default=())

    @property
    def is_over(self) -> bool:
        return self.answered_on is not None or self.withdrawn_on is not None


def read_clock(
    acts: Sequence[ClockAct],
    today: date,
    *,
    rule: ClockRule | None = None,
    promised: date | None = None,
    calendar: WorkingCalendar | None = None,
) -> ClockReading:
    """What the clock of a thread says on ``today``. ``acts``: the ask first, the others in the order in which they happened;
    what happened after ``today``, or before the ask, is not looked at. ``promised``: a day that was named in place of a
    term; passing the ask on ends it.

    Raises ``ValueError`` without an ask.
    """
    began_on = min((act.day for act in acts if act.kind is ActKind.ASK), default=None)
    if began_on is None:
        raise ValueError("a clock begins with an ask")
    known = sorted(
        (act for act in acts if began_on <= act.day <= today or act.kind is ActKind.ASK),
        key=lambda act: (act.day, act.kind is not ActKind.ASK),
    )
    counting = _Counting(rule, promised, calendar or EveryDay(), known[0].day)
    for act in known:
        counting.take_act(act)
    end = counting.over_on or max(today, known[0].day)
    counting.count_to_end(end)
    return _tell_reading(counting, known, today)


def add_term(start: date, term: Term, calendar: WorkingCalendar) -> date:
    """The day on which ``term`` has passed since ``start``, which is day zero."""
    if term.unit is TermUnit.MONTH:
        return add_months(start, term.amount)
    if term.unit is TermUnit.DAY:
        return start + term.amount * _DAY
    day, left = start, term.amount
    while left:
        day += _DAY
        if day - start > FURTHEST:
            raise ValueError("a calendar without working days")
        left -= calendar.is_worked(day)
    return day


def add_months(day: date, months: int) -> date:
    """The same day so many months later; the last of its month where that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class _Counting:
    """Goes through the acts of a thread and keeps where the clock stands."""

    def __init__(
        self, rule: ClockRule | None, promised: date | None, calendar: WorkingCalendar, begin: date
    ) -> None:
        self._rule, self._promised, self.calendar = rule, promised, calendar
        self.begin = begin
        self.stands_since: date | None = None
        self.over_on: date | None = None
        self.answered_on: date | None = None
        self.withdrawn_on: date | None = None
        self.late_before: list[date] = []
        #: Days on which a question was open, each counted neither on the day it was asked nor on that of its answer.
        self._stood: list[tuple[date, date]] = []
        self._extensions: list[ClockAct] = []
        self.days: list[CountedDay] = []
        self.due_on: date | None = None
        self.very_late_from: date | None = None

    def take_act(self, act: ClockAct) -> None:
        if self.over_on is not None:
            return
        match act.kind:
            case ActKind.QUESTION if self.stands_since is None:
                self.stands_since = act.day
            case ActKind.EXPLANATION if self.stands_since is not None:
                self._stood.append((self.stands_since, act.day))
                self.stands_since = None
            case ActKind.EXTENSION:
                self._extensions.append(act)
            case ActKind.REDIRECTION:
                self._begin_again(act)
            case ActKind.ANSWER:
                self.answered_on = self.over_on = act.day
            case ActKind.WITHDRAWAL:
                self.withdrawn_on = self.over_on = act.day

    def _begin_again(self, act: ClockAct) -> None:
        """What was counted elsewhere is told, and counts no more; that it was late there stays."""
        self.count_to_end(act.day)
        if self.due_on is not None and self.due_on < act.day:
            self.late_before.append(self.due_on + _DAY)
        if self.days:
            self.days = [day for day in self.days if day.day < act.day]
            self.days.append(CountedDay(act.day, DayNote.AGAIN))
        self.begin = act.day
        self.calendar = act.calendar or self.calendar
        self._promised, self._stood, self._extensions, self.stands_since = None, [], [], None

    def count_to_end(self, last: date) -> None:
        """Find the due day; of a term that stands still it is not known yet."""
        before = [day for day in self.days if day.day < self.begin or day.note is DayNote.AGAIN]
        self.days, self.due_on, self.very_late_from = before, None, None
        if self._promised is not None:
            self._count_promise()
        elif self._rule is not None:
            self._count_rule(self._rule, last)

    def _count_promise(self) -> None:
        assert self._promised is not None
        due = self._shift(self._promised)
        if due is None:
            return
        for extension in self._extensions:
            due = self._extend(due, extension)
        self.due_on = due
        self.very_late_from = due + max(due - self.begin, _DAY) + _DAY

    def _shift(self, due: date) -> date | None:
        """``due`` later by each day on which a question was open before it; None where one is open still."""
        for start, end in self._stood:
            if start <= due:
                due += end - start + _DAY
        return None if self.stands_since is not None and self.stands_since <= due else due

    def _extend(self, due: date, extension: ClockAct) -> date:
        """Where an extension moves ``due``. One that is declared when the day has passed moves nothing: it was late."""
        if extension.day > due:
            return due
        if extension.until is not None:
            return max(due, extension.until)
        is_by_law = self._rule is not None and self._promised is None
        if is_by_law and self._rule is not None and self._rule.extension is not None:
            return add_term(due, self._rule.extension, self.calendar)
        return due

    def _count_rule(self, rule: ClockRule, last: date) -> None:
        if rule.term.unit is TermUnit.MONTH:
            due = self._count_months(rule)
        else:
            due = self._count_days(rule, last)
        if due is None:
            return
        for extension in self._extensions:
            due = self._note_extended(due, extension)
        self.due_on = self._roll(due) if rule.rolls else due
        again = add_term(self.due_on, rule.term, self.calendar)
        self.very_late_from = again + _DAY

    def _note_extended(self, due: date, extension: ClockAct) -> date:
        """Days that an extension adds, as they are counted."""
        later = self._extend(due, extension)
        number = max((day.number or 0 for day in self.days), default=0)
        day = due
        while day < later:
            day += _DAY
            is_term_of_work = self._rule is not None and (
                (self._rule.extension or self._rule.term).unit is TermUnit.WORKING_DAY
            )
            if is_term_of_work and not self.calendar.is_worked(day):
                self.days.append(CountedDay(day, DayNote.OFF))
            else:
                number += 1
                self.days.append(CountedDay(day, DayNote.EXTENDED, number))
        return later

    def _is_standing(self, day: date) -> bool:
        if self.stands_since is not None and day >= self.stands_since:
            return True
        return any(start <= day <= end for start, end in self._stood)

    def _count_days(self, rule: ClockRule, last: date) -> date | None:
        """Day after day until the term is full; None where it stands still before it is."""
        number, day = 0, self.begin
        is_first_counted = rule.counts_first_day and not self._is_standing(day)
        if not is_first_counted:
            self.days.append(CountedDay(day, DayNote.ZERO))
            day += _DAY
        while day - self.begin <= FURTHEST:
            if self._is_standing(day):
                if self.stands_since is not None and day > max(last, self.stands_since):
                    return None
                self.days.append(CountedDay(day, DayNote.STANDS))
            elif rule.term.unit is TermUnit.WORKING_DAY and not self.calendar.is_worked(day):
                self.days.append(CountedDay(day, DayNote.OFF))
            else:
                number += 1
                self.days.append(CountedDay(day, DayNote.COUNTED, number))
                if number == rule.term.amount:
                    return day
            day += _DAY
        raise ValueError("a calendar without working days")

    def _count_months(self, rule: ClockRule) -> date | None:
        """To the same day of a later month, and one day later for each on which a question was open."""
        whole = add_months(self.begin, rule.term.amount)
        due = self._shift(whole - _DAY if rule.counts_first_day else whole)
        if due is None:
            return None
        number, day = 0, self.begin
        while day <= due:
            if day == self.begin and not rule.counts_first_day:
                self.days.append(CountedDay(day, DayNote.ZERO))
            elif self._is_standing(day):
                self.days.append(CountedDay(day, DayNote.STANDS))
            else:
                number += 1
                self.days.append(CountedDay(day, DayNote.COUNTED, number))
            day += _DAY
        return due

    def _roll(self, due: date) -> date:
        day = due
        while not self.calendar.is_worked(day):
            day += _DAY
            if day - due > FURTHEST:
                raise ValueError("a calendar without working days")
            self.days.append(CountedDay(day, DayNote.ROLLED))
        return day


def _tell_reading(counting: _Counting, acts: Sequence[ClockAct], today: date) -> ClockReading:
    due, very_late = counting.due_on, counting.very_late_from
    late = due + _DAY if due is not None else None
    looked = counting.over_on or today
    # An answer on the day after the due one came late: that it was late is dated to the day on which it became so.
    return ClockReading(
        begins_on=counting.begin,
        due_on=due,
        late_from=late,
        very_late_from=very_late,
        late_on=late if late is not None and late <= looked else None,
        very_late_on=very_late if very_late is not None and very_late <= looked else None,
        answered_on=counting.answered_on,
        withdrawn_on=counting.withdrawn_on,
        stands_since=counting.stands_since,
        asleep_on=_find_sleep(acts, today) if counting.over_on is None else None,
        late_before=tuple(counting.late_before),
        days=tuple(counting.days),
    )


def _find_sleep(acts: Sequence[ClockAct], today: date) -> date | None:
    """The day on which it fell asleep, where nobody has woken it since."""
    last = max(act.day for act in acts)
    asleep = add_months(last, SLEEPS_AFTER)
    return asleep if asleep <= today else None
