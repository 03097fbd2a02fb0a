"""The tables of a new desk, made ahead: in an empty database they are put in as they are, in two seconds, where to make
them by every migration since the first takes a minute.

``prepared_schema.sql`` and ``prepared_schema_postgresql.sql`` beside this hold what the migrations leave, and of which
migrations, each with a digest of its source. They are used only where the program has every one of them, unchanged;
what is newer is migrated as ever. So they may fall behind and a desk then takes longer to be made, but it is made by the
migrations that the program has. ``tools/prepared_schema.py`` writes them.
"""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.migrations.executor import MigrationExecutor
    from django.db.migrations.migration import Migration

#: An app's label and the name of a migration of it.
MigrationKey = tuple[str, str]

#: By the kind of database, as Django names it.
SCHEMAS = {
    "sqlite": Path(__file__).with_suffix(".sql"),
    "postgresql": Path(__file__).with_name("prepared_schema_postgresql.sql"),
}
#: How a line begins that names a migration, and the digest of its source.
NAMED = "-- migration "


@dataclass(frozen=True)
class PreparedSchema:
    """``migrations``: what it was made by, in the order of doing, with the digests of their sources."""

    migrations: Mapping[MigrationKey, str]
    statements: tuple[str, ...]


def read_schema(kind: str = "sqlite") -> PreparedSchema:
    """What is made ahead for a kind of database (:data:`SCHEMAS`)."""
    lines = SCHEMAS[kind].read_text("utf-8").splitlines(keepends=True)
    migrations: dict[MigrationKey, str] = {}
    for line in lines:
        if line.startswith(NAMED):
            app, name, digest = line.removeprefix(NAMED).split()
            migrations[app, name] = digest
    # Those for PostgreSQL are a line each (tools/prepared_schema.py), so one that sqlite3 would not know ends there too.
    split = _split_statements if kind == "sqlite" else _list_lines
    return PreparedSchema(migrations, tuple(split(lines)))


def _list_lines(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if not line.startswith("--"):
            yield line.strip()


def _split_statements(lines: list[str]) -> Iterator[str]:
    """A statement ends where a line does; a trigger has several within it."""
    statement = ""
    for line in lines:
        if line.startswith("--") and not statement:
            continue
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""


def digest_migration(migration: Migration) -> str:
    """Of its source; empty where that is not there."""
    file = getattr(sys.modules[type(migration).__module__], "__file__", None)
    if file is None or not Path(file).is_file():
        return ""
    return hashlib.sha256(Path(file).read_bytes()).hexdigest()[:16]


def find_outdated(
    schema: PreparedSchema, known: Mapping[MigrationKey, Migration]
) -> list[MigrationKey]:
    """The migrations that it was made by and that the program does not have so."""
    return [
        key
        for key, digest in schema.migrations.items()
        if key not in known or digest_migration(known[key]) != digest
    ]


def load_schema(executor: MigrationExecutor) -> bool:
    """Put the prepared tables in, all of them or none, where the database is empty and they can be used.
    Returns whether they were; ``executor`` knows then what was done."""
    from django.db import transaction

    connection = executor.connection
    if connection.vendor not in SCHEMAS:
        return False
    schema = read_schema(connection.vendor)
    known = executor.loader.disk_migrations
    assert known is not None
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if connection.introspection.get_table_list(cursor) or find_outdated(schema, known):
            return False
        if connection.vendor == "postgresql":
            cursor.execute(
                "\n".join(schema.statements)
            )  # one way there and back, not three thousand
        else:
            for statement in schema.statements:
                cursor.execute(statement)
        for key in schema.migrations:
            executor.record_migration(known[key])
    executor.loader.build_graph()
    return True
