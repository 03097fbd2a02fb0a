"""Rules for recording: what cannot have happened as entered, and which field to correct.

An act that refers to an ask must fit it: it comes from the right side, not before what it answers, and changes
a term only while one is running. Anything these rules let through stays in a record that nobody can change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from huiyin.desk.ledger.api.grounds import find_ground
from huiyin.desk.ledger.api.threads import (
    is_counted_by_promise,
    list_acts,
    read_thread_clock,
)
from huiyin.desk.ledger.data import (
    COMES_BACK,
    GOES_ON,
    NEEDS_ASK,
    OWN_FORMS,
    ExchangeInput,
    ExchangeKind,
)
from huiyin.desk.ledger.models import Exchange, Thread


@dataclass(frozen=True, slots=True)
class RecordingMistake:
    """``where``: the field to correct. ``code``: message ``exchange.wrong.<code>``, which says what is wrong
    and how to correct it; ``details``: its arguments.
    """

    where: str
    code: str
    details: dict[str, date | str | int] = field(default_factory=dict)


def find_mistakes(given: ExchangeInput) -> list[RecordingMistake]:
    """The mistakes in an act that a user records. One query for its legal ground, some more if it answers another."""
    answered = None
    if given.answers is not None:
        rows = Exchange.objects.select_related("thread__ask", "thread__ground", "opened_thread")
        answered = rows.filter(number=given.answers).first()
        if answered is None:
            return [RecordingMistake("answers", "no_such")]
    return [*_check_kind(given), *(_check_answer(given, answered) if answered else ())]


def _check_kind(given: ExchangeInput) -> Iterator[RecordingMistake]:
    if given.kind in OWN_FORMS:
        yield RecordingMistake("kind", f"own_form_{given.kind}")
    if given.kind in NEEDS_ASK and given.answers is None:
        yield RecordingMistake("answers", "needs_ask")
    is_extension = given.kind is ExchangeKind.EXTENSION
    if given.extended_to is not None and not is_extension:
        yield RecordingMistake("extended_to", "no_extension")
    if given.extended_to is not None and is_extension and given.extended_to <= given.day:
        yield RecordingMistake("extended_to", "extended_back", {"day": given.day})
    if given.passed_to is not None and given.kind is not ExchangeKind.REDIRECTION:
        yield RecordingMistake("passed_to", "no_redirection")
    if given.passed_to is not None and given.passed_to == given.authority:
        yield RecordingMistake("passed_to", "passed_to_itself")
    if given.ground is not None:
        ground = find_ground(given.ground)
        if ground is None or not ground.is_in_force(given.day):
            yield RecordingMistake("ground", "ground_not_then", {"day": given.day})


def _check_answer(given: ExchangeInput, answered: Exchange) -> Iterator[RecordingMistake]:
    if given.day < answered.day:
        yield RecordingMistake("answers", "before_ask", {"day": answered.day})
        return
    if answered.is_void:
        yield RecordingMistake("answers", "void")
        return
    thread: Thread | None = getattr(answered, "opened_thread", None) or answered.thread
    asked = thread.ask if thread else answered
    is_same_way = given.direction.value == asked.direction
    if given.kind in COMES_BACK and is_same_way:
        yield RecordingMistake("direction", "own_direction", {"number": asked.number})
    if given.kind in GOES_ON and not is_same_way:
        yield RecordingMistake("direction", "other_direction", {"number": asked.number})
    if not _is_of_party(given, thread, asked):
        yield RecordingMistake("authority", "other_authority", {"name": asked.authority_name})
    if thread is not None and given.kind is ExchangeKind.EXTENSION:
        yield from _check_extension(given, thread)


def _is_of_party(given: ExchangeInput, thread: Thread | None, asked: Exchange) -> bool:
    """Whether the authority is the one that was asked, or one that the ask was passed on to."""
    known = {asked.authority_id}
    if thread is not None:
        known |= set(thread.exchanges.exclude(passed_to=None).values_list("passed_to", flat=True))
    return given.authority in known


def _check_extension(given: ExchangeInput, thread: Thread) -> Iterator[RecordingMistake]:
    """An extension must move a known term that has not expired to a later day."""
    reading = read_thread_clock(thread, given.day)
    if reading.is_over:
        yield RecordingMistake("kind", "extends_nothing")
    elif reading.due_on is not None and given.day > reading.due_on:
        yield RecordingMistake("day", "extended_late", {"day": reading.due_on})
    elif reading.due_on is not None and given.extended_to and given.extended_to <= reading.due_on:
        yield RecordingMistake("extended_to", "extended_before_due", {"day": reading.due_on})
    elif reading.due_on is not None and given.extended_to is None and not _adds_days(thread):
        # It would be recorded without any effect, and nobody would see why.
        yield RecordingMistake("extended_to", "extended_by_nothing", {"day": reading.due_on})


def _adds_days(thread: Thread) -> bool:
    """Whether an extension without a day moves the term, because the law defines how long an extension is."""
    is_promised = is_counted_by_promise(thread, list_acts(thread))
    return (
        not is_promised and thread.ground is not None and thread.ground.rule.extension is not None
    )
