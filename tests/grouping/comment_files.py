"""A Parquet file of many comments."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.grouping.test_kernel import long_texts
from tests.grouping.test_near_duplicates import table

__all__ = ["comments"]


@pytest.fixture(scope="module")
def comments(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("comments") / "comments.parquet"
    texts = [*long_texts(6, 600), "", "。", "好", None, "x" * 1_000_000, "e\u0301 combined"]
    pq.write_table(table(texts), path, row_group_size=50)
    return path
