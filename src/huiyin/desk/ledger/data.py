"""Values that the ledger exchanges with other apps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class ExchangeDirection(StrEnum):
    """Which side sends the exchange."""

    TO_AUTHORITY = "to_authority"
    FROM_AUTHORITY = "from_authority"


class ExchangeKind(StrEnum):
    """What kind of act an exchange is."""

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


#: Kinds that ask for something and open a thread unless they are part of one.
ASKS = frozenset(
    {ExchangeKind.CALL, ExchangeKind.PROPOSAL, ExchangeKind.REQUEST, ExchangeKind.INVITATION}
)
#: Kinds that answer an ask.
ANSWERS = frozenset(
    {ExchangeKind.REPLY, ExchangeKind.SUBMISSION, ExchangeKind.MEETING, ExchangeKind.DELIVERY}
)


#: Kinds with a form of their own, which cannot be recorded in another way.
OWN_FORMS = frozenset({ExchangeKind.CORRECTION, ExchangeKind.REDACTION})
#: Kinds that affect the clock of an ask, so that they must refer to one.
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
#: Kinds that come from the body that was asked.
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
#: Kinds that come from the body that asked.
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
    """How the exchange was transmitted."""

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
    """How an exchange was entered into the ledger."""

    ACT = "act"  # the desk's own act
    HAND = "hand"
    MAIL = "mail"
    TABLE = "table"


class Meaning(StrEnum):
    """What a reply means, as judged by a person."""

    FULL = "full"
    PART = "part"
    REFUSED = "refused"
    REFERRED = "referred"
    NONE_HELD = "none_held"


class ThreadState(StrEnum):
    """The state of a thread."""

    OPEN = "open"
    STANDS = "stands"  # a question of the answering body is open
    PARTLY = "partly"  # some of it is answered, the rest is not
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    VOID = "void"  # the ask was recorded by mistake


#: States in which an answer is still due.
OPEN_STATES = (ThreadState.OPEN, ThreadState.STANDS, ThreadState.PARTLY)


class TableStep(StrEnum):
    """The steps of a register on its way into the ledger."""

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
    """The day by which somebody promised to answer, their wording, and its source."""

    day: date
    words: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class GroundInput:
    """A provision that sets a term, as a user enters it.

    In force from ``since`` to ``until`` inclusive; None means open. ``unit`` and ``extension_unit``: values of
    :class:`huiyin.measures.TermUnit`. ``extension_amount``: by how much an extension prolongs the term; None if
    the law provides for none. ``rolls``: a term that ends on a holiday is extended to the next working day.
    """

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
    """An exchange to be recorded.

    ``authority``, ``network``, ``organisation``, ``passed_to``, ``consultation``: primary keys; ``answers``:
    the number of an entry. ``body``: the name of a civil-society body that is not in the registry.
    ``wants_answer``: whether it opens a thread; None if its kind decides. ``ground``: primary key of the legal
    ground for the answer's term. ``link``: the address of the desk's page about it.
    """

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
    """A recorded entry. ``consultation``: primary key or None; ``details``: depend on the kind."""

    number: int
    day: date
    kind: ExchangeKind
    direction: ExchangeDirection
    consultation: int | None
    details: Mapping[str, Any]
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class ThreadClock:
    """The state of a thread's clock for lists. ``due_on``: None if no day is known."""

    state: ThreadState
    due_on: date | None
    answered_on: date | None

    def is_overdue(self, today: date) -> bool:
        return self.state in OPEN_STATES and self.due_on is not None and self.due_on < today
