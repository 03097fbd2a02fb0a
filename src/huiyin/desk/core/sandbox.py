"""The sandbox of processes that read files from outside: on Linux they may read program files and nothing else.

A library that is exploited by a file runs the attacker's code as the desk's user. Landlock takes away files
(the database, uploads, the key); seccomp takes away the network and the right to start or touch other
processes. Both work without privileges and cannot be undone. Other systems, and kernels or containers that lack
one of the two, keep what is missing: :func:`enter_sandbox` returns False.
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
#: Version of Landlock's interface → the bits of all file rights it knows. Later versions added
#: rights over TCP (4) and over signals and abstract sockets (6), which are handled below.
_FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
#: Paths that programs and libraries are read from, besides those Python names.
_SYSTEM = (
    "/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/localtime", "/etc/mime.types", "/proc/self", "/dev/null",
    "/dev/urandom", "/sys/devices/system/cpu",
)  # fmt: skip


def enter_sandbox() -> bool:
    """Give up for good every right that reading files does not need. Returns whether both parts took effect."""
    if sys.platform != "linux":
        return False
    system = ctypes.CDLL(None, use_errno=True)
    if system.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    is_without_files = _close_files(system)
    return _close_calls(system) and is_without_files


def _close_files(system: ctypes.CDLL) -> bool:
    """Forbid all files but those of programs. Returns whether the kernel enforces it."""
    version = system.syscall(_CREATE_RULESET, None, 0, 1)
    if version < 1:
        return False
    files = _FILE_RIGHTS[max(known for known in _FILE_RIGHTS if known <= version)]
    asked = struct.pack("=Q", files)
    # The struct of the ruleset grew with the versions: a kernel rejects fields that it does not
    # know.
    if version >= 4:
        asked += struct.pack("=Q", 0b11)
    if version >= 6:
        asked += struct.pack("=Q", 0b11)
    rules = system.syscall(_CREATE_RULESET, asked, len(asked), 0)
    if rules < 0:
        return False
    try:
        for path in _list_readable():
            _allow_path(system, rules, path)
        return bool(system.syscall(_RESTRICT_SELF, rules, 0) == 0)
    finally:
        os.close(rules)


def _list_readable() -> Iterator[str]:
    """Paths of programs. The current folder is left out, because the desk's data may be in it."""
    import huiyin

    yield from _SYSTEM
    yield from {sys.prefix, sys.base_prefix, str(Path(huiyin.__file__).parent)}
    yield from (path for path in sys.path if Path(path).is_absolute())


def _allow_path(system: ctypes.CDLL, rules: int, path: str) -> None:
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
#: Machine → its AUDIT_ARCH value, and the column of its numbers in the tables below.
_MACHINES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}
#: Forbidden system calls with their numbers on x86_64 and aarch64 (None: the call does not exist
#: there).
_FORBIDDEN_CALLS: dict[str, tuple[int | None, int | None]] = {
    # the network
    "socket": (41, 198), "socketpair": (53, 199), "connect": (42, 203), "bind": (49, 200),
    # other programs and processes
    "execve": (59, 221), "execveat": (322, 281), "fork": (57, None), "vfork": (58, None),
    # other processes: signals, memory, limits, ranks
    "kill": (62, 129), "tkill": (200, 130), "tgkill": (234, 131), "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240), "pidfd_send_signal": (424, 424), "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438), "ptrace": (101, 117), "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271), "process_madvise": (440, 440), "process_mrelease": (448, 448),
    "kcmp": (312, 272), "move_pages": (279, 239), "migrate_pages": (256, 238), "setpriority": (141, 140),
    "ioprio_set": (251, 30), "sched_setparam": (142, 118), "sched_setscheduler": (144, 119),
    "sched_setaffinity": (203, 122), "sched_setattr": (314, 274), "setpgid": (109, 154), "setsid": (112, 157),
    # what processes of one user share
    "shmget": (29, 194), "shmat": (30, 196), "shmctl": (31, 195), "semget": (64, 190), "semop": (65, 193),
    "semctl": (66, 191), "semtimedop": (220, 192), "msgget": (68, 186), "msgsnd": (69, 189),
    "msgrcv": (70, 188), "msgctl": (71, 187), "mq_open": (240, 180), "mq_unlink": (241, 181),
    # what files are called, who owns them and since when, which Landlock leaves
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452), "chown": (92, None),
    "fchown": (93, 55), "lchown": (94, None), "fchownat": (260, 54), "utime": (132, None), "utimes": (235, None),
    "futimesat": (261, None), "utimensat": (280, 88), "setxattr": (188, 5), "lsetxattr": (189, 6),
    "fsetxattr": (190, 7), "setxattrat": (463, 463), "removexattr": (197, 14), "lremovexattr": (198, 15),
    "fremovexattr": (199, 16), "removexattrat": (466, 466), "file_setattr": (469, 469),
    "inotify_init": (253, None), "inotify_init1": (294, 26), "inotify_add_watch": (254, 27),
    "fanotify_init": (300, 262),
    # mounts, namespaces, the kernel itself, keys, what goes past all this
    "mount": (165, 40), "umount2": (166, 39), "chroot": (161, 51), "pivot_root": (155, 41), "setns": (308, 268),
    "unshare": (272, 97), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
    "mount_setattr": (442, 442), "kexec_load": (246, 104), "add_key": (248, 217), "request_key": (249, 218),
    "keyctl": (250, 219), "perf_event_open": (298, 241), "bpf": (321, 280), "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
}  # fmt: skip
_CLONE, _PRLIMIT = (56, 220), (302, 261)
#: System calls of which only some requests, the second argument, are forbidden. For ``fcntl``:
#: F_SETOWN, F_SETSIG, F_SETOWN_EX, F_SETLEASE and F_NOTIFY, by which signals reach other processes
#: or folders are watched. For ``ioctl``: setting flags and attributes of files.
_FORBIDDEN_REQUESTS = {
    (72, 25): (8, 10, 15, 1024, 1026),
    (16, 29): (0x40086602, 0x40046602, 0x401C5820, 0x40047602, 0x40087602),
}
_CLONE3 = 435
#: The x32 ABI repeats all calls under numbers with this bit, which would bypass the list.
_OTHER_NUMBERS = 0x40000000


