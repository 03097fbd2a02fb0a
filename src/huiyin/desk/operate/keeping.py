"""Keep processes of ours running: one that died is begun again, with patience where it dies at once each time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from types import FrameType

#: Where a process finds who keeps it.
KEEPER = "HUIYIN_KEEPER"
#: The workers that a desk has, by ``--only``.
WORKERS = ("jobs", "mails")
#: Seconds between a death and the next beginning: twice as long after each, and from the first again after a process
#: that lived as long as the longest.
_SHORTEST, _LONGEST = 0.5, 60.0


class Kept:
    """``huiyin desk worker --only <only>``, begun again whenever it ends."""

    def __init__(self, only: str, environment: Mapping[str, str]) -> None:
        self._only = only
        self._environment = {**environment, KEEPER: str(os.getpid())}
        self._wait = _SHORTEST
        self._due = 0.0
        self._begin()

    def _begin(self) -> None:
        self._began = time.monotonic()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "huiyin", "desk", "worker", "--only", self._only],
            env=self._environment,
        )

    def look_after(self) -> None:
        """Begin it again where it has ended and it is time; to be called now and then."""
        if self._process.poll() is None:
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
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)

    def see_ended(self, seconds: float) -> None:
        """Wait so long for it to end, then kill it."""
        try:
            self._process.wait(max(seconds, 0))
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def keep_workers(environment: Mapping[str, str]) -> list[Kept]:
    """The workers of a desk, begun."""
    return [Kept(only, environment) for only in WORKERS]


def end_all(kept: Sequence[Kept], seconds: float) -> None:
    """Ask all to end, give them ``seconds`` together, and kill who is left."""
    for one in kept:
        one.ask_to_end()
    end = time.monotonic() + seconds
    for one in kept:
        one.see_ended(end - time.monotonic())


def keep_working(*, patience: float = 20) -> None:
    """Both workers, until SIGINT or SIGTERM."""
    stopping = False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    kept = keep_workers({"DJANGO_SETTINGS_MODULE": "huiyin.desk.settings", **os.environ})
    try:
        while not stopping:
            for one in kept:
                one.look_after()
            time.sleep(0.2)
    finally:
        end_all(kept, patience)
