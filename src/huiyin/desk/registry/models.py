from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from huiyin.i18n import choose_wording


class Organisation(models.Model):
    """The registry's unit."""

    class Kind(models.TextChoices):
        MEMBER = "member"
        AUTHORITY = "authority"
        PARTNER = "partner"

    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.MEMBER)
    name_zh = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=10, default="zh-hans")
    email = models.EmailField(blank=True)

    class Meta:
        ordering = ("slug",)
        constraints = [
            models.CheckConstraint(
                name="organisation_has_a_name", condition=~Q(name_zh="") | ~Q(name_en="")
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the reader's language where there is one in it."""
        return choose_wording(self.name_zh, self.name_en)


class Period(models.Model):
    """Something that holds from a day to a day; an open end still holds."""

    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        if self.since and self.until and self.until < self.since:
            raise ValidationError({"until": "ends before it begins"})


class Focus(Period):
    """An area an organisation works in during a period."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="focuses")
    area = models.CharField(max_length=80)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.area


class Route(models.Model):
    """How an organisation develops, on a day: shares of three routes, with the evidence."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="routes")
    on = models.DateField(null=True, blank=True)
    professional = models.FloatField(
        default=0, validators=[MinValueValidator(0), MaxValueValidator(1)]
    )
    grassroots = models.FloatField(
        default=0, validators=[MinValueValidator(0), MaxValueValidator(1)]
    )
    international = models.FloatField(
        default=0, validators=[MinValueValidator(0), MaxValueValidator(1)]
    )
    evidence = models.TextField(blank=True)

    class Meta:
        ordering = (F("on").asc(nulls_first=True), "id")

    def __str__(self) -> str:
        return f"{self.professional:.2f} {self.grassroots:.2f} {self.international:.2f}"

    @property
    def main(self) -> str:
        """The route with the largest share."""
        return max(
            ("professional", "grassroots", "international"), key=lambda name: getattr(self, name)
        )


class Seat(models.Model):
    """A person who speaks for an organisation: a member's delegate, an authority's officer."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="seats"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="seats")

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=("user", "organisation"), name="one_seat_each")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation}"


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
