from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Erasure(models.Model):
    """Somebody asks that what the desk holds of them be erased, and what the secretariat answered.

    Once granted it names nobody: no person, no words. ``marks`` are digests by which the same person is known again in
    a backup that was taken before (:mod:`huiyin.desk.personal.erasure_marks`). ``cleaned``: when what was erased was also
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
    asked = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled = models.DateTimeField(null=True, blank=True)
    marks = models.JSONField(default=list)
    cleaned = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-asked", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=("person",), condition=Q(state="asked"), name="asked_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.asked:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.ASKED


class Remnant(models.Model):
    """Rows that an earlier version left under an address that it erased wait for somebody to say whether they go
    (:mod:`huiyin.desk.personal.remnants`). It goes itself when that is answered.

    ``mark``: the digest of the mark that the address has, ``before``: its moment, later rows are not meant.
    """

    address = models.TextField()  # sealed
    mark = models.CharField(max_length=64, unique=True)
    before = models.DateTimeField()
    found = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("before", "id")

    def __str__(self) -> str:
        return f"{self.before:%Y-%m-%d}"
