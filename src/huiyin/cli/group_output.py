"""Print and write the result of ``huiyin group``, and apply people's decisions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from huiyin.cli.output import (
    exit_with_message,
    print_notice,
    print_refused,
    print_understood,
    stop_unless_taken,
    track_progress,
)
from huiyin.i18n import say

if TYPE_CHECKING:
    import pyarrow as pa

    from huiyin.grouping import CommentGroup, Grouping
    from huiyin.grouping.constraints import ConstrainedGrouping
    from huiyin.grouping.themes import Themes


def apply_decisions(
    grouping: Grouping, rows: pa.Table, path: Path
) -> tuple[ConstrainedGrouping, int]:
    """Apply the decisions in the file at ``path``; return the grouping and the number of refused rows.

    Every refused row and every decision that could not be applied is printed.
    """
    from huiyin.files.problems import UnreadableLaw
    from huiyin.grouping.constraints import Constraint, ConstraintKind, apply_constraints
    from huiyin.intake import read_decisions
    from huiyin.presentation.problems import say_unreadable
    from huiyin.report.sections.attention import say_conflict

    try:
        read = read_decisions(path)
    except UnreadableLaw as error:
        exit_with_message(say_unreadable(error, str(path)))
    stop_unless_taken(read)
    print_understood(read.tables, read.remarks)
    print_refused(read.refused)
    pairs = (Constraint(ConstraintKind(pair.kind), pair.comment, pair.other) for pair in read.taken)
    decided = apply_constraints(grouping, rows, pairs)
    for conflict in decided.conflicts:
        print_notice(say_conflict(conflict))
    return decided, len(read.refused)


def themes_of(grouping: Grouping, rows: pa.Table, encoder: str, near: float | None) -> Themes:
    """Find the themes; if the encoder cannot be used, end the call with a sentence that says why."""
    from huiyin.grouping.encoders import UnusableEncoder, find_encoder
    from huiyin.grouping.themes import find_themes

    try:
        chosen = find_encoder(encoder)
    except UnusableEncoder as error:
        exit_with_message(say(f"voices.encoder.{error.code}", **error.details))
    if not encoder and not chosen.bridges:
        print_notice(say("voices.encoder.words_only"))
    with track_progress(say("voices.themes.finding"), 1) as step:
        return find_themes(grouping, rows, chosen, near=near, step=step)


def themes_document(themes: Themes, grouping: Grouping) -> dict[str, Any]:
    """Return the themes as ``--json`` prints them."""
    text = {g.id: g.text for g in grouping.groups}
    return {
        "encoder": themes.encoder,
        "near": themes.near,
        "bridges_languages": themes.bridges,
        "themes": [
            {
                "id": t.id, "names": t.names, "representative": t.representative, "text": text[t.representative],
                "groups": t.groups, "size": t.size, "organisations": t.organisations, "languages": t.languages,
            }
            for t in themes.themes
        ],
        "alone": themes.alone,
    }  # fmt: skip


def groups_document(grouping: Grouping, row_ids: Mapping[str, int | str]) -> list[dict[str, Any]]:
    """Return the groups as ``--json`` prints them.

    ``differences``: what each member that is not a copy of the representative adds and omits. ``row_ids``: the ids
    as printed.
    """
    from huiyin.grouping import diff_texts

    relation = _map_relations(grouping)
    return [
        {
            "id": g.id, "representative": row_ids[g.representative], "text": g.text, "size": g.size,
            "organisations": g.organisations, "languages": g.languages, "provisions": g.provisions,
            "members": [row_ids[c] for c in grouping.members[g.id]],
            "differences": [
                {"id": row_ids[c], "relation": relation[c], "adds": told.adds, "drops": told.drops,
                 "is_cut": told.is_cut}
                for c in grouping.members[g.id]
                if relation[c] in ("near", "contains", "joined")
                for told in (diff_texts(g.text, grouping.texts[c]),)
            ],
        }
        for g in grouping.groups
    ]  # fmt: skip


def group_sheet(grouping: Grouping, themes: Themes | None = None) -> list[list[str]]:
    """Return one row per comment: the largest group first, and its representative first within it."""
    relation = _map_relations(grouping)
    columns = ["group", "size", "organisations", "relation", "id", "text", "adds", "drops"]
    if themes is not None:
        columns.append("theme")
    theme_of = _map_themes(themes)
    rows = [[say(f"voices.column.{name}") for name in columns]]
    for g in grouping.groups:
        of_theme = (theme_of.get(g.id, ""),) if themes is not None else ()
        for c in sorted(grouping.members[g.id], key=lambda c: (c != g.representative, c)):
            represents = c == g.representative and g.size > 1
            name = "representative" if represents else relation[c]
            rows.append([*_describe_member(g, c, grouping, name), *of_theme])
    return rows


def _map_themes(themes: Themes | None) -> dict[str, str]:
    """Map each group to the name of its theme."""
    from huiyin.report.sections.groups import say_theme

    named = themes.themes if themes is not None else ()
    return {group: say_theme(theme) for theme in named for group in theme.groups}


def _describe_member(
    group: CommentGroup, comment: str, grouping: Grouping, relation: str
) -> list[str]:
    """Return the cells of one comment of a group."""
    from huiyin.grouping import MOST_CLAUSES, diff_texts

    difference = diff_texts(group.text, grouping.texts[comment])
    cut = (say("voices.cut", most=MOST_CLAUSES),) if difference.is_cut else ()
    return [
        group.id,
        str(group.size),
        str(group.organisations),
        say(f"voices.relation.{relation}"),
        comment,
        grouping.texts[comment],
        "\n".join((*difference.adds, *cut)),
        "\n".join(difference.drops),
    ]


def _map_relations(grouping: Grouping) -> dict[str, str]:
    relations = grouping.assignments["relation"].to_pylist()
    return dict(zip(grouping.ids, relations, strict=True))
