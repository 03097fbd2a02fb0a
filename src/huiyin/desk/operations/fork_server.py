"""A fork server: one process that has loaded the desk begins those that serve and work, as copies of itself.

To load the desk takes two seconds of a processor and 150 MB. The web server's processes and both workers would each do so;
as copies they begin in milliseconds, share what was loaded, and one that died is there again at once. It is a process
apart from the keeper, which has threads (a lock that one of them holds would be held in every copy for good) and read its
settings before a restore was finished.

Linux alone has it: elsewhere each process loads the desk itself (:mod:`huiyin.desk.operations.supervisor`).
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from huiyin.desk.operations.process_death import KEEPER, die_with, end_with_keeper

#: Bytes of an order or of what is told: options and an environment, which Linux bounds at two megabytes.
_LONGEST = 2 * 1024 * 1024
#: How many files go over with an order at most.
_MOST_FILES = 4
#: Seconds within which the server must have loaded the desk, on a machine that is busy as well.
_BEGINNING = 300.0
#: Seconds that nobody waits for to be over.
_FOR_EVER = 1e6
#: What Linux calls a process, at most 15 letters: all copies have the words of the first on their command line.
_PR_SET_NAME = 15


class ForkServerDied(OSError):
    """It ended, and with it all that it began; another can be started."""


class ForkServer:
    """The keeper's end. Its methods are for the main thread alone; the server dies with this process."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = dict(environment)
        self._start()

    def _start(self) -> None:
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        for end in (self._line, theirs):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _LONGEST)
        #: Process → its exit code, as it was told and nobody has asked for yet.
        self._ended: dict[int, int] = {}
        self._is_dead = False
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__, str(theirs.fileno())],
                env={**self._environment, KEEPER: str(os.getpid())},
                pass_fds=(theirs.fileno(),),
            )

    def begin(
        self,
        role: str,
        options: Mapping[str, Any] | None = None,
        files: Sequence[int] = (),
    ) -> ForkedProcess:
        """Begin a copy that is ``role``; ``files`` go over to it in the order given, and stay ours too. A server that died
        is started again.

        Raises :class:`ForkServerDied`."""
        if self._is_dead or self._process.poll() is not None:
            self.close()
            self._start()
        order = {"role": role, "options": dict(options or {})}
        try:
            socket.send_fds(self._line, [json.dumps(order).encode()], list(files))
            return ForkedProcess(self, self._hear_of("began"))
        except OSError as error:
            self._is_dead = True
            raise ForkServerDied(str(error)) from error

    def wait_ready(self) -> None:
        """Until it has loaded the desk. Raises :class:`ForkServerDied`."""
        try:
            self._hear_of("ready")
        except OSError as error:
            self._is_dead = True
            raise ForkServerDied(str(error)) from error

    def _hear_of(self, what: str) -> int:
        while True:
            told = self._hear(_BEGINNING)
            if what in told:
                return int(told[what])
            if "ended" in told:
                self._keep_code(told)

    def _hear(self, seconds: float) -> dict[str, Any]:
        if not select.select((self._line,), (), (), seconds)[0]:
            raise TimeoutError("the fork server says nothing")
        told = self._line.recv(_LONGEST)
        if not told:
            raise ConnectionError("the fork server ended")
        found: dict[str, Any] = json.loads(told)
        return found

    def _keep_code(self, told: dict[str, Any]) -> None:
        self._ended[told["ended"]] = told["code"]

    def wait(self, process: int, seconds: float = 0) -> int | None:
        """The exit code of ``process``, as :class:`subprocess.Popen` gives it, where it ends within so many seconds;
        -9 where the server died, for then everything that it began was killed."""
        end = time.monotonic() + seconds
        try:
            while process not in self._ended and not self._is_dead:
                self._keep_code(self._hear(max(0, end - time.monotonic())))
        except TimeoutError:
            return None
        except OSError:
            self._is_dead = True
        return self._ended.get(process, -signal.SIGKILL)

    def close(self) -> None:
        """Let it end; what it began and did not end dies with it."""
        self._line.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class ForkedProcess:
    """One that the server began; what it can do, :class:`subprocess.Popen` does alike."""

    def __init__(self, server: ForkServer, pid: int) -> None:
        self.pid = pid
        self._server = server
        self.returncode: int | None = None

    def poll(self) -> int | None:
        if self.returncode is None:
            self.returncode = self._server.wait(self.pid)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Raises :class:`subprocess.TimeoutExpired`."""
        if self.returncode is None:
            self.returncode = self._server.wait(self.pid, _FOR_EVER if timeout is None else timeout)
        if self.returncode is None:
            raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """To one that ended meanwhile, nothing is sent: its number may be another's by then."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def main(number: int) -> int:
    """The server itself, at the end of the line with this number; in a copy, what the copy is there for."""
    end_with_keeper()
    # Who stops the desk from a terminal signals all of its processes: the keeper ends us when the others have ended.
    for stopping in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(stopping, signal.SIG_IGN)
    # A pool of threads would not be there in a copy; what multiplies much is done apart, with threads of its own.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    _name_process("huiyin-forks")
    line = socket.socket(fileno=number)
    _load_desk()
    begun = _serve_orders(line)
    return 0 if begun is None else begun()


