"""The consultation of a job. Jobs are in an app below and only store its key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from huiyin.desk.consultations.models import Consultation
from huiyin.desk.jobs import api as jobs

if TYPE_CHECKING:
    from huiyin.desk.jobs.models import Job


def get_consultation(job: Job) -> Consultation:
    """Raises ``Consultation.DoesNotExist``."""
    return Consultation.objects.get(pk=job.subject_id)


def map_consultations(jobs: Iterable[Job]) -> dict[int, Consultation]:
    """Key → consultation, for all ``jobs``."""
    return Consultation.objects.in_bulk({job.subject_id for job in jobs})


def delete_jobs(instance: Consultation, **_: Any) -> None:
    """Signal receiver: delete the jobs of a consultation, since there is no foreign key."""
    jobs.list_jobs(instance).delete()
