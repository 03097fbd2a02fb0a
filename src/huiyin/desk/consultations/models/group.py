"""Groups of similar comments, and decisions about them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from huiyin.desk.consultations.models.consultation import Consultation
from huiyin.desk.core.search import SearchedQuerySet
from huiyin.i18n import choose_wording


class GroupQuerySet(SearchedQuerySet["Group"]):
    """Decides which groups may be shown."""

    def standing(self) -> GroupQuerySet:
        """Groups with a representative that was not withdrawn: what the team sees."""
        return self.filter(representative__state="sent")

    def public(self) -> GroupQuerySet:
        """Groups with a public representative that are not set aside: what everybody sees."""
        return self.standing().filter(size__gt=0, representative__is_private=False, aside="")


class Group(models.Model):
    """Comments that say the same. ``size`` and ``organisations`` count public comments only, ``private`` the
    others; a group without public ones is visible to the team only.

    ``key`` is the representative's public id. Regrouping matches rows by their members, so names (``name_zh``,
    ``name_en``) and ``aside`` (the reason for setting it aside, visible to its authors) are kept. If all
    comments of a group were withdrawn it has no representative, is empty, and is shown nowhere.
    """

    searched = ("name_zh", "name_en")
    search_scope = "consultation_id"
    objects = GroupQuerySet.as_manager()

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="groups")
    key = models.CharField(max_length=40)
    representative = models.ForeignKey(
        "consultations.Comment",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="represents",
    )
    eid = models.CharField(max_length=120, blank=True)
    name_zh = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    size = models.PositiveIntegerField(default=0)
    private = models.PositiveIntegerField(default=0)
    organisations = models.PositiveIntegerField(default=0)
    languages = models.CharField(max_length=40, blank=True)
    aside = models.TextField(blank=True)

    class Meta:
        ordering = ("-size", "id")
        constraints = [
            models.UniqueConstraint(fields=("consultation", "key"), name="one_group_per_key")
        ]
        indexes = [
            models.Index(fields=("consultation", "eid", "-size")),
            models.Index(fields=("consultation", "-size", "id")),
        ]

    def __str__(self) -> str:
        return self.name or self.key

    @property
    def name(self) -> str:
        """The name given by a person, preferably in the reader's language."""
        return choose_wording(self.name_zh, self.name_en)

    @property
    def is_open(self) -> bool:
        """Whether others than the team may see it, apart from who represents it."""
        return self.size > 0 and not self.aside

    @property
    def is_empty(self) -> bool:
        return self.representative_id is None

    @property
    def words(self) -> str:
        """The text of the representative; empty if it may not be shown."""
        speaker = self.representative
        if speaker is None or not speaker.is_sent or (self.size and speaker.is_private):
            return ""
        return speaker.words


class KeptGrouping(models.Model):
    """The token under which a machine keeps the current grouping, so that later changes can be applied to it
    (:mod:`huiyin.grouping.kept_groups`). ``since``: changes from then on are not included; ``comments``: their
    number. Absent while groups are being written.
    """

    consultation = models.OneToOneField(
        Consultation, on_delete=models.CASCADE, related_name="kept_grouping"
    )
    token = models.CharField(max_length=32)
    since = models.DateTimeField()
    comments = models.PositiveIntegerField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.token


class Decision(models.Model):
    """A person's decision about groups, which later groupings respect. ``comments`` are public ids: for
    ``merge`` those whose groups become one; for ``split`` those that leave the group of the last one.
    """

    class Kind(models.TextChoices):
        MERGE = "merge"
        SPLIT = "split"
        NAME = "name"
        ASIDE = "aside"
        RETURN = "return"

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="decisions"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    comments = models.JSONField(default=list)
    words = models.TextField(blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.kind
