"""Fields that the forms of several apps have, and how a form says in one sentence what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from huiyin.desk.core.request_params import parse_numbers

#: Whatever Django may mind in a field of one line.
_CODES = (
    "required", "invalid", "invalid_choice", "max_length", "min_length", "null_characters_not_allowed",
)  # fmt: skip


class LenientForm(forms.Form):
    """A form of buttons, boxes and hidden fields: what is no choice of it is not chosen, and nothing is said of it."""

    def __init__(self, given: Any) -> None:
        super().__init__(given)
        if not self.is_valid():
            wrong = self.errors.keys() & self.fields.keys()
            self.cleaned_data |= {name: self.fields[name].to_python(None) for name in wrong}


class NumbersField(forms.Field):
    """The numbers of rows that were chosen; what is no number is not chosen."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[int]:
        return parse_numbers(value or ())


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


def find_error(form: forms.BaseForm) -> str:
    """The first thing that is wrong, in the order of the fields; empty where nothing is."""
    return next((str(error) for errors in form.errors.values() for error in errors), "")
