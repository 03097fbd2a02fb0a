"""Serve the desk: web server and workers as one process tree that stops cleanly."""

from __future__ import annotations

import os
import resource
import select
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from types import FrameType
from typing import Any

from huiyin.desk.operations.folder_lock import claim_folder, claim_port
from huiyin.desk.operations.supervisor import (
    StartedProcess,
    SupervisedWorker,
    end_all,
    keep_workers,
    make_starter,
)

#: Seconds that child processes get to finish their work.
_PATIENCE = 20
#: The most open connections of a server process.
_CONNECTIONS = 2048


@contextmanager
def claim_desk(host: str, port: int) -> Iterator[socket.socket]:
    """Claim folder and port while the desk runs, before the database of another running desk could be touched.
    Raises :class:`~huiyin.desk.operations.folder_lock.DeskUnavailable`.
    """
    from django.conf import settings

    with claim_folder(settings.LOCAL), claim_port(host, port, waiting=_CONNECTIONS) as listener:
        yield listener


def serve_desk(
    listener: socket.socket, *, ready: Callable[[], None] = lambda: None, with_workers: bool = True
) -> int:
    """Serve at ``listener`` until SIGINT or SIGTERM, or until the server ends. Returns the exit code.

    ``with_workers``: also run the workers. A worker that died is restarted and continues its job. All of them
    die with this process. ``ready`` is called when the server answers.
    """
    from huiyin.desk.core.drain_state import end_draining
    from huiyin.desk.operations.presence import be_present

    end_draining()  # where the last one was killed at it
    stopping = is_ready = False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    answers, answer_end = os.pipe()
    _allow_files()
    starter = make_starter({"DJANGO_SETTINGS_MODULE": "huiyin.desk.settings", **os.environ})
    server = starter.begin("web", _make_options(listener), (listener.fileno(), answer_end))
    os.close(answer_end)
    workers = keep_workers(starter) if with_workers else []
    presence = ExitStack()
    try:
        presence.enter_context(be_present("web"))
        while not stopping and server.poll() is None:
            if not is_ready and select.select((answers,), (), (), 0)[0]:
                is_ready = True
                ready()
            for worker in workers:
                worker.look_after()
            time.sleep(0.2)
    finally:
        os.close(answers)
        presence.close()
        if server.poll() is None and stopping:
            _drain(server, workers)
        if server.poll() is None:
            server.send_signal(signal.SIGTERM)
        end_all(workers, _PATIENCE)
        try:
            server.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        starter.close()
        end_draining()
        for number, handler in before.items():
            signal.signal(number, handler)
    return 0 if stopping else server.returncode or 0


def _drain(server: StartedProcess, workers: Sequence[SupervisedWorker]) -> None:
    """Keep serving for a while and announce the end, so that a load balancer sends new requests elsewhere."""
    from django.conf import settings

    from huiyin.desk.core.drain_state import begin_draining

    if settings.DRAIN_SECONDS <= 0:
        return
    begin_draining()
    for worker in workers:
        worker.ask_to_end()
    with suppress(subprocess.TimeoutExpired):
        server.wait(settings.DRAIN_SECONDS)


def _make_options(listener: socket.socket) -> dict[str, Any]:
    """The options for :mod:`huiyin.desk.operations.web_process`."""
    from django.conf import settings

    host, port = listener.getsockname()[:2]
    return {
        "tls": settings.TLS_FILES if any(settings.TLS_FILES) else None,
        "host": host,
        "port": port,
        "processes": count_processes(),
        "connections": _CONNECTIONS,
        "header_milliseconds": _header_milliseconds(),
        "buffer": 64 * 1024,
        "patience": _PATIENCE // 2,
    }


def _header_milliseconds() -> int:
    """How long request headers may take, and an idle connection is kept."""
    from django.conf import settings

    return max(1, min(60_000, int(settings.BODY_SECONDS * 500)))


def _allow_files() -> None:
    """Raise the limit of open files: a connection needs one, and Linux's default is 1,024."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = 4 * _CONNECTIONS if hard == resource.RLIM_INFINITY else min(hard, 4 * _CONNECTIONS)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def count_processes() -> int:
    """Half the cores plus one, at most four: the worker needs a core too, and SQLite has a single writer."""
    return max(1, min(4, (os.cpu_count() or 1) // 2 + 1))
