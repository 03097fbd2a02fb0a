"""Files that facts were taken from."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class FileImport(models.Model):
    """A file whose facts were taken in: whose, when, as of which day, how many; until it was undone. ``content``: the file
    itself, until it was confirmed or given up; ``choices``: what its columns hold and what else was chosen.

    A large one lies in ``file`` instead, and the worker does what is done with it: ``plan`` is what it would do and by which
    choices, ``begun_at`` when taking it in was begun, ``done`` how many of its organisations are in by now, ``refused`` the
    rows that were not taken. While it is undone ``undoing`` says how far that is.
    """

    file_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    as_of = models.DateField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    headings = models.JSONField(default=list)
    choices = models.JSONField(default=dict)
    content = models.BinaryField(default=bytes, blank=True)
    file = models.FileField(upload_to="registry/", max_length=200, blank=True, db_default="")
    plan = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    refused = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    done = models.PositiveIntegerField(default=0, db_default=0)
    undoing = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    begun_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)

    @property
    def is_begun(self) -> bool:
        """Whether anything of it may be in the registry."""
        return self.begun_at is not None or self.confirmed_at is not None

    def __str__(self) -> str:
        return f"{self.file_name} {self.created_at:%Y-%m-%d}"
