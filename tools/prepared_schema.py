"""Write ``src/huiyin/desk/operations/prepared_schema.sql``: what every migration leaves of an empty SQLite; and beside it
``prepared_schema_postgresql.sql``, the same of PostgreSQL.

    python tools/prepared_schema.py            # by what is newer than the file, where that can be used
    python tools/prepared_schema.py --anew     # half a minute: by every migration since the first
    python tools/prepared_schema.py --check    # two seconds: can both be used, and how far have they fallen behind
    tools/with-postgres python tools/prepared_schema.py --postgresql [--anew]

A desk is made right also where they have fallen behind; it takes longer. The check fails where one cannot be used at
all, since a migration that it was made by has changed, or where it lacks more than a few.
"""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

#: So many migrations may be newer: each takes a new desk a second.
MOST_LACKING = 10
_HEAD = "-- The tables of a new desk on {}, written by tools/prepared_schema.py; read by prepared_schema.py.\n"
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


def dump_postgresql(settings: Mapping[str, Any]) -> Iterator[str]:
    """The same of PostgreSQL, each on a line of its own, without what depends on who made the tables or with which
    version: owners, rights, settings, and the schema that they lie in."""
    newest = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_dump"), key=_find_version)[-1]
    command = [
        newest,
        "--no-owner",
        "--no-privileges",
        "--inserts",
        "--no-comments",
        "--exclude-table-data=django_migrations",
    ]
    place = ["--host", settings["HOST"], "--username", settings["USER"], settings["NAME"]]
    told = subprocess.run([*command, *place], capture_output=True, text=True, check=True).stdout
    statement = ""
    for line in told.splitlines():
        if not statement and line.startswith(("--", "\\", "SET ", "SELECT pg_catalog.set_config")):
            continue
        statement = f"{statement} {line.strip()}".strip()
        if statement.endswith(";"):
            if not statement.startswith("SELECT pg_catalog.setval") or not statement.endswith(
                "1, false);"
            ):
                yield _make_movable(statement)
            statement = ""
    assert not statement, statement


def _find_version(program: Path) -> int:
    return int(program.parent.parent.name)


def _make_movable(statement: str) -> str:
    """Names without their schema, and what is each desk's own drawn anew."""
    if not statement.startswith("INSERT INTO "):
        return statement.replace("public.", "")
    values = _QUOTED.sub(lambda found: _write_own(found[0]), statement.partition(" VALUES ")[2])
    return f"{statement.partition(' VALUES ')[0].replace('public.', '')} VALUES {values}"


_QUOTED = re.compile(r"'(?:[^']|'')*'")
_MOMENT_WITH_ZONE = re.compile(r"'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00'")
_UUID = re.compile(r"'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'")


def _write_own(quoted: str) -> str:
    if _MOMENT_WITH_ZONE.fullmatch(quoted):
        return "now()"
    return "gen_random_uuid()" if _UUID.fullmatch(quoted) else quoted


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
    if connection.vendor == "postgresql":
        made, head = dump_postgresql(connection.settings_dict), _HEAD.format("PostgreSQL")
    else:
        made, head = dump_tables(connection.connection), _HEAD.format("SQLite")
    statements = [f"{statement}\n" for statement in made]
    file = prepared_schema.SCHEMAS[connection.vendor]
    file.write_text("".join((head, *named, *statements)), "utf-8")
    print(f"written: {len(plan)} migrations, {len(statements)} statements")
    return 0


def _check_schema() -> int:
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    from huiyin.desk.operations import prepared_schema

    loader, failed = MigrationLoader(connection), False
    for kind, file in prepared_schema.SCHEMAS.items():
        schema = prepared_schema.read_schema(kind)
        outdated = prepared_schema.find_outdated(schema, loader.disk_migrations or {})
        lacking = sorted(set(loader.graph.nodes) - set(schema.migrations))
        if outdated:
            print(f"{file.name} is not used, for migrations that it was made by have changed:")
        elif lacking:
            print(f"{file.name} lacks {len(lacking)} migrations, and may lack {MOST_LACKING}:")
        for app, name in outdated or lacking:
            print(f"  {app}.{name}")
        if outdated or lacking:
            print(f"write it anew: {_COMMANDS[kind]}")
        failed |= bool(outdated) or len(lacking) > MOST_LACKING
    return int(failed)


_COMMANDS = {
    "sqlite": "python tools/prepared_schema.py",
    "postgresql": "tools/with-postgres python tools/prepared_schema.py --postgresql",
}


def main() -> int:
    with TemporaryDirectory() as folder:
        os.environ["HUIYIN_DATA"] = folder
        if "--postgresql" not in sys.argv[1:]:
            os.environ.pop("DATABASE_URL", None)
        sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))
        from huiyin.desk.operations.preparation import setup_django

        setup_django()
        if "--check" in sys.argv[1:]:
            return _check_schema()
        return _write_schema(is_anew="--anew" in sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
