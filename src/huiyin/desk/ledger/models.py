from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from huiyin.desk.core.choices import list_choices
from huiyin.desk.ledger.data import ExchangeDirection, ExchangeKind


class Exchange(models.Model):
    """One dated act, in one direction. Added to, never changed; ``digest`` seals it and the one before.

    ``consultation_id`` is the number of a consultation and no key: the ledger lies below consultations, and an entry
    stays what it is whatever becomes of them.
    """

    number = models.PositiveIntegerField(unique=True)
    day = models.DateField()
    direction = models.CharField(max_length=16, choices=list_choices(ExchangeDirection))
    kind = models.CharField(max_length=12, choices=list_choices(ExchangeKind))
    network = models.ForeignKey("networks.Network", null=True, blank=True, on_delete=models.PROTECT)
    authority = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="exchanges"
    )
    consultation_id = models.BigIntegerField(null=True, blank=True, db_index=True)
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
