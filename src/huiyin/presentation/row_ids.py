"""Ids in tables that other programs join with."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyarrow as pa

#: A whole number that every program writes the same way and that fits in 64 bits: no sign, no leading zero.
_NUMBER = re.compile(r"(?:0|-?[1-9][0-9]{0,17})")


def read_ids(ids: Iterable[str]) -> dict[str, int | str]:
    """Return each id as in JSON: a number if all are whole numbers, so that results can be joined with their table;
    otherwise text.
    """
    written = list(ids)
    is_numbered = all(map(_NUMBER.fullmatch, written))
    return {one: int(one) if is_numbered else one for one in written}


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
