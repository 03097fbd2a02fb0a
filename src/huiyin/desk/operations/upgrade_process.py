"""The process in which a backup of an earlier version is brought to the form of this one
(:mod:`huiyin.desk.operations.upgrade` begins it)."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from huiyin.desk.core.secret_files import put_secret
from huiyin.desk.operations import backup as backups
from huiyin.desk.operations import backup_parts
from huiyin.desk.operations.preparation import Tell, keep_quiet, migrate_database, setup_django


def _upgrade_in_folder(path: Path, folder: Path, done: Path, file_key: bytes | None) -> None:
    with backups.open_backup(path, file_key=file_key) as opened:
        manifest, _ = backups.read_manifest(opened)
        key = backups.read_sealing_key(opened, manifest)
        if key is not None:  # before the settings are read
            put_secret(folder / backup_parts.SEALING_KEY, key)
        setup_django()
        from django.conf import settings

        make_old(opened, manifest, tell=_report_progress)
        backups.extract_uploads(
            opened.archive, manifest, Path(settings.MEDIA_ROOT), tell=_report_progress
        )
    migrate_database(_report_progress)
    backups.write_backup(done, (), tell=_report_progress)


def _report_progress(what: str, done: int, total: int) -> None:
    """To who began this process; it ends here where that has ended."""
    print(json.dumps([what, done, total]), flush=True)


def make_old(
    opened: backups.OpenedBackup, manifest: dict[str, Any], *, tell: Tell = keep_quiet
) -> None:
    """Make the tables as they were when the backup was taken, in a database that has none, and put its rows in."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    known = {tuple(name.split(".", 1)) for name in manifest["migrations"]}
    nodes = executor.loader.graph.node_map
    then = [
        name
        for name in sorted(known & nodes.keys())
        if not any(child.key in known and child.key[0] == name[0] for child in nodes[name].children)
    ]
    total, done = len(executor.migration_plan(then)), 0

    def count(action: str, migration: Any = None, fake: bool | None = False) -> None:
        nonlocal done
        if action == "apply_start":
            tell("making_old", done, total)
        done += action == "apply_success"

    executor.progress_callback = count
    executor.migrate(then)
    backups.put_rows(opened, manifest, executor.loader.project_state(then).apps, tell=tell)


if __name__ == "__main__":
    given, folder, done = (Path(word) for word in sys.argv[1:])
    _upgrade_in_folder(given, folder, done, bytes.fromhex(sys.stdin.read()) or None)
