from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from huiyin.desk.core.choices import list_choices
from huiyin.desk.initiatives.data import IndicatorSource
from huiyin.desk.initiatives.models.initiatives import Initiative
from huiyin.desk.initiatives.models.period_fields import Dated, Written
from huiyin.i18n import choose_wording


class Goal(Dated, Written):
    """What a network wants to be different, or an initiative, or, where neither is named, the umbrella. ``targets``: codes
    of targets of the SDGs (13.1); ``came_from``: the initiative whose goal it was before that became the network."""

    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    network = models.ForeignKey(
        "networks.Network", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    initiative = models.ForeignKey(
        Initiative, null=True, blank=True, on_delete=models.PROTECT, related_name="goals"
    )
    came_from = models.ForeignKey(
        Initiative, null=True, blank=True, on_delete=models.PROTECT, related_name="given_goals"
    )
    title_zh = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    description_zh = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    targets: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    position = models.PositiveIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("position", "id")
        constraints = [
            models.CheckConstraint(
                name="a_goal_has_one_owner", condition=Q(network=None) | Q(initiative=None)
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return choose_wording(self.title_zh, self.title_en)

    @property
    def description(self) -> str:
        return choose_wording(self.description_zh, self.description_en)


class Indicator(Written):
    """What a goal is measured by."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="indicators")
    name_zh = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    unit_zh = models.CharField(max_length=60, blank=True)
    unit_en = models.CharField(max_length=60, blank=True)
    source = models.CharField(
        max_length=10, choices=list_choices(IndicatorSource), default=IndicatorSource.HAND.value
    )
    baseline = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    target = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    target_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return choose_wording(self.name_zh, self.name_en)

    @property
    def unit(self) -> str:
        return choose_wording(self.unit_zh, self.unit_en)


class Observation(Written):
    """A value of an indicator on a day. A wrong one is withdrawn and another added."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="observations")
    day = models.DateField()
    value = models.DecimalField(max_digits=16, decimal_places=4)
    source = models.CharField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("day", "id")

    def __str__(self) -> str:
        return f"{self.day} {self.value}"


class GoalTie(Written):
    """That an initiative serves a goal, from a day to a day."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="ties")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="ties")
    tied_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ("tied_on", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("initiative", "goal"),
                condition=Q(ended_on=None),
                name="a_goal_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.goal_id}"


class GoalReview(Written):
    """That somebody looked on a day and found no goal that an initiative serves. It holds until it is tied to one, or until
    somebody takes the review back."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="reviews")
    day = models.DateField()
    note = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-day", "-id")

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.day}"
