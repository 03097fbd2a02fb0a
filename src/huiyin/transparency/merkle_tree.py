"""Hashes of a Merkle tree after RFC 9162, section 2.1, and the right edge from which it grows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

from huiyin.transparency.hash_kernel import load_kernel

#: Sizes and indices also appear in JSON, so they must be within the exact integers of I-JSON.
LARGEST_SIZE = 2**53 - 1
HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()
#: How many leaves are folded at once; also the width of a tile.
TILE_WIDTH = 256
_TILE_HEIGHT = 8
#: The limit of the two-byte length before each entry in a bundle.
LARGEST_LENGTH = 0xFFFF
#: With fewer hashes, calling the kernel costs more than it saves.
_FEW = 4


def hash_leaf(entry: bytes) -> bytes:
    return sha256(b"\x00" + entry).digest()


def hash_leaves(entries: Iterable[bytes]) -> list[bytes]:
    """Hash each entry as a leaf, in a single kernel call if possible."""
    held = list(entries)
    kernel = load_kernel()
    if kernel is None or len(held) < _FEW or max(map(len, held)) > LARGEST_LENGTH:
        return [sha256(b"\x00" + entry).digest() for entry in held]
    return split_hashes(kernel.hash_entries(held)[1])


def split_hashes(joined: bytes) -> list[bytes]:
    return [joined[at : at + HASH_SIZE] for at in range(0, len(joined), HASH_SIZE)]


def hash_bundle(entries: Sequence[bytes]) -> tuple[bytes, bytes]:
    """Return the bundle of ``entries``, each after its two-byte length, and the concatenated hashes of their
    leaves.

    With a kernel this takes one pass. Raises ``OverflowError`` if an entry is too long for a bundle.
    """
    kernel = load_kernel()
    if kernel is not None:
        return kernel.hash_entries(entries)
    bundle = b"".join([len(entry).to_bytes(2, "big") + entry for entry in entries])
    return bundle, b"".join(hash_leaves(entries))


def fold_joined(hashes: bytes) -> bytes:
    """Return the root over concatenated hashes, whose number must be a power of two."""
    if len(hashes) <= TILE_WIDTH * HASH_SIZE and (kernel := load_kernel()) is not None:
        return kernel.fold_hashes(hashes)
    return fold_perfect(split_hashes(hashes)) if len(hashes) > HASH_SIZE else hashes


def hash_node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def fold_perfect(hashes: Sequence[bytes]) -> bytes:
    """Return the root over ``hashes``, whose number must be a power of two."""
    if len(hashes) >= _FEW and len(hashes) <= TILE_WIDTH and (kernel := load_kernel()) is not None:
        return kernel.fold_hashes(b"".join(hashes))
    while len(hashes) > 1:
        # One concatenation per pair instead of two: hashing is most of the cost of appending.
        joined = b"".join(hashes)
        hashes = [
            sha256(b"\x01" + joined[at : at + 2 * HASH_SIZE]).digest()
            for at in range(0, len(joined), 2 * HASH_SIZE)
        ]
    return hashes[0]


def fold_edge(nodes: Sequence[bytes]) -> bytes:
    """Return the root of a tree whose perfect subtrees have the roots ``nodes``, from the left."""
    if not nodes:
        return EMPTY_ROOT
    *others, root = nodes
    for node in reversed(others):
        root = hash_node(node, root)
    return root


def list_perfect_subtrees(start: int, end: int) -> list[tuple[int, int]]:
    """Return level and index of the largest perfect subtrees that cover the leaves from ``start`` up to ``end``.

    ``start`` must be a multiple of the largest power of two below ``end - start``, as in every split of the RFCs.
    """
    subtrees = []
    while start < end:
        level = (end - start).bit_length() - 1
        subtrees.append((level, start >> level))
        start += 1 << level
    return subtrees


class CompactRange:
    """The roots of a tree's perfect subtrees, from the left: everything that appending needs.

    A tree of n leaves has as many of them as n has ones in binary, so only a few hashes are in memory.
    """

    def __init__(self, size: int = 0, nodes: Iterable[bytes] = ()) -> None:
        self._size = size
        self._nodes = list(nodes)
        if len(self._nodes) != size.bit_count():
            raise ValueError(f"a tree of {size} has {size.bit_count()} perfect subtrees")

    @property
    def size(self) -> int:
        return self._size

    @property
    def nodes(self) -> tuple[bytes, ...]:
        return tuple(self._nodes)

    @property
    def root(self) -> bytes:
        return fold_edge(self._nodes)

    def append_leaf(self, leaf: bytes) -> None:
        """Add the hash of one leaf."""
        self._add_subtree(leaf, 0)

    def extend_leaves(self, leaves: Sequence[bytes]) -> None:
        """Add the hashes of many leaves."""
        begin = 0
        while begin < len(leaves):
            if self._size % TILE_WIDTH == 0 and len(leaves) - begin >= TILE_WIDTH:
                self._add_subtree(fold_perfect(leaves[begin : begin + TILE_WIDTH]), _TILE_HEIGHT)
                begin += TILE_WIDTH
            else:
                self._add_subtree(leaves[begin], 0)
                begin += 1

    def _add_subtree(self, node: bytes, level: int) -> None:
        width = self._size >> level
        while width & 1:
            node = hash_node(self._nodes.pop(), node)
            width >>= 1
        self._nodes.append(node)
        self._size += 1 << level
