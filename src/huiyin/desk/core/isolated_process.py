"""Read uploaded files in separate processes with limits on time and memory; one that exceeds them is killed.

A file can be made so that reading it never ends, takes all memory or crashes a library. Then only that process
dies, and the person who sent the file is told. A process that did its work well is kept for the next file,
since starting one takes half a second. Its answers are decoded as plain JSON
(:mod:`huiyin.desk.core.wire_format`), because a process that read a hostile file may be under its control.
"""

from __future__ import annotations

import atexit
import logging
import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache
from typing import Any, BinaryIO, Concatenate, NamedTuple, ParamSpec, TypeVar

from django.conf import settings

from huiyin.desk.core import wire_format
from huiyin.desk.core.reader_process import EXPOSED, LENGTH, READY, STAYS, WorkRequest
from huiyin.files.problems import UnreadableLaw
from huiyin.i18n import say, say_number
from huiyin.presentation.problems import say_unreadable

P = ParamSpec("P")
T = TypeVar("T")

#: How many processes one server process may have at work at once, and for how many seconds a caller
#: waits for a free one.
_AT_ONCE, _PATIENCE = 2, 5.0
#: Seconds that a process may take to start. Long, since on a busy machine the imports alone may
#: take many seconds.
_BEGINNING = 60.0
#: A process is replaced after this many pieces of work.
_TIMES = 50
#: The longest answer accepted, in bytes.
_LONGEST = 256 * 1024 * 1024
#: Environment variables passed to a separate process. Passwords, the secret key and the database
#: address are not among them.
_KNOWN = (
    "PATH", "HOME", "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "TZ",
    "PYTHONPATH", "PYTHONHOME", "PYTHONHASHSEED", "PYTHONWARNINGS", "VIRTUAL_ENV", "XDG_CACHE_HOME", "CC",
    "OMP_NUM_THREADS",
)  # fmt: skip
#: One thread for linear algebra: the matrices of an opinion map are small, and more threads take
#: twice the processor time without being faster.
_BLAS_THREADS = os.environ.get("OPENBLAS_NUM_THREADS", "1")

_log = logging.getLogger(__name__)


class WorkUnfinished(Exception):
    """The work was not finished. ``code`` names the reason (message ``desk.apart.<code>``), ``details`` are the
    values of its sentence.
    """

    code = "died"

    def __init__(self, **details: str) -> None:
        super().__init__(self.code)
        self.details = details


class TimeLimitExceeded(WorkUnfinished):
    """The process exceeded its time limit and was killed."""

    code = "too_long"


class MemoryLimitExceeded(WorkUnfinished):
    """The work needed more memory than its limit."""

    code = "too_much"


class ProcessDied(WorkUnfinished):
    """The process ended unexpectedly, or its answer was malformed."""


class ProcessesBusy(WorkUnfinished):
    """All processes were busy, and none became free in time."""

    code = "busy"


class ProcessStopping(Exception):
    """This process is shutting down and the work should be done another time. Not caused by the file."""


#: What reading a file may raise: the file is unreadable, or reading was not finished.
UNREAD = (UnreadableLaw, WorkUnfinished)


def say_unread(error: UnreadableLaw | WorkUnfinished, name: str) -> str:
    """The sentence that says why the file ``name`` was not read and what to do about it."""
    if isinstance(error, UnreadableLaw):
        return say_unreadable(error, name)
    return say_unfinished(error.code, name, error.details)


def say_unfinished(code: str, name: str, details: dict[str, str]) -> str:
    """The sentence for a :class:`WorkUnfinished` with this ``code``. Without a ``name`` the work did not
    concern a single file.
    """
    shown = {key: say_number(int(value)) for key, value in details.items()}
    return (
        say(f"desk.apart.{code}", name=name, **shown)
        if name
        else say(f"desk.apart.work.{code}", **shown)
    )


def read_apart(function: Callable[P, T], *given: P.args, **options: P.kwargs) -> T:
    """Call ``function`` of the library in a separate process, to read a file, in a request or in the worker.

    Raises :class:`UnreadableLaw` as the function does, :class:`WorkUnfinished`, or :class:`ProcessStopping`.
    """
    return _run_work(function, given, options, _allowed_seconds(), settings.READ_MEGABYTES, False)


