"""The joint proposal, its versions, suggestions and remarks."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from huiyin.desk.core.choices import list_choices
from huiyin.desk.core.search import SearchedQuerySet
from huiyin.i18n import choose_wording
from huiyin.law import SuggestionAction


class Proposal(models.Model):
    """The joint response of a network to one consultation."""

    consultation = models.OneToOneField(
        "consultations.Consultation", on_delete=models.CASCADE, related_name="proposal"
    )
    title_zh = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    numbered = models.PositiveIntegerField(default=0)  # suggestions that were given a number so far
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return choose_wording(self.title_zh, self.title_en) or str(self.consultation)


class ProposalVersion(models.Model):
    """A version of the proposal.

    Only the newest version can be edited, until ``locked_at`` is set for signing. Later changes need a new
    version, which is signed again. The outcomes app sets the time of submission.

    The audit log calls it an edition (``recorded_as``), the name used in older entries.
    """

    recorded_as = "edition"

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    # The cover letter in each language; empty parts use the default text.
    salutation_zh = models.CharField(max_length=300, blank=True)
    salutation_en = models.CharField(max_length=300, blank=True)
    letter_zh = models.TextField(blank=True)
    letter_en = models.TextField(blank=True)
    closing_zh = models.TextField(blank=True)
    closing_en = models.TextField(blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("number", "id")
        constraints = [
            models.UniqueConstraint(fields=("proposal", "number"), name="editions_are_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.proposal} · {self.number}"


class StandingSuggestionManager(models.Manager.from_queryset(SearchedQuerySet["Suggestion"])):  # type: ignore[misc]
    """The suggestions that were not dropped."""

    def get_queryset(self) -> SearchedQuerySet[Suggestion]:
        found: SearchedQuerySet[Suggestion] = super().get_queryset()
        return found.filter(dropped_at__isnull=True)


class Suggestion(models.Model):
    """One requested change to one provision, in one version.

    ``key`` (S01, S02 …) stays the same in later versions and is never reused.

    Its text is in ``language``; the fields ending in ``_translated`` hold the optional translation.
    ``translation_of`` is a hash of the translated original, which may have changed since.

    A dropped suggestion keeps its row, with ``dropped_at`` set until it is restored. ``objects`` and
    ``edition.suggestions`` omit it; ``with_dropped`` includes it.
    """

    #: The text fields, and the suffix of the fields with their translations.
    WORDED = ("wording", "text", "reason", "divergence")
    TRANSLATED = "_translated"

    searched = (
        "wording", "text", "reason", "divergence",
        "wording_translated", "text_translated", "reason_translated", "divergence_translated",
    )  # fmt: skip
    search_scope = "version_id"

    version = models.ForeignKey(
        ProposalVersion, on_delete=models.CASCADE, related_name="suggestions"
    )
    key = models.CharField(max_length=40)
    position = models.PositiveIntegerField(default=0)
    eid = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=120, blank=True)
    target = models.CharField(max_length=200, blank=True)  # the citation as written
    action = models.CharField(
        max_length=10,
        choices=list_choices(SuggestionAction),
        default=SuggestionAction.REPLACE.value,
    )
    language = models.CharField(max_length=10, default="zh")
    quote = models.TextField(
        blank=True
    )  # the words of the draft that are to be changed, where not all
    wording = models.TextField(blank=True)
    text = models.TextField(blank=True)  # free words, where there is no wording
    reason = models.TextField(blank=True)
    divergence = models.TextField(blank=True)  # where members part on it
    wording_translated = models.TextField(blank=True)
    text_translated = models.TextField(blank=True)
    reason_translated = models.TextField(blank=True)
    divergence_translated = models.TextField(blank=True)
    translation_of = models.CharField(max_length=64, blank=True)
    groups = models.ManyToManyField("consultations.Group", blank=True, related_name="suggestions")
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = StandingSuggestionManager()
    with_dropped = SearchedQuerySet.as_manager()

    class Meta:
        ordering = ("position", "id")
        constraints = [
            models.UniqueConstraint(fields=("version", "key"), name="one_suggestion_per_key")
        ]
        indexes = [models.Index(fields=("version", "unit"))]

    def __str__(self) -> str:
        return f"{self.key} {self.target}"

    def read_in(self, reader: str, name: str) -> tuple[str, str]:
        """Return the text of field ``name`` (one of ``WORDED``) for a reader of language ``reader``, and the
        language of that text.
        """
        own, translated = getattr(self, name), getattr(self, name + self.TRANSLATED)
        if translated and (reader != self.language or not own):
            return translated, self.other_language
        return own, self.language

    @property
    def other_language(self) -> str:
        """Return the language of the translation."""
        return "en" if self.language == "zh" else "zh"


class Remark(models.Model):
    """A remark on an unlocked version or one of its suggestions."""

    version = models.ForeignKey(ProposalVersion, on_delete=models.CASCADE, related_name="remarks")
    suggestion = models.ForeignKey(
        Suggestion, null=True, blank=True, on_delete=models.CASCADE, related_name="remarks"
    )
    text = models.TextField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.text[:60]
