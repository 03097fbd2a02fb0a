"""Keep the desk's files private to its user, and remove what interrupted operations left."""

from __future__ import annotations

import os
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

#: Locked during a restore. Files that a restore writes are left alone while it is held.
_LOCK = "restore.lock"
#: Name parts of what an interrupted restore leaves: partial files, and a desk being upgraded.
RESTORING, UPGRADING = ".restoring", "upgrading-"
#: The plan of a restore (:mod:`huiyin.desk.operations.restore_files`).
_PLAN = "restore-plan.json"
_HOUR, _DAY = 3600, 24 * 3600


class RestoreRunning(Exception):
    """Somebody else is restoring this desk."""


def restrict_folder(folder: Path) -> int:
    """Remove the permissions of group and others on ``folder`` and everything in it; returns how many files
    were changed.

    Earlier versions used the ``umask`` of whoever started them.
    """
    restricted = 0
    for path in (folder, *_all_in(folder)):
        with suppress(OSError):  # gone meanwhile, or somebody else's
            mode = path.lstat().st_mode
            if not stat.S_ISLNK(mode) and mode & 0o077:
                path.chmod(stat.S_IMODE(mode) & 0o700)
                restricted += 1
    return restricted


def _all_in(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            yield Path(place, name)


def find_plan(data: Path) -> Path:
    """The path of the plan of a restore that is running or was interrupted."""
    return data / _PLAN


def clear_leftovers(data: Path, uploads: Path, arriving: Path) -> None:
    """Remove what a killed process left: parts of a restore, and files being uploaded or written. While a
    restore's plan exists, its files are kept: they may be the only copy of what rows refer to.
    """
    with suppress(RestoreRunning), hold_restore_lock(data):
        has_plan = find_plan(data).exists()
        for left in () if has_plan else (
            *data.glob(f"{UPGRADING}*"), *data.glob(f"*{RESTORING}"),
            *uploads.resolve().parent.glob(f"{uploads.resolve().name}{RESTORING}"),
        ):  # fmt: skip
            _remove_leftover(left)
    for left in (*arriving.iterdir(), *data.glob("*.new")):
        with suppress(FileNotFoundError):
            # Younger files may still be in use by another process.
            if left.lstat().st_mtime < time.time() - (_DAY if left.is_dir() else _HOUR):
                _remove_leftover(left)


def _remove_leftover(left: Path) -> None:
    if left.is_dir() and not left.is_symlink():
        shutil.rmtree(left, ignore_errors=True)
    else:
        left.unlink(missing_ok=True)


@contextmanager
def hold_restore_lock(data: Path) -> Iterator[None]:
    """Hold the restore lock. Raises :class:`RestoreRunning`."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    with (data / _LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise RestoreRunning from error
        yield


@contextmanager
def make_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that gets the name ``path`` only when the block completes, and has no name before if the file
    system supports that, so a killed process leaves nothing. Only its owner can read or write it.
    """
    partial = path.with_name(path.name + ".part")
    partial.unlink(missing_ok=True)
    descriptor, is_named = _open_nameless(path.parent), False
    if descriptor is None:
        descriptor, is_named = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), True
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            if not is_named:
                _name_file(file, partial)
        partial.replace(path)
        _sync_folder(path.parent)
    finally:
        partial.unlink(missing_ok=True)


_NAMELESS = Path("/proc/self/fd")


def _open_nameless(folder: Path) -> int | None:
    """Open a file without a name (O_TMPFILE); None if unsupported: not Linux, or a network file system."""
    if not _NAMELESS.is_dir():
        return None
    try:
        return os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o600)
    except (AttributeError, OSError):
        return None


def _name_file(file: IO[bytes], path: Path) -> None:
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.link(_NAMELESS / str(file.fileno()), path.name, dst_dir_fd=folder, follow_symlinks=True)
    except FileExistsError:
        raise
    except OSError:  # a file system that gives no names afterwards
        file.seek(0)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as copy:
            shutil.copyfileobj(file, copy, 1 << 20)
            copy.flush()
            os.fsync(copy.fileno())
    finally:
        os.close(folder)


def _sync_folder(folder: Path) -> None:
    """Make the file's name durable too."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
