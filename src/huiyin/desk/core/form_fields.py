"""Fields that the forms of several apps have, and how a form says in one sentence what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet

from huiyin.desk.core.request_params import (
    FIRST_YEAR,
    LAST_YEAR,
    find_choice,
    is_near,
    parse_key,
    parse_number,
    parse_numbers,
)
from huiyin.i18n import say

#: Whatever Django may mind in a field of one line.
_CODES = (
    "required", "invalid", "invalid_choice", "max_length", "min_length", "null_characters_not_allowed",
)  # fmt: skip


class LenientForm(forms.Form):
    """A form of buttons, boxes and hidden fields: what is no choice of it is not chosen, and nothing is said of it."""

    def __init__(self, given: Any, fields: Mapping[str, forms.Field] | None = None) -> None:
        super().__init__(given)
        self.fields |= fields or {}
        if not self.is_valid():
            wrong = self.errors.keys() & self.fields.keys()
            self.cleaned_data |= {name: self.fields[name].to_python(None) for name in wrong}


class NumbersField(forms.Field):
    """The numbers of rows that were chosen; what is no number is not chosen."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[int]:
        return parse_numbers(value or ())


class NumberField(forms.Field):
    """The number of a row that was chosen, or None."""

    def to_python(self, value: Any) -> int | None:
        return parse_number(value or "")


class KeyField(forms.Field):
    """The key by which a row is known before it is saved, or None."""

    def to_python(self, value: Any) -> UUID | None:
        return parse_key(str(value or ""))


class TextField(forms.CharField):
    """A box of several lines, which browsers send with CR LF; cut where the box itself ends (``longest``)."""

    widget = forms.Textarea

    def __init__(self, longest: int) -> None:
        super().__init__(required=False, strip=False)
        self.longest = longest

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")[: self.longest]


class LineField(forms.CharField):
    """A box of one line, without the space around what was typed; cut where the box itself ends (``longest``)."""

    def __init__(self, longest: int) -> None:
        super().__init__(required=False)
        self.longest = longest

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value))[: self.longest]


class DayField(forms.DateField):
    """A day, typed or chosen, in a year that concerns somebody: what is counted from it does not leave the calendar."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(input_formats=["%Y-%m-%d"], widget=widget, **options)

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day is not None and not is_near(day):
            span = {"first": str(FIRST_YEAR), "last": str(LAST_YEAR)}
            raise forms.ValidationError(say("desk.wrong.day", **span))
        return day


class RowField(forms.Field):
    """A row chosen from a list by its number, or None; ``among`` is set when it is known who chooses."""

    among: QuerySet[Any] | None = None

    def __init__(self) -> None:
        super().__init__(required=False)

    def to_python(self, value: Any) -> Any:
        return None if self.among is None else find_choice(self.among, str(value or ""))


class HiddenField(forms.Field):
    """What a page gave with the form; None where it gave nothing, which is not the same as an empty value."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def to_python(self, value: Any) -> str | None:
        return None if value is None else str(value)


class VersionField(HiddenField):
    """The version of what the form showed (:mod:`huiyin.desk.core.edit_conflicts`); None where no page was read."""


class ButtonForm(LenientForm):
    """Which of a page's buttons was pressed, and the version of what the page showed."""

    what = forms.CharField(required=False, strip=False)
    version = VersionField()

    @property
    def pressed(self) -> str:
        """What the button stands for; empty where it says nothing."""
        return str(self.cleaned_data["what"])

    @property
    def seen(self) -> str:
        """The version; empty where the page gave none, as one that stood open while the desk was upgraded."""
        return self.cleaned_data["version"] or ""


class KeysField(forms.Field):
    """Words by which rows are known that were chosen."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[str]:
        return [str(one) for one in value or ()]


class SureField(forms.BooleanField):
    """The box that is ticked by who is sure; only the value that our pages give it counts."""

    def to_python(self, value: Any) -> bool:
        return value in ("yes", "True", True)

    widget = forms.TextInput


def say_wrong(field: forms.Field, sentence: str) -> None:
    """Whatever is wrong in ``field`` is said by ``sentence``."""
    field.error_messages |= dict.fromkeys(_CODES, sentence)
    for check in field.validators:
        if hasattr(check, "message"):
            check.message = sentence


def offer_choices(field: forms.Field, choices: Iterable[tuple[str, str]]) -> None:
    """Let ``field``, which is one of choices, have these."""
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


def list_sentences(form: forms.BaseForm) -> list[str]:
    """All that is wrong, in the order in which it was found; the same thing is said once."""
    return list(dict.fromkeys(str(error) for errors in form.errors.values() for error in errors))


def collect_given(form: forms.BaseForm) -> dict[str, Any]:
    """What the boxes of a form hold: what was typed, or what it began with."""
    held = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in held.items() if value is not None}


def find_error(form: forms.BaseForm) -> str:
    """The first thing that is wrong, in the order of the fields; empty where nothing is."""
    return next((str(error) for errors in form.errors.values() for error in errors), "")
