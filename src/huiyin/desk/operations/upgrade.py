"""Upgrade a backup of an earlier version, separately from the desk it will be restored to.

This happens in a process and folder of its own, with SQLite: the tables are created as they were when the
backup was taken, its rows inserted, all later migrations applied, and a backup taken of the result. If anything
fails, the desk is untouched.
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
#: The module that runs there. Named and not imported: it imports the backup module, which imports
#: this one.
_PROCESS = "huiyin.desk.operations.upgrade_process"
#: Where a process finds inherited open files; not on Windows.
_OPENED = Path("/dev/fd")


class UpgradeFailed(Exception):
    """The last line of output of the process that failed."""


def upgrade_backup(
    path: Path,
    place: Path,
    *,
    opened: IO[bytes] | None = None,
    file_key: bytes | None = None,
    tell: Tell = keep_quiet,
) -> Path:
    """The backup at ``path``, already checked, in the format of this version; written to ``place``, an empty
    folder of the desk, since it is not encrypted. ``file_key``: what the original is encrypted with.

    ``opened``: the file as it was opened for checking, since another may have its name by now. Raises
    :class:`UpgradeFailed`.
    """
    folder = place / _DESK
    folder.mkdir(mode=0o700)
    # None of the desk's own settings: that desk has its own tables and a secret of its own.
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
