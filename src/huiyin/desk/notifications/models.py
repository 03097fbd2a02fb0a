"""Models of the outbox and of followers."""

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
    """A mail to be sent: created in the transaction of what it is about, sent by the worker.

    ``kind`` selects the texts, ``about`` holds the data for them. The text is rendered when the mail is sent:
    it states what is true then, in the recipient's language at that time, and nothing they may no longer see. A
    mail to somebody without an account has ``email`` and ``language``.

    ``occasion`` is what a reminder is about: nobody gets two for the same. ``wish`` is the recipient's setting
    that stops this sort of mail; receipts and invitations have none. ``due_at`` is the time of the next
    attempt; it is postponed before each attempt, so that a mail whose worker died is tried again without
    further action.
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
        """The address it is sent to."""
        return self.person.email if self.person else self.email


def _make_seed() -> str:
    return secrets.token_urlsafe(32)


class SeededLink(models.Model):
    """A row that a link in a mail refers to. The token is stored nowhere: it is derived from ``seed`` with the
    desk's key when the mail is written, and recognised by ``proof``, its hash. So a copy of the database opens
    no link.
    """

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
        """The token of the link."""
        salt = f"huiyin.desk.notifications.{self._meta.model_name}"
        worked_out = salted_hmac(salt, self.seed, algorithm="sha256")
        return base64.urlsafe_b64encode(worked_out.digest()).decode("ascii").rstrip("=")


def hash_link_token(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


class Follower(SeededLink):
    """An address that follows something, with or without an account; its link ends all mails at once.
    ``asked_at`` and ``asked``: the last day on which confirmation links were mailed, and how many.
    """

    email = models.EmailField(unique=True)
    language = models.CharField(max_length=10, default="zh-hans")
    asked_at = models.DateField(default=timezone.localdate)
    asked = models.PositiveSmallIntegerField(default=0)
    #: The time up to which it has been sent the news.
    told_until = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.email


class Following(SeededLink):
    """That an address follows an object, identified by its registered ``kind`` (:mod:`.followings`) and
    ``key``. Nothing is sent before the owner of the address has opened the link; the same link ends it.
    """

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
