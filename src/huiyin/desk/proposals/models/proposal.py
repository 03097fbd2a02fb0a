"""The joint proposal and what it suggests."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from huiyin.desk.core.choices import list_choices
from huiyin.desk.core.search import SearchedQuerySet
from huiyin.i18n import choose_wording
from huiyin.law import SuggestionAction


class Proposal(models.Model):
    """The network's answer to one consultation."""

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
    """A version of the proposal. The newest that is not ``locked_at`` is being written; one that was put up for
    signing is fixed, and to change it makes the next one, which is signed anew. The app of what becomes of it says
    when it was handed in.

    The record of acts calls it an edition, as it always did (``recorded_as``).
    """

    recorded_as = "edition"

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    # What the letter says, in each language; where nothing is written it is made from the consultation.
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
    """The suggestions that were not left out."""

    def get_queryset(self) -> SearchedQuerySet[Suggestion]:
        found: SearchedQuerySet[Suggestion] = super().get_queryset()
        return found.filter(dropped_at__isnull=True)


class Suggestion(models.Model):
    """One change asked of one provision, in one edition. ``key`` (S01, S02 …) stays the same
    over the editions and is never given to another.

    It is written in ``language``; what ends in ``_translated`` says the same in the other of the two, where somebody
    wrote it. ``translation_of`` is a digest of the words that were translated: they may have changed since.

    One that was left out keeps its row, ``dropped_at`` says when, until it is put back; ``objects`` and
    ``edition.suggestions`` do not know it, ``with_dropped`` does.
    """

    #: What holds words, and beside each, with this ending, the same in the other language.
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
        """What ``name``, one of ``WORDED``, says to who reads ``reader``, and the language in which it says it."""
        own, translated = getattr(self, name), getattr(self, name + self.TRANSLATED)
        if translated and (reader != self.language or not own):
            return translated, self.other_language
        return own, self.language

    @property
    def other_language(self) -> str:
        """The language that its translation is in."""
        return "en" if self.language == "zh" else "zh"


class Remark(models.Model):
    """What somebody says about an edition or one of its suggestions, while it is written."""

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