class _FilterProgram(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_void_p)]


def _close_calls(system: ctypes.CDLL) -> bool:
    """Install the seccomp filter. Returns whether the kernel accepted it."""
    if platform.machine() not in _MACHINES:
        return False
    steps = b"".join(_build_filter(*_MACHINES[platform.machine()]))
    held = ctypes.create_string_buffer(steps, len(steps))
    program = _FilterProgram(len(steps) // 8, ctypes.addressof(held))
    return bool(system.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def _build_filter(machine: int, column: int) -> Iterator[bytes]:
    """Yield the instructions of the filter (classic BPF). Threads may be started with ``clone``, processes not.

    In each instruction ``yes`` and ``no`` are how many instructions to skip. Offsets loaded from
    ``seccomp_data``: 0 is the number of the call, 4 the machine, 16 and 24 the low halves of its first and
    second argument (both machines are little-endian).
    """

    def step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
        return struct.pack("=HBBI", code, yes, no, value)

    def refuse(test: int, value: int) -> Iterator[bytes]:
        yield step(test, value, 0, 1)
        yield step(_RETURN, _FORBIDDEN)

    numbers = [both[column] for both in _FORBIDDEN_CALLS.values()]
    yield step(_LOAD, 4)
    yield step(_EQUAL, machine, 1, 0)
    yield step(_RETURN, _FORBIDDEN)
    yield step(_LOAD, 0)
    yield from refuse(_AT_LEAST, _OTHER_NUMBERS)
    for number in numbers:
        if number is not None:
            yield from refuse(_EQUAL, number)
    # clone3 takes its flags by pointer, which a filter cannot follow. "Not implemented" makes the C
    # library fall back on clone, whose flags are an argument.
    yield step(_EQUAL, _CLONE3, 0, 1)
    yield step(_RETURN, _UNKNOWN)
    # Limits: one's own, that is of process 0.
    yield step(_EQUAL, _PRLIMIT[column], 0, 4)
    yield step(_LOAD, 16)
    yield step(_EQUAL, 0, 1, 0)
    yield step(_RETURN, _FORBIDDEN)
    yield step(_RETURN, _ALLOWED)
    for both, requests in _FORBIDDEN_REQUESTS.items():
        yield step(_EQUAL, both[column], 0, 2 + 2 * len(requests))
        yield step(_LOAD, 24)
        for each in requests:
            yield from refuse(_EQUAL, each)
        yield step(_RETURN, _ALLOWED)
    yield step(_EQUAL, _CLONE[column], 0, 3)
    yield step(_LOAD, 16)
    yield step(_HAS, _THREAD, 1, 0)
    yield step(_RETURN, _FORBIDDEN)
    yield step(_RETURN, _ALLOWED)
