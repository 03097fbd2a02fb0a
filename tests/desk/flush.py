"""What a test committed is taken away after it: from the tables that hold something, not from all hundred and thirty.

Django empties every table and then makes anew what comes with them, kinds of rows and permissions, a second each time.
Those hardly any test changes; where one did, Django does it its way.
"""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import TransactionTestCase

#: Table → its rows.
Rows = dict[str, list[tuple[Any, ...]]]
#: Database → what its tables held before any test has committed.
_kept: dict[str, Rows] = {}
_set_up, _flush = TransactionTestCase._fixture_setup, TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]


def use_quick_flush() -> None:
    TransactionTestCase._fixture_setup = classmethod(_set_up_noting)  # type: ignore[attr-defined]
    TransactionTestCase._fixture_teardown = _empty_or_flush  # type: ignore[attr-defined]


def _set_up_noting(cls: Any) -> None:
    for name in cls._databases_names(include_mirrors=False):
        if name not in _kept:
            _kept[name] = read_rows(connections[name], list_filled(connections[name]))
    _set_up.__func__(cls)


def _empty_or_flush(self: Any) -> None:
    for name in self._databases_names(include_mirrors=False):
        connection, kept = connections[name], _kept[name]
        if read_rows(connection, kept) != kept:
            _flush(self)
            kept = read_rows(connection, list_filled(connection))
            _kept[name] = kept
        empty_tables(connection, kept)
    ContentType.objects.clear_cache()


def list_filled(connection: BaseDatabaseWrapper) -> list[str]:
    """The tables of models that hold a row."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    asked = " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM \"{table}\")" for table in sorted(tables)
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [table for (table,) in cursor.fetchall()]


def read_rows(connection: BaseDatabaseWrapper, tables: Any) -> Rows:
    read: Rows = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            read[table] = sorted(cursor.fetchall(), key=repr)
    return read


def empty_tables(connection: BaseDatabaseWrapper, kept: Rows) -> None:
    """Take every row away but those of tables that are ``kept``."""
    filled = [table for table in list_filled(connection) if table not in kept]
    with (
        connection.constraint_checks_disabled(),
        transaction.atomic(using=connection.alias),
        connection.cursor() as cursor,
    ):
        if connection.vendor == "postgresql":  # which asks of references row by row
            cursor.execute("SET LOCAL session_replication_role = replica")
        for table in filled:
            cursor.execute(f'DELETE FROM "{table}"')
