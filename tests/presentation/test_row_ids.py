"""Ids in tables that other programs join."""

from __future__ import annotations

import pyarrow as pa

from huiyin.presentation.row_ids import number_ids, read_ids


def test_ids_are_numbers_where_all_of_them_are() -> None:
    assert number_ids(pa.table({"id": ["1", "20"]}))["id"].to_pylist() == [1, 20]
    assert number_ids(pa.table({"id": ["1", "007"]}))["id"].to_pylist() == ["1", "007"]


def test_ids_are_read_as_numbers_where_all_of_them_are() -> None:
    assert read_ids(["1", "20", "0"]) == {"1": 1, "20": 20, "0": 0}
    assert read_ids(["1", "007"]) == {"1": "1", "007": "007"}
