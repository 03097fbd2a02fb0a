from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from huiyin.desk.core.choices import list_choices
from huiyin.desk.research.data import PrizeLevel, UseKind
from huiyin.i18n import choose_wording


class WorkUse(models.Model):
    """That somebody used a work, with where that is to be read. ``withdrawn_at``: it was a mistake; the entry in the ledger
    is corrected by another."""

    work = models.ForeignKey("research.Work", on_delete=models.CASCADE, related_name="uses")
    kind = models.CharField(max_length=12, choices=list_choices(UseKind))
    day = models.DateField()
    authority = models.ForeignKey(
        "registry.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    consultation = models.ForeignKey(
        "consultations.Consultation",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    source = models.CharField(max_length=300, blank=True)
    url = models.URLField(max_length=300, blank=True)
    words = models.TextField(blank=True)
    language = models.CharField(max_length=10, blank=True)
    exchange = models.PositiveIntegerField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-day", "-id")

    def __str__(self) -> str:
        return f"{self.kind} {self.source}"


class Prize(models.Model):
    """That a work was honoured: by whom, how widely, and what shows it."""

    work = models.ForeignKey("research.Work", on_delete=models.CASCADE, related_name="prizes")
    name_zh = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    body = models.ForeignKey(
        "registry.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    body_name = models.CharField(max_length=200, blank=True)
    level = models.CharField(max_length=14, choices=list_choices(PrizeLevel))
    day = models.DateField()
    url = models.URLField(max_length=300, blank=True)
    file = models.FileField(upload_to="research/", max_length=200, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    exchange = models.PositiveIntegerField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-day", "-id")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return choose_wording(self.name_zh, self.name_en)

    @property
    def giver(self) -> str:
        return self.body.name_on(self.day) if self.body is not None else self.body_name


class LawTrace(models.Model):
    """What of a work's recommendations stands in an enacted text, in one language, as the machine found it: ``passages`` as
    :class:`huiyin.trace.provenance.recommendations.RecommendedPassage`, one object each. What a person says of it stands
    beside it, never over it."""

    class Decision(models.TextChoices):
        USED = "used"
        NOT_USED = "not_used"

    work = models.ForeignKey("research.Work", on_delete=models.CASCADE, related_name="law_traces")
    consultation = models.ForeignKey(
        "consultations.Consultation", on_delete=models.CASCADE, related_name="+"
    )
    language = models.CharField(max_length=10)
    passages = models.JSONField(default=list)
    has_draft = models.BooleanField(default=True)
    decision = models.CharField(max_length=8, blank=True, choices=Decision)
    note = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    computed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=("work", "consultation", "language"), name="one_trace_of_a_work_in_a_law"
            )
        ]

    def __str__(self) -> str:
        return f"{self.work} · {self.consultation}"
