"""Write a file completely or not at all: if the disk fills up, the previous file survives."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replace_file(path: Path) -> Iterator[Path]:
    """Yield a temporary file beside ``path``; it is renamed to ``path`` when the block ends.

    Anything that is not a regular file (``/dev/stdout``, a pipe) is written directly. Raises ``OSError`` whose
    ``filename`` is the name asked for, whichever of the two files could not be written.
    """
    # If the name is a link, replace its target and keep the link.
    real = Path(os.path.realpath(path))
    try:
        if real.exists() and not real.is_file():
            if real.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            yield real
            return
        fresh = real.with_name(f".huiyin-{os.getpid()}-{secrets.token_hex(4)}")
        # Created up front, so that a missing or read-only folder is reported before the work is done.
        made = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            if real.exists():
                os.fchmod(made, real.stat().st_mode & 0o777)
            os.close(made)
            yield fresh
            # Some disks (network mounts, quotas) report that they are full only on this call.
            with fresh.open("rb+") as file:
                os.fsync(file.fileno())
            fresh.replace(real)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        error.filename = str(path)
        raise


def write_whole(path: Path, data: bytes) -> None:
    """Replace the contents of ``path`` with ``data``. Raises ``OSError``."""
    with replace_file(path) as fresh:
        fresh.write_bytes(data)
