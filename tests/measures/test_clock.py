"""When an answer is due: worked by hand, and what holds of every counting."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.measures import (
    ActKind,
    ClockAct,
    ClockReading,
    ClockRule,
    DayNote,
    Term,
    TermUnit,
    add_months,
    read_clock,
)

DAY = timedelta(days=1)
#: Twenty working days, as China's regulation on disclosure has had them since 2019; extended by as many.
TWENTY = ClockRule(Term(20, TermUnit.WORKING_DAY), extension=Term(20, TermUnit.WORKING_DAY))
MONTH = ClockRule(Term(1, TermUnit.MONTH))


class Week:
    """Monday to Friday are worked, but for ``off``."""

    def __init__(self, *off: date) -> None:
        self._off = off

    def is_worked(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self._off


def act(kind: ActKind, day: str, until: str = "") -> ClockAct:
    named = date.fromisoformat(until) if until else None
    return ClockAct(kind, date.fromisoformat(day), named)


def read(
    *acts: ClockAct, today: str, rule: ClockRule | None = TWENTY, week: Week | None = None
) -> ClockReading:
    return read_clock(
        [act(ActKind.ASK, "2026-03-02"), *acts],
        date.fromisoformat(today),
        rule=rule,
        calendar=week or Week(),
    )


def test_twenty_working_days_begin_on_the_day_after_the_ask() -> None:
    reading = read(today="2026-03-10")
    assert reading.due_on == date(2026, 3, 30)
    assert reading.days[0].note is DayNote.ZERO
    assert [one.number for one in reading.days if one.note is DayNote.COUNTED] == [*range(1, 21)]
    assert sum(one.note is DayNote.OFF for one in reading.days) == 8
    assert (reading.late_on, reading.very_late_on) == (None, None)


def test_a_public_holiday_of_the_body_that_answers_counts_for_nothing() -> None:
    assert read(today="2026-03-10", week=Week(date(2026, 3, 9))).due_on == date(2026, 3, 31)


def test_the_first_day_counts_where_the_rule_says_so() -> None:
    rule = ClockRule(Term(20, TermUnit.WORKING_DAY), counts_first_day=True)
    assert read(today="2026-03-10", rule=rule).due_on == date(2026, 3, 27)


def test_calendar_days_that_end_on_a_day_off_end_on_the_next_that_is_worked() -> None:
    reading = read(today="2026-03-10", rule=ClockRule(Term(26, TermUnit.DAY)))
    assert reading.due_on == date(2026, 3, 30)  # the 28th is a Saturday
    assert [one.note for one in reading.days[-2:]] == [DayNote.ROLLED] * 2
    strict = ClockRule(Term(26, TermUnit.DAY), rolls=False)
    assert read(today="2026-03-10", rule=strict).due_on == date(2026, 3, 28)


def test_a_month_ends_on_the_same_day_or_on_the_last() -> None:
    assert read(today="2026-03-10", rule=MONTH).due_on == date(2026, 4, 2)
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2024, 1, 31), 13) == date(2025, 2, 28)


def test_late_and_very_late_are_dated_to_when_they_happened() -> None:
    reading = read(today="2026-06-01")
    assert reading.late_on == date(2026, 3, 31)
    assert reading.very_late_on == date(2026, 4, 28)
    answered = read(act(ActKind.ANSWER, "2026-04-10"), today="2026-06-01")
    assert (answered.late_on, answered.very_late_on) == (date(2026, 3, 31), None)
    assert answered.answered_on == date(2026, 4, 10)


def test_an_answer_on_the_last_day_is_in_time() -> None:
    assert read(act(ActKind.ANSWER, "2026-03-30"), today="2026-06-01").late_on is None


def test_a_question_stops_the_clock_and_its_answer_lets_it_go_on() -> None:
    asked = act(ActKind.QUESTION, "2026-03-05")
    standing = read(asked, today="2026-04-20")
    assert (standing.due_on, standing.late_on) == (None, None)
    assert standing.stands_since == date(2026, 3, 5)
    going = read(asked, act(ActKind.EXPLANATION, "2026-03-12"), today="2026-04-20")
    # Two days were counted before; eighteen more begin on the 13th.
    assert going.due_on == date(2026, 4, 7)
    assert sum(one.note is DayNote.STANDS for one in going.days) == 8


def test_a_question_after_the_last_day_does_not_undo_that_it_was_late() -> None:
    for rule in (TWENTY, MONTH):
        reading = read(act(ActKind.QUESTION, "2026-04-20"), today="2026-05-01", rule=rule)
        assert reading.late_on is not None and reading.late_on < date(2026, 4, 20)


def test_a_question_moves_the_end_of_months_and_of_promises_by_its_days() -> None:
    asked, given_ = act(ActKind.QUESTION, "2026-03-05"), act(ActKind.EXPLANATION, "2026-03-12")
    assert read(asked, given_, today="2026-04-20", rule=MONTH).due_on == date(2026, 4, 10)
    ask = act(ActKind.ASK, "2026-03-02")
    promised = read_clock([ask, asked, given_], date(2026, 4, 1), promised=date(2026, 3, 20))
    assert promised.due_on == date(2026, 3, 28)


def test_an_extension_moves_the_day_by_its_term_or_to_the_day_it_names() -> None:
    assert read(act(ActKind.EXTENSION, "2026-03-20"), today="2026-03-21").due_on == date(
        2026, 4, 27
    )
    to = act(ActKind.EXTENSION, "2026-03-20", "2026-04-10")
    assert read(to, today="2026-03-21").due_on == date(2026, 4, 10)


def test_an_extension_when_the_day_has_passed_moves_nothing() -> None:
    reading = read(act(ActKind.EXTENSION, "2026-04-20"), today="2026-05-01")
    assert (reading.due_on, reading.late_on) == (date(2026, 3, 30), date(2026, 3, 31))


def test_who_is_passed_the_ask_has_the_whole_term() -> None:
    reading = read(act(ActKind.REDIRECTION, "2026-03-16"), today="2026-03-17")
    assert (reading.begins_on, reading.due_on) == (date(2026, 3, 16), date(2026, 4, 13))
    assert reading.days[0].day == date(2026, 3, 2)  # what was counted before is told
    assert any(one.note is DayNote.AGAIN for one in reading.days)
    passed_late = read(act(ActKind.REDIRECTION, "2026-04-16"), today="2026-04-17")
    assert passed_late.late_before == (date(2026, 3, 31),)


def test_the_new_body_counts_in_its_own_calendar() -> None:
    passed = ClockAct(ActKind.REDIRECTION, date(2026, 3, 16), calendar=Week(date(2026, 3, 17)))
    assert read(passed, today="2026-03-17").due_on == date(2026, 4, 14)


def test_six_months_of_silence_put_it_to_sleep_and_a_person_wakes_it() -> None:
    assert read(today="2026-09-01").asleep_on is None
    assert read(today="2026-09-02").asleep_on == date(2026, 9, 2)
    woken = act(ActKind.WAKING, "2026-10-01")
    assert read(woken, today="2026-10-02").asleep_on is None
    assert read(woken, today="2027-04-01").asleep_on == date(2027, 4, 1)
    assert read(act(ActKind.ANSWER, "2026-03-05"), today="2027-04-01").asleep_on is None


def test_without_rule_or_promise_nothing_is_ever_due() -> None:
    reading = read(today="2027-03-10", rule=None)
    assert (reading.due_on, reading.late_on, reading.days) == (None, None, ())


@pytest.mark.parametrize("amount", [0, -1, 4000])
def test_a_term_is_at_least_a_day_and_at_most_ten_years(amount: int) -> None:
    with pytest.raises(ValueError):
        Term(amount, TermUnit.WORKING_DAY)


def test_a_clock_begins_with_an_ask() -> None:
    with pytest.raises(ValueError):
        read_clock([act(ActKind.ANSWER, "2026-03-02")], date(2026, 3, 3), rule=TWENTY)


TERMS = st.builds(Term, st.integers(1, 12), st.sampled_from(TermUnit))
RULES = st.builds(ClockRule, TERMS, st.booleans(), st.booleans(), st.one_of(st.none(), TERMS))
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
KINDS = st.sampled_from([kind for kind in ActKind if kind is not ActKind.ASK])


@given(
    RULES, DAYS, st.lists(st.tuples(KINDS, st.integers(0, 120)), max_size=6), st.integers(0, 400)
)
def test_whatever_happens_the_counting_is_whole(
    rule: ClockRule, begin: date, happened: list[tuple[ActKind, int]], later: int
) -> None:
    acts = [ClockAct(ActKind.ASK, begin)]
    acts += [ClockAct(kind, begin + days * DAY) for kind, days in happened]
    today = begin + later * DAY
    reading = read_clock(acts, today, rule=rule, calendar=Week())
    days = [one.day for one in reading.days]
    assert days == sorted(days)
    assert read_clock(acts[:1] + acts[1:][::-1], today, rule=rule, calendar=Week()).begins_on == (
        reading.begins_on
    )
    if reading.due_on is not None:
        assert reading.due_on >= reading.begins_on
        assert not rule.rolls or Week().is_worked(reading.due_on)
        assert reading.very_late_from is not None and reading.very_late_from > reading.due_on
        assert reading.days[-1].day == reading.due_on
    if reading.late_on is not None:
        assert reading.due_on is not None and reading.due_on < reading.late_on <= today


@given(RULES, DAYS, st.integers(0, 60), st.integers(0, 60))
def test_a_question_never_makes_anything_due_earlier(
    rule: ClockRule, begin: date, start: int, length: int
) -> None:
    ask = ClockAct(ActKind.ASK, begin)
    asked = ClockAct(ActKind.QUESTION, begin + start * DAY)
    told = ClockAct(ActKind.EXPLANATION, begin + (start + length) * DAY)
    today = begin + 400 * DAY
    plain = read_clock([ask], today, rule=rule, calendar=Week()).due_on
    moved = read_clock([ask, asked, told], today, rule=rule, calendar=Week()).due_on
    assert plain is not None and moved is not None and moved >= plain


def test_what_is_dated_before_the_ask_is_not_counted() -> None:
    early = act(ActKind.ANSWER, "2026-01-05")
    assert read(early, today="2026-04-20") == read(today="2026-04-20")
