"""Bring a backup that an earlier version took to the form of this one, away from the desk that it will go into.

It is done in a process and a folder of its own, on SQLite: the tables are made as they were when the backup was
taken, its rows are put in, everything that was changed about tables since is done to them, and a backup is taken of
that. Whatever goes wrong, the desk has not been touched.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

from huiyin.desk.operate import backup as backups
from huiyin.desk.operate.prepare import setup

_DESK, _DONE = "desk", "upgraded.zip"


def upgrade(path: Path, place: Path) -> Path:
    """The backup at ``path``, which was checked, as this version takes one; made in ``place``, an empty folder.

    Raises :class:`huiyin.desk.operate.backup.UnusableBackup`.
    """
    folder = place / _DESK
    folder.mkdir(mode=0o700)
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"HUIYIN_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "huiyin.desk.settings"}
    with zipfile.ZipFile(path) as archive:
        has_key = backups.KEY in archive.namelist()
    if not has_key:  # else one would be made beside the data, and go into the desk
        environment.setdefault("HUIYIN_SECRET_KEY", secrets.token_urlsafe(64))
    done = place / _DONE
    ran = subprocess.run(
        [sys.executable, "-m", __name__, str(path.absolute()), str(folder), str(done)],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if ran.returncode != 0:
        lines = ran.stderr.strip().splitlines()
        raise backups.UnusableBackup("not_upgraded", file=path.name, why=lines[-1] if lines else "")
    return done


def _upgrade(path: Path, folder: Path, done: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        if backups.KEY in archive.namelist():  # before the settings are read
            backups.extract(archive, backups.KEY, folder / backups.KEY)
        setup()
        manifest = backups.checked(archive, path.name)
        from django.conf import settings
        from django.core.management import call_command

        make_old(archive, manifest)
        backups.extract_uploads(archive, manifest, Path(settings.MEDIA_ROOT))
        call_command("migrate", interactive=False, verbosity=0)
        backups.backup(done)


def make_old(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
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
    executor.migrate(then)
    backups.put_rows(archive, manifest, executor.loader.project_state(then).apps)


if __name__ == "__main__":
    _upgrade(*(Path(word) for word in sys.argv[1:]))
