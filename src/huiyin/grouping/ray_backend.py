"""Grouping on a Ray cluster: the workers read and fold, the caller decides."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import ray

from huiyin.grouping.fingerprints import FoldedTexts, fold_all
from huiyin.grouping.kernel import U32, U64, Texts
from huiyin.grouping.row_groups import fold_file, range_of_groups

#: How often a task is retried after its worker died.
_RETRIES = 8
#: Texts sent to one task.
_SLICE = 100_000
_Part = tuple[U64, U32, U32, U32, U32, U64]


def fold_piece(path: str, text: str, groups: Sequence[int], traditional: bool) -> _Part:
    """Fold some row groups on a worker.

    Returns keys, counts, levels and samples of their distinct texts, and for each row its text and printed form.
    The result has only arrays, which Ray shares without copying.
    """
    folded = fold_file(Path(path), text, groups, crew=1, traditional=traditional)
    texts = folded.texts
    return texts.key, texts.count, texts.level, texts.samples(), folded.text, folded.printed


def fold_on_cluster(path: Path, text: str, *, traditional: bool, address: str) -> FoldedTexts:
    """Fold a Parquet file on the cluster at ``address``.

    ``local`` starts a cluster on this machine and stops it afterwards; if the process is already connected to a
    cluster, that one is used. Each row group is a task. A task whose worker dies is repeated elsewhere with the
    same result. Raises Ray's errors if the cluster cannot be reached or a task fails permanently.
    """
    with _connected(address):
        work: Any = ray.remote(fold_piece).options(max_retries=_RETRIES, num_cpus=1)
        return _gather(
            [
                work.remote(str(path), text, [number], traditional)
                for number in range_of_groups(path)
            ]
        )


def fold_slice(texts: pa.Array, traditional: bool) -> _Part:
    """Do the same as :func:`fold_piece` for texts that were sent to the worker."""
    folded = fold_all([(0, iter([texts]))], len(texts), crew=1, traditional=traditional)
    own = folded.texts
    return own.key, own.count, own.level, own.samples(), folded.text, folded.printed


def fold_texts_on_cluster(texts: pa.Array, *, traditional: bool, address: str) -> FoldedTexts:
    """Fold texts in memory on the cluster at ``address``, as :func:`fold_on_cluster` folds a file.

    Each slice of a few hundred thousand texts is a task and reaches its worker through Ray's object store.
    """
    with _connected(address):
        work: Any = ray.remote(fold_slice).options(max_retries=_RETRIES, num_cpus=1)
        return _gather(
            [
                work.remote(ray.put(_cut_out(texts, row)), traditional)
                for row in range(0, len(texts), _SLICE)
            ]
        )


def _cut_out(texts: pa.Array, row: int) -> pa.Array:
    """Copy a slice: otherwise the whole underlying array would be sent with it."""
    return pa.concat_arrays([texts.slice(row, _SLICE)])


@contextmanager
def _connected(address: str) -> Iterator[None]:
    """Connect to the cluster, or use an existing connection of the process."""
    if ray.is_initialized():
        yield
        return
    ray.init(
        address=None if address == "local" else address, log_to_driver=False, logging_level=logging.WARNING
    )  # fmt: skip
    try:
        yield
    finally:
        ray.shutdown()


def _gather(waiting: Sequence[Any]) -> FoldedTexts:
    """Merge the results of the tasks. They are copied out of Ray's store, which ends with the connection."""
    return merge_folded([tuple(np.array(a) for a in ray.get(part)) for part in waiting])


def merge_folded(parts: Sequence[Any]) -> FoldedTexts:
    """Merge the parts as if one worker had folded everything: texts found by several become one."""
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
