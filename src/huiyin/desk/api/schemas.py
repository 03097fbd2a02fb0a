"""What a row of each resource holds. From these come the description of the interface, and the columns of dumps.

Only the key of a row is required, for ``fields`` may leave the others out.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict


class Row(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Fact(Row):
    kind: str
    code: str = ""
    text: str = ""
    number: float | None = None
    data: dict[str, Any] = {}
    since: str = ""
    until: str = ""
    source: str = ""
    confirmed_on: date | None = None


class Organisation(Row):
    slug: str
    kind: str = ""
    name: str = ""
    name_zh: str = ""
    name_en: str = ""
    as_of: date | None = None
    founded_on: date | None = None
    ended_on: date | None = None
    focuses: list[str] = []
    networks: list[str] = []
    facts: list[Fact] = []
    url: str = ""


class Focus(Row):
    slug: str
    name: str = ""
    name_zh: str = ""
    name_en: str = ""
    icnptso: list[str] = []
    civil_class: str = ""
    sdgs: list[int] = []
    retired_on: date | None = None


class Network(Row):
    slug: str
    name: str = ""
    name_zh: str = ""
    name_en: str = ""
    members: list[str] = []
    url: str = ""


class Part(Row):
    organisation: str
    role: str = ""
    since: str = ""
    until: str = ""


class Initiative(Row):
    slug: str
    kind: str = ""
    state: str = ""
    name: str = ""
    name_zh: str = ""
    name_en: str = ""
    description_zh: str = ""
    description_en: str = ""
    results_zh: str = ""
    results_en: str = ""
    since: str = ""
    until: str = ""
    network: str | None = None
    focuses: list[str] = []
    places: list[str] = []
    organisations: list[Part] = []
    goal_state: str = ""
    url: str = ""


class Goal(Row):
    id: int
    title: str = ""
    title_zh: str = ""
    title_en: str = ""
    description_zh: str = ""
    description_en: str = ""
    network: str | None = None
    initiative: str | None = None
    parent: int | None = None
    sdgs: list[str] = []
    url: str = ""


class Consultation(Row):
    slug: str
    title: str = ""
    title_zh: str = ""
    title_en: str = ""
    intro_zh: str = ""
    intro_en: str = ""
    stage: str = ""
    authority: str = ""
    initiator: str | None = None
    network: str | None = None
    by_invitation: bool = False
    opens: date | None = None
    closes: date | None = None
    voting_closes: date | None = None
    reply_due: date | None = None
    enacted: bool = False
    url: str = ""


class Provision(Row):
    consultation: str = ""
    version: str = ""
    language: str = ""
    eid: str
    parent: str = ""
    num: str = ""
    kind: str = ""
    heading: str = ""
    text: str = ""


class Comment(Row):
    id: str
    consultation: str = ""
    organisation: str | None = None
    organisation_name: str = ""
    speaker: str = ""
    eid: str = ""
    reference: str = ""
    quote: str = ""
    text: str = ""
    wording: str = ""
    language: str = ""
    at: datetime | None = None
    group: int | None = None


class Group(Row):
    id: int
    consultation: str = ""
    name: str = ""
    name_zh: str = ""
    name_en: str = ""
    eid: str = ""
    text: str = ""
    comments: int = 0
    organisations: int = 0
    url: str = ""


class Statement(Row):
    id: str
    consultation: str = ""
    text_zh: str = ""
    text_en: str = ""
    group: int | None = None
    agrees: int | None = None
    disagrees: int | None = None
    passes: int | None = None


class Signature(Row):
    organisation: str
    at: datetime | None = None


class MinorityOpinion(Row):
    organisation: str
    suggestion: str = ""
    text: str = ""


class Proposal(Row):
    edition: int
    consultation: str = ""
    fixed_at: datetime | None = None
    submitted_on: date | None = None
    suggestions: int = 0
    signatures: list[Signature] = []
    minority_opinions: list[MinorityOpinion] = []
    url: str = ""


class Suggestion(Row):
    id: str
    consultation: str = ""
    edition: int = 0
    eid: str = ""
    target: str = ""
    action: str = ""
    language: str = ""
    quote: str = ""
    wording: str = ""
    text: str = ""
    reason: str = ""
    divergence: str = ""
    groups: list[int] = []
    wording_translated: str = ""
    text_translated: str = ""
    reason_translated: str = ""
    divergence_translated: str = ""


class Reply(Row):
    suggestion: str
    consultation: str = ""
    edition: int = 0
    status: str = ""
    reason: str = ""
    on: date | None = None


class Uptake(Row):
    suggestion: str
    consultation: str = ""
    edition: int = 0
    verdict: str = ""
    score: float = 0.0
    confidence: float = 0.0
    person_verdict: str = ""
    person_reason: str = ""


class Exchange(Row):
    number: int
    day: date | None = None
    recorded_at: datetime | None = None
    published_on: date | None = None
    kind: str = ""
    direction: str = ""
    authority: str = ""
    authority_name: str = ""
    network: str = ""
    body: str = ""
    matter: str = ""
    channel: str = ""
    language: str = ""
    subject_zh: str = ""
    subject_en: str = ""
    summary_zh: str = ""
    summary_en: str = ""
    thread: int | None = None
    answers: int | None = None
    due_on: date | None = None
    late_on: date | None = None
    answered_on: date | None = None
    meaning: str = ""
    documents: list[str] = []
    log_index: int | None = None
    digest: str = ""
    url: str = ""


class Work(Row):
    slug: str
    title: str = ""
    title_zh: str = ""
    title_en: str = ""
    abstract: str = ""
    type: str = ""
    year: int | None = None
    published_on: date | None = None
    licence: str = ""
    authors: list[str] = []
    organisation: str | None = None
    network: str | None = None
    commissioner: str | None = None
    themes: list[str] = []
    url: str = ""


class NewsItem(Row):
    id: int
    language: str = ""
    title: str = ""
    dated: date | None = None
    body: str = ""
    published_at: datetime | None = None
    changed_at: datetime | None = None
    translation_of: list[str] = []
    url: str = ""


class FigureTable(Row):
    id: str
    language: str = ""
    scope: str = ""
    subject: str = ""
    title: str = ""
    columns: list[str] = []
    rows: list[list[str | int | float | None]] = []
    computed_at: datetime | None = None
    url: str = ""


class ResourceLink(Row):
    name: str
    title: str = ""
    href: str = ""


class Index(Row):
    """What there is, and where."""

    name: str
    version: str = ""
    licence: str = ""
    licence_url: str = ""
    resources: list[ResourceLink] = []
    openapi: str = ""
    reference: str = ""
    dumps: str = ""


class DumpFileShown(Row):
    name: str
    table: str = ""
    format: str = ""
    href: str = ""
    bytes: int = 0
    sha256: str = ""


class DumpShown(Row):
    """The latest dump."""

    name: str
    begun_at: datetime | None = None
    made_at: datetime | None = None
    licence: str = ""
    rows: dict[str, int] = {}
    files: list[DumpFileShown] = []


class TokenShown(Row):
    """The token that was sent."""

    name: str
    scopes: list[str] = []
    expires_at: datetime | None = None


class Done(Row):
    """What was written, and where it is read."""

    id: str
    href: str = ""


class ProblemPlace(Row):
    where: str
    detail: str = ""


class Problem(Row):
    """What is wrong, by RFC 9457."""

    type: str
    title: str = ""
    status: int = 0
    detail: str = ""
    code: str = ""
    errors: list[ProblemPlace] = []
