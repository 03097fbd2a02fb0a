"""Initiatives in the browser: a project becomes a network, a campaign is tied to a goal and one to none."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import InitiativeState, Role
from huiyin.desk.initiatives.api import goals, initiatives
from huiyin.desk.initiatives.data import (
    GoalInput,
    InitiativeInput,
    InitiativeKind,
    PartInput,
    PartRole,
)
from huiyin.desk.initiatives.models import Founder, Goal, Initiative
from huiyin.desk.networks.models import Network
from huiyin.desk.registry.models import Organisation
from huiyin.i18n import say
from tests.journeys.conftest import look

NAMES = {
    "zh": ("村村通光伏", "气候网络", "夏日清凉行动", "热浪中无人死亡", "树荫行动"),
    "en": ("Village solar", "Climate network", "A cool summer", "Nobody dies of heat", "Shade"),
}


def _begin(kind: InitiativeKind, name: str, language: str, network: Network | None) -> Initiative:
    given = InitiativeInput(
        kind,
        InitiativeState.RUNNING,
        {language: name},
        since="2024",
        network=network.pk if network else None,
    )
    return initiatives.begin_initiative(given, None)


def test_a_project_becomes_a_network(
    visit: Any, reader: tuple[str, str], members: list[Organisation], people: dict[Role, User]
) -> None:
    language = reader[1]
    name, become, *_ = NAMES[language]
    project = _begin(InitiativeKind.PROJECT, name, language, None)
    initiatives.add_part(project, PartInput(members[0].pk, PartRole.LEAD, "2024"), None)
    goals.save_goal(None, GoalInput({language: NAMES[language][3]}, initiative=project.pk), None)

    page = visit(Role.SECRETARIAT, f"/initiatives/{project.slug}/network/")
    look(page, "initiative-found")
    page.fill(f"#foundform_name_{language}", become)
    page.fill("#foundform_since", "2026-03")
    page.fill("#foundform_evidence", "2026-03")
    page.focus("main form:has(#foundform_since) button.first")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(become)
    expect(page.locator("main")).to_contain_text(name)
    look(page, "network-lineage")
    assert Goal.objects.get().network == Network.objects.get(**{f"name_{language}": become})

    page = visit(Role.DELEGATE, "/founding/")
    look(page, "founding")
    page.click('button[name="accepts"][value="yes"]')
    expect(page.locator("main")).to_contain_text(say("initiative.founder.accepted", language))
    assert Founder.objects.get().network.members.get() == members[0]

    page = visit(Role.READER, f"/initiatives/{project.slug}/")
    expect(page.locator("main")).to_contain_text(become)
    look(page, "initiative")


def test_a_campaign_is_tied_to_a_goal_and_one_to_none(
    visit: Any, reader: tuple[str, str], network: Network, people: dict[Role, User]
) -> None:
    language = reader[1]
    _, _, alone, wanted, tied = NAMES[language]
    goals.save_goal(None, GoalInput({language: wanted}, network=network.pk), None)
    for name in (alone, tied):
        _begin(InitiativeKind.CAMPAIGN, name, language, network)
    first, second = (
        Initiative.objects.get(**{f"name_{language}": name}).slug for name in (tied, alone)
    )
    page = visit(Role.COORDINATOR, f"/initiatives/{first}/manage/")
    look(page, "initiative-manage")
    page.click("#serves ~ details:has(input[value=tie]) summary")
    page.click("#serves ~ details:has(input[value=tie]) button")
    expect(page.locator("section", has=page.locator("#serves"))).to_contain_text(wanted)
    page = visit(Role.COORDINATOR, f"/initiatives/{second}/manage/")
    page.click("#serves ~ details:has(input[value=review]) summary")
    page.fill("#review_note", "2024")
    page.click("#serves ~ details:has(input[value=review]) button")
    expect(page.locator("main")).to_contain_text(say("initiative.single", language))

    page = visit(Role.READER, "/goals/board/")
    expect(page.locator("tr", has_text=tied).first).to_contain_text(
        say("initiative.tie.tied", language)
    )
    expect(page.locator("tr", has_text=alone).first).to_contain_text(
        say("initiative.tie.none", language)
    )
    look(page, "board")
    page = visit(Role.READER, f"/goals/{Goal.objects.get().pk}/chain/")
    expect(page.locator("main")).to_contain_text(say("initiative.missing.consultation", language))
    look(page, "chain")
    page = visit(Role.READER, f"/goals/{Goal.objects.get().pk}/")
    look(page, "goal")
