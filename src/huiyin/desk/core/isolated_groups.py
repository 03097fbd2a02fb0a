"""Comments grouped apart: a table in, numbers out; run by :mod:`huiyin.desk.core.reader_process`, which knows nothing of Django."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from huiyin.grouping.constrained_rows import group_table, number_groups
from huiyin.grouping.constraints import Constraint


def _read_table(file: BinaryIO) -> Any:
    import pyarrow as pa

    file.seek(0)
    with pa.ipc.open_stream(pa.PythonFile(file, "r")) as stream:
        return stream.read_all()


def group_file(
    file: BinaryIO,
    decisions: tuple[Constraint, ...],
    cluster: str = "",
    keep: tuple[str, str] | None = None,
) -> Iterator[tuple[bytes, bytes, bytes, str]]:
    """``file``: a stream of Arrow with ``id`` and ``text``. Gives once of every row its group (int32) and relation (uint8),
    and of every group the row that stands for it (int32), as :class:`huiyin.grouping.constrained_rows.RowGroups` has them.
    ``cluster``: the address of the Ray cluster that does it; here, where that cannot, for the groups are the same: then why
    it could not comes last. ``keep``: the folder in which groups are kept, and the token under which these are, by the
    ``number`` that each row then has too."""
    table = _read_table(file)
    where = None if keep is None else (Path(keep[0]), keep[1])
    try:
        grouping, why = group_table(table, decisions, ray=cluster or None, keep=where), ""
    except Exception as error:
        if not cluster:
            raise
        # Ray has a class of exceptions for each thing that may be wrong, and raises others.
        grouping = group_table(table, decisions, keep=where)
        why = f"{type(error).__name__}: {error}"[:500]
    yield grouping.home.tobytes(), grouping.relation.tobytes(), grouping.speaker.tobytes(), why


def fold_file(
    file: BinaryIO,
    gone: bytes,
    kept: tuple[str, str, str],
    named: tuple[str, ...],
) -> Iterator[tuple[bytes, bytes, bytes, bytes, bytes, int]]:
    """Fold the rows of ``file`` (``number``, ``id``, ``text``) into groups that are kept, without those ``gone`` (int64).
    ``kept``: the folder, the token, and the one under which they are kept afterwards. Gives once, of the rows of the groups
    that changed and of those ``named``: their numbers (int64), the key of what leads each (uint64), relations (uint8),
    which represent and which are in a group that was named (bool); and how many rows there are in all. Gives nothing where
    nothing is kept that can be read."""
    import numpy as np

    from huiyin.grouping.kept_groups import NothingKept, fold_changes

    folder, token, fresh = kept
    table = _read_table(file)
    try:
        changed = fold_changes(
            Path(folder), token, fresh, table["number"].to_numpy(), table["id"], table["text"],
            np.frombuffer(gone, np.int64), named=named,
        )  # fmt: skip
    except NothingKept:
        return
    part = changed.assignment
    yield (
        changed.number.tobytes(), part.texts.key[part.leader].tobytes(), part.relation.tobytes(),
        part.represents.tobytes(), changed.named.tobytes(), changed.comments,
    )  # fmt: skip


def decide_file(
    file: BinaryIO,
    key: bytes,
    relation: bytes,
    represents: bytes,
    decisions: tuple[Constraint, ...],
) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Apply decisions to rows that were grouped: ``file`` has their ``id``, and their ``text`` where their group was named.
    Gives once group, relation and speakers as :func:`group_file` does."""
    import numpy as np

    from huiyin.grouping.kept_groups import as_assignment
    from huiyin.grouping.near_duplicates import as_strings

    table = _read_table(file)
    decided = as_assignment(
        np.frombuffer(key, np.uint64), np.frombuffer(relation, np.uint8), np.frombuffer(represents, np.bool_)
    )  # fmt: skip
    found = number_groups(as_strings(table["id"]), as_strings(table["text"]), decided, decisions)
    yield found.home.tobytes(), found.relation.tobytes(), found.speaker.tobytes()
