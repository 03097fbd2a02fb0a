"""What a process that reads strangers' files may do at all, kept by Linux: read programs, and nothing else.

A library that is broken into by a file runs what the file says, as the user of the desk. Landlock takes its files away (the
database, the uploads, the key), seccomp the network, other programs and other processes. Both need no rights, and are
never given back. Other systems, and kernels or containers that lack one of them, keep what is left: :func:`enter` tells.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

# ---- files: Landlock (Linux 5.13) ------------------------------------------------------------------------

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 1, 1 << 2, 1 << 3
#: Rights over files that a version of Landlock knows, from the first; those over TCP came with 4, over signals and abstract
#: sockets with 6.
_FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
#: What programs and their libraries are read from, besides what Python names.
_SYSTEM = (
    "/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/localtime", "/etc/mime.types", "/proc/self", "/dev/null",
    "/dev/urandom", "/sys/devices/system/cpu",
)  # fmt: skip


def enter() -> bool:
    """Give up, for good, all that no reading needs. Whether all of it could be."""
    if sys.platform != "linux":
        return False
    system = ctypes.CDLL(None, use_errno=True)
    if system.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    is_without_files = _close_files(system)
    return _close_calls(system) and is_without_files


def _close_files(system: ctypes.CDLL) -> bool:
    version = system.syscall(_CREATE_RULESET, None, 0, 1)
    if version < 1:
        return False
    files = _FILE_RIGHTS[max(known for known in _FILE_RIGHTS if known <= version)]
    asked = struct.pack("=Q", files)
    if version >= 4:
        asked += struct.pack("=Q", 0b11)
    if version >= 6:
        asked += struct.pack("=Q", 0b11)
    rules = system.syscall(_CREATE_RULESET, asked, len(asked), 0)
    if rules < 0:
        return False
    try:
        for path in _readable():
            _allow(system, rules, path)
        return bool(system.syscall(_RESTRICT_SELF, rules, 0) == 0)
    finally:
        os.close(rules)


def _readable() -> Iterator[str]:
    """Where programs are. Not the folder that one stands in: the desk's data may lie there."""
    import huiyin

    yield from _SYSTEM
    yield from {sys.prefix, sys.base_prefix, str(Path(huiyin.__file__).parent)}
    yield from (path for path in sys.path if Path(path).is_absolute())


def _allow(system: ctypes.CDLL, rules: int, path: str) -> None:
    with suppress(OSError):  # it is not there
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            rights = _READ_FILE | (_READ_DIR if Path(path).is_dir() else 0)
            if path == os.devnull:
                rights |= _WRITE_FILE
            system.syscall(_ADD_RULE, rules, 1, struct.pack("=Qi", rights, opened), 0)
        finally:
            os.close(opened)


# ---- calls: seccomp (Linux 3.5) ----------------------------------------------------------------------------

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _MODE_FILTER = 38, 22, 2
_LOAD, _EQUAL, _AT_LEAST, _HAS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOWED, _FORBIDDEN, _UNKNOWN = 0x7FFF0000, 0x00050000 | 1, 0x00050000 | 38
_THREAD = 0x00010000
#: Machine → what the kernel calls it, ``clone``, and the calls that are forbidden: sockets, other programs, other processes
#: and their memory, mounts and namespaces, keys, what goes past all this (``io_uring``).
_MACHINES = {
    "x86_64": (0xC000003E, 56, (
        41, 53, 42, 49, 59, 322, 57, 58, 101, 310, 311, 62, 200, 165, 166, 272, 308, 155, 161, 246, 248, 249, 250, 298, 321, 323,
        424, 425, 426, 427, 428, 429, 430, 434, 438, 442,
    )),
    "aarch64": (0xC00000B7, 220, (
        198, 199, 203, 200, 221, 281, 117, 270, 271, 129, 130, 40, 39, 97, 268, 41, 51, 104, 217, 218, 219, 241, 280, 282,
        424, 425, 426, 427, 428, 429, 430, 434, 438, 442,
    )),
}  # fmt: skip
_CLONE3 = 435
#: On x86 the same calls once more, under other numbers.
_OTHER_NUMBERS = 0x40000000


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_void_p)]


def _close_calls(system: ctypes.CDLL) -> bool:
    if platform.machine() not in _MACHINES:
        return False
    steps = b"".join(_filter(*_MACHINES[platform.machine()]))
    held = ctypes.create_string_buffer(steps, len(steps))
    program = _Program(len(steps) // 8, ctypes.addressof(held))
    return bool(system.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def _filter(machine: int, clone: int, forbidden: tuple[int, ...]) -> Iterator[bytes]:
    """Steps of classic BPF. Threads may be begun, by the older call; processes may not."""

    def step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
        return struct.pack("=HBBI", code, yes, no, value)

    yield step(_LOAD, 4)
    yield step(_EQUAL, machine, 1, 0)
    yield step(_RETURN, _FORBIDDEN)
    yield step(_LOAD, 0)
    for test, number in ((_AT_LEAST, _OTHER_NUMBERS), *((_EQUAL, each) for each in forbidden)):
        yield step(test, number, 0, 1)
        yield step(_RETURN, _FORBIDDEN)
    yield step(_EQUAL, _CLONE3, 0, 1)
    yield step(_RETURN, _UNKNOWN)
    yield step(_EQUAL, clone, 0, 3)
    yield step(_LOAD, 16)
    yield step(_HAS, _THREAD, 1, 0)
    yield step(_RETURN, _FORBIDDEN)
    yield step(_RETURN, _ALLOWED)
