"""The outbox."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Mail(models.Model):
    """A mail that somebody is to get: written in the transaction of what it tells of, sent by the worker.

    ``kind`` says which words, ``about`` what they are about, as the app that wrote it knows. The words are
    found when it is sent: it says what then is so, in the language that the recipient then reads, and holds
    nothing that they may no longer see. A mail to somebody without an account names ``email`` and ``language``.

    ``occasion`` is what a reminder reminds of: nobody is reminded of it twice. ``wish`` is the choice of the
    recipient that stops mails of its sort; receipts and invitations have none. ``due_at`` is when it is tried
    next, put off before each attempt, so that a mail whose worker died is tried again by itself.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        NEEDLESS = "needless"  # when it was to be sent there was nothing to say any more
        GIVEN_UP = "given_up"

    class Wish(models.TextChoices):
        DIGEST = "digest"
        REMINDERS = "reminders"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="mails",
    )
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=10, blank=True)
    kind = models.CharField(max_length=30)
    subject = models.CharField(max_length=300, blank=True)  # what the notice says on the site
    url = models.CharField(max_length=300, blank=True)
    about = models.JSONField(default=dict)
    occasion = models.CharField(max_length=100, blank=True)
    wish = models.CharField(max_length=10, choices=Wish, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=("person", "occasion"),
                condition=~Q(occasion=""),
                name="reminded_once_of_an_occasion",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(email=""), name="mail_has_a_recipient"
            ),
        ]
        indexes = [models.Index(fields=("state", "due_at"), name="mails_by_when_due")]

    def __str__(self) -> str:
        return f"{self.kind} → {self.recipient}"

    @property
    def recipient(self) -> str:
        """The address it goes to."""
        return self.person.email if self.person else self.email
