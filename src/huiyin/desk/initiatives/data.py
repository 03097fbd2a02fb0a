"""What the app of initiatives says of itself to others, and what it is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from huiyin.desk.accounts.permissions import InitiativeState


class InitiativeKind(StrEnum):
    """What an initiative is. Words: ``initiative.kind.<kind>``."""

    PROJECT = "project"
    CAMPAIGN = "campaign"
    PROGRAMME = "programme"
    WORKING_GROUP = "working_group"


class PartRole(StrEnum):
    """What an organisation does in an initiative. Words: ``initiative.role.<role>``."""

    LEAD = "lead"
    PART = "part"


class MoneySource(StrEnum):
    """Where money comes from. Words: ``initiative.money.<source>``."""

    DOMESTIC = "domestic"
    FOREIGN = "foreign"


class LineageKind(StrEnum):
    """What happened between initiatives and networks. Words: ``initiative.lineage.<kind>``."""

    GREW = "grew"  # one came out of another, which went on
    SPLIT = "split"  # one became several
    MERGED = "merged"  # several became one
    CONTINUED = "continued"  # one ended and another took over
    BECAME_NETWORK = "became_network"


class FounderState(StrEnum):
    """What an organisation that was invited to found a network answered. Words: ``initiative.founder.<state>``."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class TieState(StrEnum):
    """How a campaign stands to goals. Words: ``initiative.tie.<state>``."""

    TIED = "tied"
    NONE = "none"  # somebody looked: a single campaign without a strategic goal
    UNREVIEWED = "unreviewed"


class IndicatorSource(StrEnum):
    """Where the values of an indicator come from. Words: ``initiative.source.<source>``."""

    HAND = "hand"
    ADOPTED = "adopted"  # suggestions that the enacted law adopted, counted by the desk
    REPLIES = "replies"  # suggestions that an authority answered, counted by the desk


@dataclass(frozen=True, slots=True)
class InitiativeInput:
    """What is said of an initiative. ``since`` and ``until``: partial dates, as people write them; ``focuses``: slugs of the
    network's list; ``places``: codes; ``network``: the number of the one that owns it."""

    kind: InitiativeKind
    state: InitiativeState
    names: Mapping[str, str]
    descriptions: Mapping[str, str] = field(default_factory=dict)
    results: Mapping[str, str] = field(default_factory=dict)
    since: str = ""
    until: str = ""
    focuses: Sequence[str] = ()
    places: Sequence[str] = ()
    network: int | None = None
    is_public: bool = True


@dataclass(frozen=True, slots=True)
class PartInput:
    """That an organisation leads an initiative or takes part in it, during a period."""

    organisation: int
    role: PartRole
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class MoneyInput:
    """Money for an initiative: how much, from where, in which year where that is known."""

    amount: Decimal
    currency: str
    source: MoneySource
    year: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DocumentInput:
    """A document as it was sent, or a picture with what it shows in words."""

    name: str
    data: bytes
    titles: Mapping[str, str]
    is_picture: bool = False


@dataclass(frozen=True, slots=True)
class GoalInput:
    """What a network, an initiative or the umbrella wants to be different. ``targets``: codes of targets of the SDGs."""

    titles: Mapping[str, str]
    descriptions: Mapping[str, str] = field(default_factory=dict)
    since: str = ""
    until: str = ""
    targets: Sequence[str] = ()
    parent: int | None = None
    network: int | None = None
    initiative: int | None = None


@dataclass(frozen=True, slots=True)
class IndicatorInput:
    """What a goal is measured by, from where to where."""

    names: Mapping[str, str]
    units: Mapping[str, str] = field(default_factory=dict)
    source: IndicatorSource = IndicatorSource.HAND
    baseline: Decimal | None = None
    baseline_on: date | None = None
    target: Decimal | None = None
    target_on: date | None = None


@dataclass(frozen=True, slots=True)
class ObservationInput:
    """A value of an indicator on a day, and who says so."""

    day: date
    value: Decimal
    source: str = ""


@dataclass(frozen=True, slots=True)
class Belongings:
    """What of an initiative goes along with what it becomes: numbers of goals and documents, slugs of consultations; of
    ``served``, the goals of others that it serves, the numbers of those that are served further. What is not named stays."""

    goals: Sequence[int] = ()
    documents: Sequence[int] = ()
    consultations: Sequence[str] = ()
    served: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class LineageInput:
    """An event between initiatives and networks, by their numbers, with what shows that it happened. ``keeps_goals``: what
    came out serves from then on the goals that what went in serves."""

    kind: LineageKind
    since: str
    initiatives_before: Sequence[int] = ()
    initiatives_after: Sequence[int] = ()
    networks_before: Sequence[int] = ()
    networks_after: Sequence[int] = ()
    evidence: str = ""
    evidence_url: str = ""
    keeps_goals: bool = False


# ---- what the apps above tell of consultations -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ConsultationFact:
    """A consultation as somebody may see it. ``slug`` is its stable address."""

    slug: str
    title: str
    url: str
    stage: str
    is_open: bool
    network: int | None = None


@dataclass(frozen=True, slots=True)
class SuggestionFact:
    """A suggestion of the joint proposal and what came of it: the codes of the reply and of what the law shows, empty where
    there is none yet. ``answered_on`` and ``traced_on``: when."""

    key: str
    title: str
    url: str
    reply: str = ""
    reply_url: str = ""
    verdict: str = ""
    verdict_url: str = ""
    answered_on: date | None = None
    traced_on: date | None = None


@dataclass(frozen=True, slots=True)
class ChainFact:
    """What a consultation led to. ``law``: the name of what was enacted, empty where nothing was yet."""

    suggestions: Sequence[SuggestionFact] = ()
    submitted_url: str = ""
    law: str = ""
    law_url: str = ""


# ---- one letter to many authorities ------------------------------------------------------------------


class InquiryState(StrEnum):
    """Where an inquiry stands."""

    DRAFT = "draft"
    SENT = "sent"
    WITHDRAWN = "withdrawn"


class QuestionKind(StrEnum):
    """What an answer is."""

    YES_NO = "yes_no"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class InquiryInput:
    """The words of an inquiry by language; ``due_on``: the day by which an answer is asked for."""

    titles: Mapping[str, str]
    letters: Mapping[str, str]
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class QuestionInput:
    """A question by language, and what kind of answer it has."""

    labels: Mapping[str, str]
    kind: QuestionKind
    choices: tuple[str, ...] = ()
