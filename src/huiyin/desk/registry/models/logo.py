"""Logos of organisations."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class LogoFile(models.Model):
    """A logo as the desk redrew it, by its digest: a fact names it. It never changes; another has another digest."""

    digest = models.CharField(max_length=64, unique=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    file = models.FileField(upload_to="logos/", max_length=200)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.digest[:8]
