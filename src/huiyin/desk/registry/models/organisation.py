"""Organisations, and who speaks for them."""

from __future__ import annotations

from datetime import date, datetime
from itertools import chain
from typing import Any, TypeAlias

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from huiyin.desk.core.search import SearchedQuerySet
from huiyin.desk.registry.data import OrganisationKind
from huiyin.desk.registry.models.file_import import FileImport
from huiyin.desk.registry.sort_keys import make_search_text, make_sort_key
from huiyin.i18n import choose_wording


class OrganisationQuerySet(SearchedQuerySet["Organisation"]):
    """Organisations, found by all their names."""


class Organisation(models.Model):
    """The registry's unit: who it is. What it is, is in its facts; the columns hold what they say today, so that a list
    needs no facts, and ``registry.api.current_facts`` alone writes them.

    ``past_names``: of each name that ended its last day and the name in both languages, the newest first, so that an old
    act names the body as it then was without a query. ``search_text``: all names, folded, with their pinyin.
    ``founded_on``, ``ended_on``: where it is stated when it began and ended."""

    searched = ("search_text",)
    objects = OrganisationQuerySet.as_manager()

    Kind: TypeAlias = OrganisationKind

    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.MEMBER)
    name_zh = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=10, default="zh-hans")
    email = models.EmailField(blank=True)
    created_at = models.DateTimeField(null=True, blank=True, default=timezone.now)
    #: The file that it came from.
    file_import = models.ForeignKey(
        FileImport, null=True, blank=True, on_delete=models.SET_NULL, related_name="organisations"
    )
    sort_key = models.CharField(max_length=120, blank=True)
    sort_key_en = models.CharField(max_length=120, blank=True)
    search_text = models.TextField(blank=True)
    past_names = models.JSONField(default=list, blank=True)
    founded_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    #: The day on which one of the columns will say something else, by the facts that are known.
    due_on = models.DateField(null=True, blank=True, db_index=True)

    class Meta:
        ordering = ("slug",)
        constraints = [
            models.CheckConstraint(
                name="organisation_has_a_name", condition=~Q(name_zh="") | ~Q(name_en="")
            )
        ]
        indexes = [
            models.Index(fields=("kind", "sort_key", "id"), name="organisations_by_pinyin"),
            models.Index(fields=("kind", "sort_key_en", "id"), name="organisations_by_name"),
            models.Index(fields=("sort_key", "id"), name="all_by_pinyin"),
            models.Index(fields=("sort_key_en", "id"), name="all_by_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the reader's language where there is one in it."""
        return choose_wording(self.name_zh, self.name_en)

    def name_on(self, day: date | datetime) -> str:
        """What it was called on ``day``, in the reader's language; before its first known name, that one."""
        names = self.names_on(day)
        return choose_wording(names["zh"], names["en"])

    def names_on(self, day: date | datetime | None) -> dict[str, str]:
        """Language → name on ``day``, or today; empty where there is none in it."""
        names = {"zh": self.name_zh, "en": self.name_en}
        if day is None:
            return names
        day = timezone.localtime(day).date() if isinstance(day, datetime) else day
        for past in self.past_names:  # the newest first, so the last one that still held is right
            if past["until"] >= day.isoformat():
                names[past["language"]] = past["name"]
        return names

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new one gets the facts that its columns state."""
        is_new = self._state.adding
        if is_new:
            self.sort_key = self.sort_key or make_sort_key(self.name_zh, self.name_en)
            self.sort_key_en = self.sort_key_en or make_sort_key("", self.name_en or self.name_zh)
            names = (self.name_zh, self.name_en, self.slug)
            self.search_text = self.search_text or make_search_text(names)
        with transaction.atomic():
            super().save(*args, **kwargs)
            if is_new:
                self._state_first_facts()

    def _state_first_facts(self) -> None:
        model = apps.get_model("registry", "Fact")
        today = timezone.localdate()
        stated = chain(
            ((("name", "zh", self.name_zh),) if self.name_zh else ()),
            ((("name", "en", self.name_en),) if self.name_en else ()),
            (("kind", self.kind, ""),),
        )
        model._default_manager.bulk_create(
            model(
                organisation=self, kind=kind, code=code, text=text, since="?", first_day=today,
                confirmed_on=today,
            )
            for kind, code, text in stated
        )  # fmt: skip


class Seat(models.Model):
    """A person who speaks for an organisation: a member's delegate, an authority's officer."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="seats"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="seats")
    since = models.DateField(null=True, blank=True, default=timezone.localdate)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=("user", "organisation"), name="one_seat_each")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation}"


class FormerSeat(models.Model):
    """A seat that ended. Apart from those that give rights, so that none can be taken for one of these."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="former_seats"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="former_seats"
    )
    since = models.DateField(null=True, blank=True)
    until = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation} · {self.until}"
