"""The model of the audit log."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone


class AuditEntry(models.Model):
    """One act: who did what to which object, when. Rows are added and never changed."""

    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="acts",
    )
    verb = models.CharField(max_length=60)
    thing = models.CharField(max_length=60)
    thing_id = models.CharField(max_length=60)
    details = models.JSONField(default=dict)
    #: The primary key of its consultation. Not a foreign key: consultations are in an app above.
    consultation = models.BigIntegerField(null=True, blank=True)
    #: It is about a private comment and shown only to readers of those.
    is_private = models.BooleanField(default=False)

    class Meta:
        ordering = ("-created_at", "-id")
        indexes = [
            models.Index(fields=("thing", "thing_id"), name="acts_on_a_thing"),
            models.Index(
                fields=("consultation", "-created_at", "-id"), name="acts_of_a_consultation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.thing} {self.thing_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("an act that was recorded is not changed")
        super().save(*args, **kwargs)
