from __future__ import annotations

from django.db import models
from django.utils import timezone


class MemberFigures(models.Model):
    """How the members change, as the worker computed and drew it last: one row, made anew from the facts at any time.

    ``content``: language → the sections of the page as plain values, charts and tables in them; None before the first
    time. ``computed_at``: when."""

    content = models.JSONField(null=True, blank=True)
    computed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.computed_at:%Y-%m-%d}"
