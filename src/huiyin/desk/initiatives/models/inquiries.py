from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from huiyin.desk.core.choices import list_choices
from huiyin.desk.initiatives.data import InquiryState, QuestionKind
from huiyin.desk.initiatives.models.initiatives import Initiative
from huiyin.desk.initiatives.models.period_fields import Written
from huiyin.i18n import choose_wording


class Inquiry(Written):
    """One letter to many authorities, with the questions that each is to answer. Once it is sent its words stay: they stand in
    the ledger, an exchange for each authority. ``letter``: with fields in braces, filled for each."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="inquiries")
    title_zh = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    letter_zh = models.TextField(blank=True)
    letter_en = models.TextField(blank=True)
    state = models.CharField(
        max_length=10, choices=list_choices(InquiryState), default=InquiryState.DRAFT.value
    )
    sent_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return choose_wording(self.title_zh, self.title_en)

    @property
    def letter(self) -> str:
        return choose_wording(self.letter_zh, self.letter_en)

    @property
    def is_draft(self) -> bool:
        return self.state == InquiryState.DRAFT


class InquiryQuestion(models.Model):
    """What each authority is asked, and what kind of answer that has; ``choices``: where one of several is chosen."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="questions")
    label_zh = models.CharField(max_length=300, blank=True)
    label_en = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=8, choices=list_choices(QuestionKind))
    choices: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    position = models.PositiveIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return choose_wording(self.label_zh, self.label_en)


class InquiryBody(models.Model):
    """An authority that is asked. ``exchange``: the number of its entry in the ledger, where the thread with its clock is, 0
    before it was sent; ``reply``: that of the newest answer. ``answered_on``: the day of that."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="bodies")
    authority = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    exchange = models.PositiveIntegerField(default=0)
    reply = models.PositiveIntegerField(default=0)
    answered_on = models.DateField(null=True, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("authority__slug", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("inquiry", "authority"), name="an_authority_is_asked_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.inquiry_id} {self.authority_id}"


class InquiryAnswer(models.Model):
    """What an authority answered to a question, written as its kind is: ``yes``, ``12.5``, ``2026-03-02``."""

    body = models.ForeignKey(InquiryBody, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(InquiryQuestion, on_delete=models.CASCADE, related_name="answers")
    value = models.TextField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=("body", "question"), name="one_answer_to_a_question")
        ]

    def __str__(self) -> str:
        return self.value[:60]


class InquiryTable(Written):
    """Answers that came on paper, as somebody typed them into a table: looked at before they count. ``rows``: its cells, the
    headings first; ``before``: what was there of each authority before it was taken, to go back to."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="tables")
    file_name = models.CharField(max_length=200)
    rows: models.JSONField[list[list[str]], list[list[str]]] = models.JSONField(default=list)
    before: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    taken_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.file_name
