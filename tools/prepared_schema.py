"""Write ``src/huiyin/desk/operations/prepared_schema.sql``: what every migration leaves of an empty SQLite.

    python tools/prepared_schema.py            # by what is newer than the file, where that can be used
    python tools/prepared_schema.py --anew     # half a minute: by every migration since the first
    python tools/prepared_schema.py --check    # two seconds: can it be used, and how far has it fallen behind

A desk is made right also where it has fallen behind; it takes longer. The check fails where it cannot be used at all,
since a migration that it was made by has changed, or where it lacks more than a few.
"""

from __future__ import annotations

import os
import re
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

#: So many migrations may be newer: each takes a new desk a second.
MOST_LACKING = 10
_HEAD = "-- The tables of a new desk on SQLite, written by tools/prepared_schema.py; read by prepared_schema.py.\n"
_MOMENT = re.compile(r"'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?'")
_RANDOM = re.compile(r"'[0-9a-f]{32}'")


def dump_tables(connection: sqlite3.Connection) -> Iterator[str]:
    """The statements that make its tables and their rows, what was done when left out: when it is put in, that is now,
    and what has to be unlike any other is."""
    made = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
    ).fetchall()
    virtual = [name for _, name, sql in made if sql.startswith("CREATE VIRTUAL TABLE")]
    behind = tuple(f"{name}_{part}" for name in virtual for part in _PARTS_OF_FTS5)
    tables = [(name, sql) for kind, name, sql in made if kind == "table" and name not in behind]
    for _, sql in sorted(tables):
        yield f"{sql};"
    for name, _ in sorted(tables):
        rows = list(dump_rows(connection, name))
        assert not (rows and name in virtual), f"{name} has words: say how to put them in"
        if name != "django_migrations":
            yield from rows
    # What comes after the highest number that was ever given out, also where its row is gone.
    yield "DELETE FROM sqlite_sequence;"
    for name, last in sorted(connection.execute("SELECT name, seq FROM sqlite_sequence")):
        if name != "django_migrations":
            yield f"INSERT INTO sqlite_sequence VALUES ('{name}', {last});"
    for _, sql in sorted((name, sql) for kind, name, sql in made if kind != "table"):
        yield f"{sql};"


_PARTS_OF_FTS5 = ("data", "idx", "content", "docsize", "config")


def dump_rows(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    columns = [column[1] for column in connection.execute(f'PRAGMA table_info("{table}")')]
    quoted = ", ".join(f'quote("{column}")' for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    for row in connection.execute(f'SELECT {quoted} FROM "{table}" ORDER BY rowid'):
        yield f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(map(_write_value, row))});'


def _write_value(quoted: str) -> str:
    if _MOMENT.fullmatch(quoted):
        return "strftime('%Y-%m-%d %H:%M:%f', 'now')"
    return "lower(hex(randomblob(16)))" if _RANDOM.fullmatch(quoted) else quoted


def _write_schema(*, is_anew: bool) -> int:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from huiyin.desk.operations import prepared_schema

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not is_anew:
        prepared_schema.load_schema(executor)
    call_command("migrate", interactive=False, verbosity=0)
    named = [
        f"{prepared_schema.NAMED}{migration.app_label} {migration.name} {prepared_schema.digest_migration(migration)}\n"
        for migration, _ in plan
    ]
    statements = [f"{statement}\n" for statement in dump_tables(connection.connection)]
    prepared_schema.SCHEMA.write_text("".join((_HEAD, *named, *statements)), "utf-8")
    print(f"written: {len(plan)} migrations, {len(statements)} statements")
    return 0


def _check_schema() -> int:
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    from huiyin.desk.operations import prepared_schema

    schema = prepared_schema.read_schema()
    loader = MigrationLoader(connection)
    outdated = prepared_schema.find_outdated(schema, loader.disk_migrations or {})
    lacking = sorted(set(loader.graph.nodes) - set(schema.migrations))
    if outdated:
        print("the prepared schema is not used, for migrations that it was made by have changed:")
    elif lacking:
        print(f"the prepared schema lacks {len(lacking)} migrations, and may lack {MOST_LACKING}:")
    for app, name in outdated or lacking:
        print(f"  {app}.{name}")
    if outdated or lacking:
        print("write it anew: python tools/prepared_schema.py")
    return 1 if outdated or len(lacking) > MOST_LACKING else 0


def main() -> int:
    with TemporaryDirectory() as folder:
        os.environ["HUIYIN_DATA"] = folder
        os.environ.pop("DATABASE_URL", None)
        sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))
        from huiyin.desk.operations.preparation import setup_django

        setup_django()
        if "--check" in sys.argv[1:]:
            return _check_schema()
        return _write_schema(is_anew="--anew" in sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
