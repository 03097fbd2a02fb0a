"""The same job on a Ray cluster: workers read and fold, the one who asked decides."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import ray

from huiyin.grouping.fingerprints import FoldedTexts
from huiyin.grouping.kernel import U32, U64, Texts
from huiyin.grouping.row_groups import fold_file, range_of_groups

#: How often a piece of work is begun anew after its worker died.
_RETRIES = 8
_Part = tuple[U64, U32, U32, U32, U32, U64]


def fold_piece(path: str, text: str, groups: Sequence[int], traditional: bool) -> _Part:
    """What a worker sends back of some row groups: keys, counts, levels and samples of their distinct
    texts; for each row its text and how it is printed. Arrays only, so Ray shares them without copies."""
    folded = fold_file(Path(path), text, groups, crew=1, traditional=traditional)
    texts = folded.texts
    return texts.key, texts.count, texts.level, texts.samples(), folded.text, folded.printed


def fold_on_cluster(path: Path, text: str, *, traditional: bool, address: str) -> FoldedTexts:
    """Fold a Parquet file on the cluster at ``address`` (``local``: one on this machine, gone afterwards;
    a cluster the process is connected to already is used as it is).

    A row group is a task. A task whose worker dies is begun anew elsewhere; its result is the same, so
    the groups are. Raises Ray's errors where the cluster cannot be reached or a task fails for good.
    """
    ours = not ray.is_initialized()
    if ours:
        ray.init(
            address=None if address == "local" else address, log_to_driver=False, logging_level=logging.WARNING
        )  # fmt: skip
    try:
        work: Any = ray.remote(fold_piece).options(max_retries=_RETRIES, num_cpus=1)
        waiting = [
            work.remote(str(path), text, [number], traditional) for number in range_of_groups(path)
        ]
        # Copied out of Ray's store, for the store is gone when the connection is.
        parts = [tuple(np.array(a) for a in ray.get(part)) for part in waiting]
    finally:
        if ours:
            ray.shutdown()
    return merge_folded(parts)


def merge_folded(parts: Sequence[Any]) -> FoldedTexts:
    """The parts as if one had folded all: texts that several met are one."""
    if not parts:
        parts = [tuple(np.empty(0, t) for t in (np.uint64, *[np.uint32] * 4, np.uint64))]
    keys, counts, levels = (_join_column(parts, column) for column in range(3))
    address = np.concatenate(
        [
            part[3].ctypes.data + 4 * (np.cumsum(part[1], dtype=np.uint64) - part[1]).astype(np.uint64)
            for part in parts
        ]
    ).astype(np.uint64)  # fmt: skip
    key, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    begins = np.cumsum([0, *[len(part[0]) for part in parts]])
    text = np.concatenate(
        [
            inverse[begin + part[4].astype(np.int64)]
            for begin, part in zip(begins, parts, strict=False)
        ]
    ).astype(np.uint32)
    alive = tuple(part[3] for part in parts)
    texts = Texts(key, address[first], counts[first], levels[first], alive)
    return FoldedTexts(texts, text, _join_column(parts, 5))


def _join_column(parts: Sequence[Any], column: int) -> Any:
    return np.concatenate([part[column] for part in parts])
