from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from huiyin.trace.provenance import (
    Index,
    ProvenanceSource,
    SourceRank,
    SourceText,
    UnusableIndex,
    trace_provenance,
)
from huiyin.trace.provenance import index as module
from tests.trace.provenance.garden_sources import FIRST, SECOND, texts


def _asked(index: Index) -> object:
    return trace_provenance([("a", f"{SECOND} {FIRST}")], index)


def test_an_index_on_disk_finds_what_one_in_memory_finds(tmp_path: Path) -> None:
    built = Index.build(tmp_path / "lib", texts())
    assert _asked(built) == _asked(Index.open(tmp_path / "lib")) == _asked(Index.in_memory(texts()))
    assert built.sources == tuple(text.source for text in texts())


@pytest.mark.parametrize("segment", [1, 1 << 24])
def test_what_is_added_later_is_found_as_if_it_had_been_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, segment: int
) -> None:
    monkeypatch.setattr(module, "SEGMENT_TOKENS", segment)
    for text in texts():
        added = Index.build(tmp_path, [text])
    assert len(added.segments) == (2 if segment == 1 else 1)
    assert _asked(added) == _asked(Index.in_memory(texts()))
    used = {path.name.partition(".")[0] for path in tmp_path.glob("segment-*")}
    assert len(used) == len(added.segments)  # joined segments are taken away


def test_an_index_of_before_there_were_ranks_is_read_and_added_to(tmp_path: Path) -> None:
    Index.build(tmp_path, texts())
    (file,) = tmp_path.glob("*.sources.parquet")
    pq.write_table(pq.read_table(file).drop_columns(["since", "rank"]), file, compression="zstd")
    listed = json.loads((tmp_path / "index.json").read_text("utf-8"))
    listed["segments"][0]["files"][file.name] = file.stat().st_size
    (tmp_path / "index.json").write_text(json.dumps(listed), "utf-8")
    old = Index.open(tmp_path)
    assert old.sources == tuple(text.source for text in texts())
    assert _asked(old) == _asked(Index.in_memory(texts()))
    law = ProvenanceSource("law", "花园法", since=date(1990, 1, 1), rank=SourceRank.CONSTITUTION)
    added = Index.build(tmp_path, [SourceText(law, (("art_1", FIRST),))])
    assert added.sources[-1] == law and len(added.sources) == 3


def test_a_source_is_added_once(tmp_path: Path) -> None:
    Index.build(tmp_path, texts())
    with pytest.raises(UnusableIndex) as error:
        Index.build(tmp_path, texts()[1:])
    assert (error.value.code, error.value.details) == ("exists_twice", {"source": "office"})


def test_a_run_that_is_cut_off_leaves_the_index_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SEGMENT_TOKENS", 1)
    Index.build(tmp_path, texts()[:1])
    before = {path.name for path in tmp_path.iterdir()}

    def cut_off() -> Iterator[SourceText]:
        yield texts()[1]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Index.build(tmp_path, cut_off())
    assert {path.name for path in tmp_path.iterdir()} == before
    assert [s.id for s in Index.open(tmp_path).sources] == ["garden"]
    # A machine that stops between writing and naming leaves files no list names: swept up next time.
    (tmp_path / "segment-left.tokens.npy").write_bytes(b"half")
    assert len(Index.build(tmp_path, texts()[1:]).sources) == 2
    assert not list(tmp_path.glob("segment-left*"))


def test_an_index_of_another_version_is_named(tmp_path: Path) -> None:
    Index.build(tmp_path, texts())
    listed = json.loads((tmp_path / "index.json").read_text("utf-8"))
    (tmp_path / "index.json").write_text(json.dumps({**listed, "version": 99}), encoding="utf-8")
    with pytest.raises(UnusableIndex) as error:
        Index.open(tmp_path)
    assert (error.value.code, error.value.details["found"]) == ("version", "99")


@pytest.mark.parametrize("part", ["tokens.npy", "posts.npy", "bounds.npy", "sources.parquet",
                                  "units.parquet"])  # fmt: skip
@pytest.mark.parametrize("harm", ["gone", "short", "garbled"])
def test_a_damaged_file_is_named(tmp_path: Path, part: str, harm: str) -> None:
    Index.build(tmp_path, texts())
    (path,) = tmp_path.glob(f"*.{part}")
    data = path.read_bytes()
    if harm == "gone":
        path.unlink()
    elif harm == "short":
        os.truncate(path, len(data) // 2)
    else:
        path.write_bytes(bytes(byte ^ 0x5A for byte in data[:64]) + data[64:-64] + b"x" * 64)
    with pytest.raises(UnusableIndex) as error:
        Index.open(tmp_path)
    assert (error.value.code, error.value.details["file"]) == ("damaged", path.name)


def test_an_empty_library_is_an_index_too(tmp_path: Path) -> None:
    assert Index.build(tmp_path, []).sources == ()
    assert trace_provenance([("a", FIRST)], Index.open(tmp_path)).own == 1
