"""The kernel hashes leaves and nodes as hashlib does, with the processor's own instructions and without."""

from __future__ import annotations

import ctypes
from array import array
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.kernels import NoCompiler, compile_kernel
from huiyin.transparency import merkle_tree
from huiyin.transparency.hash_kernel import SOURCE, HashKernel, load_kernel

#: Every way in which an entry can end in a block, and the longest that a bundle holds.
SIZES = (*range(200), 255, 256, 1000, 65_534, 65_535)


@pytest.fixture(scope="module", params=["native", "plain"])
def kernel(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> HashKernel:
    built = compile_kernel(SOURCE, tmp_path_factory.mktemp(request.param) / "kernel.shared")
    return HashKernel(ctypes.CDLL(str(built)), is_plain=request.param == "plain")


def fold_slowly(hashes: list[bytes]) -> bytes:
    while len(hashes) > 1:
        hashes = [
            sha256(b"\x01" + left + right).digest()
            for left, right in zip(hashes[::2], hashes[1::2], strict=True)
        ]
    return hashes[0]


def test_leaves_of_every_length_are_hashed_as_hashlib_hashes_them(kernel: HashKernel) -> None:
    entries = [bytes((size + at) % 256 for at in range(size)) for size in SIZES]
    bundle, hashes = kernel.hash_entries(entries)
    assert bundle == b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)
    assert hashes == b"".join(sha256(b"\x00" + entry).digest() for entry in entries)
    assert kernel.hash_entries([]) == (b"", b"")


def test_an_entry_that_no_bundle_can_hold_is_refused(kernel: HashKernel) -> None:
    with pytest.raises(OverflowError):
        kernel.hash_entries([bytes(65_536)])


@pytest.mark.parametrize("height", range(9))
def test_perfect_subtrees_are_folded_as_the_rfc_folds_them(kernel: HashKernel, height: int) -> None:
    hashes = [sha256(bytes([at])).digest() for at in range(1 << height)]
    assert kernel.fold_hashes(b"".join(hashes)) == fold_slowly(hashes)


@pytest.mark.parametrize("size", [0, 31, 96, 32 * 512])
def test_what_is_no_perfect_subtree_of_a_tile_is_refused(kernel: HashKernel, size: int) -> None:
    with pytest.raises(ValueError, match="perfect subtree"):
        kernel.fold_hashes(bytes(size))


def test_no_byte_beyond_what_was_asked_for_is_written(kernel: HashKernel) -> None:
    lengths = array("H", [0, 1, 54, 55, 56, 62, 63, 64, 119])
    data = bytes(sum(lengths))
    room = len(data) + 2 * len(lengths)
    bundle = ctypes.create_string_buffer(b"\xaa" * (room + 64), room + 64)
    hashes = ctypes.create_string_buffer(b"\xaa" * (32 * len(lengths) + 64))
    kernel._hash_entries(data, lengths.buffer_info()[0], len(lengths), bundle, hashes)
    assert bundle.raw[room:] == b"\xaa" * 64
    assert hashes.raw[32 * len(lengths) :][:64] == b"\xaa" * 64


@given(st.lists(st.binary(max_size=300), max_size=40))
def test_without_a_kernel_the_same_is_hashed(entries: list[bytes]) -> None:
    assert load_kernel() is not None
    with_kernel = merkle_tree.hash_bundle(entries), merkle_tree.hash_leaves(entries)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merkle_tree, "load_kernel", lambda: None)
        assert with_kernel == (merkle_tree.hash_bundle(entries), merkle_tree.hash_leaves(entries))
        folded = [merkle_tree.fold_perfect(with_kernel[1][:n]) for n in (1, 2, 4, 8, 16, 32) if n <= len(entries)]  # fmt: skip
    assert folded == [merkle_tree.fold_perfect(with_kernel[1][:n]) for n in (1, 2, 4, 8, 16, 32) if n <= len(entries)]  # fmt: skip


def test_where_nothing_can_be_built_there_is_no_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> Path:
        raise NoCompiler("none here")

    monkeypatch.setattr("huiyin.transparency.hash_kernel.ensure_compiled", refuse)
    assert load_kernel.__wrapped__() is None
