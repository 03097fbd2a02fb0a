"""Facts with periods."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from huiyin.desk.core.choices import list_choices
from huiyin.desk.registry.data import FactKind, FactRecord
from huiyin.desk.registry.models.file_import import FileImport
from huiyin.desk.registry.models.organisation import Organisation


class Period(models.Model):
    """From a day to a day, as it was stated (``2008``, ``2008-05``, ``2008-05-06``; empty without a bound, ``?`` where
    only a day is known on which it held or was over) and as the days that this may mean; and who says so."""

    since = models.CharField(max_length=10, blank=True)
    until = models.CharField(max_length=10, blank=True)
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=500, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True


class Fact(Period):
    """Something that held of an organisation. A row is never rewritten: who changes or corrects a fact withdraws its row
    and adds another, so that the registry can say what was known on an earlier day. Only ``confirmed_on`` moves on."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="facts")
    kind = models.CharField(max_length=20, choices=list_choices(FactKind))
    code = models.CharField(max_length=80, blank=True)
    text = models.TextField(blank=True)
    number = models.FloatField(null=True, blank=True)
    data = models.JSONField(default=dict, blank=True)
    is_public = models.BooleanField(default=True)
    confirmed_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    #: The file that it came from, and the file that took it away.
    file_import = models.ForeignKey(
        FileImport, null=True, blank=True, on_delete=models.SET_NULL, related_name="facts"
    )
    withdrawn_by_import = models.ForeignKey(
        FileImport, null=True, blank=True, on_delete=models.SET_NULL, related_name="withdrawn"
    )

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                name="fact_ends_after_it_begins",
                condition=Q(first_day=None) | Q(last_day=None) | Q(last_day__gte=F("first_day")),
            )
        ]
        indexes = [
            models.Index(fields=("kind", "code", "organisation"), name="facts_by_what_they_say"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.kind} {self.code} {self.text}".strip()

    def as_record(self) -> FactRecord:
        return FactRecord(
            id=self.pk, organisation=self.organisation_id, kind=FactKind(self.kind), code=self.code,
            text=self.text, number=self.number, data=self.data, since=self.since, until=self.until,
            first_day=self.first_day, last_day=self.last_day, source=self.source, is_public=self.is_public,
            recorded_by=self.recorded_by_id, recorded_at=self.recorded_at, confirmed_on=self.confirmed_on,
            withdrawn_at=self.withdrawn_at,
        )  # fmt: skip
