"""Serve the desk: the web server and the workers, one process tree that stops cleanly."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from types import FrameType

from huiyin.desk.operate.keeping import end_all, keep_workers

#: Seconds that children get to finish what they are doing.
_PATIENCE = 20
#: Connections that a process of the server keeps open at once.
_CONNECTIONS = 2048


def serve(host: str, port: int, *, ready: Callable[[], None] = lambda: None) -> int:
    """Run until SIGINT or SIGTERM, or until the server ends by itself. Returns the exit code.

    A worker that died is begun again; what it was doing it goes on with.
    """
    environment = {"DJANGO_SETTINGS_MODULE": "huiyin.desk.settings", **os.environ}
    _allow_files()
    server = subprocess.Popen(_server_command(host, port), env=environment)
    workers = keep_workers(environment)
    stopping = False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        ready()
        while not stopping and server.poll() is None:
            for worker in workers:
                worker.look_after()
            time.sleep(0.2)
    finally:
        if server.poll() is None:
            server.send_signal(signal.SIGTERM)
        end_all(workers, _PATIENCE)
        try:
            server.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            server.kill()
        for number, handler in before.items():
            signal.signal(number, handler)
    return 0 if stopping else server.returncode


def _server_command(host: str, port: int) -> list[str]:
    """One request of HTTP/1.1 after the other: what proxies speak to us, and what ``operate/receive.py`` bounds."""
    return [
        sys.executable, "-m", "granian", "--interface", "asginl", "--http", "1", "--no-ws",
        "--host", host, "--port", str(port), "--workers", str(_processes()),
        "--backlog", str(_CONNECTIONS), "--backpressure", str(_CONNECTIONS),
        "--http1-header-read-timeout", str(_header_milliseconds()), "--http1-buffer-size", str(64 * 1024),
        "--workers-kill-timeout", str(_PATIENCE // 2), "--log-level", "error", "huiyin.desk.asgi:application",
    ]  # fmt: skip


def _header_milliseconds() -> int:
    """How long a request may take to say what it is, and a connection may be kept without one."""
    from django.conf import settings

    return max(1, min(60_000, int(settings.BODY_SECONDS * 500)))


def _allow_files() -> None:
    """As many as this process may open: a connection is one, and Linux begins with 1,024."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = 4 * _CONNECTIONS if hard == resource.RLIM_INFINITY else min(hard, 4 * _CONNECTIONS)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _processes() -> int:
    """Half the cores and one more, four at most: the worker needs a core too, and on SQLite one writes at a time."""
    return max(1, min(4, (os.cpu_count() or 1) // 2 + 1))
