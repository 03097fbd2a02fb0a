"""What the app of research says of itself to others, and what it is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from huiyin.desk.ledger.data import ExchangeDirection, Visibility


class RequestKind(StrEnum):
    """How firmly research is asked for. Words: ``research.kind.<kind>``."""

    INTEREST = "interest"  # would like to know; nobody is bound
    CALL = "call"  # open to whoever offers
    COMMISSION = "commission"  # of one body, on agreed terms


class RequestState(StrEnum):
    """Where a request stands. Words: ``research.state.<state>``."""

    OPEN = "open"
    UNDER_WAY = "under_way"  # somebody's offer was accepted
    DELIVERED = "delivered"
    CLOSED = "closed"  # who asked has said that they have it
    WITHDRAWN = "withdrawn"


class OfferState(StrEnum):
    """What became of an offer. Words: ``research.offer.<state>``."""

    MADE = "made"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    DELIVERED = "delivered"


class WorkState(StrEnum):
    """Where a work stands. Words: ``research.work.<state>``."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class WorkType(StrEnum):
    """What a work is, in the words of CSL. Words: ``research.type.<type>``."""

    REPORT = "report"
    ARTICLE = "article-journal"
    PAPER = "paper-conference"
    BOOK = "book"
    CHAPTER = "chapter"
    DATASET = "dataset"
    WEBPAGE = "webpage"


class FileRole(StrEnum):
    """What a file of a version is. Words: ``research.file.<role>``."""

    TEXT = "text"
    ANNEX = "annex"
    DATA = "data"


class UseKind(StrEnum):
    """Who used a work. Words: ``research.use.<kind>``."""

    AUTHORITY = "authority"  # cited by one
    CONSULTATION = "consultation"  # in the papers of one
    PRESS = "press"
    LAW = "law"  # passages of an enacted text, confirmed by a person


class PrizeLevel(StrEnum):
    """How far a prize reaches. Words: ``research.level.<level>``."""

    INTERNATIONAL = "international"
    NATIONAL = "national"
    PROVINCIAL = "provincial"
    LOCAL = "local"
    SECTOR = "sector"


@dataclass(frozen=True, slots=True)
class RequestInput:
    """Research that is asked for. ``authority``, ``network``, ``organisation``: their numbers; the authority asks the
    others, or they ask it, by ``direction``."""

    kind: RequestKind
    direction: ExchangeDirection
    authority: int
    day: date
    title: Mapping[str, str]
    questions: Mapping[str, str]
    network: int | None = None
    organisation: int | None = None
    deadline: date | None = None
    embargo_until: date | None = None
    visibility: Visibility = Visibility.PUBLIC


@dataclass(frozen=True, slots=True)
class WorkInput:
    """What is said of a work. ``words``: language → variable of CSL (title, abstract, publisher, collection-title, keyword)
    → words; ``issued``: year, month, day as far as they are known; ``themes``: slugs of focuses."""

    type: WorkType
    words: Mapping[str, Mapping[str, str]]
    issued: tuple[int, ...] = ()
    number: str = ""
    doi: str = ""
    url: str = ""
    container: str = ""
    licence: str = ""
    method: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, str] = field(default_factory=dict)
    data_url: str = ""
    themes: Sequence[str] = ()
    commissioner: int | None = None
    network: int | None = None
    organisation: int | None = None
    embargo_until: date | None = None
    visibility: Visibility = Visibility.PUBLIC


@dataclass(frozen=True, slots=True)
class AuthorInput:
    """Who wrote a work: a person or an organisation. ``organisation``: the number of one of the registry, which is the
    author, or where the person works; ``is_self``: it is who writes it down."""

    is_person: bool
    name_zh: str = ""
    family: str = ""
    given: str = ""
    name_en: str = ""
    orcid: str = ""
    organisation: int | None = None
    is_self: bool = False


@dataclass(frozen=True, slots=True)
class FileInput:
    """A file of a version as it was sent."""

    name: str
    data: bytes
    role: FileRole = FileRole.TEXT
    language: str = ""


@dataclass(frozen=True, slots=True)
class UseInput:
    """That somebody used a work. ``authority``, ``consultation``: their numbers."""

    kind: UseKind
    day: date
    source: str
    url: str = ""
    words: str = ""
    language: str = ""
    authority: int | None = None
    consultation: int | None = None


@dataclass(frozen=True, slots=True)
class PrizeInput:
    """That a work was honoured. ``body``: the number of the organisation that gave it, or ``body_name`` of one that is not
    in the registry."""

    name: Mapping[str, str]
    level: PrizeLevel
    day: date
    body: int | None = None
    body_name: str = ""
    url: str = ""
    evidence: FileInput | None = None


@dataclass(frozen=True, slots=True)
class LibraryFilters:
    """What of the library somebody wants to see; empty: all."""

    words: str = ""
    year: int | None = None
    theme: str = ""
    commissioner: str = ""
    type: str = ""
