from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Erasure(models.Model):
    """Somebody asks that what the desk holds of them be erased, and what the secretariat answered.

    Once granted it names nobody: no person, no words. ``marks`` are digests by which the same person is known again in
    a backup that was taken before (:mod:`huiyin.desk.personal.erasure_marks`). ``cleaned_at``: when what was erased was also
    gone from the free space of the database.
    """

    class State(models.TextChoices):
        ASKED = "asked"
        TAKEN_BACK = "taken_back"
        REFUSED = "refused"
        GRANTED = "granted"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="erasures",
    )
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    words = models.TextField(blank=True)  # what the person said with it
    reason = models.TextField(blank=True)  # why it was refused
    created_at = models.DateTimeField(default=timezone.now)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    marks = models.JSONField(default=list)
    cleaned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=("person",), condition=Q(state="asked"), name="asked_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.created_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.ASKED


class Remnant(models.Model):
    """Rows that an earlier version left under an address that it erased wait for somebody to say whether they go
    (:mod:`huiyin.desk.personal.remnants`). It goes itself when that is answered.

    ``mark``: the digest of the mark that the address has, ``erased_at``: its moment, later rows are not meant.
    """

    address = models.TextField()  # sealed
    mark = models.CharField(max_length=64, unique=True)
    erased_at = models.DateTimeField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("erased_at", "id")

    def __str__(self) -> str:
        return f"{self.erased_at:%Y-%m-%d}"