def _allowed_seconds() -> float:
    """The time limit for reading a file here, in seconds: shorter where somebody waits for a page."""
    return settings.READ_SECONDS if _patient.is_set() else min(settings.READ_SECONDS, _HERE)


def read_file_apart(
    function: Callable[Concatenate[BinaryIO, P], T],
    file: BinaryIO,
    *given: P.args,
    **options: P.kwargs,
) -> T:
    """Call ``function`` with an open local file. The separate process receives the open file and has no other
    access to the disk. Raises as :func:`read_apart`.
    """
    return _run_work(
        function, given, options, _allowed_seconds(), settings.READ_MEGABYTES, False, file
    )


def stream_file_apart(
    function: Callable[Concatenate[BinaryIO, P], Iterator[T]],
    file: BinaryIO,
    *given: P.args,
    **options: P.kwargs,
) -> Iterator[T]:
    """Yield the values that ``function`` yields for an open local file.

    The process reads ahead while the caller handles a value, as far as the pipe's buffer allows. One value may
    take as long as reading one file, all together as long as a job. Raises as :func:`read_apart`.
    """
    work = _describe_work(
        function, given, options, _allowed_seconds(), settings.READ_MEGABYTES, False
    )
    yield from _stream_work(work, file, is_ours=False)


def analyse_file_apart(
    function: Callable[Concatenate[BinaryIO, P], Iterator[T]],
    file: BinaryIO,
    *given: P.args,
    **options: P.kwargs,
) -> Iterator[T]:
    """Yield the values that ``function`` yields for a file that the desk itself wrote. For the worker."""
    work = _describe_work(
        function, given, options, settings.WORK_SECONDS, settings.WORK_MEGABYTES, True
    )
    yield from _stream_work(work, file, is_ours=True)


def analyse_apart(function: Callable[P, T], *given: P.args, **options: P.kwargs) -> T:
    """Call ``function`` for a long analysis of what the desk holds. For the worker."""
    return _run_work(function, given, options, settings.WORK_SECONDS, settings.WORK_MEGABYTES, True)


def make_apart(function: Callable[P, T], *given: P.args, **options: P.kwargs) -> T:
    """Call ``function`` to produce something from stored data, such as a document, with the time limit for
    reading a file. For a request or the worker.
    """
    return _run_work(function, given, options, settings.READ_SECONDS, settings.READ_MEGABYTES, True)


#: The longest that a request waits for a file to be read, in seconds.
_HERE = 10.0
_patient = threading.Event()


def be_patient() -> None:
    """Mark this process as the worker: nobody waits for a page, so the longer limits apply."""
    _patient.set()


def _describe_work(
    function: Callable[..., Any],
    given: tuple[Any, ...],
    options: dict[str, Any],
    seconds: float,
    megabytes: int,
    is_ours: bool,
) -> WorkRequest:
    name = f"{function.__module__}:{function.__qualname__}"
    return WorkRequest(name, given, options, seconds, megabytes, is_ours)


def _run_work(
    function: Callable[..., T],
    given: tuple[Any, ...],
    options: dict[str, Any],
    seconds: float,
    megabytes: int,
    is_ours: bool,
    file: BinaryIO | None = None,
) -> T:
    work = _describe_work(function, given, options, seconds, megabytes, is_ours)
    work = replace(work, has_file=file is not None)
    request = pickle.dumps(work, protocol=pickle.HIGHEST_PROTOCOL)
    with _borrow_process(is_ours) as process:
        answer = process.ask(request, work, file)
    return _take_answer(answer, work)  # type: ignore[no-any-return]


def _stream_work(work: WorkRequest, file: BinaryIO, *, is_ours: bool) -> Iterator[Any]:
    work = replace(work, has_file=True, is_stream=True, total=settings.WORK_SECONDS)
    request = pickle.dumps(work, protocol=pickle.HIGHEST_PROTOCOL)
    with _borrow_process(is_ours) as process:
        for answer in process.ask_stream(request, work, file):
            match answer:
                case ("part", value):
                    yield value
                case ("done", None):
                    return
                case _:
                    _take_answer(answer, work)


def _take_answer(answer: Any, work: WorkRequest) -> Any:
    match answer:
        case ("done", value):
            return value
        case ("unreadable", str(code), dict(details)):
            raise UnreadableLaw(code, **{str(k): str(v) for k, v in details.items()})
        case ("too_much",):
            raise MemoryLimitExceeded(megabytes=str(work.megabytes))
        case ("broken", str(trace)):
            _log.error("%s could not do its work:\n%s", work.function, trace)
    raise ProcessDied


