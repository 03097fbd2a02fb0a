from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from huiyin.desk.core.choices import list_choices
from huiyin.desk.core.search import SearchedQuerySet
from huiyin.desk.ledger.data import Visibility
from huiyin.desk.research.data import FileRole, WorkState, WorkType
from huiyin.i18n import choose_wording, current_language, say

if TYPE_CHECKING:
    from huiyin.desk.research.readers import Reader


class WorkQuerySet(SearchedQuerySet["Work"]):
    def visible_to(self, reader: Reader, today: date) -> WorkQuerySet:
        """Those that somebody may see on a day. What was never handed over is seen by who writes it, a draft that was given
        up too; what is embargoed by them and by the authority that commissioned it."""
        if reader.is_team:
            return self
        handed = Q(published_on__isnull=False)
        is_out = Q(embargo_until=None) | Q(embargo_until__lte=today)
        seen = handed & is_out & Q(visibility__in=reader.visibilities)
        if reader.organisations:
            seen |= Q(organisation__in=reader.organisations)
            seen |= handed & Q(commissioner__in=reader.organisations)
        if reader.networks:
            seen |= Q(network__in=reader.networks)
        return self.filter(seen)


class Work(models.Model):
    """What came of research, or was written without having been asked for.

    ``csl``: language → its metadata as an item of CSL-JSON, without authors, which are rows of their own so that a person
    can be taken out; title, type, year and ``found_by`` repeat what lists ask for. ``organisation``: whose work it is;
    ``exchange``: the number of its delivery in the ledger, None where it was not delivered to an authority.
    """

    searched = ("title_zh", "title_en", "found_by")
    objects = WorkQuerySet.as_manager()

    slug = models.SlugField(max_length=80, unique=True)
    request = models.ForeignKey(
        "research.ResearchRequest",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="works",
    )
    organisation = models.ForeignKey(
        "registry.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    network = models.ForeignKey(
        "networks.Network", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    commissioner = models.ForeignKey(
        "registry.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    csl: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    type = models.CharField(max_length=20, choices=list_choices(WorkType))
    title_zh = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True, db_index=True)
    found_by = models.TextField(blank=True)
    licence = models.CharField(max_length=30, blank=True)
    method_zh = models.TextField(blank=True)
    method_en = models.TextField(blank=True)
    data_zh = models.TextField(blank=True)
    data_en = models.TextField(blank=True)
    data_url = models.URLField(max_length=300, blank=True)
    visibility = models.CharField(
        max_length=12, choices=list_choices(Visibility), default=Visibility.PUBLIC.value
    )
    embargo_until = models.DateField(null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=list_choices(WorkState), default=WorkState.DRAFT.value
    )
    published_on = models.DateField(null=True, blank=True)
    withdrawn_note = models.TextField(blank=True)
    exchange = models.PositiveIntegerField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-published_on", "-id")

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return choose_wording(self.title_zh, self.title_en)

    @property
    def abstract(self) -> str:
        return self._choose("abstract")

    @property
    def series(self) -> str:
        """The series, with the number of the work in it."""
        number = next((one.get("collection-number", "") for one in self.csl.values()), "")
        return " ".join(filter(None, (self._choose("collection-title"), number)))

    @property
    def method(self) -> str:
        return choose_wording(self.method_zh, self.method_en)

    @property
    def data(self) -> str:
        return choose_wording(self.data_zh, self.data_en)

    @property
    def issued(self) -> str:
        """When it appeared, as far as that is known: 2026, 2026-05 or 2026-05-01."""
        for item in self.csl.values():
            parts = item.get("issued", {}).get("date-parts") or [[]]
            return "-".join(f"{part:02}" for part in parts[0])
        return ""

    def _choose(self, variable: str) -> str:
        words = {language: item.get(variable, "") for language, item in self.csl.items()}
        return choose_wording(words.get("zh", ""), words.get("en", ""))

    @property
    def is_draft(self) -> bool:
        return self.state == WorkState.DRAFT

    @property
    def is_withdrawn(self) -> bool:
        return self.state == WorkState.WITHDRAWN

    @property
    def is_embargoed(self) -> bool:
        return self.embargo_until is not None and self.embargo_until > timezone.localdate()


class WorkTheme(models.Model):
    """What a work is about: a focus of the network's list, by its slug, which never changes."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="themes")
    focus = models.SlugField(max_length=60)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=("work", "focus"), name="a_theme_once")]
        indexes = [models.Index(fields=("focus", "work"), name="works_by_theme")]

    def __str__(self) -> str:
        return self.focus


class WorkAuthor(models.Model):
    """Who wrote a work, in the order of the title page. ``organisation``: the author itself, or where the person works;
    ``user``: the account of the person, if they have one here; ``label``: all names together, by which somebody is found who
    asks what is held of them. ``is_erased``: a person who had their name taken out."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="authors")
    position = models.PositiveSmallIntegerField(default=0)
    is_person = models.BooleanField(default=True)
    name_zh = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    family = models.CharField(max_length=100, blank=True)
    given = models.CharField(max_length=100, blank=True)
    label = models.CharField(max_length=500, blank=True)
    orcid = models.CharField(max_length=19, blank=True)
    organisation = models.ForeignKey(
        "registry.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_erased = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the language of the reader, where there is one in it."""
        return self.name_in(current_language())

    def name_in(self, language: str) -> str:
        if self.is_erased:
            return say("research.author.erased", language)
        if not self.is_person and self.organisation is not None:
            names = self.organisation.names_on(None)
            return names.get(language) or self.organisation.name
        latin = " ".join(filter(None, (self.given, self.family))) or self.name_en
        return (self.name_zh or latin) if language == "zh" else (latin or self.name_zh)

    @property
    def affiliation(self) -> str:
        return self.organisation.name if self.is_person and self.organisation is not None else ""


class WorkVersion(models.Model):
    """A version of a work as it was handed over. ``recommendations_…``: what it recommends, one to a line, for passages of
    them to be found in laws."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    day = models.DateField()
    note_zh = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    recommendations_zh = models.TextField(blank=True)
    recommendations_en = models.TextField(blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-number", "-id")
        constraints = [
            models.UniqueConstraint(fields=("work", "number"), name="one_version_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.work} {self.number}"

    @property
    def note(self) -> str:
        return choose_wording(self.note_zh, self.note_en)

    @property
    def recommendations(self) -> list[str]:
        """In the language of the reader, where there are any in it."""
        words = choose_wording(self.recommendations_zh, self.recommendations_en)
        return [line.strip() for line in words.splitlines() if line.strip()]


class WorkFile(models.Model):
    """A file of a version. What is deposited is never changed: another file belongs to another version."""

    version = models.ForeignKey(WorkVersion, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    file = models.FileField(upload_to="research/", max_length=200)
    role = models.CharField(
        max_length=8, choices=list_choices(FileRole), default=FileRole.TEXT.value
    )
    language = models.CharField(max_length=10, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name
