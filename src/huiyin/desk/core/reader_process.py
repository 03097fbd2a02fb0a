"""The program of the separate process: it reads pieces of work from standard input and answers each.

Started by :mod:`huiyin.desk.core.isolated_process`. It does not load Django, has no database connection, and
none of the desk's secrets in its environment. Each message is preceded by its length (:data:`LENGTH`).
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
from huiyin.desk.core.memory_sweeps import rest_collector
from huiyin.files.problems import UnreadableLaw

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

#: The header of each message: its length in bytes, as an unsigned big-endian 64-bit integer.
LENGTH = struct.Struct(">Q")
#: The first byte sent, when work can be given; the time limit of the work does not run until then.
#: ``EXPOSED`` means that this system has no sandbox.
READY, EXPOSED = b"+", b"-"
#: The byte after each answer: the process accepts more work, or now ends.
STAYS, ENDS = b"+", b"."
#: A process that has grown to this size (in megabytes) ends after its answer, which returns the
#: memory to the system.
_GROWN = 400


@dataclass(frozen=True, slots=True)
class WorkRequest:
    """One piece of work. ``function``: ``module:name``.

    ``is_ours``: the data was prepared by the desk, so the function may write files and use libraries that
    reserve more address space than they touch. ``has_file``: an open file is passed first, as the first
    argument. ``is_stream``: the function yields values, each sent as an answer of its own; ``seconds`` then
    limits each, and ``total`` the processor seconds of all.
    """

    function: str
    given: tuple[Any, ...]
    options: dict[str, Any]
    seconds: float
    megabytes: int
    is_ours: bool = False
    has_file: bool = False
    is_stream: bool = False
    total: float = 0.0


#: The module that reads nearly every file; imported in advance.
READERS = "huiyin.desk.core.isolated_readers"


def main(*, is_ours: bool = False, lifeline: int | None = None, files: int | None = None) -> None:
    """Answer requests until standard input ends.

    ``is_ours``: all work comes from data that the desk prepared. ``lifeline``: the read end of a pipe that the
    desk keeps open while it lives and never writes to. ``files``: our end of the socket on which open files
    arrive.
    """
    line = None if files is None else socket.socket(fileno=files)
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)  # what a library prints is no answer
    for name in ("SIGINT", "SIGTERM"):  # sent to all of us at once; who began us ends us
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    _give_up_rights()
    if lifeline is not None:
        _die_with(lifeline)
    # Imported before any limit is set: the linear algebra library reserves more address space at
    # import than a small file is allowed.
    importlib.import_module(READERS)
    answers.write(READY if is_ours or sandbox.enter_sandbox() else EXPOSED)
    answers.flush()
    while (request := _receive_message(sys.stdin.buffer)) is not None:
        # Unpickling is safe in this direction: the request comes from the desk. Answers are made
        # from what strangers sent, so they go back as plain JSON.
        with rest_collector():
            work = pickle.loads(request)
        for answer, is_last in _answer_work(work, line):
            # Sent together with the answer, since a process that is exiting still looks alive for a
            # while and would be given more work.
            has_grown = is_last and _measure_memory()[1] > _GROWN * 1024 * 1024
            answers.write(LENGTH.pack(len(answer)) + answer + (ENDS if has_grown else STAYS))
            answers.flush()
            if has_grown:
                return


def _answer_work(work: WorkRequest, line: socket.socket | None) -> Iterator[tuple[bytes, bool]]:
    """Yield the encoded answers to a piece of work, each with whether it is the last."""
    with (
        Path(os.devnull).open("w") as nowhere,
        _receive_file(work, line) or contextlib.nullcontext() as file,
        _limit_resources(work),
    ):
        try:
            # A second time limit within the process: faulthandler's thread does not need the GIL,
            # so it ends us even in a hanging C library after the desk itself was killed and its
            # timer with it.
            faulthandler.dump_traceback_later(work.seconds + 5, exit=True, file=nowhere)
            done = _do_work(work, file)
            if work.is_stream:
                for value in done:
                    packed = wire_format.pack_value(("part", value))
                    # The time that the desk spends on a value before it asks for the next is not
                    # ours.
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
    """The open file that accompanies a piece of work, or None."""
    if not work.has_file or line is None:
        return None
    _, (opened, *_), _, _ = socket.recv_fds(line, 1, 1)
    return os.fdopen(opened, "rb")


def _receive_message(line: BinaryIO) -> bytes | None:
    head = line.read(LENGTH.size)
    return line.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else None


def _give_up_rights() -> None:
    """Allow no core dumps, which would put the file's content on disk, and few open files."""
    if resource is not None:
        for limit, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_NOFILE, 256)):
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(limit, (most, most))


@contextlib.contextmanager
def _limit_resources(work: WorkRequest) -> Iterator[None]:
    """Limit processor time, memory and written bytes while ``work`` is done. Only the soft limits are set,
    because a lowered hard limit could not be raised again for the next piece of work.
    """
    if resource is None:
        yield
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = max(work.total, work.seconds)
    seconds = int(used.ru_utime + used.ru_stime + allowed * (os.cpu_count() or 1)) + 2
    more = work.megabytes * 1024 * 1024
    space, _, data = _measure_memory()
    # For our own work the address space is not limited: the charting library reserves gigabytes and
    # touches little. RLIMIT_DATA counts only memory that can be written.
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
    """Bytes of address space, of resident memory, and of writable address space; zeros if the system does not
    tell. The fields of ``/proc/self/statm`` are in pages.
    """
    try:
        words = Path("/proc/self/statm").read_text("ascii").split()
        page = os.sysconf("SC_PAGE_SIZE")
        return int(words[0]) * page, int(words[1]) * page, int(words[5]) * page
    except (OSError, ValueError, IndexError):
        return 0, 0, 0


def _die_with(lifeline: int) -> None:
    """End this process when the desk dies, by having the kernel send SIGIO when the lifeline closes.

    The default action of SIGIO ends a process even while a library holds the GIL. Standard input would not do:
    there the kernel sends the signal after each write too, and on a busy machine it may arrive when the work
    just written has already begun. On the lifeline the only event is its end.
    """
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
