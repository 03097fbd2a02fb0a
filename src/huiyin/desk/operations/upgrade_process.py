"""The process that upgrades a backup of an earlier version (started by :mod:`huiyin.desk.operations.upgrade`)."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from huiyin.desk.core.secret_files import put_secret
from huiyin.desk.operations import backup as backups
from huiyin.desk.operations import backup_parts
from huiyin.desk.operations.preparation import Tell, keep_quiet, migrate_database, setup_django

if TYPE_CHECKING:
    from django.db.migrations.executor import MigrationExecutor
    from django.db.migrations.state import ProjectState

#: Apps whose migrations create more than model tables: the editor's search index.
_BY_STATEMENTS = frozenset({"wagtailsearch"})


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
    """Report to the parent process; printing fails, and ends this one, if the parent has ended."""
    print(json.dumps([what, done, total]), flush=True)


def make_old(
    opened: backups.OpenedBackup, manifest: dict[str, Any], *, tell: Tell = keep_quiet
) -> None:
    """Create the tables as they were when the backup was taken, in an empty database, and insert its rows."""
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
    state = make_tables(executor, then, tell=tell)
    backups.put_rows(opened, manifest, state.apps, tell=tell)


def make_tables(
    executor: MigrationExecutor, targets: list[tuple[str, str]], *, tell: Tell = keep_quiet
) -> ProjectState:
    """Create the tables as the migrations up to ``targets`` leave them in an empty database, and mark these as
    applied. Returns the models of that state.

    Tables are created directly from those models without running each migration: there are no rows to convert,
    and running all of them takes most of a minute.
    """
    from django.db import connection

    plan = [migration for migration, _ in executor.migration_plan(targets)]
    executor.migrate([target for target in targets if target[0] in _BY_STATEMENTS])
    state = executor.loader.project_state(targets)
    models = [
        model
        for model in state.apps.get_models()
        if model._meta.managed
        and not model._meta.proxy
        and model._meta.app_label not in _BY_STATEMENTS
    ]
    with connection.schema_editor() as editor:
        # The apps they depend on were created with them, in their first version.
        for table in connection.introspection.table_names():
            if table.partition("_")[0] not in (*_BY_STATEMENTS, "django"):
                name = connection.ops.quote_name(table)
                editor.execute(editor.sql_delete_table % {"table": name})
        there = set(connection.introspection.table_names())
        for done, model in enumerate(models):
            tell("making_old", done, len(models))
            if model._meta.db_table not in there:
                editor.create_model(model)
        # A state may contain an index twice: with its name, and by the fields it had before it was
        # named.
        editor.deferred_sql = list({str(sql): sql for sql in editor.deferred_sql}.values())
    noted = set(executor.recorder.applied_migrations())
    for migration in plan:
        if (migration.app_label, migration.name) not in noted:
            executor.record_migration(migration)
    executor.check_replacements()
    return state


if __name__ == "__main__":
    given, folder, done = (Path(word) for word in sys.argv[1:])
    _upgrade_in_folder(given, folder, done, bytes.fromhex(sys.stdin.read()) or None)