class _Started(NamedTuple):
    """A started process. ``lifeline``: the write end of a pipe that only we hold and never write to; when it
    closes, the process ends. ``files``: our end of the socket that open files are passed through.
    """

    process: subprocess.Popen[bytes]
    lifeline: BinaryIO | None
    files: socket.socket | None


def _start_process(is_ours: bool) -> _Started:
    # Without SIGIO or descriptor passing (Windows) the process runs without a lifeline or files.
    line: tuple[int, ...] = os.pipe() if hasattr(signal, "SIGIO") else ()
    ours, theirs = socket.socketpair() if hasattr(socket, "send_fds") else (None, None)
    passed = (*line[:1], *(() if theirs is None else (theirs.fileno(),)))
    files = None if theirs is None else theirs.fileno()
    try:
        process = subprocess.Popen(
            [
                sys.executable, "-c",
                "from huiyin.desk.core.reader_process import main; "
                f"main(is_ours={is_ours}, lifeline={line[0] if line else None}, files={files})",
            ],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, pass_fds=passed,
            env={name: os.environ[name] for name in _KNOWN if name in os.environ}
            | {"PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": _BLAS_THREADS},
        )  # fmt: skip
    except BaseException:
        for end in line:
            os.close(end)
        if ours is not None:
            ours.close()
        raise
    finally:
        if theirs is not None:
            theirs.close()
    if not line:
        return _Started(process, None, ours)
    # The read end belongs to the child. Closing ours leaves the child as its only reader.
    os.close(line[0])
    return _Started(process, os.fdopen(line[1], "wb", buffering=0), ours)


class _Process:
    """A separate process. ``is_well``: it may be given more work. ``is_ours``: it only works on data that the
    desk prepared, and so runs without a sandbox.
    """

    def __init__(self, is_ours: bool) -> None:
        self.is_well = True
        self.is_ours = is_ours
        self.times = 0
        self._is_over = self._is_ready = False
        self._own, self._lifeline, self._files = _start_process(is_ours)

    @property
    def is_alive(self) -> bool:
        return self._own.poll() is None

    def ask(self, request: bytes, work: WorkRequest, file: BinaryIO | None = None) -> Any:
        """Do one piece of work and return the answer. Raises :class:`WorkUnfinished` or :class:`ProcessStopping`."""
        with self._working(work):
            # A timer on our side, since code that hangs in the process may never look at a clock.
            clock = self._set_clock(work.seconds)
            try:
                self._send(request, file)
                return self._receive()
            finally:
                clock.cancel()

    def ask_stream(self, request: bytes, work: WorkRequest, file: BinaryIO) -> Iterator[Any]:
        """Yield the answers one by one, the last included. If the caller stops early, the process is ended."""
        with self._working(work):
            self._send(request, file)
        while True:
            with self._working(work):
                clock = self._set_clock(work.seconds)
                try:
                    answer = self._receive()
                finally:
                    clock.cancel()
            yield answer
            if answer[0] != "part":
                return

    @contextmanager
    def _working(self, work: WorkRequest) -> Iterator[None]:
        self.times += 1
        self._is_over = False
        _busy.add(self)
        try:
            if _stopping.is_set():
                raise ProcessStopping
            self._see_ready()
            yield
        except (OSError, EOFError, wire_format.NotTransferable) as error:
            self.end()
            if _stopping.is_set():
                raise ProcessStopping from None
            # Killed by our timer, or by the kernel at its limit of processor time.
            if self._is_over or self._own.returncode == -_XCPU:
                raise TimeLimitExceeded(seconds=str(max(1, round(work.seconds)))) from None
            if isinstance(error, wire_format.NotTransferable):
                _log.error("what a process apart answered was not taken: %s", error)
            else:
                _log.error("a process apart ended with %s", self._own.returncode)
            raise ProcessDied from None
        finally:
            _busy.discard(self)

    def _see_ready(self) -> None:
        """Wait until the process has started, which has its own time limit: starting is slow on a busy machine
        and must not count against the file.
        """
        assert self._own.stdout is not None
        if not self._is_ready:
            clock = self._set_clock(_BEGINNING)
            try:
                said = self._own.stdout.read(len(READY))
                self._is_ready = said in (READY, EXPOSED) and said != b""
                if said == EXPOSED:
                    _say_exposed()
            finally:
                clock.cancel()
            if not self._is_ready:
                raise EOFError

    def _set_clock(self, seconds: float) -> threading.Timer:
        clock = threading.Timer(seconds, self._time_is_over)
        clock.daemon = True
        clock.start()
        return clock

    def _send(self, request: bytes, file: BinaryIO | None) -> None:
        assert self._own.stdin is not None
        if file is not None:
            assert self._files is not None
            socket.send_fds(self._files, [b"+"], [file.fileno()])
        self._own.stdin.write(LENGTH.pack(len(request)))
        self._own.stdin.write(request)
        self._own.stdin.flush()

    def _receive(self) -> Any:
        assert self._own.stdout is not None
        head = self._own.stdout.read(LENGTH.size)
        if len(head) < LENGTH.size:
            raise EOFError
        length = LENGTH.unpack(head)[0]
        if length > _LONGEST:
            raise wire_format.NotTransferable(f"{length} bytes")
        answer = self._own.stdout.read(length)
        if len(answer) < length:
            raise EOFError
        # The byte after an answer says whether the process goes on. One that is about to exit still
        # looks alive to poll().
        if self._own.stdout.read(len(STAYS)) != STAYS:
            self.is_well = False
        return wire_format.unpack_value(answer)

    def _time_is_over(self) -> None:
        self._is_over = True
        self.kill()

    def kill(self) -> None:
        self._own.kill()

    def end(self) -> None:
        """Kill the process in whatever state it is, close its pipes and wait for it, so that no zombie is left."""
        self.is_well = False
        self._own.kill()
        for line in (self._own.stdin, self._own.stdout, self._lifeline, self._files):
            if line is not None:
                with suppress(OSError):  # what was not taken any more
                    line.close()
        self._own.wait()


