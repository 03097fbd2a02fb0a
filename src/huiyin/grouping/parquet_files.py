"""Group the comments of a Parquet file without loading it: texts are streamed, groups are written."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from huiyin.grouping.assignment import GroupAssignment, assign_groups
from huiyin.grouping.near_duplicates import (
    CONTAINED,
    ENOUGH_TO_BE_CONTAINED,
    NEAR,
    as_strings,
    build_assignments,
    one_array,
)
from huiyin.grouping.row_groups import fold_file, range_of_groups

#: Rows per written row group.
_WRITE = 1_000_000


@dataclass(frozen=True, slots=True)
class WrittenGrouping:
    """How many comments were grouped into how many groups."""

    comments: int
    groups: int


def group_file(
    path: Path,
    out: Path,
    *,
    text: str = "text",
    id: str | None = "id",
    near: float = NEAR,
    contained: float = CONTAINED,
    traditional: bool = True,
    threads: int | None = None,
    ray: str | None = None,
) -> WrittenGrouping:
    """Group the column ``text`` of a Parquet file as :func:`~huiyin.grouping.group_comments` does.

    The assignments (``id``, ``group``, ``representative``, ``relation``; one row per comment in file order) are
    written to ``out``. Without an ``id`` column (``None``) rows are numbered from 1.

    A column ``weight`` is used if present. Memory: the samples of the distinct texts (at most about a kilobyte
    each, usually a quarter) and about 60 bytes per comment; the texts themselves are never held. With ``ray`` (an
    address, or ``local``) the workers of a Ray cluster read and fold the file, which all of them must see under the
    same path; the groups are the same.

    Raises ``KeyError`` if a column is missing, ``OSError`` and ``pyarrow.ArrowException`` if a file cannot be read
    or written; ``out`` is written completely or not at all.
    """
    with pq.ParquetFile(path) as file:
        names = file.schema_arrow.names
        for column in (text, id):
            if column is not None and column not in names:
                raise KeyError(column)
        rows = file.metadata.num_rows
    crew = threads or os.cpu_count() or 1
    if ray is not None:
        from huiyin.grouping.ray_backend import fold_on_cluster

        folded = fold_on_cluster(path, text, traditional=traditional, address=ray)
    else:
        folded = fold_file(path, text, range_of_groups(path), crew=crew, traditional=traditional)
    ids = (
        pa.array(np.arange(1, rows + 1))
        if id is None
        else one_array(pq.read_table(path, columns=[id])[id])
    )
    weights = None
    if "weight" in names:
        told = pq.read_table(path, columns=["weight"])["weight"].cast(pa.float64())
        weights = told.fill_null(1.0).to_numpy()
    decision = assign_groups(
        folded, as_strings(ids), weights, near=near, contained=contained, enough=ENOUGH_TO_BE_CONTAINED, crew=crew
    )  # fmt: skip
    fresh = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        write_assignments(fresh, ids, decision)
        fresh.replace(out)
    finally:
        fresh.unlink(missing_ok=True)
    return WrittenGrouping(rows, decision.groups)


def write_assignments(out: Path, ids: pa.Array, decision: GroupAssignment) -> None:
    """Write the table of assignments in slices."""
    first = build_assignments(ids.slice(0, 0), decision, slice(0, 0))
    with pq.ParquetWriter(out, first.schema, use_dictionary=["relation"]) as writer:
        for row in range(0, len(ids), _WRITE):
            part = slice(row, min(row + _WRITE, len(ids)))
            writer.write_table(build_assignments(ids.slice(row, _WRITE), decision, part))
