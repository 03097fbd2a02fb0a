"""Keep child processes running: one that died is restarted, with growing delays if it dies immediately."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import FrameType

#: Environment variable with the process id of the supervisor.
KEEPER = "HUIYIN_KEEPER"
#: Environment variable with the descriptor on which the server reports that it answers.
READY = "HUIYIN_READY"
#: The workers of a desk, by ``--only``.
WORKERS = ("jobs", "mails")
#: Seconds before a restart: doubled each time, and reset once a process has lived for the longest
#: delay.
_SHORTEST, _LONGEST = 0.5, 60.0


def die_with(parent: int) -> None:
    """Have the system kill this process when its parent ``parent`` dies, whatever it is doing.

    Call it first; a parent that already died is noticed. Linux sends the signal when the parent's *thread*
    ends, so only the supervisor's main thread may start processes.
    """
    _ask_to_be_killed()
    if os.getppid() != parent:
        os._exit(1)


def end_with_keeper() -> None:
    """End this process when its supervisor is killed: two of a kind would do all work twice, and an
    unsupervised server would keep the port.
    """
    keeper = os.environ.pop(KEEPER, "")
    if not keeper:
        return
    if _ask_to_be_killed():
        if str(os.getppid()) != keeper:
            os._exit(1)
        return

    def watch() -> None:
        while str(os.getppid()) == keeper:
            time.sleep(0.2)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def tell_ready() -> None:
    """Report to the supervisor that this process answers; only the first start is listened to."""
    line = os.environ.pop(READY, "")
    if line:
        with suppress(OSError), os.fdopen(int(line), "wb", buffering=0) as told:
            told.write(b"+")


def _ask_to_be_killed() -> bool:
    """Whether the system supports it."""
    if sys.platform != "linux":
        return False
    import ctypes

    return bool(ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0) == 0)


_PR_SET_PDEATHSIG = 1


class SupervisedWorker:
    """``huiyin desk worker --only <only>``, restarted whenever it ends."""

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
        """Restart it if it has ended and the delay is over; called regularly."""
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
        """Wait up to ``seconds`` for it to end, then kill it."""
        try:
            self._process.wait(max(seconds, 0))
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def keep_workers(environment: Mapping[str, str]) -> list[SupervisedWorker]:
    """Start the workers of a desk."""
    return [SupervisedWorker(only, environment) for only in WORKERS]


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
    kept = keep_workers({"DJANGO_SETTINGS_MODULE": "huiyin.desk.settings", **os.environ})
    try:
        while not stopping:
            for one in kept:
                one.look_after()
            time.sleep(0.2)
    finally:
        end_all(kept, patience)
