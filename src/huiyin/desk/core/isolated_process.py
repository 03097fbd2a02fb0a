"""What people sent is read in a process of its own, with limits of time and of memory, killed when it is over them.

A file can be made so that reading it never ends, or takes all memory there is, or breaks a library; then it is that
process which is killed, and who sent the file is told. A process that did well is kept for the next file, because
to begin one takes half a second. What it answers is read as plain JSON (:mod:`huiyin.desk.core.wire_format`).
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

#: Processes that one of ours has at work at once; who comes later waits so many seconds for one.
_AT_ONCE, _PATIENCE = 2, 5.0
#: Seconds that a process may take to begin.
_BEGINNING = 60.0
#: Pieces of work after which a process is replaced by a fresh one.
_TIMES = 50
#: Bytes that an answer may have.
_LONGEST = 256 * 1024 * 1024
#: What a process apart finds in its environment; neither passwords nor the key nor where the database is.
_KNOWN = (
    "PATH", "HOME", "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "TZ",
    "PYTHONPATH", "PYTHONHOME", "PYTHONHASHSEED", "PYTHONWARNINGS", "VIRTUAL_ENV", "XDG_CACHE_HOME", "CC",
    "OMP_NUM_THREADS",
)  # fmt: skip
#: A map's products are small: threads that wait for each other take twice the processor time, and save nothing.
_BLAS_THREADS = os.environ.get("OPENBLAS_NUM_THREADS", "1")

_log = logging.getLogger(__name__)


class WorkUnfinished(Exception):
    """Work that was not done. ``code`` names why (``desk.apart.<code>``), ``details`` fill its sentence."""

    code = "died"

    def __init__(self, **details: str) -> None:
        super().__init__(self.code)
        self.details = details


class TimeLimitExceeded(WorkUnfinished):
    """It was not done within its time, and was killed."""

    code = "too_long"


class MemoryLimitExceeded(WorkUnfinished):
    """It wanted more memory than it may have."""

    code = "too_much"


class ProcessDied(WorkUnfinished):
    """The process ended by itself, or what it answered is no answer."""


class ProcessesBusy(WorkUnfinished):
    """As many as may are at work already, and none was done in time."""

    code = "busy"


class ProcessStopping(Exception):
    """This process is being stopped; the work is to be done another time. No fault of what was sent."""


#: What may come of reading something: it cannot be read, or the reading was not finished.
UNREAD = (UnreadableLaw, WorkUnfinished)


def say_unread(error: UnreadableLaw | WorkUnfinished, name: str) -> str:
    """Why a file was not read, and the mend. ``name``: the file's."""
    if isinstance(error, UnreadableLaw):
        return say_unreadable(error, name)
    return say_unfinished(error.code, name, error.details)


def say_unfinished(code: str, name: str, details: dict[str, str]) -> str:
    """The sentence of an :class:`Unfinished` with this ``code``; without a ``name`` it was not one file's fault."""
    shown = {key: say_number(int(value)) for key, value in details.items()}
    return (
        say(f"desk.apart.{code}", name=name, **shown)
        if name
        else say(f"desk.apart.work.{code}", **shown)
    )


def read_apart(function: Callable[P, T], *given: P.args, **options: P.kwargs) -> T:
    """What ``function`` of the library makes of a file, in a request or in the worker.

    Raises :class:`UnreadableLaw` as it does, :class:`Unfinished`, :class:`Stopped`.
    """
    return _run_work(function, given, options, _allowed_seconds(), settings.READ_MEGABYTES, False)


def _allowed_seconds() -> float:
    """How long a file may be read here."""
    return settings.READ_SECONDS if _patient.is_set() else min(settings.READ_SECONDS, _HERE)


def read_file_apart(
    function: Callable[Concatenate[BinaryIO, P], T],
    file: BinaryIO,
    *given: P.args,
    **options: P.kwargs,
) -> T:
    """What ``function`` of the library makes of an open file of this machine, which it gets and nothing else of the disk; as
    :func:`read_apart`."""
    return _run_work(
        function, given, options, _allowed_seconds(), settings.READ_MEGABYTES, False, file
    )


