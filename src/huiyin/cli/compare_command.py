"""``huiyin compare``: what changed in every article between two versions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huiyin.cli.output import (
    AsJson,
    exit_with_message,
    print_json,
    print_notice,
    read_law_or_exit,
    require_path,
    write_file,
)
from huiyin.i18n import say

if TYPE_CHECKING:
    from rich.text import Text

    from huiyin.law import Comparison, Law, UnitChange
    from huiyin.law.compare.word_changes import WordChange


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
    from huiyin.law import compare_laws

    before, after = read_law_or_exit(require_path(old)), read_law_or_exit(require_path(new))
    comparison = compare_laws(before, after)
    if out is not None:
        from huiyin.law.compare import comparison_table
        from huiyin.presentation.comparison_labels import table_labels

        writers: dict[str, comparison_table.WriteTable] = {
            ".docx": comparison_table.to_docx,
            ".xlsx": comparison_table.to_xlsx,
            ".html": comparison_table.to_html,
        }
        writer = writers.get(out.suffix.lower())
        if writer is None:
            exit_with_message(say("compare.unknown_out", file=str(out), known=", ".join(writers)))
        labels = table_labels(old.stem, new.stem)
        made = writer(before, after, comparison, labels, only_changed=not everything)
        write_file(out, made if isinstance(made, bytes) else made.encode())
        print_notice(say("compare.written", path=str(out)))
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
        _print_comparison(before, after, comparison, everything=everything)


def _print_comparison(before: Law, after: Law, comparison: Comparison, *, everything: bool) -> None:
    from collections import Counter

    from rich.console import Console

    console = Console()
    counts = Counter(change.kind for change in comparison.changes)
    for change in comparison.changes:
        if change.kind == "kept" and not everything:
            continue
        console.print(_head_change(change, before, after))
        if change.kind not in ("kept", "moved"):
            console.print(_mark_words(change.spans))
    summary = [f"{say(f'run.change.{kind}')} {number}" for kind, number in counts.most_common()]
    print_notice(say("run.list.join").join(summary))


def _head_change(change: UnitChange, before: Law, after: Law) -> Text:
    """Return the heading of a change: the units of both versions and what happened to them."""
    from rich.text import Text

    from huiyin.presentation.citations import name_provision

    olds = say("run.list.join").join(name_provision(before, eid) for eid in change.old)
    news = say("run.list.join").join(name_provision(after, eid) for eid in change.new)
    line = Text(" → ".join(part for part in (olds, news) if part), style="bold")
    line.append(f"  {say(f'run.change.{change.kind}')}", style="cyan")
    return line


def _mark_words(spans: Sequence[WordChange]) -> Text:
    """Return words with deletions and insertions marked."""
    from rich.text import Text

    words = Text()
    for span in spans:
        if span.op == "delete":
            words.append(f"[-{span.text}-]", style="red strike")
        elif span.op == "insert":
            words.append(f"{{+{span.text}+}}", style="green underline")
        else:
            words.append(span.text)
    return words
