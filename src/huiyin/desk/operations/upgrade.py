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
from typing import IO

from huiyin.desk.operations.preparation import Tell, keep_quiet

_DESK, _DONE = "desk", "upgraded.zip"
#: What runs there: it takes and restores backups, and this is begun by what does.
_PROCESS = "huiyin.desk.operations.upgrade_process"
#: Where a process finds the files that it was handed; not on Windows.
_OPENED = Path("/dev/fd")


class UpgradeFailed(Exception):
    """The last words of the process that was to do it."""


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

    Raises :class:`UpgradeFailed`.
    """
    folder = place / _DESK
    folder.mkdir(mode=0o700)
    # Nothing of the desk's own, wherever it is named: that one has its tables made anew, and a secret of its own.
    names = (
        "DATABASE_URL", "HUIYIN_SECRET_KEY", "CREDENTIALS_DIRECTORY", "HUIYIN_UPLOADS", "HUIYIN_LOCAL",
    )  # fmt: skip
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
            [sys.executable, "-m", _PROCESS, given, str(folder), str(done)], pass_fds=handed,
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
            raise UpgradeFailed(lines[-1] if lines else str(code))
    return done
