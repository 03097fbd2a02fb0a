from __future__ import annotations

import base64
import hashlib
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from huiyin.desk.accounts.permissions import Role
from huiyin.i18n import choose_wording

if TYPE_CHECKING:
    from huiyin.desk.registry.models import Organisation


class Network(models.Model):
    """Organisations that work on a sector together.

    ``members`` and ``coordinators`` are those of today. Since when, and who once was, is in the facts of the registry
    (:class:`Membership`) and in :class:`Coordination`."""

    slug = models.SlugField(max_length=60, unique=True)
    name_zh = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    # The code of before makes networks without these while a rolling upgrade lasts.
    description_zh = models.TextField(blank=True, default="", db_default="")
    description_en = models.TextField(blank=True, default="", db_default="")
    charter_zh = models.TextField(blank=True, default="", db_default="")
    charter_en = models.TextField(blank=True, default="", db_default="")
    members: models.ManyToManyField[Organisation, Membership] = models.ManyToManyField(
        "registry.Organisation", through="Membership", related_name="networks"
    )
    coordinators = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="coordinates", blank=True
    )

    class Meta:
        ordering = ("slug",)

    def __str__(self) -> str:
        return choose_wording(self.name_zh, self.name_en)

    @property
    def name(self) -> str:
        return str(self)

    @property
    def description(self) -> str:
        return choose_wording(self.description_zh, self.description_en)

    @property
    def charter(self) -> str:
        return choose_wording(self.charter_zh, self.charter_en)


class FormerName(models.Model):
    """What a network was called up to a day, that day included, so that an act of then can name it as it then was."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="former_names")
    until = models.DateField()
    name_zh = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("until", "id")
        constraints = [
            models.UniqueConstraint(fields=("network", "until"), name="one_name_up_to_a_day")
        ]

    def __str__(self) -> str:
        return f"{choose_wording(self.name_zh, self.name_en)} –{self.until}"


class Membership(models.Model):
    """Who belongs to a network today. Since when, and who once did, is in the facts of the registry."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE)
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.CASCADE)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=("network", "organisation"), name="one_membership_each")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.network}"


class Coordination(models.Model):
    """That somebody coordinates a network, from a day to a day. ``since`` is empty where it is older than this table,
    ``until`` while it lasts. Whoever is in ``Network.coordinators`` has one that lasts (:mod:`.seat_events`)."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="coordinations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="coordinations"
    )
    since = models.DateField(null=True, blank=True, default=timezone.localdate)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=("network", "person"),
                condition=Q(until=None),
                name="coordinates_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.network}"


class MembershipRequest(models.Model):
    """That an organisation asked to join a network, or was invited to, and what came of it. ``words``: what was said with
    it; ``answer``: the reason of who declined. Joining and leaving themselves are facts of the registry."""

    class Side(models.TextChoices):
        ORGANISATION = "organisation"  # it asked
        NETWORK = "network"  # it was invited

    class State(models.TextChoices):
        OPEN = "open"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"  # by who made it

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="requests")
    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.CASCADE, related_name="+"
    )
    side = models.CharField(max_length=12, choices=Side)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    words = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=("network", "organisation"),
                condition=Q(state="open"),
                name="one_open_request_each",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} → {self.network}"


class DutyReminder(models.Model):
    """That an organisation was reminded of something that its network waits for. ``duty`` names it, as the app that
    knows of it does (:mod:`.duties`)."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="reminders")
    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.CASCADE, related_name="+"
    )
    duty = models.CharField(max_length=60)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)
        indexes = [
            models.Index(fields=("network", "duty", "organisation"), name="reminders_by_duty")
        ]

    def __str__(self) -> str:
        return f"{self.duty} · {self.organisation}"


class ForwardingLine(models.Model):
    """That a network hands up what it finds, from a day to a day: to the network ``upper``, or to the umbrella where
    there is none."""

    lower = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="lines_up")
    upper = models.ForeignKey(
        Network, null=True, blank=True, on_delete=models.CASCADE, related_name="lines_down"
    )
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True, blank=True)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=("lower", "upper"), condition=Q(until=None), name="one_line_to_each"
            ),
            models.UniqueConstraint(
                fields=("lower",),
                condition=Q(until=None, upper=None),
                name="one_line_to_the_umbrella",
            ),
            models.CheckConstraint(condition=~Q(lower=F("upper")), name="no_line_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.lower} → {self.upper or '·'}"


def _make_token() -> str:
    """What an invitation's seed is made of; of old the token itself."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _in_two_weeks() -> datetime:
    return timezone.now() + timedelta(days=settings.INVITATION_DAYS)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> InvitationQuerySet:
        return self.filter(accepted_at=None, expires_at__gt=timezone.now())

    def end(self) -> int:
        """Let the open ones open nothing any more; returns how many there were."""
        return self.open().update(expires_at=timezone.now())


#: Nobody is invited as these: a seat or a network makes them, together with who opened a consultation or what it was
#: handed to.
_BY_OPENING = (Role.CONVENER, Role.INITIATOR, Role.ADDRESSEE)


class Invitation(models.Model):
    """An address that was asked to join, as what, and by whom. Used once, within its days.

    The token that is mailed stands nowhere: it is worked out of ``seed`` with the desk's key when the mail is written,
    and known again by ``proof``, its hash."""

    email = models.EmailField()
    role = models.CharField(
        max_length=20, choices=[(r.value, r.value) for r in Role if r not in _BY_OPENING]
    )
    organisation = models.ForeignKey(
        "registry.Organisation", null=True, blank=True, on_delete=models.CASCADE
    )
    network = models.ForeignKey(Network, null=True, blank=True, on_delete=models.CASCADE)
    language = models.CharField(max_length=10, default="zh-hans")
    seed = models.CharField(max_length=64, default=_make_token)
    proof = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="invitations"
    )
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=_in_two_weeks)
    accepted_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return f"{self.email} · {self.role}"

    def save(self, *args: Any, **options: Any) -> None:
        if not self.proof:
            self.proof = hash_token(self.token)
        super().save(*args, **options)

    @property
    def token(self) -> str:
        """What opens it."""
        worked_out = salted_hmac("huiyin.desk.networks.invitation", self.seed, algorithm="sha256")
        return base64.urlsafe_b64encode(worked_out.digest()).decode("ascii").rstrip("=")

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.expires_at > timezone.now()
