"""Files that are on the disk before anything is signed on their strength.

A witness that forgot what it signed, or a log that lost a tile which it signed, would contradict itself after a power cut.
So not the file alone is synced, but the folder too: else its new name may be lost.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

#: Up to so many files are synced one by one, more than these by syncing everything once.
_FEW = 64


def create_file(path: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Write a file that was not there. Raises ``FileExistsError`` where something is, and leaves it alone."""
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(opened, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(opened)
    _sync_folder(path.parent)


def replace_file(path: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Put ``data`` in the place of what was there, whole or not at all."""
    real = Path(os.path.realpath(path))  # where the name is a link it stays one
    fresh = real.with_name(f".huiyin-{os.getpid()}-{secrets.token_hex(4)}")
    try:
        create_file(fresh, data, mode=mode)
        fresh.replace(real)
    finally:
        fresh.unlink(missing_ok=True)
    _sync_folder(real.parent)


def write_file(path: str, data: bytes | bytearray) -> None:
    """Write a file, in the place of what was there; :func:`sync_files` is what makes it last."""
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(opened, left) :]
    finally:
        os.close(opened)


def sync_files(paths: Sequence[str]) -> None:
    """Return once what was written to ``paths`` will outlast a power cut."""
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
    """Let nobody else who asks so into ``folder`` meanwhile; where file systems keep no locks, everybody."""
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
