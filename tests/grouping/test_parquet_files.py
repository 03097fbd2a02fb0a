"""Parquet files of comments: streamed, and on a real Ray cluster of several nodes."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from huiyin.grouping import group_comments
from huiyin.grouping.parquet_files import group_file
from tests.grouping.comment_files import *  # noqa: F403
from tests.grouping.test_near_duplicates import table

COLUMNS = ["id", "group", "representative", "relation"]


def test_a_file_is_grouped_as_the_table_in_it_is(comments: Path, tmp_path: Path) -> None:
    out = tmp_path / "groups.parquet"
    done = group_file(comments, out, threads=2)
    found = group_comments(pq.read_table(comments))
    assert pq.read_table(out).to_pylist() == found.assignments.to_pylist()
    assert (done.comments, done.groups) == (606, len(found.groups))
    assert pq.read_table(out).column_names == COLUMNS
    assert [path.name for path in tmp_path.iterdir()] == ["groups.parquet"]


def test_rows_without_an_id_are_numbered_and_weights_count(tmp_path: Path) -> None:
    words = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸"
    texts = [words, words, words + "子丑寅", words + "子丑寅"]
    rows = pa.table({"words": texts, "weight": [1.0, 1.0, None, 5.0]})
    pq.write_table(rows, tmp_path / "in.parquet")
    group_file(tmp_path / "in.parquet", tmp_path / "out.parquet", text="words", id=None)
    found = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert [row["id"] for row in found] == [1, 2, 3, 4]
    assert [row["relation"] for row in found] == ["near", "near", "copy", "copy"]
    assert [row["representative"] for row in found] == [False, False, True, False]


def test_an_empty_file_and_a_missing_column(tmp_path: Path) -> None:
    pq.write_table(
        table([]).cast(pa.schema([("id", "string"), ("text", "string")])), tmp_path / "in.parquet"
    )
    done = group_file(tmp_path / "in.parquet", tmp_path / "out.parquet")
    assert (done.comments, done.groups) == (0, 0)
    with pytest.raises(KeyError, match="words"):
        group_file(tmp_path / "in.parquet", tmp_path / "out.parquet", text="words")


@pytest.fixture(scope="module")
def nodes() -> Iterator[object]:
    """Three nodes, two of them only workers."""
    pytest.importorskip("ray")
    from ray.cluster_utils import Cluster

    small = {"object_store_memory": 80 * 2**20, "include_dashboard": False}
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, **small})
    try:
        for _ in range(2):
            cluster.add_node(num_cpus=1, object_store_memory=80 * 2**20)
        cluster.wait_for_nodes()
        yield cluster
    finally:
        cluster.shutdown()


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_finds_the_same_groups_though_a_worker_dies(
    nodes: object, comments: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huiyin.grouping import ray_backend

    marks = tmp_path / "marks"
    marks.mkdir()
    whole = ray_backend.fold_piece

    def fold_and_die_once(path: str, text: str, groups: list[int], traditional: bool):  # type: ignore[no-untyped-def]
        """The first worker that comes to the fourth row group is killed in the middle of its task."""
        (marks / f"{os.getpid()}-{groups[0]}").touch()
        if groups[0] == 3 and not (marks / "killed").exists():
            (marks / "killed").touch()
            os.kill(os.getpid(), signal.SIGKILL)
            threading.Event().wait()
        return whole(path, text, groups, traditional)

    monkeypatch.setattr(ray_backend, "fold_piece", fold_and_die_once)
    group_file(comments, tmp_path / "there.parquet", ray=nodes.address)  # type: ignore[attr-defined]
    group_file(comments, tmp_path / "here.parquet")
    assert pq.read_table(tmp_path / "there.parquet") == pq.read_table(tmp_path / "here.parquet")
    assert (marks / "killed").exists()
    begun = [path.name.split("-")[1] for path in marks.glob("*-3")]
    assert len(begun) >= 2, "the task that died was begun anew by another process"
