"""Accounts, and what gives access to them: browsers, sessions, counted attempts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Create an account. Raises ``ValueError`` without an address."""
        if not email:
            raise ValueError("an account needs an e-mail address")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(force_insert=True, using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_superuser=True, is_staff=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """``is_superuser``: an operator. ``is_secretariat``: works for the secretariat. Other roles follow from
    seats in organisations (registry) and in networks (networks).

    ``digest`` and ``wants_reminders``: mail settings. ``digested_at``: the end of the last digest.
    ``unseen_notices``: the number of notices not seen yet.

    ``epoch`` is raised when everything issued before must become invalid: sessions and links in mails.
    ``is_leading`` and ``has_second_step`` repeat data of networks and authenticators so that pages need no
    query (updated by :mod:`huiyin.desk.accounts.second_step` and by networks). ``second_step_required_at``:
    since when the person has a role that requires a second factor.
    """

    class Digest(models.TextChoices):
        DAILY = "daily"
        WEEKLY = "weekly"
        NEVER = "never"

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=10, default="zh-hans")
    digest = models.CharField(max_length=6, choices=Digest, default=Digest.WEEKLY)
    digested_at = models.DateTimeField(default=timezone.now)
    unseen_notices = models.PositiveIntegerField(default=0)
    wants_reminders = models.BooleanField(default=True)
    is_secretariat = models.BooleanField(default=False)
    is_staff = models.BooleanField(default=False)  # may enter the editor of pages
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)
    epoch = models.PositiveIntegerField(default=0)
    is_leading = models.BooleanField(default=False)
    has_second_step = models.BooleanField(default=False)
    second_step_required_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()
    #: The columns as last read or saved; empty for an object created here.
    _stored: Mapping[str, Any] = MappingProxyType({})

    def __str__(self) -> str:
        return self.name or self.email

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> User:
        user = super().from_db(db, field_names, values)
        user._stored = user._columns()
        return user

    def refresh_from_db(
        self,
        using: str | None = None,
        fields: Iterable[str] | None = None,
        from_queryset: models.QuerySet[User] | None = None,
    ) -> None:
        names = None if fields is None else list(fields)
        super().refresh_from_db(using, names, from_queryset)
        self._note_stored(names)

    def save(self, *args: Any, **options: Any) -> None:
        """Saves only what changed since the row was read. Wagtail and allauth save whole rows, which would
        restore rights that were removed while their page was open.
        """
        if self.needs_second_step and self.second_step_required_at is None:
            self.second_step_required_at = timezone.now()
            if (names := options.get("update_fields")) is not None:
                options["update_fields"] = {*names, "second_step_required_at"}
        if self._stored and not args and options.keys() <= {"using"}:
            options["update_fields"] = [
                name
                for name, value in self._columns().items()
                if self._stored.get(name, self) != value
            ]
        super().save(*args, **options)
        if self._stored:
            self._note_stored(options.get("update_fields"))

    def _note_stored(self, names: Collection[str] | None) -> None:
        """Note that the row now has this object's values in the columns ``names``, or in all."""
        self._stored = {**self._stored} | {
            name: value for name, value in self._columns().items() if names is None or name in names
        }

    def _columns(self) -> dict[str, Any]:
        """The columns that were loaded or set, with their values."""
        names = (field.name for field in self._meta.concrete_fields)
        return {name: self.__dict__[name] for name in names if name in self.__dict__}

    def get_full_name(self) -> str:
        return str(self)

    @property
    def wants_digest(self) -> bool:
        return self.digest != self.Digest.NEVER

    @property
    def needs_second_step(self) -> bool:
        """Whether a role of the person requires a second factor, or the desk requires it of everybody."""
        return (
            settings.SECOND_STEP_FOR_ALL
            or self.is_superuser
            or self.is_secretariat
            or self.is_leading
        )

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Django's hash, which changes with the password, extended by the epoch. In epoch 0 it is unchanged, so
        that sessions from before epochs existed stay valid.
        """
        held = self.password + (f"|{self.epoch}" if self.epoch else "")
        salt = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash"
        return salted_hmac(salt, held, secret=secret, algorithm="sha256").hexdigest()


class Device(models.Model):
    """A browser in which somebody has signed in; ``proof`` is the hash of its cookie's value.

    Wrong passwords tried elsewhere do not count against it, nor its own elsewhere. The same holds for codes if
    the second factor was used in it (``is_proved``): without that, whoever reads the mailbox could create as
    many devices as they like.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="devices")
    proof = models.CharField(max_length=64, unique=True)
    is_proved = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    last_seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-last_seen_at", "-id")

    def __str__(self) -> str:
        return f"{self.user} · {self.created_at:%Y-%m-%d}"


class Session(AbstractBaseSession):
    """A session, stored under the hash of its key, with sealed content (:mod:`huiyin.desk.accounts.sessions`).

    ``device`` is the key of its :class:`Device`. Not a foreign key, so that saving a session whose device is
    being deleted is no error.
    """

    session_key = models.CharField(max_length=64, primary_key=True)
    user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.CASCADE, related_name="sessions"
    )
    device = models.BigIntegerField(null=True, blank=True)
    browser = models.CharField(max_length=20, blank=True)
    system = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    last_seen_at = models.DateTimeField(default=timezone.now)

    class Meta(AbstractBaseSession.Meta):  # type: ignore[name-defined,misc]
        ordering = ("-last_seen_at", "session_key")

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """The store of the settings, which uses this table."""
        store: type[SessionBase] = import_string(f"{settings.SESSION_ENGINE}.SessionStore")
        return store


class Guess(models.Model):
    """How many attempts were used up, under the hash of the subject (:mod:`huiyin.desk.accounts.attempt_limits`)."""

    who = models.CharField(max_length=64, primary_key=True)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("who",)

    def __str__(self) -> str:
        return self.who


class RequestCount(models.Model):
    """How many requests somebody made recently, under a hash (:mod:`huiyin.desk.accounts.request_counts`).
    ``times``: pairs of a time slice and its count.
    """

    who = models.CharField(max_length=64, primary_key=True)
    times = models.JSONField(default=list)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("who",)

    def __str__(self) -> str:
        return self.who
