"""Who serves the desk: the processes of its machines, which say so now and then."""

from __future__ import annotations

from django.db import models


class Presence(models.Model):
    """A process that serves or works, on one of the machines of the desk (:mod:`huiyin.desk.operations.presence`).

    ``place``: of the folder that it keeps the desk's files in, and ``keys``: a digest of the keys that it signs and seals
    with; both are one for all machines. ``skew``: by how many milliseconds its clock is ahead of the database's.
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
