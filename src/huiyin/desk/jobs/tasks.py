"""What the worker is asked to run."""

from __future__ import annotations

from django_tasks import task

from huiyin.desk.jobs import api as jobs


@task()
def run(pk: int) -> None:
    """Do one job; nothing where it was done already or is being done."""
    job = jobs.claim_job(pk)
    if job is not None:
        jobs.perform_job(job)
