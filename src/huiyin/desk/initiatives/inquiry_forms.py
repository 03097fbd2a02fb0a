"""What people type about inquiries: limits and messages stand here, never a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from huiyin.desk.core.form_fields import (
    DayField,
    LenientForm,
    NumberField,
    NumbersField,
    VersionField,
)
from huiyin.desk.initiatives.api.inquiries import AnswerInput
from huiyin.desk.initiatives.data import InquiryInput, QuestionInput, QuestionKind
from huiyin.desk.initiatives.forms import LANGUAGES, LONG, InitiativeForm, make_long_box
from huiyin.desk.initiatives.inquiry_values import FIELDS, LONGEST, UnreadableAnswer, read_answer
from huiyin.desk.ledger.forms import WordsField
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.initiatives.models import InquiryQuestion

#: Choices of one question, and characters of one.
_MOST_CHOICES, _LONGEST_CHOICE = 40, 120


class InquiryForm(InitiativeForm):
    """The letter in both languages, and by when an answer is asked for."""

    hints = ("letter", "due_on")
    title_zh = WordsField(max_length=300, required=False)
    title_en = WordsField(max_length=300, required=False)
    letter_zh = WordsField(max_length=LONG, required=False, widget=make_long_box(8))
    letter_en = WordsField(max_length=LONG, required=False, widget=make_long_box(8))
    due_on = DayField(required=False)
    version = VersionField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields = " ".join(f"{{{name}}}" for name in FIELDS)
        for language in LANGUAGES:
            hint = say("initiative.hint.letter", fields=fields)
            self.fields[f"letter_{language}"].help_text = hint

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self.need_one("title")
        self.need_one("letter")
        return given

    def make_input(self) -> InquiryInput:
        return InquiryInput(
            self.read_both("title"), self.read_both("letter"), self.cleaned_data["due_on"]
        )


class QuestionForm(InitiativeForm):
    """What is asked, and what kind of answer it has."""

    hints = ("choices",)
    label_zh = WordsField(max_length=300, required=False)
    label_en = WordsField(max_length=300, required=False)
    answer_kind = forms.ChoiceField()
    choices = WordsField(max_length=LONG, required=False, widget=make_long_box(3))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(str(one), say(f"inquiry.kind.{one}")) for one in QuestionKind]
        self.set_choices({"answer_kind": named})

    def clean_choices(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["choices"].splitlines()]
        choices = list(dict.fromkeys(filter(None, lines)))
        if len(choices) > _MOST_CHOICES or any(len(one) > _LONGEST_CHOICE for one in choices):
            raise ValidationError(
                say("inquiry.wrong.choices", limit=_MOST_CHOICES, long=_LONGEST_CHOICE)
            )
        return choices

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self.need_one("label")
        is_choice = given.get("answer_kind") == QuestionKind.CHOICE
        if is_choice and len(given.get("choices", ())) < 2 and "choices" not in self.errors:
            self.add_error("choices", say("inquiry.wrong.two_choices"))
        return given

    def make_input(self) -> QuestionInput:
        given = self.cleaned_data
        kind = QuestionKind(given["answer_kind"])
        choices = tuple(given["choices"]) if kind is QuestionKind.CHOICE else ()
        return QuestionInput(self.read_both("label"), kind, choices)


class InquiryActForm(LenientForm):
    """The buttons of an inquiry."""

    def __init__(self, given: Any) -> None:
        super().__init__(
            given,
            {
                "what": forms.CharField(required=False, max_length=20),
                "number": NumberField(required=False),
                "authority": NumbersField(required=False),
            },
        )


class AnswerForm(forms.Form):
    """What one authority answered, a field for each question, as they stand in a row of the grid."""

    def __init__(
        self,
        questions: Sequence[InquiryQuestion],
        number: int,
        name: str,
        *args: Any,
        **options: Any,
    ) -> None:
        options["prefix"] = f"b{number}"
        super().__init__(*args, **options)
        self.number, self.questions = number, questions
        self.fields["version"] = VersionField()
        self.fields["day"] = DayField(required=False)
        self.fields["day"].widget.attrs["aria-label"] = f"{name}: {say('inquiry.answered_on')}"
        for question in questions:
            field = _make_field(question)
            field.widget.attrs["aria-label"] = f"{name}: {question.label}"
            self.fields[f"q{question.pk}"] = field

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for question in self.questions:
            name = f"q{question.pk}"
            try:
                given[name] = read_answer(question, given.get(name) or "")
            except UnreadableAnswer as wrong:
                self.add_error(name, say(f"inquiry.wrong.{wrong.code}", written=wrong.written))
        return given

    def make_input(self) -> AnswerInput:
        given = self.cleaned_data
        values: Mapping[int, str] = {one.pk: given.get(f"q{one.pk}", "") for one in self.questions}
        day: date | None = given.get("day")
        return AnswerInput(values, day)

    @property
    def cells(self) -> list[Any]:
        """The boxes of the row: the day first."""
        return [self["day"], *(self[f"q{one.pk}"] for one in self.questions)]


def _make_field(question: InquiryQuestion) -> forms.Field:
    match QuestionKind(question.kind):
        case QuestionKind.YES_NO:
            named = [("", "—"), ("yes", say("desk.both.yes")), ("no", say("desk.both.no"))]
            return forms.CharField(required=False, widget=forms.Select(choices=named))
        case QuestionKind.CHOICE:
            offered = [("", "—"), *((one, one) for one in question.choices)]
            return forms.CharField(required=False, widget=forms.Select(choices=offered))
        case QuestionKind.DATE:
            return forms.CharField(required=False, widget=forms.DateInput({"type": "date"}))
        case QuestionKind.NUMBER:
            return forms.CharField(
                required=False,
                max_length=40,
                widget=forms.TextInput({"inputmode": "decimal", "size": "8"}),
            )
        case _:
            return forms.CharField(
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea({"rows": "1", "cols": "16"}),
            )
