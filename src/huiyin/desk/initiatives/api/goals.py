"""Goals, what they are measured by, and which initiatives serve them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max, Prefetch, Q, QuerySet
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.edit_conflicts import check_unchanged
from huiyin.desk.initiatives.access import Reader, build_seen_filter
from huiyin.desk.initiatives.api.initiatives import (
    UnusableInitiative,
    date_period,
    lock_initiative,
)
from huiyin.desk.initiatives.data import (
    ChainFact,
    GoalInput,
    IndicatorInput,
    IndicatorSource,
    ObservationInput,
)
from huiyin.desk.initiatives.hooks import CHAINS
from huiyin.desk.initiatives.models import (
    ConsultationTie,
    Goal,
    GoalReview,
    GoalTie,
    Indicator,
    Initiative,
    Observation,
)
from huiyin.i18n import say_percent

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.accounts.requests import Visitor

#: Verdicts that count as adopted.
_ADOPTED = frozenset({"adopted", "partly", "elsewhere"})
#: A goal is nested so deep at most.
_DEEPEST = 5


def select_goals(reader: Reader) -> QuerySet[Goal]:
    """Those that stand and that somebody may see, in their order, with whose they are."""
    seen = Q(initiative=None) | build_seen_filter(reader, "initiative__")
    rows = Goal.objects.filter(seen, withdrawn_at=None)
    return rows.select_related("network", "initiative", "came_from", "parent").order_by(
        "position", "pk"
    )


def find_goal(reader: Reader, number: int) -> Goal | None:
    """None where there is none, or none that they may know of."""
    return select_goals(reader).filter(pk=number).first()


@dataclass(frozen=True, slots=True)
class NestedGoal:
    """A goal and those beneath it."""

    goal: Goal
    beneath: tuple[NestedGoal, ...] = ()


def nest_goals(goals: Sequence[Goal]) -> tuple[NestedGoal, ...]:
    """In their order, each under its parent where that is among them."""
    known = {one.pk for one in goals}
    beneath: dict[int | None, list[Goal]] = {}
    for one in goals:
        beneath.setdefault(one.parent_id if one.parent_id in known else None, []).append(one)

    def nest(parent: int | None) -> tuple[NestedGoal, ...]:
        return tuple(NestedGoal(one, nest(one.pk)) for one in beneath.get(parent, ()))

    return nest(None)


_WORDED = ("title", "description")


def snapshot_goal(goal: Goal) -> dict[str, Any]:
    """What the form shows of a goal, for its version."""
    names = [f"{stem}_{language}" for stem in _WORDED for language in ("zh", "en")]
    shown = {name: getattr(goal, name) for name in (*names, "since", "until")}
    return shown | {
        "parent": goal.parent_id,
        "owner": write_owner(goal),
        "targets": " ".join(goal.targets),
    }


def write_owner(goal: Goal) -> str:
    """Whose goal it is, as forms say it: ``n`` or ``i`` with a number, nothing for the umbrella's."""
    if goal.network_id is not None:
        return f"n{goal.network_id}"
    return f"i{goal.initiative_id}" if goal.initiative_id is not None else ""


@transaction.atomic
def save_goal(
    goal: Goal | None, given: GoalInput, by: User | None, *, seen: str | None = None
) -> Goal:
    """A new goal, or other words of one that is there. Raises :class:`UnusableInitiative`,
    :class:`huiyin.desk.core.edit_conflicts.EditConflict`."""
    columns = {
        "parent_id": given.parent,
        "network_id": given.network,
        "initiative_id": given.initiative,
        "targets": list(given.targets),
        **{f"title_{language}": given.titles.get(language, "") for language in ("zh", "en")},
        **{
            f"description_{language}": given.descriptions.get(language, "")
            for language in ("zh", "en")
        },
        **date_period(given.since, given.until),
    }
    if goal is None:
        _check_parent(None, given.parent)
        last = Goal.objects.aggregate(last=Max("position"))["last"] or 0
        kept = Goal.objects.create(position=last + 1, created_by=by, **columns)
    else:
        kept = Goal.objects.select_for_update().get(pk=goal.pk)
        _check_parent(kept, given.parent)
        shown = snapshot_goal(kept)
        for name, value in columns.items():
            setattr(kept, name, value)
        check_unchanged(seen, shown, snapshot_goal(kept))
        kept.save(update_fields=tuple(columns))
    record_audit_entry(by, "goal.keep" if goal else "goal.add", kept, name=str(kept))
    return kept


def _check_parent(goal: Goal | None, parent: int | None) -> None:
    """A goal does not lie beneath itself, nor deeper than people read. Raises :class:`UnusableInitiative`."""
    for _ in range(_DEEPEST):
        if parent is None:
            return
        if goal is not None and parent == goal.pk:
            raise UnusableInitiative("goal_circle")
        parent = Goal.objects.filter(pk=parent).values_list("parent", flat=True).first()
    raise UnusableInitiative("goal_deep")