def _load_desk() -> None:
    """All that the copies need, so that none has to load it; what lasts is nothing for Python's collector, which would
    write to every page of memory that is shared."""
    from huiyin.desk.operations.preparation import setup_django

    setup_django()
    from django.core.handlers.wsgi import WSGIHandler
    from django.db import connections
    from django.urls import get_resolver

    import huiyin.desk.operations.request_receiver
    import huiyin.desk.operations.web_process  # noqa: F401

    WSGIHandler()  # loads all middleware
    get_resolver().url_patterns  # noqa: B018 - they are read when they are asked for
    connections.close_all()
    gc.collect()
    gc.freeze()


def _serve_orders(line: socket.socket) -> Callable[[], int] | None:
    """Begin what is ordered and tell what ended, until the keeper hangs up. Returns in every copy too, with what
    the copy is there for."""
    ours, theirs = os.pipe()
    for end in (ours, theirs):
        os.set_blocking(end, False)
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    signal.set_wakeup_fd(theirs, warn_on_full_buffer=False)
    me = os.getpid()
    line.send(json.dumps({"ready": me}).encode())
    while True:
        ready, _, _ = select.select((line.fileno(), ours), (), ())
        if ours in ready:
            with suppress(BlockingIOError):
                os.read(ours, 4096)
            _tell_ended(line)
        if line.fileno() not in ready:
            continue
        order, files, _, _ = socket.recv_fds(line, _LONGEST, _MOST_FILES)
        if not order:
            return None
        pid = os.fork()
        if not pid:
            die_with(me)
            for end in (ours, theirs):
                os.close(end)
            return _become(line, json.loads(order), files)
        for file in files:
            os.close(file)
        line.send(json.dumps({"began": pid}).encode())


def _tell_ended(line: socket.socket) -> None:
    with suppress(ChildProcessError):
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            told = {"ended": pid, "code": os.waitstatus_to_exitcode(status)}
            with suppress(OSError):  # the keeper is gone, and we are about to be
                line.send(json.dumps(told).encode())


def _become(line: socket.socket, order: dict[str, Any], files: list[int]) -> Callable[[], int]:
    """In a copy: a process as one that was begun by itself, but for what is loaded."""
    line.close()
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    _name_process(f"huiyin-{order['role']}")

    def work() -> int:
        try:
            _ROLES[order["role"]](order["options"], files)
        except SystemExit as ended:
            return ended.code if isinstance(ended.code, int) else 1
        except Exception:
            traceback.print_exc()
            return 1
        return 0

    return work


def _name_process(name: str) -> None:
    ctypes.CDLL(None).prctl(_PR_SET_NAME, name.encode(), 0, 0, 0)


def _serve(options: dict[str, Any], files: list[int]) -> None:
    from huiyin.desk.operations import web_process
    from huiyin.desk.operations.process_death import READY

    listener, ready = files
    os.environ[READY] = str(ready)
    web_process.serve({**options, "socket": listener})


def _work(options: dict[str, Any], _files: list[int]) -> None:
    from huiyin.desk.operations.worker import run_worker

    run_worker(only=options["only"])


#: What a copy can be.
_ROLES: dict[str, Callable[[dict[str, Any], list[int]], None]] = {
    "web": _serve, "jobs": _work, "mails": _work,
}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
