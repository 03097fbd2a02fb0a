"""Signatures and minority opinions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from huiyin.desk.proposals.models.proposal import ProposalVersion


class Signature(models.Model):
    """The signature of an organisation on one version."""

    version = models.ForeignKey(
        ProposalVersion, on_delete=models.CASCADE, related_name="signatures"
    )
    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="signatures"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("created_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("version", "organisation"), name="signed_once_per_edition"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.version}"


class MinorityOpinion(models.Model):
    """A dissenting opinion of an organisation on one suggestion or, without a key, on the whole proposal;
    submitted with it.
    """

    version = models.ForeignKey(
        ProposalVersion, on_delete=models.CASCADE, related_name="minority_opinions"
    )
    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    suggestion_key = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=("version", "organisation", "suggestion_key"), name="differs_once_on_each"
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]