@transaction.atomic
def withdraw_goal(goal: Goal, by: User) -> None:
    """It is nobody's goal any more. What served it stays known. Raises :class:`UnusableInitiative` where goals lie beneath
    it."""
    held = Goal.objects.select_for_update().get(pk=goal.pk)
    if held.withdrawn_at is not None:
        raise UnusableInitiative("gone")
    if held.children.filter(withdrawn_at=None).exists():
        raise UnusableInitiative("goal_beneath")
    held.withdrawn_at = timezone.now()
    held.save(update_fields=("withdrawn_at",))
    today = timezone.localdate()
    held.ties.filter(ended_on=None).update(ended_on=today, ended_by=by)
    record_audit_entry(by, "goal.withdraw", held, name=str(held))


# ---- indicators ------------------------------------------------------------------------------------------


def _lock_goal(goal: Goal) -> Goal:
    held = Goal.objects.select_for_update().get(pk=goal.pk)
    if held.withdrawn_at is not None:
        raise UnusableInitiative("gone")
    return held


@transaction.atomic
def add_indicator(goal: Goal, given: IndicatorInput, by: User | None) -> Indicator:
    held = _lock_goal(goal)
    indicator = Indicator.objects.create(
        goal=held,
        source=given.source.value,
        baseline=given.baseline,
        baseline_on=given.baseline_on,
        target=given.target,
        target_on=given.target_on,
        created_by=by,
        **{f"name_{language}": given.names.get(language, "") for language in ("zh", "en")},
        **{f"unit_{language}": given.units.get(language, "") for language in ("zh", "en")},
    )
    record_audit_entry(by, "goal.indicator_add", held, name=str(indicator))
    return indicator


@transaction.atomic
def withdraw_indicator(goal: Goal, number: int, by: User) -> None:
    """Raises :class:`UnusableInitiative`."""
    held = _lock_goal(goal)
    row = held.indicators.select_for_update().filter(pk=number, withdrawn_at=None).first()
    if row is None:
        raise UnusableInitiative("gone")
    row.withdrawn_at = timezone.now()
    row.save(update_fields=("withdrawn_at",))
    record_audit_entry(by, "goal.indicator_withdraw", held, name=str(row))


@transaction.atomic
def record_observation(
    goal: Goal, number: int, given: ObservationInput, by: User | None
) -> Observation:
    """A value of an indicator. Raises :class:`UnusableInitiative` where the desk counts it by itself."""
    held = _lock_goal(goal)
    row = held.indicators.filter(pk=number, withdrawn_at=None).first()
    if row is None:
        raise UnusableInitiative("gone")
    if row.source != IndicatorSource.HAND:
        raise UnusableInitiative("counted")
    seen = Observation.objects.create(
        indicator=row, day=given.day, value=given.value, source=given.source, created_by=by
    )
    record_audit_entry(by, "goal.observe", held, name=str(row))
    return seen


@transaction.atomic
def withdraw_observation(goal: Goal, number: int, by: User) -> None:
    """Raises :class:`UnusableInitiative`."""
    held = _lock_goal(goal)
    rows = Observation.objects.select_for_update().filter(indicator__goal=held, withdrawn_at=None)
    row = rows.filter(pk=number).first()
    if row is None:
        raise UnusableInitiative("gone")
    row.withdrawn_at = timezone.now()
    row.save(update_fields=("withdrawn_at",))
    record_audit_entry(by, "goal.unobserve", held, name=str(row.indicator))


@dataclass(frozen=True, slots=True)
class Reading:
    """An indicator with its values by day. ``share``: how far it has come from its baseline to its target, of 1; None where
    one of them is not known, or where they are the same."""

    indicator: Indicator
    values: tuple[tuple[date, Decimal, str, int], ...]
    share: float | None

    @property
    def percent(self) -> str:
        return say_percent(self.share or 0.0)


def read_indicators(goal: Goal, visitor: Visitor) -> list[Reading]:
    """The indicators of a goal. Those that the desk counts itself are counted over the consultations of the initiatives that
    serve the goal or one beneath it."""
    own = Prefetch(
        "observations", Observation.objects.filter(withdrawn_at=None).order_by("day", "pk")
    )
    rows = list(goal.indicators.filter(withdrawn_at=None).order_by("pk").prefetch_related(own))
    chains: Mapping[str, ChainFact] = {}
    if any(one.source != IndicatorSource.HAND for one in rows):
        chains = CHAINS.item(visitor, list_slugs_serving(goal))
    return [_read(one, chains) for one in rows]


def list_slugs_serving(goal: Goal) -> list[str]:
    """Slugs of the consultations of initiatives that serve a goal, or one right beneath it. One query."""
    serving = GoalTie.objects.filter(
        Q(goal=goal) | Q(goal__parent=goal), ended_on=None, goal__withdrawn_at=None
    )
    ties = ConsultationTie.objects.filter(
        initiative__in=serving.values("initiative"), ended_on=None
    )
    return sorted(set(ties.values_list("consultation", flat=True)))


