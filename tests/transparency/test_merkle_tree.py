"""Trees are those of RFC 6962 and RFC 9162, however they are grown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from huiyin.transparency import CompactRange, LeafList, compute_root, hash_leaf
from huiyin.transparency.merkle_tree import EMPTY_ROOT, hash_leaves

#: The leaves that Certificate Transparency's implementations are tried with, and the root of each beginning of them.
LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


@pytest.mark.parametrize("size", range(9))
def test_the_roots_of_the_published_leaves_are_the_published_roots(size: int) -> None:
    tree = CompactRange()
    for leaf in LEAVES[:size]:
        tree.append_leaf(hash_leaf(leaf))
    assert tree.size == size
    assert tree.root.hex() == ROOTS[size]
    assert compute_root(LeafList(hash_leaves(LEAVES)), size).hex() == ROOTS[size]


def test_the_empty_tree_has_the_digest_of_nothing_as_its_root() -> None:
    assert CompactRange().root == EMPTY_ROOT
    assert CompactRange().nodes == ()


def test_a_leaf_that_is_spelt_as_a_node_is_no_node() -> None:
    left, right = hash_leaf(b"a"), hash_leaf(b"b")
    tree = CompactRange()
    tree.extend_leaves([left, right])
    assert hash_leaf(b"\x01" + left + right) != tree.root
    assert hash_leaf(left + right) != tree.root


@given(st.lists(st.binary(max_size=8), max_size=80), st.data())
def test_a_tree_grown_in_any_pieces_has_the_root_that_another_implementation_finds(
    entries: list[bytes], data: st.DataObject
) -> None:
    oracle = InmemoryTree()
    oracle.append_entries(entries)
    tree = CompactRange()
    leaves = hash_leaves(entries)
    while tree.size < len(leaves):
        step = data.draw(st.integers(1, len(leaves) - tree.size))
        tree.extend_leaves(leaves[tree.size : tree.size + step])
        assert tree.root == oracle.get_root(tree.size)
        tree = CompactRange(tree.size, tree.nodes)  # as it is kept between batches
    assert len(tree.nodes) == len(leaves).bit_count()


@pytest.mark.parametrize("begin", [0, 1, 255, 256, 257])
@pytest.mark.parametrize("count", [255, 256, 257, 600])
def test_leaves_added_by_the_tile_make_the_tree_that_single_ones_make(
    begin: int, count: int
) -> None:
    leaves = hash_leaves(number.to_bytes(2, "big") for number in range(begin + count))
    many, single = CompactRange(), CompactRange()
    many.extend_leaves(leaves[:begin])
    many.extend_leaves(leaves[begin:])
    for leaf in leaves:
        single.append_leaf(leaf)
    assert many.nodes == single.nodes


def test_a_right_edge_that_does_not_fit_its_size_is_refused() -> None:
    with pytest.raises(ValueError, match="3 has 2"):
        CompactRange(3, [bytes(32)])
