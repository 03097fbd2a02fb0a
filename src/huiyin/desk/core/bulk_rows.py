"""Read, insert and update very many rows of one table without making a model object for each.

Only for rows that nobody else can use yet, within a transaction of the caller. No signals are sent, and nothing
is added to the search index.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import repeat
from typing import Any
from uuid import UUID

from django.db import connections, models, router

from huiyin.desk.core.line_columns import LineColumn
from huiyin.text import strip_direction_marks


def read_rows(
    model: type[models.Model],
    names: Sequence[str],
    keys: Sequence[int],
    same: Mapping[str, Any],
) -> list[tuple[Any, ...]]:
    """The columns ``names`` of the rows with these keys whose columns equal ``same``, as the database returns
    them. One query, however many keys.
    """
    connection = connections[router.db_for_read(model)]
    quote = connection.ops.quote_name
    listed = ", ".join(map(quote, names))
    # The keys are one parameter, as an array: databases limit how many parameters a query may have.
    among, given = "IN (SELECT value FROM json_each(%s))", f"[{','.join(map(str, keys))}]"
    if connection.vendor == "postgresql":
        among, given = "= ANY(%s::bigint[])", f"{{{given[1:-1]}}}"
    key = quote(str(model._meta.pk.column))
    wanted = "".join(f" AND {quote(name)} = %s" for name in same)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {listed} FROM {quote(model._meta.db_table)} WHERE {key} {among}{wanted}",
            [given, *same.values()],
        )
        return list(cursor.fetchall())


def insert_rows(
    model: type[models.Model],
    columns: Mapping[str, Sequence[Any]],
    same: Mapping[str, Any] | None = None,
) -> None:
    """Insert rows of ``model``. ``columns``: column name → the values of all rows; ``same``: values that all
    rows share. Columns in neither get the default of the model's field.
    """
    count = len(next(iter(columns.values())))
    if not count:
        return
    connection = connections[router.db_for_write(model)]
    names: list[str] = []
    values: list[Iterable[Any]] = []
    for field in model._meta.local_concrete_fields:
        name = field.column
        if name in columns:
            own = columns[name]
            if isinstance(field, LineColumn):
                own = [strip_direction_marks(one) if isinstance(one, str) else one for one in own]
            values.append(_adapt_all(own, connection) if _is_odd(own) else own)
        elif field.primary_key:
            continue
        else:
            value = same[name] if same and name in same else field.get_default()
            values.append(repeat(field.get_db_prep_save(value, connection), count))
        names.append(name)
    quote = connection.ops.quote_name
    table, listed = quote(model._meta.db_table), ", ".join(map(quote, names))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({listed}) FROM STDIN") as copy:
                for row in zip(*values, strict=True):
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(names))
        cursor.executemany(
            f"INSERT INTO {table} ({listed}) VALUES ({marks})", list(zip(*values, strict=True))
        )


def _is_odd(values: Sequence[Any]) -> bool:
    """Whether a column holds a type that SQLite has no native type for."""
    first = next((value for value in values if value is not None), None)
    return isinstance(first, UUID | datetime)


def _adapt_all(values: Sequence[Any], connection: Any) -> Sequence[Any]:
    if connection.vendor == "postgresql":
        return values
    return [_adapt(value, connection) for value in values]


def _adapt(value: Any, connection: Any) -> Any:
    if value is None:
        return value
    if isinstance(value, UUID):
        return value.hex
    return connection.ops.adapt_datetimefield_value(value)


def update_rows(
    model: type[models.Model], key: str, names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Update existing rows. Each of ``rows`` has the values of the columns ``names``, then that of ``key``. No
    modification date is set, and the search index is not updated.
    """
    connection = connections[router.db_for_write(model)]
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    listed = list(rows)
    if not listed:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            fields = {field.column: field for field in model._meta.local_concrete_fields}
            kinds = [fields[name].db_type(connection) for name in (*names, key)]
            # A serial or identity column of the table is a plain integer in the temporary one.
            kinds = [str(kind).replace("serial", "int").split(" GENERATED")[0] for kind in kinds]
            made = ", ".join(
                f"{quote(name)} {kind}" for name, kind in zip((*names, key), kinds, strict=True)
            )
            cursor.execute(f"CREATE TEMPORARY TABLE changed_rows ({made}) ON COMMIT DROP")
            with cursor.copy("COPY changed_rows FROM STDIN") as copy:
                for row in listed:
                    copy.write_row(row)
            set_to = ", ".join(f"{quote(name)} = c.{quote(name)}" for name in names)
            cursor.execute(
                f"UPDATE {table} t SET {set_to} FROM changed_rows c WHERE t.{quote(key)} = c.{quote(key)}"
            )
            cursor.execute("DROP TABLE changed_rows")
            return
        set_to = ", ".join(f"{quote(name)} = %s" for name in names)
        cursor.executemany(f"UPDATE {table} SET {set_to} WHERE {quote(key)} = %s", listed)
