"""Read a log through its tiles: hashes for proofs, and entries in order, with only a few tiles in memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator

from huiyin.transparency.checkpoints import SignedCheckpoint, open_checkpoint
from huiyin.transparency.keys import VerifierKey
from huiyin.transparency.merkle_tree import TILE_WIDTH, fold_perfect
from huiyin.transparency.notes import LARGEST_NOTE
from huiyin.transparency.refusals import RefusalCode, RefusedEvidence, UnreachableLog
from huiyin.transparency.tile_sources import TileSource
from huiyin.transparency.tiles import (
    CHECKPOINT,
    ENTRIES,
    LARGEST_BUNDLE,
    LARGEST_TILE,
    build_tile_path,
    compute_tile_width,
    split_bundle,
    split_tile,
)

#: Eight tiles lie above one leaf of the largest log; a proof needs those of at most two leaves.
_KEPT = 16


def read_checkpoint(source: TileSource, key: VerifierKey) -> SignedCheckpoint:
    """Read the log's checkpoint and verify its signature.

    Raises :class:`RefusedEvidence`, and :class:`UnreachableLog` if there is no checkpoint and therefore no log.
    """
    try:
        data = source.read_file(CHECKPOINT, LARGEST_NOTE)
    except RefusedEvidence as refused:
        raise (
            UnreachableLog("no_log") if refused.code is RefusalCode.TILE_MISSING else refused
        ) from None
    return open_checkpoint(data, key)


class TileReader:
    """The tree of ``size`` according to its tiles (a :class:`~huiyin.transparency.proofs.NodeSource`).

    Nothing that is read is trusted: check every proof made from it against a signed root.
    """

    def __init__(self, source: TileSource, size: int) -> None:
        self._source = source
        self._size = size
        self._tiles: OrderedDict[tuple[int, int], list[bytes]] = OrderedDict()

    def read_node(self, level: int, index: int) -> bytes:
        tile_level, height = divmod(level, 8)
        tile_index, begin = divmod(index << height, TILE_WIDTH)
        tile = self.read_tile(tile_level, tile_index)
        hashes = tile[begin : begin + (1 << height)]
        if len(hashes) != 1 << height:
            raise ValueError(f"a tree of {self._size} has no node {index} at level {level}")
        return fold_perfect(hashes)

    def read_tile(self, level: int, index: int) -> list[bytes]:
        """Return all hashes that a tile has in a tree of this size. Raises :class:`RefusedEvidence`."""
        if (level, index) in self._tiles:
            self._tiles.move_to_end((level, index))
            return self._tiles[level, index]
        width = compute_tile_width(level, index, self._size)
        tile = self._read_part(level, index, width, LARGEST_TILE, split_tile)
        self._tiles[level, index] = tile
        if len(self._tiles) > _KEPT:
            self._tiles.popitem(last=False)
        return tile

    def read_entries(self, start: int, end: int) -> Iterator[tuple[int, bytes]]:
        """Yield index and bytes of the entries from ``start`` up to ``end``. Raises :class:`RefusedEvidence`."""
        index = start
        while index < min(end, self._size):
            bundle_index, begin = divmod(index, TILE_WIDTH)
            for entry in self._read_bundle(bundle_index)[begin:]:
                if index < end:
                    yield index, entry
                    index += 1

    def read_entry(self, index: int) -> bytes:
        for _, entry in self.read_entries(index, index + 1):
            return entry
        raise ValueError(f"there is no entry {index} in a log of {self._size}")

    def _read_bundle(self, index: int) -> list[bytes]:
        width = compute_tile_width(0, index, self._size)
        return self._read_part(ENTRIES, index, width, LARGEST_BUNDLE, split_bundle)

    def _read_part(
        self,
        level: int | str,
        index: int,
        width: int,
        largest: int,
        split: Callable[[bytes, str], list[bytes]],
    ) -> list[bytes]:
        """Read the first ``width`` of a tile or bundle, from the partial file or from the full one that replaced
        it.
        """
        if not width:
            raise ValueError(f"a log of {self._size} has no tile {index} at level {level}")
        path = build_tile_path(level, index, width)
        try:
            return _split_exactly(self._source.read_file(path, largest), path, width, split)
        except RefusedEvidence as refused:
            if refused.code is not RefusalCode.TILE_MISSING or width == TILE_WIDTH:
                raise
        whole = build_tile_path(level, index, TILE_WIDTH)
        try:
            data = self._source.read_file(whole, largest)
        except RefusedEvidence as refused:
            if refused.code is not RefusalCode.TILE_MISSING:
                raise
            raise RefusedEvidence(RefusalCode.TILE_MISSING, path=path) from None
        return _split_exactly(data, whole, TILE_WIDTH, split)[:width]


def _split_exactly(
    data: bytes, path: str, width: int, split: Callable[[bytes, str], list[bytes]]
) -> list[bytes]:
    parts = split(data, path)
    if len(parts) != width:
        raise RefusedEvidence(RefusalCode.TILE_BROKEN, path=path)
    return parts
