"""Values exchanged between the registry and other apps: facts with periods, and the state on a day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from django.db import models

from huiyin.i18n import choose_wording

#: An open end of a period: it has always been valid, or still is.
OPEN = ""
#: An unknown end of a period: only a day is known on which the fact was valid (or, for the end, was
#: over).
UNKNOWN = "?"

ROUTES = ("professional", "grassroots", "international")
#: Components of reach: shares, and the number of countries with activities.
COUNTRIES = "countries"
REACH = (
    "foreign_funding", "activity_abroad", "people_abroad", "foreign_languages", "local_leadership", "domestic_funding",
    "local_decisions", "local_outputs", "direct", "one_intermediary", COUNTRIES,
)  # fmt: skip
ACTIVE, DORMANT, ENDED = "active", "dormant", "ended"


class OrganisationKind(models.TextChoices):
    """An organisation's relation to the network; text ``registry.kind.<kind>``."""

    MEMBER = "member"
    AUTHORITY = "authority"
    PARTNER = "partner"


class FactKind(StrEnum):
    """The subject of a fact; :data:`RULES` says what each needs. Text ``registry.fact.<kind>``."""

    NAME = "name"
    OTHER_NAME = "other_name"
    SORT_KEY = "sort_key"
    IDENTIFIER = "identifier"
    KIND = "kind"
    LEGAL_FORM = "legal_form"
    STATUS = "status"
    PLACE = "place"
    LANGUAGE = "language"
    CONTACT = "contact"
    LOGO = "logo"
    ACTIVITY = "activity"
    FOCUS = "focus"
    SERVICE = "service"
    MEMBER_SERVICE = "member_service"
    ROUTE = "route"
    REACH = "reach"
    FIGURE = "figure"
    MEMBERSHIP = "membership"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class FactRule:
    """Rules for a kind of fact.

    ``key``: fields that distinguish facts of the kind; two with the same key are never valid at once, so a kind
    without a key has one at a time. ``codes``: the allowed codes; None if any, empty if none. ``needs``: text,
    number or data. ``is_public``: the default.
    """

    key: tuple[str, ...] = ()
    codes: tuple[str, ...] | None = ()
    needs: tuple[str, ...] = ()
    is_public: bool = True


LEGAL_FORMS = (
    "social_association", "social_service", "foundation", "public_institution", "company", "overseas_office",
    "charitable_company", "trust", "association", "cooperative", "informal", "government", "other",
)  # fmt: skip
SERVICES = (
    "direct_service", "training", "funding", "advice", "advocacy", "research", "information", "relief", "volunteering",
    "other",
)  # fmt: skip
MEMBER_SERVICES = (
    "policy_news", "training", "legal_advice", "exchange_visits", "joint_advocacy", "funding_advice", "data", "other",
)  # fmt: skip
OTHER_NAMES = ("abbreviation", "alias", "transliteration")
CONTACTS = ("website", "phone", "address", "wechat")
FIGURES = ("income", "spending", "staff", "volunteers", "members")
#: Figures that need a currency.
MONEY = ("income", "spending")

RULES: Mapping[FactKind, FactRule] = MappingProxyType(
    {
        FactKind.NAME: FactRule(("code",), ("zh", "en"), ("text",)),
        FactKind.OTHER_NAME: FactRule(("code", "text"), OTHER_NAMES, ("text",)),
        FactKind.SORT_KEY: FactRule(needs=("text",)),
        FactKind.IDENTIFIER: FactRule(("code",), None, ("text",)),
        FactKind.KIND: FactRule(codes=("member", "authority", "partner")),
        FactKind.LEGAL_FORM: FactRule(codes=LEGAL_FORMS),
        FactKind.STATUS: FactRule(codes=(ACTIVE, DORMANT, ENDED)),
        FactKind.PLACE: FactRule(codes=None),
        FactKind.LANGUAGE: FactRule(("code",), None),
        FactKind.CONTACT: FactRule(("code", "text"), CONTACTS, ("text",)),
        FactKind.LOGO: FactRule(needs=("text",)),
        FactKind.ACTIVITY: FactRule(("code",), ("zh", "en"), ("text",)),
        FactKind.FOCUS: FactRule(("code",), None),
        FactKind.SERVICE: FactRule(("code",), SERVICES),
        FactKind.MEMBER_SERVICE: FactRule(("code",), MEMBER_SERVICES),
        FactKind.ROUTE: FactRule(needs=("data",)),
        FactKind.REACH: FactRule(("code",), REACH, ("number",), is_public=False),
        FactKind.FIGURE: FactRule(("code",), FIGURES, ("number",)),
        FactKind.MEMBERSHIP: FactRule(),
        FactKind.NETWORK: FactRule(("code",), None),
    }
)


@dataclass(frozen=True, slots=True)
class FactInput:
    """A fact as entered.

    ``since`` and ``until``: a year, month or day as people write them, or :data:`OPEN` or :data:`UNKNOWN`; in
    the latter case ``seen_on`` is a day on which it was valid, and ``over_on`` one on which it was over (today
    by default). ``is_public``: None for the kind's default.
    """

    kind: FactKind
    code: str = ""
    text: str = ""
    number: float | None = None
    data: Mapping[str, object] = field(default_factory=dict)
    since: str = UNKNOWN
    until: str = OPEN
    source: str = ""
    is_public: bool | None = None
    seen_on: date | None = None
    over_on: date | None = None
    confirmed_on: date | None = None


