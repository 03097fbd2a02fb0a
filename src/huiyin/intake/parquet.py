"""Read tables from Parquet. A value that its type cannot represent only costs its cell."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from huiyin.files.problems import RefusalCode, UnreadableLaw
from huiyin.files.tables.separated_values import PIECE
from huiyin.files.tables.table import GridTable, Wrong
from huiyin.intake.json_objects import name_paths, to_cell
from huiyin.text import as_kept

#: How deeply nested columns are read.
_DEEPEST = 8


def read_parquet(data: bytes, name: str) -> GridTable:
    """Read the table of a Parquet file. Raises :class:`huiyin.law.UnreadableLaw`."""
    pieces = list(stream_parquet(io.BytesIO(data), name))
    rows = tuple(row for piece in pieces for row in piece.rows)
    wrong = {place: why for piece in pieces for place, why in piece.wrong.items()}
    return GridTable(name, "", rows, wrong, is_keyed=True)


def stream_parquet(file: BinaryIO, name: str) -> Iterator[GridTable]:
    """Yield the table in pieces, with the column names in the first. Raises :class:`huiyin.law.UnreadableLaw`."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    headings: tuple[str, ...] | None = None
    row = 1
    try:
        for batch in pq.ParquetFile(pa.PythonFile(file, "r")).iter_batches(PIECE):
            table = _flatten_structs(pa.Table.from_batches([batch]))
            first = []
            if headings is None:
                headings = _name_columns(table)
                first = [(0, headings)]
            yield _make_piece(table, name, headings, row, first)
            row += table.num_rows
        if headings is None:
            schema = pq.ParquetFile(pa.PythonFile(file, "r")).schema_arrow
            table = _flatten_structs(schema.empty_table())
            yield GridTable(name, "", ((0, _name_columns(table)),), is_keyed=True)
    except (pa.ArrowException, OSError) as error:
        raise UnreadableLaw("damaged", file=name) from error


def _name_columns(table: Any) -> tuple[str, ...]:
    names = name_paths([tuple(column.split(".")) for column in table.column_names])
    return tuple(map(as_kept, names))


def _make_piece(
    table: Any,
    name: str,
    headings: tuple[str, ...],
    begin: int,
    first: list[tuple[int, tuple[str, ...]]],
) -> GridTable:
    """``begin``: the number of the first row. ``first``: the row above it."""
    wrong: dict[tuple[int, int], Wrong] = {}
    columns = []
    for index, column in enumerate(table.columns):
        values = _read_values(column)
        if _is_text(column.type):
            columns.append(["" if value is None else value for value in values])
            continue
        cells = [_to_cell(value, headings[index]) for value in values]
        wrong |= {(row, index): why for row, (_, why) in enumerate(cells, begin) if why is not None}
        columns.append([words for words, _ in cells])
    rows = [*first, *enumerate(zip(*columns, strict=True), begin)]
    return GridTable(name, "", tuple(rows), wrong, is_keyed=True)


def _is_text(kind: Any) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _flatten_structs(table: Any) -> Any:
    """Return the table with struct fields as columns, down to the depth that is read."""
    import pyarrow as pa

    for _ in range(_DEEPEST):
        if not any(pa.types.is_struct(column.type) for column in table.schema):
            break
        table = table.flatten()
    return table


def _to_cell(value: Any, heading: str) -> tuple[str, Wrong | None]:
    """Return the text of a value, and why it cannot be used, if so."""
    if isinstance(value, _UnreadableValue):
        details = (("column", heading[:40]), ("value", value.written))
        return "", (RefusalCode.ODD_VALUE, details)
    cell = to_cell(value)
    if cell is None:
        return "", (RefusalCode.NESTED, (("column", heading[:40]),))
    return cell, None


class _UnreadableValue:
    """A value that cannot be represented; ``written``: as stored in the file."""

    def __init__(self, written: str) -> None:
        self.written = as_kept(written)[:40]


def _read_values(column: Any) -> list[Any]:
    """Return the values of a column; if one cannot be converted, convert each separately."""
    import pyarrow as pa

    kind = column.type
    if pa.types.is_timestamp(kind) and kind.unit == "ns":
        # Drop nanoseconds, which Python's datetime cannot represent.
        column = column.cast(pa.timestamp("us", kind.tz), safe=False)
    elif pa.types.is_duration(kind) and kind.unit == "ns":
        column = column.cast(pa.duration("us"), safe=False)
    elif pa.types.is_time64(kind) and kind.unit == "ns":
        column = column.cast(pa.time64("us"), safe=False)
    try:
        return list(column.to_pylist())
    except (ValueError, OverflowError, TypeError, pa.ArrowException):
        return [_read_value(scalar) for scalar in column]


def _read_value(scalar: Any) -> Any:
    import pyarrow as pa

    try:
        return scalar.as_py()
    except UnicodeDecodeError:
        return bytes(scalar.as_buffer()).decode("utf-8", "replace")
    except (ValueError, OverflowError, TypeError, pa.ArrowException):
        try:
            return _UnreadableValue(str(scalar.cast(pa.int64()).as_py()))
        except (ValueError, OverflowError, TypeError, NotImplementedError, pa.ArrowException):
            return _UnreadableValue("")
