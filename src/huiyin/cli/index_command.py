"""``huiyin index``: a library of sources on disk, built once, added to."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from huiyin.cli.output import (
    DONE,
    DONE_WITH_REFUSALS,
    AsJson,
    exit_with_message,
    print_json,
    print_notice,
    require_path,
    stop_unwritable,
)
from huiyin.i18n import say


def command(
    index: Annotated[
        Path, typer.Argument(metavar="INDEX", readable=False, help=say("provenance.index.help"))
    ],
    folders: Annotated[
        list[Path],
        typer.Argument(metavar="FOLDER…", readable=False, help=say("provenance.folders.help")),
    ],
    as_json: AsJson = False,
) -> None:
    from huiyin.presentation.provenance_labels import say_problem
    from huiyin.trace.provenance import Index, UnusableIndex, read_sources

    found = []
    for folder in folders:
        if not require_path(folder).is_dir():
            exit_with_message(say("provenance.no_folder", file=str(folder)))
        found.append(read_sources(folder))
    try:
        made = Index.build(index, (text for one in found for text in one.texts))
    except UnusableIndex as error:
        exit_with_message(say(f"provenance.unusable.{error.code}", **error.details))
    except OSError as error:
        stop_unwritable(index, error)
    problems = [problem for one in found for problem in one.problems]
    added = sum(len(one.texts) for one in found)
    if as_json:
        print_json(
            {
                "index": str(index),
                "added": added,
                "sources": len(made.sources),
                "problems": [
                    {"file": p.file, "row": p.row, "code": p.code, "message": say_problem(p)}
                    for p in problems
                ],
            }
        )
    print_notice(say("provenance.indexed", added=added, total=len(made.sources), path=str(index)))
    for problem in problems:
        print_notice(say_problem(problem))
    raise typer.Exit(DONE_WITH_REFUSALS if problems else DONE)
