"""What people type about the parts of an initiative: who takes part, money, documents, pictures, goals that it is tied to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms

from huiyin.desk.core.request_params import FIRST_YEAR, LAST_YEAR
from huiyin.desk.initiatives.data import (
    ConsultationFact,
    MoneyInput,
    MoneySource,
    PartInput,
    PartRole,
)
from huiyin.desk.initiatives.forms import (
    LANGUAGES,
    DayForm,
    InitiativeForm,
    NumberForm,
    PartialDateField,
    list_rows,
    name_all,
    name_owner,
)
from huiyin.desk.ledger.forms import WordsField
from huiyin.desk.registry.organisations import list_bodies
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.initiatives.models import Goal


# ---- what belongs to an initiative -----------------------------------------------------------------------


class PartForm(InitiativeForm):
    """That an organisation leads it, or takes part."""

    hints = ("since",)
    organisation = forms.ChoiceField()
    role = forms.ChoiceField()
    since = PartialDateField()
    until = PartialDateField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.set_choices(
            {"organisation": list_rows(list_bodies())[1:], "role": name_all(PartRole, "role")}
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self.check_period()
        return given

    def make_input(self) -> PartInput:
        given = self.cleaned_data
        return PartInput(
            int(given["organisation"]), PartRole(given["role"]), given["since"], given["until"]
        )


class EndPartForm(NumberForm):
    """Until when it did so."""

    until = PartialDateField()


class MoneyForm(InitiativeForm):
    """Money, where people want to say so."""

    hints = ("currency",)
    amount = forms.DecimalField(min_value=0, max_digits=14, decimal_places=2)
    currency = forms.RegexField(r"[A-Z]{3}", max_length=3, initial="CNY")
    source = forms.ChoiceField()
    year = forms.IntegerField(required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    money_note = WordsField(max_length=300, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.set_choices({"source": name_all(MoneySource, "money")})

    def make_input(self) -> MoneyInput:
        given = self.cleaned_data
        return MoneyInput(
            given["amount"],
            given["currency"],
            MoneySource(given["source"]),
            given["year"],
            given["money_note"],
        )


class DocumentForm(InitiativeForm):
    """What a document is called, or what a picture shows; the file stands beside the form."""

    hints = ("title",)
    title_zh = WordsField(max_length=300, required=False)
    title_en = WordsField(max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self.need_one("title")
        return given


class PictureForm(DocumentForm):
    """What a picture shows, in words: without them nobody who does not see it knows of it."""

    hints = ("alt",)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for language in LANGUAGES:
            field = self.fields[f"title_{language}"]
            field.label = say("initiative.field.alt") + say(f"research.in.{language}")
            field.help_text = say("initiative.hint.alt")


class ConsultationForm(InitiativeForm):
    """Which consultation belongs to it."""

    consultation = forms.ChoiceField()

    def __init__(self, offered: Sequence[ConsultationFact], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.set_choices({"consultation": [(one.slug, one.title) for one in offered]})


class TieForm(DayForm):
    """Which goal it serves, since when, and how one knows."""

    hints = ("day",)
    goal = forms.ChoiceField()
    field_order = ("goal", "day", "note")

    def __init__(self, goals: Sequence[Goal], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(str(one.pk), f"{one.title} · {name_owner(one)}") for one in goals]
        self.set_choices({"goal": named})
