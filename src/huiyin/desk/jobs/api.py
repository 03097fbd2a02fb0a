"""Background jobs: a person starts one, the worker does it, and everybody waiting for it sees its progress.

Every job can be restarted, from the beginning or from where it stopped, so nothing is lost when a worker is
killed: :func:`revive_jobs` puts its jobs back in the queue. A job parses and analyses files in a separate
process, which is killed when it reaches its limit. The job then fails without another attempt and says why.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import close_old_connections, connection, models, transaction
from django.utils import timezone

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.core import isolated_process
from huiyin.desk.core.database_retry import AWAY, keep_trying
from huiyin.desk.core.registration import NamedRegistry
from huiyin.desk.jobs.models import BEAT as BEAT  # noqa: PLC0414 - the worker asks as often
from huiyin.desk.jobs.models import Job, JobQuerySet, name_subject
from huiyin.desk.jobs.tasks import run
from huiyin.law import UnreadableLaw

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User


_log = logging.getLogger(__name__)

#: The function that does a job. It is given the job and a function to report progress with (steps
#: done, steps in all), and returns the outcome, which must be plain JSON.
Work = Callable[[Job, Callable[[int, int], None]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class JobKind:
    """What jobs of one kind do. ``seen_by``: the permission needed to see the progress of one. ``abandon``:
    called when a job has failed for good, in the same transaction that records the failure.
    """

    work: Work
    seen_by: Action = Action.SEE
    abandon: Callable[[Job], None] = lambda job: None


KINDS: NamedRegistry[JobKind] = NamedRegistry("jobs.api.KINDS")
#: How many times a job is tried when the worker dies each time at the same place. A file that kills
#: its worker must not kill every worker for ever.
_ATTEMPTS = 3
#: How long a job of an unknown kind waits for a worker that knows it. While machines are upgraded
#: one by one, a new one may queue kinds that an old one has no code for.
_UNKNOWN_FOR = timedelta(days=1)


class JobFailed(Exception):
    """The job cannot be done. ``code`` and ``details`` fill the sentence of :attr:`Job.problem`. ``file``: the
    name of a stored file that is deleted once the failure is recorded.
    """

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
        self.file = ""

    @property
    def told(self) -> dict[str, Any]:
        """The error in the form in which :attr:`Job.error` stores it."""
        return {"code": self.code, "details": self.details}

    @classmethod
    def to_read(
        cls, error: UnreadableLaw | isolated_process.WorkUnfinished, name: str
    ) -> JobFailed:
        """Make the failure for the file ``name``, which could not be read because of ``error``."""
        if isinstance(error, UnreadableLaw):
            return cls("unreadable", **{"file": name, **error.details, "why": error.code})
        return cls("unfinished", **{**error.details, "why": error.code, "file": name})


def start_job(subject: models.Model, kind: str, by: User | None, **arguments: Any) -> Job:
    """Queue a job on ``subject``. If the same job (kind and arguments) is already waiting, return that one."""
    with transaction.atomic():
        waiting = (
            Job.objects.about(subject)
            .filter(kind=kind, arguments=arguments, state=Job.State.WAITING)
            .first()
        )
        if waiting is not None:
            return waiting
        job = Job.objects.create(
            **name_subject(subject), kind=kind, created_by=by, arguments=arguments
        )
        # The queue is a database table too, so the job and its place in the queue are committed
        # together: neither can exist without the other after a crash.
        run.enqueue(job.pk)
    return job


def claim_job(pk: int) -> Job | None:
    """Take the waiting job for this worker. Returns None if another worker has it or it has already run."""
    waiting = Job.objects.filter(pk=pk, state=Job.State.WAITING)
    # One conditional UPDATE, not a read followed by a save: of two workers that take the same job,
    # exactly one changes the row.
    if not waiting.update(state=Job.State.RUNNING, heartbeat_at=timezone.now()):
        return None
    return Job.objects.get(pk=pk)


def run_job(pk: int) -> None:
    """Do one job, unless it has already run or is running. A job that a machine of a later version queued is
    left to a worker of that version.
    """
    if _leave_to_others(pk):
        return
    job = claim_job(pk)
    if job is not None:
        perform_job(job)


@transaction.atomic
def _leave_to_others(pk: int) -> bool:
    """Queue the job again for later if this version does not know its kind, and say whether it did. After
    :data:`_UNKNOWN_FOR` it is done here after all: it fails, so that somebody sees it.
    """
    job = Job.objects.filter(pk=pk, state=Job.State.WAITING).exclude(kind__in=list(KINDS)).first()
    if job is None or job.created_at < timezone.now() - _UNKNOWN_FOR:
        return False
    # Renew its heartbeat as if it were running: otherwise revive_jobs() would queue it a second
    # time.
    Job.objects.filter(pk=pk, state=Job.State.WAITING).update(heartbeat_at=timezone.now())
    run.using(run_after=timezone.now() + BEAT).enqueue(pk)
    return True


def perform_job(job: Job, watch: Callable[[int, int], None] | None = None) -> None:
    """Do ``job`` in this process and record how it ended.

    ``watch`` is told the progress (steps done, steps in all). If this process is asked to stop, the job goes
    back to the queue as if it had never started. If the database becomes unavailable, it is tried again, up to
    :data:`_ATTEMPTS` times.
    """
    job.state = Job.State.RUNNING
    job.attempts += 1
    job.heartbeat_at = timezone.now()
    job.save(update_fields=("state", "attempts", "heartbeat_at"))
    # The heartbeat runs in a thread of its own: a single step of the work may take longer than the
    # time after which a silent job is taken for dead.
    stop, needless, is_broken = threading.Event(), "", False
    pulse = threading.Thread(target=_keep_heartbeat, args=(job.pk, stop), daemon=True)
    pulse.start()
    try:
        job.outcome = KINDS[job.kind].work(job, _JobProgress(job, watch))
        job.state = Job.State.DONE
        job.error = {}
    except isolated_process.ProcessStopping:
        job.state = Job.State.WAITING
        # Being stopped is no fault of the job and must not use up an attempt.
        job.attempts -= 1
    except JobFailed as reason:
        job.state = Job.State.FAILED
        job.error = reason.told
        needless = reason.file
    except isolated_process.WorkUnfinished as limit:
        job.state = Job.State.FAILED
        job.error = {"code": "unfinished", "details": {"why": limit.code, **limit.details}}
        is_broken = True
    except AWAY:
        if not isolated_process.is_patient():
            raise
        _log.exception("a job lost its database")
        is_broken = job.attempts >= _ATTEMPTS
        job.state = Job.State.FAILED if is_broken else Job.State.WAITING
        job.error = {"code": "broken", "details": {}} if is_broken else {}
    except Exception:
        job.state = Job.State.FAILED
        job.error = {"code": "broken", "details": {}}
        is_broken = True
        raise
    finally:
        stop.set()
        pulse.join()

        def conclude() -> None:
            _put_back(job) if job.state == Job.State.WAITING else _end_job(job, is_broken)

        # The worker waits until the database is back. If it is stopped before then, the job still
        # says "running", its heartbeat goes stale, and the next worker revives it.
        keep_trying(
            conclude, isolated_process.get_stop_event()
        ) if isolated_process.is_patient() else conclude()
        if needless:
            default_storage.delete(needless)


@transaction.atomic
def _end_job(job: Job, is_broken: bool) -> None:
    """Record how the job ended. Does nothing if the job was taken for dead meanwhile and restarted elsewhere."""
    job.ended_at = timezone.now()
    # The number of attempts identifies this run: a restart has raised it, and then the result
    # belongs to the other worker.
    own = Job.objects.filter(pk=job.pk, attempts=job.attempts)
    kept = own.update(state=job.state, outcome=job.outcome, error=job.error, ended_at=job.ended_at)
    if kept and is_broken and job.kind in KINDS:
        KINDS[job.kind].abandon(job)


class _JobProgress:
    """Saves the progress of a job, at most twice a second. A job that gets further than ever before has its
    attempts reset, since it would now die at a new place.
    """

    def __init__(self, job: Job, watch: Callable[[int, int], None] | None = None) -> None:
        self._job, self._watch = job, watch
        self._told = 0.0
        #: Work done in this process has the same time limit as work in a separate one; nothing
        #: kills it, so it is checked at each report of progress.
        self._end = time.monotonic() + settings.WORK_SECONDS

    def __call__(self, done: int, total: int) -> None:
        if isolated_process.is_stopping():
            raise isolated_process.ProcessStopping
        if time.monotonic() > self._end:
            raise isolated_process.TimeLimitExceeded(seconds=str(round(settings.WORK_SECONDS)))
        now = timezone.now().timestamp()
        if now - self._told <= 0.5 and done != total:
            return
        self._told = now
        if self._watch is not None:
            self._watch(done, total)
        job = self._job
        if done > job.reached:
            job.reached, job.attempts = done, 1
        Job.objects.filter(pk=job.pk).update(
            done=done, total=total, reached=job.reached, attempts=job.attempts
        )


@transaction.atomic
def _put_back(job: Job) -> None:
    """Return the job to the queue: its state and its place are committed together."""
    job.save(update_fields=("state", "attempts"))
    run.enqueue(job.pk)


def perform_waiting(subject: models.Model, *kinds: str) -> None:
    """Do all waiting jobs of ``subject`` in this process, or only those of the given ``kinds``."""
    waiting = Job.objects.about(subject).filter(state=Job.State.WAITING)
    for job in (waiting.filter(kind__in=kinds) if kinds else waiting).order_by("pk"):
        perform_job(job)


def _keep_heartbeat(pk: int, stop: threading.Event) -> None:
    """Renew the job's heartbeat every :data:`BEAT` until ``stop`` is set. Runs in a thread."""
    while not stop.wait(BEAT.total_seconds()):
        close_old_connections()
        with suppress(*AWAY):  # it comes back, and hears of us then
            Job.objects.filter(pk=pk).update(heartbeat_at=timezone.now())
    # Connections belong to threads: this one would stay open after the thread has ended.
    connection.close()


