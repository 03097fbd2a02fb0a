"""Comments grouped apart: a table in, numbers out; run by :mod:`huiyin.desk.core.reader_process`, which knows nothing of Django."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from huiyin.grouping.constrained_rows import group_table
from huiyin.grouping.constraints import Constraint


def group_file(
    file: BinaryIO, decisions: tuple[Constraint, ...], cluster: str = ""
) -> Iterator[tuple[bytes, bytes, bytes, str]]:
    """``file``: a stream of Arrow with ``id`` and ``text``. Gives once of every row its group (int32) and relation (uint8),
    and of every group the row that stands for it (int32), as :class:`huiyin.grouping.constrained_rows.RowGroups` has them.
    ``cluster``: the address of the Ray cluster that does it; here, where that cannot, for the groups are the same: then why
    it could not comes last."""
    import pyarrow as pa

    file.seek(0)
    with pa.ipc.open_stream(pa.PythonFile(file, "r")) as stream:
        table = stream.read_all()
    try:
        grouping, why = group_table(table, decisions, ray=cluster or None), ""
    except Exception as error:
        if not cluster:
            raise
        # Ray has a class of exceptions for each thing that may be wrong, and raises others.
        grouping, why = group_table(table, decisions), f"{type(error).__name__}: {error}"[:500]
    yield grouping.home.tobytes(), grouping.relation.tobytes(), grouping.speaker.tobytes(), why
