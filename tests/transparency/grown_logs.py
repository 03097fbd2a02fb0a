"""Logs grown to a size."""

from __future__ import annotations

from pathlib import Path

import pytest

from huiyin.transparency import (
    CompactRange,
    append_entries,
    create_log,
)
from huiyin.transparency.merkle_tree import hash_leaves
from tests.transparency.ledgers import (
    LOG_KEY,
)

__all__ = ["large"]

#: As in C2SP's example: one more level than 65,536 entries have.
MANY = 70_000
ENTRIES = [b"entry %d" % number for number in range(MANY)]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large") / "log"
    create_log(folder, LOG_KEY)
    append_entries(folder, ENTRIES, LOG_KEY)
    return folder


def compute_root_of(size: int) -> bytes:
    tree = CompactRange()
    tree.extend_leaves(LEAVES[:size])
    return tree.root


LEAVES = hash_leaves(ENTRIES)
