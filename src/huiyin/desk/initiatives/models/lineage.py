from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from huiyin.desk.core.choices import list_choices
from huiyin.desk.initiatives.data import FounderState, LineageKind
from huiyin.desk.initiatives.models.initiatives import Initiative
from huiyin.desk.initiatives.models.period_fields import Dated, Written
from huiyin.i18n import say


class LineageEvent(Dated, Written):
    """What happened between initiatives and networks on the day ``since``, and what shows it. A wrong one is withdrawn."""

    kind = models.CharField(max_length=16, choices=list_choices(LineageKind))
    evidence = models.TextField(blank=True)
    evidence_url = models.URLField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("first_day", "id")

    def __str__(self) -> str:
        return say(f"initiative.lineage.{self.kind}")


class LineageSide(models.Model):
    """What went in or came out: an initiative or a network."""

    event = models.ForeignKey(LineageEvent, on_delete=models.CASCADE, related_name="sides")
    initiative = models.ForeignKey(
        Initiative, null=True, blank=True, on_delete=models.PROTECT, related_name="lineage"
    )
    network = models.ForeignKey(
        "networks.Network", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_outcome = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                name="a_side_is_one_thing",
                condition=Q(initiative=None, network__isnull=False)
                | Q(initiative__isnull=False, network=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {'out' if self.is_outcome else 'in'}"


class Founder(Written):
    """An organisation that is invited to be a founding member of the network that its initiative became."""

    event = models.ForeignKey(LineageEvent, on_delete=models.PROTECT, related_name="founders")
    network = models.ForeignKey("networks.Network", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(
        max_length=8, choices=list_choices(FounderState), default=FounderState.INVITED.value
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=("event", "organisation"), name="a_founder_is_invited_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.state}"
