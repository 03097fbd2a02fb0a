"""Inclusion and consistency proofs after RFC 9162, sections 2.1.3 and 2.1.4: built from any source of hashes, and
checked.

A proof consists of O(log n) subtrees, each requested from the source when needed; no other part of the tree is
held.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from huiyin.transparency.merkle_tree import (
    EMPTY_ROOT,
    HASH_SIZE,
    LARGEST_SIZE,
    fold_edge,
    fold_perfect,
    hash_node,
    list_perfect_subtrees,
)


class NodeSource(Protocol):
    """Anything that can return the roots of perfect subtrees."""

    def read_node(self, level: int, index: int) -> bytes:
        """Return the root over the leaves from ``index * 2**level`` up to ``(index + 1) * 2**level``."""
        ...


class LeafList:
    """Leaf hashes in memory as a :class:`NodeSource`, for small trees."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self._leaves = leaves

    def read_node(self, level: int, index: int) -> bytes:
        return fold_perfect(self._leaves[index << level : (index + 1) << level])


def compute_root(source: NodeSource, size: int) -> bytes:
    """Return the root of the first ``size`` leaves."""
    return _compute_range_root(source, 0, size)


def build_inclusion_proof(source: NodeSource, index: int, size: int) -> list[bytes]:
    """Return PATH(index, D[size]). Raises ``ValueError`` if there is no such leaf."""
    if not 0 <= index < size <= LARGEST_SIZE:
        raise ValueError(f"there is no leaf {index} in a tree of {size}")
    siblings = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split_width(end - start)
        if index < middle:
            siblings.append((middle, end))
            end = middle
        else:
            siblings.append((start, middle))
            start = middle
    return [_compute_range_root(source, *sibling) for sibling in reversed(siblings)]


def build_consistency_proof(source: NodeSource, old_size: int, new_size: int) -> list[bytes]:
    """Return PROOF(old_size, D[new_size]), which is empty for an empty old tree and for equal sizes.

    Raises ``ValueError`` if the old tree is larger than the new one.
    """
    if not 0 <= old_size <= new_size <= LARGEST_SIZE:
        raise ValueError(f"a tree of {new_size} does not continue one of {old_size}")
    if old_size in (0, new_size):
        return []
    siblings = []
    start, end = 0, new_size
    while end != old_size:
        middle = start + _split_width(end - start)
        if old_size <= middle:
            siblings.append((middle, end))
            end = middle
        else:
            siblings.append((start, middle))
            start = middle
    if start:  # otherwise the old tree is this subtree, whose root the verifier knows
        siblings.append((start, end))
    return [_compute_range_root(source, *sibling) for sibling in reversed(siblings)]


def is_included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Tell whether ``proof`` shows the leaf hash ``leaf`` at ``index`` of the tree of ``size`` with ``root``."""
    if not 0 <= index < size <= LARGEST_SIZE or not _are_hashes([leaf, root, *proof]):
        return False
    sides = _list_sides(index, size - 1)
    if len(sides) != len(proof):
        return False
    computed = leaf
    for sibling, is_left in zip(proof, sides, strict=True):
        computed = hash_node(sibling, computed) if is_left else hash_node(computed, sibling)
    return computed == root


def is_consistent(
    old_size: int, new_size: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes
) -> bool:
    """Tell whether ``proof`` shows that the tree of ``new_size`` begins with the tree of ``old_size``."""
    if not 0 <= old_size <= new_size <= LARGEST_SIZE:
        return False
    if not _are_hashes([old_root, new_root, *proof]):
        return False
    if old_size == new_size:
        return not proof and old_root == new_root and _fits_empty(old_size, old_root)
    if old_size == 0:
        return not proof and old_root == EMPTY_ROOT
    return _check_growth(old_size, new_size, proof, old_root, new_root)


def _check_growth(
    old_size: int, new_size: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes
) -> bool:
    """RFC 9162, section 2.1.4.2, for 0 < old_size < new_size."""
    if old_size & (old_size - 1) == 0:  # the root of a perfect tree is not part of the proof
        proof = [old_root, *proof]
    position, last = old_size - 1, new_size - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    sides = _list_sides(position, last)
    if len(sides) != len(proof) - 1:
        return False
    of_old = of_new = proof[0]
    for sibling, is_left in zip(proof[1:], sides, strict=True):
        if is_left:
            of_old, of_new = hash_node(sibling, of_old), hash_node(sibling, of_new)
        else:
            of_new = hash_node(of_new, sibling)
    return of_old == old_root and of_new == new_root


def _list_sides(position: int, last: int) -> list[bool]:
    """Tell for each hash on the path from the node at ``position`` to the root whether it is on the left.

    ``last`` is the last node of that level. A valid proof must have exactly this many hashes.
    """
    sides = []
    while last:
        is_left = bool(position & 1) or position == last
        sides.append(is_left)
        while (
            is_left and not position & 1 and position
        ):  # a node without a sibling stands for its parents
            position, last = position >> 1, last >> 1
        position, last = position >> 1, last >> 1
    return sides


def _fits_empty(size: int, root: bytes) -> bool:
    return (size == 0) == (root == EMPTY_ROOT)


def _are_hashes(values: Sequence[bytes]) -> bool:
    return all(len(value) == HASH_SIZE for value in values)


def _split_width(width: int) -> int:
    """Return the largest power of two below ``width``."""
    return 1 << ((width - 1).bit_length() - 1)


def _compute_range_root(source: NodeSource, start: int, end: int) -> bytes:
    subtrees = list_perfect_subtrees(start, end)
    return fold_edge([source.read_node(level, index) for level, index in subtrees])
