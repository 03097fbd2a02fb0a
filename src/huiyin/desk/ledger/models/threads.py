from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone

from huiyin.desk.core.choices import list_choices
from huiyin.desk.ledger.data import Meaning, ThreadState
from huiyin.i18n import choose_wording
from huiyin.measures import ClockRule, Term, TermUnit


class LegalGround(models.Model):
    """A provision that sets a term for an answer, with the period in which it was in force."""

    jurisdiction = models.CharField(max_length=80)
    name_zh = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    provision = models.CharField(max_length=100, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=12, choices=list_choices(TermUnit))
    counts_first_day = models.BooleanField(default=False)
    rolls = models.BooleanField(default=True)
    extension_amount = models.PositiveSmallIntegerField(null=True, blank=True)
    extension_unit = models.CharField(max_length=12, blank=True, choices=list_choices(TermUnit))
    url = models.URLField(max_length=300, blank=True)

    class Meta:
        ordering = ("jurisdiction", "since", "id")

    def __str__(self) -> str:
        return f"{self.name} {self.provision}".strip()

    @property
    def name(self) -> str:
        return choose_wording(self.name_zh, self.name_en)

    def is_in_force(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    @property
    def rule(self) -> ClockRule:
        extension = (
            Term(self.extension_amount, TermUnit(self.extension_unit or self.unit))
            if self.extension_amount
            else None
        )
        term = Term(self.amount, TermUnit(self.unit))
        return ClockRule(term, self.counts_first_day, self.rolls, extension)


class Thread(models.Model):
    """An ask and everything that follows it. The state of its clock is stored for lists and recomputed with
    every act and every day.
    """

    ask = models.OneToOneField(
        "ledger.Exchange", on_delete=models.PROTECT, related_name="opened_thread"
    )
    ground = models.ForeignKey(LegalGround, null=True, blank=True, on_delete=models.PROTECT)
    promised_on = models.DateField(null=True, blank=True)
    promise = models.TextField(blank=True)
    promise_source = models.CharField(max_length=300, blank=True)
    state = models.CharField(
        max_length=10, choices=list_choices(ThreadState), default=ThreadState.OPEN.value
    )
    due_on = models.DateField(null=True, blank=True, db_index=True)
    late_on = models.DateField(null=True, blank=True)
    very_late_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    asleep_on = models.DateField(null=True, blank=True)
    woken_on = models.DateField(null=True, blank=True)
    counted_on = models.DateField(null=True, blank=True)
    meaning = models.CharField(max_length=10, blank=True, choices=list_choices(Meaning))
    meaning_note = models.TextField(blank=True)
    meaning_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    meaning_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return str(self.ask_id)


class CountDispute(models.Model):
    """That two sides compute different due days, and the reasons of each."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="disputes")
    counted_on = models.DateField(null=True, blank=True)  # what the clock said then
    claimed_on = models.DateField()
    reason_civil = models.TextField(blank=True)
    reason_authority = models.TextField(blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.thread_id} {self.claimed_on}"
