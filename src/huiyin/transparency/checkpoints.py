"""Checkpoints (C2SP tlog-checkpoint) signed by the log, and cosignatures of witnesses (C2SP tlog-cosignature, v1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from huiyin.transparency.encodings import decode_base64, encode_base64
from huiyin.transparency.keys import KeyKind, SigningKey, VerifierKey
from huiyin.transparency.merkle_tree import EMPTY_ROOT, HASH_SIZE, LARGEST_SIZE
from huiyin.transparency.notes import Note, NoteSignature, parse_note, parse_signature
from huiyin.transparency.refusals import RefusalCode, RefusedEvidence

#: Times are shown as dates, so none may lie beyond the year 9999.
_LAST_SECOND = 253_402_300_799
_TIMED_SIZE = 8 + 64


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log: the number of its entries and the root over them."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __str__(self) -> str:
        lines = (self.origin, str(self.size), encode_base64(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """A checkpoint whose log signature was verified, and the note that contains it, with any cosignatures."""

    checkpoint: Checkpoint
    note: Note

    @property
    def size(self) -> int:
        return self.checkpoint.size

    @property
    def root(self) -> bytes:
        return self.checkpoint.root

    def __str__(self) -> str:
        return str(self.note)


@dataclass(frozen=True, slots=True)
class Cosignature:
    """A verified statement that a witness saw the checkpoint as the log's largest, and when."""

    key: VerifierKey
    seen: datetime


def sign_checkpoint(checkpoint: Checkpoint, key: SigningKey) -> SignedCheckpoint:
    """Sign ``checkpoint`` with the key of its log."""
    if key.kind is not KeyKind.LOG:
        raise RefusedEvidence(RefusalCode.KEY_KIND, name=key.name)
    if key.name != checkpoint.origin:
        raise RefusedEvidence(RefusalCode.OTHER_LOG, origin=checkpoint.origin, name=key.name)
    text = str(checkpoint)
    signature = NoteSignature(key.name, key.verifier.key_id, key.sign(text.encode()))
    return open_checkpoint(str(Note(text, (signature,))).encode(), key.verifier)


def open_checkpoint(data: bytes, key: VerifierKey) -> SignedCheckpoint:
    """Open the checkpoint in ``data`` after verifying that the log with ``key`` signed it.

    Raises :class:`RefusedEvidence`.
    """
    note = parse_note(data)
    signature = note.find_signature(key)
    if signature is None:
        origin = note.text.partition("\n")[0]
        code = RefusalCode.SIGNATURE_MISSING if origin == key.name else RefusalCode.OTHER_LOG
        others = [s.key_id.hex() for s in note.signatures if s.name == key.name]
        details = {"other_key": others[0]} if others else {}
        raise RefusedEvidence(code, origin=origin, name=key.name, **details)
    if not key.is_signature(signature, note.text.encode()):
        raise RefusedEvidence(RefusalCode.SIGNATURE_WRONG, name=key.name)
    checkpoint = parse_checkpoint(note.text)
    if checkpoint.origin != key.name:
        raise RefusedEvidence(RefusalCode.OTHER_LOG, origin=checkpoint.origin, name=key.name)
    return SignedCheckpoint(checkpoint, note)


def parse_checkpoint(text: str) -> Checkpoint:
    """Parse the checkpoint in the text of a note. Raises :class:`RefusedEvidence`."""
    lines = text.removesuffix("\n").split("\n")
    # Stricter than C2SP, which only forbids control characters below the space: checkpoints are shown on terminals.
    if len(lines) < 3 or not all(line and line.isprintable() for line in lines):
        raise RefusedEvidence(RefusalCode.CHECKPOINT_BROKEN)
    origin, size_text, root_text, *extensions = lines
    size = parse_decimal(size_text)
    root = decode_base64(root_text)
    if size is None or size > LARGEST_SIZE or root is None or len(root) != HASH_SIZE:
        raise RefusedEvidence(RefusalCode.CHECKPOINT_BROKEN)
    if (size == 0) != (root == EMPTY_ROOT):
        raise RefusedEvidence(RefusalCode.CHECKPOINT_BROKEN)
    return Checkpoint(origin, size, root, tuple(extensions))


def parse_decimal(text: str) -> int | None:
    """Parse a non-negative number without sign, space or leading zero; return None for anything else."""
    if not text.isascii() or not text.isdigit() or len(text) > 19:
        return None
    return None if text[0] == "0" != text else int(text)


def cosign_checkpoint(checkpoint: SignedCheckpoint, key: SigningKey, seen: datetime) -> str:
    """Return the line with which a witness countersigns ``checkpoint``.

    Call it only after checking the checkpoint against the last one seen.
    """
    if key.kind is not KeyKind.WITNESS:
        raise RefusedEvidence(RefusalCode.KEY_KIND, name=key.name)
    second = int(seen.timestamp())
    message = _build_message(checkpoint.note.text, second)
    value = second.to_bytes(8, "big") + key.sign(message)
    return str(NoteSignature(key.name, key.verifier.key_id, value))


def find_cosignature(note: Note, key: VerifierKey) -> Cosignature | None:
    """Return the cosignature in ``note`` of the witness with ``key``; None if there is none.

    Raises :class:`RefusedEvidence` if a line falsely claims to be the witness's.
    """
    value = note.find_signature(key)
    if value is None:
        return None
    second = int.from_bytes(value[:8], "big")
    is_sound = len(value) == _TIMED_SIZE and second <= _LAST_SECOND
    if not is_sound or not key.is_signature(value[8:], _build_message(note.text, second)):
        raise RefusedEvidence(RefusalCode.SIGNATURE_WRONG, name=key.name)
    return Cosignature(key, datetime.fromtimestamp(second, UTC))


def list_cosignatures(note: Note, keys: Iterable[VerifierKey]) -> list[Cosignature]:
    """Return the cosignatures in ``note`` of the witnesses with ``keys``. Raises :class:`RefusedEvidence`."""
    cosignatures = (find_cosignature(note, key) for key in keys)
    return [cosignature for cosignature in cosignatures if cosignature is not None]


def add_cosignature(checkpoint: SignedCheckpoint, line: str, key: VerifierKey) -> SignedCheckpoint:
    """Add the witness's ``line`` to ``checkpoint``, replacing an earlier one by the same witness.

    Raises :class:`RefusedEvidence` if the line is not by that witness or belongs to another checkpoint.
    """
    signature = parse_signature(line.removesuffix("\n"))
    if (signature.name, signature.key_id) != (key.name, key.key_id):
        raise RefusedEvidence(RefusalCode.SIGNATURE_MISSING, origin="", name=key.name)
    others = [s for s in checkpoint.note.signatures if (s.name, s.key_id) != (key.name, key.key_id)]
    note = Note(checkpoint.note.text, (*others, signature))
    find_cosignature(note, key)
    return SignedCheckpoint(checkpoint.checkpoint, note)


def _build_message(text: str, second: int) -> bytes:
    return f"cosignature/v1\ntime {second}\n{text}".encode()
