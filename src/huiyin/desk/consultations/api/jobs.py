"""Work in the background: begun by a person, done by the worker, seen by everybody who waits for it.

Every job can be begun again from the start or from where it stopped, so a worker that was killed loses
nothing: :func:`revive` puts its jobs back in the queue.
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

#: What a job does: is given the job and a function to tell how far it is; returns the outcome.
Work = Callable[[Job, Callable[[int, int], None]], dict[str, Any]]
KINDS: dict[str, Work] = {}
#: A running job says so this often, and is taken for dead after three times as long.
BEAT = timedelta(seconds=10)
_ATTEMPTS = 5


def kind(name: str) -> Callable[[Work], Work]:
    """Name a function as the work of a kind of job."""

    def register(work: Work) -> Work:
        KINDS[name] = work
        return work

    return register


class Failed(Exception):
    """Work that cannot be done, and why: ``desk.job.failed.<code>`` and what fills its sentence."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


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
    """Do the work of ``job`` here and now, and keep how it ended."""
    job.state = Job.State.RUNNING
    job.attempts += 1
    job.beat = timezone.now()
    job.save()
    stop = threading.Event()
    pulse = threading.Thread(target=_pulse, args=(job.pk, stop), daemon=True)
    pulse.start()
    told = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal told
        now = timezone.now().timestamp()
        if now - told > 0.5 or done == total:
            Job.objects.filter(pk=job.pk).update(done=done, total=total)
            told = now

    try:
        job.outcome = KINDS[job.kind](job, tell)
        job.state = Job.State.DONE
        job.error = {}
    except Failed as reason:
        job.state = Job.State.FAILED
        job.error = {"code": reason.code, "details": reason.details}
    except Exception:
        job.state = Job.State.FAILED
        job.error = {"code": "broken", "details": {}}
        raise
    finally:
        stop.set()
        pulse.join()
        job.ended = timezone.now()
        job.save(update_fields=("state", "outcome", "error", "ended"))


def _pulse(pk: int, stop: threading.Event) -> None:
    while not stop.wait(BEAT.total_seconds()):
        Job.objects.filter(pk=pk).update(beat=timezone.now())
    close_old_connections()


@transaction.atomic
def revive(*, at_once: bool = False) -> int:
    """Queue again what a dead worker left: what it was at, and what it had just taken from the queue.

    ``at_once``: no other worker can be at it. Otherwise one that has not said so for :data:`BEAT` three times
    over is taken for dead. A job that was begun too often fails.
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
        if job.attempts >= _ATTEMPTS:
            job.state = Job.State.FAILED
            job.error = {"code": "broken", "details": {}}
            job.ended = timezone.now()
            job.save()
            continue
        job.state = Job.State.WAITING
        job.save(update_fields=("state",))
        run.enqueue(job.pk)
        revived += 1
    return revived


def latest(consultation: Consultation, kind: str) -> Job | None:
    return Job.objects.filter(consultation=consultation, kind=kind).first()
