"""``huiyin index``: build a library of sources on disk, or add to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huiyin.cli.output import (
    AsJson,
    exit_done,
    exit_with_message,
    print_json,
    print_notice,
    require_path,
    stop_unwritable,
)
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.trace.provenance.sources import SourceFolder


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
    from huiyin.presentation.provenance_labels import describe_problem, say_problem
    from huiyin.trace.provenance import Index, UnusableIndex

    sources = [_read_folder(folder) for folder in folders]
    texts = [text for read in sources for text in read.texts]
    problems = [problem for read in sources for problem in read.problems]
    try:
        made = Index.build(index, texts)
    except UnusableIndex as error:
        exit_with_message(say(f"provenance.unusable.{error.code}", **error.details))
    except OSError as error:
        stop_unwritable(index, error)
    added, total = len(texts), len(made.sources)
    if as_json:
        print_json(
            {
                "index": str(index),
                "added": added,
                "sources": total,
                "problems": list(map(describe_problem, problems)),
            }
        )
    print_notice(say("provenance.indexed", added=added, total=total, path=str(index)))
    for problem in problems:
        print_notice(say_problem(problem))
    exit_done(has_refusals=bool(problems))


def _read_folder(folder: Path) -> SourceFolder:
    from huiyin.trace.provenance import read_sources

    if not require_path(folder).is_dir():
        exit_with_message(say("provenance.no_folder", file=str(folder)))
    return read_sources(folder)
