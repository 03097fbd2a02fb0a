"""A database that is away comes back: who works in the background waits for it, longer each time."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from django.db import InterfaceError, OperationalError, connection

T = TypeVar("T")

#: What is raised where the database cannot be reached, is locked, or has no room.
AWAY = (OperationalError, InterfaceError)
#: Seconds between two tries: twice as long each time.
_SHORTEST, _LONGEST = 1.0, 30.0

_log = logging.getLogger(__name__)


class Backoff:
    """How long to wait next, up to half a minute; from the beginning again after :meth:`is_well`."""

    def __init__(self) -> None:
        self._next = _SHORTEST

    def is_well(self) -> None:
        self._next = _SHORTEST

    def wait(self, error: Exception, stop: threading.Event) -> None:
        """Say in one line why nothing is done, let the line to the database go, and wait."""
        _log.warning("the database is away, tried again in %d s: %s", self._next, _first_line(error))  # fmt: skip
        connection.close()
        stop.wait(self._next)
        self._next = min(2 * self._next, _LONGEST)


def keep_trying(do: Callable[[], T], stop: threading.Event) -> T:
    """What ``do`` gives, as soon as the database is there. Raises what it raised last where ``stop`` is set meanwhile."""
    patience = Backoff()
    while True:
        began = time.monotonic()
        try:
            return do()
        except AWAY as error:
            if stop.is_set():
                raise
            # A worker's whole life is one call: what worked longer than the longest wait had its database back.
            if time.monotonic() - began > _LONGEST:
                patience.is_well()
            patience.wait(error, stop)
            if stop.is_set():
                raise


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
