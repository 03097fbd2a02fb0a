"""The network's own list of focuses."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from huiyin.i18n import choose_wording


class FocusArea(models.Model):
    """A focus of the list. ``icnptso``: codes of the UN's classification, one blank between; ``civil_class``: of the
    fourteen Chinese classes; ``sdgs``: numbers of the goals. Facts name it by its ``slug``, which never changes."""

    slug = models.SlugField(max_length=60, unique=True)
    name_zh = models.CharField(max_length=100, blank=True)
    name_en = models.CharField(max_length=100, blank=True)
    icnptso = models.CharField(max_length=60, blank=True)
    civil_class = models.CharField(max_length=30, blank=True)
    sdgs = models.CharField(max_length=60, blank=True)
    position = models.PositiveIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ("position", "id")
        constraints = [
            models.CheckConstraint(
                name="focus_has_a_name", condition=~Q(name_zh="") | ~Q(name_en="")
            )
        ]

    def __str__(self) -> str:
        return choose_wording(self.name_zh, self.name_en)


class FocusChange(models.Model):
    """What became of a focus of the list: ``kind`` added, changed, merged, retired or restored; ``before`` and ``after``:
    what it said then."""

    focus = models.ForeignKey(FocusArea, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=10)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return f"{self.focus} {self.kind}"
