"""A log is plain files in C2SP's layout; it grows by batches, and signs nothing that contradicts what it signed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiyin.transparency import (
    CompactRange,
    FolderSource,
    RefusalCode,
    RefusedEvidence,
    TileReader,
    UnreachableLog,
    add_cosignature,
    append_entries,
    cosign_checkpoint,
    create_log,
    read_checkpoint,
    save_checkpoint,
)
from huiyin.transparency.log_folder import read_log_key
from huiyin.transparency.merkle_tree import EMPTY_ROOT, hash_leaves
from huiyin.transparency.tiles import build_tile_path
from tests.transparency.grown_logs import *  # noqa: F403
from tests.transparency.grown_logs import ENTRIES, MANY, compute_root_of
from tests.transparency.ledgers import (
    LOG_KEY,
    MORNING,
    OTHER_LOG_KEY,
    WITNESS_KEY,
    make_leaf,
    make_leaves,
    make_log,
)


@pytest.mark.parametrize(
    ("level", "index", "width", "path"),
    [
        (0, 1234067, 256, "tile/0/x001/x234/067"),
        (0, 0, 256, "tile/0/000"),
        (63, 999, 255, "tile/63/999.p/255"),
        ("entries", 1000, 1, "tile/entries/x001/000.p/1"),
    ],
)
def test_tiles_lie_where_c2sp_says(level: int | str, index: int, width: int, path: str) -> None:
    assert build_tile_path(level, index, width) == path


def test_a_log_of_70000_has_the_files_that_c2sp_counts(large: Path) -> None:
    files = [str(path.relative_to(large)) for path in large.rglob("*") if path.is_file()]
    expected = {f"tile/0/{index:03}" for index in range(273)} | {"tile/0/273.p/112"}
    expected |= {f"tile/entries/{index:03}" for index in range(273)} | {"tile/entries/273.p/112"}
    expected |= {"tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1", "checkpoint", "log.vkey"}
    assert sorted(files) == sorted(expected)
    assert (large / "tile/0/000").stat().st_size == 8192


def test_the_root_that_is_signed_is_the_root_of_the_entries(large: Path) -> None:
    tree = CompactRange()
    tree.extend_leaves(hash_leaves(ENTRIES))
    checkpoint = read_checkpoint(FolderSource(large), LOG_KEY.verifier)
    assert (checkpoint.size, checkpoint.root) == (MANY, tree.root)
    assert read_log_key(FolderSource(large)) == LOG_KEY.verifier


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10)
@given(st.lists(st.sampled_from([0, 1, 2, 100, 255, 256, 257, 300]), min_size=1, max_size=5))
def test_a_log_appended_to_in_any_batches_is_the_log_appended_to_at_once(
    tmp_path_factory: pytest.TempPathFactory, batches: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("grown") / "log"
    created = create_log(folder, LOG_KEY)
    assert (created.size, created.root) == (0, EMPTY_ROOT)
    size = 0
    for count in batches:
        signed = append_entries(folder, ENTRIES[size : size + count], LOG_KEY)
        size += count
        assert signed == read_checkpoint(FolderSource(folder), LOG_KEY.verifier)
        assert (signed.size, signed.root) == (size, compute_root_of(size))
    entries = [entry for _, entry in TileReader(FolderSource(folder), size).read_entries(0, size)]
    assert entries == ENTRIES[:size]


def test_what_was_appended_but_never_signed_is_written_over(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    make_log(folder, make_leaves(200))
    before = (folder / "checkpoint").read_bytes()
    append_entries(folder, [make_leaf(n, words="lost") for n in range(200, 270)], LOG_KEY)
    (folder / "checkpoint").write_bytes(before)  # as where the machine stopped before the signature
    signed = append_entries(folder, make_leaves(300)[200:], LOG_KEY)
    tree = CompactRange()
    tree.extend_leaves(hash_leaves(make_leaves(300)))
    assert signed.root == tree.root
    read = [leaf for _, leaf in TileReader(FolderSource(folder), 300).read_entries(0, 300)]
    assert read == make_leaves(300)


def test_a_log_is_begun_once(tmp_path: Path) -> None:
    make_log(tmp_path / "log", make_leaves(3))
    before = (tmp_path / "log/checkpoint").read_bytes()
    with pytest.raises(FileExistsError):
        create_log(tmp_path / "log", LOG_KEY)
    assert (tmp_path / "log/checkpoint").read_bytes() == before


@pytest.mark.parametrize("file", ["tile/0/000.p/5", "tile/entries/000.p/5"])
def test_nothing_is_signed_on_top_of_files_that_somebody_changed(tmp_path: Path, file: str) -> None:
    folder = tmp_path / "log"
    make_log(folder, make_leaves(5))
    before = (folder / "checkpoint").read_bytes()
    path = folder / file
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(RefusedEvidence) as refused:
        append_entries(folder, [make_leaf(5)], LOG_KEY)
    assert refused.value.code is RefusalCode.REWRITTEN
    path.unlink()
    with pytest.raises(RefusedEvidence) as refused:
        append_entries(folder, [make_leaf(5)], LOG_KEY)
    assert refused.value.code is RefusalCode.TILE_MISSING
    assert (folder / "checkpoint").read_bytes() == before


def test_nothing_is_appended_with_the_key_of_another_log(tmp_path: Path) -> None:
    make_log(tmp_path / "log", make_leaves(5))
    with pytest.raises(RefusedEvidence) as refused:
        append_entries(tmp_path / "log", [make_leaf(5)], OTHER_LOG_KEY)
    assert refused.value.code is RefusalCode.OTHER_LOG


def test_cosignatures_are_shown_with_the_checkpoint_until_the_log_grows(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    source = make_log(folder, make_leaves(5))
    key = LOG_KEY.verifier
    signed = read_checkpoint(source, key)
    line = cosign_checkpoint(signed, WITNESS_KEY, MORNING)
    vouched = add_cosignature(signed, line, WITNESS_KEY.verifier)
    assert save_checkpoint(folder, vouched, key)
    assert read_checkpoint(source, key) == vouched
    assert append_entries(folder, [], LOG_KEY) == vouched
    grown = append_entries(folder, [make_leaf(5)], LOG_KEY)
    assert not save_checkpoint(folder, vouched, key)
    assert read_checkpoint(source, key) == grown


def test_where_nothing_is_there_is_no_log(tmp_path: Path) -> None:
    with pytest.raises(UnreachableLog) as unreachable:
        read_checkpoint(FolderSource(tmp_path), LOG_KEY.verifier)
    assert unreachable.value.code == "no_log"
    for made, code in ((False, "no_log"), (True, "no_key")):
        if made:
            (tmp_path / "checkpoint").write_text("anything")
        with pytest.raises(UnreachableLog) as unreachable:
            read_log_key(FolderSource(tmp_path))
        assert unreachable.value.code == code


@pytest.mark.parametrize("kind", ["pipe", "folder", "long"])
def test_a_file_that_would_never_end_is_not_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "checkpoint"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.write_bytes(b"a" * 100)
    with pytest.raises(RefusedEvidence) as refused:
        FolderSource(tmp_path).read_file("checkpoint", 99)
    assert refused.value.code is RefusalCode.TILE_BROKEN
