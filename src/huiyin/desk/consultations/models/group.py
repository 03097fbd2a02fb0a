"""Comments that say the same, and what people decided about them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from huiyin.desk.consultations.models.consultation import Consultation
from huiyin.desk.core.search import SearchedQuerySet
from huiyin.i18n import choose_wording


class GroupQuerySet(SearchedQuerySet["Group"]):
    """Groups, as they may be shown."""

    def standing(self) -> GroupQuerySet:
        """Those for which a comment stands that was not withdrawn: what the team sees."""
        return self.filter(representative__state="sent")

    def public(self) -> GroupQuerySet:
        """Those for which a public comment stands and that were not set aside: what everybody sees."""
        return self.standing().filter(size__gt=0, representative__is_private=False, aside="")


class Group(models.Model):
    """Comments that say the same text. ``size`` and ``organisations`` count public comments alone,
    ``private`` those that only the team sees; a group without public ones is the team's.

    ``key`` is the representative's public id. A later run finds the same row again by its members, so its
    name (what a person called it, ``name_zh`` and ``name_en``) and ``aside`` (why it was set aside; it is the team's then, and its authors see why) stay. Where the comments of a group were
    all withdrawn, it has no representative: it is empty, and shown nowhere.
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
        """What a person called it, in the reader's language where it has a name in it."""
        return choose_wording(self.name_zh, self.name_en)

    @property
    def is_open(self) -> bool:
        """Whether more than the team may know of it, as far as that does not hang on who stands for it."""
        return self.size > 0 and not self.aside

    @property
    def is_empty(self) -> bool:
        return self.representative_id is None

    @property
    def words(self) -> str:
        """The words of the comment that stands for the group; none where it may not be shown."""
        speaker = self.representative
        if speaker is None or not speaker.is_sent or (self.size and speaker.is_private):
            return ""
        return speaker.words


class KeptGrouping(models.Model):
    """Under which token a machine keeps the groups that are written here, so that what is said later is folded into them
    (:mod:`huiyin.grouping.kept_groups`). ``since``: what was changed from then on was not seen; ``comments``: how many were.
    There is none while groups are written."""

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
    """What a person decided about groups; a later run keeps it. ``comments`` are public ids: of ``merge``
    those whose groups become one, of ``split`` those that leave the group of the last one."""

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
