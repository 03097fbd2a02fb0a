"""Compute when an answer is due, day by day in the calendar of the authority that owes it.

The day of the ask is day zero, unless the rule counts it. A question from the authority stops the clock, and its
answer restarts it. An extension moves the due day. A referral to another authority starts the clock again there.
Late and very late are separate days. Every day considered is reported, so that anybody can verify the result.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

#: A thread is dormant after this many months of silence.
SLEEPS_AFTER = 6
#: Longer terms are not counted day by day.
FURTHEST = timedelta(days=10 * 366)
_DAY = timedelta(days=1)


class TermUnit(StrEnum):
    """The unit of a term."""

    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"


class ActKind(StrEnum):
    """The acts that affect a clock."""

    ASK = "ask"
    QUESTION = "question"  # a clarification is requested: the clock stops
    EXPLANATION = "explanation"  # the clarification is given: the clock continues
    EXTENSION = "extension"
    REDIRECTION = "redirection"
    ANSWER = "answer"
    WITHDRAWAL = "withdrawal"
    WAKING = "waking"  # a person reactivates a dormant thread
    OTHER = "other"  # a reminder or acknowledgement, which keeps the thread from being dormant


class DayNote(StrEnum):
    """How a day was counted."""

    ZERO = "zero"  # the day on which the term begins, not counted
    COUNTED = "counted"
    EXTENDED = "extended"  # counted because of an extension
    OFF = "off"  # a day off, when only working days count
    STANDS = "stands"  # a question is open, so the clock stands still
    ROLLED = "rolled"  # the term ended on a day off, so it moves on
    AGAIN = "again"  # referred: counted from here again


class WorkingCalendar(Protocol):
    """Tells on which days a body works."""

    def is_worked(self, day: date) -> bool: ...


class EveryDay:
    """A calendar in which every day is a working day."""

    def is_worked(self, day: date) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Term:
    """A number of days, working days or months. Raises ``ValueError`` for zero or for more than ten years."""

    amount: int
    unit: TermUnit

    def __post_init__(self) -> None:
        days = self.amount * (31 if self.unit is TermUnit.MONTH else 1)
        if self.amount < 1 or timedelta(days=days) > FURTHEST:
            raise ValueError(f"no term of {self.amount} {self.unit}")


@dataclass(frozen=True, slots=True)
class ClockRule:
    """A term that a law or a promise sets.

    ``counts_first_day``: the day of the ask is day one. ``rolls``: a term that ends on a day off ends on the next
    working day instead. ``extension``: how much one extension adds if it names no day; None if there is none.
    """

    term: Term
    counts_first_day: bool = False
    rolls: bool = True
    extension: Term | None = None


@dataclass(frozen=True, slots=True)
class ClockAct:
    """An act of a thread on the day it happened.

    ``until``: the day that an extension names, if any. ``calendar``: that of the authority to which the ask was
    referred.
    """

    kind: ActKind
    day: date
    until: date | None = None
    calendar: WorkingCalendar | None = None


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day of the count. ``number``: the number of this day in the term, if it was counted."""

    day: date
    note: DayNote
    number: int | None = None


@dataclass(frozen=True, slots=True)
class ClockReading:
    """The state of a clock. A day is None if it does not exist: without a rule or promise, nothing is ever due.

    ``late_before``: the days on which it became late with authorities that then referred it. ``late_on`` and
    ``very_late_on``: when it became late; None if it has not. ``late_from`` and ``very_late_from``: when it becomes
    or would become late. ``stands_since``: since when a question is open. ``asleep_on``: when it became dormant,
    after six months of silence, unless somebody has reactivated it. ``days``: how the days were counted, up to the
    due day or today; empty if the due day was promised by date.
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
    """Read the clock of a thread on ``today``.

    ``acts``: the ask first, then the others in chronological order; acts before the ask or after ``today`` are
    ignored. ``promised``: a due day promised instead of a term; a referral cancels it.

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
    """Return the day on which ``term`` ends; ``start`` is day zero."""
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
    """Return the same day ``months`` later, or the last day of that month if it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class _Counting:
    """Goes through the acts of a thread and keeps the state of the clock."""

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
        #: Days on which a question was open. Neither the day of the question nor that of its answer is included.
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
        """Start again after a referral: earlier days are reported but no longer count. Lateness with the earlier
        authority stays.
        """
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
        """Find the due day; it is unknown while the clock stands still."""
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
        """Move ``due`` by one day for each day before it on which a question was open; None if one is still open."""
        for start, end in self._stood:
            if start <= due:
                due += end - start + _DAY
        return None if self.stands_since is not None and self.stands_since <= due else due

    def _extend(self, due: date, extension: ClockAct) -> date:
        """Return ``due`` as moved by an extension. An extension declared after the due day has no effect: the
        answer is already late.
        """
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
        """Record the days that an extension adds."""
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
        """Count days until the term is complete; return None if the clock stands still first."""
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
        """Go to the same day of a later month, and one day further for each day on which a question was open."""
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
    # An answer on the day after the due day is late, so lateness dates from the day after the due day.
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
    """Return the day on which the thread became dormant, unless somebody has reactivated it since."""
    last = max(act.day for act in acts)
    asleep = add_months(last, SLEEPS_AFTER)
    return asleep if asleep <= today else None
