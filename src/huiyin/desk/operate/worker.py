"""The worker: does what was queued, and takes up what a dead worker left."""

from __future__ import annotations

import logging
import threading

from huiyin.desk.operate.prepare import setup


def work(*, until_done: bool = False) -> None:
    """Do what is queued; with ``until_done`` return when nothing is left, else go on until stopped."""
    setup()
    from django.core.management import call_command

    from huiyin.desk.consultations.api import jobs

    logging.getLogger("django_tasks").setLevel(logging.WARNING)
    jobs.revive()
    stop = threading.Event()
    if not until_done:
        threading.Thread(target=_revive_often, args=(stop,), daemon=True).start()
    try:
        call_command(
            "db_worker",
            batch=until_done,
            interval=0.5,
            startup_delay=False,
            reload=False,
            verbosity=0,
        )
    finally:
        stop.set()


def _revive_often(stop: threading.Event) -> None:
    from django.db import close_old_connections

    from huiyin.desk.consultations.api import jobs

    while not stop.wait(jobs.BEAT.total_seconds()):
        close_old_connections()
        jobs.revive()
