"""The workers: one does queued jobs and recovers those of dead workers, the other sends mails."""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from types import FrameType
from typing import IO

from django.utils.crypto import get_random_string

from huiyin.desk.core.database_retry import AWAY, Backoff, keep_trying
from huiyin.desk.operations.preparation import setup_django
from huiyin.desk.operations.process_death import end_with_keeper

#: How often the outbox is checked, and how often reminders and digests.
_POST, _ROUND = timedelta(seconds=10), timedelta(minutes=10)
#: How often pages are checked for scheduled publishing.
_PUBLISHING = timedelta(minutes=1)
#: How often waiting entries are appended to the public log and signed.
_SIGNING = timedelta(seconds=20)
#: How often webhooks are sent.
_TELLING = timedelta(seconds=15)
#: How often expired data are deleted.
_RETENTION = timedelta(hours=1)
#: Seconds to finish sending a mail when the worker is stopped.
_PATIENCE = 10

log = logging.getLogger(__name__)


def run_worker(*, until_done: bool = False, only: str = "") -> None:
    """Do queued jobs, or with ``only="mails"`` send mails, until stopped. With ``until_done``, do both, or the
    one that ``only`` names, and return when nothing is left.
    """
    end_with_keeper()
    setup_django()
    from huiyin.desk.operations.presence import be_present

    if not until_done:
        with be_present("mails" if only == "mails" else "jobs"):
            _send_mails() if only == "mails" else _do_jobs(until_done=False)
        return
    if only != "mails":
        _do_jobs(until_done=True)
    if only != "jobs":
        _MailRounds(threading.Event())()
        _tell_programs()


def _do_jobs(*, until_done: bool) -> None:
    from django_tasks_db.management.commands.db_worker import Worker

    from huiyin.desk.core import isolated_process
    from huiyin.desk.jobs import api as jobs
    from huiyin.desk.ledger.api import rounds

    class Stoppable(Worker):
        """Ends in the middle of a job too: what is read apart is killed, and the job waits again."""

        def shutdown(self, signum: int, frame: FrameType | None) -> None:
            isolated_process.stop_processes()
            super().shutdown(signum, frame)

        def run(self) -> None:
            """A database that is away ends nothing: what stood in the queue stands there when it is back."""
            super().run() if until_done else keep_trying(
                super().run, isolated_process.get_stop_event()
            )

    for name in ("django_tasks", "django_tasks_db"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    isolated_process.be_patient()
    lock = _lock_folder()
    stop = threading.Event()
    try:
        revive = partial(jobs.revive_jobs, at_once=lock is not None)
        revive() if until_done else keep_trying(revive, isolated_process.get_stop_event())
        beside = None if until_done else _repeat_until(jobs.BEAT, jobs.revive_jobs, stop)
        signing = None if until_done else _repeat_until(_SIGNING, rounds.go_round, stop)
        worker = Stoppable(
            queue_names=["default"], interval=0.5, batch=until_done, backend_name="default",
            startup_delay=False, max_tasks=None, worker_id=get_random_string(32),
            excluded_queue_names=[],
        )  # fmt: skip
        worker.configure_signals()
        try:
            worker.run()
        except AWAY:
            if not isolated_process.is_stopping():
                raise
        finally:
            stop.set()
            for thread in (beside, signing):
                if thread is not None:
                    thread.join(_PATIENCE)
        if until_done:
            rounds.go_round()
    finally:
        if lock is not None:
            lock.close()


def _send_mails() -> None:
    """Runs in a process of its own, so that no large or hanging file delays a mail."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop.set())
    sending = _repeat_until(_POST, _MailRounds(stop), stop)
    telling = _repeat_until(_TELLING, _tell_programs, stop)
    stop.wait()
    for thread in (sending, telling):
        thread.join(_PATIENCE)


def _tell_programs() -> None:
    """Runs in a thread of its own, so that a slow webhook delays no mail."""
    from huiyin.desk.api.api import webhooks

    webhooks.go_round()


def _lock_folder() -> IO[str] | None:
    """A lock that only one worker of this folder can hold and that is released when it dies: its holder knows
    that every other worker is dead. None if another worker holds it, another machine may have a worker
    (PostgreSQL), or files cannot be locked.
    """
    from django.conf import settings
    from django.db import connection

    try:
        import fcntl
    except ImportError:  # Windows
        return None
    if connection.vendor != "sqlite":
        return None
    file = (settings.LOCAL / "worker.lock").open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    return file


class _MailRounds:
    """Sends what is due, and from time to time queues calendar mails and deletes expired data."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._round = self._let_go = self._published = float("-inf")

    def __call__(self) -> None:
        from huiyin.desk.api.api import dumps
        from huiyin.desk.notifications import outbox, reminders
        from huiyin.desk.pages.api import publish_scheduled
        from huiyin.desk.personal import database_cleanup, remnants, retention
        from huiyin.desk.registry.api.current_facts import refresh_due

        if time.monotonic() - self._round >= _ROUND.total_seconds():
            reminders.go_round()
            refresh_due()
            dumps.go_round()
            self._round = time.monotonic()
        if time.monotonic() - self._published >= _PUBLISHING.total_seconds():
            publish_scheduled()
            self._published = time.monotonic()
        while outbox.deliver_mails(is_stopping=self._stop.is_set):
            pass
        if time.monotonic() - self._let_go >= _RETENTION.total_seconds():
            retention.go_round()
            remnants.look_when_due()
            self._let_go = time.monotonic()
        database_cleanup.clean_when_due()


def _repeat_until(
    every: timedelta, do: Callable[[], object], stop: threading.Event
) -> threading.Thread:
    """Run ``do`` regularly in a thread until ``stop`` is set, whatever errors occur."""

    def go_on() -> None:
        from django.db import close_old_connections

        patience = Backoff()
        while not stop.is_set():
            close_old_connections()
            try:
                do()
                patience.is_well()
            except AWAY as error:
                patience.wait(error, stop)
                continue
            except Exception:
                log.exception("this will be tried again")
            stop.wait(every.total_seconds())

    thread = threading.Thread(target=go_on, daemon=True)
    thread.start()
    return thread
