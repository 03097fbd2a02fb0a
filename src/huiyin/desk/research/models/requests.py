from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from huiyin.desk.core.choices import list_choices
from huiyin.desk.ledger.data import ExchangeDirection, Visibility
from huiyin.desk.research.data import OfferState, RequestKind, RequestState
from huiyin.i18n import choose_wording, say

if TYPE_CHECKING:
    from huiyin.desk.research.readers import Reader


class RequestQuerySet(models.QuerySet["ResearchRequest"]):
    def visible_to(self, reader: Reader, today: date) -> RequestQuerySet:
        """Those that somebody may see on a day: what is embargoed only the two sides and the secretariat."""
        if reader.is_team:
            return self
        is_out = Q(embargo_until=None) | Q(embargo_until__lte=today)
        seen = is_out & Q(visibility__in=reader.visibilities)
        if reader.organisations:
            seen |= Q(authority__in=reader.organisations) | Q(organisation__in=reader.organisations)
        if reader.networks:
            seen |= Q(network__in=reader.networks)
        return self.filter(seen)


class ResearchRequest(models.Model):
    """Research that somebody asks for. ``exchange``: the number of its entry in the ledger, where the thread with its clock
    is. Once asked, the words stay: they stand in the ledger."""

    kind = models.CharField(max_length=12, choices=list_choices(RequestKind))
    direction = models.CharField(max_length=16, choices=list_choices(ExchangeDirection))
    authority = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    network = models.ForeignKey(
        "networks.Network", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        "registry.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    day = models.DateField()
    title_zh = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    questions_zh = models.TextField(blank=True)
    questions_en = models.TextField(blank=True)
    deadline = models.DateField(null=True, blank=True)
    visibility = models.CharField(
        max_length=12, choices=list_choices(Visibility), default=Visibility.PUBLIC.value
    )
    embargo_until = models.DateField(null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=list_choices(RequestState), default=RequestState.OPEN.value
    )
    exchange = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ("-day", "-id")

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return choose_wording(self.title_zh, self.title_en)

    @property
    def questions(self) -> str:
        return choose_wording(self.questions_zh, self.questions_en)

    @property
    def is_from_authority(self) -> bool:
        return self.direction == ExchangeDirection.FROM_AUTHORITY

    @property
    def civil_name(self) -> str:
        """Who of civil society asks, or is asked."""
        if self.organisation is not None:
            return str(self.organisation)
        return str(self.network) if self.network is not None else say("research.all_members")

    @property
    def asker_name(self) -> str:
        return self.authority.name if self.is_from_authority else self.civil_name

    @property
    def asked_name(self) -> str:
        return self.civil_name if self.is_from_authority else self.authority.name

    @property
    def is_open(self) -> bool:
        """Whether something is still to come."""
        return self.state in (RequestState.OPEN, RequestState.UNDER_WAY)

    @property
    def is_embargoed(self) -> bool:
        return self.embargo_until is not None and self.embargo_until > timezone.localdate()


class ResearchOffer(models.Model):
    """A member organisation would do the research. ``words``: how, for who asked and the team; ``due_on``: by when."""

    request = models.ForeignKey(ResearchRequest, on_delete=models.PROTECT, related_name="offers")
    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    words = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=list_choices(OfferState), default=OfferState.MADE.value
    )
    exchange = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=("request", "organisation"),
                condition=~Q(state=OfferState.WITHDRAWN.value),
                name="one_offer_of_an_organisation",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.state}"
