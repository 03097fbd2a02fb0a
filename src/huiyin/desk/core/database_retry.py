"""Wait for a database that is unavailable and try again, with growing delays. For background processes."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from django.db import InterfaceError, OperationalError, connection

T = TypeVar("T")

#: What is raised if the database cannot be reached, is locked, or is out of space.
AWAY = (OperationalError, InterfaceError)
#: Shortest and longest delay between two attempts, in seconds; it doubles each time.
_SHORTEST, _LONGEST = 1.0, 30.0

_log = logging.getLogger(__name__)


class Backoff:
    """The delay before the next attempt; reset by :meth:`is_well`."""

    def __init__(self) -> None:
        self._next = _SHORTEST

    def is_well(self) -> None:
        self._next = _SHORTEST

    def wait(self, error: Exception, stop: threading.Event) -> None:
        """Log the error in one line, close the database connection, and wait until the delay is over or
        ``stop`` is set.
        """
        _log.warning("the database is away, tried again in %d s: %s", self._next, _first_line(error))  # fmt: skip
        connection.close()
        stop.wait(self._next)
        self._next = min(2 * self._next, _LONGEST)


def keep_trying(do: Callable[[], T], stop: threading.Event) -> T:
    """Call ``do`` until the database is available, and return its result. Once ``stop`` is set, the last error
    is raised.
    """
    patience = Backoff()
    while True:
        began = time.monotonic()
        try:
            return do()
        except AWAY as error:
            if stop.is_set():
                raise
            # The worker's main loop is a single call of this function. If it ran longer than the
            # longest delay, the database had come back, and the delays start from the shortest
            # again.
            if time.monotonic() - began > _LONGEST:
                patience.is_well()
            patience.wait(error, stop)
            if stop.is_set():
                raise


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
