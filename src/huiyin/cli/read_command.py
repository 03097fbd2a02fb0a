"""``huiyin read``: show a law provision by provision, and its irregularities."""

from __future__ import annotations

import sys
from collections.abc import Callable
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
    write_utf8,
)
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.law import Law

FORMATS = ("akn", "md", "docx", "txt", "json")


def command(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", readable=False, help=say("law.read.file.help"))
    ],
    form: Annotated[
        str | None,
        typer.Option("--format", metavar="|".join(FORMATS), help=say("law.read.format.help")),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", readable=False, help=say("law.read.out.help"))
    ] = None,
    as_json: AsJson = False,
) -> None:
    law = read_law_or_exit(require_path(file))
    wanted = (
        "json"
        if as_json
        else form or (out.suffix.lstrip(".").replace("xml", "akn") if out else None)
    )
    if wanted is None:
        _print_outline(law)
    else:
        _write_law(law, wanted, out)
    for problem in law.problems:
        sentence = say(f"law.problem.{problem.code}", **dict(problem.details))
        print_notice(say("law.read.line", line=problem.line, sentence=sentence))


def _write_law(law: Law, wanted: str, out: Path | None) -> None:
    from huiyin.law import to_akoma_ntoso, to_docx, to_markdown, to_text

    if wanted not in FORMATS:
        exit_with_message(say("law.read.unknown_format", format=wanted, known=", ".join(FORMATS)))
    if wanted == "json":
        _write_json(law, out)
        return
    writers: dict[str, Callable[[Law], str | bytes]] = {
        "akn": to_akoma_ntoso,
        "md": to_markdown,
        "docx": to_docx,
        "txt": to_text,
    }
    made = writers[wanted](law)
    if out is not None:
        write_file(out, made if isinstance(made, bytes) else made.encode())
    elif wanted == "docx":
        exit_with_message(say("law.read.binary"))
    else:
        # A file that declares UTF-8, or that another program reads, is UTF-8 in every locale.
        if wanted == "akn" or not sys.stdout.isatty():
            write_utf8()
        sys.stdout.write(made.decode() if isinstance(made, bytes) else made)


def _write_json(law: Law, out: Path | None) -> None:
    from huiyin.law import to_json

    document = to_json(law)
    for problem in document["problems"]:  # type: ignore[attr-defined]
        problem["message"] = say(f"law.problem.{problem['code']}", **problem["details"])
    if out is None:
        print_json(document)
        return
    import json

    write_file(out, json.dumps(document, ensure_ascii=False, indent=1).encode())


def _print_outline(law: Law) -> None:
    """Print the outline: divisions and articles with the beginning of their text."""
    from collections import Counter

    from rich.console import Console
    from rich.text import Text

    console = Console()
    console.print(Text(law.title, style="bold"))
    depth = dict.fromkeys((p.eid for p in law.provisions), 0)
    for provision in law.walk():
        parent = law.parent_of.get(provision.eid)
        level = depth[parent] + 1 if parent is not None else 0
        depth[provision.eid] = level
        line = Text("  " * level)
        line.append(f"{provision.eid}  ", style="dim")
        line.append(
            " ".join(part for part in (provision.num, provision.heading) if part), style="bold"
        )
        words = " ".join(provision.text.split())
        line.append(" " + words)
        if console.is_terminal:
            line.truncate(console.width, overflow="ellipsis")
        console.print(line, soft_wrap=True)
    counts = Counter(p.kind.value for p in law.walk())
    told = [
        say("law.read.count", number=number, kind=say(f"law.kind.{kind}"))
        for kind, number in counts.most_common()
    ]
    print_notice(say("law.read.found", counts=say("run.list.join").join(told)))
    if not law.problems:
        print_notice(say("law.read.no_problems"))
