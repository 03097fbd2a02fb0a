"""From a stated number of comments up a Ray cluster groups them; where it cannot, this machine does."""

from __future__ import annotations

from typing import Any

import pytest

from huiyin.desk.consultations.api.groups import choose_cluster
from huiyin.desk.core.isolated_analysis import group_said

COLUMNS = {
    "id": ["1", "2", "3"],
    "text": ["应当公开听证的结果。", "应当公开听证的结果！", "不同意。"],
}


def test_a_cluster_is_asked_from_the_stated_number_up(settings: Any) -> None:
    settings.RAY, settings.RAY_FROM = "", 10
    assert choose_cluster(1_000_000) == ""
    settings.RAY = "head:6379"
    assert (choose_cluster(9), choose_cluster(10)) == ("", "head:6379")


def test_where_the_cluster_is_away_this_machine_groups_and_says_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from huiyin.grouping import near_duplicates

    def fail(texts: Any, *, ray: str | None = None, **options: Any) -> Any:
        if ray:
            raise ConnectionError(f"no cluster at {ray}")
        return fold(texts, **options)

    fold = near_duplicates.fold_table_of
    monkeypatch.setattr(near_duplicates, "fold_table_of", fail)
    here, there = group_said(COLUMNS, ()), group_said(COLUMNS, (), "head:6379")
    assert (here.cluster_error, there.cluster_error) == (
        "",
        "ConnectionError: no cluster at head:6379",
    )
    assert (there.homes, there.groups) == (here.homes, here.groups)
    assert here.homes[0] == here.homes[1] != here.homes[2]
