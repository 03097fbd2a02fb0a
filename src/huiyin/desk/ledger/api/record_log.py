"""The public log: waiting entries are appended to a transparency log of plain files and signed; receipts;
witnesses.

The rows are authoritative and the folder is derived: a lost folder is rebuilt from the rows, byte for byte. If
the folder has more entries than the rows, because a backup was restored, the rows are extended instead: a
history that was signed must never be signed differently.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.bulk_rows import update_rows
from huiyin.desk.core.sealed_secrets import seal_text, unseal_text
from huiyin.desk.ledger.api.log_entries import build_fields, read_values, write_fields
from huiyin.desk.ledger.models import (
    Checkpoint,
    Cosignature,
    Exchange,
    LogEntry,
    LogKey,
    Witness,
)
from huiyin.i18n import say, say_number
from huiyin.transparency import (
    Entry,
    FolderSource,
    KeyKind,
    Opening,
    Receipt,
    RefusalCode,
    RefusedEvidence,
    SignedCheckpoint,
    SigningKey,
    TileReader,
    UnreachableLog,
    VerifierKey,
    add_cosignature,
    append_entries,
    build_receipt,
    create_log,
    generate_key,
    list_cosignatures,
    open_checkpoint,
    parse_entry,
    parse_key,
    parse_signing_key,
    read_checkpoint,
)
from huiyin.transparency.checkpoints import parse_checkpoint
from huiyin.transparency.encodings import decode_base64
from huiyin.transparency.notes import parse_note
from huiyin.transparency.tiles import CHECKPOINT

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

#: The kind under which the log's key is sealed; it is part of backups.
_KIND = "record_log"
#: The most entries added by one checkpoint.
MOST_TOGETHER = 5000
#: How many of the newest checkpoints a witness may still countersign.
_RECENT = 200


class NotLogged(LookupError):
    """The entry is not covered by a checkpoint yet."""


def get_folder() -> Path:
    """The folder of the log's files. Each key has its own, so rows with another key start another log."""
    return Path(settings.DATA) / "public-record" / get_public_key().key_id.hex()


def get_key() -> SigningKey:
    """The key that signs the log; created at first use."""
    row = LogKey.objects.first() or _make_key()
    return parse_signing_key(unseal_text(row.secret, _KIND), KeyKind.LOG)


def get_public_key() -> VerifierKey:
    row = LogKey.objects.first() or _make_key()
    return parse_key(row.public, KeyKind.LOG)


def _make_key() -> LogKey:
    parts = urlsplit(settings.SITE)
    key = generate_key(f"{parts.netloc}/ledger/log", KeyKind.LOG)
    row, _ = LogKey.objects.get_or_create(
        name=key.name, defaults={"public": str(key), "secret": seal_text(key.export(), _KIND)}
    )
    return row


@transaction.atomic
def append_waiting(now: datetime | None = None) -> int:
    """Append waiting entries, at most :data:`MOST_TOGETHER`, and sign a checkpoint; returns their number.

    Raises :class:`huiyin.transparency.RefusedEvidence` if the files do not match the last checkpoint: altered
    files are never signed.
    """
    key = get_key()
    LogKey.objects.select_for_update().get(name=key.name)
    # With the key's row locked, only one worker appends at a time.
    size = _reconcile(key)
    waiting = list(LogEntry.objects.filter(index=None).order_by("pk")[:MOST_TOGETHER])
    moment = (now or timezone.now()).astimezone(UTC).replace(microsecond=0)
    for at, entry in enumerate(waiting):
        entry.index = size + at
        entry.leaf = _write_leaf(entry, moment)
    update_rows(
        LogEntry,
        "id",
        ("index", "leaf"),
        [(entry.index, entry.leaf, entry.pk) for entry in waiting],
    )
    if waiting or not Checkpoint.objects.exists():
        signed = append_entries(get_folder(), [entry.leaf.encode() for entry in waiting], key)
        _keep_checkpoint(signed)
    return len(waiting)


def _write_leaf(entry: LogEntry, moment: datetime) -> str:
    commitments = {name: decode_base64(value) or b"" for name, value in entry.commitments.items()}
    return Entry(entry.kind, moment, entry.fields, commitments).write_leaf().decode()


def _keep_checkpoint(signed: SignedCheckpoint) -> None:
    Checkpoint.objects.get_or_create(
        size=signed.size, defaults={"root": signed.root.hex(), "note": str(signed)}
    )


