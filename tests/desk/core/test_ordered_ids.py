"""Ids of many rows that come together."""

from __future__ import annotations

from huiyin.desk.core.ordered_ids import make_ordered_ids


def test_each_comes_after_the_one_before_and_none_twice() -> None:
    ids = make_ordered_ids(1_000)
    assert ids == sorted(ids) and len(set(ids)) == 1_000
    assert {one.version for one in ids} == {7}
