"""Work in the background: begun by a person, done by the worker, seen by everybody who waits for it.

Every job can be begun again from the start or from where it stopped, so a worker that was killed loses
nothing: :func:`revive_jobs` puts its jobs back in the queue. What a job reads or analyses it does in a process apart,
which is killed at its limit: then the job has failed, once, and says why.
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

#: What a job does: is given the job and a function to tell how far it is; returns the outcome.
Work = Callable[[Job, Callable[[int, int], None]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class JobKind:
    """What the jobs of a kind do. ``seen_by``: what may do who asks how far one is. ``abandon``: what else is to be done
    where one broke off for good, in the transaction that says so."""

    work: Work
    seen_by: Action = Action.SEE
    abandon: Callable[[Job], None] = lambda job: None


KINDS: NamedRegistry[JobKind] = NamedRegistry("jobs.api.KINDS")
#: How often a job is begun that a worker dies on each time at the same place.
_ATTEMPTS = 3
#: How long work of an unknown kind waits for a worker that knows it: until all machines are of one version.
_UNKNOWN_FOR = timedelta(days=1)


class JobFailed(Exception):
    """Work that cannot be done, and why: ``code`` and ``details`` fill the sentence of :attr:`Job.problem`. ``file``:
    what is stored and needed no more, once the job has failed."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
        self.file = ""

    @property
    def told(self) -> dict[str, Any]:
        """As :attr:`Job.error` keeps it."""
        return {"code": self.code, "details": self.details}

    @classmethod
    def to_read(
        cls, error: UnreadableLaw | isolated_process.WorkUnfinished, name: str
    ) -> JobFailed:
        """The file ``name`` was not read."""
        if isinstance(error, UnreadableLaw):
            return cls("unreadable", **{"file": name, **error.details, "why": error.code})
        return cls("unfinished", **{**error.details, "why": error.code, "file": name})


def start_job(subject: models.Model, kind: str, by: User | None, **arguments: Any) -> Job:
    """Put work on ``subject`` in the queue. The same work that still waits is not queued twice."""
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
        # The queue is a table here: both rows are there, or neither, whenever somebody pulls the plug.
        run.enqueue(job.pk)
    return job


def claim_job(pk: int) -> Job | None:
    """The waiting job, which is now this worker's; None where another has it or it was done already."""
    waiting = Job.objects.filter(pk=pk, state=Job.State.WAITING)
    if not waiting.update(state=Job.State.RUNNING, heartbeat_at=timezone.now()):
        return None
    return Job.objects.get(pk=pk)


def run_job(pk: int) -> None:
    """Do one job; nothing where it was done already or is being done. What a machine of a later version asked for waits
    for a worker of that version."""
    if _leave_to_others(pk):
        return
    job = claim_job(pk)
    if job is not None:
        perform_job(job)


@transaction.atomic
def _leave_to_others(pk: int) -> bool:
    """Whether the job is of a kind that this version does not know, and is offered again a little later. What nobody
    knew for a day is done here after all: it fails, and says so."""
    job = Job.objects.filter(pk=pk, state=Job.State.WAITING).exclude(kind__in=list(KINDS)).first()
    if job is None or job.created_at < timezone.now() - _UNKNOWN_FOR:
        return False
    # As if it were at work: what nobody gives a sign of life for is queued anew.
    Job.objects.filter(pk=pk, state=Job.State.WAITING).update(heartbeat_at=timezone.now())
    run.using(run_after=timezone.now() + BEAT).enqueue(pk)
    return True


def perform_job(job: Job, watch: Callable[[int, int], None] | None = None) -> None:
    """Do the work of ``job`` here and now, and keep how it ended; ``watch`` is told how far it is. Where this process is asked to end meanwhile, the
    job waits again, as if it had not been begun; where the database goes away it is begun again, a few times."""
    job.state = Job.State.RUNNING
    job.attempts += 1
    job.heartbeat_at = timezone.now()
    job.save(update_fields=("state", "attempts", "heartbeat_at"))
    stop, needless, is_broken = threading.Event(), "", False
    pulse = threading.Thread(target=_keep_heartbeat, args=(job.pk, stop), daemon=True)
    pulse.start()
    try:
        job.outcome = KINDS[job.kind].work(job, _JobProgress(job, watch))
        job.state = Job.State.DONE
        job.error = {}
    except isolated_process.ProcessStopping:
        job.state = Job.State.WAITING
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

        # A worker that cannot say how it ended until it is stopped leaves it to the next one.
        keep_trying(
            conclude, isolated_process.get_stop_event()
        ) if isolated_process.is_patient() else conclude()
        if needless:
            default_storage.delete(needless)


@transaction.atomic
def _end_job(job: Job, is_broken: bool) -> None:
    """Keep how it ended. Taken for dead and begun again elsewhere, it is the other's to say so."""
    job.ended_at = timezone.now()
    own = Job.objects.filter(pk=job.pk, attempts=job.attempts)
    kept = own.update(state=job.state, outcome=job.outcome, error=job.error, ended_at=job.ended_at)
    if kept and is_broken and job.kind in KINDS:
        KINDS[job.kind].abandon(job)


