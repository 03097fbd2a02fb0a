"""Threads: an ask with everything that follows it, when the answer is due, and how that was computed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.edit_conflicts import check_unchanged
from huiyin.desk.ledger.data import (
    ANSWERS,
    ASKS,
    OPEN_STATES,
    ExchangeDirection,
    ExchangeInput,
    ExchangeKind,
    Meaning,
    ThreadClock,
    ThreadState,
)
from huiyin.desk.ledger.models import CountDispute, Exchange, LegalGround, Thread
from huiyin.desk.registry.calendars import WorkingDays, count_working_days, working_days
from huiyin.measures import ActKind, ClockAct, ClockReading, WorkingCalendar, read_clock

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from huiyin.desk.accounts.models import User
    from huiyin.desk.registry.models import Organisation

#: The effect of an exchange on the clock by its kind. Whether it is an answer depends on who sent
#: it.
_MOVES = {
    ExchangeKind.EXTENSION: ActKind.EXTENSION,
    ExchangeKind.REDIRECTION: ActKind.REDIRECTION,
    ExchangeKind.WITHDRAWAL: ActKind.WITHDRAWAL,
    ExchangeKind.CLARIFICATION_ASKED: ActKind.QUESTION,
    ExchangeKind.CLARIFICATION_GIVEN: ActKind.EXPLANATION,
}


class CalendarUnknown(ValueError):
    """The term runs through years whose public holidays are unknown."""


def place_in_threads(recorded: Sequence[tuple[Exchange, ExchangeInput]]) -> None:
    """Assign exchanges that were just recorded to threads: to the thread of what they answer, or as the first
    of a new one. Every thread concerned is recomputed once.
    """
    opened, changed = [], {}
    for exchange, given in recorded:
        answered = exchange.answers
        joined = (getattr(answered, "opened_thread", None) or answered.thread) if answered else None
        own = _open_thread(exchange, given, is_part=joined is not None)
        if own is not None:
            opened.append(own)
        if joined is not None:
            changed[joined.pk] = joined
        exchange.thread = joined or own
    Thread.objects.bulk_create(opened, batch_size=200)
    placed = [exchange for exchange, _ in recorded if exchange.thread is not None]
    for exchange in placed:
        exchange.thread = exchange.thread  # whose number is known now
    Exchange.objects.bulk_update(placed, ("thread",), batch_size=200)
    recount_threads([*opened, *changed.values()], timezone.localdate())


def _open_thread(exchange: Exchange, given: ExchangeInput, *, is_part: bool) -> Thread | None:
    """The new thread that begins with an exchange, unsaved; None if it begins none."""
    wants = given.wants_answer
    if wants is None:
        wants = given.kind in ASKS and not is_part
    if not wants:
        return None
    promise = given.promise
    return Thread(
        ask=exchange,
        ground_id=given.ground,
        promised_on=promise.day if promise else None,
        promise=promise.words if promise else "",
        promise_source=promise.source[:300] if promise else "",
    )


def list_acts(thread: Thread) -> list[Exchange]:
    """The exchanges of a thread: the ask, then the others by day. One query."""
    rows = thread.exchanges.select_related("passed_to").exclude(pk=thread.ask_id)
    return [thread.ask, *sorted(rows, key=lambda row: (row.day, row.number))]


class Calendars:
    """The working-day calendars of organisations, each loaded once."""

    def __init__(self) -> None:
        self._known: dict[int, WorkingDays] = {}

    def find(self, organisation: Organisation | None) -> WorkingDays:
        """The calendar of an organisation; China's for a network, which has none of its own."""
        number = organisation.pk if organisation is not None else 0
        if number not in self._known:
            own = working_days(organisation) if organisation else count_working_days("cn")
            self._known[number] = own
        return self._known[number]


def make_clock_acts(
    thread: Thread, exchanges: Iterable[Exchange], calendars: Calendars
) -> list[ClockAct]:
    """The effects of a thread's exchanges on its clock."""
    acts = []
    for exchange in exchanges:
        if exchange.pk != thread.ask_id and not _is_act(exchange):
            continue
        calendar = calendars.find(exchange.passed_to) if exchange.passed_to else None
        acts.append(
            ClockAct(_tell_act(thread, exchange), exchange.day, exchange.extended_to, calendar)
        )
    if thread.woken_on is not None:
        acts.append(ClockAct(ActKind.WAKING, thread.woken_on))
    return acts


def _is_act(exchange: Exchange) -> bool:
    """Whether the exchange is a real act between the parties: not void, and not a correction."""
    return not exchange.is_void and exchange.kind != ExchangeKind.CORRECTION


def _tell_act(thread: Thread, exchange: Exchange) -> ActKind:
    if exchange.pk == thread.ask_id:
        return ActKind.ASK
    kind = ExchangeKind(exchange.kind)
    comes_back = exchange.direction != thread.ask.direction
    if kind in ANSWERS:
        # An answer to one of several suggestions does not answer the whole.
        is_whole = not exchange.details.get("left")
        return ActKind.ANSWER if comes_back and is_whole else ActKind.OTHER
    return _MOVES.get(kind, ActKind.OTHER)


