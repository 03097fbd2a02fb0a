"""What the desk keeps is its own: nobody else on the machine reads it, and what was broken off is cleared away."""

from __future__ import annotations

import os
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

#: Held while a desk is restored. What a restore writes on its way is left alone as long as somebody holds it.
_LOCK = "restore.lock"
#: What a restore that was broken off leaves: half-written files, and a whole desk that was being upgraded.
RESTORING, UPGRADING = ".restoring", "upgrading-"
#: What a restore has laid ready (:mod:`huiyin.desk.operations.restore_files`).
_PLAN = "restore-plan.json"
_HOUR, _DAY = 3600, 24 * 3600


class RestoreRunning(Exception):
    """Somebody else restores this desk."""


def restrict_folder(folder: Path) -> int:
    """Take from group and others what they may do with ``folder`` and all in it; how many could be reached.

    The desks of earlier versions were as open as the ``umask`` of who began them.
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
    """Where the plan of a restore lies that is under way, or was broken off."""
    return data / _PLAN


def clear_leftovers(data: Path, uploads: Path, arriving: Path) -> None:
    """Take away what a kill left: of a restore, and of files that were arriving or being made. What a restore has laid
    ready is kept as long as its plan is there: it may be the only copy of what the rows name."""
    with suppress(RestoreRunning), hold_restore_lock(data):
        has_plan = find_plan(data).exists()
        for left in () if has_plan else (
            *data.glob(f"{UPGRADING}*"), *data.glob(f"*{RESTORING}"),
            *uploads.resolve().parent.glob(f"{uploads.resolve().name}{RESTORING}"),
        ):  # fmt: skip
            _remove_leftover(left)
    for left in (*arriving.iterdir(), *data.glob("*.new")):
        with suppress(FileNotFoundError):
            # What is younger may still be arriving, or being made, at another process.
            if left.lstat().st_mtime < time.time() - (_DAY if left.is_dir() else _HOUR):
                _remove_leftover(left)


def _remove_leftover(left: Path) -> None:
    if left.is_dir() and not left.is_symlink():
        shutil.rmtree(left, ignore_errors=True)
    else:
        left.unlink(missing_ok=True)


@contextmanager
def hold_restore_lock(data: Path) -> Iterator[None]:
    """Nobody else restores this desk meanwhile. Raises :class:`IsBusy`."""
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
    """A file that has the name ``path`` only when all that is done here has been done, and none before where the file
    system can do so: whoever is killed leaves nothing. It is read and written by its owner alone.
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
    """A file without a name; None where there are none: not on Linux, or on a file system over a network."""
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
    """The name too is on the disk."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
