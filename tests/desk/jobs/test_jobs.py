"""Work in the background: whose it is, and what an earlier version of the desk left in the queue."""

from __future__ import annotations

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.api import creation
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.jobs import api as jobs
from huiyin.desk.jobs.models import Job
from huiyin.desk.personal.traces import name_row
from tests.desk.standing import *  # noqa: F403 - one small network for all of them
from tests.desk.world import DRAFT_ZH

pytestmark = pytest.mark.django_db


def test_work_on_one_thing_is_not_work_on_another(
    consultation: Consultation, people: dict[Role, User]
) -> None:
    call = creation.ConsultationInput("", "Other", consultation.authority, {"zh": ("z.txt", DRAFT_ZH.encode())})  # fmt: skip
    other = creation.open_consultation(call, people[Role.SECRETARIAT])
    first = jobs.start_job(consultation, "group", None)
    second = jobs.start_job(other, "group", None)
    assert first != second
    assert jobs.start_job(other, "group", None) == second  # it waits already
    assert jobs.find_latest_job(consultation, "group") == first
    assert first not in Job.objects.about(other)


def test_a_consultation_that_is_deleted_takes_its_jobs_with_it(
    consultation: Consultation, people: dict[Role, User]
) -> None:
    call = creation.ConsultationInput("", "Other", consultation.authority, {"zh": ("z.txt", DRAFT_ZH.encode())})  # fmt: skip
    other = creation.open_consultation(call, people[Role.SECRETARIAT])
    kept = jobs.start_job(consultation, "group", None)
    assert Job.objects.about(other).exists()
    other.delete()
    assert set(Job.objects.filter(subject_type="consultation").values_list("subject_id", flat=True)) == {consultation.pk}  # fmt: skip
    assert Job.objects.filter(pk=kept.pk).exists()


def test_what_an_earlier_version_queued_is_done(consultation: Consultation) -> None:
    job = jobs.start_job(consultation, "group", None)
    queued = DBTaskResult.objects.create(
        task_path="huiyin.desk.consultations.tasks.run", backend_name="default", run_after=timezone.now(),
        args_kwargs={"args": [job.pk], "kwargs": {}},
    )  # fmt: skip
    queued.task.call(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.DONE


def test_a_job_is_marked_as_erased_by_what_it_was_called_when_the_first_was(
    consultation: Consultation,
) -> None:
    job = jobs.start_job(consultation, "group", None)
    assert name_row("job", job) == f"job consultations.job {job.pk} {job.created_at.isoformat()}"
