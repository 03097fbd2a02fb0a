"""``huiyin group``: the same text said many times, once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from huiyin.cli.speak import AsJson, existing, print_json, read_table, stop, tell, write_file
from huiyin.words import say

_SHOWN = 20


def command(
    table: Annotated[Path, typer.Argument(metavar="TABLE", help=say("voices.table.help"))],
    text: Annotated[str, typer.Option("--text", help=say("voices.text.help"))] = "text",
    out: Annotated[Path | None, typer.Option("--out", help=say("voices.out.help"))] = None,
    as_json: AsJson = False,
) -> None:
    from huiyin.voices import group

    rows = read_table(existing(table))
    names = rows.column_names
    if text not in names:
        stop(say("voices.no_text", file=str(table), column=text, seen=", ".join(names)))
    import pyarrow as pa

    if text != "text":
        rows = rows.rename_columns(
            ["text" if n == text else f"_{n}" if n == "text" else n for n in names]
        )
    if "id" not in names:
        rows = rows.append_column("id", pa.array([str(n) for n in range(1, rows.num_rows + 1)]))
    found = group(rows)
    if out is not None:
        import io

        import pyarrow.parquet as pq

        written = io.BytesIO()
        pq.write_table(found.assignments, written)
        write_file(out, written.getvalue())
        tell(say("voices.written", path=str(out)))
    if as_json:
        print_json(
            {
                "groups": [
                    {
                        "id": g.id, "representative": g.representative, "text": g.text, "size": g.size,
                        "organisations": g.organisations, "languages": g.languages, "members": found.members[g.id],
                    }
                    for g in found.groups
                ]
            }
        )  # fmt: skip
    elif out is None:
        for g in found.groups[:_SHOWN]:
            flat = " ".join(g.text.split())[:160]
            typer.echo(
                say("voices.group_line", size=g.size, organisations=g.organisations, text=flat)
            )
    tell(say("voices.summary", comments=len(found.assignments), groups=len(found.groups)))
