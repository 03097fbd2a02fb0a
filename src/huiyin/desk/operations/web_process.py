"""The web server: granian, on a socket handed over by its supervisor, with which it ends.

Started by :mod:`huiyin.desk.operations.server`. By itself granian opens its port in each process with
``SO_REUSEPORT``: a second desk on the same port would silently get every other request.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
from pathlib import Path
from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.net import SocketHolder  # type: ignore[attr-defined]

from huiyin.desk.operations.process_death import die_with, end_with_keeper


class _Server(Granian):  # type: ignore[misc,valid-type]
    """Its processes accept connections from the one socket handed over."""

    def __init__(self, *given: Any, socket: int, **options: Any) -> None:
        super().__init__(*given, **options)
        self._handed = socket

    def _init_shared_socket(self) -> None:
        self._ssp = self._sso = None
        self._sfd = self._handed
        self._shd = SocketHolder(self._handed, False, self.backlog)  # type: ignore[call-arg]


def main() -> None:
    """``argv[1]``: JSON, what :func:`serve` is given."""
    end_with_keeper()
    serve(json.loads(sys.argv[1]))


def serve(given: dict[str, Any]) -> None:
    """Serve until SIGTERM. ``given``: the number of the socket and the options of
    :func:`huiyin.desk.operations.server.serve_desk`."""
    # The socket goes over by being there already, and so does the desk where the fork server has loaded it; there
    # are no threads here.
    multiprocessing.set_start_method("fork")
    keeper = os.getpid()
    os.register_at_fork(after_in_child=lambda: die_with(keeper))
    headers = HTTP1Settings(
        header_read_timeout=given["header_milliseconds"], max_buffer_size=given["buffer"]
    )
    certificate, key = map(Path, given["tls"] or ("", ""))
    _Server(
        "huiyin.desk.asgi:application",
        socket=given["socket"],
        ssl_cert=certificate if given["tls"] else None,
        ssl_key=key if given["tls"] else None,
        address=given["host"],
        port=given["port"],
        interface=Interfaces.ASGINL,
        # HTTP/1.1 only, one request at a time: it is what proxies use, and what
        # ``operations/request_receiver.py`` can limit.
        http=HTTPModes.http1,
        websockets=False,
        workers=given["processes"],
        backlog=given["connections"],
        backpressure=given["connections"],
        http1_settings=headers,
        workers_kill_timeout=given["patience"],
        respawn_failed_workers=True,  # one that the system killed for its memory ends no desk
        log_level=LogLevels.error,
        log_access=False,  # addresses may carry what opens something
    ).serve()


if __name__ == "__main__":
    main()
