"""A log read through its tiles."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.transparency import (
    FolderSource,
    TileReader,
    append_entries,
    build_consistency_proof,
    build_inclusion_proof,
    hash_leaf,
    is_consistent,
    is_included,
    read_checkpoint,
)
from tests.transparency.grown_logs import *  # noqa: F403
from tests.transparency.grown_logs import ENTRIES, MANY, compute_root_of
from tests.transparency.ledgers import (
    LOG_KEY,
    make_leaves,
    make_log,
)


@settings(max_examples=20)
@given(st.data())
def test_proofs_from_the_tiles_hold_whatever_they_are_asked_for(
    large: Path, data: st.DataObject
) -> None:
    checkpoint = read_checkpoint(FolderSource(large), LOG_KEY.verifier)
    index = data.draw(st.integers(0, MANY - 1))
    old_size = data.draw(st.integers(1, MANY))
    reader = TileReader(FolderSource(large), MANY)
    proof = build_inclusion_proof(reader, index, MANY)
    assert is_included(hash_leaf(ENTRIES[index]), index, MANY, proof, checkpoint.root)
    assert reader.read_entry(index) == ENTRIES[index]
    old_root = compute_root_of(old_size)
    growth = build_consistency_proof(reader, old_size, MANY)
    assert is_consistent(old_size, MANY, growth, old_root, checkpoint.root)


def test_every_tree_that_was_signed_can_still_be_read_from_the_files(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    source = make_log(folder, [])
    signed = [append_entries(folder, ENTRIES[n : n + 90], LOG_KEY) for n in range(0, 540, 90)]
    for old in signed:
        reader = TileReader(source, old.size)
        proof = build_inclusion_proof(reader, old.size - 1, old.size)
        leaf = hash_leaf(ENTRIES[old.size - 1])
        assert is_included(leaf, old.size - 1, old.size, proof, old.root)
        # Parts may be cleared away once the whole tile is there.
    for part in (folder / "tile").rglob("000.p/*"):
        part.unlink()
    for old in signed[:2]:
        assert TileReader(source, old.size).read_entry(old.size - 1) == ENTRIES[old.size - 1]
        assert build_inclusion_proof(TileReader(source, old.size), 0, old.size)


def test_a_tree_has_no_nodes_and_entries_beyond_its_size(tmp_path: Path) -> None:
    reader = TileReader(make_log(tmp_path / "log", make_leaves(5)), 5)
    for level, index in ((0, 5), (1, 2), (3, 0), (8, 0)):
        with pytest.raises(ValueError, match=r"a (tree|log) of 5 has no"):
            reader.read_node(level, index)
    with pytest.raises(ValueError, match="no entry 5"):
        reader.read_entry(5)
