from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from huiyin.desk.consultations.models import Consultation
from huiyin.desk.networks.models import Network
from huiyin.desk.registry.models import Organisation


class Exchange(models.Model):
    """One dated act, in one direction. Added to, never changed; ``digest`` seals it and the one before."""

    class Direction(models.TextChoices):
        TO_AUTHORITY = "to_authority"
        FROM_AUTHORITY = "from_authority"

    class Kind(models.TextChoices):
        CALL = "call"  # asks for comments
        PROPOSAL = "proposal"  # asks for changes
        REPLY = "reply"
        ENACTMENT = "enactment"

    number = models.PositiveIntegerField(unique=True)
    day = models.DateField()
    direction = models.CharField(max_length=16, choices=Direction)
    kind = models.CharField(max_length=12, choices=Kind)
    network = models.ForeignKey(Network, null=True, blank=True, on_delete=models.PROTECT)
    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="exchanges")
    consultation = models.ForeignKey(
        Consultation, null=True, blank=True, on_delete=models.PROTECT, related_name="exchanges"
    )
    details = models.JSONField(default=dict)
    before = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("an exchange that was recorded is not changed")
        super().save(*args, **kwargs)
