from __future__ import annotations

from django.db import models
from django.utils import timezone


class FigureSet(models.Model):
    """The figures of the whole ledger, one authority or one network, as computed by the worker.

    ``views``: language → the sections to show. ``last``: the number of the last exchange included.
    """

    scope = models.CharField(max_length=10)  # whole, authority, network
    subject_id = models.BigIntegerField(default=0)
    views = models.JSONField(default=dict)
    last = models.PositiveIntegerField(default=0)
    computed_on = models.DateField(null=True, blank=True)
    computed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=("scope", "subject_id"), name="one_set_each")]

    def __str__(self) -> str:
        return f"{self.scope} {self.subject_id}"