def _read(indicator: Indicator, chains: Mapping[str, ChainFact]) -> Reading:
    if indicator.source == IndicatorSource.HAND:
        values = [(one.day, one.value, one.source, one.pk) for one in indicator.observations.all()]
    else:
        values = [(day, n, "", 0) for day, n in _count(IndicatorSource(indicator.source), chains)]
    share = None
    begin, end = indicator.baseline, indicator.target
    if values and begin is not None and end is not None and begin != end:
        share = float((values[-1][1] - begin) / (end - begin))
    return Reading(indicator, tuple(values), share)


def _count(source: IndicatorSource, chains: Mapping[str, ChainFact]) -> list[tuple[date, Decimal]]:
    """Day → how many there were by then, of suggestions that were adopted or answered."""
    days: list[date] = []
    for chain in chains.values():
        for one in chain.suggestions:
            if source == IndicatorSource.REPLIES and one.answered_on is not None:
                days.append(one.answered_on)
            elif source == IndicatorSource.ADOPTED and one.verdict in _ADOPTED and one.traced_on:
                days.append(one.traced_on)
    return [(day, Decimal(sum(one <= day for one in days))) for day in sorted(set(days))]


# ---- which initiatives serve a goal ------------------------------------------------------------------------


@transaction.atomic
def tie_goal(
    initiative: Initiative, goal: Goal, by: User | None, *, day: date, note: str = ""
) -> GoalTie:
    """An initiative serves a goal from a day on; a review that had found none is over. Raises :class:`UnusableInitiative`."""
    held = lock_initiative(initiative)
    if goal.withdrawn_at is not None:
        raise UnusableInitiative("gone")
    if held.ties.filter(goal=goal, ended_on=None).exists():
        raise UnusableInitiative("tied_already")
    tie = GoalTie.objects.create(initiative=held, goal=goal, tied_on=day, note=note, created_by=by)
    held.reviews.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
    record_audit_entry(by, "initiative.tie", held, name=str(held), goal=str(goal))
    return tie


@transaction.atomic
def untie_goal(initiative: Initiative, number: int, by: User) -> None:
    """It serves the goal no more. Raises :class:`UnusableInitiative`."""
    held = lock_initiative(initiative)
    tie = held.ties.select_for_update().filter(pk=number, ended_on=None).first()
    if tie is None:
        raise UnusableInitiative("gone")
    tie.ended_on, tie.ended_by = timezone.localdate(), by
    tie.save(update_fields=("ended_on", "ended_by"))
    record_audit_entry(by, "initiative.untie", held, name=str(held), goal=str(tie.goal))


@transaction.atomic
def review_without_goal(
    initiative: Initiative, by: User | None, *, day: date, note: str = ""
) -> GoalReview:
    """Somebody looked, and it serves no goal: a single campaign, shown as such. Raises :class:`UnusableInitiative` where it
    serves one."""
    held = lock_initiative(initiative)
    if held.ties.filter(ended_on=None, goal__withdrawn_at=None).exists():
        raise UnusableInitiative("tied")
    held.reviews.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
    review = GoalReview.objects.create(initiative=held, day=day, note=note, created_by=by)
    record_audit_entry(by, "initiative.review", held, name=str(held))
    return review


@transaction.atomic
def withdraw_review(initiative: Initiative, by: User) -> None:
    """It is to be looked at again. Raises :class:`UnusableInitiative`."""
    held = lock_initiative(initiative)
    if not held.reviews.filter(withdrawn_at=None).update(withdrawn_at=timezone.now()):
        raise UnusableInitiative("gone")
    record_audit_entry(by, "initiative.unreview", held, name=str(held))


@transaction.atomic
def tie_consultation(
    initiative: Initiative, slug: str, by: User | None, *, day: date | None = None
) -> ConsultationTie:
    """A consultation belongs to an initiative. Raises :class:`UnusableInitiative`."""
    held = lock_initiative(initiative)
    if held.consultations.filter(consultation=slug, ended_on=None).exists():
        raise UnusableInitiative("tied_already")
    tie = ConsultationTie.objects.create(
        initiative=held,
        consultation=slug,
        tied_on=day or timezone.localdate(),
        created_by=by,
    )
    record_audit_entry(by, "initiative.consultation", held, name=str(held), key=slug)
    return tie


@transaction.atomic
def untie_consultation(initiative: Initiative, number: int, by: User) -> None:
    """Raises :class:`UnusableInitiative`."""
    held = lock_initiative(initiative)
    tie = held.consultations.select_for_update().filter(pk=number, ended_on=None).first()
    if tie is None:
        raise UnusableInitiative("gone")
    tie.ended_on, tie.ended_by = timezone.localdate(), by
    tie.save(update_fields=("ended_on", "ended_by"))
    record_audit_entry(
        by, "initiative.consultation_end", held, name=str(held), key=tie.consultation
    )
