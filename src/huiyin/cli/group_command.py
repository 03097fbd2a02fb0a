"""``huiyin group``: the same text said many times, once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huiyin.cli.output import (
    DONE,
    DONE_WITH_REFUSALS,
    AsJson,
    exit_with_message,
    print_json,
    print_notice,
    read_table,
    require_path,
    write_file,
)
from huiyin.i18n import say

if TYPE_CHECKING:
    import pyarrow as pa

    from huiyin.grouping import Grouping
    from huiyin.grouping.themes import Themes

_SHOWN = 20


def check_likeness(value: float | None) -> float | None:
    """Refuse what no likeness is; Typer's own ``min`` would print its bounds as a programmer writes them."""
    if value is not None and not -1 <= value <= 1:
        raise typer.BadParameter(str(value))
    return value


def command(
    table: Annotated[
        Path, typer.Argument(metavar="TABLE", readable=False, help=say("voices.table.help"))
    ],
    text: Annotated[str, typer.Option("--text", help=say("voices.text.help"))] = "text",
    out: Annotated[
        Path | None, typer.Option("--out", readable=False, help=say("voices.out.help"))
    ] = None,
    decisions: Annotated[
        Path | None, typer.Option("--decisions", readable=False, help=say("voices.decisions.help"))
    ] = None,
    themes: Annotated[bool, typer.Option("--themes", help=say("voices.themes.help"))] = False,
    encoder: Annotated[str, typer.Option("--encoder", help=say("voices.encoder.help"))] = "",
    near: Annotated[
        float | None, typer.Option("--near", callback=check_likeness, help=say("voices.near.help"))
    ] = None,
    ray: Annotated[
        str | None, typer.Option("--ray", metavar="ADDRESS|local", help=say("voices.ray.help"))
    ] = None,
    as_json: AsJson = False,
) -> None:
    sheet = out is not None and out.suffix.lower() in (".csv", ".xlsx")
    plain = table.suffix.lower() == ".parquet" and not sheet
    if out is not None and plain and not (decisions or themes or encoder or as_json):
        from huiyin.cli.group_stream import stream_groups

        stream_groups(table, text, out, ray)
        return
    if ray is not None:
        exit_with_message(say("voices.ray_needs_parquet"))
    from huiyin.cli.group_output import (
        apply_decisions,
        group_sheet,
        groups_document,
        themes_document,
        themes_of,
    )
    from huiyin.grouping import group_comments
    from huiyin.presentation.spreadsheets import sheet_bytes

    rows = _read_rows(table, text)
    found = group_comments(rows)
    unkept, conflicts = 0, []
    if decisions is not None:
        decided, refused = apply_decisions(found, rows, require_path(decisions))
        found = decided.grouping
        conflicts = [
            {"decision": c.decision, "code": c.code, "comments": c.comments}
            for c in decided.conflicts
        ]
        unkept = refused + len(conflicts)
    spoken = themes_of(found, rows, encoder, near) if themes or encoder else None
    if out is not None:
        # A table that has no types of its own (CSV) has the ones that other programs read from it.
        typed = table.suffix.lower() == ".parquet"
        write_file(
            out,
            sheet_bytes(out, group_sheet(found, spoken))
            if sheet
            else _to_parquet(found, typed=typed),
        )
        print_notice(say("voices.written", path=str(out)))
    if as_json:
        told = themes_document(spoken, found) if spoken else {}
        print_json({"groups": groups_document(found), "conflicts": conflicts, **told})
    elif out is None:
        _show_groups(found, spoken)
    print_notice(say("voices.summary", comments=len(found.assignments), groups=len(found.groups)))
    raise typer.Exit(DONE_WITH_REFUSALS if unkept else DONE)


def _read_rows(table: Path, text: str) -> pa.Table:
    """The table, its words under ``text``, each row with an ``id``: its number, where it has none of its own."""
    import pyarrow as pa

    rows = read_table(require_path(table))
    names = rows.column_names
    if text not in names:
        exit_with_message(
            say("voices.no_text", file=str(table), column=text, seen=", ".join(names))
        )
    if text != "text":
        rows = rows.rename_columns(
            ["text" if n == text else f"_{n}" if n == "text" else n for n in names]
        )
    if "id" not in names:
        rows = rows.append_column("id", pa.array([str(n) for n in range(1, rows.num_rows + 1)]))
    return rows


def _to_parquet(found: Grouping, *, typed: bool) -> bytes:
    import io

    import pyarrow.parquet as pq

    from huiyin.presentation.row_ids import number_ids

    written = io.BytesIO()
    pq.write_table(found.assignments if typed else number_ids(found.assignments), written)
    return written.getvalue()


def _show_groups(found: Grouping, spoken: Themes | None) -> None:
    from huiyin.report.sections.groups import say_theme

    for g in found.groups[:_SHOWN]:
        flat = " ".join(g.text.split())[:160]
        typer.echo(say("voices.group_line", size=g.size, organisations=g.organisations, text=flat))
    for t in spoken.themes[:_SHOWN] if spoken else ():
        typer.echo(
            say(
                "voices.theme_line",
                name=say_theme(t),
                n=len(t.groups),
                size=t.size,
                organisations=t.organisations,
            )
        )
