"""What only one desk may have: the folder of its data, and the port that it listens on.

Both are taken before anything is done to the database, and held by the process that keeps the others; the system takes them back
when it dies, however. The web server is handed the socket: it would share a port with another desk, in silence.
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

#: Seconds in which what a desk that was killed just now held may still come free.
_PATIENCE = 3.0
#: In the folder: who holds it, in words that a person may read.
_LOCK = "desk.lock"
#: Ports below this one are the system's, where it says nothing else.
_FIRST_OF_PEOPLE = 1024


class DeskUnavailable(Exception):
    """The desk cannot be where it was told to be. ``code`` names why (``operate.unavailable.<code>``), ``details`` fill
    its sentence."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


@contextmanager
def claim_folder(folder: Path) -> Iterator[None]:
    """Hold ``folder`` while the desk runs. Raises :class:`Unavailable` where another desk does, or where nothing can be
    kept in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Not emptied by being opened: who it belongs to stands in it.
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
    """Whether nobody else has it; so also on file systems that keep no locks."""
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
    """A socket that listens there, and that nobody else can share; ``waiting``: connections that it keeps until they
    are taken. Raises :class:`Unavailable`."""
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
    """The first that ``host`` has; IPv4 where it has both, for that is what a browser and a proxy try on one machine."""
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
