"""``huiyin intake``: comments out of the files people send."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from huiyin.cli.output import (
    DONE,
    DONE_WITH_REFUSALS,
    UNUSABLE,
    AsJson,
    describe_intake,
    exit_with_message,
    print_json,
    print_list,
    print_notice,
    print_refused,
    print_understood,
    read_law_or_exit,
    require_path,
    track_progress,
    write_file,
)
from huiyin.i18n import say
from huiyin.presentation.spreadsheets import sheet_bytes


def command(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE…", readable=False, help=say("intake.files.help")),
    ] = None,
    law: Annotated[
        list[Path] | None, typer.Option("--law", readable=False, help=say("intake.law.help"))
    ] = None,
    column: Annotated[
        list[str] | None, typer.Option("--column", help=say("intake.column.help"))
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", readable=False, help=say("intake.out.help"))
    ] = None,
    template: Annotated[
        Path | None, typer.Option("--template", readable=False, help=say("intake.template.help"))
    ] = None,
    as_json: AsJson = False,
) -> None:
    from huiyin.intake import read_comments
    from huiyin.presentation.problems import say_refusal

    if template is not None:
        write_file(template, _make_template(template))
        print_notice(say("intake.written", path=str(template)))
        raise typer.Exit(DONE)
    if not files:
        exit_with_message(say("intake.no_files"))
    paths = [require_path(path) for path in files]
    laws = [read_law_or_exit(require_path(path)) for path in law or []]
    with track_progress(say("run.stage.intake"), len(paths)) as step:
        found = read_comments(
            paths,
            law=laws,
            columns=_parse_columns(column or []),
            begin=lambda p: step(paths.index(p)),
        )
    is_unusable = bool(found.refused) and not found.taken
    if out is not None and not is_unusable:
        write_file(out, _encode_comments(found.taken, out))
        print_notice(say("intake.written", path=str(out)))
    if as_json:
        print_json(
            {
                "comments": [
                    {
                        "id": c.id, "organisation": c.organisation, "eid": c.eid, "also": c.also, "quote": c.quote,
                        "text": c.text, "wording": c.wording, "language": c.language, "reference": c.reference, "kind": c.kind,
                        "author": c.author, "exact": c.is_exact, "source": str(c.source),
                    }
                    for c in found.taken
                ],
                "refused": [
                    {"file": r.file, "sheet": r.sheet, "row": r.row, "reason": r.reason, "message": say_refusal(r)}
                    for r in found.refused
                ],
                **describe_intake(found.tables, found.remarks),
            }
        )  # fmt: skip
    else:
        counts = Counter(c.source.file for c in found.taken)
        for path in paths:
            print_notice(say("intake.file_line", file=path.name, n=counts[path.name]))
        print_notice(
            say(
                "intake.anchored",
                n=len(found.taken),
                anchored=sum(bool(c.eid) for c in found.taken),
            )
        )
        print_understood(found.tables, found.remarks)
        loose = [c for c in found.taken if laws and not c.eid and c.reference]
        lines = [f"{c.source}: {c.reference}" for c in loose]
        print_list(say("intake.loose_head", n=len(lines)), lines)
        print_refused(found.refused)
    if is_unusable:
        raise typer.Exit(UNUSABLE)
    raise typer.Exit(DONE_WITH_REFUSALS if found.refused else DONE)


def _parse_columns(given: list[str]) -> dict[str, str]:
    from huiyin.intake.forms import ROLES

    found = {}
    for entry in given:
        role, sign, heading = entry.partition("=")
        if not sign or role.strip() not in ROLES or not heading.strip():
            exit_with_message(say("intake.bad_column", given=entry, roles=", ".join(ROLES)))
        found[role.strip()] = heading.strip()
    return found


def _encode_comments(comments, out: Path) -> bytes:  # type: ignore[no-untyped-def]
    rows = [
        {
            "id": c.id, "organisation": c.organisation, "provision": c.reference or c.eid, "eid": c.eid, "quote": c.quote,
            "text": c.text, "wording": c.wording, "language": c.language, "source": str(c.source),
        }
        for c in comments
    ]  # fmt: skip
    heads = (
        list(rows[0])
        if rows
        else [
            "id",
            "organisation",
            "provision",
            "eid",
            "quote",
            "text",
            "wording",
            "language",
            "source",
        ]
    )
    ending = out.suffix.lower()
    if ending == ".json":
        import json

        return json.dumps({"comments": rows}, ensure_ascii=False, indent=1).encode()
    if ending == ".parquet":
        import pyarrow as pa
        import pyarrow.parquet as pq

        from huiyin.presentation.row_ids import number_ids

        written = io.BytesIO()
        empty = pa.schema([(name, pa.string()) for name in heads])
        made = pa.Table.from_pylist(rows) if rows else empty.empty_table()
        pq.write_table(number_ids(made), written)
        return written.getvalue()
    if ending in (".csv", ".xlsx"):
        return sheet_bytes(out, [heads, *([row[h] for h in heads] for row in rows)])
    exit_with_message(
        say("intake.unknown_out", file=str(out), known=".csv, .xlsx, .parquet, .json")
    )


def _make_template(path: Path) -> bytes:
    heads = [
        say(f"intake.template.{name}")
        for name in ("organisation", "provision", "comment", "wording", "reason")
    ]
    if path.suffix.lower() not in (".csv", ".xlsx"):
        exit_with_message(say("intake.unknown_out", file=str(path), known=".csv, .xlsx"))
    return sheet_bytes(path, [heads])
