"""Report the progress of long work on the desk on standard error."""

from __future__ import annotations

import time

from huiyin.cli.output import print_notice
from huiyin.i18n import say

#: Seconds between two lines about the same work.
_EVERY = 10.0
#: Work that is only reported once it has taken some time.
_QUICK = frozenset({"packing", "checking", "unpacking", "rows"})


class ProgressReporter:
    """Called with the current work, how far it has come, and out of how much.

    Prints one line when long work begins, and another every few seconds while it lasts, which suits both a terminal
    and a log.
    """

    def __init__(self) -> None:
        self._what = ""
        self._told = 0.0

    def __call__(self, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if what != self._what:
            self._what, self._told = what, now
            if what in _QUICK:
                return
        elif now - self._told < _EVERY:
            return
        self._told = now
        percent = (
            say("operate.progress.percent", percent=100 * done // total) if done and total else ""
        )
        print_notice(say(f"operate.progress.{what}") + percent)
