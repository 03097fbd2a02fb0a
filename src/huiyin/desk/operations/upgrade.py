"""Bring a backup that an earlier version took to the form of this one, away from the desk that it will go into.

It is done in a process and a folder of its own, on SQLite: the tables are made as they were when the backup was
taken, its rows are put in, everything that was changed about tables since is done to them, and a backup is taken of
that. Whatever goes wrong, the desk has not been touched.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from huiyin.desk.core.secret_files import put_secret
from huiyin.desk.operations import backup as backups
from huiyin.desk.operations import backup_parts
from huiyin.desk.operations.preparation import Tell, keep_quiet, migrate_database, setup_django

_DESK, _DONE = "desk", "upgraded.zip"
#: Where a process finds the files that it was handed; not on Windows.
_OPENED = Path("/dev/fd")


def upgrade_backup(
    path: Path,
    place: Path,
    *,
    opened: IO[bytes] | None = None,
    file_key: bytes | None = None,
    tell: Tell = keep_quiet,
) -> Path:
    """The backup at ``path``, which was checked, as this version takes one; made in ``place``, an empty folder of the
    desk's own, for it is not encrypted. ``file_key``: what that at ``path`` is encrypted with.
    ``opened``: that file as it was opened to be checked; another may have the name by now.

    Raises :class:`huiyin.desk.operations.backup.UnusableBackup`.
    """
    folder = place / _DESK
    folder.mkdir(mode=0o700)
    # Nothing of the desk's own, wherever it is named: that one has its tables made anew, and a secret of its own.
    names = ("DATABASE_URL", "HUIYIN_SECRET_KEY", "CREDENTIALS_DIRECTORY")
    environment = {name: value for name, value in os.environ.items() if name not in names}
    environment |= {"HUIYIN_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "huiyin.desk.settings"}
    done = place / _DONE
    given = str(path.absolute())
    handed: tuple[int, ...] = ()
    if opened is not None and _OPENED.is_dir():
        given, handed = str(_OPENED / str(opened.fileno())), (opened.fileno(),)
    with (
        TemporaryFile(dir=place) as errors,
        subprocess.Popen(
            [sys.executable, "-m", __name__, given, str(folder), str(done)], pass_fds=handed,
            env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True,
        ) as child,
    ):  # fmt: skip
        assert child.stdin is not None and child.stdout is not None
        try:
            with child.stdin as secret:
                secret.write((file_key or b"").hex())
            for line in child.stdout:
                tell(*json.loads(line))
            code = child.wait()
        except BaseException:
            child.kill()
            raise
        if code != 0:
            errors.seek(0)
            lines = errors.read().decode(errors="replace").strip().splitlines()
            why = backups.escape_name(lines[-1]) if lines else str(code)
            raise backups.UnusableBackup("not_upgraded", file=path.name, why=why)
    return done


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
