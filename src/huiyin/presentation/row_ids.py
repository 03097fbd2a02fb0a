"""Ids in tables that other programs join with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from huiyin.intake.columns import is_of

#: A whole number that every program writes the same way and that fits in 64 bits: no sign, no leading zero.
_NUMBER = re.compile(r"(?:0|-?[1-9][0-9]{0,17})")


def read_ids(ids: Iterable[str]) -> dict[str, int | str]:
    """Return each id as in JSON: a number if all are whole numbers, so that results can be joined with their table;
    otherwise text.
    """
    written = list(ids)
    is_numbered = all(map(_NUMBER.fullmatch, written))
    return {one: int(one) if is_numbered else one for one in written}


def list_integer_columns(file: Path, roles: tuple[str, ...]) -> list[bool]:
    """Tell of each column of a Parquet file that has one of ``roles`` whether it holds integers.

    Raises ``OSError`` or ``pyarrow.ArrowException`` if the file cannot be read.
    """
    return [
        pa.types.is_integer(field.type)
        for field in pq.read_schema(file)
        if is_of(field.name, roles)
    ]


def number_ids(table: pa.Table, column: str = "id") -> pa.Table:
    """Return ``table`` with numeric ids if all are whole numbers, as pandas, Polars and DuckDB infer from a CSV.

    A single ``007`` or ``X-1`` leaves all of them text.
    """
    if column not in table.column_names or not table.num_rows:
        return table
    ids = table[column]
    if not (pa.types.is_string(ids.type) or pa.types.is_large_string(ids.type)):
        return table
    if not all(_NUMBER.fullmatch(one or "") for one in ids.to_pylist()):
        return table
    at = table.column_names.index(column)
    return table.set_column(at, column, ids.cast(pa.int64()))
