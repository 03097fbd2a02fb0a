from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone

from huiyin.desk.registry.labels import describe_days
from huiyin.i18n import say


class Dated(models.Model):
    """From a day to a day, as it was written (``2008``, ``2008-05``, ``2008-05-06``; empty where it is not known, or has no
    end) and as the first and the last day that this may mean."""

    since = models.CharField(max_length=10, blank=True)
    until = models.CharField(max_length=10, blank=True)
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def period(self) -> str:
        """From when until when, in the reader's words; empty where nothing is known."""
        if self.since and self.until:
            since, until = describe_days(self.since), describe_days(self.until)
            return (
                since
                if since == until
                else say("registry.period.from_to", since=since, until=until)
            )
        if self.since and self.first_day and self.first_day > timezone.localdate():
            return say("initiative.begins", since=describe_days(self.since))
        if self.since:
            return say("registry.period.to_today", since=describe_days(self.since))
        return say("initiative.until", until=describe_days(self.until)) if self.until else ""

    def holds_on(self, day: date) -> bool:
        """Whether it may have held on a day."""
        begins, ends = self.first_day, self.last_day
        return (begins is None or begins <= day) and (ends is None or ends >= day)


class Written(models.Model):
    """Who wrote it down, and when."""

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
