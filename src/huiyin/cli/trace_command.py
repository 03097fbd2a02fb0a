"""``huiyin trace``: show the outcome of every suggestion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huiyin.cli.output import (
    AsJson,
    describe_intake,
    exit_with_message,
    exit_with_refused,
    gather_understood,
    print_json,
    print_notice,
    print_understood,
    read_law_or_exit,
    require_path,
    stop_unless_taken,
    write_file,
)
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.intake import Amendment, IntakeResult, PersonVerdict, Suggestion
    from huiyin.law import Law
    from huiyin.trace import AmendmentMatch, Tracing


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
    drafts, enacted_laws = _read_laws(draft), _read_laws(enacted)
    inputs = _read_tables(suggestions, amendments, verdicts, tuple(drafts))
    tables, remarks = gather_understood(inputs.readings)
    traced = _trace_suggestions(inputs, drafts, enacted_laws)
    if out is not None:
        write_file(out, _encode_uptakes(traced, out))
        print_notice(say("trace.written", path=str(out)))
    if as_json:
        print_json(_to_document(traced) | describe_intake(tables, remarks))
    elif out is None:
        _show_uptakes(traced)
    taken = sum(uptake.final_verdict.is_taken_up for uptake in traced.tracing.uptakes)
    print_notice(say("trace.summary", taken=taken, total=len(traced.tracing.uptakes)))
    if not as_json:
        print_understood(tables, remarks)
    exit_with_refused(inputs.readings)


def _read_laws(paths: Sequence[Path]) -> dict[str, Law]:
    """Return language → the law in it."""
    from huiyin.text import main_language

    laws = [read_law_or_exit(require_path(path)) for path in paths]
    return {main_language(law.language): law for law in laws}


@dataclass(frozen=True, slots=True)
class _TraceInputs:
    """The parsed tables; ``amendments``: None if no such table was given."""

    readings: Sequence[IntakeResult[object]]
    suggestions: tuple[Suggestion, ...]
    amendments: tuple[Amendment, ...] | None
    verdicts: tuple[PersonVerdict, ...]


@dataclass(frozen=True, slots=True)
class _TracedTables:
    """``rows``: the suggestions as data. ``amendments``: suggestion → the amendments that carried it, as a
    sentence; empty if no table of amendments was given.
    """

    tracing: Tracing
    rows: Sequence[Mapping[str, object]]
    amendments: Mapping[str, str]


def _trace_suggestions(
    inputs: _TraceInputs, drafts: Mapping[str, Law], enacted: Mapping[str, Law]
) -> _TracedTables:
    from huiyin.presentation.uptake_rows import uptake_row
    from huiyin.trace import TracedSuggestion, Verdict, match_amendments, trace_uptake

    asks = [
        TracedSuggestion(s.id, s.target, str(s.action), s.wording, s.text, s.language)
        for s in inputs.suggestions
    ]
    decided = {verdict.suggestion: Verdict(verdict.verdict) for verdict in inputs.verdicts}
    tracing = trace_uptake(asks, drafts, enacted, decisions=decided)
    moved = inputs.amendments
    carried = match_amendments(asks, moved, drafts) if moved is not None else {}
    mover = {amendment.id: amendment.mover for amendment in moved or ()}
    rows = [uptake_row(u, carried.get(u.ask.id, ()), mover) for u in tracing.uptakes]
    sentences = {own: _join_amendments(held, mover) for own, held in carried.items()}
    return _TracedTables(tracing, rows, sentences)


def _to_document(traced: _TracedTables) -> dict[str, object]:
    """Return what ``--json`` prints."""
    return {
        "suggestions": traced.rows,
        "unasked": [
            {"old": c.old, "new": c.new, "deleted": c.deleted, "inserted": c.inserted}
            for c in traced.tracing.unasked
        ],
    }


def _read_tables(
    suggestions: Path, amendments: Path | None, verdicts: Path | None, languages: tuple[str, ...]
) -> _TraceInputs:
    """Read the tables; end the call if one cannot be read (naming it) or has nothing usable."""
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
    readings = [read for read in (asked, moved, judged) if read is not None]
    for read in readings:
        stop_unless_taken(read)
    return _TraceInputs(
        readings,
        asked.taken,
        moved.taken if moved is not None else None,
        judged.taken if judged is not None else (),
    )


def _show_uptakes(traced: _TracedTables) -> None:
    from rich.console import Console
    from rich.table import Table

    from huiyin.presentation.uptake_labels import say_reason, say_verdict

    table = Table()
    chain = traced.amendments
    heads = ["id", "target", *(["amendments"] if chain else []), "verdict", "score", "why"]
    for name in heads:
        table.add_column(say(f"trace.head.{name}"))
    for u in traced.tracing.uptakes:
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
    """Join the amendments, best first, with an equals sign between tied ones."""
    words = ""
    for at, one in enumerate(held):
        between = "" if not at else " = " if one.rank == held[at - 1].rank else "; "
        words += f"{between}{one.amendment} {mover[one.amendment]} ({one.score:.0%})"
    return words


def _encode_uptakes(traced: _TracedTables, out: Path) -> bytes:
    ending = out.suffix.lower()
    if ending == ".json":
        import json

        return json.dumps({"suggestions": traced.rows}, ensure_ascii=False, indent=1).encode()
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
            traced.amendments.get(u.ask.id, ""),
            say_verdict(u.person_verdict) if u.person_verdict else "",
        ]
        for u in traced.tracing.uptakes
    ]
    return sheet_bytes(out, [heads, *table])
