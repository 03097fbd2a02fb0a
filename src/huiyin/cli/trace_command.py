"""``huiyin trace``: what became of every suggestion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huiyin.cli.output import (
    DONE,
    DONE_WITH_REFUSALS,
    AsJson,
    describe_intake,
    exit_with_message,
    gather_understood,
    print_json,
    print_notice,
    print_refused,
    print_understood,
    read_law_or_exit,
    require_path,
    stop_unless_taken,
    write_file,
)
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.intake import Amendment, IntakeResult, PersonVerdict, Suggestion
    from huiyin.trace import AmendmentMatch, Uptake


def command(
    draft: Annotated[
        list[Path], typer.Option("--draft", readable=False, help=say("trace.draft.help"))
    ],
    enacted: Annotated[
        list[Path], typer.Option("--enacted", readable=False, help=say("trace.enacted.help"))
    ],
    suggestions: Annotated[
        Path, typer.Option("--suggestions", readable=False, help=say("trace.suggestions.help"))
    ],
    amendments: Annotated[
        Path | None, typer.Option("--amendments", readable=False, help=say("trace.amendments.help"))
    ] = None,
    verdicts: Annotated[
        Path | None, typer.Option("--verdicts", readable=False, help=say("trace.verdicts.help"))
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", readable=False, help=say("trace.out.help"))
    ] = None,
    as_json: AsJson = False,
) -> None:
    from huiyin.presentation.uptake_rows import uptake_row
    from huiyin.text import main_language
    from huiyin.trace import TracedSuggestion, Verdict, match_amendments, trace_uptake

    laws = [
        {
            main_language(law.language): law
            for law in (read_law_or_exit(require_path(p)) for p in paths)
        }
        for paths in (draft, enacted)
    ]
    asked, moved, judged = _read_tables(suggestions, amendments, verdicts, tuple(laws[0]))
    readings = [read for read in (asked, moved, judged) if read is not None]
    for read in readings:
        stop_unless_taken(read)
    tables, remarks = gather_understood(readings)
    asks = [
        TracedSuggestion(s.id, s.target, str(s.action), s.wording, s.text, s.language)
        for s in asked.taken
    ]
    decided = {v.suggestion: Verdict(v.verdict) for v in (judged.taken if judged else ())}
    found = trace_uptake(asks, laws[0], laws[1], decisions=decided)
    carried = match_amendments(asks, moved.taken, laws[0]) if moved is not None else {}
    mover = {a.id: a.mover for a in moved.taken} if moved is not None else {}
    rows = [uptake_row(u, carried.get(u.ask.id, ()), mover) for u in found.uptakes]
    chain = {own: _join_amendments(held, mover) for own, held in carried.items()}
    if out is not None:
        write_file(out, _encode_uptakes(found.uptakes, rows, chain, out))
        print_notice(say("trace.written", path=str(out)))
    if as_json:
        print_json(
            {
                "suggestions": rows,
                "unasked": [
                    {"old": c.old, "new": c.new, "deleted": c.deleted, "inserted": c.inserted}
                    for c in found.unasked
                ],
                **describe_intake(tables, remarks),
            }
        )
    elif out is None:
        _show_uptakes(found.uptakes, chain)
    taken = sum(u.final_verdict.is_taken_up for u in found.uptakes)
    print_notice(say("trace.summary", taken=taken, total=len(found.uptakes)))
    if not as_json:
        print_understood(tables, remarks)
    refused = [refusal for read in readings for refusal in read.refused]
    print_refused(refused)
    raise typer.Exit(DONE_WITH_REFUSALS if refused else DONE)


def _read_tables(
    suggestions: Path, amendments: Path | None, verdicts: Path | None, languages: tuple[str, ...]
) -> tuple[
    IntakeResult[Suggestion], IntakeResult[Amendment] | None, IntakeResult[PersonVerdict] | None
]:
    """The tables that were named; the call ends at one that cannot be read, with its name."""
    from huiyin.intake import read_amendments, read_suggestions, read_verdicts
    from huiyin.law import UnreadableLaw
    from huiyin.presentation.problems import say_unreadable

    reading = suggestions
    moved = judged = None
    try:
        asked = read_suggestions(require_path(suggestions), languages=languages)
        if amendments is not None:
            reading = amendments
            moved = read_amendments(require_path(amendments), languages=languages)
        if verdicts is not None:
            reading = verdicts
            judged = read_verdicts(require_path(verdicts))
    except UnreadableLaw as error:
        exit_with_message(say_unreadable(error, str(reading)))
    return asked, moved, judged


def _show_uptakes(uptakes: Sequence[Uptake], chain: Mapping[str, str]) -> None:
    from rich.console import Console
    from rich.table import Table

    from huiyin.presentation.uptake_labels import say_reason, say_verdict

    table = Table()
    heads = ["id", "target", *(["amendments"] if chain else []), "verdict", "score", "why"]
    for name in heads:
        table.add_column(say(f"trace.head.{name}"))
    for u in uptakes:
        between = [chain.get(u.ask.id, "")] if chain else []
        table.add_row(
            u.ask.id,
            u.ask.target,
            *between,
            say_verdict(u.verdict),
            f"{u.score:.0%}",
            say_reason(u),
        )
    Console().print(table)


def _join_amendments(held: Sequence[AmendmentMatch], mover: Mapping[str, str]) -> str:
    """The amendments best first; an equals sign stands between those that nothing tells apart."""
    words = ""
    for at, one in enumerate(held):
        between = "" if not at else " = " if one.rank == held[at - 1].rank else "; "
        words += f"{between}{one.amendment} {mover[one.amendment]} ({one.score:.0%})"
    return words


def _encode_uptakes(
    uptakes: Sequence[Uptake],
    rows: Sequence[Mapping[str, object]],
    chain: Mapping[str, str],
    out: Path,
) -> bytes:
    ending = out.suffix.lower()
    if ending == ".json":
        import json

        return json.dumps({"suggestions": rows}, ensure_ascii=False, indent=1).encode()
    if ending not in (".csv", ".xlsx"):
        exit_with_message(say("intake.unknown_out", file=str(out), known=".xlsx, .csv, .json"))
    from huiyin.presentation.spreadsheets import sheet_bytes
    from huiyin.presentation.uptake_labels import say_reason, say_verdict

    heads = [
        say(f"trace.head.{name}")
        for name in ("id", "target", "verdict", "score", "why", "where", "amendments", "person")
    ]
    table = [
        [
            u.ask.id,
            u.ask.target,
            say_verdict(u.verdict),
            f"{u.score:.2f}",
            say_reason(u),
            " ".join(p.eid for p in u.passages if p.where == "enacted"),
            chain.get(u.ask.id, ""),
            say_verdict(u.person_verdict) if u.person_verdict else "",
        ]
        for u in uptakes
    ]
    return sheet_bytes(out, [heads, *table])
