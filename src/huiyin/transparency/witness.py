"""A witness: remembers the last checkpoint of a log, checks that the present one continues it, and countersigns.

It replays the entries added since. It thereby verifies not only that the past is unchanged, but also that the tree
was built from these entries, that they are readable, and that none is backdated. What it vouches for is on its disk
before the function returns the countersignature; otherwise it could vouch for another history after a crash.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from huiyin.transparency.canonical_json import read_canonical_json, write_canonical_json
from huiyin.transparency.checkpoints import (
    SignedCheckpoint,
    add_cosignature,
    cosign_checkpoint,
    find_cosignature,
    open_checkpoint,
)
from huiyin.transparency.durable_files import hold_folder, replace_file
from huiyin.transparency.entries import Entry, parse_entry, parse_moment, say_moment
from huiyin.transparency.keys import KeyKind, SigningKey, VerifierKey, parse_key
from huiyin.transparency.log_folder import read_log_key
from huiyin.transparency.merkle_tree import (
    TILE_WIDTH,
    CompactRange,
    fold_perfect,
    hash_leaf,
    list_perfect_subtrees,
)
from huiyin.transparency.proofs import build_consistency_proof, is_consistent
from huiyin.transparency.receipts import is_after
from huiyin.transparency.refusals import RefusalCode, RefusedEvidence
from huiyin.transparency.tile_reader import TileReader, read_checkpoint
from huiyin.transparency.tile_sources import TileSource
from huiyin.transparency.tiles import build_tile_path

_FORMAT = "huiyin-witness-state/1"
_KEYS = {"checkpoint", "format", "log_key", "recorded"}


@dataclass(frozen=True, slots=True)
class WitnessState:
    """What a witness knows of a log: the last checkpoint that it vouched for, when, and the time of its last entry."""

    log_key: VerifierKey
    checkpoint: SignedCheckpoint
    seen: datetime
    recorded: datetime | None


@dataclass(frozen=True, slots=True)
class Vouching:
    """The result of vouching. ``previous`` is None for the first contact with a log. ``is_key_given``: whether the
    log's key was supplied or remembered, rather than only read from the log itself.
    """

    cosignature: str
    checkpoint: SignedCheckpoint
    previous: WitnessState | None
    entries_checked: int
    is_key_given: bool


def vouch_for_log(
    source: TileSource,
    state_file: Path,
    key: SigningKey,
    *,
    log_key: VerifierKey | None = None,
    every_entry: bool = False,
    now: datetime | None = None,
) -> Vouching:
    """Check the log against the remembered state in ``state_file``, save the new state, and countersign.

    ``every_entry``: replay all entries, not only new ones, and compare all tiles. Raises :class:`RefusedEvidence`
    if the log rewrote its history or cannot prove that it did not; then nothing is signed and the state is
    unchanged. Raises :class:`UnreachableLog` if the log cannot be read, and ``OSError`` if the state cannot be
    saved.
    """
    moment = (now or datetime.now(UTC)).replace(microsecond=0)
    with hold_folder(state_file.parent):
        state = read_state(state_file, key.verifier)
        if state is not None and log_key is not None and state.log_key != log_key:
            raise RefusedEvidence(
                RefusalCode.OTHER_LOG, origin=state.log_key.name, name=log_key.name
            )
        known = state.log_key if state else log_key
        checked_key = known or read_log_key(source)
        checkpoint = read_checkpoint(source, checked_key)
        try:
            recorded, count = examine_log(
                source, checkpoint, state, every_entry=every_entry, now=moment
            )
        except RefusedEvidence as refused:
            last = (str(state.checkpoint),) if state else ()
            refused.evidence = (*last, str(checkpoint))
            raise
        line = cosign_checkpoint(checkpoint, key, moment)
        vouched = add_cosignature(checkpoint, line, key.verifier)
        fresh = WitnessState(checked_key, vouched, moment, recorded)
        replace_file(state_file, write_state(fresh), mode=0o600)
        return Vouching(line, vouched, state, count, known is not None)


def examine_log(
    source: TileSource,
    checkpoint: SignedCheckpoint,
    state: WitnessState | None,
    *,
    now: datetime,
    every_entry: bool = False,
) -> tuple[datetime | None, int]:
    """Verify a log; return when the last entry was recorded, and how many entries were replayed.

    Raises :class:`RefusedEvidence` if anything is wrong.
    """
    first = 0
    if state is not None:
        _compare_with_memory(source, checkpoint, state, now)
        first = 0 if every_entry else state.checkpoint.size
    reader = TileReader(source, checkpoint.size)
    tree = CompactRange(first, [reader.read_node(*one) for one in list_perfect_subtrees(0, first)])
    watch = _EntryWatch(state, now, is_from_start=first == 0)
    tiles = _TileWatch(reader) if first == 0 else None
    for leaves in _replay_entries(reader, first, checkpoint.size, watch):
        tree.extend_leaves(leaves)
        if tiles:
            tiles.compare_tile(leaves)
    # This also verifies the edge from which the replay started, which was not trusted: another edge would give
    # another root.
    if tree.root != checkpoint.root:
        raise RefusedEvidence(RefusalCode.ENTRIES_DIFFER, size=checkpoint.size)
    return watch.recorded, checkpoint.size - first


def _compare_with_memory(
    source: TileSource, checkpoint: SignedCheckpoint, state: WitnessState, now: datetime
) -> None:
    if is_after(state.seen, now):
        raise RefusedEvidence(RefusalCode.CLOCK_BACK, seen=say_moment(state.seen))
    if checkpoint.size < state.checkpoint.size:
        old, new = state.checkpoint.size, checkpoint.size
        raise RefusedEvidence(RefusalCode.CUT_SHORT, old=old, new=new)
    check_continuation(source, state.checkpoint, checkpoint)


def check_continuation(source: TileSource, one: SignedCheckpoint, other: SignedCheckpoint) -> None:
    """Raise :class:`RefusedEvidence` unless the larger of two checkpoints of one log continues the smaller.

    ``source`` has the tiles of the larger one; they are checked, not trusted.
    """
    if one.checkpoint.origin != other.checkpoint.origin:
        raise RefusedEvidence(
            RefusalCode.OTHER_LOG, origin=other.checkpoint.origin, name=one.checkpoint.origin
        )
    old, new = sorted((one, other), key=lambda checkpoint: checkpoint.size)
    if old.size == new.size:
        if old.root != new.root:
            raise RefusedEvidence(RefusalCode.SPLIT_VIEW, size=old.size)
        return
    proof = build_consistency_proof(TileReader(source, new.size), old.size, new.size)
    if not is_consistent(old.size, new.size, proof, old.root, new.root):
        raise RefusedEvidence(RefusalCode.REWRITTEN, old=old.size, new=new.size)


def write_state(state: WitnessState) -> bytes:
    return write_canonical_json(
        {
            "format": _FORMAT,
            "log_key": str(state.log_key),
            "checkpoint": str(state.checkpoint),
            "recorded": say_moment(state.recorded) if state.recorded else None,
        }
    )


def read_state(state_file: Path, key: VerifierKey) -> WitnessState | None:
    """Read the state of the witness with ``key``; return None if it has never seen the log.

    Raises :class:`RefusedEvidence` if the file is damaged or was not signed by this witness; ``OSError`` if it
    cannot be read.
    """
    try:
        data = state_file.read_bytes()
    except FileNotFoundError:
        return None
    try:
        return _parse_state(data, key)
    except RefusedEvidence:
        raise RefusedEvidence(RefusalCode.STATE_BROKEN, name=key.name) from None


def _parse_state(data: bytes, key: VerifierKey) -> WitnessState:
    read = read_canonical_json(data)
    if not isinstance(read, dict) or set(read) != _KEYS or read["format"] != _FORMAT:
        raise RefusedEvidence(RefusalCode.STATE_BROKEN, name=key.name)
    log_key = parse_key(str(read["log_key"]), KeyKind.LOG)
    checkpoint = open_checkpoint(str(read["checkpoint"]).encode(), log_key)
    cosignature = find_cosignature(checkpoint.note, key)
    if cosignature is None:
        raise RefusedEvidence(RefusalCode.STATE_BROKEN, name=key.name)
    recorded = None if read["recorded"] is None else parse_moment(read["recorded"])
    return WitnessState(log_key, checkpoint, cosignature.seen, recorded)


class _EntryWatch:
    """Checks the times of entries in order."""

    def __init__(self, state: WitnessState | None, now: datetime, *, is_from_start: bool) -> None:
        self._state = state
        self._seen = state.seen if state else datetime.min.replace(tzinfo=UTC)
        self._now = now
        self.recorded = None if state is None or is_from_start else state.recorded

    def look_at(self, index: int, entry: Entry) -> None:
        """Raise :class:`RefusedEvidence` if ``entry`` cannot have been recorded at its stated time."""
        details: dict[str, str | int] = {"index": index, "recorded": say_moment(entry.recorded)}
        if self.recorded is not None and entry.recorded < self.recorded:
            raise RefusedEvidence(RefusalCode.OUT_OF_ORDER, **details)
        if is_after(entry.recorded, self._now):
            raise RefusedEvidence(RefusalCode.FROM_FUTURE, **details)
        if self._is_new(index) and is_after(self._seen, entry.recorded):
            # The entry did not exist when this witness last looked, but claims to have been recorded before that.
            raise RefusedEvidence(RefusalCode.BACKDATED, seen=say_moment(self._seen), **details)
        self.recorded = entry.recorded

    def _is_new(self, index: int) -> bool:
        return self._state is not None and index >= self._state.checkpoint.size


class _TileWatch:
    """Compares the tiles with the entries from which they should have been built, in constant memory."""

    def __init__(self, reader: TileReader) -> None:
        self._reader = reader
        self._counts: list[int] = [0]
        self._pending: list[list[bytes]] = [[]]

    def compare_tile(self, leaves: list[bytes]) -> None:
        """Take the next tile of leaves. Raises :class:`RefusedEvidence` if it, or one above it, differs."""
        if self._reader.read_tile(0, self._counts[0]) != leaves:
            path = build_tile_path(0, self._counts[0], TILE_WIDTH)
            raise RefusedEvidence(RefusalCode.TILE_DIFFERS, path=path)
        self._counts[0] += 1
        if len(leaves) == TILE_WIDTH:
            self._compare_node(1, fold_perfect(leaves))

    def _compare_node(self, level: int, node: bytes) -> None:
        if len(self._counts) == level:
            self._counts.append(0)
            self._pending.append([])
        index = self._counts[level]
        if self._reader.read_node(8 * level, index) != node:
            path = build_tile_path(level, index // TILE_WIDTH, TILE_WIDTH)
            raise RefusedEvidence(RefusalCode.TILE_DIFFERS, path=path)
        self._counts[level] += 1
        self._pending[level].append(node)
        if len(self._pending[level]) == TILE_WIDTH:
            above = fold_perfect(self._pending[level])
            self._pending[level] = []
            self._compare_node(level + 1, above)


def _replay_entries(
    reader: TileReader, first: int, size: int, watch: _EntryWatch
) -> Iterator[list[bytes]]:
    """Yield the hashes of the entries in batches; each entry has been checked."""
    leaves: list[bytes] = []
    for index, leaf in reader.read_entries(first, size):
        try:
            entry = parse_entry(leaf)
        except RefusedEvidence:
            raise RefusedEvidence(RefusalCode.ENTRY_UNREADABLE, index=index) from None
        watch.look_at(index, entry)
        leaves.append(hash_leaf(leaf))
        if (index + 1) % TILE_WIDTH == 0:
            yield leaves
            leaves = []
    if leaves:
        yield leaves
