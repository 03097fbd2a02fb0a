"""``huiyin desk dump``: write the public data files now."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from huiyin.cli.output import exit_with_message, print_notice
from huiyin.cli.parser import Verb
from huiyin.cli.whole_desk import load_whole_desk
from huiyin.i18n import say, say_number


def add_verbs(desk: typer.Typer) -> None:
    desk.command("dump", cls=Verb, help=say("operate.dump.help"))(make_dump)


def make_dump(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="FOLDER", readable=False, help=say("operate.dump.folder.help")),
    ] = None,
) -> None:
    load_whole_desk()
    from huiyin.desk.api.api import dumps
    from huiyin.presentation.problems import say_reason

    dump = dumps.make_now()
    if dump is None:
        exit_with_message(say("operate.dump.failed"))
    rows = sum(dump.counts.values())
    print_notice(say("operate.dump.done", name=dump.name, rows=say_number(rows)))
    if folder is None:
        return
    try:
        files = dumps.copy_files(dump, folder)
    except OSError as error:
        exit_with_message(
            say("operate.backup.unwritable", file=str(folder), why=say_reason(error.strerror))
        )
    print_notice(say("operate.export.done", folder=str(folder), files=files))
