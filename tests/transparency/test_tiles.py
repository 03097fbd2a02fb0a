"""A log as plain files."""

from __future__ import annotations

import pytest

from huiyin.transparency.refusals import RefusedEvidence
from huiyin.transparency.tiles import (
    build_tile_path,
    compute_tile_width,
    join_bundle,
    split_bundle,
    split_tile,
)


def test_paths_are_those_of_the_specification() -> None:
    assert build_tile_path(0, 5, 256) == "tile/0/005"
    assert build_tile_path(0, 1234067, 256) == "tile/0/x001/x234/067"
    assert build_tile_path(1, 0, 3) == "tile/1/000.p/3"


def test_a_tree_of_257_has_one_full_tile_and_one_hash_in_the_next() -> None:
    assert [compute_tile_width(0, n, 257) for n in range(3)] == [256, 1, 0]
    assert compute_tile_width(1, 0, 257) == 1


def test_entries_are_taken_out_as_they_were_put_in() -> None:
    entries = [b"", b"a", b"x" * 65_535]
    bundle = join_bundle(entries)
    assert split_bundle(bundle, "a") == entries
    with pytest.raises(RefusedEvidence):
        split_bundle(bundle[:-1], "a")


def test_a_tile_is_hashes_and_nothing_else() -> None:
    assert split_tile(bytes(64), "a") == [bytes(32), bytes(32)]
    with pytest.raises(RefusedEvidence):
        split_tile(bytes(63), "a")
