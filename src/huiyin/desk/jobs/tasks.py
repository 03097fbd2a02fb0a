"""What the worker is asked to run. What it is to do then, jobs say when the desk starts: they put it in the queue."""

from __future__ import annotations

from collections.abc import Callable

from django_tasks import task

from huiyin.desk.core.registration import Slot

RUN_JOB: Slot[Callable[[int], None]] = Slot("jobs.tasks.RUN_JOB")


@task()
def run(pk: int) -> None:
    """Do one job."""
    RUN_JOB.item(pk)
