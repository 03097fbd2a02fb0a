from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from huiyin.desk.accounts.permissions import Stage
from huiyin.i18n import choose_wording


class Consultation(models.Model):
    """A call for comments on a version of a law, with a period and an initiator.

    The period is in days of the desk's time zone, inclusive. ``initiator``: the authority that asks, or None if
    the network acts on its own initiative; ``authority``: who will reply.
    """

    slug = models.SlugField(max_length=60, unique=True)
    title_zh = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    intro_zh = models.TextField(blank=True)
    intro_en = models.TextField(blank=True)
    draft = models.ForeignKey("laws.Version", on_delete=models.PROTECT, related_name="+")
    enacted = models.ForeignKey(
        "laws.Version", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    authority = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    initiator = models.ForeignKey(
        "registry.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    network = models.ForeignKey("networks.Network", null=True, blank=True, on_delete=models.PROTECT)
    is_by_invitation = models.BooleanField(default=False)  # else every member may comment
    invited = models.ManyToManyField(
        "registry.Organisation", blank=True, related_name="consultations"
    )
    stage = models.CharField(
        max_length=14, choices=[(s.value, s.value) for s in Stage], default=Stage.PREPARING.value
    )
    skips = models.JSONField(default=list)  # stages that it goes without
    opens = models.DateField(null=True, blank=True)
    closes = models.DateField(null=True, blank=True)
    reply_due = models.DateField(null=True, blank=True)
    voting_closes = models.DateField(
        null=True, blank=True
    )  # the last day of voting, if there is one
    #: When voting first ended and all votes were published; after reopening only batches are.
    voting_ended_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-opens", "-created_at", "-id")

    def __str__(self) -> str:
        return self.title

    @property
    def days_left(self) -> int | None:
        """Days until the last day for comments: 0 on that day, negative afterwards, None if there is none."""
        return (self.closes - timezone.localdate()).days if self.closes else None

    @property
    def voting_days_left(self) -> int | None:
        """Days until the last day of voting: 0 on that day, negative afterwards, None if there is none."""
        closes = self.voting_closes
        return (closes - timezone.localdate()).days if closes else None

    @property
    def is_voting_over(self) -> bool:
        """Whether the last day of voting has passed."""
        left = self.voting_days_left
        return left is not None and left < 0

    @property
    def is_before_window(self) -> bool:
        return self.opens is not None and timezone.localdate() < self.opens

    @property
    def is_in_window(self) -> bool:
        """Whether comments are open today; without days they always are."""
        left = self.days_left
        return not self.is_before_window and (left is None or left >= 0)

    @property
    def title(self) -> str:
        return choose_wording(self.title_zh, self.title_en)

    @property
    def intro(self) -> str:
        return choose_wording(self.intro_zh, self.intro_en)
