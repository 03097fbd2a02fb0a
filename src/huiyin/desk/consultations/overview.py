"""What the first page of a consultation shows at a glance: each app adds what it knows when the desk starts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from huiyin.desk.accounts.permissions import Stage
from huiyin.desk.consultations.access import Access
from huiyin.desk.core.registration import Registry
from huiyin.desk.core.stacked_bar import BarPart


@dataclass(frozen=True, slots=True)
class OverviewLink:
    """Where something stands, in the reader's language."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class OverviewCount:
    """How much there is of something: the number, what it is a number of, and where it is read."""

    number: int
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class OverviewPart:
    """What an app knows of a consultation. ``days``: when it came to a stage, where that is known; ``reading``: what a
    reader of whom nothing is asked reads best now; ``outcome``: what came of the suggestions, under ``outcome_words``.
    Of ``reading`` and ``outcome`` the last app that has one is heard."""

    counts: tuple[OverviewCount, ...] = ()
    days: Mapping[Stage, date] = field(default_factory=dict)
    documents: tuple[OverviewLink, ...] = ()
    reading: OverviewLink | None = None
    outcome: tuple[BarPart, ...] = ()
    outcome_words: str = ""


#: Each is asked what it knows, in the order of the chain; as many queries for much as for little.
PARTS: Registry[Callable[[Access], OverviewPart]] = Registry("consultations.overview.PARTS")
