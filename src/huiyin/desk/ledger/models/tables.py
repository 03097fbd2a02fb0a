from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from huiyin.desk.core.choices import list_choices
from huiyin.desk.ledger.data import TableStep


class ColumnMapping(models.Model):
    """What the columns of a register contain. Set once; files with the same headings use it again."""

    name = models.CharField(max_length=200)
    headings = models.JSONField(default=list)
    headings_digest = models.CharField(max_length=64, unique=True)
    columns = models.JSONField(default=dict)  # role → heading
    constants = models.JSONField(default=dict)  # role → what holds of every row
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name


class TableImport(models.Model):
    """An uploaded register: its file, its mapping, its result, and the refused rows with reasons.

    ``plan``: what it would add, with counts and the first rows. ``enters_at``: until then it can be taken back;
    then it is recorded permanently and its file is deleted, since the ledger contains the rows.
    """

    file = models.FileField(upload_to="ledger-tables/", max_length=200, blank=True)
    file_name = models.CharField(max_length=200)
    headings = models.JSONField(default=list)
    preview = models.JSONField(default=list)
    mapping = models.ForeignKey(
        ColumnMapping, null=True, blank=True, on_delete=models.SET_NULL, related_name="imports"
    )
    step = models.CharField(
        max_length=10, choices=list_choices(TableStep), default=TableStep.MAPPING.value
    )
    plan = models.JSONField(default=dict)
    enters_at = models.DateTimeField(null=True, blank=True)
    taken = models.PositiveIntegerField(default=0)
    refused = models.JSONField(default=list)
    is_done = models.BooleanField(default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.file_name
