"""``huiyin desk …``: prepare, run and fill the site."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from huiyin.cli import desk_backup
from huiyin.cli.desk_progress import Telling
from huiyin.cli.parser import Program, Verb
from huiyin.cli.speak import stop, tell
from huiyin.words import say


def build() -> typer.Typer:
    """The verbs of the desk, their help in the current language."""
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
    return desk


def keep_private() -> None:
    # Before anything is written, and for all processes that are begun from here: what the desk writes is its own,
    # what it writes for a while too.
    os.umask(0o077)
    data = Path(os.environ.get("HUIYIN_DATA", "huiyin-data")).resolve()
    os.environ["TMPDIR"] = str(data / "arriving")


def prepare_desk(
    email: Annotated[str, typer.Option("--email", help=say("operate.email.help"))] = "",
) -> None:
    from huiyin.desk.operate import prepare, signature

    _tell_unread(prepare.prepare(tell=Telling()))
    if email:
        from django.core.exceptions import ValidationError

        try:
            url = prepare.make_operator(email)
        except ValidationError as error:
            stop(" ".join(error.messages))
        tell(say("operate.account.link", email=email, url=url))
    tell(say("operate.ready"))
    tell(say("operate.fingerprint", fingerprint=signature.fingerprint()))


def run_desk(
    host: Annotated[str, typer.Option("--host", help=say("operate.host.help"))] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help=say("operate.port.help"))] = 8000,
) -> None:
    from huiyin.desk.operate import anteroom, database, prepare, serve
    from huiyin.desk.operate.claiming import Unavailable

    shown = f"[{host}]" if ":" in host else host
    ready = say("operate.serving", url=f"http://{shown}:{port}/")
    try:
        prepare.setup()
        database.check_kind()
        with (
            serve.claim(host, port) as listener,
            anteroom.receive_visitors(listener) as close,
        ):
            _tell_unread(prepare.prepare(tell=Telling()))

            def open_up() -> None:
                close()
                tell(ready)

            code = serve.serve(listener, ready=open_up)
    except Unavailable as error:
        stop(say(f"operate.unavailable.{error.code}", **error.details))
    except database.OtherKind as error:
        stop(say("operate.backup.other_database", folder=str(prepare.folder()), kind=error.kind))
    raise typer.Exit(code)


def work(
    until_done: Annotated[
        bool, typer.Option("--until-done", help=say("operate.until_done.help"))
    ] = False,
    only: Annotated[
        str, typer.Option("--only", metavar="jobs|mails", help=say("operate.only.help"))
    ] = "",
) -> None:
    from huiyin.desk.operate import keeping, worker

    if only and only not in keeping.WORKERS:
        stop(say("operate.only.unknown", given=only))
    _see_restored()
    if until_done or only:
        worker.work(until_done=until_done, only=only)
    else:
        keeping.keep_working()


def tell_mails(
    try_again: Annotated[
        bool, typer.Option("--try-again", help=say("operate.mail.again.help"))
    ] = False,
) -> None:
    _see_restored()
    from huiyin.desk.accounts.mails import outbox

    if try_again:
        tell(say("operate.mail.again", n=outbox.try_again()))
        return
    for one in outbox.unsent():
        tell(
            say(
                "operate.mail.line",
                recipient=one.recipient,
                name=say(f"mail.name.{one.kind}"),
                state=say(f"operate.mail.state.{one.state}"),
                attempts=one.attempts,
                error=one.error,
            )
        )
    tell(say("operate.mail.waiting", n=outbox.waiting()))


def reset_second_step(
    email: Annotated[
        str, typer.Argument(metavar="EMAIL", help=say("operate.second_step.email.help"))
    ],
) -> None:
    from huiyin.desk.operate import prepare

    _see_restored()
    from huiyin.desk.accounts.models import User

    try:
        prepare.take_second_step_away(email)
    except User.DoesNotExist:
        stop(say("operate.second_step.unknown", email=email))
    tell(say("operate.second_step.done", email=email))


def load_example(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="FOLDER", readable=False, help=say("operate.folder.help")),
    ] = None,
    if_empty: Annotated[
        bool, typer.Option("--if-empty", help=say("operate.if_empty.help"))
    ] = False,
) -> None:
    from huiyin.desk.operate import claiming, example, prepare
    from huiyin.report.consultation import UnusableConsultation

    prepare.setup()
    try:
        with claiming.claim_folder(prepare.folder()):
            prepare.prepare(tell=Telling())
            if example.was_broken_off():
                stop(say("operate.broken_off", folder=str(prepare.folder())))
            if if_empty and not prepare.is_empty():
                accounts = example.accounts_made()
            else:
                accounts = example.load(
                    folder or example.FOLDER,
                    tell=lambda what: tell(say(f"operate.loading.{what}")),
                )
    except claiming.Unavailable as error:
        stop(say(f"operate.unavailable.{error.code}", **error.details))
    except UnusableConsultation as error:
        stop(say(f"run.unusable.{error.code}", **error.details))
    except ValueError:
        stop(say("operate.not_empty"))
    for account in accounts:
        _tell_account(account.role, account.email, account.password)


def keep_retention(
    show: Annotated[bool, typer.Option("--show", help=say("operate.retention.show.help"))] = False,
) -> None:
    _see_restored()
    from huiyin.desk.personal import retention as kept

    counted = kept.go_round(is_dry=show)
    for one in kept.periods():
        if one.name in counted:
            what = say(f"personal.kept.{one.name}")
            tell(say("operate.retention.line", count=counted[one.name], what=what, days=one.days))
    tell(say("operate.retention.shown") if show else say("operate.retention.done"))


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
    _see_restored()
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.ledger.api import exporting

    found = Consultation.objects.filter(slug=consultation).first()
    if found is None:
        there = ", ".join(Consultation.objects.values_list("slug", flat=True)[:20])
        stop(say("operate.export.unknown", slug=consultation, there=there or "–"))
    try:
        files = exporting.export(found, folder, everything=everything)
    except OSError as error:
        stop(say("operate.backup.unwritable", file=str(folder), why=error.strerror or str(error)))
    tell(say("operate.export.done", folder=str(folder), files=len(files)))


def _see_restored() -> None:
    """Load the desk; end the call where a restore was killed half way, for what it holds then belongs to two desks."""
    from huiyin.desk.operate import prepare, restoring

    prepare.setup()
    if restoring.is_under_way():
        stop(say("operate.half_restored", folder=str(prepare.folder())))


def _tell_unread(second_steps: int) -> None:
    if second_steps:
        tell(say("operate.second_step.unread", n=second_steps))


def _tell_account(role: str, email: str, password: str) -> None:
    tell(say("operate.account", role=say(f"desk.role.{role}"), email=email, password=password))