def _reconcile(key: SigningKey) -> int:
    """Make rows and folder agree; returns the size of the log."""
    folder = get_folder()
    try:
        size = read_checkpoint(FolderSource(folder), key.verifier).size
    except UnreachableLog:
        return _make_folder(folder, key)
    # Entries beyond the last checkpoint were never published: they wait again and get the time of
    # their next batch.
    LogEntry.objects.filter(index__gte=size).update(index=None, leaf="")
    known = LogEntry.objects.exclude(index=None).aggregate(last=Max("index"))["last"]
    begin = 0 if known is None else known + 1
    if begin < size:
        _adopt_entries(folder, begin, size)
    return size


def _make_folder(folder: Path, key: SigningKey) -> int:
    """Rebuild the folder from the rows; for a new desk, an empty log."""
    create_log(folder, key)
    leaves = (
        LogEntry.objects.exclude(index=None).order_by("index", "pk").values_list("leaf", flat=True)
    )
    signed = append_entries(folder, (leaf.encode() for leaf in leaves.iterator()), key)
    last = Checkpoint.objects.filter(size=signed.size).first()
    # The rebuilt log must have the root that was signed before.
    if last is not None and last.root != signed.root.hex():
        raise RefusedEvidence(RefusalCode.SPLIT_VIEW, size=signed.size)
    _keep_checkpoint(signed)
    return signed.size


def _adopt_entries(folder: Path, begin: int, size: int) -> None:
    """Add entries that the log has and the rows lack. A waiting row with the same content gets its place; for
    the others a row is created.
    """
    reader = TileReader(FolderSource(folder), size)
    waiting = {
        write_fields([entry.kind, entry.fields, entry.commitments]): entry
        for entry in LogEntry.objects.filter(index=None)
    }
    for index, leaf in reader.read_entries(begin, size):
        entry = parse_entry(leaf)
        said = [entry.kind, dict(entry.fields), _spell_commitments(entry)]
        row = waiting.get(write_fields(said))
        placed = {"index": index, "leaf": leaf.decode()}
        if row is not None:
            LogEntry.objects.filter(pk=row.pk).update(**placed)
            continue
        LogEntry.objects.create(
            kind=entry.kind,
            fields=dict(entry.fields),
            commitments=_spell_commitments(entry),
            **placed,
        )


def _spell_commitments(entry: Entry) -> dict[str, str]:
    from huiyin.transparency.encodings import encode_base64

    return {name: encode_base64(value) for name, value in entry.commitments.items()}


def find_changed_entry() -> int | None:
    """The index of the first entry whose row differs from the log; None if all agree. Reads the whole log.

    Raises :class:`huiyin.transparency.RefusedEvidence` if the files are damaged.
    """
    signed = read_checkpoint(FolderSource(get_folder()), get_public_key())
    reader = TileReader(FolderSource(get_folder()), signed.size)
    rows = LogEntry.objects.exclude(index=None).order_by("index", "pk").iterator(chunk_size=500)
    expected = 0
    for (index, leaf), row in zip(reader.read_entries(0, signed.size), rows, strict=False):
        if row.index != index or row.leaf.encode() != leaf or not _says_leaf(row, leaf):
            return index
        expected = index + 1
    return expected if expected < signed.size else None


def _says_leaf(row: LogEntry, leaf: bytes) -> bool:
    entry = parse_entry(leaf)
    return (row.kind, row.fields, row.commitments) == (
        entry.kind,
        dict(entry.fields),
        _spell_commitments(entry),
    )


# ---- receipts ----------------------------------------------------------------------------------------


def make_receipt(entry: LogEntry, *, with_openings: bool) -> Receipt:
    """A receipt that proves that ``entry`` is in the log. ``with_openings``: it also opens the commitments, for
    readers who may see them. Raises :class:`NotLogged`.
    """
    index = entry.index
    if index is None:
        raise NotLogged(entry.pk)
    checkpoint = _choose_checkpoint(index)
    openings = {index: list_openings(entry)} if with_openings else {}
    return build_receipt(
        FolderSource(get_folder()),
        checkpoint,
        [index],
        get_public_key(),
        openings=openings,
        witness_keys=list_witness_keys(),
    )


