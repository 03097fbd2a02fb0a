"""``huiyin desk registry-import`` and ``registry-export``: files of organisations of any size."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from huiyin.cli.output import exit_with_message, print_notice
from huiyin.cli.parser import Verb
from huiyin.cli.whole_desk import load_whole_desk
from huiyin.i18n import say

#: Seconds between two lines of progress.
_EVERY = 5.0
#: How many refused rows are listed.
_SHOWN = 20


def add_verbs(desk: typer.Typer) -> None:
    desk.command("registry-import", cls=Verb, help=say("operate.registry_import.help"))(
        import_registry
    )
    desk.command("registry-export", cls=Verb, help=say("operate.registry_export.help"))(
        export_registry
    )


def import_registry(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", exists=True, dir_okay=False, help=say("operate.registry_import.file.help")),
    ],
    as_of: Annotated[str, typer.Option("--as-of", help=say("operate.registry_import.as_of.help"))] = "",
    kind: Annotated[str, typer.Option("--kind", help=say("operate.registry_import.kind.help"))] = "member",
    currency: Annotated[str, typer.Option("--currency", help=say("operate.registry_import.currency.help"))] = "CNY",
    source: Annotated[str, typer.Option("--source", help=say("operate.registry_import.source.help"))] = "",
    scheme: Annotated[str, typer.Option("--scheme", help=say("operate.registry_import.scheme.help"))] = "GB-CHC",
    add_unknown: Annotated[bool, typer.Option("--add-unknown", help=say("operate.registry_import.unknown.help"))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say("operate.registry_import.dry.help"))] = False,
) -> None:  # fmt: skip
    day = _read_day(as_of)
    if kind not in ("member", "authority", "partner"):
        exit_with_message(say("registry.wrong.kind"))
    load_whole_desk()
    from huiyin.desk.core.isolated_process import UNREAD, be_patient, say_unread
    from huiyin.desk.registry.api import file_jobs

    be_patient()
    choices = {
        "as_of": day.isoformat() if day else "",
        "kind": kind,
        "currency": currency,
        "source": source,
    }
    choices |= {"scheme": scheme, "with_unknown": "1" if add_unknown else ""}
    try:
        done = file_jobs.import_file(file, choices, is_dry=dry_run, note=_Progress())
    except OSError as error:
        why = error.strerror or str(error)
        exit_with_message(say("operate.take_in.unreadable", file=str(file), why=why))
    except UNREAD as unread:
        exit_with_message(say_unread(unread, file.name))
    except file_jobs.ImportBroken as broken:
        exit_with_message(say("operate.registry_import.broken", why=broken.problem))
    for name, number in done.counts.items():
        print_notice(say(f"registry.files.count.{name}", number=number))
    if done.unread:
        columns = ", ".join(done.unread)
        print_notice(say("operate.registry_import.unread", n=len(done.unread), columns=columns))
    for row, organisation, problem in done.refused[:_SHOWN]:
        words = say(f"registry.wrong.{problem}")
        print_notice(
            say("operate.registry_import.refused", row=row, organisation=organisation, why=words)
        )
    if (more := done.counts.get("refused", 0) - _SHOWN) > 0:
        print_notice(say("operate.registry_import.more_refused", n=more))
    print_notice(
        say("operate.registry_import.dry_done") if dry_run else say("operate.registry_import.done")
    )
    if done.refused:
        raise typer.Exit(1)


def _read_day(written: str) -> date | None:
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        exit_with_message(say("registry.wrong.date"))


class _Progress:
    """Prints every few seconds how many are done, out of how many."""

    def __init__(self) -> None:
        self._told = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() - self._told >= _EVERY:
            self._told = time.monotonic()
            print_notice(say("operate.registry_import.progress", number=done, total=total))


def export_registry(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", dir_okay=False, help=say("operate.registry_export.file.help")),
    ],
    everything: Annotated[bool, typer.Option("--all", help=say("operate.registry_export.all.help"))] = False,
) -> None:  # fmt: skip
    ending = file.suffix.lower()
    if ending not in (".csv", ".json", ".xml"):
        exit_with_message(say("operate.registry_export.ending"))
    from huiyin.desk.operations import preparation

    preparation.setup_django()
    from huiyin.desk.registry.api import file_exports
    from huiyin.presentation.spreadsheets import write_csv

    try:
        if ending == ".csv":
            with file.open("w", encoding="utf-8-sig", newline="") as out:
                write_csv(out, file_exports.list_fact_rows(with_private=everything))
        elif ending == ".json":
            file.write_text(file_exports.export_popolo(with_private=everything), "utf-8")
        else:
            file.write_bytes(file_exports.export_iati(date.today()))
    except OSError as error:
        exit_with_message(
            say("operate.backup.unwritable", file=str(file), why=error.strerror or str(error))
        )
    print_notice(say("operate.registry_export.done", file=str(file)))
