"""Keep child processes running: one that died is restarted, with growing delays if it dies immediately."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from types import FrameType
from typing import Any, Protocol

from huiyin.desk.operations.fork_server import ForkServer, ForkServerDied
from huiyin.desk.operations.process_death import KEEPER, READY

#: The workers of a desk, by ``--only``.
WORKERS = ("jobs", "mails")
#: Seconds before a restart: doubled each time, and reset once a process has lived for the longest
#: delay.
_SHORTEST, _LONGEST = 0.5, 60.0

log = logging.getLogger(__name__)


class StartedProcess(Protocol):
    """The part of :class:`subprocess.Popen` that supervision needs."""

    @property
    def returncode(self) -> int | None: ...

    def poll(self) -> int | None: ...

    def wait(self, timeout: float | None = None) -> int: ...

    def send_signal(self, sig: int, /) -> None: ...

    def kill(self) -> None: ...


class ProcessStarter(Protocol):
    """Starts the processes of a desk (``web``, ``jobs``, ``mails``) and hands open files over to them."""

    def begin(
        self, role: str, options: Mapping[str, Any] | None = None, files: Sequence[int] = ()
    ) -> StartedProcess: ...

    def close(self) -> None: ...


class SeparateStarter:
    """Starts each process as a separate program that loads the desk itself: used where there is no fork server."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = {**environment, KEEPER: str(os.getpid())}

    def begin(
        self, role: str, options: Mapping[str, Any] | None = None, files: Sequence[int] = ()
    ) -> StartedProcess:
        if role != "web":
            return subprocess.Popen(
                [sys.executable, "-m", "huiyin", "desk", "worker", "--only", role],
                env=self._environment,
            )
        listener, ready = files
        given = json.dumps({**(options or {}), "socket": listener})
        return subprocess.Popen(
            [sys.executable, "-m", "huiyin.desk.operations.web_process", given],
            env={**self._environment, READY: str(ready)},
            pass_fds=tuple(files),
        )

    def close(self) -> None:
        """There is nothing to end."""


def make_starter(environment: Mapping[str, str]) -> ProcessStarter:
    """The starter that suits this system."""
    if sys.platform != "linux":
        return SeparateStarter(environment)
    try:
        return _start_fork_server(environment)
    except OSError as error:  # it ended while it began, or the system has no such sockets
        log.warning("each process loads the desk itself: %s", error)
        return SeparateStarter(environment)


def _start_fork_server(environment: Mapping[str, str]) -> ForkServer:
    """One that has loaded the desk. Raises ``OSError``."""
    server = ForkServer(environment)
    try:
        server.wait_ready()
    except ForkServerDied:
        server.close()
        raise
    return server


class SupervisedWorker:
    """The worker of one kind (:data:`WORKERS`), restarted whenever it ends."""

    def __init__(self, only: str, starter: ProcessStarter) -> None:
        self._only = only
        self._starter = starter
        self._wait = _SHORTEST
        self._due = 0.0
        self._begin()

    def _begin(self) -> None:
        self._began = time.monotonic()
        self._process: StartedProcess | None = None
        try:
            self._process = self._starter.begin(self._only, {"only": self._only})
        except ForkServerDied as error:
            log.warning(
                "a worker could not be begun: %s", error
            )  # tried again as if it had died at once

    def _has_ended(self) -> bool:
        return self._process is None or self._process.poll() is not None

    def look_after(self) -> None:
        """Restart it if it has ended and the delay is over; called regularly."""
        if not self._has_ended():
            return
        now = time.monotonic()
        if not self._due:
            if now - self._began >= _LONGEST:
                self._wait = _SHORTEST
            self._due, self._wait = now + self._wait, min(2 * self._wait, _LONGEST)
        elif now >= self._due:
            self._due = 0.0
            self._begin()

    def ask_to_end(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)

    def see_ended(self, seconds: float) -> None:
        """Wait up to ``seconds`` for it to end, then kill it."""
        if self._process is None:
            return
        try:
            self._process.wait(max(seconds, 0))
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def keep_workers(starter: ProcessStarter) -> list[SupervisedWorker]:
    """Start the workers of a desk."""
    return [SupervisedWorker(only, starter) for only in WORKERS]


def end_all(kept: Sequence[SupervisedWorker], seconds: float) -> None:
    """Ask all to stop, give them ``seconds`` in total, and kill the rest."""
    for one in kept:
        one.ask_to_end()
    end = time.monotonic() + seconds
    for one in kept:
        one.see_ended(end - time.monotonic())


def keep_working(*, patience: float = 20) -> None:
    """Run both workers until SIGINT or SIGTERM."""
    stopping = False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    starter = make_starter({"DJANGO_SETTINGS_MODULE": "huiyin.desk.settings", **os.environ})
    kept = keep_workers(starter)
    try:
        while not stopping:
            for one in kept:
                one.look_after()
            time.sleep(0.2)
    finally:
        end_all(kept, patience)
        starter.close()