@transaction.atomic
def revive_jobs(*, at_once: bool = False) -> int:
    """Queue again the jobs that a dead worker left, both running and taken from the queue but not started.

    ``at_once``: no other worker can be running. Otherwise a job counts as dead when its heartbeat is older than
    three times :data:`BEAT`. A job whose worker died :data:`_ATTEMPTS` times at the same place fails. Returns
    how many were queued.
    """
    from django_tasks_db.models import DBTaskResult

    late = timezone.now() - 3 * BEAT
    queued = {
        task.args_kwargs["args"][0]
        for task in DBTaskResult.objects.ready().filter(task_path=run.module_path)
    }
    revived = 0
    for job in Job.objects.filter(state__in=(Job.State.RUNNING, Job.State.WAITING)):
        is_queued = job.state == Job.State.WAITING and job.pk in queued
        if is_queued or not (at_once or (job.heartbeat_at or job.created_at) < late):
            continue
        # Conditional, since the job was read without a lock: if it ended or renewed its heartbeat
        # since, nothing is changed.
        held = Job.objects.filter(
            pk=job.pk, state=job.state, attempts=job.attempts, heartbeat_at=job.heartbeat_at
        )
        if job.attempts >= _ATTEMPTS:
            job.error = {"code": "broken", "details": {}}
            failed = held.update(state=Job.State.FAILED, error=job.error, ended_at=timezone.now())
            if failed and job.kind in KINDS:
                KINDS[job.kind].abandon(job)
        elif held.update(state=Job.State.WAITING):
            run.enqueue(job.pk)
            revived += 1
    return revived


