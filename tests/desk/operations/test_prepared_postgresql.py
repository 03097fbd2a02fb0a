"""A new desk on PostgreSQL gets its tables as they were made ahead, and they are those that its models describe."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from huiyin.desk.operations import prepared_schema
from tests.desk.machine import empty_postgresql

pytestmark = pytest.mark.skipif(not os.environ.get("DATABASE_URL"), reason="asks PostgreSQL")


@pytest.fixture
def executor(
    django_db_setup: None, django_db_blocker: Any, tmp_path: Path, settings: Any
) -> Iterator[MigrationExecutor]:
    """Of an empty database beside the desk's, which is in no transaction: a migration of wagtail-localize asks for
    what is not there while it is read."""
    settings.MIGRATION_MODULES = {}  # the tests' own database is made without
    with django_db_blocker.unblock(), empty_postgresql(tmp_path) as machine:
        other = connection.copy("scratch")
        name = machine.database.rpartition("/")[2]
        other.settings_dict = {**connection.settings_dict, "NAME": name}
        connections["scratch"] = other
        try:
            yield MigrationExecutor(other)
        finally:
            other.close()
            del connections["scratch"]


#: Whole numbers alike: a table between two models has wide ones where a migration made it, narrow ones where the models
#: of Django's own apps do.
_COLUMNS = """
    SELECT table_name, column_name, replace(data_type, 'bigint', 'integer'), character_maximum_length, is_nullable,
        is_identity
    FROM information_schema.columns WHERE table_schema = current_schema()
"""
#: Rules and indexes without their names, which bear the names that tables had when they were made.
_RULES = """
    SELECT conrelid::regclass::text, contype, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = current_schema()::regnamespace
"""
_INDEXES = """
    SELECT tablename, regexp_replace(indexdef, 'INDEX .* ON ', 'INDEX ON ') FROM pg_indexes
    WHERE schemaname = current_schema()
"""
#: PostgreSQL writes a condition that it has read from a dump with its casts elsewhere.
_CASTS = re.compile(r"::[a-z ]+|\[\]|[()]")


def describe_tables(database: Any) -> dict[str, list[Any]]:
    described = {}
    with database.cursor() as cursor:
        for sql in (_COLUMNS, _RULES, _INDEXES):
            cursor.execute(sql)
            rows = [row for row in cursor.fetchall() if row[0] != "django_migrations"]
            described[sql] = sorted(_CASTS.sub("", repr(row)) for row in rows)
    return described


@pytest.mark.django_db(transaction=True)
def test_prepared_tables_are_those_that_the_models_describe(executor: MigrationExecutor) -> None:
    """The tests' own database is made from the models, by no migration."""
    leaves = executor.loader.graph.leaf_nodes()
    every = {(m.app_label, m.name) for m, _ in executor.migration_plan(leaves)}
    assert prepared_schema.load_schema(executor)
    left = {(m.app_label, m.name) for m, _ in executor.migration_plan(leaves)}
    assert left == every - prepared_schema.read_schema("postgresql").migrations.keys()
    executor.migrate(leaves)
    executor.loader.check_consistent_history(executor.connection)
    prepared, described = describe_tables(executor.connection), describe_tables(connection)
    for sql in described:
        assert prepared[sql] == described[sql]
    assert not prepared_schema.load_schema(executor), "it has tables now"
    with executor.connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT translation_key) FROM wagtailcore_page")
        assert cursor.fetchone() == (2, 2)
        # A row more has a number that none of those put in has.
        cursor.execute(
            "INSERT INTO django_content_type (app_label, model) VALUES ('a', 'b') RETURNING id"
        )
        number = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM django_content_type WHERE id >= %s", [number])
        assert cursor.fetchone() == (1,)


def test_prepared_tables_are_put_in_all_or_none(executor: MigrationExecutor) -> None:
    def break_off(execute: Any, sql: str, *more: Any) -> Any:
        if sql.startswith("CREATE TABLE"):
            execute(sql, *more)
            raise InterruptedError
        return execute(sql, *more)

    with executor.connection.execute_wrapper(break_off), pytest.raises(InterruptedError):
        prepared_schema.load_schema(executor)
    with executor.connection.cursor() as cursor:
        assert executor.connection.introspection.table_names(cursor) == []
