from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone


class ReturnRound(models.Model):
    """The secretariat asks the members for a year. ``asked``: who they were when it was opened, whatever becomes of them
    since; ``closes_on``: the day until which it asks for an answer; what comes later is taken all the same until
    ``closed_at``."""

    year = models.PositiveSmallIntegerField(unique=True)
    asked = models.ManyToManyField("registry.Organisation", blank=True, related_name="asked_rounds")
    closes_on = models.DateField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-year",)

    def __str__(self) -> str:
        return str(self.year)

    @property
    def last_day(self) -> date:
        """The last day of its year, or today while the year goes on."""
        return min(date(self.year, 12, 31), timezone.localdate())

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class ReturnTable(models.Model):
    """The form as a table, filled in off-line: looked at, then counted as answers, and undone where that was wrong.
    ``rows``: what its rows answer, until they count; ``before``: of each return that it sent what that was before, or
    nothing where there was none."""

    round = models.ForeignKey(ReturnRound, on_delete=models.CASCADE, related_name="tables")
    file_name = models.CharField(max_length=200)
    rows = models.JSONField(default=list)
    before = models.JSONField(default=dict)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.file_name} · {self.round}"


class Return(models.Model):
    """What one organisation says for the year of a round. ``answers``: field → what was answered, as the form gives it;
    ``confirmed_by``: of one that came in a table, who answers for it there;
    ``version`` counts its saves; ``saved_from`` names the page that saved last; ``note``: why the secretariat asked back."""

    class State(models.TextChoices):
        DRAFT = "draft"
        SENT = "sent"
        ASKED_BACK = "asked_back"
        ACCEPTED = "accepted"

    round = models.ForeignKey(ReturnRound, on_delete=models.CASCADE, related_name="returns")
    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.CASCADE, related_name="returns"
    )
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    answers: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    is_unchanged = models.BooleanField(default=False)
    table = models.ForeignKey(
        ReturnTable, null=True, blank=True, on_delete=models.SET_NULL, related_name="returns"
    )
    confirmed_by = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_from = models.CharField(max_length=24, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=("round", "organisation"), name="one_return_of_an_organisation_for_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.round}"

    @property
    def is_with_organisation(self) -> bool:
        """Whether the organisation may still write in it."""
        return self.state in (self.State.DRAFT, self.State.ASKED_BACK)
