"""``huiyin desk take-in``: import a local file of comments of any size."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huiyin.cli.output import exit_with_message, print_notice
from huiyin.cli.parser import Verb
from huiyin.cli.whole_desk import load_whole_desk
from huiyin.i18n import say, say_number

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation


def add_verbs(desk: typer.Typer) -> None:
    desk.command("take-in", cls=Verb, help=say("operate.take_in.help"))(take_in)


def take_in(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", readable=False, help=say("operate.take_in.file.help")),
    ],
    consultation: Annotated[
        str, typer.Option("--consultation", help=say("operate.take_in.consultation.help"))
    ] = "",
) -> None:
    load_whole_desk()
    from django.core.files.base import File

    from huiyin.desk.consultations.api import intakes
    from huiyin.desk.core.isolated_process import be_patient

    found = _find_consultation(consultation)
    be_patient()
    try:
        with file.open("rb") as opened:
            intake = intakes.receive_upload(found, file.name, File(opened), None)
    except OSError as error:
        why = error.strerror or str(error)
        exit_with_message(say("operate.take_in.unreadable", file=str(file), why=why))
    if intake.is_done:
        print_notice(
            say("operate.take_in.before", file=file.name, comments=say_number(intake.taken))
        )
        return
    print_notice(say("operate.take_in.begun", file=file.name))
    if not intakes.take_in_at_once(intake):
        print_notice(say("operate.take_in.elsewhere"))
        return
    intake.refresh_from_db()
    refused = len(intake.refused)
    print_notice(
        say("operate.take_in.done", comments=say_number(intake.taken), refused=say_number(refused))
    )
    if refused or not intake.taken:
        raise typer.Exit(1)


def _find_consultation(slug: str) -> Consultation:
    """Return the named consultation, or the only one."""
    from huiyin.desk.consultations.api import lookups

    there = lookups.list_slugs(20)
    name = slug or (there[0] if len(there) == 1 else "")
    consultation = lookups.find_consultation(name) if name else None
    if consultation is None:
        listed = ", ".join(there) or "–"
        if slug:
            exit_with_message(say("operate.export.unknown", slug=slug, there=listed))
        exit_with_message(say("operate.take_in.which", there=listed))
    return consultation
