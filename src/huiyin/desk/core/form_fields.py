"""Form fields used by several apps, and functions for the messages of forms."""

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
from huiyin.text import strip_direction_marks

#: Error codes that Django may raise for a field of one line.
_CODES = (
    "required", "invalid", "invalid_choice", "max_length", "min_length", "null_characters_not_allowed",
)  # fmt: skip


class LenientForm(forms.Form):
    """A form of buttons, checkboxes and hidden fields. Invalid values count as not chosen, without a message,
    since people cannot type them.
    """

    def __init__(self, given: Any, fields: Mapping[str, forms.Field] | None = None) -> None:
        super().__init__(given)
        self.fields |= fields or {}
        if not self.is_valid():
            wrong = self.errors.keys() & self.fields.keys()
            self.cleaned_data |= {name: self.fields[name].to_python(None) for name in wrong}


class NumbersField(forms.Field):
    """Primary keys of the chosen rows; values that are not numbers are ignored."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[int]:
        return parse_numbers(value or ())


class NumberField(forms.Field):
    """The primary key of the chosen row, or None."""

    def to_python(self, value: Any) -> int | None:
        return parse_number(value or "")


class KeyField(forms.Field):
    """The UUID that identifies a row before it is saved, or None."""

    def to_python(self, value: Any) -> UUID | None:
        return parse_key(str(value or ""))


class TextField(forms.CharField):
    """A text of several lines. The CR LF that browsers send become LF; the text is cut at ``longest``
    characters, where the browser's box ends too.
    """

    widget = forms.Textarea

    def __init__(self, longest: int) -> None:
        super().__init__(required=False, strip=False)
        self.longest = longest

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")[: self.longest]


class LineField(forms.CharField):
    """A text of one line, without surrounding white space or characters that turn its direction, cut at
    ``longest`` characters.
    """

    def __init__(self, longest: int) -> None:
        super().__init__(required=False)
        self.longest = longest

    def to_python(self, value: Any) -> str:
        return strip_direction_marks(str(super().to_python(value))).strip()[: self.longest]


class DayField(forms.DateField):
    """A date between :data:`FIRST_YEAR` and :data:`LAST_YEAR`, so that adding periods to it cannot overflow the
    calendar.
    """

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
    """A row chosen from a list by its primary key, or None. ``among``, the rows on offer, is set when the user
    is known.
    """

    among: QuerySet[Any] | None = None

    def __init__(self) -> None:
        super().__init__(required=False)

    def to_python(self, value: Any) -> Any:
        return None if self.among is None else find_choice(self.among, str(value or ""))


class HiddenField(forms.Field):
    """A hidden value of the page; None if it was absent, which differs from an empty value."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def to_python(self, value: Any) -> str | None:
        return None if value is None else str(value)


class VersionField(HiddenField):
    """The version of what the form showed (:mod:`huiyin.desk.core.edit_conflicts`); None if no page was shown."""


class ButtonForm(LenientForm):
    """Which button of a page was pressed, and the version of what the page showed."""

    what = forms.CharField(required=False, strip=False)
    version = VersionField()

    @property
    def pressed(self) -> str:
        """The value of the button; empty if it has none."""
        return str(self.cleaned_data["what"])

    @property
    def seen(self) -> str:
        """The version; empty if the page had none, for example because it was open during an upgrade."""
        return self.cleaned_data["version"] or ""


class KeysField(forms.Field):
    """Text keys of the chosen rows."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[str]:
        return [str(one) for one in value or ()]


class SureField(forms.BooleanField):
    """The checkbox that confirms an action. Only the value that our own pages send counts as ticked."""

    def to_python(self, value: Any) -> bool:
        return value in ("yes", "True", True)

    widget = forms.TextInput


def say_wrong(field: forms.Field, sentence: str) -> None:
    """Use ``sentence`` as the message for every error of ``field``."""
    field.error_messages |= dict.fromkeys(_CODES, sentence)
    for check in field.validators:
        if hasattr(check, "message"):
            check.message = sentence


def offer_choices(field: forms.Field, choices: Iterable[tuple[str, str]]) -> None:
    """Set the options of ``field``, which must be a choice field."""
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


def list_sentences(form: forms.BaseForm) -> list[str]:
    """All error messages in the order in which they were found, without repetitions."""
    return list(dict.fromkeys(str(error) for errors in form.errors.values() for error in errors))


def collect_given(form: forms.BaseForm) -> dict[str, Any]:
    """The values of the form's fields: as typed, or the initial ones."""
    held = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in held.items() if value is not None}


def find_error(form: forms.BaseForm) -> str:
    """The first error message in the order of the fields; empty if there is none."""
    return next((str(error) for errors in form.errors.values() for error in errors), "")
