"""The tables of an old backup are made in one go, and are those that its migrations made."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.desk.machine import Machine
from tests.desk.old.restored import OLD

# A backup is upgraded on SQLite, whatever database the desk has.
pytestmark = pytest.mark.one_database

MAKE = """
import sys
from pathlib import Path
from huiyin.desk.operations import backup, preparation, upgrade_process
preparation.setup_django()
from django.db.migrations.executor import MigrationExecutor
if sys.argv[2] == "migrated":
    upgrade_process.make_tables = lambda executor, targets, tell: executor.migrate(targets)
with backup.open_backup(Path(sys.argv[1])) as opened:
    upgrade_process.make_old(opened, backup.read_manifest(opened)[0])
"""
_SHAPE = ("table_info", "foreign_key_list", "index_list")
#: SQLite numbers the indexes that it makes for the rules of a table.
_NUMBER = re.compile(r"sqlite_autoindex_\w+_\d+")


def read_shape(database: Path) -> dict[str, Any]:
    """Table → its columns, references and indexes, in one order; and what else is there."""
    with closing(sqlite3.connect(database)) as reader:
        tables = [
            row[0]
            for row in reader.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'sqlite_sequence'"
            )
        ]
        shape: dict[str, Any] = {
            "migrations": sorted(reader.execute("SELECT app, name FROM django_migrations")),
            "others": sorted(reader.execute("SELECT type, name FROM sqlite_master WHERE type IN ('view', 'trigger')")),
        }  # fmt: skip
        for table in tables:
            for what in _SHAPE:
                # Without its number, for the order of columns and of indexes says nothing.
                rows = [row[1:] for row in reader.execute(f'PRAGMA {what}("{table}")')]
                shape[f"{table} {what}"] = sorted(_NUMBER.sub("auto", repr(row)) for row in rows)
            for index in reader.execute(f'PRAGMA index_list("{table}")').fetchall():
                columns = [row[2] for row in reader.execute(f'PRAGMA index_info("{index[1]}")')]
                shape.setdefault(f"{table} indexed", []).append(repr(columns))
            shape.get(f"{table} indexed", []).sort()
            shape[f"{table} rows"] = reader.execute(f'SELECT count(*) FROM "{table}"').fetchone()
    return shape


@pytest.mark.sweep
@pytest.mark.parametrize("old", OLD, ids=[path.name for path in OLD])
def test_tables_made_in_one_go_are_those_that_the_migrations_made(
    old: Path, tmp_path: Path
) -> None:
    """Half a minute for each desk, nearly all of it the migrations."""
    shapes = []
    for way in ("migrated", "made"):
        (tmp_path / way).mkdir()
        Machine(tmp_path / way).script(MAKE, str(old / "desk.zip"), way)
        shapes.append(read_shape(tmp_path / way / "desk.sqlite3"))
    migrated, made = shapes
    assert len(migrated) > 300
    assert made.keys() == migrated.keys()
    for part in migrated:
        assert made[part] == migrated[part], part
