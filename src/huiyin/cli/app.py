"""The program and its verbs."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

from huiyin import __version__
from huiyin.cli.parser import Program, Verb
from huiyin.i18n import say

#: verb → the module with its ``command``, in the order that help shows: that of a consultation.
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
#: Verbs with subcommands, which their module builds.
_GROUPS = ("ledger", "desk")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


def find_verb(arguments: Sequence[str]) -> str:
    """Return the verb of a call without ``--lang``; empty if there is none, or an option precedes it."""
    first = next(iter(arguments), "")
    return first if first in (*VERBS, *_GROUPS) else ""


def build_program(verb: str = "") -> typer.Typer:
    """Build the program with help in the current language. ``verb``: build only this one, all that a call needs;
    empty: all.
    """
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
        """Options common to all verbs; ``main`` has already read ``--lang``."""

    for name in VERBS:
        if verb in ("", name):
            module = import_module(f"huiyin.cli.{name}_command")
            app.command(name, cls=Verb, help=say(f"cli.{name}.help"))(module.command)
    for name in _GROUPS:
        if verb in ("", name):
            module = import_module(f"huiyin.cli.{name}_command")
            app.add_typer(getattr(module, f"build_{name}_program")(), name=name)
    return app
