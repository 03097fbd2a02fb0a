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
    """Organisations that work together in a field.

    ``members`` and ``coordinators`` are the current ones. Periods and former ones are in the registry's facts
    (:class:`Membership`) and in :class:`Coordination`.
    """

    slug = models.SlugField(max_length=60, unique=True)
    name_zh = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    # During a rolling upgrade the previous version creates networks without these.
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
    """A network's name up to and including a day, so that acts of that time can show it."""

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
    """A current member of a network. Periods and former members are in the registry's facts."""

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
    """A period in which somebody coordinates a network. ``since`` is empty if it began before this table
    existed, ``until`` while it lasts. Everybody in ``Network.coordinators`` has one that lasts
    (:mod:`.seat_events`).
    """

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
    """A request to join or an invitation, and its result. ``words``: the message with it; ``answer``: the
    reason for declining. Joining and leaving are facts of the registry.
    """

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
    """A reminder sent to an organisation. ``duty`` is the key of the duty (:mod:`.duties`)."""

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
    """A period in which a network forwards to the network ``upper``, or to the umbrella organisation if that is
    None.
    """

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
    """The seed of an invitation; in earlier versions the token itself."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _in_two_weeks() -> datetime:
    return timezone.now() + timedelta(days=settings.INVITATION_DAYS)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> InvitationQuerySet:
        return self.filter(accepted_at=None, expires_at__gt=timezone.now())

    def end(self) -> int:
        """Revoke the open ones; returns how many."""
        return self.open().update(expires_at=timezone.now())


#: Roles that nobody is invited to: they follow from a seat or network and from who opened the
#: consultation or received it.
_BY_OPENING = (Role.CONVENER, Role.INITIATOR, Role.ADDRESSEE)


class Invitation(models.Model):
    """An invitation of an address to a role, usable once before it expires.

    The token is stored nowhere: it is derived from ``seed`` with the desk's key when the mail is written, and
    recognised by ``proof``, its hash.
    """

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
        """The token of the link."""
        worked_out = salted_hmac("huiyin.desk.networks.invitation", self.seed, algorithm="sha256")
        return base64.urlsafe_b64encode(worked_out.digest()).decode("ascii").rstrip("=")

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.expires_at > timezone.now()
