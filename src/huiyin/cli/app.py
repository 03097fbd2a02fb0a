"""The program: which verbs there are."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated

import typer

from huiyin import __version__
from huiyin.cli.parser import Program, Verb, speak_help
from huiyin.i18n import say

#: verb → module with its ``command``; in the order of the loop, which is the order help shows.
VERBS = (
    "read",
    "compare",
    "intake",
    "group",
    "map",
    "trace",
    "provenance",
    "index",
    "run",
    "measure",
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


def build_program() -> typer.Typer:
    """The program, its help in the current language."""
    speak_help()
    app = typer.Typer(
        name="huiyin",
        cls=Program,
        help=say("cli.help"),
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback()
    def top(
        lang: Annotated[str | None, typer.Option("--lang", help=say("cli.lang.help"))] = None,
        version: Annotated[
            bool,
            typer.Option(
                "--version", help=say("cli.version.help"), callback=_show_version, is_eager=True
            ),
        ] = False,
    ) -> None:
        """Options that hold for every verb; ``main`` has read ``--lang`` already."""

    for verb in VERBS:
        module = import_module(f"huiyin.cli.{verb}_command")
        app.command(verb, cls=Verb, help=say(f"cli.{verb}.help"))(module.command)
    from huiyin.cli.desk_command import build_desk_program
    from huiyin.cli.ledger_command import build_ledger_program

    app.add_typer(build_ledger_program(), name="ledger")
    app.add_typer(build_desk_program(), name="desk")
    return app
