"""The results of ``huiyin ledger verify`` as data and as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from huiyin.cli.output import print_json, print_notice, write_utf8
from huiyin.i18n import say
from huiyin.presentation.ledger_labels import say_refused_evidence
from huiyin.transparency import (
    EntryCheck,
    Receipt,
    ReceiptCheck,
    RefusalCode,
    RefusedEvidence,
    SignedCheckpoint,
    TileSource,
    VerifierKey,
    check_continuation,
    check_receipt,
    list_split_views,
    read_checkpoint,
    read_receipt,
)
from huiyin.transparency.canonical_json import LARGEST_DOCUMENT
from huiyin.transparency.entries import say_moment


@dataclass(frozen=True, slots=True)
class FileCheck:
    """The result for one file. If it is not a receipt, ``receipt`` and ``found`` are None and ``refused`` says why."""

    file: str
    receipt: Receipt | None = None
    found: ReceiptCheck | None = None
    refused: RefusedEvidence | None = None

    @property
    def holds(self) -> bool:
        return self.refused is None and self.found is not None and self.found.holds

    @property
    def is_key_given(self) -> bool:
        return self.found is None or self.found.is_key_given

    @property
    def checkpoint(self) -> SignedCheckpoint | None:
        return self.found.checkpoint if self.found else None

    def find_problem(self, entry: EntryCheck) -> RefusedEvidence | None:
        return self.refused or entry.refused


def check_receipt_files(
    files: Iterable[Path],
    log_key: VerifierKey | None,
    witness_keys: Sequence[VerifierKey],
    source: TileSource | None,
) -> list[FileCheck]:
    """Check each file by itself, against the others, and against the log at ``source``.

    Raises :class:`UnreachableLog` if the log cannot be reached, ``OSError`` if a file cannot be read.
    """
    checks = [_check_file(file, log_key, witness_keys) for file in files]
    return _check_against_log(_check_each_other(checks), source)


def tell_checks(checks: Sequence[FileCheck], *, as_json: bool) -> None:
    """Print the results for programs or for people, including where the log's key came from."""
    if as_json:
        print_json(describe_checks(checks))
    else:
        write_utf8()
        print_checks(checks)
    if any(not check.is_key_given for check in checks):
        print_notice(say("ledger.verify.own_key"))


def describe_checks(checks: Sequence[FileCheck]) -> dict[str, Any]:
    """Return the ``--json`` document; ``checkpoint`` and ``witnesses`` are those of the largest valid receipt."""
    largest = max(
        (check for check in checks if check.holds and check.checkpoint),
        key=lambda check: check.checkpoint.size if check.checkpoint else 0,
        default=None,
    )
    receipts = [_describe_file(check) for check in checks]
    best = receipts[checks.index(largest)] if largest else None
    return {
        "entries": [entry for check in checks for entry in _describe_entries(check)],
        "checkpoint": best["checkpoint"] if best else None,
        "witnesses": best["witnesses"] if best else [],
        "receipts": receipts,
    }


def describe_checkpoint(checkpoint: SignedCheckpoint) -> dict[str, Any]:
    return {
        "origin": checkpoint.checkpoint.origin,
        "size": checkpoint.size,
        "root": checkpoint.root.hex(),
        "note": str(checkpoint),
    }


def print_checks(checks: Sequence[FileCheck]) -> None:
    """Print each receipt in sentences on standard output, because they are the requested result."""
    for check in checks:
        if check.found is None:
            assert check.refused is not None
            print(f"{check.file}: {say_refused_evidence(check.refused)}")
            continue
        for entry in check.found.entries:
            print(f"{check.file}: {_say_entry(check, entry)}")
        _print_opened(check)
        for witness in check.found.witnesses:
            seen = say_moment(witness.seen)
            print(f"  {say('ledger.verify.witnessed', name=witness.key.name, seen=seen)}")


def _check_file(
    file: Path, log_key: VerifierKey | None, witness_keys: Sequence[VerifierKey]
) -> FileCheck:
    with file.open("rb") as opened:
        data = opened.read(LARGEST_DOCUMENT + 1)
    try:
        receipt = read_receipt(data)
    except RefusedEvidence as refused:
        return FileCheck(str(file), refused=refused)
    found = check_receipt(receipt, log_key=log_key, witness_keys=witness_keys)
    return FileCheck(str(file), receipt, found)


