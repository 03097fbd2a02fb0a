"""What the board asks: which campaigns serve which goals, which serve none, and how the shares moved over the years."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone

from huiyin.desk.core.stacked_bar import BarPart, BarSegment, lay_out_bar
from huiyin.desk.initiatives.access import Reader, build_seen_filter
from huiyin.desk.initiatives.api.goals import NestedGoal, nest_goals, select_goals
from huiyin.desk.initiatives.api.lists import (
    InitiativeFilters,
    find_tie_state,
    select_initiatives,
)
from huiyin.desk.initiatives.data import InitiativeKind, TieState
from huiyin.desk.initiatives.models import Goal, GoalReview, GoalTie, Initiative
from huiyin.i18n import say

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The latest years that are told of.
_MOST_YEARS = 30
#: State → its class in the style sheet, in the order in which a bar is drawn.
_LOOKS = {
    TieState.TIED: "adopted",
    TieState.NONE: "not_adopted",
    TieState.UNREVIEWED: "needs_person",
}


@dataclass(frozen=True, slots=True)
class GoalColumn:
    """A goal in the head of the matrix. ``number``: as it is counted there; ``depth``: how deep it is nested; ``campaigns``:
    how many campaigns serve it, all of them and not those of a page alone."""

    number: int
    goal: Goal
    depth: int
    campaigns: int


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """A campaign and, for each goal of the head, whether it serves it. ``review``: that somebody found none."""

    campaign: Initiative
    state: TieState
    cells: tuple[tuple[GoalColumn, bool], ...]
    review: GoalReview | None


def list_columns(reader: Reader, network: str = "") -> tuple[GoalColumn, ...]:
    """Goals of networks and of the umbrella, or of one network, nested in their order. Two queries."""
    goals = select_goals(reader).filter(initiative=None)
    if network:
        goals = goals.filter(network__slug=network)
    nested = list(_flatten(nest_goals(list(goals))))
    ties = GoalTie.objects.filter(
        build_seen_filter(reader, "initiative__"),
        goal__in=[one.pk for one, _ in nested],
        ended_on=None,
        initiative__kind=InitiativeKind.CAMPAIGN,
    )
    counts: dict[int, int] = {}
    for goal in ties.values_list("goal", flat=True):
        counts[goal] = counts.get(goal, 0) + 1
    return tuple(
        GoalColumn(number, one, depth, counts.get(one.pk, 0))
        for number, (one, depth) in enumerate(nested, 1)
    )


def _flatten(nested: Sequence[NestedGoal], depth: int = 0) -> Iterator[tuple[Goal, int]]:
    for one in nested:
        yield one.goal, depth
        yield from _flatten(one.beneath, depth + 1)


def select_campaigns(reader: Reader, network: str = "") -> QuerySet[Initiative]:
    """Those that somebody may see, the newest first."""
    return select_initiatives(
        reader, InitiativeFilters(kind=InitiativeKind.CAMPAIGN, network=network)
    )


def list_campaign_rows(
    campaigns: Sequence[Initiative], columns: Sequence[GoalColumn]
) -> list[CampaignRow]:
    """The matrix of some campaigns of :func:`select_campaigns`. Two queries, however many."""
    numbers = [one.pk for one in campaigns]
    ties = GoalTie.objects.filter(initiative__in=numbers, ended_on=None)
    served = set(ties.values_list("initiative", "goal"))
    reviews: dict[int, GoalReview] = {}
    standing = GoalReview.objects.filter(initiative__in=numbers, withdrawn_at=None)
    for review in standing.select_related("created_by").order_by("day", "pk"):
        reviews[review.initiative_id] = review
    rows = []
    for one in campaigns:
        state = find_tie_state(one)
        cells = tuple((column, (one.pk, column.goal.pk) in served) for column in columns)
        found = reviews.get(one.pk) if state == TieState.NONE else None
        rows.append(CampaignRow(one, state, cells, found))
    return rows


def list_matrix_table(
    campaigns: Sequence[Initiative], columns: Sequence[GoalColumn]
) -> list[list[str]]:
    """The matrix as a table: a row for each campaign, a column for each goal."""
    head = [say(f"initiative.head.{name}") for name in ("id", "name_zh", "name_en", "tie")]
    table = [[*head, *(column.goal.title for column in columns)]]
    for row in list_campaign_rows(campaigns, columns):
        one = row.campaign
        first = [one.slug, one.name_zh, one.name_en, say(f"initiative.tie.{row.state}")]
        table.append([*first, *("1" if serves else "" for _, serves in row.cells)])
    return table


# ---- over the years ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class YearShares:
    """How the campaigns that ran in a year stood to goals at its end, or today of this year."""

    year: int
    counts: Mapping[TieState, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def bar(self) -> tuple[BarSegment, ...]:
        return lay_out_bar(
            BarPart(look, say(f"initiative.tie.{state}"), self.counts[state])
            for state, look in _LOOKS.items()
        )

    @property
    def cells(self) -> list[tuple[int, float]]:
        """Of each state how many, and their share."""
        total = self.total or 1
        return [(self.counts[state], self.counts[state] / total) for state in _LOOKS]

    @property
    def sentence(self) -> str:
        """What the bar shows, for who does not see it."""
        parts = (f"{say(f'initiative.tie.{state}')} {self.counts[state]}" for state in _LOOKS)
        return f"{self.year}: {'; '.join(parts)}"


@dataclass(frozen=True, slots=True)
class Shares:
    """``undated``: campaigns of which nobody knows when they began, which are in no year; ``later``: those that have not begun,
    which are in none yet."""

    years: tuple[YearShares, ...]
    undated: int
    later: int = 0


def count_shares(reader: Reader, network: str = "", today: date | None = None) -> Shares:
    """Year by year, as it was known to stand then: a tie counts from its day to its end, a finding from its day until it was
    taken back or a tie took its place. Three queries, however many campaigns."""
    today = today or timezone.localdate()
    campaigns = Initiative.objects.filter(build_seen_filter(reader), kind=InitiativeKind.CAMPAIGN)
    if network:
        campaigns = campaigns.filter(network__slug=network)
    spans = list(campaigns.order_by("pk").values_list("pk", "first_day", "last_day"))
    dated = [(pk, first, last) for pk, first, last in spans if first is not None and first <= today]
    undated = sum(first is None for _, first, _ in spans)
    later = len(spans) - len(dated) - undated
    if not dated:
        return Shares((), undated, later)
    numbers = [pk for pk, _, _ in dated]
    ties = _gather(
        GoalTie.objects.filter(initiative__in=numbers).order_by("pk").values_list(
            "initiative", "tied_on", "ended_on"
        )
    )  # fmt: skip
    reviews = _gather(
        (initiative, day, _to_day(ended))
        for initiative, day, ended in GoalReview.objects.filter(initiative__in=numbers)
        .order_by("pk")
        .values_list("initiative", "day", "withdrawn_at")
    )
    first_year = max(min(first.year for _, first, _ in dated), today.year - _MOST_YEARS + 1)
    years = []
    for year in range(first_year, today.year + 1):
        begins, ends = date(year, 1, 1), min(date(year, 12, 31), today)
        counts = dict.fromkeys(_LOOKS, 0)
        for pk, first, last in dated:
            if first <= ends and (last is None or last >= begins):
                counts[_stand(ties.get(pk, ()), reviews.get(pk, ()), ends)] += 1
        years.append(YearShares(year, counts))
    return Shares(tuple(years), undated, later)


_Span = tuple[date, date | None]


def _to_day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def _gather(rows: Iterable[tuple[int, date, date | None]]) -> dict[int, list[_Span]]:
    gathered: dict[int, list[_Span]] = {}
    for initiative, begins, ends in rows:
        gathered.setdefault(initiative, []).append((begins, ends))
    return gathered


def _stand(ties: Collection[_Span], reviews: Collection[_Span], day: date) -> TieState:
    if _covers(ties, day):
        return TieState.TIED
    return TieState.NONE if _covers(reviews, day) else TieState.UNREVIEWED


def _covers(spans: Collection[_Span], day: date) -> bool:
    return any(begins <= day and (ends is None or ends > day) for begins, ends in spans)


def list_shares_table(shares: Shares) -> list[list[str]]:
    """A row for each year."""
    states = [say(f"initiative.tie.{state}") for state in _LOOKS]
    table = [[say("initiative.head.year"), *states, say("initiative.head.total")]]
    for one in shares.years:
        table.append([str(one.year), *(str(count) for count, _ in one.cells), str(one.total)])
    return table


def list_states() -> list[str]:
    """The states in the order of the columns, in words."""
    return [say(f"initiative.tie.{state}") for state in _LOOKS]
