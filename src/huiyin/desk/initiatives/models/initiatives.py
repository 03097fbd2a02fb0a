from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from huiyin.desk.accounts.permissions import InitiativeState
from huiyin.desk.core.choices import list_choices
from huiyin.desk.initiatives.data import InitiativeKind, MoneySource, PartRole
from huiyin.desk.initiatives.models.period_fields import Dated, Written
from huiyin.i18n import choose_wording


class Initiative(Dated, Written):
    """A project, a campaign, a programme or a working group. ``network``: the one that owns it, whose coordinators work on
    it; ``places``: codes, as in the registry. One that is not public is seen by who works on it."""

    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=16, choices=list_choices(InitiativeKind))
    state = models.CharField(
        max_length=10, choices=list_choices(InitiativeState), default=InitiativeState.PLANNED.value
    )
    name_zh = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    description_zh = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    results_zh = models.TextField(blank=True)
    results_en = models.TextField(blank=True)
    network = models.ForeignKey(
        "networks.Network", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    places: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    is_public = models.BooleanField(default=True)

    class Meta:
        ordering = ("-first_day", "-id")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return choose_wording(self.name_zh, self.name_en)

    @property
    def description(self) -> str:
        return choose_wording(self.description_zh, self.description_en)

    @property
    def results(self) -> str:
        return choose_wording(self.results_zh, self.results_en)

    @property
    def is_campaign(self) -> bool:
        return self.kind == InitiativeKind.CAMPAIGN


class InitiativeFocus(models.Model):
    """What an initiative is about: a focus of the network's list, by its slug, which never changes."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="focuses")
    focus = models.SlugField(max_length=60)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=("initiative", "focus"), name="a_focus_once")]
        indexes = [models.Index(fields=("focus", "initiative"), name="initiatives_by_focus")]

    def __str__(self) -> str:
        return self.focus


class InitiativePart(Dated, Written):
    """That an organisation led it or took part, during a period; who comes back has two."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="parts")
    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=8, choices=list_choices(PartRole))

    class Meta:
        ordering = ("role", "first_day", "id")

    def __str__(self) -> str:
        return f"{self.organisation} {self.role}"


class InitiativeMoney(Written):
    """Money that an initiative had, where people want to say so."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="money")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    source = models.CharField(max_length=8, choices=list_choices(MoneySource))
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("year", "id")

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


class InitiativeDocument(Written):
    """A document or a picture of an initiative. ``network``: the one with which it went along when the initiative became
    that network; it stays the initiative's too, and is stored once. ``title_…`` of a picture: what it shows."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="documents")
    network = models.ForeignKey(
        "networks.Network", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=200)
    title_zh = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    file = models.FileField(upload_to="initiatives/", max_length=200)
    is_picture = models.BooleanField(default=False)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return choose_wording(self.title_zh, self.title_en) or self.name


class ConsultationTie(Written):
    """That a consultation belongs to an initiative, from a day to a day. ``consultation``: its slug, by which it is known
    for good; the app of consultations stands above."""

    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, related_name="consultations"
    )
    consultation = models.SlugField(max_length=60, db_index=True)
    tied_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ("tied_on", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("initiative", "consultation"),
                condition=Q(ended_on=None),
                name="a_consultation_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.consultation
