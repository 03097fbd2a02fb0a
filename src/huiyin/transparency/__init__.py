"""A Merkle transparency log: append, prove, check, countersign. Plain files, no database and no server.

Trees and proofs follow RFC 9162, checkpoints, cosignatures and files C2SP, leaves RFC 8785.
"""

from huiyin.transparency.checkpoints import (
    Checkpoint,
    Cosignature,
    SignedCheckpoint,
    add_cosignature,
    cosign_checkpoint,
    list_cosignatures,
    open_checkpoint,
    sign_checkpoint,
)
from huiyin.transparency.commitments import Opening, make_opening
from huiyin.transparency.entries import Entry, build_entry, build_redaction, parse_entry
from huiyin.transparency.key_files import (
    is_open_to_others,
    read_signing_key,
    save_signing_key,
)
from huiyin.transparency.keys import (
    KeyKind,
    SigningKey,
    VerifierKey,
    generate_key,
    parse_key,
    parse_signing_key,
)
from huiyin.transparency.log_folder import append_entries, create_log, save_checkpoint
from huiyin.transparency.merkle_tree import CompactRange, hash_leaf, hash_leaves
from huiyin.transparency.proofs import (
    LeafList,
    NodeSource,
    build_consistency_proof,
    build_inclusion_proof,
    compute_root,
    is_consistent,
    is_included,
)
from huiyin.transparency.receipts import (
    EntryCheck,
    Receipt,
    ReceiptCheck,
    build_receipt,
    check_receipt,
    list_split_views,
    read_receipt,
    write_receipt,
)
from huiyin.transparency.refusals import RefusalCode, RefusedEvidence, UnreachableLog
from huiyin.transparency.tile_reader import TileReader, read_checkpoint
from huiyin.transparency.tile_sources import FolderSource, TileSource, WebSource
from huiyin.transparency.witness import (
    Vouching,
    WitnessState,
    check_continuation,
    read_state,
    vouch_for_log,
)

__all__ = [
    "Checkpoint",
    "CompactRange",
    "Cosignature",
    "Entry",
    "EntryCheck",
    "FolderSource",
    "KeyKind",
    "LeafList",
    "NodeSource",
    "Opening",
    "Receipt",
    "ReceiptCheck",
    "RefusalCode",
    "RefusedEvidence",
    "SignedCheckpoint",
    "SigningKey",
    "TileReader",
    "TileSource",
    "UnreachableLog",
    "VerifierKey",
    "Vouching",
    "WebSource",
    "WitnessState",
    "add_cosignature",
    "append_entries",
    "build_consistency_proof",
    "build_entry",
    "build_inclusion_proof",
    "build_receipt",
    "build_redaction",
    "check_continuation",
    "check_receipt",
    "compute_root",
    "cosign_checkpoint",
    "create_log",
    "generate_key",
    "hash_leaf",
    "hash_leaves",
    "is_consistent",
    "is_included",
    "is_open_to_others",
    "list_cosignatures",
    "list_split_views",
    "make_opening",
    "open_checkpoint",
    "parse_entry",
    "parse_key",
    "parse_signing_key",
    "read_checkpoint",
    "read_receipt",
    "read_signing_key",
    "read_state",
    "save_checkpoint",
    "save_signing_key",
    "sign_checkpoint",
    "vouch_for_log",
    "write_receipt",
]
