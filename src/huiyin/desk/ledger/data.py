"""What the ledger tells other apps, and what it is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class ExchangeDirection(StrEnum):
    """Who turns to whom."""

    TO_AUTHORITY = "to_authority"
    FROM_AUTHORITY = "from_authority"


class ExchangeKind(StrEnum):
    """What is done."""

    CALL = "call"  # asks for comments
    PROPOSAL = "proposal"  # of one's own initiative, asks for changes
    SUBMISSION = "submission"  # answers a call
    REQUEST = "request"  # for information, a meeting, a hearing, research
    INVITATION = "invitation"
    MEETING = "meeting"  # held
    DELIVERY = "delivery"  # of what was asked for
    ACKNOWLEDGEMENT = "acknowledgement"
    INTERIM_REPLY = "interim_reply"
    REPLY = "reply"  # the final one
    CLARIFICATION_ASKED = "clarification_asked"
    CLARIFICATION_GIVEN = "clarification_given"
    EXTENSION = "extension"
    REDIRECTION = "redirection"
    REMINDER = "reminder"
    ESCALATION = "escalation"
    WITHDRAWAL = "withdrawal"
    ENACTMENT = "enactment"
    RECOGNITION = "recognition"
    CORRECTION = "correction"
    REDACTION = "redaction"


#: What asks for something, and so opens a thread where it is no part of one.
ASKS = frozenset(
    {ExchangeKind.CALL, ExchangeKind.PROPOSAL, ExchangeKind.REQUEST, ExchangeKind.INVITATION}
)
#: What gives what was asked for.
ANSWERS = frozenset(
    {ExchangeKind.REPLY, ExchangeKind.SUBMISSION, ExchangeKind.MEETING, ExchangeKind.DELIVERY}
)


#: What is an act with a form of its own, and is recorded by nothing else.
OWN_FORMS = frozenset({ExchangeKind.CORRECTION, ExchangeKind.REDACTION})
#: What moves the clock of an ask, so that it must name one.
NEEDS_ASK = frozenset(
    {
        ExchangeKind.EXTENSION,
        ExchangeKind.REDIRECTION,
        ExchangeKind.CLARIFICATION_ASKED,
        ExchangeKind.CLARIFICATION_GIVEN,
        ExchangeKind.WITHDRAWAL,
        ExchangeKind.REMINDER,
        ExchangeKind.ESCALATION,
    }
)
#: What comes from the body that was asked.
COMES_BACK = frozenset(
    {
        ExchangeKind.SUBMISSION,
        ExchangeKind.DELIVERY,
        ExchangeKind.ACKNOWLEDGEMENT,
        ExchangeKind.INTERIM_REPLY,
        ExchangeKind.REPLY,
        ExchangeKind.CLARIFICATION_ASKED,
        ExchangeKind.EXTENSION,
        ExchangeKind.REDIRECTION,
    }
)
#: What comes from the body that asked.
GOES_ON = frozenset(
    {
        ExchangeKind.CLARIFICATION_GIVEN,
        ExchangeKind.REMINDER,
        ExchangeKind.ESCALATION,
        ExchangeKind.WITHDRAWAL,
    }
)


class Matter(StrEnum):
    """What a request is for."""

    INFORMATION = "information"
    MEETING = "meeting"
    HEARING = "hearing"
    RESEARCH = "research"


class Channel(StrEnum):
    """How it went."""

    LETTER = "letter"
    REGISTERED = "registered"
    EMAIL = "email"
    PORTAL = "portal"
    MEETING = "meeting"
    TELEPHONE = "telephone"
    DESK = "desk"  # done here


class Visibility(StrEnum):
    """Who may see an exchange."""

    PUBLIC = "public"
    MEMBERS = "members"
    SECRETARIAT = "secretariat"


class ExchangeSource(StrEnum):
    """How an exchange came into the ledger."""

    ACT = "act"  # the desk's own act
    HAND = "hand"
    MAIL = "mail"
    TABLE = "table"


class Meaning(StrEnum):
    """What a reply means, as a person states it."""

    FULL = "full"
    PART = "part"
    REFUSED = "refused"
    REFERRED = "referred"
    NONE_HELD = "none_held"


class ThreadState(StrEnum):
    """Where a thread stands."""

    OPEN = "open"
    STANDS = "stands"  # a question of the answering body is open
    PARTLY = "partly"  # some of it is answered, the rest is not
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    VOID = "void"  # the ask was recorded by mistake


#: Where an answer is still owed.
OPEN_STATES = (ThreadState.OPEN, ThreadState.STANDS, ThreadState.PARTLY)


class TableStep(StrEnum):
    """How far a register is on its way into the ledger."""

    MAPPING = "mapping"  # nobody has said yet what its columns hold
    READING = "reading"
    READY = "ready"  # what it would add can be looked at
    WAITING = "waiting"  # confirmed: it can still be taken back, then it is recorded
    RECORDING = "recording"
    RECORDED = "recorded"
    DROPPED = "dropped"  # taken back before it was recorded
    VOIDING = "voiding"
    VOID = "void"  # recorded, and then marked as recorded by mistake


@dataclass(frozen=True, slots=True)
class Promise:
    """A day by which somebody said they would answer, in their words, and where these stand."""

    day: date
    words: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class GroundInput:
    """A provision of a law by which answers are due, as somebody enters it: in force from ``since`` to ``until``, None
    where that is open. ``unit``, ``extension_unit``: of :class:`huiyin.measures.TermUnit`; ``extension_amount``: what one
    extension adds, None where the law knows none."""

    jurisdiction: str
    amount: int
    unit: str
    name_zh: str = ""
    name_en: str = ""
    provision: str = ""
    since: date | None = None
    until: date | None = None
    counts_first_day: bool = False
    rolls: bool = True
    extension_amount: int | None = None
    extension_unit: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class ExchangeInput:
    """An act as it is to be recorded. ``authority``, ``network``, ``organisation``, ``passed_to``, ``consultation``, ``answers``:
    numbers of rows; ``body``: who of civil society it was, where they are not in the registry. ``wants_answer``: whether a
    thread begins with it, None where its kind says so. ``ground``: the number of the legal ground by which an answer is due.
    ``link``: the address of the desk's own page about it."""

    kind: ExchangeKind
    direction: ExchangeDirection
    day: date
    authority: int
    network: int | None = None
    organisation: int | None = None
    body: str = ""
    passed_to: int | None = None
    consultation: int | None = None
    answers: int | None = None
    matter: str = ""
    channel: str = ""
    language: str = ""
    subject_zh: str = ""
    subject_en: str = ""
    summary_zh: str = ""
    summary_en: str = ""
    visibility: Visibility = Visibility.PUBLIC
    embargo_until: date | None = None
    extended_to: date | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    link: str = ""
    source: ExchangeSource = ExchangeSource.ACT
    wants_answer: bool | None = None
    ground: int | None = None
    promise: Promise | None = None


@dataclass(frozen=True, slots=True)
class ExchangeEntry:
    """An entry as it was recorded. ``consultation``: the number of the consultation that it is part of, None of none;
    ``details``: what was said, by kind."""

    number: int
    day: date
    kind: ExchangeKind
    direction: ExchangeDirection
    consultation: int | None
    details: Mapping[str, Any]
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class ThreadClock:
    """What the clock of a thread says for lists: ``due_on`` None where no day is known."""

    state: ThreadState
    due_on: date | None
    answered_on: date | None

    def is_overdue(self, today: date) -> bool:
        return self.state in OPEN_STATES and self.due_on is not None and self.due_on < today
