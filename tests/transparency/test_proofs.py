"""Proofs are those of RFC 9162; whatever is wrong with one, it shows nothing."""

from __future__ import annotations

import json
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from huiyin.transparency import (
    LeafList,
    build_consistency_proof,
    build_inclusion_proof,
    compute_root,
    is_consistent,
    is_included,
)
from huiyin.transparency.merkle_tree import EMPTY_ROOT, LARGEST_SIZE, hash_leaves

#: Proofs good and bad, of the Go implementation that Certificate Transparency runs on; origin and licence stand in it.
CASES = json.loads((Path(__file__).parent / "data" / "proofs.json").read_text("utf-8"))
ENTRIES = [number.to_bytes(2, "big") for number in range(130)]
LEAVES = hash_leaves(ENTRIES)
SOURCE = LeafList(LEAVES)
ORACLE = InmemoryTree.init_from_entries(ENTRIES)

sizes = st.integers(1, len(LEAVES))


def read_hashes(case: dict[str, Any], *names: str) -> list[bytes]:
    return [b64decode(case[name] or "") for name in names]


@pytest.mark.parametrize("case", CASES["inclusion"], ids=lambda case: case["name"])
def test_a_published_inclusion_proof_is_judged_as_its_makers_judge_it(case: dict[str, Any]) -> None:
    root, leaf = read_hashes(case, "root", "leafHash")
    proof = [b64decode(value) for value in case["proof"] or []]
    holds = is_included(leaf, case["leafIdx"], case["treeSize"], proof, root)
    assert holds is not case["wantErr"]


@pytest.mark.parametrize("case", CASES["consistency"], ids=lambda case: case["name"])
def test_a_published_consistency_proof_is_judged_as_its_makers_judge_it(
    case: dict[str, Any],
) -> None:
    old_root, new_root = read_hashes(case, "root1", "root2")
    proof = [b64decode(value) for value in case["proof"] or []]
    holds = is_consistent(case["size1"], case["size2"], proof, old_root, new_root)
    # Theirs takes any bytes for the root of equal trees; what is no hash is none for us.
    are_hashes = len(old_root) == len(new_root) == 32
    assert holds is (are_hashes and not case["wantErr"])


