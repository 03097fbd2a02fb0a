"""Drafts written on this desk: provisions, their history, and numbered versions."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from huiyin.desk.core.choices import list_choices
from huiyin.desk.laws.draft_data import DraftAct, DraftSharing
from huiyin.i18n import choose_wording

if TYPE_CHECKING:
    from huiyin.desk.laws.drafters import Drafter


class DraftQuerySet(models.QuerySet["WrittenDraft"]):
    def visible_to(self, drafter: Drafter) -> DraftQuerySet:
        """The drafts that the user may read; deleted ones only for those who may restore them."""
        leads = Q(network__in=drafter.networks)
        if drafter.is_team:
            return self
        seen = Q(sharing=DraftSharing.PUBLIC)
        if drafter.number is not None:
            seen |= Q(
                pk__in=WrittenDraft.editors.through.objects.filter(user=drafter.number).values(
                    "writtendraft"
                )
            )
        if drafter.member_networks:
            seen |= Q(sharing=DraftSharing.NETWORK, network__in=drafter.member_networks)
        if drafter.is_member:
            seen |= Q(sharing=DraftSharing.NETWORK, network=None)
        return self.filter(leads | Q(seen, deleted_at=None))  # fmt: skip


class WrittenDraft(models.Model):
    """A draft law written on this desk. ``network``: whose initiative it is, None for all members; ``editors``:
    authors besides coordinators and the secretariat. Changes of the order of provisions lock this row.
    """

    slug = models.SlugField(max_length=60, unique=True)
    instrument = models.OneToOneField(
        "laws.Instrument", on_delete=models.PROTECT, related_name="written"
    )
    network = models.ForeignKey(
        "networks.Network", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    aim_zh = models.TextField(blank=True)
    aim_en = models.TextField(blank=True)
    sharing = models.CharField(
        max_length=8, choices=list_choices(DraftSharing), default=DraftSharing.EDITORS.value
    )
    editors = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return str(self.instrument)

    @property
    def aim(self) -> str:
        return choose_wording(self.aim_zh, self.aim_en)


class DraftProvision(models.Model):
    """A piece of a draft that is edited as a whole, in one or both languages: an article, a heading, or what
    precedes the first. How it is understood is parsed from its text and never stored. ``deleted_at``: it can be
    restored.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True)
    draft = models.ForeignKey(WrittenDraft, on_delete=models.CASCADE, related_name="provisions")
    position = models.PositiveIntegerField()
    text_zh = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("position", "id")
        indexes = [models.Index(fields=("draft", "position"), name="provisions_of_a_draft")]

    def __str__(self) -> str:
        return choose_wording(self.text_zh, self.text_en)[:60]


class DraftChange(models.Model):
    """The text of a provision before a change, so that nobody's text is lost."""

    provision = models.ForeignKey(DraftProvision, on_delete=models.CASCADE, related_name="changes")
    act = models.CharField(max_length=8, choices=list_choices(DraftAct))
    text_zh = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.act} {self.changed_at:%Y-%m-%d}"


class DraftWords(models.Model):
    """Unsaved text, stored while somebody types and shown to nobody else.

    ``provision`` is None for a new one. Such a row has the ``key`` of its form, so that two open tabs do not
    overwrite each other, and the key of the provision that it comes ``after`` (None: first). ``seen``: the
    version from which its author started.
    """

    draft = models.ForeignKey(WrittenDraft, on_delete=models.CASCADE, related_name="+")
    provision = models.ForeignKey(
        DraftProvision, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField(null=True, blank=True)
    after = models.UUIDField(null=True, blank=True)
    text_zh = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    seen = models.CharField(max_length=40, blank=True)
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=("person", "provision"), name="words_typed_once"),
            models.UniqueConstraint(
                fields=("person", "draft", "key"),
                condition=Q(provision=None),
                name="new_words_typed_once",
            ),
        ]

    def __str__(self) -> str:
        return choose_wording(self.text_zh, self.text_en)[:60]


class DraftEdition(models.Model):
    """A numbered, named version of a draft. ``pieces``: key, Chinese and English of each provision in order; it
    never changes.
    """

    draft = models.ForeignKey(WrittenDraft, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=120, blank=True)
    pieces = models.JSONField(default=list)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-number", "-id")
        constraints = [
            models.UniqueConstraint(fields=("draft", "number"), name="one_edition_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.draft} {self.number} {self.name}".strip()
