"""A log as a folder of plain files that any web server can serve: created, and extended in batches.

A batch needs only the right edge of the existing tree, a few tiles. It holds one tile per level and one bundle of
entries in memory. The files are synced first; then the checkpoint that covers them is signed and replaces the old
one. After a crash in between, the next batch starts where the last checkpoint ends.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from huiyin.transparency.checkpoints import Checkpoint, SignedCheckpoint, sign_checkpoint
from huiyin.transparency.durable_files import (
    create_file,
    hold_folder,
    replace_file,
    sync_files,
    write_file,
)
from huiyin.transparency.keys import KeyKind, SigningKey, VerifierKey, parse_key
from huiyin.transparency.merkle_tree import (
    EMPTY_ROOT,
    HASH_SIZE,
    LARGEST_SIZE,
    TILE_WIDTH,
    fold_edge,
    fold_joined,
    hash_bundle,
    list_perfect_subtrees,
)
from huiyin.transparency.notes import LARGEST_NOTE
from huiyin.transparency.refusals import RefusalCode, RefusedEvidence, UnreachableLog
from huiyin.transparency.tile_reader import TileReader, read_checkpoint
from huiyin.transparency.tile_sources import FolderSource, TileSource
from huiyin.transparency.tiles import (
    CHECKPOINT,
    ENTRIES,
    LOG_KEY,
    build_tile_path,
)


def create_log(folder: Path, key: SigningKey) -> SignedCheckpoint:
    """Create a log without entries. Raises ``FileExistsError`` if there is one."""
    checkpoint = sign_checkpoint(Checkpoint(key.name, 0, EMPTY_ROOT), key)
    folder.mkdir(parents=True, exist_ok=True)
    create_file(folder / LOG_KEY, f"{key}\n".encode())
    create_file(folder / CHECKPOINT, str(checkpoint).encode())
    return checkpoint


def append_entries(folder: Path, entries: Iterable[bytes], key: SigningKey) -> SignedCheckpoint:
    """Append ``entries`` and sign the checkpoint that covers them; without entries the last one stays.

    Raises :class:`RefusedEvidence` if the files do not match the last checkpoint (signing more would endorse
    somebody's changes) or if an entry is too long; nothing is signed then.
    """
    source = FolderSource(folder)
    with hold_folder(folder):
        last = read_checkpoint(source, key.verifier)
        tree = _GrowingTree(folder, last)
        remaining = iter(entries)
        while batch := list(islice(remaining, tree.room)):
            tree.add_entries(batch)
        if tree.size == last.size:
            return last
        tree.write_edge()
        sync_files(tree.written)
        checkpoint = Checkpoint(key.name, tree.size, tree.compute_root())
        signed = sign_checkpoint(checkpoint, key)
        replace_file(folder / CHECKPOINT, str(signed).encode())
        return signed


def save_checkpoint(folder: Path, checkpoint: SignedCheckpoint, key: VerifierKey) -> bool:
    """Publish ``checkpoint`` with added cosignatures if it is still the last one; return whether it was."""
    with hold_folder(folder):
        if read_checkpoint(FolderSource(folder), key).checkpoint != checkpoint.checkpoint:
            return False
        replace_file(folder / CHECKPOINT, str(checkpoint).encode())
        return True


def read_log_key(source: TileSource) -> VerifierKey:
    """Read the key that the log claims to have. Believe it only on first contact, when no key is known from
    elsewhere.
    """
    try:
        text = source.read_file(LOG_KEY, 2048).decode("utf-8")
    except UnicodeDecodeError:
        raise RefusedEvidence(RefusalCode.KEY_BROKEN) from None
    except RefusedEvidence as refused:
        if refused.code is not RefusalCode.TILE_MISSING:
            raise
        raise UnreachableLog("no_key" if _has_checkpoint(source) else "no_log") from None
    return parse_key(text, KeyKind.LOG)


def _has_checkpoint(source: TileSource) -> bool:
    """Tell whether there is a log."""
    try:
        source.read_file(CHECKPOINT, LARGEST_NOTE)
    except RefusedEvidence as refused:
        return refused.code is not RefusalCode.TILE_MISSING
    return True


class _GrowingTree:
    """The right edge of a log's tree: for each level, the hashes of its last tile while it is not full."""

    def __init__(self, folder: Path, last: SignedCheckpoint) -> None:
        self.size = last.size
        self.written: list[str] = []
        self._folder = folder
        self._folders_made: set[str] = set()
        self._unwritten: set[int] = set()
        reader = TileReader(FolderSource(folder), last.size)
        #: For each level, the concatenated hashes of its last tile.
        self._edge: list[bytearray] = [bytearray()]
        level = 0
        while width := last.size >> (8 * level):
            first = width - width % TILE_WIDTH
            edge = self._edge_at(level)
            for index in range(first, width):
                edge += reader.read_node(8 * level, index)
            level += 1
        begun = last.size - last.size % TILE_WIDTH
        entries = [entry for _, entry in reader.read_entries(begun, last.size)]
        bundle, hashes = hash_bundle(entries)
        self._bundle = bytearray(bundle)
        if self.compute_root() != last.root or hashes != self._edge[0]:
            raise RefusedEvidence(RefusalCode.REWRITTEN, old=last.size, new=last.size)

    @property
    def room(self) -> int:
        """How many more entries the last bundle can hold."""
        return TILE_WIDTH - self.size % TILE_WIDTH

    def add_entries(self, entries: list[bytes]) -> None:
        """Add up to ``room`` entries."""
        if self.size + len(entries) > LARGEST_SIZE:
            raise RefusedEvidence(RefusalCode.TOO_LONG)
        try:
            bundle, hashes = hash_bundle(entries)
        except OverflowError:
            raise RefusedEvidence(RefusalCode.TOO_LONG) from None
        self._bundle += bundle
        self.size += len(entries)
        if self.size % TILE_WIDTH == 0:
            self._write_bundle(TILE_WIDTH)
            self._bundle.clear()
        self._extend_level(0, hashes)

    def write_edge(self) -> None:
        """Write the incomplete tiles and the incomplete bundle."""
        if self._bundle:
            self._write_bundle(self.size % TILE_WIDTH)
        for level in sorted(self._unwritten):
            if self._edge[level]:
                self._write_tile(level)

    def compute_root(self) -> bytes:
        nodes: list[bytes] = []
        for tile in reversed(self._edge):
            for height, index in list_perfect_subtrees(0, len(tile) // HASH_SIZE):
                begin, end = (at * HASH_SIZE << height for at in (index, index + 1))
                nodes.append(fold_joined(bytes(tile[begin:end])))
        return fold_edge(nodes)

    def _edge_at(self, level: int) -> bytearray:
        while len(self._edge) <= level:
            self._edge.append(bytearray())
        return self._edge[level]

    def _extend_level(self, level: int, hashes: bytes) -> None:
        tile = self._edge_at(level)
        tile += hashes
        self._unwritten.add(level)
        if len(tile) == TILE_WIDTH * HASH_SIZE:
            self._write_tile(level)
            self._edge[level] = bytearray()
            self._extend_level(level + 1, fold_joined(bytes(tile)))

    def _write_tile(self, level: int) -> None:
        tile = self._edge[level]
        self._write(level, (self.size >> (8 * level)) - 1, len(tile) // HASH_SIZE, tile)

    def _write_bundle(self, width: int) -> None:
        self._write(ENTRIES, self.size - 1, width, self._bundle)

    def _write(self, level: int | str, last: int, width: int, data: bytearray) -> None:
        """Write a file in one call: for a long log, thousands are written before one signature."""
        path = f"{self._folder}/{build_tile_path(level, last // TILE_WIDTH, width)}"
        folder = path.rpartition("/")[0]
        if folder not in self._folders_made:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self._folders_made.add(folder)
        write_file(path, data)
        self.written.append(path)
