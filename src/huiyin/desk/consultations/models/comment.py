"""Comments on a law, and the files they were imported from."""

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
    """An uploaded file of comments.

    ``columns``: role → heading, as mapped by a person; ``headings``: those of its first table, which identify
    later files of the same form; ``preview``: first rows of that table; ``refused``: one object per refused row
    (``sheet``, ``row``, ``reason``, ``details``); ``understood``: how its tables were read (``tables``) and
    what was left out (``remarks``).
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
    """Decides, as the only place, which comments may be shown to whom."""

    def sent(self) -> CommentQuerySet:
        """Sent and not withdrawn: what the team sees."""
        return self.filter(state=Comment.State.SENT)

    def public(self) -> CommentQuerySet:
        """What everybody sees."""
        return self.sent().filter(is_private=False)

    def readable(self, user: Visitor) -> CommentQuerySet:
        """Public comments and the user's own, for readers who may not see private ones."""
        if not user.is_authenticated:
            return self.public()
        return self.sent().filter(Q(is_private=False) | Q(author=user))


class Comment(models.Model):
    """What an organisation or person says about a provision, optionally with a quoted passage.

    ``public_id`` identifies it outside the database; the browser creates it, so that a comment sent twice is
    stored once. ``eid`` is empty for a comment on the whole law; ``reference`` is the citation as written in a
    file. A draft is visible to its author only, a deleted one to nobody.
    """

    #: Separates the earlier texts in ``earlier``.
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
        Consultation, on_delete=models.CASCADE, related_name="comments", db_index=False
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
    #: The texts of its row before columns were mapped anew; never shown.
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
        db_index=False,  # those of the indexes below begin with it
    )
    intake = models.ForeignKey(
        Intake, null=True, blank=True, on_delete=models.SET_NULL, related_name="comments"
    )
    place = models.CharField(max_length=200, blank=True)  # sheet and row in the file
    #: How the row was assigned to its provision (:class:`huiyin.intake.Placing`), or "person".
    placing = models.CharField(max_length=8, blank=True)
    #: Whether ``speaker`` is an organisation's name in a file that nobody has identified.
    is_speaker_unknown = models.BooleanField(default=False)
    group = models.ForeignKey(
        Group,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="comments",
        db_index=False,
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
        """The text, or the requested wording if there is no text."""
        return self.text or self.wording

    @property
    def is_sent(self) -> bool:
        return self.state == self.State.SENT

    @property
    def earlier_words(self) -> tuple[str, ...]:
        """The earlier texts of its row."""
        return tuple(self.earlier.split(self.BETWEEN)) if self.earlier else ()

    def note_earlier(self) -> None:
        """Add the current text to the earlier ones."""
        said = (*self.earlier_words, self.words)
        self.earlier = self.BETWEEN.join(dict.fromkeys(said))


class SpeakerName(models.Model):
    """An organisation's name in the files of a consultation: which organisation is meant, or that a person left
    it as written. ``key`` is a keyed digest of the name, since people write their own names there too.
    """

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
    """The number of public comments on a unit, so that no page has to count.

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