def _answers_in_part(thread: Thread, exchange: Exchange) -> bool:
    """Whether the exchange answers a part of the ask and leaves the rest for later."""
    is_answer = exchange.kind in ANSWERS and exchange.direction != thread.ask.direction
    return is_answer and exchange.pk != thread.ask_id and bool(exchange.details.get("left"))


def find_calendar(thread: Thread, calendars: Calendars | None = None) -> WorkingDays:
    """The calendar of the body that owes the answer."""
    ask = thread.ask
    owing = ask.authority if is_owed_by_authority(thread) else ask.organisation
    return (calendars or Calendars()).find(owing)


def find_referral(thread: Thread, exchanges: Iterable[Exchange]) -> Exchange | None:
    """The exchange that last passed the ask on, or None. Its recipient owes the answer."""
    passed = [one for one in exchanges if one.passed_to_id is not None and _is_act(one)]
    return passed[-1] if passed else None


def is_counted_by_promise(thread: Thread, exchanges: Iterable[Exchange]) -> bool:
    """Whether a promised day applies. One promised before the ask was passed on does not bind the new recipient."""
    return thread.promised_on is not None and find_referral(thread, exchanges) is None


def list_referrals(threads: Iterable[Thread], visible: QuerySet[Exchange]) -> dict[int, Exchange]:
    """Thread → the last exchange that passed it on, among those that are ``visible``. One query."""
    numbers = [thread.pk for thread in threads]
    rows = visible.filter(thread__in=numbers, is_void=False).exclude(passed_to=None)
    return {row.thread_id or 0: row for row in rows.order_by("day", "number", "pk")}


def is_owed_by_authority(thread: Thread) -> bool:
    return thread.ask.direction == ExchangeDirection.TO_AUTHORITY


def read_thread_clock(
    thread: Thread,
    today: date,
    exchanges: Sequence[Exchange] | None = None,
    calendars: Calendars | None = None,
) -> ClockReading:
    """Compute the state of a thread's clock."""
    known = calendars or Calendars()
    acts = make_clock_acts(thread, list_acts(thread) if exchanges is None else exchanges, known)
    calendar: WorkingCalendar = find_calendar(thread, known)
    # A promise takes precedence over the law until the ask is passed on; then the law applies
    # again.
    rule = thread.ground.rule if thread.ground else None
    return read_clock(acts, today, rule=rule, promised=thread.promised_on, calendar=calendar)


def recount_thread(thread: Thread, today: date | None = None) -> ClockReading:
    """Recompute a thread and store what lists show."""
    return recount_threads([thread], today or timezone.localdate())[0]


def recount_threads(threads: Sequence[Thread], today: date) -> list[ClockReading]:
    """Recompute threads and store what lists show. A constant number of queries, plus those for calendars."""
    acts: dict[int, list[Exchange]] = defaultdict(list)
    rows = Exchange.objects.filter(thread__in=threads).select_related("passed_to")
    for row in rows.order_by("day", "number", "pk"):
        acts[row.thread_id or 0].append(row)
    readings, calendars = [], Calendars()
    for thread in threads:
        exchanges = [thread.ask, *(row for row in acts[thread.pk] if row.pk != thread.ask_id)]
        reading = read_thread_clock(thread, today, exchanges, calendars)
        readings.append(reading)
        thread.state = _find_state(thread, reading, exchanges).value
        thread.due_on, thread.answered_on = reading.due_on, reading.answered_on
        thread.late_on, thread.very_late_on = reading.late_on, reading.very_late_on
        thread.asleep_on, thread.counted_on = reading.asleep_on, today
    Thread.objects.bulk_update(threads, _COUNTED, batch_size=200)
    return readings


#: The columns that store the computed state.
_COUNTED = (
    "state", "due_on", "answered_on", "late_on", "very_late_on", "asleep_on", "counted_on",
)  # fmt: skip


def _find_state(
    thread: Thread, reading: ClockReading, exchanges: Sequence[Exchange]
) -> ThreadState:
    if thread.ask.is_void:
        return ThreadState.VOID
    if reading.answered_on:
        return ThreadState.ANSWERED
    if reading.withdrawn_on:
        return ThreadState.WITHDRAWN
    if reading.stands_since:
        return ThreadState.STANDS
    if any(_answers_in_part(thread, exchange) for exchange in exchanges):
        return ThreadState.PARTLY
    return ThreadState.OPEN


def recount_open_threads(today: date) -> int:
    """Recompute the open threads, which become late or dormant merely by time passing; returns how many. Called
    daily by the worker.
    """
    stale = Thread.objects.filter(state__in=OPEN_STATES).exclude(counted_on=today)
    threads = stale.select_related("ask__authority", "ask__organisation", "ground").order_by("pk")
    return len(recount_threads(list(threads), today))


