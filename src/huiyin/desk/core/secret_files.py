"""Small files that hold a secret: made once, whole or not at all, readable by their owner alone."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from huiyin.desk.core.durable_writes import sync_folder


def read_or_make(path: Path, make: Callable[[], bytes]) -> bytes:
    """What is in ``path``; where nothing is, what ``make`` gives is kept there first.

    Processes that begin at once find the same; one that is killed leaves all of it or nothing.
    """
    with suppress(FileNotFoundError):
        if held := path.read_bytes():
            return held
        path.unlink(missing_ok=True)  # a kill of an earlier version left it empty
    fresh = _write_beside(path, make())
    try:
        os.link(fresh, path)
    except FileExistsError:  # another process was first
        pass
    except OSError:  # a file system without links
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    # What is sealed with a key that a power cut took is lost.
    sync_folder(path.parent)
    return path.read_bytes()


def make_secret() -> bytes:
    """What the desk signs sessions and links with."""
    return secrets.token_urlsafe(64).encode("ascii")


def put_secret(path: Path, data: bytes) -> None:
    """Keep ``data`` in ``path`` in place of what is there."""
    _write_beside(path, data).replace(path)
    sync_folder(path.parent)


def _write_beside(path: Path, data: bytes) -> Path:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(8)}.new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return fresh
