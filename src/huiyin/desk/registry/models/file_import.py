"""Files that facts were taken from."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class FileImport(models.Model):
    """A file whose facts were taken in: whose, when, as of which day, how many; until it was undone. ``content``: the file
    itself, until it was confirmed or given up; ``choices``: what its columns hold and what else was chosen."""

    file_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    as_of = models.DateField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    headings = models.JSONField(default=list)
    choices = models.JSONField(default=dict)
    content = models.BinaryField(default=bytes, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.file_name} {self.created_at:%Y-%m-%d}"
