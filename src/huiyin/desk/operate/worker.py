"""The worker: does what was queued, takes up what a dead worker left, and sends the mails."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import IO

from huiyin.desk.operate.prepare import setup

#: How often the outbox is looked into, and how often it is asked which reminders and digests are due.
_POST, _ROUND = timedelta(seconds=10), timedelta(minutes=10)
#: Seconds that a mail which is being sent gets when the worker is stopped.
_PATIENCE = 10

log = logging.getLogger(__name__)


def work(*, until_done: bool = False) -> None:
    """Do what is queued; with ``until_done`` return when nothing is left, else go on until stopped."""
    setup()
    from django.core.management import call_command

    from huiyin.desk.consultations.api import jobs

    logging.getLogger("django_tasks").setLevel(logging.WARNING)
    lock = _lock()
    jobs.revive(at_once=lock is not None)
    stop = threading.Event()
    # Each has a thread of its own: neither waits while a large file is taken in or grouped.
    beside = (
        []
        if until_done
        else [_often(jobs.BEAT, jobs.revive, stop), _often(_POST, _Post(stop), stop)]
    )
    try:
        call_command(
            "db_worker",
            batch=until_done,
            interval=0.5,
            startup_delay=False,
            reload=False,
            verbosity=0,
        )
        if until_done:
            _Post(stop)()
    finally:
        stop.set()
        for thread in beside:
            thread.join(_PATIENCE)
        if lock is not None:
            lock.close()


def _lock() -> IO[str] | None:
    """What only one worker of this folder holds, and loses when it dies: who has it knows that every other is
    dead. None where there is another, where another machine may have one (PostgreSQL), or where files cannot
    be locked so."""
    from django.conf import settings
    from django.db import connection

    try:
        import fcntl
    except ImportError:  # Windows
        return None
    if connection.vendor != "sqlite":
        return None
    file = (settings.DATA / "worker.lock").open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    return file


class _Post:
    """Send what is due, and now and then write what falls due by the calendar."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._round = float("-inf")

    def __call__(self) -> None:
        from huiyin.desk.accounts.mails import outbox, rounds

        if time.monotonic() - self._round >= _ROUND.total_seconds():
            rounds.go_round()
            self._round = time.monotonic()
        while outbox.deliver(is_stopping=self._stop.is_set):
            pass


def _often(every: timedelta, do: Callable[[], object], stop: threading.Event) -> threading.Thread:
    """Do something again and again until ``stop``, whatever goes wrong once."""

    def go_on() -> None:
        from django.db import close_old_connections

        while not stop.wait(every.total_seconds()):
            close_old_connections()
            try:
                do()
            except Exception:
                log.exception("this will be tried again")

    thread = threading.Thread(target=go_on, daemon=True)
    thread.start()
    return thread
