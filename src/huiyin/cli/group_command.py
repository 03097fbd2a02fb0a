"""``huiyin group``: show a text that many people sent only once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huiyin.cli.output import (
    AsJson,
    exit_done,
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
    from huiyin.grouping.constraints import Conflict
    from huiyin.grouping.themes import Themes

_SHOWN = 20


def check_likeness(value: float | None) -> float | None:
    """Refuse a value that is not a likeness. Typer's own ``min`` would print the bounds in programmers' notation."""
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
    is_themed = themes or bool(encoder)
    needs_all = bool(decisions or is_themed or as_json)
    if out is not None and not needs_all and _is_streamed(table, out):
        from huiyin.cli.group_stream import stream_groups

        stream_groups(table, text, out, ray)
        return
    if ray is not None:
        exit_with_message(say("voices.ray_needs_parquet"))
    from huiyin.cli.group_output import themes_of

    rows = _read_rows(table, text)
    grouped = _group_rows(rows, decisions)
    spoken = themes_of(grouped.grouping, rows, encoder, near) if is_themed else None
    if out is not None:
        write_file(out, _encode_groups(grouped.grouping, spoken, table, out))
        print_notice(say("voices.written", path=str(out)))
    row_ids = _read_row_ids(grouped.grouping, is_typed=table.suffix.lower() == ".parquet")
    _print_groups(grouped, spoken, row_ids if as_json else None, is_written=out is not None)
    exit_done(has_refusals=grouped.has_refusals)


_SHEETS = (".csv", ".xlsx")


def _is_streamed(table: Path, out: Path) -> bool:
    """Tell whether input and output are both Parquet."""
    return table.suffix.lower() == ".parquet" and out.suffix.lower() not in _SHEETS


@dataclass(frozen=True, slots=True)
class _GroupedRows:
    """A grouping with people's decisions. ``conflicts``: decisions that could not be applied. ``refused``: how many
    rows of their file were refused.
    """

    grouping: Grouping
    conflicts: Sequence[Conflict] = ()
    refused: int = 0

    @property
    def has_refusals(self) -> bool:
        return bool(self.refused or self.conflicts)


def _group_rows(rows: pa.Table, decisions: Path | None) -> _GroupedRows:
    from huiyin.cli.group_output import apply_decisions
    from huiyin.grouping import group_comments

    grouping = group_comments(rows)
    if decisions is None:
        return _GroupedRows(grouping)
    decided, refused = apply_decisions(grouping, rows, require_path(decisions))
    return _GroupedRows(decided.grouping, decided.conflicts, refused)


def _encode_groups(grouping: Grouping, themes: Themes | None, table: Path, out: Path) -> bytes:
    from huiyin.cli.group_output import group_sheet
    from huiyin.presentation.spreadsheets import sheet_bytes

    if out.suffix.lower() in _SHEETS:
        return sheet_bytes(out, group_sheet(grouping, themes))
    # An untyped table (CSV) gets the types that other programs would infer from it.
    return _to_parquet(grouping, typed=table.suffix.lower() == ".parquet")


def _read_row_ids(grouping: Grouping, *, is_typed: bool) -> dict[str, int | str]:
    """Return the ids as JSON prints them: with the column's type if the table is typed, otherwise as programs infer
    it.
    """
    import pyarrow as pa

    from huiyin.presentation.row_ids import read_ids

    ids = [one for members in grouping.members.values() for one in members]
    if is_typed and not pa.types.is_integer(grouping.assignments.schema.field("id").type):
        return dict(zip(ids, ids, strict=True))
    return dict(read_ids(ids))


def _print_groups(
    grouped: _GroupedRows,
    themes: Themes | None,
    row_ids: Mapping[str, int | str] | None,
    *,
    is_written: bool,
) -> None:
    """``row_ids``: given when JSON is printed."""
    from huiyin.cli.group_output import groups_document, themes_document

    grouping = grouped.grouping
    if row_ids is not None:
        conflicts = [
            {
                "decision": c.decision,
                "code": c.code,
                "comments": [row_ids.get(one, one) for one in c.comments],
            }
            for c in grouped.conflicts
        ]
        told = themes_document(themes, grouping) if themes else {}
        print_json({"groups": groups_document(grouping, row_ids), "conflicts": conflicts, **told})
    elif not is_written:
        _show_groups(grouping, themes)
    comments, groups = len(grouping.assignments), len(grouping.groups)
    print_notice(say("voices.summary", comments=comments, groups=groups))


def _read_rows(table: Path, text: str) -> pa.Table:
    """Read the table: the text in column ``text``, and an ``id`` per row, which is its number if it has none."""
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
