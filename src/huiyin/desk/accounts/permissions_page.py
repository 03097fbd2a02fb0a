"""The table of permissions as a page for people."""

from __future__ import annotations

from huiyin.desk.accounts.permissions import TABLE, Role, Stage
from huiyin.i18n import say


def render_permissions(language: str) -> str:
    """For each role a table in Markdown: what it may do, at which stages."""
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
    return "\n".join(lines).rstrip() + "\n"
