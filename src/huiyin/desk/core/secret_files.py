"""Small files with secrets: written atomically, readable by their owner only."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from huiyin.desk.core.durable_writes import sync_folder


def read_or_make(path: Path, make: Callable[[], bytes]) -> bytes:
    """The content of ``path``; if it does not exist, it is first created with the result of ``make``.

    Processes that start at the same time get the same content, and one that is killed leaves a whole file or
    none.
    """
    with suppress(FileNotFoundError):
        if held := path.read_bytes():
            return held
        path.unlink(missing_ok=True)  # a kill of an earlier version left it empty
    fresh = _write_beside(path, make())
    try:
        # link() fails if the name exists, unlike rename(): the first process wins, and the others
        # read its file.
        os.link(fresh, path)
    except FileExistsError:  # another process was first
        pass
    except OSError:  # a file system without links
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    # A key lost in a power cut would take with it everything sealed with it.
    sync_folder(path.parent)
    return path.read_bytes()


def make_secret() -> bytes:
    """A new secret for signing sessions and links."""
    return secrets.token_urlsafe(64).encode("ascii")


def put_secret(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``, replacing what is there."""
    _write_beside(path, data).replace(path)
    sync_folder(path.parent)


def _write_beside(path: Path, data: bytes) -> Path:
    """Write ``data`` to a new file in the same folder, on disk before it gets its name."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(8)}.new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return fresh
