"""Initiatives of the example, all of them invented: a city campaign that stood alone, an energy project that grew into the
climate network, and the goals of that network."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.initiatives.models import Goal, Initiative
    from huiyin.desk.networks.models import Network


def load_initiatives(path: Path, organisations: Mapping[str, Any], slugs: list[str]) -> None:
    """Lead the initiatives of the file at ``path`` from their beginnings to the network. ``organisations``: by short name;
    ``slugs``: of the consultations that belong to the campaign for the act."""
    from huiyin.desk.accounts.api import find_account

    example = tomllib.loads(path.read_text("utf-8"))
    by = find_account("secretariat@example.org")
    assert by is not None  # made just now
    begun = {one["id"]: _begin(one, organisations, slugs, by) for one in example["initiatives"]}
    for event in example["lineage"]:
        _relate(event, begun, by)
    network = _found(example["network"], begun, by)
    goals = {one["id"]: _write_goal(one, network, by) for one in example["goals"]}
    for one in example["initiatives"]:
        _judge(one, begun[one["id"]], goals, by)


def _begin(
    told: Mapping[str, Any], organisations: Mapping[str, Any], slugs: list[str], by: User
) -> Initiative:
    from huiyin.desk.accounts.permissions import InitiativeState
    from huiyin.desk.initiatives.api import goals, initiatives
    from huiyin.desk.initiatives.data import (
        DocumentInput,
        GoalInput,
        InitiativeInput,
        InitiativeKind,
        MoneyInput,
        MoneySource,
        PartInput,
        PartRole,
    )

    since, until = told["since"], told.get("until", "")
    made = initiatives.begin_initiative(
        InitiativeInput(
            InitiativeKind(told["kind"]),
            InitiativeState(told["state"]),
            told["name"],
            told["description"],
            told.get("results", {}),
            since,
            until,
            told["focuses"],
            told["places"],
        ),
        by,
    )
    for role, name in ((PartRole.LEAD, "leads"), (PartRole.PART, "takes_part")):
        for slug in told.get(name, ()):
            part = PartInput(organisations[slug].pk, role, since, until)
            initiatives.add_part(made, part, by)
    for one in told.get("money", ()):
        source = MoneySource(one["source"])
        given = MoneyInput(
            Decimal(one["amount"]), one["currency"], source, one["year"], one["note"]
        )
        initiatives.add_money(made, given, by)
    if paper := told.get("document"):
        document = DocumentInput(paper["name"], paper["text"].encode(), paper["title"])
        initiatives.add_document(made, document, by)
    if goal := told.get("goal"):
        own = GoalInput(
            goal["title"],
            since=goal["since"],
            until=goal["until"],
            targets=goal["targets"],
            initiative=made.pk,
        )
        goals.save_goal(None, own, by)
    for slug in slugs if told.get("consultations") else ():
        goals.tie_consultation(made, slug, by)
    return made


def _relate(told: Mapping[str, Any], begun: Mapping[str, Initiative], by: User) -> None:
    from huiyin.desk.initiatives.api.lineage import relate_initiatives
    from huiyin.desk.initiatives.data import LineageInput, LineageKind

    before, after = begun[told["before"]], begun[told["after"]]
    relate_initiatives(
        LineageInput(
            LineageKind(told["kind"]),
            told["since"],
            [before.pk],
            [after.pk],
            evidence=told["evidence"],
        ),
        by,
    )


def _found(told: Mapping[str, Any], begun: Mapping[str, Initiative], by: User) -> Network:
    from huiyin.desk.initiatives.api import founders, lineage
    from huiyin.desk.initiatives.data import Belongings
    from huiyin.desk.networks.network_members import describe_network

    project = begun[told["from"]]
    held = lineage.list_held(project)
    done = lineage.found_network(
        project,
        told["since"],
        by,
        names=told["name"],
        takes=Belongings([one.pk for one in held.goals], [one.pk for one in held.documents]),
        evidence=told["evidence"],
    )
    for founder in done.invited:
        slug = founder.organisation.slug
        if slug in told["accepted"] or slug in told["declined"]:
            founders.answer_founding(founder, by, accepts=slug in told["accepted"])
    describe_network(done.network, told["words"], by)
    return done.network


def _write_goal(told: Mapping[str, Any], network: Network, by: User) -> Goal:
    from huiyin.desk.initiatives.api import goals
    from huiyin.desk.initiatives.data import (
        GoalInput,
        IndicatorInput,
        IndicatorSource,
        ObservationInput,
    )

    goal = goals.save_goal(
        None,
        GoalInput(
            told["title"],
            told.get("description", {}),
            told["since"],
            told.get("until", ""),
            told["targets"],
            network=network.pk if told["owner"] == "network" else None,
        ),
        by,
    )
    for one in told.get("indicators", ()):
        numbers = {name: Decimal(one[name]) for name in ("baseline", "target") if name in one}
        days = {
            name: date.fromisoformat(one[name])
            for name in ("baseline_on", "target_on")
            if name in one
        }
        source = IndicatorSource(one["source"])
        given = IndicatorInput(one["name"], one["unit"], source, **numbers, **days)  # type: ignore[arg-type]
        indicator = goals.add_indicator(goal, given, by)
        for day, value, seen_in in one.get("values", ()):
            seen = ObservationInput(date.fromisoformat(day), Decimal(value), seen_in)
            goals.record_observation(goal, indicator.pk, seen, by)
    return goal


def _judge(
    told: Mapping[str, Any], initiative: Initiative, goals: Mapping[str, Goal], by: User
) -> None:
    """Whether it serves a goal, or somebody looked and found none."""
    from huiyin.desk.initiatives.api.goals import review_without_goal, tie_goal

    if serves := told.get("serves"):
        day = date.fromisoformat(serves["day"])
        tie_goal(initiative, goals[serves["goal"]], by, day=day, note=serves["note"])
    if reviewed := told.get("reviewed"):
        day = date.fromisoformat(reviewed["day"])
        review_without_goal(initiative, by, day=day, note=reviewed["note"])
