"""Statements, votes on them, and the map drawn from the votes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from huiyin.desk.consultations.models.consultation import Consultation
from huiyin.desk.consultations.models.group import Group
from huiyin.desk.core.search import SearchedQuerySet
from huiyin.i18n import choose_wording


class Statement(models.Model):
    """One sentence that can be agreed or disagreed with."""

    searched = ("text_zh", "text_en")
    search_scope = "consultation_id"
    objects = SearchedQuerySet.as_manager()

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="statements"
    )
    key = models.CharField(max_length=40)
    text_zh = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.SET_NULL, related_name="statements"
    )
    is_moderated_out = models.BooleanField(default=False)
    #: Its words were those of a comment that was withdrawn, and were taken out.
    is_unworded = models.BooleanField(default=False)
    #: When its votes were last published.
    counted_at = models.DateTimeField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    #: What a page says beside it, such as where it came from; kept nowhere.
    notes: Sequence[Any] = ()

    class Meta:
        ordering = ("position", "id")
        constraints = [
            models.UniqueConstraint(fields=("consultation", "key"), name="one_statement_per_key")
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        return choose_wording(self.text_zh, self.text_en)


class Vote(models.Model):
    """``value``: 1 agree, −1 disagree, 0 pass, None for a vote that was taken back; ``published``: what is counted
    wherever a count is shown, None while nothing is.

    The two part until the votes of at least :data:`BATCH` voices on the statement have (``consultations.api.votes``
    publishes them, and says what a voice is): what is shown never changes by the vote of one. An organisation has one vote on a statement,
    whoever casts it and whatever it is called by then; who votes by a file has a ``participant`` and no account.
    """

    #: Votes of so many voices become public together.
    BATCH = 5

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="votes")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="votes",
    )
    # A vote outlives who cast it: taken out of the counts with them, it would be known.
    organisation = models.ForeignKey(
        "registry.Organisation", null=True, blank=True, on_delete=models.SET_NULL
    )
    participant = models.CharField(max_length=120)
    value = models.SmallIntegerField(null=True)
    published = models.SmallIntegerField(null=True, blank=True)
    cast_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=("statement", "participant"), name="one_vote_each"),
            models.UniqueConstraint(
                fields=("statement", "organisation"),
                condition=Q(organisation__isnull=False),
                name="one_vote_per_organisation",
            ),
            models.CheckConstraint(
                name="a_vote_is_one_of_three", condition=Q(value__in=(-1, 0, 1))
            ),
            models.CheckConstraint(
                name="a_published_vote_is_one_of_three", condition=Q(published__in=(-1, 0, 1))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant}: {self.value}"


class Witness(models.Model):
    """Who may have seen a vote that is not published yet, and could not be asked for any more: somebody whose seat in
    its organisation has ended since, or whose vote for it another delegate has changed. The row goes when the vote is
    published. Without a person: their account is gone."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="witnesses")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="witnessed",
    )

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.user} saw vote {self.vote_id}"


class OpinionResult(models.Model):
    """The map as last computed; ``result`` as ``huiyin map --json`` gives it, ``charts`` as SVG by name and
    language. ``votes``: how many published votes it stands on. ``placing``: a token of a participant → the group that
    it is counted in; the next map is drawn with it (:mod:`huiyin.opinion.continuity`)."""

    consultation = models.OneToOneField(
        Consultation, on_delete=models.CASCADE, related_name="opinion"
    )
    result = models.JSONField(default=dict)
    charts = models.JSONField(default=dict)
    placing = models.JSONField(default=dict)
    votes = models.PositiveIntegerField(default=0)
    computed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"map of {self.votes} votes"

    @property
    def is_drawn(self) -> bool:
        """Whether its charts are there: they go when words go that they hold, and come with the next map."""
        return bool(self.charts)

    @property
    def is_map(self) -> bool:
        """Whether there are groups to show. One group alone is set apart from nobody: a map of it, as older desks
        kept, is not shown until it is drawn anew."""
        return len(self.result.get("groups", ())) > 1
