"""The task that the worker runs. The function that does a job is registered at startup (``RUN_JOB``), because
``jobs.api`` imports this module to queue it.
"""

from __future__ import annotations

from collections.abc import Callable

from django_tasks import task

from huiyin.desk.core.registration import Slot

RUN_JOB: Slot[Callable[[int], None]] = Slot("jobs.tasks.RUN_JOB")


@task()
def run(pk: int) -> None:
    """Do the job with primary key ``pk``."""
    RUN_JOB.item(pk)
