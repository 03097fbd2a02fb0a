"""End connections that hold resources: clients that read nothing, and too many of one address.

The server writes an answer as fast as the client reads it, however slow, and limits connections in total but
not by address. The kernel's data about each connection (``TCP_INFO``, Linux) allows both to be checked.
"""

from __future__ import annotations

import os
import socket
import struct
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from huiyin.desk.core.client_ip import find_network

#: Offsets in ``struct tcp_info``: unacknowledged packets, milliseconds since data arrived, bytes
#: acknowledged, bytes not yet sent. The kernel only adds fields at the end.
_UNACKNOWLEDGED, _SINCE_RECEIVED, _ACKNOWLEDGED, _UNSENT = 24, 52, 120, 144
_LENGTH = 148


@dataclass(frozen=True, slots=True)
class WatchedConnection:
    """``line``: a duplicate of the connection's socket, open while it is checked."""

    line: socket.socket
    peer: tuple[str, int]
    acknowledged: int
    #: Something was sent that the client has not read yet.
    is_waiting: bool
    #: Milliseconds since data arrived from the client.
    quiet: int


@contextmanager
def open_connections() -> Iterator[list[WatchedConnection]]:
    """The connections of this process on the ports that it listens on."""
    lines = list(_list_sockets())
    try:
        ports = {
            line.getsockname()[1]
            for line in lines
            if line.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
        }
        yield [each for line in lines if (each := _read_connection(line, ports)) is not None]
    finally:
        for line in lines:
            line.close()


def _read_connection(line: socket.socket, ports: set[int]) -> WatchedConnection | None:
    try:
        peer = line.getpeername()
        if line.getsockname()[1] not in ports:
            return None
        tcp_info = line.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 256)
    except OSError:  # it listens, or has ended
        return None
    if len(tcp_info) < _LENGTH:
        return None
    (on_the_way,) = struct.unpack_from("=I", tcp_info, _UNACKNOWLEDGED)
    (unsent,) = struct.unpack_from("=I", tcp_info, _UNSENT)
    (acknowledged,) = struct.unpack_from("=Q", tcp_info, _ACKNOWLEDGED)
    (quiet,) = struct.unpack_from("=I", tcp_info, _SINCE_RECEIVED)
    return WatchedConnection(line, peer[:2], acknowledged, bool(on_the_way or unsent), quiet)


def _list_sockets() -> Iterator[socket.socket]:
    for opened in Path("/proc/self/fd").iterdir():
        try:
            if not str(opened.readlink()).startswith("socket:"):
                continue
            line = socket.socket(fileno=os.dup(int(opened.name)))
        except OSError:  # closed meanwhile
            continue
        if line.family in (socket.AF_INET, socket.AF_INET6) and line.type == socket.SOCK_STREAM:
            yield line
        else:
            line.close()


class ConnectionWatch:
    """``seconds`` and ``rate``: as in :class:`~huiyin.desk.operations.request_receiver.ReceiveLimits`, for
    reading.

    ``most_of_one``: the most connections of one address; of more, the quietest are ended. 0 if all come from
    our own proxy.
    """

    def __init__(self, seconds: float, rate: int, most_of_one: int) -> None:
        self._seconds = seconds
        self._enough = max(1, int(rate * seconds))
        self._most_of_one = most_of_one
        #: Peer → when it had last read enough, and how many bytes it had read by then.
        self._readers: dict[tuple[str, int], tuple[float, int]] = {}

    def look(self, now: float) -> int:
        """End the connections that must end; returns how many."""
        with open_connections() as connections:
            ending = [*self._find_stalled(connections, now), *self._find_too_many(connections)]
            for each in ending:
                with suppress(OSError):  # has ended by itself
                    # A zero linger time discards unread data instead of offering it for minutes.
                    each.line.setsockopt(
                        socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
                    )
                    each.line.shutdown(socket.SHUT_RDWR)
        return len(ending)

    def _find_stalled(
        self, connections: list[WatchedConnection], now: float
    ) -> list[WatchedConnection]:
        readers, stalled = {}, []
        for each in connections:
            if not each.is_waiting:
                continue
            since, had = self._readers.get(each.peer, (now, each.acknowledged))
            if each.acknowledged < had or each.acknowledged - had >= self._enough:
                since, had = now, each.acknowledged
            if now - since >= self._seconds:
                stalled.append(each)
            else:
                readers[each.peer] = (since, had)
        self._readers = readers
        return stalled

    def _find_too_many(self, connections: list[WatchedConnection]) -> list[WatchedConnection]:
        if not self._most_of_one:
            return []
        of_one: defaultdict[str, list[WatchedConnection]] = defaultdict(list)
        for each in connections:
            of_one[find_network(each.peer[0])].append(each)
        return [
            each
            for theirs in of_one.values()
            if len(theirs) > self._most_of_one
            for each in sorted(theirs, key=lambda one: -one.quiet)[: -self._most_of_one]
        ]


def watch_connections(seconds: float, rate: int, *, most_of_one: int) -> None:
    """Check every second, or more often for short limits, as long as the process lives."""
    if sys.platform != "linux":
        return
    watch = ConnectionWatch(seconds, rate, most_of_one)

    def look_again_and_again() -> None:
        while True:
            time.sleep(min(1.0, seconds / 4))
            watch.look(time.monotonic())

    threading.Thread(target=look_again_and_again, name="watch", daemon=True).start()
