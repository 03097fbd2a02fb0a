"""The summary on a consultation's first page. Apps register their parts at startup."""

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
    """A link, in the reader's language."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class OverviewCount:
    """A number, what it counts, and its link."""

    number: int
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class OverviewPart:
    """What an app contributes. ``days``: when stages were entered; ``reading``: the best page for a reader with
    nothing to do; ``outcome``: results of suggestions, titled ``outcome_words``. Of several ``reading`` and
    ``outcome``, the last is used.
    """

    counts: tuple[OverviewCount, ...] = ()
    days: Mapping[Stage, date] = field(default_factory=dict)
    documents: tuple[OverviewLink, ...] = ()
    reading: OverviewLink | None = None
    outcome: tuple[BarPart, ...] = ()
    outcome_words: str = ""


#: Functions that return a part, in the order of the process; with a constant number of queries.
PARTS: Registry[Callable[[Access], OverviewPart]] = Registry("consultations.overview.PARTS")
