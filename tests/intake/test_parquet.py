"""Parquet: one value that cannot be said costs its row where it is asked for, and nothing where it is not."""

from __future__ import annotations

import io
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from huiyin.intake import Comment, IntakeResult, RefusalCode
from tests.intake.test_broken import read_held


def take(**columns: Any) -> IntakeResult[Comment]:
    written = io.BytesIO()
    pq.write_table(pa.table(columns), written)
    return read_held("a.parquet", written.getvalue())


def not_utf8() -> pa.Array:
    data = pa.array([b"2", b"\xff\xfe", b"3"], pa.binary())
    return pa.Array.from_buffers(pa.string(), 3, data.buffers())


FAR = pa.array([0, 2**62, 1], pa.timestamp("us"))
ODD = {
    "time": FAR,
    "time with a zone": pa.array([0, -(2**62), 1], pa.timestamp("ms", "Asia/Shanghai")),
    "words": not_utf8(),
    "length": pa.array([1, 2**62, 3], pa.duration("s")),
}


@pytest.mark.parametrize("name", ODD)
def test_a_value_that_cannot_be_said_costs_its_row_alone(name: str) -> None:
    found = take(text=["Good", "Odd", "Fine"], organisation=ODD[name])
    assert [c.text for c in found.taken] == ["Good", "Fine"]
    assert [(r.row, r.reason in (RefusalCode.ODD_VALUE, RefusalCode.BROKEN_CHARACTERS)) for r in found.refused] == [(2, True)]  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_a_value_that_nobody_asks_for_costs_nothing(name: str) -> None:
    found = take(text=["Good", "Well", "Fine"], sent=ODD[name])
    assert [c.text for c in found.taken] == ["Good", "Well", "Fine"]
    assert not found.refused


@pytest.mark.parametrize(
    "column",
    [
        pa.array([1, 1_700_000_000_123_456_789, 3], pa.duration("ns")),
        pa.array([1, 1_700_000_000_123_456_789, 3], pa.timestamp("ns")),
        pa.array([b"a", b"\xff", None], pa.binary()),
        pa.array([[1], [], None], pa.list_(pa.int8())),
    ],
)
def test_columns_of_odd_kinds_cost_nothing(column: pa.Array) -> None:
    assert len(take(text=["Good", "Well", "Fine"], sent=column).taken) == 3


def test_columns_within_columns_are_found() -> None:
    attributes = pa.array([{"comment": "Short", "organization": "River Watch"}])
    found = take(id=["X-1"], attributes=attributes)
    assert [(c.id, c.organisation, c.text) for c in found.taken] == [("X-1", "River Watch", "Short")]  # fmt: skip


def test_a_list_where_words_are_wanted_costs_its_row() -> None:
    found = take(text=pa.array([[{"a": 1}], []]), wording=["x", "y"])
    assert [c.wording for c in found.taken] == ["y"]
    assert [(r.row, r.reason) for r in found.refused] == [(1, RefusalCode.NESTED)]
