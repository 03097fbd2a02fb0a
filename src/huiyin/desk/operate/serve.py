"""Serve the desk: the web server and the workers, one process tree that stops cleanly."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from types import FrameType

from huiyin.desk.operate.keeping import end_all, keep_workers

#: Seconds that children get to finish what they are doing.
_PATIENCE = 20


def serve(host: str, port: int, *, ready: Callable[[], None] = lambda: None) -> int:
    """Run until SIGINT or SIGTERM, or until the server ends by itself. Returns the exit code.

    A worker that died is begun again; what it was doing it goes on with.
    """
    environment = {"DJANGO_SETTINGS_MODULE": "huiyin.desk.settings", **os.environ}
    threads = str(min(32, 4 * (os.cpu_count() or 1)))
    server = subprocess.Popen(
        [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
            "--workers", str(_processes()), "--blocking-threads", threads, "--no-ws",
            "--log-level", "error", "huiyin.desk.wsgi:application",
        ],
        env=environment,
    )  # fmt: skip
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


def _processes() -> int:
    """Half the cores and one more, four at most: the worker needs a core too, and on SQLite one writes at a time."""
    return max(1, min(4, (os.cpu_count() or 1) // 2 + 1))
