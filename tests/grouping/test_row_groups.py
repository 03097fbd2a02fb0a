"""The row groups of a Parquet file, folded apart and merged."""

from __future__ import annotations

from pathlib import Path

import pytest

from huiyin.grouping.row_groups import fold_file, range_of_groups
from tests.grouping.comment_files import *  # noqa: F403


def test_pieces_folded_apart_and_merged_are_what_one_fold_gives(comments: Path) -> None:
    pytest.importorskip("ray")
    from huiyin.grouping.ray_backend import fold_piece, merge_folded

    parts = [fold_piece(str(comments), "text", [n], True) for n in range_of_groups(comments)]
    merged = merge_folded(parts)
    once = fold_file(comments, "text", range_of_groups(comments), crew=1, traditional=True)
    assert merged.text.tolist() == once.text.tolist()
    assert merged.texts.key.tolist() == once.texts.key.tolist()
    assert merged.texts.samples().tolist() == once.texts.samples().tolist()
