"""The same job on a Ray cluster: workers read and fold, the one who asked decides."""

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

#: How often a piece of work is begun anew after its worker died.
_RETRIES = 8
#: Texts that a task is sent.
_SLICE = 100_000
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
    with _connected(address):
        work: Any = ray.remote(fold_piece).options(max_retries=_RETRIES, num_cpus=1)
        return _gather(
            [
                work.remote(str(path), text, [number], traditional)
                for number in range_of_groups(path)
            ]
        )


def fold_slice(texts: pa.Array, traditional: bool) -> _Part:
    """As :func:`fold_piece`, of texts that were sent to the worker."""
    folded = fold_all([(0, iter([texts]))], len(texts), crew=1, traditional=traditional)
    own = folded.texts
    return own.key, own.count, own.level, own.samples(), folded.text, folded.printed


def fold_texts_on_cluster(texts: pa.Array, *, traditional: bool, address: str) -> FoldedTexts:
    """Fold texts that are here on the cluster at ``address``, as :func:`fold_on_cluster` folds a file: a piece of some
    hundred thousand is a task, and goes to its worker through Ray's store."""
    with _connected(address):
        work: Any = ray.remote(fold_slice).options(max_retries=_RETRIES, num_cpus=1)
        return _gather(
            [
                work.remote(ray.put(_cut_out(texts, row)), traditional)
                for row in range(0, len(texts), _SLICE)
            ]
        )


def _cut_out(texts: pa.Array, row: int) -> pa.Array:
    """A piece by itself: a slice would be sent with all that it was cut from."""
    return pa.concat_arrays([texts.slice(row, _SLICE)])


@contextmanager
def _connected(address: str) -> Iterator[None]:
    """A line to the cluster; one that the process has already is used as it is."""
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
    """What the tasks gave, as if one had folded all. Copied out of Ray's store, which is gone when the connection is."""
    return merge_folded([tuple(np.array(a) for a in ray.get(part)) for part in waiting])


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
