"""Comments grouped apart: a table in, numbers out; run by :mod:`huiyin.desk.core.reader_process`, which knows nothing of Django."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from huiyin.grouping.constrained_rows import group_table
from huiyin.grouping.constraints import Constraint


def group_file(
    file: BinaryIO, decisions: tuple[Constraint, ...]
) -> Iterator[tuple[bytes, bytes, bytes]]:
    """``file``: a stream of Arrow with ``id`` and ``text``. Gives once of every row its group (int32) and relation (uint8),
    and of every group the row that stands for it (int32), as :class:`huiyin.grouping.constrained_rows.RowGroups` has them."""
    import pyarrow as pa

    file.seek(0)
    with pa.ipc.open_stream(pa.PythonFile(file, "r")) as stream:
        table = stream.read_all()
    found = group_table(table, decisions)
    yield found.home.tobytes(), found.relation.tobytes(), found.speaker.tobytes()