class _JobProgress:
    """Tells how far a job is, now and then; further than ever before is a new place to have died at."""

    def __init__(self, job: Job, watch: Callable[[int, int], None] | None = None) -> None:
        self._job, self._watch = job, watch
        self._told = 0.0
        #: What is done here, not apart, has as long together: reading and saving, piece by piece.
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
    job.save(update_fields=("state", "attempts"))
    run.enqueue(job.pk)


def perform_waiting(subject: models.Model, *kinds: str) -> None:
    """Do here and now what waits to be done for ``subject``: all, or only jobs of these ``kinds``."""
    waiting = Job.objects.about(subject).filter(state=Job.State.WAITING)
    for job in (waiting.filter(kind__in=kinds) if kinds else waiting).order_by("pk"):
        perform_job(job)


def _keep_heartbeat(pk: int, stop: threading.Event) -> None:
    while not stop.wait(BEAT.total_seconds()):
        close_old_connections()
        with suppress(*AWAY):  # it comes back, and hears of us then
            Job.objects.filter(pk=pk).update(heartbeat_at=timezone.now())
    connection.close()


@transaction.atomic
def revive_jobs(*, at_once: bool = False) -> int:
    """Queue again what a dead worker left: what it was at, and what it had just taken from the queue.

    ``at_once``: no other worker can be at it. Otherwise one that has not said so for :data:`BEAT` three times
    over is taken for dead. A job that a worker died on too often, each time at the same place, fails.
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
        # One that ended, or gave a sign of life, since it was read is left alone.
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
    """Since when the oldest work waits that nobody begins, while nobody is at any other; None where all goes on."""
    return Job.objects.since_when_late()


def count_under_way() -> tuple[int, int]:
    """How many jobs wait, and how many run."""
    counted = dict(
        Job.objects.filter(state__in=(Job.State.WAITING, Job.State.RUNNING))
        .order_by()
        .values_list("state")
        .annotate(models.Count("pk"))
    )
    return counted.get(Job.State.WAITING, 0), counted.get(Job.State.RUNNING, 0)


def list_failed(since: datetime, most: int) -> list[Job]:
    """The newest jobs that failed, with why."""
    failed = Job.objects.filter(state=Job.State.FAILED, ended_at__gte=since)
    return list(failed.order_by("-pk")[:most])


def find_right_to_see(job: Job) -> Action:
    """What may do who asks how far a job is; of a kind of an earlier version, who sees what it is about."""
    return KINDS[job.kind].seen_by if job.kind in KINDS else Action.SEE


def list_jobs(subject: models.Model, *kinds: str) -> JobQuerySet:
    """Work on one thing, of ``kinds`` or of any kind, the newest first."""
    found = Job.objects.about(subject)
    return found.filter(kind__in=kinds) if kinds else found


def list_done_jobs(kind: str) -> JobQuerySet:
    """Work of one kind that is done, on whatever it was; the newest first."""
    return Job.objects.filter(kind=kind).done()


def list_outcomes(numbers: Collection[int]) -> list[dict[str, Any]]:
    """What came of jobs with these numbers."""
    return list(Job.objects.filter(pk__in=numbers).values_list("outcome", flat=True))


def forget_outcome(job: Job) -> None:
    """Nothing of what it made is there any more."""
    Job.objects.filter(pk=job.pk).update(outcome={})


def lock_job(job: Job) -> Job:
    """The row, locked until the transaction ends."""
    return Job.objects.select_for_update().get(pk=job.pk)


def find_latest_job(subject: models.Model, kind: str) -> Job | None:
    return Job.objects.about(subject).filter(kind=kind).first()


# ---- rows, for who looks through all that is held ------------------------------------------------------


def list_all_jobs() -> JobQuerySet:
    """Work of all kinds on anything, the oldest first."""
    return Job.objects.order_by("pk")


def list_jobs_by(person: User) -> JobQuerySet:
    """What somebody began, the oldest first."""
    return list_all_jobs().filter(created_by=person)


def scrub_job(job: Job, **columns: Any) -> None:
    """What a job says of files and people is changed; what it did is not."""
    Job.objects.filter(pk=job.pk).update(**columns)


def abandon_job(job: Job, code: str, **details: str) -> None:
    """A job that waits or runs has failed: what it needs is there no more."""
    failed = {"code": code, "details": details}
    Job.objects.filter(pk=job.pk).update(
        state=Job.State.FAILED, error=failed, ended_at=timezone.now()
    )


def say_problem(error: dict[str, Any]) -> str:
    """Why work failed that ended with ``error``, in the reader's language."""
    return Job(error=error).problem


def perform_at_once(subject: models.Model, kind: str, **arguments: Any) -> None:
    """Do a job here and now, without the queue."""
    perform_job(Job.objects.create(**name_subject(subject), kind=kind, arguments=arguments))
