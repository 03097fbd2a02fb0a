"""What the worker is asked to run."""

from __future__ import annotations

from django_tasks import task

from huiyin.desk.consultations.api import jobs
from huiyin.desk.consultations.models import Job


@task()
def run(pk: int) -> None:
    """Do one job; nothing where it was done already or is being done."""
    job = Job.objects.select_related("consultation").filter(pk=pk).first()
    if job is not None and job.state == Job.State.WAITING:
        jobs.perform(job)