_XCPU = 24  # SIGXCPU: the system's own limit of processor time
_idle: list[_Process] = []
_busy: set[_Process] = set()
_slots = threading.BoundedSemaphore(_AT_ONCE)
_stopping = threading.Event()


@contextmanager
def _borrow_process(is_ours: bool) -> Iterator[_Process]:
    """Reserve a process for one piece of work. Raises :class:`ProcessesBusy`."""
    if not _slots.acquire(timeout=_PATIENCE):
        raise ProcessesBusy
    try:
        process = _take_process(is_ours)
        try:
            yield process
        except BaseException:
            process.end()
            raise
        # Not locked: two threads that finish at once may both keep theirs. That is harmless, since
        # a process is always taken from the end and the surplus is reused or ended later.
        alike = sum(1 for one in tuple(_idle) if one.is_ours == is_ours)
        if process.is_well and process.times < _TIMES and alike < _AT_ONCE:
            _idle.append(process)
        else:
            process.end()
    finally:
        _slots.release()


def _take_process(is_ours: bool) -> _Process:
    """An idle process, or a new one."""
    while True:
        process = next((one for one in reversed(tuple(_idle)) if one.is_ours == is_ours), None)
        if process is None:
            return _Process(is_ours)
        try:
            _idle.remove(process)
        except ValueError:  # another thread took it
            continue
        if process.is_alive:
            return process
        process.end()  # the system ended it meanwhile


@cache
def _say_exposed() -> None:
    """Warn once per process, since it holds for the whole machine."""
    _log.warning("files are read without a sandbox: this system has no Landlock or no seccomp")


def stop_processes() -> None:
    """Kill the processes at work and start no new ones. Called by the signal handler, so it takes no lock."""
    _stopping.set()
    for process in tuple(_busy):
        process.kill()


def is_stopping() -> bool:
    """Whether this process was asked to stop."""
    return _stopping.is_set()


def is_patient() -> bool:
    """Whether this process is the worker, which may wait."""
    return _patient.is_set()


def get_stop_event() -> threading.Event:
    """The event that is set when this process is asked to stop, for others to wait on."""
    return _stopping


def forget_processes() -> None:
    """End all idle processes and allow work again, so that new processes have no state from before."""
    _stopping.clear()
    while _idle:
        _idle.pop().end()


def _drop_processes() -> None:
    """Forget the processes after a fork: they are the parent's, and two users of one pipe would mix answers."""
    _idle.clear()
    _busy.clear()


atexit.register(forget_processes)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_drop_processes)
