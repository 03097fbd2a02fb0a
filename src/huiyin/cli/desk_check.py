"""``huiyin desk check``: report problems in the desk's configuration."""

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
        for finding in sorted(checked.findings, key=lambda finding: finding.is_well):
            part = say(f"check.name.{finding.part}")
            if finding.is_well:
                typer.echo(say("check.line.well", part=part, words=finding.words))
                continue
            typer.echo(say("check.line.ill", part=part, words=finding.words))
            typer.echo(f"      {finding.todo}")
        wrong = sum(not finding.is_well for finding in checked.findings)
        typer.echo(say("check.wrong", n=wrong) if wrong else say("check.all_well"))
    exit_done(has_refusals=not checked.is_well)
