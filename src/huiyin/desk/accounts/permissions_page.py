"""The permission tables as a page for people."""

from __future__ import annotations

from huiyin.desk.accounts.permissions import (
    INITIATIVE_TABLE,
    NETWORK_TABLE,
    TABLE,
    InitiativeState,
    Role,
    Stage,
    Standing,
)
from huiyin.i18n import say


def render_permissions(language: str) -> str:
    """Markdown with one table per role: what it may do, at which stages."""
    stages = tuple(Stage)
    lines = [f"# {say('permissions.title', language)}", "", say("permissions.note", language), ""]
    for role in Role:
        lines += [f"## {say(f'desk.role.{role}', language)}", ""]
        head = [
            say("permissions.may", language),
            *(say(f"desk.stage.{s}", language) for s in stages),
        ]
        lines += [f"| {' | '.join(head)} |", "|---" + "|:-:" * len(stages) + "|"]
        for action, granted in TABLE.items():
            when = granted.get(role, ())
            if when:
                marks = ("●" if stage in when else "" for stage in stages)
                words = say(f"permissions.action.{action}", language)
                lines.append(f"| {words} | {' | '.join(marks)} |")
        lines.append("")
    lines += [*_list_initiative_lines(language), "", *_render_networks(language)]
    return "\n".join(lines).rstrip() + "\n"


def _list_initiative_lines(language: str) -> list[str]:
    """A table for initiatives: a row per deed, a column per state, roles in the cells."""
    lines = [
        f"## {say('permissions.initiatives', language)}",
        "",
        say("permissions.initiatives_note", language),
        "",
    ]
    states = tuple(InitiativeState)
    head = [say("permissions.may", language)]
    head += [say(f"initiative.state.{state}", language) for state in states]
    lines += [f"| {' | '.join(head)} |", "|---" * (len(states) + 1) + "|"]
    between = "、" if language == "zh" else ", "
    for deed, granted in INITIATIVE_TABLE.items():
        cells = [say(f"permissions.initiative.{deed}", language)]
        for state in states:
            roles = [role for role in Role if state in granted.get(role, ())]
            cells.append(between.join(say(f"desk.role.{role}", language) for role in roles))
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _render_networks(language: str) -> list[str]:
    """A table for networks: what each role may do, by the organisation's standing."""
    standings = tuple(Standing)
    head = [
        say("permissions.may", language),
        say("permissions.who", language),
        *(say(f"network.standing.{one}", language) for one in standings),
    ]
    lines = [
        f"## {say('permissions.networks', language)}",
        "",
        say("permissions.networks_note", language),
        "",
        f"| {' | '.join(head)} |",
        "|---|---" + "|:-:" * len(standings) + "|",
    ]
    for action, granted in NETWORK_TABLE.items():
        for role, when in granted.items():
            marks = ("●" if one in when else "" for one in standings)
            words = say(f"permissions.network.{action}", language)
            lines.append(
                f"| {words} | {say(f'desk.role.{role}', language)} | {' | '.join(marks)} |"
            )
    return lines
