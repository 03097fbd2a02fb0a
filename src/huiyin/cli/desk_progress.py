"""Long work on the desk says on standard error what is being done, and how far it has come."""

from __future__ import annotations

import time

from huiyin.cli.output import print_notice
from huiyin.i18n import say

#: Seconds between two lines about the same.
_EVERY = 10.0
#: What is told only once it has taken some time.
_QUICK = frozenset({"packing", "checking", "unpacking", "rows"})


class ProgressReporter:
    """Called with what is being done, how far it has come, and of how much.

    One line when something begins that takes long, and one every few seconds as long as it goes on: as good in a
    terminal as in a log.
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
