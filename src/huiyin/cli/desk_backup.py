"""``huiyin desk backup``, ``restore`` and ``backup-key``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from huiyin.cli.desk_progress import ProgressReporter
from huiyin.cli.output import exit_with_message, print_notice
from huiyin.cli.parser import Verb
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.operations import age

#: The minimum length of a passphrase: anyone with the file may try as many passphrases as they like.
_SHORTEST = 12

PassphraseFile = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        metavar="FILE",
        readable=False,
        help=say("operate.passphrase.file.help"),
    ),
]
PassphraseEnv = Annotated[
    str, typer.Option("--passphrase-env", metavar="NAME", help=say("operate.passphrase.env.help"))
]


def add_verbs(desk: typer.Typer) -> None:
    """Add the three verbs to ``huiyin desk`` with help in the current language."""
    desk.command("backup", cls=Verb, help=say("operate.backup.help"))(make_backup)
    desk.command("restore", cls=Verb, help=say("operate.restore.help"))(restore_backup)
    desk.command("backup-key", cls=Verb, help=say("operate.key.help"))(make_backup_key)


def make_backup(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", readable=False, help=say("operate.backup.file.help")),
    ],
    to: Annotated[
        list[str] | None,
        typer.Option("--to", metavar="age1…|FILE", help=say("operate.backup.to.help")),
    ] = None,
    passphrase_file: PassphraseFile = None,
    passphrase_env: PassphraseEnv = "",
    plain: Annotated[bool, typer.Option("--plain", help=say("operate.backup.plain.help"))] = False,
) -> None:
    ways = [bool(to), passphrase_file is not None, bool(passphrase_env), plain]
    if sum(ways) > 1:
        exit_with_message(say("operate.backup.one_way"))
    locks = [] if plain else _find_locks(to or [], passphrase_file, passphrase_env)

    from huiyin.desk.operations import database

    folder = Path(os.environ.get("HUIYIN_DATA", "huiyin-data")).resolve()
    if not database.has_desk(folder):  # loading the settings would create a folder with keys
        exit_with_message(say("operate.backup.no_desk", folder=str(folder)))

    from huiyin.desk.operations import backup as backups
    from huiyin.desk.operations import signature

    try:
        manifest = backups.write_backup(file, locks, tell=ProgressReporter())
    except backups.UnusableBackup as error:
        exit_with_message(say(f"operate.backup.{error.code}", **error.details))
    except OSError as error:
        exit_with_message(
            say("operate.backup.unwritable", file=str(file), why=error.strerror or str(error))
        )
    print_notice(say("operate.backup.done", file=str(file), **_count_parts(manifest)))
    if plain:
        print_notice(say("operate.backup.is_plain"))
    print_notice(say("operate.fingerprint", fingerprint=signature.get_fingerprint()))


def restore_backup(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", readable=False, help=say("operate.restore.file.help")),
    ],
    key: Annotated[
        Path | None,
        typer.Option("--key", metavar="FILE", readable=False, help=say("operate.restore.key.help")),
    ] = None,
    passphrase_file: PassphraseFile = None,
    passphrase_env: PassphraseEnv = "",
    trust: Annotated[
        str,
        typer.Option("--trust", metavar="FINGERPRINT", help=say("operate.restore.trust.help")),
    ] = "",
    unsigned: Annotated[
        bool, typer.Option("--unsigned", help=say("operate.restore.unsigned.help"))
    ] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help=say("operate.overwrite.help"))
    ] = False,
) -> None:
    from huiyin.desk.operations import backup as backups
    from huiyin.desk.operations import preparation, signature

    telling = ProgressReporter()
    try:
        keys = _find_keys(backups.find_need(file), file, key, passphrase_file, passphrase_env)
        manifest = backups.restore_backup(
            file,
            keys,
            trust=trust,
            is_unsigned=unsigned,
            overwrite=overwrite,
            prepare=lambda: preparation.prepare_desk(tell=telling),
            tell=telling,
        )
    except backups.UnusableBackup as error:
        details = dict(error.details)
        if error.code == "part":
            details["why"] = say(f"operate.part.{details['why']}")
        exit_with_message(say(f"operate.restore.{error.code}", **details))
    taken = backups.escape_name(manifest["taken"])
    print_notice(say("operate.restore.done", taken=taken, **_count_parts(manifest)))
    print_notice(say("operate.restore.signed_out"))
    if os.environ.get("HUIYIN_SECRET_KEY"):
        print_notice(say("operate.restore.own_secret"))
    print_notice(say("operate.fingerprint", fingerprint=signature.get_fingerprint()))


def make_backup_key(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", readable=False, help=say("operate.key.file.help"))
    ],
) -> None:
    from huiyin.desk.operations import age

    identity = age.Identity.generate()
    recipient = str(identity.recipient)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as made:
            made.write(f"# public key: {recipient}\n{identity.tell_secret()}\n")
    except FileExistsError:
        exit_with_message(say("operate.key.exists", file=str(file)))
    except OSError as error:
        exit_with_message(
            say("operate.backup.unwritable", file=str(file), why=error.strerror or str(error))
        )
    print_notice(say("operate.key.done", file=str(file), recipient=recipient))


def _count_parts(manifest: dict[str, Any]) -> dict[str, int]:
    parts = manifest["parts"]
    return {
        "rows": sum(part.get("rows", 0) for part in parts.values()),
        "uploads": sum(name.startswith("uploads/") for name in parts),
    }


def _find_locks(to: list[str], file: Path | None, env: str) -> list[age.Lock]:
    """Return what to encrypt the backup with; ask a person at a terminal if nothing was given."""
    from huiyin.desk.operations import age

    locks: list[age.Lock] = []
    for one in to:
        try:
            is_key = one.strip().lower().startswith("age1")
            locks += [age.Recipient.parse(one)] if is_key else age.read_recipients(Path(one))
        except (ValueError, OSError):
            exit_with_message(say("operate.backup.no_recipient", given=one))
    if locks:
        return locks
    passphrase = _read_passphrase(file, env)
    if passphrase is None:
        if not _is_somebody_there():
            exit_with_message(say("operate.backup.no_way"))
        passphrase = typer.prompt(
            say("operate.passphrase.new"), hide_input=True, err=True, default="", show_default=False
        )
        if len(passphrase) >= _SHORTEST and passphrase != typer.prompt(
            say("operate.passphrase.again"), hide_input=True, err=True, default="", show_default=False
        ):  # fmt: skip
            exit_with_message(say("operate.passphrase.differs"))
    if len(passphrase) < _SHORTEST:
        exit_with_message(say("operate.passphrase.short", least=_SHORTEST))
    return [age.Passphrase(passphrase)]


def _find_keys(
    need: str, backup: Path, key: Path | None, file: Path | None, env: str
) -> list[age.Key]:
    """Return what decrypts the backup, according to its ``need``: a ``passphrase``, a ``key`` or nothing."""
    from huiyin.desk.operations import age

    if need == "key":
        if key is None:
            exit_with_message(say("operate.restore.needs_key", file=backup.name))
        try:
            return list(age.read_identities(key))
        except (ValueError, OSError):
            exit_with_message(say("operate.restore.no_key", file=str(key)))
    if need == "passphrase":
        passphrase = _read_passphrase(file, env)
        if passphrase is None:
            if not _is_somebody_there():
                exit_with_message(say("operate.restore.needs_passphrase", file=backup.name))
            passphrase = typer.prompt(
                say("operate.passphrase.ask", file=backup.name),
                hide_input=True, err=True, default="", show_default=False,
            )  # fmt: skip
        return [age.Passphrase(passphrase)]
    return []


def _read_passphrase(file: Path | None, env: str) -> str | None:
    """Read the first line of ``file``, or the environment variable ``env``; None if neither was named."""
    if env:
        if env not in os.environ:
            exit_with_message(say("operate.passphrase.no_env", name=env))
        return os.environ[env]
    if file is None:
        return None
    try:
        with file.open(encoding="utf-8") as opened:
            return opened.readline(4096).rstrip("\r\n")
    except (OSError, ValueError):
        exit_with_message(say("operate.passphrase.no_file", file=str(file)))


def _is_somebody_there() -> bool:
    return sys.stdin.isatty()
