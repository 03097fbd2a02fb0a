"""Fields that the forms of several apps have, and how a form says in one sentence what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms

from huiyin.desk.core.request_params import parse_key, parse_number, parse_numbers

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


class HiddenField(forms.Field):
    """What a page gave with the form; None where it gave nothing, which is not the same as an empty value."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def to_python(self, value: Any) -> str | None:
        return None if value is None else str(value)


class VersionField(HiddenField):
    """The version of what the form showed (:mod:`huiyin.desk.core.edit_conflicts`); None where no page was read."""


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
