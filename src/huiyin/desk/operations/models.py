"""The processes that serve the desk, as they report themselves."""

from __future__ import annotations

from django.db import models


class Presence(models.Model):
    """A process on one of the desk's machines (:mod:`huiyin.desk.operations.presence`).

    ``place``: identifies the folder of files, and ``keys`` is a digest of the keys; both must be equal on all
    machines. ``skew``: how many milliseconds its clock is ahead of the database's.
    """

    process = models.CharField(max_length=32, primary_key=True)
    machine = models.CharField(max_length=100)
    role = models.CharField(max_length=10)
    version = models.CharField(max_length=40)
    place = models.CharField(max_length=64)
    keys = models.CharField(max_length=64)
    skew = models.BigIntegerField(default=0)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("machine", "role", "process")

    def __str__(self) -> str:
        return f"{self.machine} {self.role}"