def stream_file_apart(
    function: Callable[Concatenate[BinaryIO, P], Iterator[T]],
    file: BinaryIO,
    *given: P.args,
    **options: P.kwargs,
) -> Iterator[T]:
    """What ``function`` gives of an open file of this machine, one value after another: it reads on while we do something with what
    it gave, and no further than the line between us holds. Each may take as long as one file may be read, all together as
    long as work may. Raises as :func:`read_apart`."""
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
    """What ``function`` of the library gives, one value after another, of what we wrote into ``file``: for the worker."""
    work = _describe_work(
        function, given, options, settings.WORK_SECONDS, settings.WORK_MEGABYTES, True
    )
    yield from _stream_work(work, file, is_ours=True)


def analyse_apart(function: Callable[P, T], *given: P.args, **options: P.kwargs) -> T:
    """What ``function`` of the library makes of all that was said, which may take its time: for the worker."""
    return _run_work(function, given, options, settings.WORK_SECONDS, settings.WORK_MEGABYTES, True)


def make_apart(function: Callable[P, T], *given: P.args, **options: P.kwargs) -> T:
    """What ``function`` makes of what is kept here, such as a paper: in a request or in the worker, as long as a file
    may be read."""
    return _run_work(function, given, options, settings.READ_SECONDS, settings.READ_MEGABYTES, True)


#: Seconds that somebody waits for a page at most.
_HERE = 10.0
_patient = threading.Event()


def be_patient() -> None:
    """Nobody waits for a page of this process: it is the worker."""
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
    """``lifeline``: our end of a pipe that nobody else holds and nothing is written to, with which the process dies;
    ``files``: our end of the line on which it is given open files."""

    process: subprocess.Popen[bytes]
    lifeline: BinaryIO | None
    files: socket.socket | None


def _start_process(is_ours: bool) -> _Started:
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
    os.close(line[0])
    return _Started(process, os.fdopen(line[1], "wb", buffering=0), ours)


class _Process:
    """A process apart. ``is_well``: whether it may be given more to do; ``is_ours``: whether it does what the desk laid
    out, and so is in no sandbox."""

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
        """What it answers. Raises :class:`Unfinished`, :class:`Stopped`."""
        with self._working(work):
            # From outside, for what hangs inside may never look at a clock.
            clock = self._set_clock(work.seconds)
            try:
                self._send(request, file)
                return self._receive()
            finally:
                clock.cancel()

    def ask_stream(self, request: bytes, work: WorkRequest, file: BinaryIO) -> Iterator[Any]:
        """Its answers, one after another, the last among them. Who does not take all of them has the process ended."""
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
        """To begin it takes a while, on a machine that is at work already a long one."""
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
        if self._own.stdout.read(len(STAYS)) != STAYS:
            self.is_well = False
        return wire_format.unpack_value(answer)

    def _time_is_over(self) -> None:
        self._is_over = True
        self.kill()

    def kill(self) -> None:
        self._own.kill()

    def end(self) -> None:
        """Kill it, wherever it is, and see that nothing of it is left."""
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
    """A process that is ours for one piece of work."""
    if not _slots.acquire(timeout=_PATIENCE):
        raise ProcessesBusy
    try:
        process = _take_process(is_ours)
        try:
            yield process
        except BaseException:
            process.end()
            raise
        # Two that come to rest at once may both be kept; who takes one takes the last.
        alike = sum(1 for one in tuple(_idle) if one.is_ours == is_ours)
        if process.is_well and process.times < _TIMES and alike < _AT_ONCE:
            _idle.append(process)
        else:
            process.end()
    finally:
        _slots.release()


def _take_process(is_ours: bool) -> _Process:
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
    """Once, for it is true of the whole machine."""
    _log.warning("files are read without a sandbox: this system has no Landlock or no seccomp")


def stop_processes() -> None:
    """End what is at work now, and begin nothing any more: called where a signal asks this process to end."""
    _stopping.set()
    for process in tuple(_busy):
        process.kill()


def is_stopping() -> bool:
    """Whether this process was asked to end."""
    return _stopping.is_set()


def is_patient() -> bool:
    """Whether this process is the worker, and may wait."""
    return _patient.is_set()


def get_stop_event() -> threading.Event:
    """Set when this process is asked to end: what else waits may wait for it."""
    return _stopping


def forget_processes() -> None:
    """Begin anew, with processes that do not know what was before."""
    _stopping.clear()
    while _idle:
        _idle.pop().end()


def _drop_processes() -> None:
    """After a fork the processes are the parent's."""
    _idle.clear()
    _busy.clear()


atexit.register(forget_processes)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_drop_processes)