def since_when_late() -> datetime | None:
    """Since when the oldest waiting job has waited without any worker being active; None if all is well."""
    return Job.objects.since_when_late()


def count_under_way() -> tuple[int, int]:
    """The number of waiting and of running jobs."""
    counted = dict(
        Job.objects.filter(state__in=(Job.State.WAITING, Job.State.RUNNING))
        .order_by()
        .values_list("state")
        .annotate(models.Count("pk"))
    )
    return counted.get(Job.State.WAITING, 0), counted.get(Job.State.RUNNING, 0)


def list_failed(since: datetime, most: int) -> list[Job]:
    """The newest jobs that failed since ``since``, at most ``most``."""
    failed = Job.objects.filter(state=Job.State.FAILED, ended_at__gte=since)
    return list(failed.order_by("-pk")[:most])


def find_right_to_see(job: Job) -> Action:
    """The permission needed to see the progress of a job. For a kind that only an earlier version knew: the
    permission to see its subject.
    """
    return KINDS[job.kind].seen_by if job.kind in KINDS else Action.SEE


def list_jobs(subject: models.Model, *kinds: str) -> JobQuerySet:
    """The jobs of one subject, of the given ``kinds`` or of all kinds, newest first."""
    found = Job.objects.about(subject)
    return found.filter(kind__in=kinds) if kinds else found


def list_done_jobs(kind: str) -> JobQuerySet:
    """The finished jobs of one kind, on any subject, newest first."""
    return Job.objects.filter(kind=kind).done()


def list_outcomes(numbers: Collection[int]) -> list[dict[str, Any]]:
    """The outcomes of the jobs with these primary keys."""
    return list(Job.objects.filter(pk__in=numbers).values_list("outcome", flat=True))


def forget_outcome(job: Job) -> None:
    """Clear the outcome of a job whose results no longer exist."""
    Job.objects.filter(pk=job.pk).update(outcome={})


def lock_job(job: Job) -> Job:
    """Read the row again and lock it until the transaction ends."""
    return Job.objects.select_for_update().get(pk=job.pk)


def find_latest_job(subject: models.Model, kind: str) -> Job | None:
    """The newest job of a kind on ``subject``, or None."""
    return Job.objects.about(subject).filter(kind=kind).first()


# ---- rows, for who looks through all that is held ------------------------------------------------------


def list_all_jobs() -> JobQuerySet:
    """All jobs on any subject, oldest first."""
    return Job.objects.order_by("pk")


def list_jobs_by(person: User) -> JobQuerySet:
    """The jobs that ``person`` started, oldest first."""
    return list_all_jobs().filter(created_by=person)


def scrub_job(job: Job, **columns: Any) -> None:
    """Overwrite columns that name files or people, after erasure. State and times of the job stay."""
    Job.objects.filter(pk=job.pk).update(**columns)


def abandon_job(job: Job, code: str, **details: str) -> None:
    """Mark a waiting or running job as failed because something it needs has been deleted."""
    failed = {"code": code, "details": details}
    Job.objects.filter(pk=job.pk).update(
        state=Job.State.FAILED, error=failed, ended_at=timezone.now()
    )


def say_problem(error: dict[str, Any]) -> str:
    """The sentence for a failed job's ``error``, in the reader's language."""
    return Job(error=error).problem


def perform_at_once(subject: models.Model, kind: str, **arguments: Any) -> None:
    """Create a job and do it in this process, without the queue."""
    perform_job(Job.objects.create(**name_subject(subject), kind=kind, arguments=arguments))
