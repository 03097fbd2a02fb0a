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
        transaction.on_commit(lambda: run.enqueue(job.pk))
    return job


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


def revive(*, at_once: bool = False) -> int:
    """Queue again what a dead worker left running. ``at_once``: no other worker can be at it."""
    from huiyin.desk.consultations.tasks import run

    lost = Job.objects.filter(state=Job.State.RUNNING)
    if not at_once:
        lost = lost.filter(beat__lt=timezone.now() - 3 * BEAT)
    revived = 0
    for job in lost:
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