def _check_each_other(checks: Sequence[FileCheck]) -> list[FileCheck]:
    """Refuse both of two receipts with the same size and different roots: nobody knows which history is the log's."""
    split: set[SignedCheckpoint] = set()
    by_key: dict[VerifierKey, list[SignedCheckpoint]] = {}
    for check in checks:
        if check.found and check.checkpoint:
            by_key.setdefault(check.found.log_key, []).append(check.checkpoint)
    for checkpoints in by_key.values():
        for pair in list_split_views(checkpoints):
            split.update(pair)
    return [
        replace(check, refused=_make_split(check.checkpoint))
        if check.checkpoint and check.checkpoint in split
        else check
        for check in checks
    ]


def _make_split(checkpoint: SignedCheckpoint) -> RefusedEvidence:
    return RefusedEvidence(RefusalCode.SPLIT_VIEW, size=checkpoint.size)


def _check_against_log(checks: list[FileCheck], source: TileSource | None) -> list[FileCheck]:
    if source is None:
        return checks
    checked = []
    for check in checks:
        refused = check.refused
        if check.found and check.checkpoint and refused is None:
            try:
                _check_shown(source, check.checkpoint, check.found.log_key)
            except RefusedEvidence as error:
                refused = error
        checked.append(replace(check, refused=refused))
    return checked


def _check_shown(source: TileSource, checkpoint: SignedCheckpoint, key: VerifierKey) -> None:
    """Raise :class:`RefusedEvidence` if the log at ``source`` does not continue ``checkpoint``."""
    shown = read_checkpoint(source, key)
    try:
        check_continuation(source, checkpoint, shown)
    except RefusedEvidence as refused:
        # A smaller log lacks the tiles of a larger one, which is not a fault in its files.
        if refused.code is not RefusalCode.TILE_MISSING or shown.size >= checkpoint.size:
            raise
        raise RefusedEvidence(RefusalCode.OLDER_COPY, old=checkpoint.size, new=shown.size) from None


def _describe_file(check: FileCheck) -> dict[str, Any]:
    leaf = check.found
    return {
        "file": check.file,
        "ok": check.holds,
        "problem": _describe_problem(check.refused),
        "log_key": str(leaf.log_key) if leaf else None,
        "key_given": leaf.is_key_given if leaf else False,
        "checkpoint": describe_checkpoint(check.checkpoint) if check.checkpoint else None,
        "witnesses": [
            {"name": one.key.name, "key": str(one.key), "seen": say_moment(one.seen)}
            for one in (leaf.witnesses if leaf else ())
        ],
    }


def _describe_entries(check: FileCheck) -> list[dict[str, Any]]:
    if check.found is None or check.receipt is None:
        return []
    return [
        {
            "file": check.file,
            "leaf": entry.leaf_hash.hex(),
            "index": entry.index,
            "size": check.checkpoint.size if check.checkpoint else None,
            "ok": check.find_problem(entry) is None,
            "problem": _describe_problem(check.find_problem(entry)),
            "kind": entry.entry.kind if entry.entry else None,
            "recorded": say_moment(entry.entry.recorded) if entry.entry else None,
            "fields": entry.entry.fields if entry.entry else None,
            "opened": {opening.name: opening.value for opening in shown.openings}
            if check.find_problem(entry) is None
            else {},
        }
        for entry, shown in zip(check.found.entries, check.receipt.entries, strict=True)
    ]


def _describe_problem(refused: RefusedEvidence | None) -> dict[str, str] | None:
    if refused is None:
        return None
    return {"code": refused.code, "message": say_refused_evidence(refused)}


def _say_entry(check: FileCheck, entry: EntryCheck) -> str:
    problem = check.find_problem(entry)
    if problem is not None:
        return say("ledger.verify.fails", index=entry.index, why=say_refused_evidence(problem))
    assert check.checkpoint is not None and entry.entry is not None
    return say(
        "ledger.verify.holds",
        index=entry.index,
        kind=entry.entry.kind,
        recorded=say_moment(entry.entry.recorded),
        origin=check.checkpoint.checkpoint.origin,
        size=check.checkpoint.size,
    )


def _print_opened(check: FileCheck) -> None:
    assert check.found is not None and check.receipt is not None
    for entry, shown in zip(check.found.entries, check.receipt.entries, strict=True):
        for opening in shown.openings if check.find_problem(entry) is None else ():
            value = _escape(opening.value)
            print(f"  {say('ledger.verify.opened', name=_escape(opening.name), value=value)}")


def _escape(text: str) -> str:
    """Remove terminal control characters."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
