"""Background work, as people see it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from huiyin.desk.core.isolated_process import say_unfinished, say_unread
from huiyin.i18n import say
from huiyin.law import UnreadableLaw

#: A running job says so this often, and is taken for dead after three times as long.
BEAT = timedelta(seconds=10)
#: Work that nobody has begun for so long, while nobody is at any other, stands still.
LATE = timedelta(minutes=2)


def name_subject(subject: models.Model) -> dict[str, Any]:
    """The columns by which a job says what it is about."""
    return {"subject_type": subject._meta.model_name, "subject_id": subject.pk}


class JobQuerySet(models.QuerySet["Job"]):
    def about(self, subject: models.Model) -> JobQuerySet:
        """Work on one thing."""
        return self.filter(**name_subject(subject))

    def done(self) -> JobQuerySet:
        return self.filter(state=Job.State.DONE)

    def under_way(self) -> JobQuerySet:
        return self.filter(state__in=(Job.State.WAITING, Job.State.RUNNING))

    def over(self, before: datetime) -> JobQuerySet:
        """What failed or was done ``before``, but the newest of each kind that was done to a thing, of which its pages
        tell."""
        kinds = self.done().order_by().values("subject_type", "subject_id", "kind")
        newest = kinds.annotate(last=models.Max("pk")).values_list("last", flat=True)
        ended = self.filter(state__in=(Job.State.DONE, Job.State.FAILED), ended_at__lt=before)
        return ended.exclude(pk__in=list(newest))

    def since_when_late(self) -> datetime | None:
        """Since when the oldest work waits that nobody begins, while nobody is at any other; None where all goes on."""
        now = timezone.now()
        if self.filter(state=Job.State.RUNNING, heartbeat_at__gte=now - 3 * BEAT).exists():
            return None
        waiting = self.filter(state=Job.State.WAITING, created_at__lt=now - LATE)
        return waiting.order_by("created_at", "pk").values_list("created_at", flat=True).first()


class Job(models.Model):
    """Background work on a thing of an app above, as people see it: what, how far, and how it ended.

    ``subject_type`` and ``subject_id`` say what it is about: the name of a model, and a number. No foreign key, for
    whatever they lead to stands above jobs; an app that deletes such a thing deletes its jobs.

    ``done`` of ``total`` steps; ``error`` is a code with the details of its sentence. A job that the worker died on is
    found by its stale ``heartbeat_at`` and begun again (every job can be begun again): ``attempts`` counts since it
    ``reached`` as far as it ever did.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    objects = JobQuerySet.as_manager()

    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    kind = models.CharField(max_length=30)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    outcome = models.JSONField(default=dict)
    error = models.JSONField(default=dict)
    attempts = models.PositiveSmallIntegerField(default=0)
    reached = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        indexes = [
            models.Index(
                fields=("subject_type", "subject_id", "kind", "-id"), name="jobs_about_a_subject"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def is_under_way(self) -> bool:
        """Whether it waits or runs: what comes of it is still to come."""
        return self.state in (Job.State.WAITING, Job.State.RUNNING)

    @property
    def is_done(self) -> bool:
        return self.state == Job.State.DONE

    @property
    def stands_still(self) -> datetime | None:
        """Since when work waits that nobody begins, where this is of it."""
        if self.state != self.State.WAITING or self.created_at > timezone.now() - LATE:
            return None
        return Job.objects.since_when_late()

    @property
    def problem(self) -> str:
        """Why it failed, in the reader's language."""
        if not self.error:
            return ""
        code, details = self.error["code"], dict(self.error["details"])
        if code not in ("unreadable", "unfinished"):
            return say(f"desk.job.failed.{code}", **details)
        why, name = details.pop("why"), details.pop("file", "")
        if code == "unreadable":
            return say_unread(UnreadableLaw(why, **details), name)
        return say_unfinished(why, name, details)