@transaction.atomic
def state_meaning(
    thread: Thread, meaning: Meaning, note: str, by: User, *, seen: str | None = None
) -> None:
    """Record what a reply means, as judged by a person. ``seen``: the version that the form showed. Raises
    :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
    """
    thread = Thread.objects.select_for_update().get(pk=thread.pk)
    typed = {"meaning": meaning.value, "meaning_note": note.strip()}
    check_unchanged(seen, snapshot_meaning(thread), typed)
    thread.meaning, thread.meaning_note = meaning.value, note.strip()
    thread.meaning_by, thread.meaning_at = by, timezone.now()
    thread.save(update_fields=("meaning", "meaning_note", "meaning_by", "meaning_at"))
    record_audit_entry(
        by, "ledger.meaning", thread, number=thread.ask.number, meaning=meaning.value
    )


def snapshot_meaning(thread: Thread) -> dict[str, Any]:
    """The values of the form on what a reply means, for the version."""
    return {"meaning": thread.meaning, "meaning_note": thread.meaning_note}


@transaction.atomic
def note_meanings(answers: Iterable[tuple[Exchange, str]]) -> None:
    """Store meanings of answers that were judged elsewhere. An empty meaning is ignored."""
    threads = []
    for answer, meaning in answers:
        if meaning and answer.thread is not None:
            answer.thread.meaning = Meaning(meaning).value
            threads.append(answer.thread)
    Thread.objects.bulk_update(threads, ("meaning",), batch_size=200)


@transaction.atomic
def wake_thread(thread: Thread, by: User) -> None:
    """Resume a dormant thread."""
    thread = Thread.objects.select_for_update().get(pk=thread.pk)
    thread.woken_on = timezone.localdate()
    thread.save(update_fields=("woken_on",))
    recount_thread(thread)
    record_audit_entry(by, "ledger.wake", thread, number=thread.ask.number)


@transaction.atomic
def set_ground(
    thread: Thread,
    by: User,
    *,
    ground: LegalGround | None = None,
    promised_on: date | None = None,
    promise: str = "",
    source: str = "",
    seen: str | None = None,
) -> None:
    """Set what the term follows from: a provision, or a promise with its wording. ``seen``: the version that
    the form showed. Raises :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
    """
    thread = Thread.objects.select_for_update().get(pk=thread.pk)
    typed = {
        "ground": ground.pk if ground else None,
        "promised_on": promised_on,
        "promise": promise.strip(),
        "promise_source": source.strip()[:300],
    }
    check_unchanged(seen, snapshot_ground(thread), typed)
    thread.ground, thread.promised_on = ground, promised_on
    thread.promise, thread.promise_source = promise.strip(), source.strip()[:300]
    thread.save(update_fields=("ground", "promised_on", "promise", "promise_source"))
    recount_thread(thread)
    record_audit_entry(
        by,
        "ledger.ground",
        thread,
        number=thread.ask.number,
        ground=str(ground or promised_on or ""),
    )


def snapshot_ground(thread: Thread) -> dict[str, Any]:
    """The values of the form on the term, for the version."""
    return {
        "ground": thread.ground_id,
        "promised_on": thread.promised_on,
        "promise": thread.promise,
        "promise_source": thread.promise_source,
    }


@transaction.atomic
def dispute_count(
    thread: Thread, claimed_on: date, reason_civil: str, reason_authority: str, by: User
) -> CountDispute:
    """Record that the other side computes another due day, with the reasons of both."""
    dispute = CountDispute.objects.create(
        thread=thread,
        counted_on=thread.due_on,
        claimed_on=claimed_on,
        reason_civil=reason_civil.strip(),
        reason_authority=reason_authority.strip(),
        created_by=by,
    )
    record_audit_entry(
        by, "ledger.dispute", thread, number=thread.ask.number, day=claimed_on.isoformat()
    )
    return dispute


@dataclass(frozen=True, slots=True)
class ThreadEvent:
    """An event of a thread: an exchange, or a change of the clock. ``code``: message ``ledger.event.<code>``."""

    day: date
    code: str
    exchange: Exchange | None = None


def list_events(reading: ClockReading, exchanges: Sequence[Exchange]) -> list[ThreadEvent]:
    """The exchanges and changes of the clock in the order of their days."""
    events = [ThreadEvent(exchange.day, "exchange", exchange) for exchange in exchanges]
    events += [ThreadEvent(day, "late") for day in reading.late_before]
    for code, day in (
        ("late", reading.late_on),
        ("very_late", reading.very_late_on),
        ("asleep", reading.asleep_on),
    ):
        if day is not None:
            events.append(ThreadEvent(day, code))
    # On the same day the clock's change comes first: the answer was late before it came.
    return sorted(
        events,
        key=lambda event: (
            event.day,
            event.exchange is not None,
            event.exchange.number if event.exchange else 0,
        ),
    )


def map_thread_clocks(numbers: Collection[int]) -> dict[int, ThreadClock]:
    """Number of an ask → the state of its thread's clock. One query."""
    found = Thread.objects.filter(ask__number__in=numbers).order_by("pk")
    rows = found.values_list("ask__number", "state", "due_on", "answered_on")
    return {
        number: ThreadClock(ThreadState(state), due_on, answered_on)
        for number, state, due_on, answered_on in rows
    }
