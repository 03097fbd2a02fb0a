"""``huiyin ledger …``: check receipts, witness a log, create keys. None of it needs the desk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from huiyin.cli.output import (
    DONE,
    DONE_ON_ITS_WORD,
    DONE_WITH_REFUSALS,
    AsJson,
    exit_with_message,
    print_json,
    print_notice,
    require_path,
    write_utf8,
)
from huiyin.cli.parser import Program, Verb
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.transparency import (
        KeyKind,
        RefusedEvidence,
        TileSource,
        UnreachableLog,
        VerifierKey,
        Vouching,
    )

#: A key argument is either the key itself or the name of a file that contains it.
_LARGEST_KEY = 2048


def build_ledger_program() -> typer.Typer:
    """Build the verbs of the ledger with help in the current language."""
    ledger = typer.Typer(cls=Program, help=say("ledger.help"), no_args_is_help=True)
    ledger.command("verify", cls=Verb, help=say("ledger.verify.help"))(verify_receipts)
    ledger.command("witness", cls=Verb, help=say("ledger.witness.help"))(witness_log)
    ledger.command("keygen", cls=Verb, help=say("ledger.keygen.help"))(generate_key_file)
    return ledger


def verify_receipts(
    receipts: Annotated[
        list[Path],
        typer.Argument(metavar="RECEIPT…", readable=False, help=say("ledger.receipt.help")),
    ],
    key: Annotated[str, typer.Option("--key", help=say("ledger.verify.key.help"))] = "",
    witness: Annotated[
        list[str] | None, typer.Option("--witness", help=say("ledger.verify.witness.help"))
    ] = None,
    log: Annotated[
        str, typer.Option("--log", metavar="ADDRESS|FOLDER", help=say("ledger.verify.log.help"))
    ] = "",
    as_json: AsJson = False,
) -> None:
    from huiyin.cli.ledger_receipts import check_receipt_files, tell_checks
    from huiyin.transparency import KeyKind, UnreachableLog

    log_key = _read_key(key, KeyKind.LOG) if key else None
    witness_keys = [_read_key(one, KeyKind.WITNESS) for one in witness or []]
    files = [require_path(path) for path in receipts]
    try:
        checks = check_receipt_files(
            files, log_key, witness_keys, _open_source(log) if log else None
        )
    except UnreachableLog as error:
        _stop_unreachable(error, log)
    tell_checks(checks, as_json=as_json)
    if not all(check.holds for check in checks):
        raise typer.Exit(DONE_WITH_REFUSALS)
    is_key_given = all(check.is_key_given for check in checks)
    raise typer.Exit(DONE if is_key_given else DONE_ON_ITS_WORD)


def witness_log(
    log: Annotated[
        str, typer.Argument(metavar="ADDRESS|FOLDER", help=say("ledger.witness.log.help"))
    ],
    state: Annotated[
        Path, typer.Option("--state", readable=False, help=say("ledger.witness.state.help"))
    ],
    key: Annotated[
        Path, typer.Option("--key", readable=False, help=say("ledger.witness.key.help"))
    ],
    log_key: Annotated[
        str, typer.Option("--log-key", help=say("ledger.witness.log_key.help"))
    ] = "",
    every_entry: Annotated[
        bool, typer.Option("--all", help=say("ledger.witness.all.help"))
    ] = False,
    as_json: AsJson = False,
) -> None:
    from huiyin.presentation.ledger_labels import say_refused_evidence
    from huiyin.transparency import (
        KeyKind,
        RefusalCode,
        RefusedEvidence,
        UnreachableLog,
        is_open_to_others,
        read_signing_key,
        vouch_for_log,
    )

    try:
        signing_key = read_signing_key(require_path(key), KeyKind.WITNESS)
    except RefusedEvidence as refused:
        exit_with_message(
            say("ledger.wrong_file", file=str(key), why=say_refused_evidence(refused))
        )
    if is_open_to_others(key):
        print_notice(say("ledger.witness.key_open", file=str(key)))
    given = _read_key(log_key, KeyKind.LOG) if log_key else None
    source = _open_source(log)
    try:
        vouching = vouch_for_log(source, state, signing_key, log_key=given, every_entry=every_entry)
    except UnreachableLog as error:
        _stop_unreachable(error, log)
    except RefusedEvidence as refused:
        if refused.code in (RefusalCode.STATE_BROKEN, RefusalCode.CLOCK_BACK):
            why = say_refused_evidence(refused)
            exit_with_message(say("ledger.wrong_file", file=str(state), why=why))
        _tell_refused(refused, as_json=as_json)
        raise typer.Exit(DONE_WITH_REFUSALS) from None
    _tell_vouching(vouching, str(signing_key), as_json=as_json)


def generate_key_file(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", readable=False, help=say("ledger.keygen.file.help"))
    ],
    name: Annotated[str, typer.Option("--name", help=say("ledger.keygen.name.help"))],
    for_log: Annotated[bool, typer.Option("--log", help=say("ledger.keygen.log.help"))] = False,
    as_json: AsJson = False,
) -> None:
    from huiyin.transparency import KeyKind, RefusedEvidence, generate_key, save_signing_key

    kind = KeyKind.LOG if for_log else KeyKind.WITNESS
    if "://" in name:
        exit_with_message(say("ledger.keygen.wrong_name"))
    try:
        key = generate_key(name, kind)
    except RefusedEvidence:
        exit_with_message(say("ledger.keygen.wrong_name"))
    try:
        save_signing_key(file, key)
    except FileExistsError:
        exit_with_message(say("ledger.keygen.there", file=str(file)))
    if as_json:
        kind_name = kind.name.lower()
        print_json({"file": str(file), "name": name, "kind": kind_name, "key": str(key)})
    else:
        write_utf8()
        print(key)
    print_notice(say("ledger.keygen.done", file=str(file)))


def _read_key(given: str, kind: KeyKind) -> VerifierKey:
    """Return the public key that was given, or read it from the file named."""
    from huiyin.presentation.ledger_labels import say_refused_evidence
    from huiyin.transparency import RefusedEvidence, parse_key

    text = given
    if "+" not in given or Path(given).is_file():
        with require_path(Path(given)).open("rb") as file:
            text = file.read(_LARGEST_KEY).decode("utf-8", errors="replace")
    try:
        return parse_key(text, kind)
    except RefusedEvidence as refused:
        exit_with_message(say("ledger.wrong_file", file=given, why=say_refused_evidence(refused)))


def _open_source(log: str) -> TileSource:
    from huiyin.transparency import FolderSource, UnreachableLog, WebSource

    if "://" in log:
        try:
            return WebSource(log)
        except UnreachableLog as error:
            _stop_unreachable(error, log)
    folder = require_path(Path(log))
    if not folder.is_dir():
        exit_with_message(say("ledger.no_folder", file=log))
    return FolderSource(folder)


def _stop_unreachable(error: UnreachableLog, log: str) -> NoReturn:
    from huiyin.presentation.ledger_labels import say_unreachable_log

    exit_with_message(say_unreachable_log(error, log))


def _tell_vouching(vouching: Vouching, key: str, *, as_json: bool) -> None:
    checkpoint, previous = vouching.checkpoint, vouching.previous
    if as_json:
        from huiyin.cli.ledger_receipts import describe_checkpoint

        print_json(
            {
                "cosignature": vouching.cosignature,
                "witness": key,
                "checkpoint": describe_checkpoint(checkpoint),
                "previous": describe_checkpoint(previous.checkpoint) if previous else None,
                "entries_checked": vouching.entries_checked,
                "key_given": vouching.is_key_given,
                "refused": None,
            }
        )
    else:
        write_utf8()
        print(vouching.cosignature)
    if previous is None:
        print_notice(say("ledger.witness.first", origin=checkpoint.checkpoint.origin))
    if not vouching.is_key_given:
        print_notice(say("ledger.witness.first_key"))
    print_notice(
        say(
            "ledger.witness.done",
            origin=checkpoint.checkpoint.origin,
            size=checkpoint.size,
            n=vouching.entries_checked,
        )
    )


def _tell_refused(refused: RefusedEvidence, *, as_json: bool) -> None:
    from huiyin.presentation.ledger_labels import say_refused_evidence

    sentence = say_refused_evidence(refused)
    if as_json:
        print_json(
            {
                "cosignature": None,
                "refused": {"code": refused.code, "message": sentence} | refused.details,
                "evidence": list(refused.evidence),
            }
        )
    print_notice(say("cli.error", sentence=sentence))
    print_notice(say("ledger.witness.nothing_signed"))
    if refused.evidence:
        print_notice(say("ledger.witness.evidence"))
        for note in refused.evidence:
            print_notice(f"\n{note}")