def _choose_checkpoint(index: int) -> SignedCheckpoint:
    """The newest checkpoint that covers the entry, preferably one with cosignatures."""
    covering = Checkpoint.objects.filter(size__gt=index)
    chosen = covering.filter(cosignatures__isnull=False).first() or covering.first()
    if chosen is None:
        raise NotLogged(index)
    return open_checkpoint(chosen.note.encode(), get_public_key())


def list_openings(entry: LogEntry) -> list[Opening]:
    """The openings of an entry's commitments, as far as they were not erased."""
    exchange = Exchange.objects.filter(entry=entry).first()
    values = read_values(exchange) if exchange else {}
    if exchange is not None:
        values["fields"] = write_fields(build_fields(exchange))
    opened = []
    for opening in entry.openings.all():
        salt = decode_base64(opening.salt)
        if salt is not None:
            opened.append(Opening(opening.name, values.get(opening.name, opening.value), salt))
    return opened


# ---- witnesses ---------------------------------------------------------------------------------------


def list_witness_keys() -> list[VerifierKey]:
    keys = Witness.objects.filter(ended_at=None).order_by("pk").values_list("key", flat=True)
    return [parse_key(key, KeyKind.WITNESS) for key in keys]


@transaction.atomic
def add_witness(name: str, key: str, by: User, *, organisation: int | None = None) -> Witness:
    """Add a witness, whose cosignatures are collected from now on. Raises
    :class:`huiyin.transparency.RefusedEvidence` if ``key`` is not a witness's public key.
    """
    parsed = parse_key(key.strip(), KeyKind.WITNESS)
    witness, _ = Witness.objects.get_or_create(
        key=str(parsed), defaults={"name": name, "organisation_id": organisation, "created_by": by}
    )
    record_audit_entry(by, "ledger.witness", witness, name=name)
    return witness


@transaction.atomic
def take_cosignature(line: str) -> Cosignature:
    """Verify and store a cosignature. Raises :class:`huiyin.transparency.RefusedEvidence` if no known witness
    signed it, or if it belongs to none of the newest checkpoints.
    """
    refused = RefusedEvidence(RefusalCode.SIGNATURE_MISSING, origin="", name="")
    log_key = get_public_key()
    for witness in Witness.objects.filter(ended_at=None).order_by("pk"):
        key = parse_key(witness.key, KeyKind.WITNESS)
        # Only a shortcut: the signature itself is verified below.
        if key.name not in line:
            continue
        for row in Checkpoint.objects.select_for_update().order_by("-size", "-pk")[:_RECENT]:
            try:
                signed = open_checkpoint(row.note.encode(), log_key)
                signed = add_cosignature(signed, line.strip() + "\n", key)
            except RefusedEvidence as why:
                refused = why
                continue
            return _keep_cosignature(row, witness, signed, key, line)
    raise refused


def _keep_cosignature(
    row: Checkpoint, witness: Witness, signed: SignedCheckpoint, key: VerifierKey, line: str
) -> Cosignature:
    seen = list_cosignatures(signed.note, [key])[0].seen
    Checkpoint.objects.filter(pk=row.pk).update(note=str(signed))
    kept, _ = Cosignature.objects.update_or_create(
        checkpoint=row, witness=witness, defaults={"line": line.strip(), "seen_at": seen}
    )
    return kept


def find_checkpoint() -> Checkpoint | None:
    """The newest checkpoint, or None. One query."""
    return Checkpoint.objects.order_by("-size", "-pk").first()


# ---- what stands at the foot of mails and papers ------------------------------------------------------


def say_foot() -> str:
    """The newest checkpoint as a footer for mails and documents, in the reader's language; empty if there is
    none. A reader who keeps a mail thereby keeps evidence about the log.
    """
    row = find_checkpoint()
    if row is None:
        return ""
    return _say_foot(get_public_key().name, row.size, row.root)


def say_shown_foot() -> str:
    """The same, read from the log's public files and not the database, since every page contains it."""
    files = (Path(settings.DATA) / "public-record").glob(f"*/{CHECKPOINT}")
    try:
        newest = max(files, key=lambda file: file.stat().st_mtime, default=None)
        if newest is None:
            return ""
        shown = parse_checkpoint(parse_note(newest.read_bytes()).text)
    except (OSError, RefusedEvidence):
        return ""
    return _say_foot(shown.origin, shown.size, shown.root.hex()) if shown.size else ""


def _say_foot(origin: str, size: int, root: str) -> str:
    return say("exchange.foot", origin=origin, size=say_number(size), root=root)
