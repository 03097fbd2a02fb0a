"""Items forwarded by a network to the umbrella or a parent network, and their outcome."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from huiyin.desk.proposals.models.proposal import ProposalVersion, Suggestion


class Forwarding(models.Model):
    """Statements, suggestions or a whole joint proposal forwarded from ``origin`` to ``target``, with
    ``reasons``.

    ``version`` is set if the proposal was forwarded as a whole; the items hold the content. The row outlives
    the account that created it.
    """

    class Kind(models.TextChoices):
        STATEMENTS = "statements"
        SUGGESTIONS = "suggestions"
        PROPOSAL = "proposal"

    origin = models.ForeignKey(
        "consultations.Consultation", on_delete=models.CASCADE, related_name="forwarded_up"
    )
    target = models.ForeignKey(
        "consultations.Consultation", on_delete=models.CASCADE, related_name="forwarded_here"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    version = models.ForeignKey(
        ProposalVersion, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    reasons = models.TextField()
    forwarded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    forwarded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.origin} → {self.target}"


class ForwardedItem(models.Model):
    """One forwarded statement or suggestion.

    ``taken_key`` and ``taken_statement`` refer to what it became; a suggestion keeps its key in all versions.
    ``answer`` is the reason for sending it back.

    The item refers to the original text, which cannot change because only locked versions are forwarded.
    Amendments are the difference to the text it became.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        TAKEN = "taken"  # as it was
        AMENDED = "amended"  # with other words
        SENT_BACK = "sent_back"
        WITHDRAWN = "withdrawn"  # by who forwarded it

    forwarding = models.ForeignKey(Forwarding, on_delete=models.CASCADE, related_name="items")
    suggestion = models.ForeignKey(
        Suggestion, null=True, blank=True, on_delete=models.CASCADE, related_name="forwarded"
    )
    statement = models.ForeignKey(
        "consultations.Statement",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="forwarded",
    )
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    answer = models.TextField(blank=True)
    taken_key = models.CharField(max_length=40, blank=True)
    taken_statement = models.ForeignKey(
        "consultations.Statement",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="came_from",
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(suggestion__isnull=False, statement__isnull=True)
                | Q(suggestion__isnull=True, statement__isnull=False),
                name="forwards_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.forwarding_id} · {self.state}"
