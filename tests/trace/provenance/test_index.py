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
    Origin,
    ProvenanceSource,
    SourceRank,
    SourceText,
    UnusableIndex,
    read_sources,
    trace_provenance,
)
from huiyin.trace.provenance import index as module

FIRST = "居民可以向街道办事处申请在社区花园种植蔬菜和花卉。"
SECOND = "The office answers every request within ten days of receiving it, in writing."


def _texts() -> list[SourceText]:
    about = ProvenanceSource("garden", "花园条例", Origin.DOMESTIC, "YT", date(2020, 5, 1), "花园")
    return [
        SourceText(about, (("art_1", FIRST), ("art_2", ""))),
        SourceText(ProvenanceSource("office"), (("art_1", SECOND),)),
    ]


def _asked(index: Index) -> object:
    return trace_provenance([("a", f"{SECOND} {FIRST}")], index)


def test_an_index_on_disk_finds_what_one_in_memory_finds(tmp_path: Path) -> None:
    built = Index.build(tmp_path / "lib", _texts())
    assert (
        _asked(built) == _asked(Index.open(tmp_path / "lib")) == _asked(Index.in_memory(_texts()))
    )
    assert built.sources == tuple(text.source for text in _texts())


@pytest.mark.parametrize("segment", [1, 1 << 24])
def test_what_is_added_later_is_found_as_if_it_had_been_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, segment: int
) -> None:
    monkeypatch.setattr(module, "SEGMENT_TOKENS", segment)
    for text in _texts():
        added = Index.build(tmp_path, [text])
    assert len(added.segments) == (2 if segment == 1 else 1)
    assert _asked(added) == _asked(Index.in_memory(_texts()))
    used = {path.name.partition(".")[0] for path in tmp_path.glob("segment-*")}
    assert len(used) == len(added.segments)  # joined segments are taken away


def test_an_index_of_before_there_were_ranks_is_read_and_added_to(tmp_path: Path) -> None:
    Index.build(tmp_path, _texts())
    (file,) = tmp_path.glob("*.sources.parquet")
    pq.write_table(pq.read_table(file).drop_columns(["since", "rank"]), file, compression="zstd")
    listed = json.loads((tmp_path / "index.json").read_text("utf-8"))
    listed["segments"][0]["files"][file.name] = file.stat().st_size
    (tmp_path / "index.json").write_text(json.dumps(listed), "utf-8")
    old = Index.open(tmp_path)
    assert old.sources == tuple(text.source for text in _texts())
    assert _asked(old) == _asked(Index.in_memory(_texts()))
    law = ProvenanceSource("law", "花园法", since=date(1990, 1, 1), rank=SourceRank.CONSTITUTION)
    added = Index.build(tmp_path, [SourceText(law, (("art_1", FIRST),))])
    assert added.sources[-1] == law and len(added.sources) == 3


def test_a_folder_says_rank_and_first_day_in_its_table_or_in_the_law_s_own_note(
    tmp_path: Path,
) -> None:
    note = "（1989年12月26日第七届全国人民代表大会常务委员会第十一次会议通过　2014年4月24日修订）"
    law = f"中华人民共和国花园法\n{note}\n\n第一条　{FIRST}\n第二条　本法自公布之日起施行。\n"
    (tmp_path / "noted.txt").write_text(law, "utf-8")
    (tmp_path / "told.txt").write_text(law, "utf-8")
    (tmp_path / "wrong.txt").write_text(law, "utf-8")
    (tmp_path / "sources.csv").write_text(
        "file,origin,date,since,rank\nnoted.txt,domestic,2014-04-24,,\n"
        "told.txt,domestic,2014-04-24,1979-09-13,行政法规\nwrong.txt,domestic,2014-04-24,1979,highest\n",
        "utf-8",
    )
    read = read_sources(tmp_path)
    said = {t.source.id: (t.source.since, t.source.standing) for t in read.texts}
    assert said["noted.txt"] == (date(1989, 12, 26), SourceRank.LAW)
    assert said["told.txt"] == (date(1979, 9, 13), SourceRank.REGULATION)
    assert said["wrong.txt"] == (date(1989, 12, 26), SourceRank.LAW)
    assert sorted(p.code for p in read.problems) == ["date", "rank"]


def test_a_source_is_added_once(tmp_path: Path) -> None:
    Index.build(tmp_path, _texts())
    with pytest.raises(UnusableIndex) as error:
        Index.build(tmp_path, _texts()[1:])
    assert (error.value.code, error.value.details) == ("exists_twice", {"source": "office"})


def test_a_run_that_is_cut_off_leaves_the_index_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SEGMENT_TOKENS", 1)
    Index.build(tmp_path, _texts()[:1])
    before = {path.name for path in tmp_path.iterdir()}

    def cut_off() -> Iterator[SourceText]:
        yield _texts()[1]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Index.build(tmp_path, cut_off())
    assert {path.name for path in tmp_path.iterdir()} == before
    assert [s.id for s in Index.open(tmp_path).sources] == ["garden"]
    # A machine that stops between writing and naming leaves files no list names: swept up next time.
    (tmp_path / "segment-left.tokens.npy").write_bytes(b"half")
    assert len(Index.build(tmp_path, _texts()[1:]).sources) == 2
    assert not list(tmp_path.glob("segment-left*"))


def test_a_folder_of_something_else_is_no_index(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    for call in (lambda: Index.open(tmp_path), lambda: Index.build(tmp_path, _texts())):
        with pytest.raises(UnusableIndex, match="foreign"):
            call()
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_an_index_of_another_version_is_named(tmp_path: Path) -> None:
    Index.build(tmp_path, _texts())
    listed = json.loads((tmp_path / "index.json").read_text("utf-8"))
    (tmp_path / "index.json").write_text(json.dumps({**listed, "version": 99}), encoding="utf-8")
    with pytest.raises(UnusableIndex) as error:
        Index.open(tmp_path)
    assert (error.value.code, error.value.details["found"]) == ("version", "99")


@pytest.mark.parametrize("part", ["tokens.npy", "posts.npy", "bounds.npy", "sources.parquet",
                                  "units.parquet"])  # fmt: skip
@pytest.mark.parametrize("harm", ["gone", "short", "garbled"])
def test_a_damaged_file_is_named(tmp_path: Path, part: str, harm: str) -> None:
    Index.build(tmp_path, _texts())
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


def test_a_folder_of_sources_says_where_each_is_from_and_names_what_is_to_mend(
    tmp_path: Path,
) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(f"花园条例\n\n第一条　{FIRST}\n", encoding="utf-8")
    (tmp_path / "sources.csv").write_text(
        "file,title,origin,country,date\n"
        "a.txt,,国内,YT,2020-05-01\nb.txt,,abroad,FR,soon\na.txt,,foreign,,\nd.txt,,foreign,,\n",
        encoding="utf-8-sig",
    )
    found = read_sources(tmp_path)
    first = found.texts[0].source
    assert (first.id, first.origin, first.country, first.date, first.title) == (
        "a.txt", Origin.DOMESTIC, "YT", date(2020, 5, 1), "花园条例",
    )  # fmt: skip
    assert [t.source.origin for t in found.texts] == ["domestic", "unknown", "unknown"]
    assert [(p.code, p.row) for p in found.problems] == [
        ("origin", 3), ("date", 3), ("file_twice", 4), ("origin_missing", 0), ("no_such_file", 0),
    ]  # fmt: skip
    assert found.texts[0].units == (("art_1", FIRST),)