@given(sizes, st.data())
def test_an_inclusion_proof_is_the_one_that_another_implementation_makes(
    size: int, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof = build_inclusion_proof(SOURCE, index, size)
    # Theirs counts from one, and begins with the leaf.
    assert [LEAVES[index], *proof] == ORACLE.prove_inclusion(index + 1, size).path
    assert is_included(LEAVES[index], index, size, proof, ORACLE.get_root(size))


def prove_as_the_rfc_says(
    old_size: int, start: int, end: int, is_old_root_known: bool
) -> list[bytes]:
    """SUBPROOF of RFC 9162, section 2.1.4.1, word for word, over the roots that pymerkle finds."""
    width = end - start
    if old_size == width:
        return [] if is_old_root_known else [find_range_root(start, end)]
    half = 1
    while 2 * half < width:
        half *= 2
    if old_size <= half:
        below = prove_as_the_rfc_says(old_size, start, start + half, is_old_root_known)
        return [*below, find_range_root(start + half, end)]
    below = prove_as_the_rfc_says(old_size - half, start + half, end, False)
    return [*below, find_range_root(start, start + half)]


def find_range_root(start: int, end: int) -> bytes:
    root: bytes = InmemoryTree.init_from_entries(ENTRIES[start:end]).get_root()
    return root


@given(sizes, st.data())
def test_a_consistency_proof_is_the_one_that_the_rfc_says(
    new_size: int, data: st.DataObject
) -> None:
    old_size = data.draw(st.integers(1, new_size))
    proof = build_consistency_proof(SOURCE, old_size, new_size)
    assert proof == prove_as_the_rfc_says(old_size, 0, new_size, True)
    old_root, new_root = ORACLE.get_root(old_size), ORACLE.get_root(new_size)
    assert is_consistent(old_size, new_size, proof, old_root, new_root)


@given(sizes, st.data())
def test_an_inclusion_proof_with_anything_changed_shows_nothing(
    size: int, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof, root, leaf = (
        build_inclusion_proof(SOURCE, index, size),
        compute_root(SOURCE, size),
        LEAVES[index],
    )
    other = data.draw(st.integers(0, size + 5).filter(lambda n: n != index))
    assert not is_included(leaf, other, size, proof, root)
    assert not is_included(LEAVES[(index + 1) % 130], index, size, proof, root)
    assert not is_included(leaf, index, size, [*proof, root], root)
    assert not is_included(leaf, index, size, [leaf, *proof], root)
    assert not is_included(leaf, index, size, proof[:-1], root) or not proof
    assert not is_included(leaf, index, size, proof, LEAVES[0]) or size == 1
    if proof:
        place = data.draw(st.integers(0, len(proof) - 1))
        flipped = bytes([proof[place][0] ^ 1]) + proof[place][1:]
        assert not is_included(
            leaf, index, size, [*proof[:place], flipped, *proof[place + 1 :]], root
        )
        assert not is_included(leaf, index, size, proof[1:], root)


@given(sizes, st.data())
def test_a_consistency_proof_with_anything_changed_shows_nothing(
    new_size: int, data: st.DataObject
) -> None:
    old_size = data.draw(st.integers(1, new_size))
    proof = build_consistency_proof(SOURCE, old_size, new_size)
    old, new = compute_root(SOURCE, old_size), compute_root(SOURCE, new_size)
    assert not is_consistent(old_size, new_size, [*proof, new], old, new)
    assert not is_consistent(old_size, new_size, [old, *proof], old, new)
    assert not is_consistent(old_size, new_size, proof, LEAVES[129], new)
    assert not is_consistent(old_size, new_size, proof, old, LEAVES[129])
    if proof:
        assert not is_consistent(old_size, new_size, proof[:-1], old, new)
        assert not is_consistent(old_size, new_size, proof[1:], old, new)
        assert not is_consistent(old_size, new_size, proof, new, old)
        assert not is_consistent(new_size, old_size, proof, new, old)


@pytest.mark.parametrize("index, size", [(-1, 3), (3, 3), (0, 0), (0, LARGEST_SIZE + 1), (5, 4)])
def test_there_is_no_inclusion_outside_of_the_tree(index: int, size: int) -> None:
    assert not is_included(LEAVES[0], index, size, [], LEAVES[0])
    with pytest.raises(ValueError, match="no leaf"):
        build_inclusion_proof(SOURCE, index, size)


@pytest.mark.parametrize("old_size, new_size", [(-1, 3), (4, 3), (1, LARGEST_SIZE + 1)])
def test_there_is_no_consistency_of_sizes_that_cannot_be(old_size: int, new_size: int) -> None:
    assert not is_consistent(old_size, new_size, [], LEAVES[0], LEAVES[0])
    with pytest.raises(ValueError, match="does not continue"):
        build_consistency_proof(SOURCE, old_size, new_size)


def test_the_empty_tree_begins_every_tree_and_no_other_does_so_without_a_proof() -> None:
    root = compute_root(SOURCE, 5)
    assert build_consistency_proof(SOURCE, 0, 5) == []
    assert is_consistent(0, 5, [], EMPTY_ROOT, root)
    assert is_consistent(0, 0, [], EMPTY_ROOT, EMPTY_ROOT)
    assert not is_consistent(0, 5, [], root, root)
    assert not is_consistent(0, 5, [root], EMPTY_ROOT, root)
    assert not is_consistent(1, 5, [], LEAVES[0], root)


@pytest.mark.parametrize("length", [0, 31, 33])
def test_what_is_no_hash_proves_nothing(length: int) -> None:
    proof = build_inclusion_proof(SOURCE, 1, 3)
    root = compute_root(SOURCE, 3)
    assert not is_included(LEAVES[1], 1, 3, [bytes(length), *proof[1:]], root)
    assert not is_included(bytes(length), 0, 1, [], bytes(length))
    assert not is_consistent(3, 3, [], bytes(length), bytes(length))
