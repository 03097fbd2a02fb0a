"""``huiyin intake``: read comments from the files that people send."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huiyin.cli.output import (
    UNUSABLE,
    AsJson,
    describe_intake,
    exit_done,
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
from huiyin.intake.receipt import (
    IntakeReceipt,
    Placing,
    count_rows,
    list_to_mend,
    make_receipt,
)
from huiyin.presentation.problems import say_rows
from huiyin.presentation.spreadsheets import sheet_bytes

if TYPE_CHECKING:
    from huiyin.intake import Comment, IntakeResult


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
    members: Annotated[
        Path | None, typer.Option("--members", readable=False, help=say("receipt.members_help"))
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", readable=False, help=say("intake.out.help"))
    ] = None,
    template: Annotated[
        Path | None, typer.Option("--template", readable=False, help=say("intake.template.help"))
    ] = None,
    as_json: AsJson = False,
) -> None:
    if template is not None:
        write_file(template, _make_template(template))
        print_notice(say("intake.written", path=str(template)))
        exit_done(has_refusals=False)
    if not files:
        exit_with_message(say("intake.no_files"))
    paths = list(map(require_path, files))
    comments = _read_comments(paths, law or [], column or [])
    is_usable = bool(comments.taken) or not comments.refused
    # Only where they are asked for: a summary does not wait for pyarrow.
    ids = _read_printed_ids(comments.taken, paths) if as_json or out is not None else {}
    if out is not None and is_usable:
        write_file(out, _encode_comments(comments.taken, ids, out))
        print_notice(say("intake.written", path=str(out)))
    receipt = make_receipt(comments.taken, _read_names(members))
    if as_json:
        print_json(_to_document(comments, receipt, ids, has_laws=bool(law)))
    else:
        _print_comments(comments, paths, receipt, has_laws=bool(law))
    if not is_usable:
        raise typer.Exit(UNUSABLE)
    exit_done(has_refusals=bool(comments.refused))


def _read_comments(
    paths: Sequence[Path], laws: Sequence[Path], columns: Sequence[str]
) -> IntakeResult[Comment]:
    from huiyin.intake import read_comments

    law = [read_law_or_exit(require_path(path)) for path in laws]
    with track_progress(say("run.stage.intake"), len(paths)) as step:
        return read_comments(
            paths, law=law, columns=_parse_columns(columns), begin=lambda p: step(paths.index(p))
        )


def _read_names(members: Path | None) -> list[str] | None:
    """Return the names in a list of members; None without a list."""
    if members is None:
        return None
    from huiyin.intake import read_organisations

    read = read_organisations(require_path(members)).taken
    return [name for one in read for name in (one.id, one.name_zh, one.name_en) if name]


def _read_printed_ids(comments: Sequence[Comment], paths: Sequence[Path]) -> dict[str, int | str]:
    """Return the ids as JSON and Parquet hold them, so that both join with the files: whole numbers as numbers, unless a
    Parquet file says that its ids are text.
    """
    from huiyin.presentation.row_ids import read_ids

    ids = [comment.id for comment in comments]
    if any(path.suffix.lower() == ".parquet" and _has_text_ids(path) for path in paths):
        return dict(zip(ids, ids, strict=True))
    return read_ids(ids)


def _has_text_ids(file: Path) -> bool:
    import pyarrow as pa

    from huiyin.presentation.row_ids import list_integer_columns

    try:
        return not all(list_integer_columns(file, ("id",)))
    except (OSError, pa.ArrowException):  # it was refused, and that is said
        return False


def _to_document(
    comments: IntakeResult[Comment],
    receipt: IntakeReceipt,
    ids: Mapping[str, int | str],
    *,
    has_laws: bool,
) -> dict[str, object]:
    """Return what ``--json`` prints."""
    from huiyin.presentation.problems import say_refusal

    placings = {comment.id: str(placing) for comment, placing in receipt.placed}
    rows = count_rows(comments)
    return {
        "comments": [
            {
                "id": ids[c.id], "organisation": c.organisation, "eid": c.eid, "also": c.also, "quote": c.quote,
                "text": c.text, "wording": c.wording, "language": c.language, "reference": c.reference, "kind": c.kind,
                "author": c.author, "exact": c.is_exact and bool(c.eid), "source": str(c.source),
                **({"placing": placings[c.id]} if has_laws else {}),
            }
            for c in comments.taken
        ],
        "receipt": {
            "rows": asdict(rows) if rows is not None else None,
            "placings": {str(placing): n for placing, n in receipt.counts.items()} if has_laws else {},
            "unknown_organisations": [{"name": name, "comments": n} for name, n in receipt.unknown],
        },
        "refused": [
            {"file": r.file, "sheet": r.sheet, "row": r.row, "reason": r.reason, "message": say_refusal(r)}
            for r in comments.refused
        ],
        **describe_intake(comments.tables, comments.remarks),
    }  # fmt: skip


def _print_comments(
    comments: IntakeResult[Comment],
    paths: Sequence[Path],
    receipt: IntakeReceipt,
    *,
    has_laws: bool,
) -> None:
    """Print how many comments each file gave, how many cite a provision of the laws, and what was left out."""
    counts = Counter(comment.source.file for comment in comments.taken)
    for path in paths:
        print_notice(say("intake.file_line", file=path.name, n=counts[path.name]))
    anchored = sum(bool(comment.eid) for comment in comments.taken)
    print_notice(say("intake.anchored", n=len(comments.taken), anchored=anchored))
    print_understood(comments.tables, comments.remarks)
    rows = count_rows(comments)
    if rows is not None:
        print_notice(say_rows(rows))
    if has_laws:
        _print_placings(receipt)
    lines = [say("receipt.unknown_line", name=name, n=n) for name, n in receipt.unknown]
    print_list(say("receipt.unknown_head", n=len(lines)), lines)
    print_refused(comments.refused)


def _print_placings(receipt: IntakeReceipt) -> None:
    """Print how many comments were placed how, and list those that a person should check."""
    for placing, count in receipt.counts.items():
        if count and placing is not Placing.EXACT:
            print_notice(say(f"receipt.placed.{placing}", n=count))
    lines = [
        say(
            "receipt.row_line",
            where=str(comment.source),
            reference=comment.reference,
            what=say(f"receipt.placing.{placing}"),
        )
        for comment, placing in list_to_mend(receipt)
    ]
    print_list(say("receipt.mend_head", n=len(lines)), lines)


def _parse_columns(given: Sequence[str]) -> dict[str, str]:
    from huiyin.intake.forms import ROLES

    columns = {}
    for entry in given:
        role, sign, heading = entry.partition("=")
        if not sign or role.strip() not in ROLES or not heading.strip():
            exit_with_message(say("intake.bad_column", given=entry, roles=", ".join(ROLES)))
        columns[role.strip()] = heading.strip()
    return columns


#: The columns of the table of comments that is written.
_COLUMNS = (
    "id", "organisation", "provision", "eid", "quote", "text", "wording", "language", "source",
)  # fmt: skip


def _encode_comments(comments: Sequence[Comment], ids: Mapping[str, int | str], out: Path) -> bytes:
    rows: list[dict[str, int | str]] = [
        {
            "id": ids[c.id], "organisation": c.organisation, "provision": c.reference or c.eid, "eid": c.eid, "quote": c.quote,
            "text": c.text, "wording": c.wording, "language": c.language, "source": str(c.source),
        }
        for c in comments
    ]  # fmt: skip
    ending = out.suffix.lower()
    if ending == ".json":
        import json

        return json.dumps({"comments": rows}, ensure_ascii=False, indent=1).encode()
    if ending == ".parquet":
        return _to_parquet(rows)
    if ending in (".csv", ".xlsx"):
        return sheet_bytes(
            out, [_COLUMNS, *([str(row[name]) for name in _COLUMNS] for row in rows)]
        )
    exit_with_message(
        say("intake.unknown_out", file=str(out), known=".csv, .xlsx, .parquet, .json")
    )


def _to_parquet(rows: Sequence[Mapping[str, int | str]]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    empty = pa.schema([(name, pa.string()) for name in _COLUMNS])
    table = pa.Table.from_pylist(list(rows)) if rows else empty.empty_table()
    written = io.BytesIO()
    pq.write_table(table, written)
    return written.getvalue()


def _make_template(path: Path) -> bytes:
    heads = [
        say(f"intake.template.{name}")
        for name in ("organisation", "provision", "comment", "wording", "reason")
    ]
    if path.suffix.lower() not in (".csv", ".xlsx"):
        exit_with_message(say("intake.unknown_out", file=str(path), known=".csv, .xlsx"))
    return sheet_bytes(path, [heads])
