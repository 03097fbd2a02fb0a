"""What people see of work in the background: whether it goes on, and why it failed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.jobs.models import LATE, Job, name_subject
from huiyin.i18n import use_language


@pytest.mark.parametrize(
    ("state", "under_way", "done"),
    [("waiting", True, False), ("running", True, False), ("done", False, True), ("failed", False, False)],
)  # fmt: skip
def test_what_waits_or_runs_is_under_way(state: str, under_way: bool, done: bool) -> None:
    job = Job(kind="export", state=state)
    assert (job.is_under_way, job.is_done, str(job)) == (under_way, done, f"export {state}")


def test_a_job_says_what_it_is_about_by_a_name_and_a_number() -> None:
    assert name_subject(User(pk=7)) == {"subject_type": "user", "subject_id": 7}


@pytest.mark.parametrize(
    "error",
    [
        {"code": "unreadable", "details": {"why": "empty", "file": "law.docx"}},
        {"code": "unfinished", "details": {"why": "too_long", "file": "law.docx", "seconds": "9"}},
    ],
)
def test_why_it_failed_is_a_sentence_in_both_languages_that_names_the_file(
    error: dict[str, object],
) -> None:
    assert Job().problem == ""
    said = []
    for language in ("en", "zh"):
        use_language(language)
        said.append(Job(error=error).problem)
    assert said[0] != said[1]
    assert all("law.docx" in sentence for sentence in said)


def test_what_waits_for_a_short_time_does_not_stand_still() -> None:
    now = timezone.now()
    assert Job(created_at=now).stands_still is None
    assert Job(created_at=now - 2 * LATE, state=Job.State.RUNNING).stands_still is None


@pytest.mark.django_db
def test_what_nobody_begins_stands_still_until_somebody_is_at_work() -> None:
    now = timezone.now()
    old = Job.objects.create(subject_type="user", subject_id=1, kind="a", created_at=now - 2 * LATE)
    assert old.stands_still == old.created_at
    beating = Job.objects.create(
        subject_type="user", subject_id=2, kind="b", state=Job.State.RUNNING, heartbeat_at=now
    )
    assert old.stands_still is None
    beating.heartbeat_at = now - timedelta(hours=1)
    beating.save()
    assert old.stands_still == old.created_at
