"""What is said about a law, and the files that it came in."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from huiyin.desk.accounts.requests import Visitor
from huiyin.desk.consultations.models.consultation import Consultation
from huiyin.desk.consultations.models.group import Group
from huiyin.desk.core.search import SearchedQuerySet


class Intake(models.Model):
    """A file of comments that somebody sent and the secretariat took in.

    ``columns``: meaning → heading, as a person mapped them; ``headings``: those of its first table, by which
    a later file of the same form is known; ``preview``: the first rows of that table; ``refused``: one object a row that could not
    be taken (``sheet``, ``row``, ``reason``, ``details``); ``understood``: how its tables were read (``tables``) and what was
    left out of them (``remarks``).
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="intakes")
    file = models.FileField(upload_to="comments/")
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    organisation = models.ForeignKey(
        "registry.Organisation", null=True, blank=True, on_delete=models.SET_NULL
    )
    columns = models.JSONField(default=dict)
    headings = models.JSONField(default=list)
    preview = models.JSONField(default=list)
    taken = models.PositiveIntegerField(default=0)
    refused = models.JSONField(default=list)
    understood = models.JSONField(default=dict)
    is_done = models.BooleanField(default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.file_name


class CommentQuerySet(SearchedQuerySet["Comment"]):
    """Comments, as they may be shown: nothing else decides which are."""

    def sent(self) -> CommentQuerySet:
        """Those that were sent and not withdrawn: what the team sees."""
        return self.filter(state=Comment.State.SENT)

    def public(self) -> CommentQuerySet:
        """Those that everybody sees."""
        return self.sent().filter(is_private=False)

    def readable(self, user: Visitor) -> CommentQuerySet:
        """Public ones and the user's own: what somebody reads who may not see private ones."""
        if not user.is_authenticated:
            return self.public()
        return self.sent().filter(Q(is_private=False) | Q(author=user))


class Comment(models.Model):
    """What one organisation or person says about a provision, with an optional quoted span.

    ``public_id`` is its name outside the database; the browser makes it, so that a comment sent twice is
    there once. ``eid`` is empty for a comment on the whole law; ``reference`` is the citation as written
    in a file. A draft is seen by its author alone, one that was deleted by nobody.
    """

    #: Between what a row said at one time and at the next, in ``earlier``.
    BETWEEN = "\n\n\n"
    searched = ("text", "wording")
    search_scope = "consultation_id"
    objects = CommentQuerySet.as_manager()

    class State(models.TextChoices):
        DRAFT = "draft"
        SENT = "sent"
        WITHDRAWN = "withdrawn"
        DROPPED = "dropped"  # a draft that was deleted: no words, only its key

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="comments"
    )
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.SENT)
    is_private = models.BooleanField(default=False)
    eid = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=120, blank=True)  # the article that eid is or lies in
    reference = models.CharField(max_length=200, blank=True)
    quote = models.TextField(blank=True)
    text = models.TextField(blank=True)
    wording = models.TextField(blank=True)
    #: What its row in a file said until columns were mapped anew; it is shown nowhere.
    earlier = models.TextField(blank=True)
    language = models.CharField(max_length=10, blank=True)
    organisation = models.ForeignKey(
        "registry.Organisation",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="comments",
    )
    speaker = models.CharField(max_length=200, blank=True)  # as the file has it, where unknown here
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="comments",
    )
    intake = models.ForeignKey(
        Intake, null=True, blank=True, on_delete=models.SET_NULL, related_name="comments"
    )
    place = models.CharField(max_length=200, blank=True)  # sheet and row in the file
    #: How a row of a file came to stand where it does (:class:`huiyin.intake.Placing`), or "person".
    placing = models.CharField(max_length=8, blank=True)
    #: Whether ``speaker`` is what a file calls an organisation, and nobody has said which.
    is_speaker_unknown = models.BooleanField(default=False)
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.SET_NULL, related_name="comments"
    )
    relation = models.CharField(max_length=10, blank=True)
    submitted_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=("intake", "place"),
                condition=Q(intake__isnull=False),
                name="a_row_is_taken_once",
            )
        ]
        indexes = [
            models.Index(fields=("consultation", "state", "is_private", "unit", "-id")),
            models.Index(fields=("group", "state", "is_private", "id")),
            models.Index(fields=("author", "consultation", "-id")),
            models.Index(fields=("submitted_at", "consultation"), name="comments_by_time"),
            models.Index(fields=("consultation", "updated_at"), name="comments_by_change"),
        ]

    def __str__(self) -> str:
        return self.words[:60]

    @property
    def words(self) -> str:
        """What was said, or the wording that was asked for where nothing else was."""
        return self.text or self.wording

    @property
    def is_sent(self) -> bool:
        return self.state == self.State.SENT

    @property
    def earlier_words(self) -> tuple[str, ...]:
        """What its row said at each time before columns were mapped anew."""
        return tuple(self.earlier.split(self.BETWEEN)) if self.earlier else ()

    def note_earlier(self) -> None:
        """Let what is said now be among what was said earlier."""
        said = (*self.earlier_words, self.words)
        self.earlier = self.BETWEEN.join(dict.fromkeys(said))


class SpeakerName(models.Model):
    """What the files of a consultation call an organisation: which one is meant, or, where there is none, that a person
    left it as it is written. ``key`` is a keyed digest of what they call it: people write their own names there too."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="speaker_names"
    )
    key = models.CharField(max_length=64)
    organisation = models.ForeignKey(
        "registry.Organisation", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=("consultation", "key"), name="a_name_is_told_once")
        ]

    def __str__(self) -> str:
        return self.key


class Tally(models.Model):
    """How many public comments a place of a consultation has, so that no page counts them.

    ``unit`` is an article's eId; empty for comments on the whole law.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="tallies")
    unit = models.CharField(max_length=120, blank=True)
    comments = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=("consultation", "unit"), name="one_tally_per_unit")
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.comments}"
