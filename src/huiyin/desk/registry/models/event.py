"""What became of organisations on a day, and what happened around them."""

from __future__ import annotations

from django.db import models

from huiyin.desk.core.choices import list_choices
from huiyin.desk.registry.data import ChangeKind, ContextKind
from huiyin.desk.registry.models.fact import Period
from huiyin.desk.registry.models.file_import import FileImport
from huiyin.desk.registry.models.focus import FocusArea
from huiyin.desk.registry.models.organisation import Organisation
from huiyin.i18n import choose_wording


class ChangeEvent(Period):
    """A rename, a merger, a split, a re-registration or a dissolution: on the day ``since``."""

    kind = models.CharField(max_length=20, choices=list_choices(ChangeKind))
    note = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    file_import = models.ForeignKey(
        FileImport, null=True, blank=True, on_delete=models.SET_NULL, related_name="events"
    )

    class Meta:
        ordering = ("first_day", "id")

    def __str__(self) -> str:
        return f"{self.kind} {self.since}"


class ChangeSide(models.Model):
    """An organisation that went in, or came out."""

    event = models.ForeignKey(ChangeEvent, on_delete=models.CASCADE, related_name="sides")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="changes")
    is_outcome = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=("event", "organisation", "is_outcome"), name="one_side_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {'out' if self.is_outcome else 'in'}"


class ContextEvent(Period):
    """A dated policy, technology, crisis, tied to focuses: what members name as a reason for change."""

    kind = models.CharField(max_length=20, choices=list_choices(ContextKind))
    title_zh = models.CharField(max_length=200, blank=True)
    title_en = models.CharField(max_length=200, blank=True)
    note_zh = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    url = models.URLField(max_length=500, blank=True)
    focuses = models.ManyToManyField(FocusArea, blank=True, related_name="context_events")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("first_day", "id")

    def __str__(self) -> str:
        return choose_wording(self.title_zh, self.title_en)
