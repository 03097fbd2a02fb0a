"""Exclusive resources of a desk: the folder of its data and the port that it listens on.

Both are claimed before the database is touched and held by the supervising process; the operating system
releases them when it dies. The web server is given the socket: opening the port itself, it would silently share
it with another desk.
"""

from __future__ import annotations

import errno
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

#: How many seconds to wait for a desk that was just killed to release them.
_PATIENCE = 3.0
#: The lock file; it names the holder in readable form.
_LOCK = "desk.lock"
#: Ports below this are reserved by default.
_FIRST_OF_PEOPLE = 1024


class DeskUnavailable(Exception):
    """The desk cannot run where it was told to. ``code``: text ``operate.unavailable.<code>``, with ``details``
    as arguments.
    """

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


@contextmanager
def claim_folder(folder: Path) -> Iterator[None]:
    """Hold ``folder`` while the desk runs. Raises :class:`DeskUnavailable` if another desk does or it is not
    writable.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Opened without truncating: it contains the name of the current holder.
        file = os.fdopen(os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600), "r+")
    except OSError as error:
        raise DeskUnavailable("folder", folder=str(folder), why=_explain_error(error)) from None
    with file:
        if not _lock_file(file, time.monotonic() + _PATIENCE):
            raise DeskUnavailable(
                "running", folder=str(folder), process=file.read(20).strip() or "?"
            )
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def _lock_file(file: IO[str], until: float) -> bool:
    """Whether nobody else holds the lock; also True on file systems without locks."""
    try:
        import fcntl
    except ImportError:  # Windows
        return True
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(0.05)
        except OSError:
            return True


def claim_port(host: str, port: int, *, waiting: int) -> socket.socket:
    """A socket that listens on the port exclusively. ``waiting``: the length of its queue of connections.
    Raises :class:`DeskUnavailable`.
    """
    family, address = _find_address(host, port)
    until = time.monotonic() + _PATIENCE
    while True:
        listener = socket.socket(family, socket.SOCK_STREAM)
        try:
            if os.name == "posix":  # what is left of a desk that has ended does not keep the port
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                # Of all addresses those of IPv4 are some, and a desk there would be another one.
                with suppress(OSError, AttributeError):
                    listener.setsockopt(
                        socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, int(address[0] != "::")
                    )
            listener.bind(address)
            listener.listen(waiting)
        except OSError as error:
            listener.close()
            if error.errno == errno.EADDRINUSE and time.monotonic() < until:
                time.sleep(0.05)
                continue
            raise _say_why_not(error, host, port) from None
        return listener


def _find_address(host: str, port: int) -> tuple[int, tuple[str, int]]:
    """The first address of ``host``; IPv4 if it has both, since that is what browsers and proxies try locally."""
    if not 0 < port < 65536:
        raise DeskUnavailable("no_port", port=str(port))
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError):
        raise DeskUnavailable("host", host=host) from None
    family, _, _, _, address = sorted(found, key=lambda one: one[0] != socket.AF_INET)[0]
    return family, address  # type: ignore[return-value]


def _say_why_not(error: OSError, host: str, port: int) -> DeskUnavailable:
    address = {"host": host, "port": str(port)}
    if error.errno == errno.EADDRINUSE:
        return DeskUnavailable("port", next=str(port + 1 if port < 65535 else port - 1), **address)
    if error.errno in (errno.EACCES, errno.EPERM):
        return DeskUnavailable("forbidden" if port < _FIRST_OF_PEOPLE else "refused", **address)
    if error.errno == errno.EADDRNOTAVAIL:
        return DeskUnavailable("address", **address)
    return DeskUnavailable("other", why=_explain_error(error), **address)


def _explain_error(error: OSError) -> str:
    return error.strerror or str(error)
