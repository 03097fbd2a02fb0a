"""Grouping on a Ray cluster."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pyarrow as pa
import pytest

from huiyin.grouping import group_comments

ray = pytest.importorskip("ray")


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """One on this machine, with one worker."""
    ray.init(num_cpus=1, log_to_driver=False, include_dashboard=False)
    yield "local"
    ray.shutdown()


def _make_comments(count: int) -> pa.Table:
    chance = random.Random(22)
    signs = "湿保护法规划编制听证公开意见结论理由期限天数资料方式责任主体经费监督"
    said = ["".join(chance.choices(signs, k=30)) for _ in range(40)]
    texts = [
        words if chance.random() < 0.5 else f"{words}，谢谢"
        for words in chance.choices(said, k=count)
    ]
    return pa.table({"id": [str(n) for n in range(count)], "text": [*texts[:-1], ""]})


def test_a_cluster_gives_the_same_groups(cluster: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from huiyin.grouping import ray_backend

    monkeypatch.setattr(ray_backend, "_SLICE", 300)
    comments = _make_comments(1_000)
    here, there = group_comments(comments), group_comments(comments, ray=cluster)
    assert there.assignments.equals(here.assignments)
    assert there.groups == here.groups and len(here.groups) > 10
