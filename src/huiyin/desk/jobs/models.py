"""Rows of background jobs."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from huiyin.desk.core.isolated_process import say_unfinished, say_unread
from huiyin.i18n import say
from huiyin.law import UnreadableLaw

#: How often a running job renews its heartbeat. After three times as long without one its worker is
#: taken for dead.
BEAT = timedelta(seconds=10)
#: The queue counts as stalled when a job has waited this long while no job is running.
LATE = timedelta(minutes=2)


def name_subject(subject: models.Model) -> dict[str, Any]:
    """The column values that identify ``subject`` in a job."""
    return {"subject_type": subject._meta.model_name, "subject_id": subject.pk}


class JobQuerySet(models.QuerySet["Job"]):
    def about(self, subject: models.Model) -> JobQuerySet:
        """Jobs on one subject."""
        return self.filter(**name_subject(subject))

    def done(self) -> JobQuerySet:
        return self.filter(state=Job.State.DONE)

    def under_way(self) -> JobQuerySet:
        return self.filter(state__in=(Job.State.WAITING, Job.State.RUNNING))

    def over(self, before: datetime) -> JobQuerySet:
        """Jobs that ended before ``before``, except the newest finished job of each subject and kind, which its
        pages still show.
        """
        kinds = self.done().order_by().values("subject_type", "subject_id", "kind")
        newest = kinds.annotate(last=models.Max("pk")).values_list("last", flat=True)
        ended = self.filter(state__in=(Job.State.DONE, Job.State.FAILED), ended_at__lt=before)
        return ended.exclude(pk__in=list(newest))

    def since_when_late(self) -> datetime | None:
        """Since when the oldest job has waited, if it is late and no job is running; otherwise None."""
        now = timezone.now()
        if self.filter(state=Job.State.RUNNING, heartbeat_at__gte=now - 3 * BEAT).exists():
            return None
        waiting = self.filter(state=Job.State.WAITING, created_at__lt=now - LATE)
        return waiting.order_by("created_at", "pk").values_list("created_at", flat=True).first()


class Job(models.Model):
    """A background job on an object of another app: what it does, its progress, and how it ended.

    ``subject_type`` and ``subject_id`` are the model name and primary key of the object. There is no foreign
    key, because the models they refer to are in apps above this one; an app that deletes such an object deletes
    its jobs too.

    Progress is ``done`` of ``total`` steps. ``error`` is a code with the details for its sentence. When a
    worker dies, its job is recognised by the stale ``heartbeat_at`` and restarted, which every job allows.
    ``attempts`` counts the starts since ``reached``, the furthest step so far, last advanced.
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
        """Whether the job waits or runs, so that its outcome is still to come."""
        return self.state in (Job.State.WAITING, Job.State.RUNNING)

    @property
    def is_done(self) -> bool:
        return self.state == Job.State.DONE

    @property
    def stands_still(self) -> datetime | None:
        """Since when the queue has stalled, if this job is late; otherwise None."""
        if self.state != self.State.WAITING or self.created_at > timezone.now() - LATE:
            return None
        return Job.objects.since_when_late()

    @property
    def problem(self) -> str:
        """Why the job failed, in the reader's language; empty if it did not."""
        if not self.error:
            return ""
        code, details = self.error["code"], dict(self.error["details"])
        if code not in ("unreadable", "unfinished"):
            return say(f"desk.job.failed.{code}", **details)
        why, name = details.pop("why"), details.pop("file", "")
        if code == "unreadable":
            return say_unread(UnreadableLaw(why, **details), name)
        return say_unfinished(why, name, details)
