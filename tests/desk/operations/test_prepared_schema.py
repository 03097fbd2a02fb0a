"""A new desk gets its tables as they were made ahead, and is the same as one that was migrated from nothing."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from huiyin.desk.operations import prepared_schema
from tests.desk.machine import Machine

pytestmark = pytest.mark.one_database  # of PostgreSQL: test_prepared_postgresql.py

#: What ``desk init`` did of old: every migration since the first, one after the other.
FROM_NOTHING = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", interactive=False, verbosity=0)
"""
PREPARED = """
from huiyin.desk.operations import preparation
preparation.setup_django()
preparation.migrate_database()
"""
#: Of each desk its own: when it was made, and what nobody else has.
OWN = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?|[0-9a-f]{32}")


def read_tables(database: Path) -> dict[str, Any]:
    """What is in a database: how it is made, and each table's rows, without regard to the numbers that were given to
    kinds of rows and to permissions, which follow the order in which those came."""
    with closing(sqlite3.connect(database)) as reader:
        kinds = {
            number: f"{app}.{model}"
            for number, app, model in reader.execute("SELECT id, app_label, model FROM django_content_type")
        }  # fmt: skip
        rights = {
            number: f"{kinds[kind]} {name}"
            for number, kind, name in reader.execute("SELECT id, content_type_id, codename FROM auth_permission")
        }  # fmt: skip
        made = reader.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
        read: dict[str, Any] = {"sqlite_master": set(made)}
        for name in [entry[1] for entry in read["sqlite_master"] if entry[0] == "table"]:
            rows = reader.execute(f'SELECT * FROM "{name}"')
            columns = [column[0] for column in rows.description]
            read[name] = sorted(repr(_name_row(name, columns, row, kinds, rights)) for row in rows)
    return read


def _name_row(
    table: str, columns: list[str], row: tuple[Any, ...], kinds: dict[int, str], rights: dict[int, str]
) -> dict[str, Any]:  # fmt: skip
    named = dict(zip(columns, row, strict=True))
    if table in (
        "django_content_type",
        "auth_permission",
        "auth_group_permissions",
        "django_migrations",
    ):
        del named["id"]
    for column, value in named.items():
        if column.endswith("content_type_id"):
            named[column] = kinds.get(value)
        elif column == "permission_id":
            named[column] = rights.get(value)
        elif isinstance(value, str) and OWN.fullmatch(value):
            named[column] = "its own"
    return named


@pytest.mark.sweep
def test_a_desk_of_prepared_tables_is_the_same_as_one_that_was_migrated_from_nothing(
    tmp_path: Path,
) -> None:
    """A minute, nearly all of it the migrations since the first. To be run when the schema was written."""
    folders = {"old": FROM_NOTHING, "new": PREPARED}
    for name, script in folders.items():
        (tmp_path / name).mkdir()
        Machine(tmp_path / name).script(script)
    old, new = (read_tables(tmp_path / name / "desk.sqlite3") for name in folders)
    assert new.keys() == old.keys()
    for table in old:
        assert new[table] == old[table], table
    assert (
        len(old["django_migrations"]) > 280 and old["wagtailcore_page"] and old["auth_permission"]
    )


@pytest.fixture
def executor(django_db_setup: None, tmp_path: Path, settings: Any) -> Iterator[MigrationExecutor]:
    """Of an empty database beside the desk's."""
    settings.MIGRATION_MODULES = {}  # the tests' own database is made without
    other = connection.copy("scratch")
    other.settings_dict = {**connection.settings_dict, "NAME": str(tmp_path / "scratch.sqlite3")}
    connections["scratch"] = other
    try:
        yield MigrationExecutor(other)
    finally:
        other.close()
        del connections["scratch"]


def list_tables(executor: MigrationExecutor) -> list[str]:
    with executor.connection.cursor() as cursor:
        return executor.connection.introspection.table_names(cursor)


@pytest.fixture
def _unguarded(django_db_blocker: Any) -> Iterator[None]:
    """The database beside the desk's may be used, as it is nobody else's."""
    with django_db_blocker.unblock():
        yield


def describe_tables(database: Any) -> dict[str, Any]:
    """Table → its columns with their types, and what it holds to: rules, references and indexes by their columns."""
    described: dict[str, Any] = {}
    with database.cursor() as cursor:
        for table in database.introspection.table_names(cursor):
            if "_words" in table or "_fts" in table:  # Django cannot describe what is virtual
                continue
            cursor.execute(f'PRAGMA table_info("{table}")')
            columns = {(name, kind, null) for _, name, kind, null, *_ in cursor.fetchall()}
            cursor.execute(f'PRAGMA foreign_key_list("{table}")')
            held = {(column, other) for _, _, other, column, *_ in cursor.fetchall()}
            cursor.execute(f'PRAGMA index_list("{table}")')
            for _, index, is_unique, *_, is_partial in cursor.fetchall():
                cursor.execute(f'PRAGMA index_info("{index}")')
                held.add((*(name for *_, name in cursor.fetchall()), is_unique, is_partial))
            described[table] = (columns, held)
    return described


@pytest.mark.django_db
def test_prepared_tables_are_those_that_the_models_describe(executor: MigrationExecutor) -> None:
    """The tests' own database is made from the models, by no migration."""
    assert prepared_schema.load_schema(executor)
    executor.migrate(executor.loader.graph.leaf_nodes())
    prepared, described = describe_tables(executor.connection), describe_tables(connection)
    assert prepared.keys() == described.keys() | {"django_migrations"}
    for table in described:
        assert prepared[table] == described[table], table


@pytest.mark.usefixtures("_unguarded")
def test_after_the_prepared_tables_were_put_in_only_newer_migrations_are_to_be_done(
    executor: MigrationExecutor,
) -> None:
    leaves = executor.loader.graph.leaf_nodes()
    every = {(m.app_label, m.name) for m, _ in executor.migration_plan(leaves)}
    assert prepared_schema.load_schema(executor)
    left = {(m.app_label, m.name) for m, _ in executor.migration_plan(leaves)}
    assert left == every - prepared_schema.read_schema().migrations.keys()
    executor.loader.check_consistent_history(executor.connection)
    executor.connection.check_constraints()
    assert not prepared_schema.load_schema(executor), "it has tables now"


@pytest.mark.usefixtures("_unguarded")
def test_prepared_tables_are_put_in_all_or_none(executor: MigrationExecutor) -> None:
    def break_off(execute: Any, sql: str, *more: Any) -> Any:
        if sql.startswith("CREATE TRIGGER"):  # among the last
            raise InterruptedError
        return execute(sql, *more)

    with executor.connection.execute_wrapper(break_off), pytest.raises(InterruptedError):
        prepared_schema.load_schema(executor)
    assert list_tables(executor) == []
    assert prepared_schema.load_schema(executor)


@pytest.mark.usefixtures("_unguarded")
@pytest.mark.parametrize("line", ["-- migration accounts 0001_initial 0123456789abcdef",
                                  "-- migration accounts 0099_unknown 0123456789abcdef"])  # fmt: skip
def test_tables_that_were_made_by_other_migrations_than_the_programs_are_not_used(
    executor: MigrationExecutor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    changed = tmp_path / "changed.sql"
    made = prepared_schema.SCHEMAS["sqlite"].read_text("utf-8")
    changed.write_text(f"{made}{line}\n", "utf-8")
    monkeypatch.setitem(prepared_schema.SCHEMAS, "sqlite", changed)
    assert not prepared_schema.load_schema(executor)
    assert list_tables(executor) == []
