"""Ids in tables that other programs join."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyarrow as pa

#: A whole number as every program writes it, and as 64 bits hold it: no sign before, no zero in front.
_NUMBER = re.compile(r"(?:0|-?[1-9][0-9]{0,17})")


def read_ids(ids: Iterable[str]) -> dict[str, int | str]:
    """Each id as JSON gives it: a number where all of them are whole numbers, so that results join with the table that
    they are of; else text."""
    written = list(ids)
    is_numbered = all(map(_NUMBER.fullmatch, written))
    return {one: int(one) if is_numbered else one for one in written}


def number_ids(table: pa.Table, column: str = "id") -> pa.Table:
    """``table`` with its ids as numbers where all of them are whole numbers, as pandas, Polars and DuckDB read them from a
    CSV; a single ``007`` or ``X-1`` among them leaves all of them text."""
    if column not in table.column_names or not table.num_rows:
        return table
    ids = table[column]
    if not (pa.types.is_string(ids.type) or pa.types.is_large_string(ids.type)):
        return table
    if not all(_NUMBER.fullmatch(one or "") for one in ids.to_pylist()):
        return table
    at = table.column_names.index(column)
    return table.set_column(at, column, ids.cast(pa.int64()))
