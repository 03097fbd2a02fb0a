"""The tables of a new desk, prepared in advance: loading them takes two seconds, running every migration a
minute.

``prepared_schema.sql`` and ``prepared_schema_postgresql.sql`` contain the result of the migrations, the list of
these, and a digest of the source of each. They are only used if the program has all of them unchanged; newer
ones are run as usual. An outdated file therefore makes creating a desk slower but never wrong. Written by
``tools/prepared_schema.py``.
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

#: App label and name of a migration.
MigrationKey = tuple[str, str]

#: Database vendor, as Django names it → file.
SCHEMAS = {
    "sqlite": Path(__file__).with_suffix(".sql"),
    "postgresql": Path(__file__).with_name("prepared_schema_postgresql.sql"),
}
#: The beginning of a line with a migration and the digest of its source.
NAMED = "-- migration "


@dataclass(frozen=True)
class PreparedSchema:
    """``migrations``: those it was made with, in order, with the digests of their sources."""

    migrations: Mapping[MigrationKey, str]
    statements: tuple[str, ...]


def read_schema(kind: str = "sqlite") -> PreparedSchema:
    """The prepared schema for a kind of database (:data:`SCHEMAS`)."""
    lines = SCHEMAS[kind].read_text("utf-8").splitlines(keepends=True)
    migrations: dict[MigrationKey, str] = {}
    for line in lines:
        if line.startswith(NAMED):
            app, name, digest = line.removeprefix(NAMED).split()
            migrations[app, name] = digest
    # Statements for PostgreSQL are one per line (tools/prepared_schema.py), since sqlite3 cannot
    # tell where they end.
    split = _split_statements if kind == "sqlite" else _list_lines
    return PreparedSchema(migrations, tuple(split(lines)))


def _list_lines(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if not line.startswith("--"):
            yield line.strip()


def _split_statements(lines: list[str]) -> Iterator[str]:
    """Yield statements; one ends at a line end, and a trigger contains several."""
    statement = ""
    for line in lines:
        if line.startswith("--") and not statement:
            continue
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""


def digest_migration(migration: Migration) -> str:
    """The digest of the migration's source file; empty if there is none."""
    file = getattr(sys.modules[type(migration).__module__], "__file__", None)
    if file is None or not Path(file).is_file():
        return ""
    return hashlib.sha256(Path(file).read_bytes()).hexdigest()[:16]


def find_outdated(
    schema: PreparedSchema, known: Mapping[MigrationKey, Migration]
) -> list[MigrationKey]:
    """The migrations it was made with that the program lacks or has changed."""
    return [
        key
        for key, digest in schema.migrations.items()
        if key not in known or digest_migration(known[key]) != digest
    ]


def load_schema(executor: MigrationExecutor) -> bool:
    """Create the prepared tables, all or none, if the database is empty and the schema is usable.

    Returns whether they were created; ``executor`` is updated accordingly.
    """
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
