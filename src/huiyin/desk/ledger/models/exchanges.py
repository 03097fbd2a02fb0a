from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from huiyin.desk.accounts.second_step import is_overdue
from huiyin.desk.core.choices import list_choices
from huiyin.desk.ledger.data import (
    Channel,
    ExchangeDirection,
    ExchangeKind,
    ExchangeSource,
    Matter,
    Visibility,
)
from huiyin.i18n import choose_wording, say

if TYPE_CHECKING:
    from huiyin.desk.accounts.requests import Visitor


class ExchangeQuerySet(models.QuerySet["Exchange"]):
    def visible_to(self, visitor: Visitor, today: date) -> ExchangeQuerySet:
        """The exchanges that the visitor may see on the day ``today``. Those under an embargo are visible to
        the secretariat, and to coordinators of the network once they have the required second factor.
        """
        if visitor.is_authenticated and (visitor.is_secretariat or visitor.is_superuser):
            return self
        seen = (
            [Visibility.PUBLIC, Visibility.MEMBERS]
            if visitor.is_authenticated
            else [Visibility.PUBLIC]
        )
        is_out = Q(embargo_until=None) | Q(embargo_until__lte=today)
        # Coordinators record exchanges of their network before they are published.
        if visitor.is_authenticated and not is_overdue(visitor):
            is_out |= Q(network__in=visitor.coordinates.values("pk"))
        return self.filter(is_out, visibility__in=seen)


class Exchange(models.Model):
    """A dated act in one direction. Rows are added and never changed; ``digest`` seals the row and the one
    before.

    ``consultation_id`` is not a foreign key: consultations are in an app above, and an entry stays as it is
    whatever happens to them. ``seal`` is the format of ``digest``; with format 2 it covers salted commitments
    instead of texts, so that texts can be erased. ``parties``: the names of the parties on that day.
    """

    number = models.PositiveIntegerField(unique=True)
    day = models.DateField()
    direction = models.CharField(max_length=16, choices=list_choices(ExchangeDirection))
    kind = models.CharField(max_length=24, choices=list_choices(ExchangeKind))
    network = models.ForeignKey("networks.Network", null=True, blank=True, on_delete=models.PROTECT)
    organisation = models.ForeignKey(
        "registry.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="own_exchanges",
    )
    authority = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="exchanges"
    )
    passed_to = models.ForeignKey(
        "registry.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    consultation_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    thread = models.ForeignKey(
        "ledger.Thread", null=True, blank=True, on_delete=models.PROTECT, related_name="exchanges"
    )
    answers = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="answered_by"
    )
    matter = models.CharField(max_length=12, blank=True, choices=list_choices(Matter))
    channel = models.CharField(max_length=12, blank=True, choices=list_choices(Channel))
    language = models.CharField(max_length=10, blank=True)
    subject_zh = models.CharField(max_length=300, blank=True)
    subject_en = models.CharField(max_length=300, blank=True)
    summary_zh = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    body = models.CharField(max_length=200, blank=True)
    parties = models.JSONField(default=dict)
    visibility = models.CharField(
        max_length=12, choices=list_choices(Visibility), default=Visibility.PUBLIC.value
    )
    embargo_until = models.DateField(null=True, blank=True)
    extended_to = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    is_void = models.BooleanField(default=False)
    details = models.JSONField(default=dict)
    link = models.CharField(max_length=300, blank=True)
    source = models.CharField(
        max_length=8, choices=list_choices(ExchangeSource), default=ExchangeSource.ACT.value
    )
    before = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    seal = models.PositiveSmallIntegerField(default=2)
    entry = models.OneToOneField(
        "ledger.LogEntry",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="exchange",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = ExchangeQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        indexes = [models.Index(fields=("-day", "-number"), name="ledger_by_day")]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("an exchange that was recorded is not changed")
        super().save(*args, **kwargs)

    @property
    def subject(self) -> str:
        return choose_wording(self.subject_zh, self.subject_en)

    @property
    def summary(self) -> str:
        return choose_wording(self.summary_zh, self.summary_en)

    @property
    def authority_name(self) -> str:
        """The authority's name on that day."""
        return self._name_party("authority")

    @property
    def body_name(self) -> str:
        """The civil-society party: an organisation rather than its network."""
        named = self._name_party("organisation") or self.body or self._name_party("network")
        return named or say("exchange.civil")

    @property
    def passed_to_name(self) -> str:
        return self._name_party("passed_to")

    @property
    def network_name(self) -> str:
        return self._name_party("network")

    def is_embargoed(self) -> bool:
        """Whether it is not published yet."""
        return self.embargo_until is not None and self.embargo_until > timezone.localdate()

    def _name_party(self, role: str) -> str:
        names = self.parties.get(role) or {}
        return choose_wording(names.get("zh", ""), names.get("en", ""))


class ExchangeDocument(models.Model):
    """A file of an exchange. The log contains its digest, not the file."""

    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="documents")
    name = models.CharField(max_length=200)
    file = models.FileField(upload_to="ledger/", max_length=200, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name
