"""Read and fold the row groups of a Parquet file: by threads here, and by each worker of a cluster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from huiyin.grouping.fingerprints import FoldedTexts, fold_all

#: Rows that each thread reads at a time.
_READ = 8_192


def range_of_groups(path: Path) -> Sequence[int]:
    """Return the numbers of the file's row groups."""
    with pq.ParquetFile(path) as file:
        return range(file.metadata.num_row_groups)


def fold_file(
    path: Path, text: str, groups: Sequence[int], *, crew: int, traditional: bool
) -> FoldedTexts:
    """Fold the texts of these row groups. Each is read by one thread, a few thousand rows at a time."""
    with pq.ParquetFile(path) as file:
        sizes = [file.metadata.row_group(number).num_rows for number in groups]

    def chunks(number: int) -> Iterator[pa.Array]:
        with pq.ParquetFile(path, pre_buffer=False) as file:
            for batch in file.iter_batches(
                _READ, row_groups=[number], columns=[text], use_threads=False
            ):
                yield batch.column(0)

    begins = np.cumsum([0, *sizes]).tolist()
    pieces = ((begin, chunks(number)) for begin, number in zip(begins, groups, strict=False))
    return fold_all(
        pieces, sum(sizes), crew=min(crew, max(1, len(groups))), traditional=traditional
    )
