"""The chain on one page: goal → campaign → consultation → suggestion → reply → law, from either end, with what is missing
named."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from huiyin.desk.accounts.permissions import InitiativeState
from huiyin.desk.initiatives.access import Reader, build_seen_filter
from huiyin.desk.initiatives.api.lists import find_tie_state, with_tie_state
from huiyin.desk.initiatives.data import ChainFact, ConsultationFact, SuggestionFact, TieState
from huiyin.desk.initiatives.hooks import CHAINS, CONSULTATIONS
from huiyin.desk.initiatives.models import ConsultationTie, Goal, GoalTie, Initiative

if TYPE_CHECKING:
    from huiyin.desk.accounts.requests import Visitor

#: Initiatives, and suggestions of a consultation, that one page shows; it says how many it leaves out.
_MOST, MOST_SUGGESTIONS = 40, 60


@dataclass(frozen=True, slots=True)
class SuggestionLink:
    """``missing``: codes of what is not there yet (``initiative.missing.<code>``)."""

    fact: SuggestionFact
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConsultationLink:
    """A consultation and what came of it. ``left_out``: suggestions that are not shown."""

    fact: ConsultationFact
    chain: ChainFact
    suggestions: tuple[SuggestionLink, ...]
    missing: tuple[str, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class InitiativeLink:
    """An initiative with the goals that it serves and its consultations."""

    initiative: Initiative
    tie: TieState
    goals: tuple[Goal, ...]
    consultations: tuple[ConsultationLink, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """``goals``: those from which it hangs; ``loose``: consultations that belong to no initiative; ``missing``: what the
    whole lacks; ``left_out``: initiatives that are not shown."""

    goals: tuple[Goal, ...]
    initiatives: tuple[InitiativeLink, ...]
    loose: tuple[ConsultationLink, ...] = ()
    missing: tuple[str, ...] = ()
    left_out: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing anywhere."""
        links = [*self.loose, *(two for one in self.initiatives for two in one.consultations)]
        missing = [
            *self.missing,
            *(code for one in self.initiatives for code in one.missing),
            *(code for one in links for code in one.missing),
            *(code for one in links for two in one.suggestions for code in two.missing),
        ]
        return not missing


def read_goal_chain(reader: Reader, visitor: Visitor, goal: Goal) -> Chain:
    """From a goal down, with what serves the goals right beneath it."""
    serving = GoalTie.objects.filter(
        Q(goal=goal) | Q(goal__parent=goal, goal__withdrawn_at=None), ended_on=None
    )
    rows = Initiative.objects.filter(pk__in=serving.values("initiative"))
    chain = _read(reader, visitor, rows)
    return replace(chain, goals=(goal,), missing=() if chain.initiatives else ("initiative",))


def read_initiative_chain(reader: Reader, visitor: Visitor, initiative: Initiative) -> Chain:
    """From an initiative, up to its goals and down to laws."""
    chain = _read(reader, visitor, Initiative.objects.filter(pk=initiative.pk))
    return replace(chain, goals=chain.initiatives[0].goals if chain.initiatives else ())


def read_consultation_chain(
    reader: Reader, visitor: Visitor, slug: str, suggestion: str = ""
) -> Chain | None:
    """From a consultation, or from one of its suggestions, up to goals and down to the law; None where there is none that
    they may see."""
    fact = CONSULTATIONS.item(visitor, [slug]).get(slug)
    if fact is None:
        return None
    ties = ConsultationTie.objects.filter(consultation=slug, ended_on=None)
    rows = Initiative.objects.filter(pk__in=ties.values("initiative"))
    chain = _read(reader, visitor, rows, only=slug, suggestion=suggestion)
    if not chain.initiatives:
        facts = CHAINS.item(visitor, [slug])
        return Chain((), (), (_link_consultation(fact, facts, suggestion),), ("no_initiative",))
    goals = {one.pk: one for link in chain.initiatives for one in link.goals}
    return replace(chain, goals=tuple(goals.values()))


def _read(
    reader: Reader,
    visitor: Visitor,
    rows: QuerySet[Initiative],
    *,
    only: str = "",
    suggestion: str = "",
) -> Chain:
    handed = ConsultationTie.objects.filter(initiative=OuterRef("pk"), ended_on__isnull=False)
    seen = with_tie_state(rows.filter(build_seen_filter(reader))).select_related("network")
    seen = seen.annotate(had_consultation=Exists(handed))
    every = list(seen.order_by("-first_day", "-pk"))
    shown = every[:_MOST]
    numbers = [one.pk for one in shown]
    goals = _map_goals(reader, numbers)
    ties = ConsultationTie.objects.filter(initiative__in=numbers, ended_on=None)
    if only:
        ties = ties.filter(consultation=only)
    tied: dict[int, list[str]] = {}
    for initiative, slug in ties.order_by("tied_on", "pk").values_list(
        "initiative", "consultation"
    ):
        tied.setdefault(initiative, []).append(slug)
    slugs = {slug for own in tied.values() for slug in own}
    facts = CONSULTATIONS.item(visitor, slugs)
    chains = CHAINS.item(visitor, slugs)
    links = tuple(
        _link_initiative(
            one,
            goals.get(one.pk, ()),
            [
                _link_consultation(facts[slug], chains, suggestion)
                for slug in tied.get(one.pk, ())
                if slug in facts
            ],
        )
        for one in shown
    )
    return Chain((), links, left_out=len(every) - len(shown))


def _map_goals(reader: Reader, initiatives: Collection[int]) -> dict[int, tuple[Goal, ...]]:
    seen = Q(goal__initiative=None) | build_seen_filter(reader, "goal__initiative__")
    ties = GoalTie.objects.filter(
        seen, initiative__in=initiatives, ended_on=None, goal__withdrawn_at=None
    )
    goals: dict[int, tuple[Goal, ...]] = {}
    for tie in ties.select_related("goal").order_by("goal__position", "pk"):
        goals[tie.initiative_id] = (*goals.get(tie.initiative_id, ()), tie.goal)
    return goals


def _link_initiative(
    initiative: Any,
    goals: Sequence[Goal],
    consultations: Sequence[ConsultationLink],
) -> InitiativeLink:
    tie = find_tie_state(initiative)
    missing = []
    if tie != TieState.TIED:
        missing.append("goal" if tie == TieState.NONE else "review")
    # What is over and handed its consultations on lacks none: they hang from what came of it.
    is_over = initiative.state == InitiativeState.ENDED and initiative.had_consultation
    if not consultations and not is_over:
        missing.append("consultation")
    return InitiativeLink(initiative, tie, tuple(goals), tuple(consultations), tuple(missing))


def _link_consultation(
    fact: ConsultationFact, chains: Mapping[str, ChainFact], suggestion: str
) -> ConsultationLink:
    chain = chains.get(fact.slug, ChainFact())
    missing = []
    if not chain.submitted_url:
        missing.append("submission")
    elif not chain.suggestions:
        missing.append("suggestion")
    if not chain.law:
        missing.append("law")
    chosen = [
        suggestion_link
        for suggestion_link in chain.suggestions
        if suggestion in ("", suggestion_link.key)
    ]
    links = tuple(
        SuggestionLink(
            suggestion_link,
            tuple(
                code
                for code, is_there in (
                    ("reply", suggestion_link.reply),
                    ("trace", suggestion_link.verdict or not chain.law),
                )
                if not is_there
            ),
        )
        for suggestion_link in chosen[:MOST_SUGGESTIONS]
    )
    left_out = max(len(chosen) - MOST_SUGGESTIONS, 0)
    return ConsultationLink(fact, chain, links, tuple(missing), left_out)
