"""Work in the background: begun by a person, done by the worker, seen by everybody who waits for it.

Every job can be begun again from the start or from where it stopped, so a worker that was killed loses
nothing: :func:`revive` puts its jobs back in the queue. What a job reads or analyses it does in a process apart,
which is killed at its limit: then the job has failed, once, and says why.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import close_old_connections, transaction
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.consultations.models import Consultation, Job
from huiyin.desk.frame import apart
from huiyin.law import UnreadableLaw

#: What a job does: is given the job and a function to tell how far it is; returns the outcome.
Work = Callable[[Job, Callable[[int, int], None]], dict[str, Any]]
KINDS: dict[str, Work] = {}
#: A running job says so this often, and is taken for dead after three times as long.
BEAT = timedelta(seconds=10)
#: How often a job is begun that a worker dies on each time at the same place.
_ATTEMPTS = 3


def kind(name: str) -> Callable[[Work], Work]:
    """Name a function as the work of a kind of job."""

    def register(work: Work) -> Work:
        KINDS[name] = work
        return work

    return register


class Failed(Exception):
    """Work that cannot be done, and why: ``code`` and ``details`` fill the sentence of :attr:`Job.problem`."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    @property
    def told(self) -> dict[str, Any]:
        """As :attr:`Job.error` keeps it."""
        return {"code": self.code, "details": self.details}

    @classmethod
    def to_read(cls, error: UnreadableLaw | apart.Unfinished, name: str) -> Failed:
        """The file ``name`` was not read."""
        if isinstance(error, UnreadableLaw):
            return cls("unreadable", **{"file": name, **error.details, "why": error.code})
        return cls("unfinished", **{**error.details, "why": error.code, "file": name})


def start(consultation: Consultation, kind: str, by: User | None, **arguments: Any) -> Job:
    """Put work in the queue. The same work that still waits is not queued twice."""
    from huiyin.desk.consultations.tasks import run

    with transaction.atomic():
        waiting = Job.objects.filter(
            consultation=consultation,
            kind=kind,
            arguments=arguments,
            state=Job.State.WAITING,
        ).first()
        if waiting is not None:
            return waiting
        job = Job.objects.create(consultation=consultation, kind=kind, by=by, arguments=arguments)
        # The queue is a table here: both rows are there, or neither, whenever somebody pulls the plug.
        run.enqueue(job.pk)
    return job


def claim(pk: int) -> Job | None:
    """The waiting job, which is now this worker's; None where another has it or it was done already."""
    waiting = Job.objects.filter(pk=pk, state=Job.State.WAITING)
    if not waiting.update(state=Job.State.RUNNING, beat=timezone.now()):
        return None
    return Job.objects.select_related("consultation").get(pk=pk)


def perform(job: Job) -> None:
    """Do the work of ``job`` here and now, and keep how it ended. Where this process is asked to end meanwhile, the
    job waits again, as if it had not been begun."""
    job.state = Job.State.RUNNING
    job.attempts += 1
    job.beat = timezone.now()
    job.save(update_fields=("state", "attempts", "beat"))
    stop = threading.Event()
    pulse = threading.Thread(target=_pulse, args=(job.pk, stop), daemon=True)
    pulse.start()
    try:
        job.outcome = KINDS[job.kind](job, _Telling(job))
        job.state = Job.State.DONE
        job.error = {}
    except apart.Stopped:
        job.state = Job.State.WAITING
        job.attempts -= 1
    except Failed as reason:
        job.state = Job.State.FAILED
        job.error = reason.told
    except apart.Unfinished as limit:
        job.state = Job.State.FAILED
        job.error = {"code": "unfinished", "details": {"why": limit.code, **limit.details}}
    except Exception:
        job.state = Job.State.FAILED
        job.error = {"code": "broken", "details": {}}
        raise
    finally:
        stop.set()
        pulse.join()
        if job.state == Job.State.WAITING:
            _put_back(job)
        else:
            job.ended = timezone.now()
            # Taken for dead and begun again elsewhere, it is the other's to say how it ended.
            Job.objects.filter(pk=job.pk, attempts=job.attempts).update(
                state=job.state, outcome=job.outcome, error=job.error, ended=job.ended
            )


class _Telling:
    """Tells how far a job is, now and then; further than ever before is a new place to have died at."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._told = 0.0

    def __call__(self, done: int, total: int) -> None:
        if apart.is_stopping():
            raise apart.Stopped
        now = timezone.now().timestamp()
        if now - self._told <= 0.5 and done != total:
            return
        self._told = now
        job = self._job
        if done > job.reached:
            job.reached, job.attempts = done, 1
        Job.objects.filter(pk=job.pk).update(
            done=done, total=total, reached=job.reached, attempts=job.attempts
        )


@transaction.atomic
def _put_back(job: Job) -> None:
    from huiyin.desk.consultations.tasks import run

    job.save(update_fields=("state", "attempts"))
    run.enqueue(job.pk)


def perform_waiting(consultation: Consultation, *kinds: str) -> None:
    """Do here and now what waits to be done for ``consultation``: all, or only jobs of these ``kinds``."""
    waiting = Job.objects.filter(consultation=consultation, state=Job.State.WAITING)
    for job in (waiting.filter(kind__in=kinds) if kinds else waiting).order_by("pk"):
        perform(job)


def _pulse(pk: int, stop: threading.Event) -> None:
    while not stop.wait(BEAT.total_seconds()):
        Job.objects.filter(pk=pk).update(beat=timezone.now())
    close_old_connections()


@transaction.atomic
def revive(*, at_once: bool = False) -> int:
    """Queue again what a dead worker left: what it was at, and what it had just taken from the queue.

    ``at_once``: no other worker can be at it. Otherwise one that has not said so for :data:`BEAT` three times
    over is taken for dead. A job that a worker died on too often, each time at the same place, fails.
    """
    from django_tasks_db.models import DBTaskResult

    from huiyin.desk.consultations.tasks import run

    late = timezone.now() - 3 * BEAT
    queued = {
        task.args_kwargs["args"][0]
        for task in DBTaskResult.objects.ready().filter(task_path=run.module_path)
    }
    revived = 0
    for job in Job.objects.filter(state__in=(Job.State.RUNNING, Job.State.WAITING)):
        is_queued = job.state == Job.State.WAITING and job.pk in queued
        if is_queued or not (at_once or (job.beat or job.at) < late):
            continue
        # One that ended, or gave a sign of life, since it was read is left alone.
        held = Job.objects.filter(pk=job.pk, state=job.state, attempts=job.attempts, beat=job.beat)
        if job.attempts >= _ATTEMPTS:
            broken = {"code": "broken", "details": {}}
            held.update(state=Job.State.FAILED, error=broken, ended=timezone.now())
        elif held.update(state=Job.State.WAITING):
            run.enqueue(job.pk)
            revived += 1
    return revived


def latest(consultation: Consultation, kind: str) -> Job | None:
    return Job.objects.filter(consultation=consultation, kind=kind).first()
