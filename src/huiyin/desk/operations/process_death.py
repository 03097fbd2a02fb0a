"""A process of ours that somebody keeps ends when its keeper does, and tells it when it answers."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time
from contextlib import suppress

#: Environment variable with the process id of the supervisor.
KEEPER = "HUIYIN_KEEPER"
#: Environment variable with the descriptor on which the server reports that it answers.
READY = "HUIYIN_READY"
_PR_SET_PDEATHSIG = 1


def die_with(parent: int) -> None:
    """Have the system kill this process when its parent ``parent`` dies, whatever it is doing.

    Call it first; a parent that already died is noticed. Linux sends the signal when the parent's *thread* ends, so only
    the supervisor's main thread may start processes.
    """
    _ask_to_be_killed()
    if os.getppid() != parent:
        os._exit(1)


def end_with_keeper() -> None:
    """End this process when its supervisor is killed: two of a kind would do all work twice, and an unsupervised server
    would keep the port."""
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
    return bool(ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0) == 0)
