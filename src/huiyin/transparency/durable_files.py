"""Files that are safely on disk before anything that depends on them is signed.

A witness that forgot what it signed, or a log that lost a signed tile, would contradict itself after a power
failure. Therefore the folder is synced as well as the file; otherwise the new name may be lost.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

#: Up to this many files are synced one by one; more are synced with one call for everything.
_FEW = 64


def create_file(path: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Create a file. Raises ``FileExistsError`` if the path exists, and leaves it unchanged."""
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(opened, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(opened)
    _sync_folder(path.parent)


def replace_file(path: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Replace the contents of ``path`` by ``data``, completely or not at all."""
    real = Path(os.path.realpath(path))  # if the name is a link, it stays one
    fresh = real.with_name(f".huiyin-{os.getpid()}-{secrets.token_hex(4)}")
    try:
        create_file(fresh, data, mode=mode)
        fresh.replace(real)
    finally:
        fresh.unlink(missing_ok=True)
    _sync_folder(real.parent)


def write_file(path: str, data: bytes | bytearray) -> None:
    """Write a file, replacing its contents; it is only durable after :func:`sync_files`."""
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(opened, left) :]
    finally:
        os.close(opened)


def sync_files(paths: Sequence[str]) -> None:
    """Return once the contents of ``paths`` will survive a power failure."""
    if len(paths) > _FEW:
        os.sync()
        return
    for path in paths:
        opened = os.open(path, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
    for folder in {os.path.dirname(path) for path in paths}:  # noqa: PTH120 - thousands of them
        _sync_folder(folder)


@contextmanager
def hold_folder(folder: Path) -> Iterator[None]:
    """Hold an exclusive lock on ``folder``; on file systems without locks, nothing is excluded."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        _lock(opened)
        yield
    finally:
        os.close(opened)


def _lock(opened: int) -> None:
    try:
        import fcntl

        fcntl.flock(opened, fcntl.LOCK_EX)
    except (ImportError, OSError):
        return


def _sync_folder(folder: Path | str) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
