"""``huiyin desk check``: what is wrong with how the desk is set up."""

from __future__ import annotations

import typer

from huiyin.cli.output import AsJson, exit_done, print_json
from huiyin.cli.parser import Verb
from huiyin.i18n import say


def add_verbs(desk: typer.Typer) -> None:
    desk.command("check", cls=Verb, help=say("check.help"))(check_desk)


def check_desk(as_json: AsJson = False) -> None:
    from huiyin.desk.operations import preparation

    preparation.setup_django()
    from huiyin.desk.operations import desk_check

    checked = desk_check.check_desk()
    if as_json:
        print_json(desk_check.write_document(checked))
    else:
        for one in sorted(checked.findings, key=lambda one: one.is_well):
            part = say(f"check.name.{one.part}")
            if one.is_well:
                typer.echo(say("check.line.well", part=part, words=one.words))
                continue
            typer.echo(say("check.line.ill", part=part, words=one.words))
            typer.echo(f"      {one.todo}")
        wrong = sum(not one.is_well for one in checked.findings)
        typer.echo(say("check.wrong", n=wrong) if wrong else say("check.all_well"))
    exit_done(has_refusals=not checked.is_well)
