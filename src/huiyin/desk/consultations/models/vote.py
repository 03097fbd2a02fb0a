"""Statements, votes, and the opinion map."""

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
    """A sentence that people can agree or disagree with."""

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
    #: Its wording came from a withdrawn comment and was removed.
    is_unworded = models.BooleanField(default=False)
    #: When its votes were last published.
    counted_at = models.DateTimeField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    #: Notes shown beside it on a page; not stored.
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
    """``value``: 1 agree, −1 disagree, 0 pass, None for a withdrawn vote; ``published``: the value that is
    counted, None if none is.

    The two differ until the votes of at least :data:`BATCH` voices on the statement differ (see
    ``consultations.api.votes``): no count changes by a single vote. An organisation has one vote per statement,
    whoever casts it and whatever its name; an imported vote has a ``participant`` and no account.
    """

    #: How many voices are published together.
    BATCH = 5

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="votes")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="votes",
    )
    # A vote outlives its caster: if it were removed from the counts with them, it could be derived.
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
    """Somebody who may know an unpublished vote: their seat in the organisation has ended, or another delegate
    changed their vote. Deleted when the vote is published. Without a person if the account was deleted.
    """

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
    """The current map; ``result`` as from ``huiyin map --json``, ``charts`` as SVG by name and language.

    ``votes``: the number of published votes. ``placing``: pseudonym of a participant → group, from which the
    next map continues (:mod:`huiyin.opinion.continuity`).
    """

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
        """Whether it has charts; they are removed when words in them are withdrawn."""
        return bool(self.charts)

    @property
    def is_map(self) -> bool:
        """Whether there are groups to show. Maps of a single group, from earlier versions, are not shown."""
        return len(self.result.get("groups", ())) > 1
