"""What the yearly return asks, and how it passes between apps."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from huiyin.measures.reach import INTERNATIONAL, LOCAL

ROUTES = ("professional", "grassroots", "international")
#: Shares of a whole, asked in per cent.
SHARES = (*INTERNATIONAL, *LOCAL)
CONTACTS = ("website", "phone", "address", "wechat")
FIGURES = ("staff", "volunteers")


class Openness(StrEnum):
    """Who sees an answer. Words: ``returns.openness.<openness>``."""

    PUBLIC = "public"
    CHOSEN = "chosen"  # as the organisation says beside it; private unless it says so
    GROUPED = "grouped"  # private; in public figures together with four others or more


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the form. ``choice``: the field by which its answers are made public."""

    name: str
    openness: Openness
    fields: tuple[str, ...]
    choice: str = ""


#: The form, in its order.
PARTS = (
    Part("work", Openness.PUBLIC, ("main_focus", "focuses", "activity_zh", "activity_en")),
    Part("routes", Openness.PUBLIC, ROUTES),
    Part("place", Openness.PUBLIC, ("place", "languages")),
    Part("contacts", Openness.CHOSEN, CONTACTS, "publish_contacts"),
    Part("people", Openness.CHOSEN, FIGURES, "publish_people"),
    Part("reach", Openness.GROUPED, (*SHARES, "countries"), "publish_reach"),
)
#: Every field of it, in its order.
FIELDS = tuple(name for part in PARTS for name in (*part.fields, part.choice) if name)


@dataclass(frozen=True, slots=True)
class ReturnListed:
    """An organisation in a round, answered or not. ``state``: empty where nothing was begun."""

    organisation: int
    slug: str
    name: str
    state: str
    number: int | None
    is_unchanged: bool
    sent_at: datetime | None
    delegates: int
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class RoundListed:
    """A round with how many were asked and how many have answered."""

    year: int
    closes_on: date | None
    is_open: bool
    asked: int
    sent: int
    accepted: int


@dataclass(frozen=True, slots=True)
class RowRead:
    """A row of the form as a table: the organisation that it names, who answers for it (empty where nobody does), and what
    it answers."""

    number: int
    organisation: str
    confirmed_by: str
    answers: dict[str, Any] = field(default_factory=dict)
