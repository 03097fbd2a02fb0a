"""Files written whole or not at all: where the disk fills up, the file that was there before stays."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replace_file(path: Path) -> Iterator[Path]:
    """Yield a new file beside ``path`` to write into; it takes the name once the block is done.

    What is no ordinary file (``/dev/stdout``, a pipe) is written straight into. Raises ``OSError`` with the
    name asked for in its ``filename``, whichever of the two could not be written.
    """
    # The name may be a link: what it leads to is replaced, and the link stays.
    real = Path(os.path.realpath(path))
    try:
        if real.exists() and not real.is_file():
            if real.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            yield real
            return
        fresh = real.with_name(f".huiyin-{os.getpid()}-{secrets.token_hex(4)}")
        # Made here, so that a folder that is not there or not ours is told before the work.
        made = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            if real.exists():
                os.fchmod(made, real.stat().st_mode & 0o777)
            os.close(made)
            yield fresh
            # Some disks (over a network, with a quota) say only now that they are full.
            with fresh.open("rb+") as file:
                os.fsync(file.fileno())
            fresh.replace(real)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        error.filename = str(path)
        raise


def write_whole(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``, in the place of what was there. Raises ``OSError``."""
    with replace_file(path) as fresh:
        fresh.write_bytes(data)
