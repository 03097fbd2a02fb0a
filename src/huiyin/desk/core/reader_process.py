"""The process apart: reads what it is sent on standard input, one piece of work after the other, and answers.

Begun by :mod:`huiyin.desk.core.isolated_process`. It knows nothing of Django, has no line to the database, and none of the
desk's secrets in its environment.
"""

from __future__ import annotations

import contextlib
import faulthandler
import importlib
import os
import pickle
import signal
import socket
import struct
import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from huiyin.desk.core import sandbox, wire_format
from huiyin.files.problems import UnreadableLaw

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

#: Bytes before each message: its length.
LENGTH = struct.Struct(">Q")
#: What is said when it can be given work: until then no clock runs. The second where this system has no sandbox for it.
READY, EXPOSED = b"+", b"-"
#: What follows each answer: whether more work may be sent, or this one ends now.
STAYS, ENDS = b"+", b"."
#: A process that has grown to this many megabytes gives them back by ending.
_GROWN = 400


@dataclass(frozen=True, slots=True)
class WorkRequest:
    """``function`` as ``module:name``; ``is_ours``: whether it works on what the desk laid out itself, and so may use
    libraries that reserve more than they touch, and write files. ``has_file``: an open file comes beside it, and is given
    first. ``is_stream``: ``function`` gives one value after another, each an answer, and ``seconds`` are those for one of
    them; all together may take ``total`` seconds of processor."""

    function: str
    given: tuple[Any, ...]
    options: dict[str, Any]
    seconds: float
    megabytes: int
    is_ours: bool = False
    has_file: bool = False
    is_stream: bool = False
    total: float = 0.0


#: What nearly every file is read with.
READERS = "huiyin.desk.core.isolated_readers"


def main(*, is_ours: bool = False, lifeline: int | None = None, files: int | None = None) -> None:
    """Answer until standard input ends. ``is_ours``: whether all that it is given was laid out by the desk.
    ``lifeline``: the end to read from of a pipe that the desk holds open while it lives, and never writes to. ``files``: our
    end of the line on which open files come."""
    line = None if files is None else socket.socket(fileno=files)
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)  # what a library prints is no answer
    for name in ("SIGINT", "SIGTERM"):  # sent to all of us at once; who began us ends us
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    _give_up_rights()
    if lifeline is not None:
        _die_with(lifeline)
    # Before there are limits: what multiplies matrices reserves more address space than a small file is allowed.
    importlib.import_module(READERS)
    answers.write(READY if is_ours or sandbox.enter_sandbox() else EXPOSED)
    answers.flush()
    while (request := _receive_message(sys.stdin.buffer)) is not None:
        # It comes from the desk itself; the answer, made of what strangers sent, goes back as plain JSON.
        work = pickle.loads(request)
        for answer, is_last in _answer_work(work, line):
            # Said with the answer, for a process that is ending still looks alive for a while.
            has_grown = is_last and _measure_memory()[1] > _GROWN * 1024 * 1024
            answers.write(LENGTH.pack(len(answer)) + answer + (ENDS if has_grown else STAYS))
            answers.flush()
            if has_grown:
                return


def _answer_work(work: WorkRequest, line: socket.socket | None) -> Iterator[tuple[bytes, bool]]:
    """The answers to a piece of work, each with whether it is the last."""
    with (
        Path(os.devnull).open("w") as nowhere,
        _receive_file(work, line) or contextlib.nullcontext() as file,
        _limit_resources(work),
    ):
        try:
            # A thread that needs no lock of Python's ends us where the desk was killed and cannot.
            faulthandler.dump_traceback_later(work.seconds + 5, exit=True, file=nowhere)
            done = _do_work(work, file)
            if work.is_stream:
                for value in done:
                    packed = wire_format.pack_value(("part", value))
                    # Who waits for us to go on may take its time.
                    faulthandler.cancel_dump_traceback_later()
                    yield packed, False
                    faulthandler.dump_traceback_later(work.seconds + 5, exit=True, file=nowhere)
                done = None
            last = wire_format.pack_value(("done", done))
        except UnreadableLaw as error:
            last = wire_format.pack_value(("unreadable", error.code, dict(error.details)))
        except MemoryError:
            last = wire_format.pack_value(("too_much",))
        except Exception:
            last = wire_format.pack_value(("broken", traceback.format_exc(limit=-8)[-4000:]))
        finally:
            faulthandler.cancel_dump_traceback_later()
    yield last, True


def _do_work(work: WorkRequest, file: BinaryIO | None) -> Any:
    module, _, name = work.function.partition(":")
    function = getattr(importlib.import_module(module), name)
    given = work.given if file is None else (file, *work.given)
    return function(*given, **work.options)


def _receive_file(work: WorkRequest, line: socket.socket | None) -> BinaryIO | None:
    """The open file that comes with a piece of work."""
    if not work.has_file or line is None:
        return None
    _, (opened, *_), _, _ = socket.recv_fds(line, 1, 1)
    return os.fdopen(opened, "rb")


def _receive_message(line: BinaryIO) -> bytes | None:
    head = line.read(LENGTH.size)
    return line.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else None


def _give_up_rights() -> None:
    """What no reading needs: to leave memory behind, to open many files."""
    if resource is not None:
        for limit, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_NOFILE, 256)):
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(limit, (most, most))


@contextlib.contextmanager
def _limit_resources(work: WorkRequest) -> Iterator[None]:
    """Processor time, memory and written files while ``work`` is done; the soft limits alone, to be set anew."""
    if resource is None:
        yield
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = max(work.total, work.seconds)
    seconds = int(used.ru_utime + used.ru_stime + allowed * (os.cpu_count() or 1)) + 2
    more = work.megabytes * 1024 * 1024
    space, _, data = _measure_memory()
    # What a chart is drawn with reserves gigabytes of address space; of memory that is written to it needs little.
    limits = {resource.RLIMIT_CPU: seconds, resource.RLIMIT_DATA: data + more}
    if not work.is_ours:
        limits |= {resource.RLIMIT_AS: space + more, resource.RLIMIT_FSIZE: 0}
    before = {limit: resource.getrlimit(limit) for limit in limits}
    for limit, most in limits.items():
        with contextlib.suppress(ValueError, OSError):  # a limit that this system does not keep
            resource.setrlimit(limit, (most, before[limit][1]))
    try:
        yield
    finally:
        for limit, both in before.items():
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(limit, both)


def _measure_memory() -> tuple[int, int, int]:
    """Bytes of address space, of memory, and of address space that may be written to; 0 where nobody tells."""
    try:
        words = Path("/proc/self/statm").read_text("ascii").split()
        page = os.sysconf("SC_PAGE_SIZE")
        return int(words[0]) * page, int(words[1]) * page, int(words[5]) * page
    except (OSError, ValueError, IndexError):
        return 0, 0, 0


def _die_with(lifeline: int) -> None:
    """When the desk dies the system sends SIGIO, which ends a process even where a library never gives the lock of
    Python back. Standard input would not do: who writes to a pipe sends the signal after the bytes, so that on a busy
    machine it arrives when the work that they ask for has long begun. This pipe knows one event, its end."""
    import fcntl
    import select

    signal.signal(signal.SIGIO, signal.SIG_DFL)
    signal.pthread_sigmask(
        signal.SIG_UNBLOCK, {signal.SIGIO}
    )  # as who began the desk may have left it
    with contextlib.suppress(OSError):
        fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)
    watch = select.poll()
    watch.register(lifeline, 0)
    if watch.poll(0):  # it died a moment ago
        os._exit(1)
