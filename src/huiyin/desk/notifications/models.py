"""The outbox."""

from __future__ import annotations

import base64
import hashlib
import secrets
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac


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


def _make_seed() -> str:
    return secrets.token_urlsafe(32)


class SeededLink(models.Model):
    """What a link in a mail opens. The token that is mailed stands nowhere: it is worked out of ``seed`` with the desk's
    key when the mail is written, and known again by ``proof``, its hash."""

    seed = models.CharField(max_length=64, default=_make_seed)
    proof = models.CharField(max_length=64, unique=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        if not self.proof:
            self.proof = hash_link_token(self.token)
        super().save(*args, **options)

    @property
    def token(self) -> str:
        """What opens it."""
        salt = f"huiyin.desk.notifications.{self._meta.model_name}"
        worked_out = salted_hmac(salt, self.seed, algorithm="sha256")
        return base64.urlsafe_b64encode(worked_out.digest()).decode("ascii").rstrip("=")


def hash_link_token(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


class Follower(SeededLink):
    """An address that follows something, whether it has an account or not; its link stops all mails at once. ``asked_at``
    and ``asked``: the last day on which a link to confirm was mailed to it, and how many were on that day."""

    email = models.EmailField(unique=True)
    language = models.CharField(max_length=10, default="zh-hans")
    asked_at = models.DateField(default=timezone.localdate)
    asked = models.PositiveSmallIntegerField(default=0)
    #: Until when it was told of what happened.
    told_until = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.email


class Following(SeededLink):
    """That an address follows one thing: its ``kind`` is registered (:mod:`.following`), ``key`` names it there. Nothing
    is mailed of it before who has the address opened its link; the same link stops it."""

    follower = models.ForeignKey(Follower, on_delete=models.CASCADE, related_name="followings")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=("follower", "kind", "key"), name="follows_a_thing_once")
        ]
        indexes = [models.Index(fields=("kind", "key"), name="followings_by_thing")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
