"""``huiyin compare``: what became of every article between two versions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from huiyin.cli.speak import AsJson, existing, print_json, read_law, stop, tell, write_file
from huiyin.words import say


def command(
    old: Annotated[
        Path, typer.Argument(metavar="OLD", readable=False, help=say("compare.old.help"))
    ],
    new: Annotated[
        Path, typer.Argument(metavar="NEW", readable=False, help=say("compare.new.help"))
    ],
    out: Annotated[
        Path | None, typer.Option("--out", readable=False, help=say("compare.out.help"))
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help=say("compare.all.help"))] = False,
    as_json: AsJson = False,
) -> None:
    from huiyin.law import compare

    before, after = read_law(existing(old)), read_law(existing(new))
    comparison = compare(before, after)
    if out is not None:
        from huiyin.law.compare import tables
        from huiyin.report.labels_compare import table_labels

        writers: dict[str, tables.WriteTable] = {
            ".docx": tables.to_docx,
            ".xlsx": tables.to_xlsx,
            ".html": tables.to_html,
        }
        writer = writers.get(out.suffix.lower())
        if writer is None:
            stop(say("compare.unknown_out", file=str(out), known=", ".join(writers)))
        labels = table_labels(old.stem, new.stem)
        made = writer(before, after, comparison, labels, only_changed=not everything)
        write_file(out, made if isinstance(made, bytes) else made.encode())
        tell(say("compare.written", path=str(out)))
    if as_json:
        print_json(
            {
                "changes": [
                    {
                        "kind": change.kind,
                        "old": change.old,
                        "new": change.new,
                        "similarity": change.similarity,
                        "spans": [{"op": s.op, "text": s.text} for s in change.spans],
                    }
                    for change in comparison.changes
                ]
            }
        )
    elif out is None:
        _show(before, after, comparison, everything=everything)


def _show(before, after, comparison, *, everything: bool) -> None:  # type: ignore[no-untyped-def]
    from collections import Counter

    from rich.console import Console
    from rich.text import Text

    from huiyin.report.sections.names import name_provision

    console = Console()
    counts = Counter(change.kind for change in comparison.changes)
    for change in comparison.changes:
        if change.kind == "kept" and not everything:
            continue
        olds = say("run.list.join").join(name_provision(before, eid) for eid in change.old)
        news = say("run.list.join").join(name_provision(after, eid) for eid in change.new)
        line = Text(" → ".join(part for part in (olds, news) if part), style="bold")
        line.append(f"  {say(f'run.change.{change.kind}')}", style="cyan")
        console.print(line)
        if change.kind not in ("kept", "moved"):
            words = Text()
            for span in change.spans:
                if span.op == "delete":
                    words.append(f"[-{span.text}-]", style="red strike")
                elif span.op == "insert":
                    words.append(f"{{+{span.text}+}}", style="green underline")
                else:
                    words.append(span.text)
            console.print(words)
    summary = [f"{say(f'run.change.{kind}')} {number}" for kind, number in counts.most_common()]
    tell(say("run.list.join").join(summary))
