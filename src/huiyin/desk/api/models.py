"""Models of the API: tokens, webhooks with their messages, dumps with their files."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from huiyin.desk.api.data import DumpFormat, Topic
from huiyin.desk.core.choices import list_choices


class Token(models.Model):
    """A program acts for its owner within ``scopes``. ``digest``: of the secret, which is shown once;
    ``start``: the beginning of the secret, by which the owner recognises it. ``epoch``: the account's epoch at
    creation; the token is invalid once it has changed.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="program_tokens"
    )
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    start = models.CharField(max_length=12)
    scopes = models.JSONField(default=list)
    epoch = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name

    @property
    def is_over(self) -> bool:
        return self.expires_at <= timezone.now()


class Webhook(models.Model):
    """The address of a program that is notified of ``topics``. ``secret``: sealed; it signs messages.
    ``told_until``: the time up to which happenings were looked for. ``given_up``: consecutive messages given
    up; ``paused_at``: since when it is paused.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="webhooks"
    )
    url = models.URLField(max_length=500)
    topics = models.JSONField(default=list)
    secret = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    told_until = models.DateTimeField(default=timezone.now)
    given_up = models.PositiveSmallIntegerField(default=0)
    paused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.url


class Delivery(models.Model):
    """A message to a webhook: that something happened and where to read it, without content. ``key``:
    identifies the happening, so that it is reported once; ``error``: why the last attempt failed, a code of
    ``api.delivery.…``.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        GIVEN_UP = "given_up"

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    topic = models.CharField(max_length=40, choices=list_choices(Topic))
    key = models.CharField(max_length=120)
    href = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    error = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = [models.UniqueConstraint(fields=("webhook", "key"), name="told_once_of_each")]
        indexes = [models.Index(fields=("state", "due_at"), name="deliveries_that_are_due")]

    def __str__(self) -> str:
        return f"{self.topic} {self.key}"


class Dump(models.Model):
    """All public data at the time it was started. ``name`` is part of addresses; ``counts``: rows by table."""

    name = models.CharField(max_length=40, unique=True)
    begun_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name


class DumpFile(models.Model):
    """A file of a dump: a table in one format, or the description."""

    dump = models.ForeignKey(Dump, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=80)
    table = models.CharField(max_length=40, blank=True)
    format = models.CharField(max_length=8, blank=True, choices=list_choices(DumpFormat))
    file = models.FileField(upload_to="dumps/", max_length=200)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ("name", "id")
        constraints = [models.UniqueConstraint(fields=("dump", "name"), name="a_file_once_a_dump")]

    def __str__(self) -> str:
        return self.name
