"""From a stated number of comments up a Ray cluster groups them; where it cannot, this machine does."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from huiyin.desk.consultations.api.groups import choose_cluster
from huiyin.desk.core.isolated_groups import group_file

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
    from huiyin.grouping import constrained_rows

    def fail(texts: Any, *, ray: str | None = None, **options: Any) -> Any:
        if ray:
            raise ConnectionError(f"no cluster at {ray}")
        return fold(texts, **options)

    fold = constrained_rows.fold_table_of
    monkeypatch.setattr(constrained_rows, "fold_table_of", fail)
    table = pa.table(COLUMNS)
    with io.BytesIO() as file:
        with pa.ipc.new_stream(pa.PythonFile(file, "w"), table.schema) as stream:
            stream.write_table(table)
        ((*here, no),) = group_file(file, ())
        ((*there, why),) = group_file(file, (), "head:6379")
    assert (no, why) == ("", "ConnectionError: no cluster at head:6379")
    assert there == here
    home = np.frombuffer(here[0], np.int32)
    assert home[0] == home[1] != home[2]
