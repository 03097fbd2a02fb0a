"""Large files of comments while they come in parts."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from huiyin.desk.consultations.models.consultation import Consultation


class ArrivingFile(models.Model):
    """A file that a browser sends part by part. When all parts are there it becomes an intake, and this row goes.

    ``digests``: the SHA-256 of each part in order, as its sender announced them, so that parts of two files are never mixed;
    ``digest``: the SHA-256 of those, by which the same file is known again; ``heard_at``: when a part last came.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="arriving_files", db_index=False
    )
    organisation = models.ForeignKey(
        "registry.Organisation", null=True, blank=True, on_delete=models.SET_NULL
    )
    file_name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    digests = models.JSONField()
    digest = models.CharField(max_length=64)
    is_whole = models.BooleanField(default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    heard_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("consultation", "created_by", "digest"), name="one_arrival_of_a_file"
            ),
        )

    def __str__(self) -> str:
        return self.file_name


class ArrivingPart(models.Model):
    """A part that is there for good."""

    arriving = models.ForeignKey(
        ArrivingFile, on_delete=models.CASCADE, related_name="parts", db_index=False
    )
    number = models.PositiveIntegerField()
    file = models.FileField(upload_to="arriving/", max_length=200)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("arriving", "number"), name="one_part_of_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.arriving_id}: {self.number}"
