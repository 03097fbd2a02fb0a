"""Who signs which edition, who differs, and what was handed in."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.proposals.models.proposal import Edition
from huiyin.desk.registry.models import Organisation


class Signature(models.Model):
    """An organisation's assent to one edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="signatures")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="signatures"
    )
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("edition", "organisation"), name="signed_once_per_edition"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.edition}"


class MinorityOpinion(models.Model):
    """Where an organisation differs, on one suggestion or, without a key, on the whole; it goes with the proposal."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="minority_opinions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    suggestion_key = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=("edition", "organisation", "suggestion_key"), name="differs_once_on_each"
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Submission(models.Model):
    """A signed edition handed to an authority, on a day. ``digests``: file name → SHA-256 in hex."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="submission")
    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    package = models.FileField(upload_to="submissions/", blank=True)
    digests = models.JSONField(default=dict)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.edition} → {self.authority}"
