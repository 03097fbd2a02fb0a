"""``huiyin desk …``: prepare, run and fill the site."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from huiyin.cli import desk_backup, desk_check, desk_dump, desk_news, desk_registry, desk_take_in
from huiyin.cli.desk_progress import ProgressReporter
from huiyin.cli.output import exit_with_message, print_notice
from huiyin.cli.parser import Program, Verb
from huiyin.cli.whole_desk import load_whole_desk
from huiyin.i18n import say


def build_desk_program() -> typer.Typer:
    """Build the verbs of the desk with help in the current language."""
    desk = typer.Typer(cls=Program, help=say("operate.help"), no_args_is_help=True)
    desk.callback()(keep_private)
    desk.command("init", cls=Verb, help=say("operate.init.help"))(prepare_desk)
    desk.command("run", cls=Verb, help=say("operate.run.help"))(run_desk)
    desk.command("worker", cls=Verb, help=say("operate.worker.help"))(work)
    desk.command("mail", cls=Verb, help=say("operate.mail.help"))(tell_mails)
    desk.command("reset-second-step", cls=Verb, help=say("operate.second_step.help"))(
        reset_second_step
    )
    desk.command("load-example", cls=Verb, help=say("operate.example.help"))(load_example)
    desk_backup.add_verbs(desk)
    desk.command("retention", cls=Verb, help=say("operate.retention.help"))(keep_retention)
    desk.command("export", cls=Verb, help=say("operate.export.help"))(export_consultation)
    desk_registry.add_verbs(desk)
    desk_check.add_verbs(desk)
    desk_take_in.add_verbs(desk)
    desk_news.add_verbs(desk)
    desk_dump.add_verbs(desk)
    return desk


def keep_private() -> None:
    # Set before anything is written, and inherited by all child processes: files of the desk, including temporary
    # ones, are private to its user.
    os.umask(0o077)
    own = os.environ.get("HUIYIN_LOCAL") or os.environ.get("HUIYIN_DATA", "huiyin-data")
    os.environ["TMPDIR"] = str(Path(own).resolve() / "arriving")


def prepare_desk(
    email: Annotated[str, typer.Option("--email", help=say("operate.email.help"))] = "",
) -> None:
    from huiyin.desk.operations import preparation, signature
    from huiyin.desk.operations.folder_lock import DeskUnavailable

    try:
        _print_unread(preparation.prepare_desk(tell=ProgressReporter()))
    except DeskUnavailable as error:
        exit_with_message(say(f"operate.unavailable.{error.code}", **error.details))
    if email:
        from django.core.exceptions import ValidationError

        try:
            url = preparation.make_operator(email)
        except ValidationError as error:
            exit_with_message(" ".join(error.messages))
        print_notice(say("operate.account.link", email=email, url=url))
    print_notice(say("operate.ready"))
    print_notice(say("operate.fingerprint", fingerprint=signature.get_fingerprint()))


def run_desk(
    host: Annotated[str, typer.Option("--host", help=say("operate.host.help"))] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help=say("operate.port.help"))] = 8000,
    without_workers: Annotated[
        bool, typer.Option("--without-workers", help=say("operate.without_workers.help"))
    ] = False,
) -> None:
    from huiyin.desk.operations import anteroom, database, preparation, server
    from huiyin.desk.operations.folder_lock import DeskUnavailable

    shown = f"[{host}]" if ":" in host else host
    ready = say("operate.serving", url=f"http://{shown}:{port}/")
    preparation.set_site(shown, port)
    try:
        preparation.setup_django()
        database.check_kind()
        with (
            server.claim_desk(host, port) as listener,
            anteroom.receive_visitors(listener) as close,
        ):
            _print_unread(preparation.prepare_desk(tell=ProgressReporter()))

            def open_up() -> None:
                close()
                print_notice(ready)

            code = server.serve_desk(listener, ready=open_up, with_workers=not without_workers)
    except DeskUnavailable as error:
        exit_with_message(say(f"operate.unavailable.{error.code}", **error.details))
    except database.OtherDatabaseKind as error:
        exit_with_message(
            say(
                "operate.backup.other_database",
                folder=str(preparation.get_data_folder()),
                kind=error.kind,
            )
        )
    raise typer.Exit(code)


def work(
    until_done: Annotated[
        bool, typer.Option("--until-done", help=say("operate.until_done.help"))
    ] = False,
    only: Annotated[
        str, typer.Option("--only", metavar="jobs|mails", help=say("operate.only.help"))
    ] = "",
) -> None:
    from huiyin.desk.operations import supervisor, worker

    if only and only not in supervisor.WORKERS:
        exit_with_message(say("operate.only.unknown", given=only))
    load_whole_desk()
    _see_ready()
    if until_done or only:
        worker.run_worker(until_done=until_done, only=only)
    else:
        supervisor.keep_working()


def tell_mails(
    try_again: Annotated[
        bool, typer.Option("--try-again", help=say("operate.mail.again.help"))
    ] = False,
) -> None:
    load_whole_desk()
    from huiyin.desk.notifications import outbox

    if try_again:
        print_notice(say("operate.mail.again", n=outbox.try_again()))
        return
    for mail in outbox.list_unsent():
        print_notice(
            say(
                "operate.mail.line",
                recipient=mail.recipient,
                name=say(f"mail.name.{mail.kind}"),
                state=say(f"operate.mail.state.{mail.state}"),
                attempts=mail.attempts,
                error=mail.error,
            )
        )
    print_notice(say("operate.mail.waiting", n=outbox.count_waiting()))


def reset_second_step(
    email: Annotated[
        str, typer.Argument(metavar="EMAIL", help=say("operate.second_step.email.help"))
    ],
) -> None:
    from huiyin.desk.operations import preparation

    load_whole_desk()
    from huiyin.desk.accounts.api import UnknownAccount

    try:
        preparation.take_second_step_away(email)
    except UnknownAccount:
        exit_with_message(say("operate.second_step.unknown", email=email))
    print_notice(say("operate.second_step.done", email=email))


def load_example(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="FOLDER", readable=False, help=say("operate.folder.help")),
    ] = None,
    if_empty: Annotated[
        bool, typer.Option("--if-empty", help=say("operate.if_empty.help"))
    ] = False,
) -> None:
    from huiyin.desk.operations import example, folder_lock, preparation
    from huiyin.report.consultation_file import UnusableConsultation

    preparation.setup_django()
    try:
        with folder_lock.claim_folder(preparation.get_own_folder()):
            preparation.prepare_desk(tell=ProgressReporter())
            if example.was_broken_off():
                exit_with_message(
                    say("operate.broken_off", folder=str(preparation.get_data_folder()))
                )
            if if_empty and not preparation.is_empty():
                accounts = example.accounts_made()
            else:
                accounts = example.load_example(
                    folder or example.FOLDER,
                    tell=lambda what: print_notice(say(f"operate.loading.{what}")),
                )
    except folder_lock.DeskUnavailable as error:
        exit_with_message(say(f"operate.unavailable.{error.code}", **error.details))
    except UnusableConsultation as error:
        exit_with_message(say(f"run.unusable.{error.code}", **error.details))
    except ValueError:
        exit_with_message(say("operate.not_empty"))
    for account in accounts:
        _print_account(account.role, account.email, account.password)


def keep_retention(
    show: Annotated[bool, typer.Option("--show", help=say("operate.retention.show.help"))] = False,
) -> None:
    load_whole_desk()
    from huiyin.desk.personal import retention as kept

    counted = kept.go_round(is_dry=show)
    for one in kept.list_periods():
        if one.name in counted:
            what = say(f"personal.kept.{one.name}")
            print_notice(
                say("operate.retention.line", count=counted[one.name], what=what, days=one.days)
            )
    print_notice(say("operate.retention.shown") if show else say("operate.retention.done"))


def export_consultation(
    consultation: Annotated[
        str,
        typer.Argument(metavar="CONSULTATION", help=say("operate.export.consultation.help")),
    ],
    folder: Annotated[
        Path,
        typer.Argument(metavar="FOLDER", readable=False, help=say("operate.export.folder.help")),
    ],
    everything: Annotated[bool, typer.Option("--all", help=say("operate.export.all.help"))] = False,
) -> None:
    load_whole_desk()
    from huiyin.desk.consultations.api import lookups
    from huiyin.desk.exports import api as exports

    found = lookups.find_consultation(consultation)
    if found is None:
        there = ", ".join(lookups.list_slugs(20))
        exit_with_message(say("operate.export.unknown", slug=consultation, there=there or "–"))
    try:
        files = exports.export_consultation(found, folder, everything=everything)
    except OSError as error:
        exit_with_message(
            say("operate.backup.unwritable", file=str(folder), why=error.strerror or str(error))
        )
    print_notice(say("operate.export.done", folder=str(folder), files=len(files)))


def _see_ready() -> None:
    """End the call if several machines may serve the desk and the tables are not of this version yet, or another
    machine keeps the desk's files elsewhere.
    """
    from django.conf import settings

    from huiyin.desk.operations import rolling_upgrade
    from huiyin.desk.operations.folder_lock import DeskUnavailable

    if not settings.HAS_SEVERAL_MACHINES:
        return
    try:
        rolling_upgrade.check_place()
    except DeskUnavailable as error:
        exit_with_message(say(f"operate.unavailable.{error.code}", **error.details))
    if rolling_upgrade.list_pending():
        exit_with_message(say("operate.worker.behind"))


def _print_unread(second_steps: int) -> None:
    if second_steps:
        print_notice(say("operate.second_step.unread", n=second_steps))


def _print_account(role: str, email: str, password: str) -> None:
    print_notice(
        say("operate.account", role=say(f"desk.role.{role}"), email=email, password=password)
    )
