"""``huiyin trace``: what became of every suggestion."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from huiyin.cli.speak import (
    DONE,
    DONE_WITH_REFUSALS,
    AsJson,
    existing,
    print_json,
    read_law,
    stop,
    tell,
    write_file,
)
from huiyin.words import say


def command(
    draft: Annotated[list[Path], typer.Option("--draft", help=say("trace.draft.help"))],
    enacted: Annotated[list[Path], typer.Option("--enacted", help=say("trace.enacted.help"))],
    suggestions: Annotated[Path, typer.Option("--suggestions", help=say("trace.suggestions.help"))],
    out: Annotated[Path | None, typer.Option("--out", help=say("trace.out.help"))] = None,
    as_json: AsJson = False,
) -> None:
    from huiyin.intake import read_suggestions
    from huiyin.law import UnreadableLaw
    from huiyin.report.labels_trace import say_reason, say_verdict
    from huiyin.report.refusals import say_refusal, say_unreadable
    from huiyin.trace import Ask, Verdict, trace

    laws = [
        {
            ("zh" if law.language.startswith("zh") else "en"): law
            for law in (read_law(existing(p)) for p in paths)
        }
        for paths in (draft, enacted)
    ]
    try:
        asked = read_suggestions(existing(suggestions))
    except UnreadableLaw as error:
        stop(say_unreadable(error, str(suggestions)))
    asks = [Ask(s.id, s.target, str(s.action), s.wording, s.text, s.language) for s in asked.taken]
    found = trace(asks, laws[0], laws[1])
    rows = [
        {
            "id": u.ask.id,
            "verdict": u.verdict.value,
            "score": u.score,
            "confidence": u.confidence,
            "reason": u.reason.value,
            "message": say_reason(u),
            "passages": [
                {"where": p.where.value, "eid": p.eid, "text": p.text, "marks": p.marks}
                for p in u.passages
            ],
        }
        for u in found.uptakes
    ]
    if out is not None:
        write_file(out, _written(found.uptakes, rows, out))
        tell(say("trace.written", path=str(out)))
    if as_json:
        print_json(
            {
                "suggestions": rows,
                "unasked": [
                    {"old": c.old, "new": c.new, "deleted": c.deleted, "inserted": c.inserted}
                    for c in found.unasked
                ],
            }
        )
    elif out is None:
        from rich.console import Console
        from rich.table import Table

        table = Table()
        for name in ("id", "target", "verdict", "score", "why"):
            table.add_column(say(f"trace.head.{name}"))
        for u in found.uptakes:
            table.add_row(
                u.ask.id, u.ask.target, say_verdict(u.verdict), f"{u.score:.0%}", say_reason(u)
            )
        Console().print(table)
    taken = sum(
        u.verdict in (Verdict.ADOPTED, Verdict.PARTLY, Verdict.ELSEWHERE) for u in found.uptakes
    )
    tell(say("trace.summary", taken=taken, total=len(found.uptakes)))
    for refusal in asked.refused:
        tell(f"{refusal.file} {refusal.sheet} {refusal.row}: {say_refusal(refusal)}")
    raise typer.Exit(DONE_WITH_REFUSALS if asked.refused else DONE)


def _written(uptakes, rows, out: Path) -> bytes:  # type: ignore[no-untyped-def]
    ending = out.suffix.lower()
    if ending == ".json":
        import json

        return json.dumps({"suggestions": rows}, ensure_ascii=False, indent=1).encode()
    if ending not in (".csv", ".xlsx"):
        stop(say("intake.unknown_out", file=str(out), known=".xlsx, .csv, .json"))
    from huiyin.cli.sheets import sheet_bytes
    from huiyin.report.labels_trace import say_reason, say_verdict

    heads = [
        say(f"trace.head.{name}") for name in ("id", "target", "verdict", "score", "why", "where")
    ]
    table = [
        [
            u.ask.id,
            u.ask.target,
            say_verdict(u.verdict),
            f"{u.score:.2f}",
            say_reason(u),
            " ".join(p.eid for p in u.passages if p.where == "enacted"),
        ]
        for u in uptakes
    ]
    return sheet_bytes(out, [heads, *table])
