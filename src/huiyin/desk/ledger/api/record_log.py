"""The public record: what waits is appended to a log of plain files and signed; receipts are made of it, witnesses heard.

The rows are the truth and the folder follows: of a folder that is lost the rows make the same one again. Where the folder has
more than the rows, for a backup was put back, it is the rows that learn: history that was signed is never signed otherwise.
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

#: What seals the log's key; it goes into backups.
_KIND = "record_log"
#: Entries that one checkpoint covers at most.
MOST_TOGETHER = 5000
#: Checkpoints for which a witness may still send its line.
_RECENT = 200


class NotLogged(LookupError):
    """An entry waits for its checkpoint."""


def get_folder() -> Path:
    """Where the files of the log lie: each key has its own, so that rows with another key begin another log."""
    return Path(settings.DATA) / "public-record" / get_public_key().key_id.hex()


def get_key() -> SigningKey:
    """The key that signs the log, made when it is asked for first."""
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
    """Append what waits, :data:`MOST_TOGETHER` at most, and sign the checkpoint that covers it; how many entries that were.

    Raises :class:`huiyin.transparency.RefusedEvidence` where the files are not those of the last checkpoint: what somebody
    changed is never signed.
    """
    key = get_key()
    LogKey.objects.select_for_update().get(name=key.name)
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
    """Bring rows and folder together; gives the size of the log."""
    folder = get_folder()
    try:
        size = read_checkpoint(FolderSource(folder), key.verifier).size
    except UnreachableLog:
        return _make_folder(folder, key)
    # What no checkpoint covers was never shown to anybody: it waits again, and gets the moment of its own batch.
    LogEntry.objects.filter(index__gte=size).update(index=None, leaf="")
    known = LogEntry.objects.exclude(index=None).aggregate(last=Max("index"))["last"]
    begin = 0 if known is None else known + 1
    if begin < size:
        _adopt_entries(folder, begin, size)
    return size


def _make_folder(folder: Path, key: SigningKey) -> int:
    """The folder made anew of the rows; of none for a desk that begins."""
    create_log(folder, key)
    leaves = (
        LogEntry.objects.exclude(index=None).order_by("index", "pk").values_list("leaf", flat=True)
    )
    signed = append_entries(folder, (leaf.encode() for leaf in leaves.iterator()), key)
    last = Checkpoint.objects.filter(size=signed.size).first()
    if last is not None and last.root != signed.root.hex():
        raise RefusedEvidence(RefusalCode.SPLIT_VIEW, size=signed.size)
    _keep_checkpoint(signed)
    return signed.size


def _adopt_entries(folder: Path, begin: int, size: int) -> None:
    """Entries that the log has and the rows have not: what waits and says the same is found again, the others stand for
    themselves."""
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
    """The index of the first entry whose row is not what the log holds; None where all are. Reads the whole log.

    Raises :class:`huiyin.transparency.RefusedEvidence` where the files are damaged.
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
    """What proves that ``entry`` is in the log. ``with_openings``: also what opens its commitments, for whoever may see
    it. Raises :class:`NotLogged`."""
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
    """The newest that covers the entry, of those that witnesses vouched for before all others."""
    covering = Checkpoint.objects.filter(size__gt=index)
    chosen = covering.filter(cosignatures__isnull=False).first() or covering.first()
    if chosen is None:
        raise NotLogged(index)
    return open_checkpoint(chosen.note.encode(), get_public_key())


def list_openings(entry: LogEntry) -> list[Opening]:
    """What opens the commitments of an entry, as far as it was not erased."""
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
    """Let somebody's countersignatures be collected. Raises :class:`huiyin.transparency.RefusedEvidence` for what is no
    public key of a witness."""
    parsed = parse_key(key.strip(), KeyKind.WITNESS)
    witness, _ = Witness.objects.get_or_create(
        key=str(parsed), defaults={"name": name, "organisation_id": organisation, "created_by": by}
    )
    record_audit_entry(by, "ledger.witness", witness, name=name)
    return witness


@transaction.atomic
def take_cosignature(line: str) -> Cosignature:
    """Keep what a witness signed, once it is sure that it did. Raises :class:`huiyin.transparency.RefusedEvidence` where no
    witness that is known here signed it, or none of the newest checkpoints."""
    refused = RefusedEvidence(RefusalCode.SIGNATURE_MISSING, origin="", name="")
    log_key = get_public_key()
    for witness in Witness.objects.filter(ended_at=None).order_by("pk"):
        key = parse_key(witness.key, KeyKind.WITNESS)
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
    """The newest. One query."""
    return Checkpoint.objects.order_by("-size", "-pk").first()


# ---- what stands at the foot of mails and papers ------------------------------------------------------


def say_foot() -> str:
    """The newest checkpoint as mails and papers have it at their foot, in the reader's language; empty where there is none
    yet. Who keeps a mail keeps a witness of the record."""
    row = find_checkpoint()
    if row is None:
        return ""
    return _say_foot(get_public_key().name, row.size, row.root)


def say_shown_foot() -> str:
    """The same, as everybody can read it among the files of the log: it stands on every page, and asks the database
    nothing."""
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
