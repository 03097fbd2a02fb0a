"""The layout of a log as plain files (C2SP tlog-tiles): paths and contents of tiles and entry bundles."""

from __future__ import annotations

from collections.abc import Iterable

from huiyin.transparency.entries import LARGEST_ENTRY
from huiyin.transparency.merkle_tree import HASH_SIZE, TILE_WIDTH
from huiyin.transparency.refusals import RefusalCode, RefusedEvidence

CHECKPOINT = "checkpoint"
#: Not part of C2SP: the log's public key, for first contact.
LOG_KEY = "log.vkey"
ENTRIES = "entries"
LARGEST_TILE = TILE_WIDTH * HASH_SIZE
LARGEST_BUNDLE = TILE_WIDTH * (2 + LARGEST_ENTRY)


def build_tile_path(level: int | str, index: int, width: int) -> str:
    """Return ``tile/<L>/<N>[.p/<W>]``; ``level`` is ``ENTRIES`` for entry bundles."""
    parts = [f"{index % 1000:03}"]
    while index >= 1000:
        index //= 1000
        parts.append(f"x{index % 1000:03}")
    path = f"tile/{level}/{'/'.join(reversed(parts))}"
    return path if width == TILE_WIDTH else f"{path}.p/{width}"


def compute_tile_width(level: int, index: int, size: int) -> int:
    """Return how many hashes the tile has in a tree of ``size``; 0 if there is no such tile."""
    return max(0, min(TILE_WIDTH, (size >> (8 * level)) - index * TILE_WIDTH))


def join_bundle(entries: Iterable[bytes]) -> bytes:
    """Join ``entries`` into a bundle, each after its length."""
    held = list(entries)
    lengths = {length: length.to_bytes(2, "big") for length in set(map(len, held))}
    return b"".join([lengths[len(entry)] + entry for entry in held])


def split_bundle(data: bytes, path: str) -> list[bytes]:
    """Split a bundle into entries. Raises :class:`RefusedEvidence` if it ends inside one."""
    entries = []
    begin = 0
    while begin < len(data):
        end = begin + 2 + int.from_bytes(data[begin : begin + 2], "big")
        if begin + 2 > len(data) or end > len(data):
            raise RefusedEvidence(RefusalCode.TILE_BROKEN, path=path)
        entries.append(data[begin + 2 : end])
        begin = end
    return entries


def split_tile(data: bytes, path: str) -> list[bytes]:
    """Split a tile into hashes. Raises :class:`RefusedEvidence` if it ends inside one."""
    if len(data) % HASH_SIZE:
        raise RefusedEvidence(RefusalCode.TILE_BROKEN, path=path)
    return [data[begin : begin + HASH_SIZE] for begin in range(0, len(data), HASH_SIZE)]
