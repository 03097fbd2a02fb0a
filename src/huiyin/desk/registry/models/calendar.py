"""How an authority's working days are counted."""

from __future__ import annotations

from django.db import models

from huiyin.desk.registry.models.organisation import Organisation


class Calendar(models.Model):
    """How an authority's working days are counted. ``country`` names the public holidays that are shipped, or
    is empty; ``weekend`` the days of the week off, 0 for Monday; its own days stand above both."""

    CHINA = "cn"

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="calendar"
    )
    country = models.CharField(max_length=2, blank=True, default=CHINA)
    weekend = models.CharField(max_length=7, blank=True, default="56")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.organisation} {self.country} {self.weekend}"


class CalendarDay(models.Model):
    """A day that this authority does not work, or works though it would be off."""

    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    is_worked = models.BooleanField(default=False)
    name = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ("day", "id")
        constraints = [models.UniqueConstraint(fields=("calendar", "day"), name="one_entry_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
