"""Receipts: a small JSON file that proves to anybody, offline, that acts are in the log at a checkpoint.

It contains the entries, their positions, the hashes that lead from each to the root, and the signed checkpoint. It
cannot establish trust in the log's key itself: compare that key with the one that the log has published.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from huiyin.transparency.canonical_json import read_json, write_canonical_json
from huiyin.transparency.checkpoints import (
    Cosignature,
    SignedCheckpoint,
    find_cosignature,
    list_cosignatures,
    open_checkpoint,
)
from huiyin.transparency.commitments import Opening
from huiyin.transparency.encodings import decode_base64, encode_base64
from huiyin.transparency.entries import Entry, parse_entry
from huiyin.transparency.keys import KeyKind, VerifierKey, parse_key
from huiyin.transparency.merkle_tree import hash_leaf
from huiyin.transparency.proofs import build_inclusion_proof, is_included
from huiyin.transparency.refusals import RefusalCode, RefusedEvidence
from huiyin.transparency.tile_reader import TileReader
from huiyin.transparency.tile_sources import TileSource

_FORMAT = "huiyin-receipt/1"
_KEYS = {"checkpoint", "entries", "format", "log_key", "witness_keys"}
_ENTRY_KEYS = {"index", "leaf", "openings", "proof"}
_OPENING_KEYS = {"name", "salt", "value"}
#: How far clocks may differ, and how long an act may wait for its checkpoint.
TOLERANCE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class ReceiptEntry:
    """One entry with its inclusion proof and the openings of the fields that the holder may see."""

    leaf: bytes
    index: int
    proof: tuple[bytes, ...]
    openings: tuple[Opening, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """A parsed receipt. Do not trust it before :func:`check_receipt`."""

    log_key: VerifierKey
    checkpoint: str
    entries: tuple[ReceiptEntry, ...]
    witness_keys: tuple[VerifierKey, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryCheck:
    """The result for one entry. ``refused`` says why it is invalid; ``entry`` is set if it could be parsed."""

    index: int
    leaf_hash: bytes
    entry: Entry | None
    refused: RefusedEvidence | None


@dataclass(frozen=True, slots=True)
class ReceiptCheck:
    """The result for a receipt. ``is_key_given``: whether the caller supplied the log's key; otherwise the
    receipt's own key was used.
    """

    log_key: VerifierKey
    is_key_given: bool
    checkpoint: SignedCheckpoint | None
    witnesses: tuple[Cosignature, ...]
    entries: tuple[EntryCheck, ...]

    @property
    def holds(self) -> bool:
        return all(entry.refused is None for entry in self.entries)


def build_receipt(
    source: TileSource,
    checkpoint: SignedCheckpoint,
    indices: Iterable[int],
    log_key: VerifierKey,
    *,
    openings: Mapping[int, Iterable[Opening]] | None = None,
    witness_keys: Iterable[VerifierKey] = (),
) -> Receipt:
    """Build a receipt for the entries at ``indices``.

    ``openings`` by index become part of the receipt, so give it only to those whose data they are. Raises
    :class:`RefusedEvidence` if the log's files do not match the checkpoint, ``ValueError`` if there is no such
    entry.
    """
    reader = TileReader(source, checkpoint.size)
    entries = []
    for index in indices:
        proof = build_inclusion_proof(reader, index, checkpoint.size)
        opened = tuple((openings or {}).get(index, ()))
        entries.append(ReceiptEntry(reader.read_entry(index), index, tuple(proof), opened))
    witnesses = tuple(key for key in witness_keys if find_cosignature(checkpoint.note, key))
    receipt = Receipt(log_key, str(checkpoint), tuple(entries), witnesses)
    for checked in check_receipt(receipt, log_key=log_key).entries:
        if checked.refused:
            raise checked.refused
    return receipt


def write_receipt(receipt: Receipt) -> bytes:
    """Write the receipt as a file, indented so that people can read it."""
    document = {
        "format": _FORMAT,
        "log_key": str(receipt.log_key),
        "witness_keys": [str(key) for key in receipt.witness_keys],
        "checkpoint": receipt.checkpoint,
        "entries": [
            {
                "index": entry.index,
                "leaf": json.loads(entry.leaf),
                "proof": [encode_base64(value) for value in entry.proof],
                "openings": [
                    {"name": o.name, "value": o.value, "salt": encode_base64(o.salt)}
                    for o in entry.openings
                ],
            }
            for entry in receipt.entries
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def read_receipt(data: bytes) -> Receipt:
    """Read a receipt from a file. Raises :class:`RefusedEvidence`."""
    read = _require_object(read_json(_decode_file(data)), _KEYS)
    if read["format"] != _FORMAT:
        raise RefusedEvidence(RefusalCode.RECEIPT_BROKEN)
    entries = tuple(_read_entry(entry) for entry in _require_list(read["entries"]))
    if not entries:
        raise RefusedEvidence(RefusalCode.RECEIPT_BROKEN)
    return Receipt(
        parse_key(_require_text(read["log_key"]), KeyKind.LOG),
        _require_text(read["checkpoint"]),
        entries,
        tuple(
            parse_key(_require_text(key), KeyKind.WITNESS)
            for key in _require_list(read["witness_keys"])
        ),
    )


def _decode_file(data: bytes) -> bytes:
    """Return the bytes of a file as UTF-8: editors may save it with a byte order mark, or as UTF-16."""
    if data.startswith(codecs.BOM_UTF8):
        return data.removeprefix(codecs.BOM_UTF8)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16").encode()
        except UnicodeError:
            raise RefusedEvidence(RefusalCode.JSON_CHARACTERS) from None
    return data


def check_receipt(
    receipt: Receipt,
    *,
    log_key: VerifierKey | None = None,
    witness_keys: Sequence[VerifierKey] = (),
) -> ReceiptCheck:
    """Check whether ``receipt`` proves what it claims.

    ``log_key``: the log's key, obtained elsewhere. ``witness_keys``: keys of the witnesses that must have
    countersigned.
    """
    key = log_key or receipt.log_key
    checkpoint, refused = None, None
    witnesses: tuple[Cosignature, ...] = ()
    try:
        checkpoint = open_checkpoint(receipt.checkpoint.encode(), key)
        witnesses = _check_witnesses(receipt, checkpoint, witness_keys)
    except RefusedEvidence as error:
        refused = error
    checks = []
    for entry in receipt.entries:
        try:
            read = parse_entry(entry.leaf)
            problem = refused
            if checkpoint is not None and problem is None:
                problem = _find_problem(entry, read, checkpoint, witnesses)
        except RefusedEvidence as error:
            read, problem = None, refused or error
        checks.append(EntryCheck(entry.index, hash_leaf(entry.leaf), read, problem))
    return ReceiptCheck(key, log_key is not None, checkpoint, witnesses, tuple(checks))


def list_split_views(
    checkpoints: Iterable[SignedCheckpoint],
) -> list[tuple[SignedCheckpoint, SignedCheckpoint]]:
    """Return pairs of checkpoints of one log with the same size but different roots: the log signed two histories.

    For different sizes use :func:`~huiyin.transparency.witness.check_continuation`, which needs the log's tiles.
    """
    first: dict[tuple[str, int], SignedCheckpoint] = {}
    split = []
    for checkpoint in checkpoints:
        known = first.setdefault((checkpoint.checkpoint.origin, checkpoint.size), checkpoint)
        if known.root != checkpoint.root:
            split.append((known, checkpoint))
    return split


def _check_witnesses(
    receipt: Receipt, checkpoint: SignedCheckpoint, required: Sequence[VerifierKey]
) -> tuple[Cosignature, ...]:
    for key in required:
        if find_cosignature(checkpoint.note, key) is None:
            raise RefusedEvidence(RefusalCode.WITNESS_MISSING, name=key.name)
    keys = dict.fromkeys([*required, *receipt.witness_keys])
    return tuple(list_cosignatures(checkpoint.note, keys))


def _find_problem(
    receipt_entry: ReceiptEntry,
    entry: Entry,
    checkpoint: SignedCheckpoint,
    witnesses: Sequence[Cosignature],
) -> RefusedEvidence | None:
    index, size = receipt_entry.index, checkpoint.size
    leaf = hash_leaf(receipt_entry.leaf)
    if not is_included(leaf, index, size, receipt_entry.proof, checkpoint.root):
        return RefusedEvidence(RefusalCode.NOT_INCLUDED, index=index, size=size)
    for witness in witnesses:
        if is_after(entry.recorded, witness.seen):
            return RefusedEvidence(RefusalCode.RECORDED_AFTER, name=witness.key.name)
    try:
        for opening in receipt_entry.openings:
            entry.check_opening(opening)
    except RefusedEvidence as error:
        return error
    return None


def is_after(moment: datetime, other: datetime) -> bool:
    """Tell whether ``moment`` is later than ``other`` by more than the allowed clock difference."""
    return moment > other + TOLERANCE


def _read_entry(value: Any) -> ReceiptEntry:
    read = _require_object(value, _ENTRY_KEYS)
    index = read["index"]
    if type(index) is not int or index < 0:
        raise RefusedEvidence(RefusalCode.RECEIPT_BROKEN)
    return ReceiptEntry(
        write_canonical_json(read["leaf"]),
        index,
        tuple(_require_bytes(text) for text in _require_list(read["proof"])),
        tuple(_read_opening(opening) for opening in _require_list(read["openings"])),
    )


def _read_opening(value: Any) -> Opening:
    read = _require_object(value, _OPENING_KEYS)
    return Opening(
        _require_text(read["name"]), _require_text(read["value"]), _require_bytes(read["salt"])
    )


def _require_object(value: Any, keys: set[str]) -> dict[str, Any]:
    if not isinstance(value, dict) or set(value) != keys:
        raise RefusedEvidence(RefusalCode.RECEIPT_BROKEN)
    return value


def _require_list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise RefusedEvidence(RefusalCode.RECEIPT_BROKEN)
    return value


def _require_text(value: Any) -> str:
    if not isinstance(value, str):
        raise RefusedEvidence(RefusalCode.RECEIPT_BROKEN)
    return value


def _require_bytes(value: Any) -> bytes:
    data = decode_base64(_require_text(value))
    if data is None:
        raise RefusedEvidence(RefusalCode.RECEIPT_BROKEN)
    return data
