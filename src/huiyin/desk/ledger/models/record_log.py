from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class LogKey(models.Model):
    """The log's signing key, sealed; a single row. It is stored with the rows so that a restored desk continues
    its log.
    """

    name = models.CharField(max_length=200, unique=True)
    public = models.CharField(max_length=400)
    secret = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name


class LogEntry(models.Model):
    """The log's entry about one act: ``fields`` that name nobody, and ``commitments`` to values that could.

    It waits until the worker appends it; then ``index`` is its place in the log and ``leaf`` what was logged.
    ``subject_type`` and ``subject_id`` identify the object, whose model is in an app above. ``cleaned_at``, of
    an entry about an erasure: when the database was rewritten afterwards. ``receipt_key`` is part of the
    address of the receipt with all openings: whoever has it may see them.
    """

    kind = models.CharField(max_length=64)
    subject_type = models.CharField(max_length=40, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    fields = models.JSONField(default=dict)
    commitments = models.JSONField(default=dict)
    index = models.PositiveBigIntegerField(null=True, blank=True, unique=True)
    leaf = models.TextField(blank=True)
    receipt_key = models.UUIDField(default=uuid.uuid4, unique=True)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    cleaned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        indexes = [models.Index(fields=("subject_type", "subject_id"), name="log_by_subject")]

    def __str__(self) -> str:
        return f"{self.index} {self.kind}"


class LogOpening(models.Model):
    """The opening of one commitment. ``value`` is empty if the exchange's own columns hold it. Deleting this
    row erases.
    """

    entry = models.ForeignKey(LogEntry, on_delete=models.CASCADE, related_name="openings")
    name = models.CharField(max_length=40)
    value = models.CharField(max_length=200, blank=True)
    salt = models.CharField(max_length=44)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=("entry", "name"), name="one_opening_each")]

    def __str__(self) -> str:
        return self.name


class Checkpoint(models.Model):
    """A signed head of the log; ``note`` includes the cosignatures of witnesses."""

    size = models.PositiveBigIntegerField(unique=True)
    root = models.CharField(max_length=64)
    note = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-size",)

    def __str__(self) -> str:
        return str(self.size)


class Witness(models.Model):
    """A witness of the log, identified by its public key."""

    name = models.CharField(max_length=200)
    key = models.CharField(max_length=400, unique=True)
    organisation = models.ForeignKey(
        "registry.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name


class Cosignature(models.Model):
    """A witness's statement that it saw a checkpoint, and when; verified on arrival."""

    checkpoint = models.ForeignKey(
        Checkpoint, on_delete=models.CASCADE, related_name="cosignatures"
    )
    witness = models.ForeignKey(Witness, on_delete=models.CASCADE, related_name="cosignatures")
    line = models.TextField()
    seen_at = models.DateTimeField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-seen_at", "-id")
        constraints = [
            models.UniqueConstraint(fields=("checkpoint", "witness"), name="one_cosignature_each")
        ]

    def __str__(self) -> str:
        return f"{self.witness_id} {self.checkpoint_id}"