@dataclass(frozen=True, slots=True)
class FactRecord:
    """A stored fact. ``first_day``, ``last_day``: the first and last of the days that ``since`` and ``until``
    may mean, None if open. ``confirmed_on``: the last day on which it is known to have been valid.
    """

    id: int
    organisation: int
    kind: FactKind
    code: str
    text: str
    number: float | None
    data: Mapping[str, object]
    since: str
    until: str
    first_day: date | None
    last_day: date | None
    source: str
    is_public: bool
    recorded_by: int | None
    recorded_at: datetime
    confirmed_on: date | None
    withdrawn_at: datetime | None

    @property
    def is_start_stated(self) -> bool:
        return self.since != UNKNOWN

    @property
    def is_end_stated(self) -> bool:
        return self.until != UNKNOWN

    @property
    def key(self) -> tuple[str, ...]:
        """What no other fact valid at the same time has."""
        return (self.kind, *(getattr(self, name) for name in RULES[self.kind].key))

    def holds_on(self, day: date) -> bool:
        return (self.first_day is None or self.first_day <= day) and (
            self.last_day is None or day <= self.last_day
        )


@dataclass(frozen=True, slots=True)
class OrganisationOn:
    """An organisation's state on ``day``, as known now or on ``known_on``. ``facts``: the valid ones, one per
    key; if two overlap within a year or month, the later.
    """

    pk: int
    slug: str
    day: date
    known_on: date | None
    facts: tuple[FactRecord, ...]

    def of(self, kind: FactKind) -> tuple[FactRecord, ...]:
        return tuple(fact for fact in self.facts if fact.kind == kind)

    def first(self, kind: FactKind, code: str | None = None) -> FactRecord | None:
        return next((f for f in self.of(kind) if code is None or f.code == code), None)

    @property
    def names(self) -> dict[str, str]:
        """Language → name, as far as known."""
        return {fact.code: fact.text for fact in self.of(FactKind.NAME)}

    @property
    def name(self) -> str:
        """The name, preferably in the reader's language; the slug if none is known."""
        names = self.names
        return choose_wording(names.get("zh", ""), names.get("en", "")) or self.slug

    @property
    def is_ended(self) -> bool:
        status = self.first(FactKind.STATUS)
        return status is not None and status.code == ENDED


@dataclass(frozen=True, slots=True)
class DirectoryFilters:
    """Filters of a list of organisations. ``day``: the state on that day, today by default. ``known_on``: as
    known at the end of that day.
    """

    words: str = ""
    kind: str = ""
    focus: str = ""
    route: str = ""
    place: str = ""
    network: str = ""
    day: date | None = None
    known_on: date | None = None
    with_ended: bool = False


@dataclass(frozen=True, slots=True)
class FocusListed:
    """A focus of the network's list. ``icnptso``: codes of the UN classification; ``civil_class``: one of the
    fourteen Chinese classes; ``sdgs``: numbers of the goals. ``merged_into``: slug of the focus it became part
    of, or "".
    """

    slug: str
    name_zh: str
    name_en: str
    icnptso: tuple[str, ...]
    civil_class: str
    sdgs: tuple[int, ...]
    position: int
    retired_on: date | None
    merged_into: str

    @property
    def name(self) -> str:
        return choose_wording(self.name_zh, self.name_en)


class ChangeKind(StrEnum):
    """The kind of a change; text ``registry.change.<kind>``."""

    RENAME = "rename"
    MERGER = "merger"
    SPLIT = "split"
    RE_REGISTRATION = "re_registration"
    DISSOLUTION = "dissolution"


@dataclass(frozen=True, slots=True)
class ChangeInput:
    """``ins``, ``outs``: keys of the organisations that went in and came out. ``name_zh``, ``name_en``: the new
    names of a rename or re-registration, if changed; ``identifier``: scheme and number of a re-registration.
    """

    kind: ChangeKind
    on: str
    ins: Collection[int]
    outs: Collection[int] = ()
    name_zh: str = ""
    name_en: str = ""
    identifier: tuple[str, str] | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChangeParty:
    """``name``: the organisation's name at that time."""

    pk: int
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """A change of organisations. ``day``: the first day that ``on`` may mean."""

    id: int
    kind: ChangeKind
    on: str
    day: date
    ins: tuple[ChangeParty, ...]
    outs: tuple[ChangeParty, ...]
    source: str
    note: str


class ContextKind(StrEnum):
    """The kind of a context event; text ``registry.context.<kind>``."""

    POLICY = "policy"
    TECHNOLOGY = "technology"
    CRISIS = "crisis"
    MARKET = "market"
    DISASTER = "disaster"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ContextInput:
    """``focuses``: slugs of the linked focuses."""

    kind: ContextKind
    since: str
    until: str = OPEN
    title_zh: str = ""
    title_en: str = ""
    note_zh: str = ""
    note_en: str = ""
    source: str = ""
    url: str = ""
    focuses: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class ContextRecord:
    id: int
    kind: ContextKind
    since: str
    until: str
    first_day: date
    last_day: date | None
    title_zh: str
    title_en: str
    note_zh: str
    note_en: str
    source: str
    url: str
    focuses: tuple[str, ...]

    @property
    def title(self) -> str:
        return choose_wording(self.title_zh, self.title_en)

    @property
    def note(self) -> str:
        return choose_wording(self.note_zh, self.note_en)
