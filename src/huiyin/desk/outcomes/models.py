"""Submissions, replies, and uptake in the enacted text."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from huiyin.desk.core.choices import list_choices
from huiyin.desk.core.search import SearchedQuerySet
from huiyin.intake import ReplyStatus


class Submission(models.Model):
    """A signed version of the proposal, submitted to an authority. ``digests``: file name → SHA-256 (hexadecimal)."""

    version = models.OneToOneField(
        "proposals.ProposalVersion", on_delete=models.PROTECT, related_name="submission"
    )
    authority = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    day = models.DateField()
    package = models.FileField(upload_to="submissions/", blank=True)
    digests = models.JSONField(default=dict)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.version} → {self.authority}"


class Reply(models.Model):
    """The authority's reply to a suggestion."""

    searched = ("reason",)
    objects = SearchedQuerySet.as_manager()

    suggestion = models.OneToOneField(
        "proposals.Suggestion", on_delete=models.CASCADE, related_name="reply"
    )
    status = models.CharField(max_length=14, choices=list_choices(ReplyStatus))
    reason = models.TextField(blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    replied_on = models.DateField(null=True, blank=True)  # the day of the answer, where known
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.status


class Handover(models.Model):
    """A submission handed to a further authority. ``exchange``: the number of its ledger entry, which opens a
    thread with its own clock.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="handovers")
    authority = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    day = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    exchange = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=("submission", "authority"), name="handed_to_an_authority_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} → {self.authority}"


class HandoverReply(models.Model):
    """A further authority's reply to a suggestion."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="replies")
    suggestion = models.ForeignKey(
        "proposals.Suggestion", on_delete=models.CASCADE, related_name="+"
    )
    status = models.CharField(max_length=14, choices=list_choices(ReplyStatus))
    reason = models.TextField(blank=True)
    replied_on = models.DateField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=("handover", "suggestion"), name="one_reply_of_a_further_authority"
            )
        ]

    def __str__(self) -> str:
        return self.status


class Uptake(models.Model):
    """What became of a suggestion in the enacted text: the computed verdict, and a person's.

    ``passages``: objects with the fields of :class:`huiyin.trace.Passage`; ``reason``: a code with text,
    ``details`` its arguments.
    """

    suggestion = models.OneToOneField(
        "proposals.Suggestion", on_delete=models.CASCADE, related_name="uptake"
    )
    verdict = models.CharField(max_length=14)
    score = models.FloatField(validators=[MinValueValidator(0), MaxValueValidator(1)])
    confidence = models.FloatField(validators=[MinValueValidator(0), MaxValueValidator(1)])
    passages = models.JSONField(default=list)
    #: The same for the suggestion's translation, if the law is available in that language too.
    passages_translated = models.JSONField(default=list)
    reason = models.CharField(max_length=40)
    details = models.JSONField(default=dict)
    person_verdict = models.CharField(max_length=14, blank=True)
    person_reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    computed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.final_verdict

    @property
    def final_verdict(self) -> str:
        return self.person_verdict or self.verdict
